"""Debts: each is written in the transaction of its reason, and paid later, once by a unique key."""

from dataclasses import replace
from datetime import datetime

from intake.domain.answering.answer import Answer
from intake.domain.answering.receipt import Receipt
from intake.domain.debt import WATCHED, Copy, Debt, Move, NewDebt
from intake.domain.rulebook import Replies, Rulebook
from intake.domain.submission import Delivery, Submission
from intake.domain.verdict import Decision
from intake.pipeline.line import Line
from intake.pipeline.owing.letters import LETTERS, RECEIPT, account_of
from intake.ports import UnitOfWork

NO_SMTP = "intake.toml has no [smtp], by which it would be sent"
TAKEN = "Intake/Taken"
SENT = "Intake/Sent"
DRAFTS = "Drafts"


def receipt_key(submission: int, decision: int) -> str:
    """The key of the receipt of a Decision."""
    return f"receipt:{submission}:{decision}"


def owe_receipt(
    work: UnitOfWork, decision: Decision, submission: Submission, answer: Answer, book: Rulebook, due_at: datetime
) -> None:
    """Owe the receipt of a Decision, to leave at this instant (UTC)."""
    work.debts.owe(
        NewDebt(
            key=receipt_key(submission.id, decision.n),
            kind="receipt",
            place=place_of(work, submission, answer.receipt, book),
            due_at=due_at,
            payload=answer.receipt,
            group=submission.group,
            submission=submission.id,
            decision=decision.n,
            counted=RECEIPT.counted(answer.receipt),
            withheld=answer.withheld or (WATCHED if replies_to(answer.receipt, book) == "watch" else None),
            capped=answer.capped,
        )
    )


def place_of(work: UnitOfWork, submission: Submission, receipt: Receipt, book: Rulebook) -> str:
    """Tell where the receipt is paid: by SMTP, into the mailbox's Drafts, or into a folder for mail from files."""
    if submission.answers == "folder":
        return "folder"
    if replies_to(receipt, book) == "draft":
        account = account_of(work, submission.id)
        return f"imap:{account}" if account else "folder"
    return "smtp"


def replies_to(receipt: Receipt, book: Rulebook) -> Replies:
    """What becomes of this receipt: as its outcome says, else as for all; in a home that only watches, it is kept."""
    if book.policy.replies == "watch":
        return "watch"
    return book.policy.replies_by_kind.get(receipt.outcome, book.policy.replies)


def with_a_way(line: Line, work: UnitOfWork, submission: Submission, answer: Answer, book: Rulebook) -> Answer:
    """The answer, withheld if nothing could send it: it belongs to no mailbox, and there is no [smtp]."""
    if answer.withheld is not None or "smtp" in line.senders or account_of(work, submission.id):
        return answer
    by_smtp = place_of(work, submission, answer.receipt, book) == "smtp"
    return replace(answer, withheld=NO_SMTP) if by_smtp else answer


def stays_in_mailbox(submission: Submission) -> bool:
    """Whether the mail stays in INBOX for a person to look at (docs/line.md)."""
    return submission.state != "decided" or submission.disposition in ("hold", "question", None)


def owe_move(work: UnitOfWork, delivery: Delivery, submission: Submission, now: datetime) -> None:
    """Owe the move of one Delivery out of INBOX, once, unless a person has to look at it there.

    One that was taken back is owed again. What lies among junk is never moved.
    """
    if not delivery.uid or delivery.key.startswith("junk:") or stays_in_mailbox(submission):
        return
    move = Move(delivery.account, delivery.folder, delivery.uidvalidity, delivery.uid, to=TAKEN)
    new = NewDebt(
        key=f"move:{delivery.id}",
        kind="move",
        place=f"imap:{delivery.account}",
        due_at=now,
        payload=move,
        group=delivery.group,
        submission=submission.id,
        decision=submission.decisions,
    )
    if not work.debts.owe(new):
        work.debts.owe_again(new.key, now)


def owe_moves(work: UnitOfWork, submission: Submission, now: datetime) -> None:
    """Owe the moves of all Deliveries of a Submission."""
    for delivery in work.deliveries.of(submission.id):
        owe_move(work, delivery, submission, now)


def owe_copy(work: UnitOfWork, sent: Debt, blob: str, now: datetime) -> None:
    """Owe a copy of a sent letter to the mailbox that keeps such letters, if any does."""
    account = LETTERS[sent.kind].keeper(work, sent)
    if account is None:
        return
    work.debts.owe(
        NewDebt(
            key=f"copy:{sent.key}",
            kind="copy",
            place=f"imap:{account}",
            due_at=now,
            payload=Copy(blob, to=SENT, of=sent.kind),
            group=sent.group,
            meeting=sent.meeting,
            submission=sent.submission,
            decision=sent.decision,
        )
    )
