"""When the mails of documents came, and which of the late ones a person let in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from intake.domain.answering.letting_in import is_late, let_in_by
from intake.domain.deadlines import in_time
from intake.domain.meeting import Meeting
from intake.domain.publishing.site import VersionMails
from intake.domain.submission import Contribution
from intake.domain.verdict import Decision
from intake.ports import UnitOfWork


def arrivals(work: UnitOfWork, documents: list[Contribution], meeting: Meeting | None) -> VersionMails:
    """When the mails of these documents came, which of the late ones a person let in, and what was ticked beside."""
    came = work.contributions.came_with([each.submission for one in documents for each in one.versions])
    arrived = VersionMails({own: at for own, (at, _) in came.items()})
    late = [(one, own) for one in documents for own in _late_mails(one, meeting, arrived)]
    decisions = work.submissions.decisions_of(sorted({own for _, own in late}))
    let_in = frozenset((own, one.label) for one, own in late if who_let_in(one, own, decisions.get(own, ())))
    ticks = work.ticks.of([one.id for one in documents])
    return replace(arrived, let_in=let_in, ticks=tuple(ticks))


def who_let_in(one: Contribution, mail: int, decisions: Sequence[Decision]) -> Decision | None:
    """The Decision by which a person let in what this mail (id) brought to a number; None where nobody did.

    A revision after the date needs nobody to let it in, unless it was found late.
    """
    found = let_in_by(decisions, one.label)
    if found is None or mail == one.submission or is_late(found, one.label):
        return found
    return None


def _late_mails(one: Contribution, meeting: Meeting | None, arrived: VersionMails) -> Iterator[int]:
    """The mails (ids) of this number that came after the date."""
    until = meeting.deadline(one.kind, *one.submitters) if meeting else None
    for own in dict.fromkeys(each.submission for each in one.versions) if until else ():
        at = one.counts_from if own == one.submission else arrived.at.get(own, one.received_at)
        if until and not in_time(at, until):
            yield own
