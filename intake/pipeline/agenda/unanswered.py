"""On the morning of each working day: the mails whose receipts were kept since the one before."""

from collections.abc import Iterator
from datetime import datetime

from intake.domain.calls.agenda import Due, working_morning_before
from intake.domain.debt import WATCHED
from intake.domain.rulebook import Rulebook
from intake.domain.telling.unanswered import Unanswered, unanswered
from intake.pipeline.agenda.duty import DutyEnd
from intake.pipeline.agenda.telling import tell_secretariat, tell_staff
from intake.pipeline.line import ALERTS, Line
from intake.ports import UnitOfWork


def unanswered_is_due(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Name these mails to the secretariat, and to those who are told of alerts; late rather than never."""
    rulebook = line.rulebook(work, due.group)
    mails = list(_kept(work, rulebook, due.at))
    if not mails:
        return "lapsed"
    notice = unanswered(mails)
    tell_secretariat(line, work, rulebook, notice, now)
    others = [one for one in line.alerts_to if one.lower() not in {each.lower() for each in rulebook.group.secretariat}]
    tell_staff(line, work, rulebook, others, notice, now, place=ALERTS if ALERTS in line.senders else None)
    return "done"


def _kept(work: UnitOfWork, rulebook: Rulebook, until: datetime) -> Iterator[Unanswered]:
    """The group's mails that wait without a receipt, of the time from the morning before; none that a trial kept."""
    since = working_morning_before(until, rulebook.group.zone, rulebook.calendar)
    for debt in work.debts.not_arrived():
        mine = debt.state == "withheld" and debt.group == rulebook.group.id and debt.note != WATCHED
        if mine and debt.submission is not None and since <= debt.due_at < until:
            submission = work.submissions.get(debt.submission)
            (card,) = work.cards.of([submission.id]).values() or (None,)
            subject = card.subject if card else ""
            yield Unanswered(submission.reference, submission.sender, subject, debt.note)
