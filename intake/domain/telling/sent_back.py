"""The reminder to somebody whose document was sent back, and who has not sent it again."""

from datetime import datetime

from intake.domain.answering.receipt import Receipt
from intake.domain.letters.notice import Letterhead, Notice, Said, Section, SubmitterLetter


def sent_back(receipt: Receipt, head: Letterhead, until: datetime) -> SubmitterLetter:
    """The letter; the points to correct stand in the receipt that it answers. `until` is UTC."""
    named = {"title": receipt.title} if receipt.title and receipt.echo else {}
    subject = Said("remind.subject-titled", named) if named else Said("remind.subject")
    kept = {"until": until, "received": receipt.counts_from}
    lines = [
        Said("remind.titled", named) if named else Said("remind.untitled", {"reference": receipt.reference}),
        Said("remind.until", moments=kept),
        Said("remind.points", {"reference": receipt.reference}),
        Said("remind.person", {"mailbox": head.mailbox}),
    ]
    return SubmitterLetter(
        head=head,
        to=receipt.to,
        cc=receipt.cc,
        notice=Notice(subject, (Section(lines=tuple(lines)),)),
        reference=receipt.reference,
        in_reply_to=receipt.in_reply_to,
        references=receipt.references,
    )
