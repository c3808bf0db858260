"""A letter of our own accord in words: its sentences, tables and charts in one language."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.adapters.letter.voice import safe
from intake.adapters.words.catalogs import SOURCE, Catalogs
from intake.adapters.words.direction import bare, direction, isolated
from intake.adapters.words.saying import Saying, harmless, shown
from intake.adapters.words.sentences import Sentences
from intake.domain.letters.notice import Chart, Letterhead, Notice, NoticeCell, NoticeTable, Said, Section
from intake.domain.verdict import Finding


@dataclass(frozen=True, slots=True)
class WordedSection:
    """A section in words, as the templates and documents lay it out."""

    title: str
    lines: tuple[str, ...]
    head: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[tuple[str, int, int], ...]
    links: tuple[tuple[str, str], ...]

    def called(self, row: Sequence[str]) -> str:
        """What a row is about: its first cell that says something."""
        return next(filter(None, row), "")

    def named(self, row: Sequence[str]) -> Sequence[tuple[str, str]]:
        """The other cells that say something, each with the heading of its column as a label."""
        said = [(label, one) for label, one in zip(self.labels, row, strict=True) if one]
        return said[1:]


class NoticeVoice:
    """Notices under one letterhead, told in one language."""

    def __init__(self, head: Letterhead, notices: Sequence[Notice], language: str, catalogs: Catalogs) -> None:
        self.language = language if language in catalogs.offered_languages() else SOURCE
        self.direction = direction(self.language)
        self._head = head
        self._notices = notices
        self._catalogs = catalogs
        self._saying = Saying(catalogs, self.language, head.zone, {"acronym": head.acronym})
        self._sentences = Sentences(catalogs)

    def sender(self) -> str:
        """The name beside the address of the sender."""
        return bare(self._text("from.name", {"acronym": self._head.acronym}))

    def subject(self) -> str:
        """The subject line: that of the first notice, and how many more there are."""
        first = self.say(self._notices[0].subject)
        more = len(self._notices) - 1
        whole = self._text("notice.subject", {"acronym": self._head.acronym, "subject": first})
        return bare(f"{whole} (+{more})" if more else whole)

    def titles(self) -> Sequence[str]:
        """The heading of each notice, where there are several."""
        return [self.say(one.subject) for one in self._notices] if len(self._notices) > 1 else []

    def notices(self) -> Sequence[tuple[str, Sequence[WordedSection]]]:
        """Each notice: its heading, "" for one alone, and its sections."""
        titles = self.titles() or [""]
        return [(title, self.sections(one)) for title, one in zip(titles, self._notices, strict=True)]

    def sections(self, notice: Notice) -> Sequence[WordedSection]:
        """The sections of one notice."""
        return [self._section(one) for one in notice.sections]

    def say(self, said: Said) -> str:
        """One sentence with what stands in its places; a stranger's words are made safe to show."""
        return self._saying.say(said)

    def _section(self, section: Section) -> WordedSection:
        table = section.table or NoticeTable((), ())
        head = tuple(map(self.say, table.head))
        chart = section.chart or Chart(())
        return WordedSection(
            title=self.say(section.title) if section.title else "",
            lines=(*map(self.say, section.lines), *map(self._found, section.findings)),
            head=head,
            labels=tuple(self._text("staff.label", {"name": one}) for one in head),
            rows=tuple(tuple(map(self._cell, row)) for row in table.rows),
            bars=tuple((self._cell(one.label), one.count, one.late) for one in chart.bars),
            links=tuple((self.say(one.said), one.url) for one in section.links),
        )

    def _found(self, finding: Finding) -> str:
        return self._sentences.what(safe(finding, lambda text: shown(text, echo=True)), self.language)

    def _cell(self, cell: NoticeCell) -> str:
        if isinstance(cell, tuple):
            return " ".join(dict.fromkeys(map(self._found, cell)))
        return self.say(cell) if isinstance(cell, Said) else isolated(harmless(cell), self.language)

    def _text(self, key: str, values: dict[str, object]) -> str:
        return self._catalogs.text(key, self.language, values)
