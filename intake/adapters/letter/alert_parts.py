"""The parts of a letter with alerts: its topic, the lines of the log, the next letter."""

from collections.abc import Sequence

from intake.adapters.words.catalogs import SOURCE, Catalogs
from intake.adapters.words.direction import bare, direction
from intake.adapters.words.moments import Moments
from intake.adapters.words.saying import shown
from intake.domain.letters.alert import AlertLetter, AlertLine

COMMAND = "intake log --what alert"


class AlertVoice:
    """One letter with alerts in its language; the log's own sentences are quoted unchanged."""

    def __init__(self, letter: AlertLetter, catalogs: Catalogs) -> None:
        self.letter = letter
        self.language = letter.language if letter.language in catalogs.offered_languages() else SOURCE
        self.direction = direction(self.language)
        self._catalogs = catalogs
        self._moments = Moments(catalogs)

    def say(self, key: str, **values: object) -> str:
        """One sentence of the catalog."""
        return self._catalogs.text(key, self.language, values)

    def sender(self) -> str:
        """The name beside the address of the sender."""
        return bare(self.say("alert.from"))

    def subject(self) -> str:
        """Say what it is about."""
        return bare(
            self.say("alert.subject-clear" if self.letter.is_all_clear else "alert.subject", topic=self.topic())
        )

    def topic(self) -> str:
        """The topic in words: that something happened, or that it is over."""
        clear = f"alert.clear.{self.letter.topic}"
        if not self.letter.is_all_clear:
            return self.say(f"alert.topic.{self.letter.topic}")
        return self.say(clear if self._catalogs.has(clear) else "alert.clear.other")

    def opening(self) -> str:
        """The first sentence."""
        return self.say("alert.opening-clear" if self.letter.is_all_clear else "alert.opening")

    def lines(self) -> Sequence[str]:
        """Each line of the log with its time and, where it has one, its group and reference."""
        return [self._line(one) for one in self.letter.lines]

    def closing(self) -> Sequence[str]:
        """Say how many more there were, where to find them all, and when the next letter comes."""
        more = [self.say("alert.more", count=self.letter.more)] if self.letter.more else []
        return [*more, self.say("alert.where", command=COMMAND), self.say("alert.next"), self.say("alert.no-reply")]

    def _line(self, one: AlertLine) -> str:
        at = self._moments.full(one.at, self.letter.zone, self.language, seconds=True)
        about = ", ".join(part for part in (one.group, one.reference) if part)
        return self.say(
            "alert.line" if about else "alert.line-bare", moment=at, about=about, why=shown(one.why, echo=True)
        )
