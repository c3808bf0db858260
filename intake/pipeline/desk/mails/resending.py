"""Receipts that did not leave or arrive: a person sends them after all, or takes them off the work list."""

from intake.domain.debt import WATCHED, Debt
from intake.domain.errors import UsageError
from intake.domain.submission import Submission
from intake.domain.verdict import Deed
from intake.pipeline.decision.acting import check_replaces
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.owing.debts import NO_SMTP, place_of, replies_to
from intake.ports import UnitOfWork


def resend(line: Line, name: str, deed: Deed, *, drop: bool = False) -> Submission:
    """Owe the last receipt of a Submission again or, with `drop`, take it off the work list.

    A frozen receipt leaves unchanged, so that it is recognised as the same mail. No Decision is recorded.
    Raises UsageError if no receipt was withheld, refused or returned as undeliverable, or nothing can send it.
    """
    now = line.clock.now()
    with line.store.write() as work:
        submission = submission_named(work, name)
        check_replaces(last_decision(work, submission), deed, name)
        debt = _last_receipt(work, submission, name)
        if drop:
            work.debts.drop(debt.id)
        else:
            work.debts.resend(debt.id, now, _way(line, work, submission, debt, name))
        did = "The receipt is taken off the work list" if drop else "The receipt is to be sent"
        note(
            work,
            submission,
            at=now,
            what="resent",
            who=deed.actor,
            why=f"{did}: {deed.reason}",
            decision=debt.decision or 0,
        )
        line.step("act.before-commit")
    line.step("act.committed")
    return submission


def _way(line: Line, work: UnitOfWork, submission: Submission, debt: Debt, name: str) -> str:
    """The place at which it is paid, as `replies` says now. UsageError where no letter to a sender leaves."""
    rulebook = line.rulebook(work, submission.group)
    receipt = next(receipt for one, receipt in work.debts.receipts(submission.id) if one.id == debt.id)
    if replies_to(receipt, rulebook) == "watch":
        raise UsageError(
            "{name}: {watched}, so no receipt leaves; set replies to send or draft before.", name=name, watched=WATCHED
        )
    place = place_of(work, submission, receipt, rulebook)
    if place == "smtp" and "smtp" not in line.senders:
        raise UsageError("{name}: {no_smtp}; add that table, then give this command again.", name=name, no_smtp=NO_SMTP)
    return place


def _last_receipt(work: UnitOfWork, submission: Submission, name: str) -> Debt:
    last = work.debts.not_arrived_of(submission.id)
    if last is None:
        raise UsageError("{name} has no receipt that was withheld, refused, or reported as undeliverable.", name=name)
    return last
