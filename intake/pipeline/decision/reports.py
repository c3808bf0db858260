"""Reports that a letter of ours did not arrive, each joined to that letter (RFC 3464)."""

from datetime import datetime

from intake.domain.answering.receipt import Receipt
from intake.domain.debt import Debt
from intake.domain.judging.routing import is_returned_answer
from intake.domain.mail import Mail, Report
from intake.pipeline.notes import alert, note
from intake.ports import UnitOfWork


def join_report(work: UnitOfWork, mail: Mail, now: datetime) -> None:
    """Mark the letters that this mail reports as not delivered, each with an alert; nothing for any other mail.

    A receipt that failed only for those who get a copy has arrived: its links stay, and a line of the log is enough.
    """
    if mail.report is None or not is_returned_answer(mail):
        return
    for message_id in mail.report.original_ids:
        debt = work.debts.by_message_id(message_id)
        if debt is None or debt.bounced_at is not None:
            continue
        if isinstance(debt.payload, Receipt) and only_copies_failed(mail.report, debt.payload):
            _note_copy(work, debt, now)
        elif work.debts.bounced(message_id, now):
            _alert(work, debt, message_id, now)


def only_copies_failed(report: Report, receipt: Receipt) -> bool:
    """Whether the report names nobody but people who get a copy of the receipt.

    Whom it does not name may be its addressee: some servers tell the address that a mail was passed on to, or none.
    """
    copied = {one.lower() for one in receipt.cc} - {receipt.to.lower()}
    named = {one.lower() for one in report.recipients}
    return bool(named) and named <= copied


def _note_copy(work: UnitOfWork, debt: Debt, now: datetime) -> None:
    about = debt.group if debt.submission is None else work.submissions.get(debt.submission)
    why = "A copy of the receipt did not arrive. Nothing is reported of the receipt itself."
    note(work, about, at=now, what="copy-returned", who="decide", why=why, debt=debt.key)


def _alert(work: UnitOfWork, debt: Debt, message_id: str, now: datetime) -> None:
    about = debt.group if debt.submission is None else work.submissions.get(debt.submission)
    named = "A letter" if isinstance(about, str) else f"The receipt for {about.reference}"
    why = f"{named} did not arrive: its delivery was reported as failed."
    alert(work, about, at=now, who="decide", topic="bounce", why=why, debt=debt.key, message_id=message_id)
