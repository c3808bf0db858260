"""Why something waits for a person, in words: the same on the command line and on the desk."""

from collections.abc import Iterator

from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.saying import Saying
from intake.adapters.words.sentences import Sentences
from intake.domain.letters.notice import Said
from intake.domain.telling.waits import Reason


class Reasons:
    """Tells reasons by the catalogs of letters and desk together."""

    def __init__(self, catalogs: Catalogs) -> None:
        self._catalogs = catalogs
        self._findings = Sentences(catalogs, at_desk=True)

    def found(self, reason: Reason, language: str) -> tuple[str, ...]:
        """The findings, each in its sentence, once."""
        return tuple(dict.fromkeys(self._findings.what(one, language) for one in reason.findings))

    def told(self, reason: Reason, language: str, zone: str) -> tuple[str, ...]:
        """The sentences behind the findings, with times on the clock of this zone; recorded words as they stand."""
        return tuple(self._told(reason, language, zone))

    def in_one_line(self, reason: Reason, language: str, zone: str) -> str:
        """All in one line; of several findings the first, and how many more there are."""
        first, *more = self.found(reason, language) or ("",)
        if more:
            values = {"first": first.rstrip("."), "count": len(more)}
            first = self._catalogs.text("waits.more", language, values)
        return " ".join(filter(None, (first, *self._told(reason, language, zone))))

    def _told(self, reason: Reason, language: str, zone: str) -> Iterator[str]:
        saying = Saying(self._catalogs, language, zone, {})
        for one in reason.told:
            yield saying.say(one) if isinstance(one, Said) else one
