"""Why something waits for a person, in words: the same on the command line and on the desk."""

from collections.abc import Iterator
from dataclasses import replace

from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.saying import Saying
from intake.adapters.words.sentences import Sentences
from intake.adapters.words.stating import Stating
from intake.domain.letters.notice import Said
from intake.domain.stated import Stated
from intake.domain.telling.waits import Reason


class Reasons:
    """Tells reasons by the catalogs of letters and desk together, and by `stating` what is kept in English."""

    def __init__(self, catalogs: Catalogs, stating: Stating | None = None) -> None:
        self._catalogs = catalogs
        self._stating = stating
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
            if isinstance(one, Said):
                yield saying.say(replace(one, values={**one.values, **self._notes(one, language)}))
            else:
                yield self._kept(one, language)

    def _notes(self, said: Said, language: str) -> dict[str, str]:
        """Why a letter did not leave, which is kept beside it in English."""
        return {name: self._kept(Stated(str(said.values[name])), language) for name in ("note",) if name in said.values}

    def _kept(self, one: Stated | str, language: str) -> str:
        if self._stating is None:
            return str(one)
        return self._stating.told(str(one), language, typed=not isinstance(one, Stated))
