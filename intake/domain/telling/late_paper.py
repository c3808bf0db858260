"""The letter by which a chair decides on a late paper: the paper, how late it is, and the way that its mail took."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.domain.cover.organizations import is_same_organization
from intake.domain.document import Document
from intake.domain.letters.links import ACTS, Link, Public
from intake.domain.letters.notice import Anchor, EnclosedFile, Notice, NoticeKey, NoticeTable, Said, Section
from intake.domain.meeting import Meeting, Officer
from intake.domain.submission import Evidence
from intake.domain.transit.way import Hop
from intake.domain.verdict import Finding

LARGEST = 10_000_000
"""Bytes of files that go with one letter."""

SILENT_DAYS = 2
"""Working days after which the secretariat may decide in the chairs' place."""

_ENDINGS = ("docx", "pdf", "pptx", "doc", "rtf", "odt")
_HEAD = tuple(Said(f"chairs.head.{name}") for name in ("when", "from", "by", "with", "delay", "whose"))


@dataclass(frozen=True, slots=True)
class LatePaper:
    """One late document, at this `index` of its verdict.

    `kept_back`: the secretariat looks at it for another reason, too, so that a chair cannot decide yet.
    """

    index: int
    document: Document
    findings: tuple[Finding, ...] = ()
    kept_back: bool = False


@dataclass(frozen=True, slots=True)
class LateMail:
    """A mail with late documents. `late_by` is in seconds after its `deadline`; both instants are UTC."""

    reference: str
    meeting: Meeting
    sender: str
    received_at: datetime
    evidence: Evidence
    deadline: datetime
    late_by: int
    papers: tuple[LatePaper, ...]
    way: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class ChairPages:
    """Where one chair, known by this `address`, decides until an instant (UTC)."""

    public: Public
    address: str
    until: datetime


def ask(mail: LateMail, chair: Officer, pages: ChairPages | None = None, room: int = LARGEST) -> Notice:
    """What this chair is asked, with links to the pages where there are some.

    Files that do not fit into the `room` (bytes) that is left in the letter are named.
    """
    enclosed: list[EnclosedFile] = []
    sections = [Section(lines=tuple(_opening(mail)))]
    for place, one in enumerate(mail.papers, 1):
        file = _enclosed(mail, one, place)
        fits = not one.kept_back and file.size <= room
        if fits:
            enclosed.append(file)
            room -= file.size
        links = tuple(_links(mail, one, pages)) if pages and not one.kept_back else ()
        sections.append(Section(lines=tuple(_paper(one, chair, fits=fits, file=file)), links=links))
        if one.findings:
            sections.append(Section(Said("chairs.title.found"), findings=one.findings))
    if mail.way:
        sections.append(_way(mail.way))
    sections.append(
        Section(
            Said("chairs.title.answer"), lines=tuple(_answer(pages if any(one.links for one in sections) else None))
        )
    )
    title = mail.papers[0].document.cover.title or mail.papers[0].document.file
    subject = Said("chairs.ask.subject", {"reference": mail.reference, "title": title})
    about = NoticeKey("late-paper", mail.meeting.id, mail.reference)
    return Notice(subject, tuple(sections), enclosed=tuple(enclosed), about=about)


def is_source(chair: Officer, sources: Sequence[str]) -> bool:
    """Whether the chair's organization is one of these sources, as far as both are written alike."""
    return any(is_same_organization(chair.organization, one) for one in sources)


def _opening(mail: LateMail) -> Iterator[Said]:
    yield Said("chairs.ask.opening", {"meeting": mail.meeting.title})
    yield Said("chairs.ask.reference", {"reference": mail.reference, "sender": mail.sender})
    yield Said(
        "chairs.ask.received",
        exact={"received": mail.received_at, "deadline": mail.deadline},
        lasting={"after": mail.late_by},
    )
    yield Said(f"chairs.clock.{mail.evidence}")


def _paper(paper: LatePaper, chair: Officer, *, fits: bool, file: EnclosedFile) -> Iterator[Said]:
    cover = paper.document.cover
    yield Said("chairs.ask.title", {"title": cover.title or paper.document.file})
    if cover.source:
        yield Said("chairs.ask.source", {"source": "; ".join(cover.source)})
    if is_source(chair, cover.source):
        yield Said("chairs.ask.own", {"organization": chair.organization})
    if cover.abstract:
        yield Said("chairs.ask.abstract", {"abstract": cover.abstract})
    key = "kept" if paper.kept_back else "attached" if fits else "large"
    sent_as = paper.document.file or file.name
    yield Said(f"chairs.file.{key}", {"file": sent_as, **({"name": file.name} if key == "attached" else {})})


def _enclosed(mail: LateMail, paper: LatePaper, place: int) -> EnclosedFile:
    """The file under a plain name: its own may hold what no header field can."""
    ending = paper.document.filetype if paper.document.filetype in _ENDINGS else "bin"
    number = f"-{place}" if len(mail.papers) > 1 else ""
    return EnclosedFile(f"{mail.reference}{number}.{ending}", paper.document.sha256, paper.document.size)


def _way(way: Sequence[Hop]) -> Section:
    return Section(Said("chairs.title.way"), (Said("chairs.way"),), NoticeTable(_HEAD, tuple(map(_row, way))))


def _row(hop: Hop) -> tuple[Said | str, ...]:
    when = Said("chairs.hop.when", exact={"at": hop.at}) if hop.at else ""
    whose = Said("chairs.hop.ours" if hop.trusted else "chairs.hop.theirs")
    return (when, hop.came_from, hop.by, hop.protocol, _delay(hop.delay), whose)


def _delay(delay: timedelta | None) -> Said | str:
    if delay is None:
        return ""
    seconds = round(delay.total_seconds())
    return Said("chairs.hop.delay" if seconds >= 0 else "chairs.hop.before", lasting={"delay": abs(seconds)})


def _links(mail: LateMail, paper: LatePaper, pages: ChairPages) -> Iterator[Anchor]:
    for act in ACTS:
        link = Link(mail.reference, paper.index, pages.address, act, pages.until)
        yield Anchor(Said(f"chairs.link.{act}"), pages.public.page(link))


def _answer(pages: ChairPages | None) -> Iterator[Said]:
    if pages:
        yield Said("chairs.answer.links", moments={"until": pages.until})
    yield Said("chairs.answer.reply")
    yield Said("chairs.answer.either")
    yield Said("chairs.answer.silent", {"days": SILENT_DAYS})
