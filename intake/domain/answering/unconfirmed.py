"""Mail that nobody could confirm: its letter goes to the owner of the address, not to whoever wrote it there."""

from dataclasses import replace

from intake.domain.answering.receipt import Receipt
from intake.domain.counts import ReceiptCounts
from intake.domain.mail import Mail
from intake.domain.verdict import Decision

ONCE = "a letter about mail that our mail server could not confirm went to this address within a day"


def guarded(receipt: Receipt, decision: Decision, mail: Mail) -> Receipt:
    """The receipt, with no more than may be told to somebody whose address was perhaps only used by another.

    While the mail waits for a person, it tells nothing that the mail wrote, and asks whether they sent it. Once a
    person has decided, the letter is as any other.
    """
    if decision.by_person:
        return receipt
    verdict = decision.verdict
    waits = verdict.disposition == "hold" and not receipt.numbers
    if not waits or not any(one.tells("unconfirmed") for one in verdict.findings):
        return replace(receipt, echo=receipt.echo and not mail.doubted)
    return replace(
        receipt,
        cc=(),
        in_reply_to=None,
        references=(),
        their_subject="",
        title="",
        counts_from=receipt.received_at,
        sender_offset=None,
        deadline=None,
        late_by=0,
        files=(),
        findings=(),
        also=(),
        corrects=None,
        correction_days=None,
        echo=False,
        null_sender=True,
        unconfirmed=True,
    )


def was_asked(receipt: Receipt, recent: ReceiptCounts) -> str | None:
    """The reason why the owner of the address is not asked once more; None where they are."""
    return ONCE if receipt.unconfirmed and any(one.unconfirmed for one in recent.answered) else None
