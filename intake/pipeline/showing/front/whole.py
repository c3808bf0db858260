"""The whole first page, from one read transaction; its cost does not grow with what is kept."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.calls.agenda import AgendaItem
from intake.domain.card import Card
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.pipeline.line import Line
from intake.pipeline.showing.account import account
from intake.pipeline.showing.front.calls import Ahead, Arrivals, ahead, arrivals, comes
from intake.pipeline.showing.front.health import (
    Counts,
    Machine,
    ShownMailbox,
    Trouble,
    mailboxes,
    of_groups,
    rules,
    troubles,
)
from intake.pipeline.showing.front.repairs import ToComplete, to_complete
from intake.pipeline.showing.plain import Object
from intake.pipeline.showing.waiting import WorkItem, waiting
from intake.ports import UnitOfWork

MOST = 100
"""So many mails that wait are shown; the others come as those are settled."""
_LATEST = 5
_CALLED = ("call-open", "call-closed", "in-session")


@dataclass(frozen=True, slots=True)
class Latest:
    """One of the mails that came last."""

    submission: Submission
    card: Card


@dataclass(frozen=True, slots=True)
class Front:
    """The first page at an instant (UTC): the `items` that wait, how many more there are, and how many rest.

    `troubles` are beside the mails; `seen_at` is the daemon's last sign of life. `comes` is what happens
    by itself next: letters, reminders, the close of a call.
    """

    at: datetime
    items: tuple[WorkItem, ...]
    more: int
    resting: int
    repairs: tuple[ToComplete, ...]
    troubles: tuple[Trouble, ...]
    ahead: tuple[Ahead, ...]
    arrivals: tuple[Arrivals, ...]
    mailboxes: tuple[ShownMailbox, ...]
    account: tuple[Object, ...]
    latest: tuple[Latest, ...]
    seen_at: datetime | None
    comes: tuple[AgendaItem, ...] = ()

    @property
    def for_chairs(self) -> int:
        """How many of the mails wait for the chairs, who are asked."""
        return sum(one.chairs for one in self.items)

    @property
    def grave(self) -> tuple[Trouble, ...]:
        """What keeps mail from being taken or answered."""
        return tuple(one for one in self.troubles if one.grave)

    @property
    def needed(self) -> int:
        """How many things need a person of the secretariat now."""
        return len(self.items) + self.more - self.for_chairs + len(self.grave)


def front(
    line: Line, work: UnitOfWork, machine: Machine, groups: Collection[str] | None = None, *, whole: bool = True
) -> Front:
    """The page for these groups, or for all; `whole`: of the machine and of mails from files, too."""
    now = line.clock.now()
    books = [line.rulebook(work, one) for one in work.rulebooks.groups() if groups is None or one in groups]
    coming = sorted((one for book in books for one in ahead(work, book, now)), key=lambda one: one.at)
    called = [(book, one) for book in books for one in coming if one.group == book.group and one.state in _CALLED]
    known = waiting(work, groups, MOST)
    items = [one for one in known if not one.task.rests(now)]
    read = mailboxes(work, machine, now)
    counts = machine.account(work, [(one.account, one.folder) for one in read])
    boxes = of_groups(read, groups)
    beside = troubles(work, machine, now) if whole else ()
    return Front(
        at=now,
        items=tuple(items),
        more=max(0, work.submissions.open_count(groups) - MOST),
        resting=len(known) - len(items),
        repairs=tuple(each for book, one in called for each in to_complete(work, book, one.meeting, MOST)),
        troubles=(*beside, *(each for book in books for each in rules(book, machine, now))),
        ahead=tuple(coming),
        arrivals=tuple(_arrivals(work, called, known, now)),
        mailboxes=tuple(boxes),
        account=tuple(_account(counts, boxes, whole=whole)),
        latest=tuple(_latest(work, groups)),
        seen_at=machine.seen_at(work, now),
        comes=tuple(comes(work, [book.group.id for book in books], now)),
    )


def _arrivals(
    work: UnitOfWork, called: Sequence[tuple[Rulebook, Ahead]], items: Sequence[WorkItem], now: datetime
) -> Iterator[Arrivals]:
    """A chart for the first call of each group; what waits for the chairs has come, too."""
    first = {book.group.id: (book, one.meeting) for book, one in reversed(called)}
    for group in dict.fromkeys(book.group.id for book, _ in called):
        book, meeting = first[group]
        mine = (meeting.id, *meeting.was)
        mails = (one.submission for one in items if one.what == "late" and one.submission.group == group)
        late = [one.received_at for one in mails if one.meeting in mine]
        if chart := arrivals(work, book, meeting, late, now):
            yield chart


def _account(counts: Counts, boxes: Sequence[ShownMailbox], *, whole: bool) -> Iterator[Object]:
    """The account of deliveries: of these mailboxes, and of all others if it is the whole."""
    shown = {(one.account, one.folder) for one in boxes}
    return (one for one in account(counts) if whole or (one["account"], one["folder"]) in shown)


def _latest(work: UnitOfWork, groups: Collection[str] | None) -> Iterator[Latest]:
    mails = work.overview.latest(groups, _LATEST)
    cards = work.cards.of([one.id for one in mails])
    return (Latest(one, cards.get(one.id, Card(one.id, one.group))) for one in mails)
