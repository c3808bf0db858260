"""Receipts that did not leave or arrive: a person sends them after all, or takes them off the work list."""

from dataclasses import replace

from intake.domain.debt import WATCHED, Debt, NewDebt
from intake.domain.errors import UsageError
from intake.domain.submission import Submission
from intake.domain.text.addresses import is_address
from intake.domain.verdict import Deed
from intake.pipeline.decision.acting import check_replaces
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.owing.debts import NO_SMTP, place_of, receipt_key, replies_to
from intake.pipeline.owing.letters import RECEIPT
from intake.ports import UnitOfWork


def resend(line: Line, name: str, deed: Deed, *, drop: bool = False, to: str = "") -> Submission:
    """Owe the last receipt of a Submission again, perhaps `to` another address, or with `drop` take it off the list.

    A frozen receipt leaves unchanged, so that it is recognised as the same mail; to another address it is written anew.
    No Decision is recorded. Raises UsageError if no receipt was withheld, refused or returned as undeliverable, nothing
    can send it, or `to` is no address of somebody else.
    """
    now = line.clock.now()
    with line.store.write() as work:
        submission = submission_named(work, name)
        check_replaces(last_decision(work, submission), deed, name)
        debt = _last_receipt(work, submission, name)
        if drop:
            work.debts.drop(debt.id)
        elif to:
            _to_another(line, work, submission, debt, to, name)
        else:
            work.debts.resend(debt.id, now, _way(line, work, submission, debt, name))
        did = "The receipt is to be sent to another address" if to else "The receipt is to be sent"
        did = "The receipt is taken off the work list" if drop else did
        note(
            work,
            submission,
            at=now,
            what="resent",
            who=deed.actor,
            why=f"{did}: {deed.reason}",
            decision=debt.decision or 0,
            personal={"to": to} if to and not drop else {},
        )
        line.step("act.before-commit")
    line.step("act.committed")
    return submission


def _to_another(line: Line, work: UnitOfWork, submission: Submission, debt: Debt, to: str, name: str) -> None:
    """Owe this receipt as a letter of its own to another address, without copies."""
    rulebook = line.rulebook(work, submission.group)
    ours = {*rulebook.group.mailboxes, *(box for one in rulebook.neighbours for box in one.mailboxes)}
    if not is_address(to) or to.lower() in ours:
        raise UsageError("{address}: a receipt cannot be sent to this address.", address=to)
    place, receipts = _way(line, work, submission, debt, name), work.debts.receipts(submission.id)
    receipt = next(receipt for one, receipt in receipts if one.id == debt.id)
    sent = replace(receipt, to=to, cc=(), redirected=True)
    work.debts.drop(debt.id)
    work.debts.owe(
        NewDebt(
            key=f"{receipt_key(submission.id, debt.decision or 0)}:{len(receipts)}",
            kind="receipt",
            place=place,
            due_at=line.clock.now(),
            payload=sent,
            group=submission.group,
            submission=submission.id,
            decision=debt.decision,
            counted=RECEIPT.counted(sent),
        )
    )


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
