"""The documents of one meeting as lists need them, and what was noted beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.document import Liaison
from intake.domain.letters.notice import Said
from intake.domain.lists.proposing import ProposedBy
from intake.domain.lists.values import ListKind, ListPart, ListRow, MeetingList
from intake.domain.meeting import Calendar, Group, Item, Meeting
from intake.domain.numbers.revisions import revision_label
from intake.domain.publishing.site import SiteRemark
from intake.domain.submission import Contribution
from intake.domain.telling.standing import Standing
from intake.domain.text.private import for_everybody
from intake.domain.verdict import Finding


@dataclass(frozen=True, slots=True)
class Placing:
    """The item of the agenda that a document is under: by a person, or `why` it is only proposed."""

    item: str
    why: ProposedBy | None = None
    by: str = ""

    @property
    def settled(self) -> bool:
        """Whether a person allocated it."""
        return self.why is None


@dataclass(frozen=True, slots=True)
class Paper:
    """One number of a meeting as it stands now; `outcome` is what a person noted, "" for nothing.

    `came` (UTC) is when the mail of the last revision was received. `repairs` are what the secretariat has to
    complete in it. `joined`: it was accepted before a meeting was known. `answered_after` is in seconds from receipt
    to the first answer, None where none left. `speaker` is the name of whoever sent it. `written_as` is the kind of
    list as which the house wrote it, "" where it did not. `let_in_by` is the person who admitted it, "" for nobody.
    """

    contribution: Contribution
    came: datetime
    abstract: str = ""
    remarks: tuple[SiteRemark, ...] = ()
    placing: Placing | None = None
    outcome: str = ""
    liaison: Liaison | None = None
    repairs: tuple[Finding, ...] = ()
    joined: bool = False
    answered_after: int | None = None
    speaker: str = ""
    written_as: str = ""
    let_in_by: str = ""

    @property
    def is_proposed(self) -> bool:
        """Whether its item is only proposed."""
        return self.placing is not None and not self.placing.settled

    @property
    def number(self) -> str:
        """The number with the last revision, as printed."""
        return revision_label(self.contribution.label, self.contribution.revision, "Rev")

    @property
    def title(self) -> str:
        """The title as everybody may read it."""
        return self._for_all(self.contribution.title)

    @property
    def sources(self) -> tuple[str, ...]:
        """Each source as everybody may read it."""
        return tuple(self._for_all(one) for one in self.contribution.source)

    @property
    def source(self) -> str:
        """The sources as everybody may read them."""
        return "; ".join(self.sources)

    @property
    def summary(self) -> str:
        """The abstract as everybody may read it."""
        return "\n".join(self._for_all(line) for line in self.abstract.splitlines() if line.strip())

    def _for_all(self, text: str) -> str:
        return for_everybody(text, [each.tel for each in self.contribution.contacts if each.tel])


@dataclass(frozen=True, slots=True)
class GatheredMeeting:
    """All that the lists of one meeting are made of, at an instant (UTC).

    `papers` are in the order of their numbers, withdrawn ones too; `meeting` is None for what waits for the next one,
    `carried` are documents that came for this meeting's call and wait for the next one. `standing` is how the call
    stands, None without a meeting.
    """

    group: Group
    meeting: Meeting | None
    at: datetime
    calendar: Calendar
    papers: tuple[Paper, ...] = ()
    carried: tuple[Paper, ...] = ()
    standing: Standing | None = None

    @property
    def zone(self) -> str:
        """The zone of the meeting, else of the group."""
        return self.group.zone_for(self.meeting)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the agenda."""
        return self.meeting.items if self.meeting else ()

    @property
    def registered(self) -> tuple[Paper, ...]:
        """The papers that count: no withdrawn one."""
        return tuple(one for one in self.papers if one.contribution.withdrawn_at is None)

    def sent_in(self) -> "GatheredMeeting":
        """The same without what the house wrote itself, which is no document of a member: no list allocates a list."""
        papers, carried = (tuple(one for one in each if not one.written_as) for each in (self.papers, self.carried))
        return replace(self, papers=papers, carried=carried)

    def under(self, item: Item) -> tuple[Paper, ...]:
        """The papers under an item, in their order there."""
        return tuple(_in_order(item, (one for one in self.registered if _is_under(one, item))))

    def unplaced(self) -> tuple[Paper, ...]:
        """The papers that are under no item of the agenda."""
        known = {one.number for one in self.items}
        return tuple(one for one in self.registered if one.placing is None or one.placing.item not in known)

    def list_of(
        self,
        kind: ListKind,
        columns: tuple[str, ...],
        rows: tuple[ListRow, ...],
        parts: tuple[ListPart, ...] | None = None,
    ) -> MeetingList:
        """A list of this meeting; without parts a document shows the rows as one table. An empty one says so."""
        shown = parts if parts is not None else (ListPart(columns=columns, rows=rows),)
        if not any(one.heading or one.lines or one.rows for one in shown):
            shown = (ListPart(lines=(Said("list.no-rows"),)),)
        return MeetingList(kind, self.group, self.meeting, self.at, columns, rows, shown)

    def by_item(self) -> Iterator[tuple[Item | None, Paper]]:
        """All papers in the order of the agenda, those under no item last."""
        for item in self.items:
            yield from ((item, one) for one in self.under(item))
        yield from ((None, one) for one in self.unplaced())


def _is_under(paper: Paper, item: Item) -> bool:
    return paper.placing is not None and paper.placing.item == item.number


def _in_order(item: Item, papers: Iterable[Paper]) -> list[Paper]:
    """By number; liaison statements first where the item says so."""
    found = sorted(papers, key=lambda one: (one.contribution.series, one.contribution.number))
    if not item.liaison_first:
        return found
    return sorted(found, key=lambda one: one.contribution.kind not in ("liaison_in", "liaison_out"))
