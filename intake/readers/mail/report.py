"""A machine's report about an earlier mail: RFC 3464 (delivery), 8098 (read), 5965 (feedback), 5546 (calendar)."""

import re
from collections.abc import Sequence
from typing import Literal

from intake.domain.mail import Invitation, Report
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

_ACTIONS = ("failed", "delayed", "expanded", "relayed", "delivered")
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
    returned = [head(leaf.content, 0, len(leaf.content), limits).fields for leaf in leaves if _is_returned(leaf)]
    named = [value for block in blocks for value in block.all("original-message-id")]
    named += [value for fields in returned for value in fields.all("message-id")]
    ids = message_ids([*named, *top.all("in-reply-to"), *top.all("references")])[:_MOST_IDS]
    actions = {block.first("action").partition(";")[0].strip().lower() for block in blocks}
    action = next((one for one in _ACTIONS if one in actions), "")
    return Report(kind, ids, action, _recipients(blocks))


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


def _recipients(blocks: Sequence[Fields]) -> tuple[str, ...]:
    named = ("final-recipient", "original-recipient")
    values = [value for block in blocks for name in named for value in block.all(name)]
    return tuple(dict.fromkeys(value.partition(";")[2].strip().strip("<>")[:254] for value in values if ";" in value))
