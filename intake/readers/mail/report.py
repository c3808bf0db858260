"""A machine's report about an earlier mail: RFC 3464 (delivery), 8098 (read), 5965 (feedback), 5546 (calendar)."""

import re
from collections.abc import Sequence
from typing import Literal, get_args

from intake.domain.mail import Invitation, Report, ReportAction, Reported
from intake.domain.text.language import one_line
from intake.readers.limits import MailLimits
from intake.readers.mail.fields import Fields, message_ids, parameter
from intake.readers.mail.mime import Leaf, head

ReportKind = Literal["delivery", "disposition", "feedback", "calendar"]

_KINDS: dict[str, ReportKind] = {
    "delivery-status": "delivery",
    "global-delivery-status": "delivery",
    "disposition-notification": "disposition",
    "global-disposition-notification": "disposition",
    "feedback-report": "feedback",
}
_RETURNED = {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"}
_MOST_IDS = 100
"""Each is looked up when the mail is decided, while nobody else can write."""

_MOST_RECIPIENTS = 200
_ACTIONS: dict[str, ReportAction] = {name: name for name in get_args(ReportAction)}
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_QUOTED = re.compile(r"(?im)^[> \t]*Message-ID:\s*(<[^<>\s]{1,500}>)")
_METHOD = re.compile(rb"(?im)^METHOD[ \t]*:[ \t]*([A-Za-z]{1,20})\s*$")
_ANSWERS = {"REPLY", "REFRESH", "DECLINECOUNTER"}
_ASKS: dict[str, Invitation] = {
    "REQUEST": "invitation",
    "PUBLISH": "invitation",
    "ADD": "invitation",
    "COUNTER": "proposal",
    "CANCEL": "cancellation",
}
_FEEDBACK = re.compile(rb"(?i)\s*(?:[\w-]{1,40}:[^\n]{0,400}\n){0,8}?Feedback-Type:[ \t]*[\w-]")
"""The fields of a feedback report (RFC 5965), in a part of any type."""

MACHINE = {f"message/{name}" for name in _KINDS} | {"text/rfc822-headers", "message/global-headers"}
"""Types of parts that only a report has: neither text nor attached files."""


def report(top: Fields, leaves: Sequence[Leaf], limits: MailLimits) -> Report | None:
    """The mail's report about an earlier one, or None if it is no standard report."""
    kind = _kind(top, leaves)
    if kind is None:
        return None
    blocks = [block for leaf in leaves if leaf.content_type in MACHINE - _RETURNED for block in _blocks(leaf, limits)]
    named = [value for block in blocks for value in block.all("original-message-id")]
    named += _returned_ids(leaves, limits)
    ids = message_ids([*named, *top.all("in-reply-to"), *top.all("references")])[:_MOST_IDS]
    reported = (_reported(block) for block in blocks)
    return Report(kind, ids, tuple(one for one in reported if one != Reported())[:_MOST_RECIPIENTS])


def quoted_ids(leaves: Sequence[Leaf], text: str, limits: MailLimits) -> tuple[str, ...]:
    """The Message-IDs of the mails that this one carries, or whose header its words quote, at most 100.

    A report that follows no standard names by them what it is about.
    """
    return message_ids([*_returned_ids(leaves, limits), *_QUOTED.findall(text)])[:_MOST_IDS]


def _returned_ids(leaves: Sequence[Leaf], limits: MailLimits) -> list[str]:
    returned = (head(leaf.content, 0, len(leaf.content), limits).fields for leaf in leaves if _is_returned(leaf))
    return [value for fields in returned for value in fields.all("message-id")]


def _kind(top: Fields, leaves: Sequence[Leaf]) -> ReportKind | None:
    content_type = top.first("content-type")
    machine = content_type.lower().startswith("multipart/report")
    told = parameter(content_type, "report-type").strip().lower() if machine else ""
    if told in _KINDS:
        return _KINDS[told]
    for leaf in leaves:
        if leaf.content_type in MACHINE and (kind := _KINDS.get(leaf.content_type.partition("/")[2])):
            return kind
        if _FEEDBACK.match(leaf.content):
            return "feedback"
        if _method(leaf) in _ANSWERS:
            return "calendar"
    return ("feedback" if told else "delivery") if machine else None


def invitation(leaves: Sequence[Leaf]) -> Invitation:
    """A calendar's method in a mail (RFC 5546), or ""; answers to an invitation are a report."""
    return next((_ASKS[method] for leaf in leaves if (method := _method(leaf)) in _ASKS), "")


def _method(leaf: Leaf) -> str:
    """The method of a calendar part in upper case: by the calendar itself, else by its type; "" for another part."""
    if not leaf.content_type.endswith(("calendar", "/ics")) and not leaf.content.lstrip().startswith(
        b"BEGIN:VCALENDAR"
    ):
        return ""
    written = _METHOD.search(leaf.content[:65536])
    declared = parameter(leaf.fields.first("content-type"), "method").strip().upper()
    return written[1].decode().upper() if written else declared or "PUBLISH"


def _is_returned(leaf: Leaf) -> bool:
    return leaf.content_type in _RETURNED


def _blocks(leaf: Leaf, limits: MailLimits) -> list[Fields]:
    """The groups of fields of a report part (RFC 3464, section 2.1), at most 200."""
    groups = re.split(rb"\r?\n[ \t]*\r?\n", leaf.content.lstrip(), maxsplit=200)
    return [head(group, 0, len(group), limits).fields for group in groups[:200]]


def _reported(block: Fields) -> Reported:
    """The recipient whom a block of a report is about; an empty one for a block about the mail as a whole."""
    named = [value for name in ("original-recipient", "final-recipient") for value in block.all(name)]
    addresses = (value.partition(";")[2].strip().strip("<>")[:254] for value in named)
    action = re.split(r"[;\s(]", block.first("action").strip().lower(), maxsplit=1)[0]
    status = _STATUS.search(block.first("status"))
    said = one_line(block.first("diagnostic-code").partition(";")[2], 200)
    return Reported(
        tuple(dict.fromkeys(filter(None, addresses))), _ACTIONS.get(action, ""), status[0] if status else "", said
    )
