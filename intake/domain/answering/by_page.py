"""Which of our pages a receipt names, and the links to them (docs/contributors.md)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from intake.domain.answering.receipt import Receipt, ReceiptFile, ReceiptOutcome
from intake.domain.letters.links import Public, StatusLink, UploadLink
from intake.domain.letters.own_pages import OwnPages
from intake.domain.verdict import Finding

_OF_DOCUMENTS: tuple[ReceiptOutcome, ...] = ("registered", "replaced", "returned", "next", "held", "late", "noted")
"""Outcomes after which a sender may send a document, and might have it checked before."""

_TO_OTHERS: tuple[ReceiptOutcome, ...] = ("joined", "split")
"""Outcomes whose receipts go to senders of other mails as well: no link in them speaks for its addressee."""


def own_pages(
    public: Public | None,
    receipt: Receipt,
    decision: int,
    now: datetime,
    correct_until: datetime | None,
    *,
    template: bool = False,
) -> OwnPages:
    """The pages for the receipt of this Decision, written now (UTC); `template`: whether we can hand one out.

    A group that names a page of its own for its template is asked there.
    A letter to somebody who may be a stranger names none: its address may be forged.
    """
    if public is None or receipt.null_sender or not receipt.echo:
        return OwnPages()
    status = StatusLink(receipt.reference, _whole(now + timedelta(days=public.status_days)))
    found = OwnPages(
        status=public.status_page(status),
        check=public.check_page(receipt.group) if public.checks and receipt.outcome in _OF_DOCUMENTS else "",
        template=public.template_page(receipt.group) if template and not receipt.template_url else "",
    )
    for_sender = receipt.outcome not in _TO_OTHERS and not receipt.redirected
    if not public.uploads or not for_sender or not lacks_a_file(receipt):
        return found
    until = _whole(max(now + timedelta(days=public.days), correct_until or now))
    link = UploadLink(receipt.reference, decision, until)
    return replace(found, upload=public.upload_page(link), upload_until=until)


def lacks_a_file(receipt: Receipt) -> bool:
    """Whether a file is asked for that the mail did not bring, or not so that it could be taken.

    So it is for what was returned, but for lateness alone; for an older format, which is asked for as .docx; and for a
    mail that waits, or is answered, without any document.
    """
    if receipt.outcome == "noted":
        return True
    if any(asks_again(one) for one in receipt.files):
        return True
    documents = [one for one in receipt.files if one.role == "contribution"]
    if receipt.outcome == "returned":
        return not documents and _more_than_late(receipt.findings)
    return receipt.outcome == "held" and not documents


def asks_again(one: ReceiptFile) -> bool:
    """Whether the sender is asked for this file again: it was returned, or is of an older format."""
    if not one.named or one.neutral:
        return False
    if one.disposition == "return":
        return _more_than_late(one.findings)
    return one.disposition == "hold" and any(each.tells("older-format") for each in one.findings)


def _more_than_late(findings: Iterable[Finding]) -> bool:
    """Whether more than lateness sent it back, so that another file would help; a person's word needs no finding."""
    errors = [one for one in findings if one.severity == "error"]
    return not errors or any(not one.tells("late") for one in errors)


def _whole(at: datetime) -> datetime:
    """The instant without the fraction of its second: addresses are long enough."""
    return at.replace(microsecond=0)
