"""A letter as bytes: a fixed set of header fields and two alternative bodies, the same bytes from the same values.

Written out by hand rather than by `email.message`, whose folding of long values and whose checks differ between the
Python versions that we run on. A value can never end its line: it is ASCII without controls when it gets here, or
ValueError.
"""

import quopri
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from typing import Literal

from intake.domain.text.addresses import checked_address
from intake.domain.text.media import DOCX

_WIDTH = 76
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")
_PLAIN = re.compile(r"[ -~]*")
_MOST_REFERENCES = 20
_ALTERNATIVE = 'multipart/alternative; boundary="{}"'
_KINDS = {
    ".docx": DOCX,
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The values of a letter's header fields. `date` is UTC; `token` names message and boundary."""

    date: datetime
    from_name: str
    from_address: str
    to: str
    cc: tuple[str, ...]
    subject: str
    token: str
    domain: str
    in_reply_to: str | None
    references: tuple[str, ...]
    loop_token: str
    automatic: Literal["auto-replied", "auto-generated"] = "auto-replied"
    """Whether a program answers a mail, or writes of its own accord (RFC 3834, section 5)."""

    @property
    def message_id(self) -> str:
        """The Message-ID with its angle brackets (RFC 5322, section 3.6.4)."""
        return f"<{self.token}@{self.domain}>"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a letter; its name is ASCII without quotation marks, and ends with what kind it is."""

    name: str
    content: bytes


def letter_bytes(head: Head, text: str, html: str, attached: Sequence[Attached] = ()) -> bytes:
    """The whole message with CRLF line ends, each of at most 78 octets.

    Two alternative bodies (RFC 2046, section 5.1.4); what is attached stands behind both (section 5.1.3).
    """
    boundary = f"=_{head.token}"
    inner = f"{boundary}.a" if attached else boundary
    parts = "".join(_part(inner, kind, body) for kind, body in (("plain", text), ("html", html)))
    bodies = f"{parts}--{inner}--\r\n"
    if attached:
        files = "".join(_file(boundary, one) for one in attached)
        bodies = f"--{boundary}\r\nContent-Type: {_ALTERNATIVE.format(inner)}\r\n\r\n{bodies}{files}--{boundary}--\r\n"
    content_type = f'multipart/mixed; boundary="{boundary}"' if attached else _ALTERNATIVE.format(boundary)
    fields = "".join(_field(name, value) for name, value in (*_fields(head), ("Content-Type", content_type)) if value)
    return f"{fields}\r\n{bodies}".encode("ascii")


def message_ids(values: Sequence[str | None]) -> tuple[str, ...]:
    """The distinct values that are message identifiers which we may repeat, with angle brackets."""
    return tuple(dict.fromkeys(value for value in values if value and _MESSAGE_ID.fullmatch(value)))


def _fields(head: Head) -> Sequence[tuple[str, str]]:
    references = message_ids((*head.references, head.in_reply_to))
    if len(references) > _MOST_REFERENCES:
        references = (references[0], *references[1 - _MOST_REFERENCES :])
    return (
        ("Date", format_datetime(head.date)),
        ("From", f"{_phrase(head.from_name)} <{checked_address(head.from_address)}>"),
        ("To", checked_address(head.to)),
        ("Cc", ", ".join(checked_address(address) for address in head.cc)),
        ("Subject", _unstructured(head.subject, "Subject")),
        ("Message-ID", head.message_id),
        ("In-Reply-To", " ".join(message_ids([head.in_reply_to]))),
        ("References", " ".join(references)),
        ("Auto-Submitted", head.automatic),
        ("X-Intake-Loop", head.loop_token),
        # All of them but NDR: a report that this letter could not be delivered is what we want to hear.
        ("X-Auto-Response-Suppress", "DR, RN, NRN, OOF, AutoReply"),
        ("MIME-Version", "1.0"),
    )


def _field(name: str, value: str) -> str:
    if not _PLAIN.fullmatch(value):
        raise ValueError(f"{name}: this value cannot stand in a header field: {value[:80]!r}")
    return f"{name}: {_folded(name, value)}\r\n"


def _folded(name: str, value: str) -> str:
    lines, room = [""], _WIDTH - len(name) - 2
    for word in value.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
            room = _WIDTH - 1
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\r\n ".join(lines)


def _unstructured(text: str, name: str) -> str:
    """The text as it is where it is plain; else as encoded words (RFC 2047), which a reader shows as the text."""
    if _PLAIN.fullmatch(text) and "=?" not in text:
        return " ".join(text.split())
    return _encoded_words(text, name)


def _phrase(name: str) -> str:
    """A display name (RFC 5322, section 3.2.5): quoted where it is plain, else as encoded words."""
    if _PLAIN.fullmatch(name):
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _encoded_words(name, "From")


def _encoded_words(text: str, name: str) -> str:
    return Header(text, "utf-8", maxlinelen=_WIDTH, header_name=name).encode(linesep="\n").replace("\n ", " ")


def _part(boundary: str, kind: str, body: str) -> str:
    encoded = quopri.encodestring(body.encode("utf-8", "replace")).decode("ascii")
    lines = encoded.replace("\n", "\r\n")
    return (
        f"--{boundary}\r\n"
        f"Content-Type: text/{kind}; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{lines}\r\n"
    )


def _file(boundary: str, one: Attached) -> str:
    if not _PLAIN.fullmatch(one.name) or '"' in one.name:
        raise ValueError(f"this file name cannot stand in a header field: {one.name[:80]!r}")
    encoded = b64encode(one.content).decode("ascii")
    lines = "\r\n".join(encoded[at : at + _WIDTH] for at in range(0, len(encoded), _WIDTH))
    return (
        f"--{boundary}\r\n"
        f"Content-Type: {_KINDS.get(one.name[one.name.rfind('.') :], 'application/octet-stream')}\r\n"
        f'Content-Disposition: attachment; filename="{one.name}"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{lines}\r\n"
    )
