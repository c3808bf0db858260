"""What a Decision owes to the outside: written in its transaction, paid later, once by a unique key."""

from dataclasses import asdict
from datetime import datetime

from pydantic import TypeAdapter

from intake.domain.answering.answer import Answer
from intake.domain.answering.receipt import Receipt
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Delivery, Submission
from intake.domain.verdict import Decision
from intake.ports import UnitOfWork

TAKEN = "Intake/Taken"
SENT = "Intake/Sent"
DRAFTS = "Drafts"

_RECEIPT = TypeAdapter(Receipt)


def owe_receipt(work: UnitOfWork, decision: Decision, submission: Submission, answer: Answer, book: Rulebook) -> None:
    """Owe the receipt of a Decision."""
    work.debts.owe(
        key=f"receipt:{submission.id}:{decision.n}",
        kind="receipt",
        group=submission.group,
        submission=submission.id,
        decision=decision.n,
        place=_place(work, submission, answer.receipt, book),
        due_at=decision.at,
        payload=_RECEIPT.dump_python(answer.receipt, mode="json"),
        withheld=answer.withheld,
    )


def _place(work: UnitOfWork, submission: Submission, receipt: Receipt, book: Rulebook) -> str:
    """Where the receipt is paid: by SMTP, into the mailbox's Drafts, or into a folder for mail taken from files."""
    if submission.answers == "folder":
        return "folder"
    if book.policy.replies_by_kind.get(receipt.outcome, book.policy.replies) == "draft":
        account = next((one.account for one in work.deliveries.of(submission.id) if one.uid), None)
        return f"imap:{account}" if account else "folder"
    return "smtp"


def receipt_in(payload: object) -> Receipt:
    """The Receipt that a debt's payload holds."""
    return _RECEIPT.validate_python(payload)


def stays_in_mailbox(submission: Submission) -> bool:
    """Whether a person has to look at it where it is (docs/line.md): then it is not moved."""
    return submission.state != "decided" or submission.disposition in ("hold", "question", None)


def owe_move(work: UnitOfWork, delivery: Delivery, submission: Submission, now: datetime) -> None:
    """Owe the move of one Delivery out of the mailbox, once, when nobody has to look at it there."""
    if not delivery.uid or stays_in_mailbox(submission):
        return
    work.debts.owe(
        key=f"move:{delivery.id}",
        kind="move",
        group=delivery.group,
        submission=submission.id,
        decision=submission.decisions,
        place=f"imap:{delivery.account}",
        due_at=now,
        payload={**_where(delivery), "to": TAKEN},
    )


def owe_moves(work: UnitOfWork, submission: Submission, now: datetime) -> None:
    """Owe the moves of all Deliveries of a Submission."""
    for delivery in work.deliveries.of(submission.id):
        owe_move(work, delivery, submission, now)


def owe_copy(work: UnitOfWork, submission: Submission, decision: int, blob: str, now: datetime) -> None:
    """Owe a copy of a sent receipt to the mailbox that the mail came to."""
    account = next((one.account for one in work.deliveries.of(submission.id) if one.uid), None)
    if account is None:
        return
    work.debts.owe(
        key=f"copy:{submission.id}:{decision}",
        kind="copy",
        group=submission.group,
        submission=submission.id,
        decision=decision,
        place=f"imap:{account}",
        due_at=now,
        payload={"blob": blob, "to": SENT},
    )


def _where(delivery: Delivery) -> dict[str, object]:
    wanted = ("account", "folder", "uidvalidity", "uid")
    return {name: value for name, value in asdict(delivery).items() if name in wanted}
