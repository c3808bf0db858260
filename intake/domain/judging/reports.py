"""What a report says of one of our letters (RFC 3464): that it failed, waits, or was delivered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from intake.domain.judging.machines import complains, report_mark
from intake.domain.mail import Mail, ReportAction, Reported
from intake.domain.text.quoting import own_part

Fate = Literal["failed", "copy-failed", "delayed", "delivered", "relayed", "complaint"]

_DELAYED = re.compile(
    r"\bdelay(?:ed)?\b|\bwarning: (?:could not send|message still)|\bwill (?:keep (?:on )?)?(?:re-?try|be retried|try)|"
    r"\b(?:still|keep) trying\b|\bdelivery status notification \(delay|\bnot yet been delivered\b|"
    r"\bno action is required\b|\bretard(?:é|ée)?\b|\bretras(?:o|ado)\b|\bотложен|\bзадерж|تأخ|延迟|暂未送达",
    re.IGNORECASE,
)
_MOST_WORDS = 4_000
_MOST_TOLD = 10
"""What one report may add to the log of a letter."""

_MOST_LETTERS = 10
_FATES: Mapping[ReportAction, Fate] = {
    "delayed": "delayed",
    "delivered": "delivered",
    "expanded": "delivered",
    "relayed": "relayed",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells of a letter: its fate, the address that it is about ("" = not said), the server's words."""

    fate: Fate
    address: str = ""
    status: str = ""
    said: str = ""


def letters_named(mail: Mail) -> tuple[str, ...]:
    """The Message-IDs of the letters that a report may be about; () for a mail that is none.

    Reports of no standard answer the letter, or quote its header. An empty Return-Path alone makes none: answers for
    somebody who is away have it, too (RFC 3834, section 3.3).
    """
    if mail.report is not None:
        return mail.report.original_ids[:_MOST_LETTERS] if mail.report.kind in ("delivery", "feedback") else ()
    if not report_mark(mail):
        return ()
    return tuple(dict.fromkeys((*mail.quoted_ids, *mail.in_reply_to, *mail.references)))[:_MOST_LETTERS]


def told(mail: Mail, recipients: Sequence[str]) -> list[Told]:
    """What a report says of a letter to these recipients, the first of whom it is for.

    An address that is none of theirs counts as the first one: a mailbox that passes mail on is named by where it goes.
    """
    report = mail.report
    if report.kind == "feedback" if report else complains(mail):
        return [Told("complaint")]
    if report is None or not any(one.action for one in report.recipients):
        return [Told("delayed" if _is_delayed(mail) else "failed")]
    return list(dict.fromkeys(_of_one(one, recipients) for one in report.recipients if one.action))[:_MOST_TOLD]


def _of_one(one: Reported, recipients: Sequence[str]) -> Told:
    known = {address.lower(): address for address in recipients}
    address = next((known[name.lower()] for name in one.addresses if name.lower() in known), "")
    fate = _FATES.get(one.action, "failed")
    if fate == "failed" and address and address.lower() != recipients[0].lower():
        fate = "copy-failed"
    return Told(fate, address or (one.addresses[0] if one.addresses else ""), one.status, one.said)


def _is_delayed(mail: Mail) -> bool:
    """Whether a report of no standard says that its server goes on trying."""
    return _DELAYED.search(f"{mail.subject}\n{own_part(mail.text)[:_MOST_WORDS]}") is not None
