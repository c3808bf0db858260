"""Values that a row keeps as canonical JSON, since they have a shape of their own."""

from collections.abc import Mapping
from typing import Any

from intake.codec import Codec
from intake.domain.answering.receipt import Receipt
from intake.domain.debt import Copy, DebtKind, Move, Payload, Unreadable
from intake.domain.document import Contact
from intake.domain.letters.alert import AlertLetter
from intake.domain.letters.notice import Announcement, Said, StaffLetter, SubmitterLetter
from intake.domain.mail import Facts
from intake.domain.origin.authentication import Authentication
from intake.domain.submission import AcceptedFile, Timestamps
from intake.domain.verdict import Inputs, Verdict

VERDICT = Codec[Verdict](Verdict)
INPUTS = Codec[Inputs](Inputs)
AUTHENTICATION = Codec[Authentication](Authentication)
STAMPS = Codec[Timestamps](Timestamps)
CONTACTS = Codec[tuple[Contact, ...]](tuple[Contact, ...])
FILES = Codec[tuple[AcceptedFile, ...]](tuple[AcceptedFile, ...])
LINES = Codec[tuple[str, ...]](tuple[str, ...])
FACTS = Codec[Facts](Facts)
TOLD = Codec[tuple[Said, ...]](tuple[Said, ...])
PERSONAL = Codec[Mapping[str, str]](Mapping[str, str])

_PAYLOADS: Mapping[DebtKind, Codec[Any]] = {
    "receipt": Codec[Receipt](Receipt),
    "alert": Codec[AlertLetter](AlertLetter),
    "staff": Codec[StaffLetter](StaffLetter),
    "letter": Codec[SubmitterLetter](SubmitterLetter),
    "announcement": Codec[Announcement](Announcement),
    "move": Codec[Move](Move),
    "copy": Codec[Copy](Copy),
}


def payload_of(kind: DebtKind, text: str) -> Payload | Unreadable:
    """The payload of a debt of this kind; one row that cannot be read never stops the others."""
    try:
        payload: Payload = _PAYLOADS[kind].load(text)
    except (KeyError, ValueError):
        return Unreadable(f"it holds no {kind} that this version can read")
    return payload
