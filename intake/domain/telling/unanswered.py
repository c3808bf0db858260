"""Mails that were decided without a receipt: their senders do not know, so people do."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.letters.notice import Notice, NoticeTable, Said, Section

_HEAD = tuple(Said(f"staff.head.{name}") for name in ("reference", "sender", "subject", "reason", "command"))


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One such mail; `reason` says why its receipt did not leave."""

    reference: str
    sender: str
    subject: str
    reason: str


def unanswered(mails: Sequence[Unanswered]) -> Notice:
    """What the secretariat reads in the morning of the receipts that were kept since the last one."""
    rows = tuple(
        (one.reference, one.sender, one.subject, one.reason, f"intake resend {one.reference} --reason WHY")
        for one in mails
    )
    return Notice(
        Said("staff.unanswered.subject", {"count": len(mails)}),
        (
            Section(lines=(Said("staff.unanswered.opening"),), table=NoticeTable(_HEAD, rows)),
            Section(lines=(Said("staff.unanswered.send", {"why": "WHY"}),)),
        ),
    )
