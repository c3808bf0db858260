"""Values that a row keeps as canonical JSON, since they have a shape of their own."""

from collections.abc import Mapping

from intake.codec import Codec
from intake.domain.answering.receipt import Receipt
from intake.domain.document import Contact
from intake.domain.mail import Facts
from intake.domain.submission import AcceptedFile, Timestamps
from intake.domain.verdict import Inputs, Verdict

VERDICT = Codec[Verdict](Verdict)
INPUTS = Codec[Inputs](Inputs)
STAMPS = Codec[Timestamps](Timestamps)
CONTACTS = Codec[tuple[Contact, ...]](tuple[Contact, ...])
FILES = Codec[tuple[AcceptedFile, ...]](tuple[AcceptedFile, ...])
LINES = Codec[tuple[str, ...]](tuple[str, ...])
FACTS = Codec[Facts](Facts)
PERSONAL = Codec[Mapping[str, str]](Mapping[str, str])
RECEIPT = Codec[Receipt](Receipt)
PAYLOAD = Codec[Mapping[str, object]](Mapping[str, object])
