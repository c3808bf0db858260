"""Joining a report to the letter of ours that it is about (RFC 3464)."""

from collections.abc import Mapping
from datetime import datetime

from intake.domain.debt import Debt, recipients
from intake.domain.judging.reports import Fate, Told, letters_named, told
from intake.domain.mail import Mail
from intake.pipeline.notes import alert, note
from intake.ports import UnitOfWork

_RECEIPT: Mapping[Fate, str] = {
    "failed": "The receipt for {reference} did not arrive: its delivery was reported as failed.",
    "copy-failed": "A copy of the receipt did not arrive. Nothing is reported of the receipt itself.",
    "delayed": "The receipt for {reference} is delayed: a mail server on its way goes on trying.",
    "delivered": "The receipt for {reference} arrived: its delivery was reported.",
    "relayed": "The receipt for {reference} was passed on to a mail server that reports nothing more.",
    "complaint": "The receipt for {reference} was reported as unwanted by the mail service of its recipient.",
}
_LETTER: Mapping[Fate, str] = {
    "failed": "A letter did not arrive: its delivery was reported as failed.",
    "copy-failed": "A letter did not arrive at one of its addresses: its delivery was reported as failed.",
    "delayed": "A letter is delayed: a mail server on its way goes on trying.",
    "delivered": "A letter arrived: its delivery was reported.",
    "relayed": "A letter was passed on to a mail server that reports nothing more.",
    "complaint": "A letter was reported as unwanted by the mail service of its recipient.",
}
_ALERTS: tuple[Fate, ...] = ("failed", "complaint")


def join_report(work: UnitOfWork, mail: Mail, now: datetime) -> None:
    """Keep what a report says with the letter that it is about; one that did not arrive raises an alert."""
    found = (work.debts.by_message_id(one) for one in letters_named(mail))
    for debt in {one.id: one for one in found if one is not None}.values():
        for one in told(mail, recipients(debt)):
            if _is_news(work, debt, one, now):
                _log(work, debt, one, now)


def _is_news(work: UnitOfWork, debt: Debt, one: Told, now: datetime) -> bool:
    if one.fate == "failed":
        return work.debts.bounced(debt.id, now)
    if one.fate in ("delayed", "delivered"):
        return work.debts.reported(debt.id, one.fate)
    return True


def _log(work: UnitOfWork, debt: Debt, one: Told, now: datetime) -> None:
    about = debt.group if debt.submission is None else work.submissions.get(debt.submission)
    why = _LETTER[one.fate] if isinstance(about, str) else _RECEIPT[one.fate].format(reference=about.reference)
    personal = {"to": one.address, "said": one.said}
    kept = {name: value for name, value in personal.items() if value}
    facts = {"debt": debt.key, "status": one.status, "message_id": debt.message_id or ""}
    if one.fate in _ALERTS:
        alert(work, about, at=now, who="decide", topic="bounce", why=why, personal=kept, **facts)
    else:
        note(work, about, at=now, what="reported", who="decide", why=why, personal=kept, **facts)
