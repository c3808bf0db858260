"""The meetings of the groups as values for pages: what comes, what was done, and whom an act would write to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.domain.calls.agenda import AgendaItem
from intake.domain.calls.closing import Closing
from intake.domain.calls.states import MeetingState, state_of
from intake.domain.meeting import Group, Meeting
from intake.domain.names import meeting_named
from intake.domain.rulebook import Rulebook
from intake.domain.telling.standing import Standing
from intake.pipeline.agenda.notifying import concerned
from intake.pipeline.line import Line
from intake.pipeline.showing.agenda import state_of as item_state
from intake.pipeline.showing.meetings import close_of, documents_for
from intake.pipeline.standing import standing_of
from intake.ports import UnitOfWork

_BACK = timedelta(days=60)
_MOST = 2_000
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """A meeting in a list: its state, how many documents it has, the close of its call, and what falls due next."""

    group: Group
    meeting: Meeting
    state: MeetingState
    documents: int
    closing: Closing | None
    next: AgendaItem | None


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A row of the agenda: its kind, the reference or kind of document that it is about, and its state in one word."""

    item: AgendaItem
    about: str
    state: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting with how its call stands, what comes and what was done, and to how many of its mails a letter would go.

    `version` is the rulebook's that says so.
    """

    seen: MeetingSeen
    standing: Standing
    comes: tuple[AgendaRow, ...]
    done: tuple[AgendaRow, ...]
    told: int
    version: str


def meetings_seen(line: Line, groups: Sequence[str]) -> list[MeetingSeen]:
    """The meetings of these groups: those ahead by their days, then those that are over, the last one first."""
    now = line.clock.now()
    with line.store.read() as work:
        books = [line.rulebook(work, group) for group in groups]
        found = [_seen(work, book, one, now, _items(work, book, one, now)) for book in books for one in book.meetings]
    ahead = [one for one in found if one.state not in ("ended", "reported", "cancelled")]
    over = [one for one in found if one not in ahead]
    return [
        *sorted(ahead, key=lambda one: (one.meeting.first_day, one.group.id)),
        *sorted(over, key=lambda one: (one.meeting.first_day, one.group.id), reverse=True),
    ]


def meeting_page(line: Line, group: str, named: str) -> MeetingPage:
    """One meeting by its id, or one that it had. UsageError for an unknown one."""
    now = line.clock.now()
    with line.store.read() as work:
        rulebook = line.rulebook(work, group)
        meeting = meeting_named(rulebook, named)
        items = _items(work, rulebook, meeting, now)
        mails = work.submissions.decided(group, (meeting.id, *meeting.was))
        return MeetingPage(
            seen=_seen(work, rulebook, meeting, now, items),
            standing=standing_of(work, rulebook, meeting, now),
            comes=tuple(_rows((one for one in items if one.outcome is None), now))[:_SHOWN],
            done=tuple(_rows((one for one in reversed(items) if one.outcome is not None), now))[:_SHOWN],
            told=concerned(work, mails),
            version=rulebook.version,
        )


def _seen(
    work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, now: datetime, items: Sequence[AgendaItem]
) -> MeetingSeen:
    return MeetingSeen(
        rulebook.group,
        meeting,
        state_of(meeting, now),
        documents_for(work, rulebook, meeting),
        close_of(work, rulebook, meeting),
        next((one for one in items if one.outcome is None), None),
    )


def _items(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, now: datetime) -> list[AgendaItem]:
    """What is on the agenda about this meeting, under whatever id, in order."""
    group = rulebook.group.id
    about = tuple(f"{group}/{one}" for one in (meeting.id, *meeting.was))
    found = work.agenda.listed(group, after=now - _BACK, limit=_MOST)
    return [one for one in found if "/".join(one.due.subject.split("/")[:2]) in about]


def _rows(items: Iterable[AgendaItem], now: datetime) -> Iterator[AgendaRow]:
    for one in items:
        about = [part for part in one.due.subject.split("/")[2:] if not part.isdecimal()]
        yield AgendaRow(one, about[0] if about else "", item_state(one, now))
