"""What the secretariat writes on a cover that it makes, in the language in which the group works."""

from collections.abc import Sequence
from datetime import date

from babel.dates import format_interval

from intake.adapters.words.catalogs import SOURCE, Catalogs
from intake.domain.verdict import Kind

_LOCALES = {"en": "en_GB"}
"""The Union writes the day before the month."""


class CatalogCoverWords:
    """Fulfils intake.ports.CoverWords from the catalogs; a language that they do not offer is written in English."""

    def __init__(self, catalogs: Catalogs) -> None:
        self._catalogs = catalogs

    def kind(self, kind: Kind, language: str) -> str:
        """The kind of document as covers print it: "LIAISON STATEMENT"."""
        return self._catalogs.text(f"cover.{kind.replace('_', '-')}", self._offered(language))

    def days(self, first: date, last: date, language: str) -> str:
        """The days of a meeting, with plain spaces: "13–15 May 2026"."""
        offered = self._offered(language)
        return " ".join(format_interval(first, last, "yMMMMd", locale=_LOCALES.get(offered, offered)).split())

    def attached(self, files: Sequence[str], language: str) -> str:
        """The sentence that leads to the document itself; without direction marks, which Word may show as boxes."""
        offered = self._offered(language)
        names = (one or self._catalogs.text("file.without-name", offered) for one in files)
        return self._catalogs.raw("cover.attached", offered).replace("{files}", ", ".join(names))

    def _offered(self, language: str) -> str:
        return language if language in self._catalogs.offered_languages() else SOURCE
