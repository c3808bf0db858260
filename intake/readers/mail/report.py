"""A machine's report about an earlier mail: RFC 3464 (delivery), 8098 (read), 5965 (feedback), 5546 (calendar)."""

import re
from collections.abc import Sequence
from typing import Literal

from intake.domain.mail import Report
from intake.readers.limits import MailLimits
from intake.readers.mail.fields import Fields, message_ids, parameter
from intake.readers.mail.mime import Leaf, head

Kind = Literal["delivery", "disposition", "feedback", "calendar"]

_KINDS: dict[str, Kind] = {
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
_REPLY = re.compile(rb"(?im)^METHOD:(?:REPLY|COUNTER|DECLINECOUNTER)\s*$")
MACHINE = {f"message/{name}" for name in _KINDS} | {"text/rfc822-headers", "message/global-headers"}
"""Types of parts that only a report has: neither text nor attached files."""


def report(top: Fields, leaves: Sequence[Leaf], limits: MailLimits) -> Report | None:
    """What this mail reports about an earlier one, or None when it is no standard report."""
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


def _kind(top: Fields, leaves: Sequence[Leaf]) -> Kind | None:
    content_type = top.first("content-type")
    if content_type.lower().startswith("multipart/report"):
        declared = _KINDS.get(parameter(content_type, "report-type").strip().lower())
        if declared:
            return declared
    for leaf in leaves:
        if leaf.content_type in MACHINE and (kind := _KINDS.get(leaf.content_type.partition("/")[2])):
            return kind
        if leaf.content_type == "text/calendar" and _answers(leaf):
            return "calendar"
    return None


def _answers(leaf: Leaf) -> bool:
    method = parameter(leaf.fields.first("content-type"), "method").upper()
    return method in {"REPLY", "COUNTER", "DECLINECOUNTER"} or bool(_REPLY.search(leaf.content[:65536]))


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
