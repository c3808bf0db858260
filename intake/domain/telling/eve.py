"""What the chairs get on the eve of a meeting: its documents with their abstracts, and which came late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.calls.states import begins
from intake.domain.letters.notice import Notice, NoticeKey, Pack, Packed, PackedFile, Said, Section
from intake.domain.meeting import Group, Meeting
from intake.domain.publishing.site import SiteRemark
from intake.domain.publishing.ticks import Tick
from intake.domain.submission import Version
from intake.domain.telling.late_paper import LARGEST


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """A registered document of a meeting as it counts now; `number` has its revision, `size` is in bytes.

    `item` is that of the agenda, in words; `ticks` are those of supporting files that are to go with it.
    """

    number: str
    version: Version
    title: str
    source: tuple[str, ...]
    abstract: str
    remarks: tuple[SiteRemark, ...]
    size: int
    posted: bool
    item: str = ""
    ticks: tuple[Tick, ...] = ()

    @property
    def whole_size(self) -> int:
        """Bytes of the document and of the supporting files that were ticked."""
        return self.size + sum(one.size for one in self.ticks)


def eve_letter(group: Group, meeting: Meeting, papers: Sequence[MeetingPaper]) -> Notice:
    """The papers in their order, all in a zip unless they are larger than what goes with one letter."""
    named: dict[str, str | int] = {"meeting": meeting.title, "count": len(papers)}
    pack = packed(group, meeting, papers) if sum(one.whole_size for one in papers) <= LARGEST else None
    opening = Section(lines=(Said("eve.opening", named, {"begins": begins(meeting)}),))
    sections = [opening, Section(lines=tuple(_where(group, papers, pack))), *map(_paper, papers)]
    return Notice(Said("eve.subject", named), tuple(sections), pack=pack, about=NoticeKey("eve-pack", meeting.id))


def page_of(letter: Notice) -> Notice:
    """The letter as the page in the zip: without its second section, which says where the zip is."""
    return replace(letter, sections=(letter.sections[0], *letter.sections[2:]))


def packed(group: Group, meeting: Meeting, papers: Sequence[MeetingPaper]) -> Pack:
    """All papers in one zip, however large; what is made for it is dated by the last of them."""
    last: datetime = max((one.version.at for one in papers), default=begins(meeting))
    name = f"{group.acronym}-{meeting.id}-documents.zip"
    return Pack(name, last, tuple(map(_packed, papers)))


def _packed(one: MeetingPaper) -> Packed:
    return Packed(one.number, one.version, tuple(PackedFile(each.name, each.sha256) for each in one.ticks))


def _where(group: Group, papers: Sequence[MeetingPaper], pack: Pack | None) -> Iterator[Said]:
    if pack:
        yield Said("eve.attached", {"file": pack.name})
        return
    yield Said("eve.large")
    posted = [one.posted for one in papers]
    if group.home_page and any(posted):
        yield Said("eve.page", links={"link": group.home_page})
    if not group.home_page or not all(posted):
        yield Said("eve.ask")


def _paper(one: MeetingPaper) -> Section:
    lines = [Said(f"site.remark.{each}") for each in one.remarks]
    if one.item:
        lines.append(Said("eve.item", {"item": one.item}))
    if one.source:
        lines.append(Said("chairs.ask.source", {"source": "; ".join(one.source)}))
    if one.abstract:
        lines.append(Said("chairs.ask.abstract", {"abstract": one.abstract}))
    return Section(Said("eve.paper", {"number": one.number, "title": one.title}), tuple(lines))
