"""The documents of a meeting as the desk shows them: each number with its revisions, state and what came with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from intake.domain.house.reservation import Reservation, explains
from intake.domain.lists.papers import Paper
from intake.domain.meeting import NEXT
from intake.domain.publishing.posting import Doubt, mark_of, posted_versions, waiting_versions
from intake.domain.publishing.site import SiteRemark
from intake.domain.publishing.supporting import SupportingFile, label_of
from intake.domain.publishing.ticks import Tick, ticks_of
from intake.domain.publishing.versions import last_versions
from intake.domain.submission import Contribution, Version
from intake.domain.verdict import Decision
from intake.pipeline.agenda.papers import gathered
from intake.pipeline.agenda.posting import doubts_of
from intake.pipeline.documents.supporting import known_beside

if TYPE_CHECKING:
    from intake.domain.meeting import Item, Meeting
    from intake.domain.rulebook import Rulebook
    from intake.ports import UnitOfWork

DocumentState = Literal["registered", "posted", "newer", "withdrawn", "joined", "reserved", "unused"]
"""What became of a number; "newer": it is posted, and a version that came since waits; "joined": it was given up."""


@dataclass(frozen=True, slots=True)
class BesideFile:
    """A file that came with a version, and its tick, None where nobody ever set one."""

    beside: SupportingFile
    tick: Tick | None

    @property
    def ticked(self) -> bool:
        """Whether it is posted with its document."""
        return self.tick is not None and self.tick.stands


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a number that counts, with the files beside it; `at` (UTC) is when its mail was received."""

    number: str
    version: Version
    at: datetime
    reference: str
    posted: bool
    beside: tuple[BesideFile, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One number of a meeting as it stands now; `versions` are the last revision, its corrigenda and addenda.

    `earlier` are the labels of revisions before the last.
    """

    paper: Paper
    state: DocumentState
    doubts: tuple[Doubt, ...]
    versions: tuple[VersionRow, ...]
    earlier: tuple[str, ...]

    @property
    def one(self) -> Contribution:
        """The contribution."""
        return self.paper.contribution

    @property
    def seen(self) -> str:
        """The mark of what a person sees: posting it says that nothing came in between."""
        return mark_of(self.one)

    @property
    def counts(self) -> bool:
        """Whether it is neither withdrawn nor given up."""
        return self.state not in ("withdrawn", "joined")

    @property
    def waits(self) -> bool:
        """Whether a person can post it now."""
        return self.state in ("registered", "newer")

    @property
    def ticked(self) -> tuple[str, ...]:
        """The names of the supporting files that are posted with it."""
        every = (each.tick for one in self.versions for each in one.beside if each.ticked)
        return tuple(tick.name for tick in every if tick)

    @property
    def remarks(self) -> tuple[SiteRemark, ...]:
        """What its time of receipt says of it."""
        return tuple(dict.fromkeys(self.paper.remarks))


@dataclass(frozen=True, slots=True)
class GapRow:
    """A number without a document: kept for one that will come, or unused, and why (None: nobody kept it)."""

    number: str
    state: DocumentState
    kept: Reservation | None = None


@dataclass(frozen=True, slots=True)
class MeetingDocuments:
    """The numbers of a meeting in their order; `meeting` is None for what waits for the next one."""

    group: str
    acronym: str
    meeting: "Meeting | None"
    zone: str
    rows: tuple[DocumentRow | GapRow, ...]

    @property
    def place(self) -> str:
        """The meeting as people name it: "jca-mv/2026-05-13"."""
        return f"{self.group}/{self.meeting.id if self.meeting else NEXT}"

    @property
    def items(self) -> tuple["Item", ...]:
        """The items of its agenda."""
        return self.meeting.items if self.meeting else ()

    @property
    def documents(self) -> tuple[DocumentRow, ...]:
        """The numbers that have a document."""
        return tuple(one for one in self.rows if isinstance(one, DocumentRow))

    def find(self, label: str) -> DocumentRow | None:
        """The row of this number, written without a revision."""
        return next((one for one in self.documents if one.one.label == label), None)


def meeting_documents(
    work: "UnitOfWork", rulebook: "Rulebook", meeting: "Meeting | None", now: datetime
) -> MeetingDocuments:
    """All numbers of a meeting of this group at an instant (UTC): documents, kept ones, unused ones."""
    papers = gathered(work, rulebook, meeting, now).papers
    contributions = [one.contribution for one in papers]
    mails = [each.submission for one in contributions for each in one.versions]
    listed = work.contributions.listed(rulebook.group.id)
    known = _Known(
        doubts_of(work, [one for one in contributions if waiting_versions(one)]),
        work.ticks.of([one.id for one in contributions]),
        work.contributions.came_with(mails),
        work.submissions.decisions_of(mails),
        _siblings(listed),
    )
    rows = {(one.contribution.series, one.contribution.number): known.row(one) for one in papers}
    gaps = _gaps(work, rulebook, meeting, list(rows), listed)
    every: dict[tuple[str, int], DocumentRow | GapRow] = {**gaps, **rows}
    order = {one.id: place for place, one in enumerate(rulebook.series)}
    return MeetingDocuments(
        group=rulebook.group.id,
        acronym=rulebook.group.acronym,
        meeting=meeting,
        zone=rulebook.group.zone_for(meeting),
        rows=tuple(every[key] for key in sorted(every, key=lambda key: (order.get(key[0], len(order)), *key))),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What one transaction knows of the documents of a meeting."""

    doubts: Mapping[str, tuple[Doubt, ...]]
    ticks: Sequence[Tick]
    came: Mapping[int, tuple[datetime, str]]
    decisions: Mapping[int, Sequence[Decision]]
    siblings: Mapping[int, Sequence[Contribution]]

    def row(self, paper: Paper) -> DocumentRow:
        one = paper.contribution
        posted = posted_versions(one)
        revisions = {each.revision: each for each in one.versions if each.mark == "Rev"}
        return DocumentRow(
            paper=paper,
            state=_state(one),
            doubts=self.doubts.get(one.label, ()),
            versions=tuple(self._version(one, each, posted=each in posted) for each in last_versions(one)),
            earlier=tuple(label_of(one, each) for which, each in sorted(revisions.items()) if which < one.revision),
        )

    def _version(self, one: Contribution, version: Version, *, posted: bool) -> VersionRow:
        at, reference = self.came.get(version.submission, (one.received_at, one.reference))
        known = {each.sha256: each for each in ticks_of(self.ticks, one, version)}
        siblings, decisions = self.siblings.get(version.submission, ()), self.decisions.get(version.submission, ())
        found = known_beside(one, version, siblings, decisions)
        beside = tuple(BesideFile(each, known.get(each.file.sha256)) for each in found)
        return VersionRow(label_of(one, version), version, at, reference, posted, beside)


def _siblings(listed: Sequence[Contribution]) -> dict[int, list[Contribution]]:
    """The numbers that each mail gave or changed."""
    found: dict[int, list[Contribution]] = {}
    for one in listed:
        for mail in {each.submission for each in one.versions}:
            found.setdefault(mail, []).append(one)
    return found


def _state(one: Contribution) -> DocumentState:
    if one.withdrawn_at is not None:
        return "joined" if one.joined_to else "withdrawn"
    if one.posted_at is None:
        return "registered"
    return "newer" if waiting_versions(one) else "posted"


def _gaps(
    work: "UnitOfWork",
    rulebook: "Rulebook",
    meeting: "Meeting | None",
    mine: Sequence[tuple[str, int]],
    listed: Sequence[Contribution],
) -> dict[tuple[str, int], GapRow]:
    """Numbers kept for this meeting, and unused ones between two of its documents that no document of the group has."""
    named = meeting.id if meeting else NEXT
    taken = {(one.series, one.number) for one in listed}
    kept = explains(work.reservations.listed(rulebook.group.id))
    passed = {series: max(number for each, number in taken if each == series) for series, _ in taken}
    found = {
        key: GapRow(one.label, "reserved" if one.stands else "unused", one)
        for key, one in kept.items()
        if key not in taken
        and (rulebook.present_id(one.meeting) or NEXT) == named
        and (one.stands or one.number <= passed.get(one.series, 0))
    }
    for series in rulebook.series:
        numbers = [number for name, number in mine if name == series.id]
        for number in range(min(numbers, default=0), max(numbers, default=0)):
            key = (series.id, number)
            if key not in taken and key not in kept:
                found[key] = GapRow(series.label(number), "unused")
    return found
