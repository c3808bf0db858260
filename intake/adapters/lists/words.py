"""Lists in the words of one language; fulfils intake.ports.ListWords."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from intake.adapters.letter.voice import safe
from intake.adapters.words.catalogs import SOURCE, Catalogs
from intake.adapters.words.direction import bare
from intake.adapters.words.moments import Moments
from intake.adapters.words.saying import shown
from intake.adapters.words.sentences import Sentences
from intake.domain.letters.notice import Said
from intake.domain.lists.values import Code, Lasting, ListCell, ListPart, MeetingList, WordedList, WordedPart
from intake.domain.text.language import one_line
from intake.domain.verdict import Finding

_LOCALES = {"en": "en_GB"}
"""The Union writes the day before the month."""

_LONGEST = 2_000


class CatalogListWords:
    """Puts lists into words from the catalogs, without marks of direction: Word and spreadsheets have their own."""

    def __init__(self, catalogs: Catalogs) -> None:
        self._catalogs = catalogs
        self._moments = Moments(catalogs)
        self._sentences = Sentences(catalogs)

    def worded(self, one: MeetingList, language: str) -> WordedList:
        """The list in this language; in English where the language is not offered.

        In the rows instants are as "2026-04-30 23:52" in the meeting's zone, in the parts they are in words.
        """
        offered = language if language in self._catalogs.offered_languages() else SOURCE
        title = one.meeting.title if one.meeting else one.group.acronym
        speaker = _Speaker(self, offered, one.zone)
        return WordedList(
            title=self.say(f"list.title.{one.kind}", offered, {"meeting": one_line(title)}),
            language=offered,
            columns=one.columns,
            head=tuple(self.say(f"list.head.{name.replace('_', '-')}", offered) for name in one.columns),
            rows=tuple(tuple(speaker.cell(cell, plain=True) for cell in row) for row in one.rows),
            parts=tuple(speaker.part(part) for part in one.parts),
        )

    def word(self, key: str, language: str, values: Mapping[str, object] | None = None) -> str:
        """A sentence of ours with these values; in English where the language is not offered."""
        return self.say(key, language if language in self._catalogs.offered_languages() else SOURCE, values)

    def body(self, one: WordedList) -> str:
        """The parts of a list as the body of a Word document: WordprocessingML, as text."""
        from intake.adapters.lists.body import body_of  # python-docx takes longer to load than most commands work

        return body_of(one)

    def say(self, key: str, language: str, values: Mapping[str, object] | None = None) -> str:
        """A sentence of the catalog of an offered language."""
        return bare(self._catalogs.text(key, language, values or {}))

    def day(self, day: date, language: str) -> str:
        """A day in words, without its weekday: "30 April 2026"."""
        return " ".join(format_date(day, "long", locale=_LOCALES.get(language, language)).split())

    def clock(self, at: datetime, language: str) -> str:
        """What a clock shows in the zone of this instant: "23:52"."""
        return self._moments.clock(at, language)

    def lasting(self, seconds: int, language: str) -> str:
        """A duration in words."""
        return bare(self._moments.lasting(seconds, language))

    def found(self, finding: Finding, language: str) -> str:
        """What was found; what the secretariat does about it is told to senders, in words for them."""
        return bare(self._sentences.what(safe(finding, lambda text: shown(text, echo=True)), language))


class _Speaker:
    """Cells in one language and one zone."""

    def __init__(self, words: CatalogListWords, language: str, zone: str) -> None:
        self._words = words
        self._language = language
        self._zone = ZoneInfo(zone)

    def part(self, part: ListPart) -> WordedPart:
        """A part in words."""
        heads = (f"list.head.{name.replace('_', '-')}" for name in part.columns)
        return WordedPart(
            heading=self.cell(part.heading),
            level=part.level,
            lines=tuple(self.cell(one) for one in part.lines),
            head=tuple(self._words.say(one, self._language) for one in heads),
            columns=part.columns,
            rows=tuple(tuple(map(self.cell, row)) for row in part.rows),
            heads=part.heads,
        )

    def cell(self, cell: ListCell, *, plain: bool = False) -> str:
        """One cell as text; `plain`: instants and days as spreadsheets sort them."""
        if isinstance(cell, tuple):
            return "; ".join(self.cell(one, plain=plain) for one in cell)
        if isinstance(cell, Code):
            return self._code(cell)
        if isinstance(cell, Lasting):
            return self._words.lasting(cell.seconds, self._language)
        if isinstance(cell, Said):
            return self._words.say(cell.key, self._language, dict(cell.values))
        if isinstance(cell, Finding):
            return self._words.found(cell, self._language)
        if isinstance(cell, date):
            return self._moment(cell, plain=plain)
        return "" if cell is None else one_line(str(cell), _LONGEST)

    def _code(self, code: Code) -> str:
        family = code.family if code.family == "kind" else f"list.{code.family}"
        return self._words.say(f"{family}.{code.name.replace('_', '-')}", self._language)

    def _moment(self, moment: date, *, plain: bool) -> str:
        if not isinstance(moment, datetime):
            return moment.isoformat() if plain else self._words.day(moment, self._language)
        local = moment.astimezone(self._zone)
        if plain:
            return f"{local:%Y-%m-%d %H:%M}"
        return f"{self._words.day(local.date(), self._language)}, {self._words.clock(local, self._language)}"
