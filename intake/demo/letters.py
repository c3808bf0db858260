"""What people have to read in the story beside the answers to their mails: to whom, when, and its subject."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from intake.demo import documents, people
from intake.demo.people import Author, known_as
from intake.demo.scenes import utc
from intake.demo.smtp_server import Caught


@dataclass(frozen=True, slots=True)
class Read:
    """A mail of ours as it is read: when it left (UTC), to whom, and its subject."""

    at: datetime
    to: tuple[str, ...]
    subject: str

    def said(self) -> str:
        """In one line, as the demo prints a difference."""
        return f"{self.at:%d %B %H:%M:%S} UTC, to {' and '.join(map(known_as, self.to))}: {self.subject}"


def read(raw: bytes, to: Sequence[str] = ()) -> Read:
    """A mail of ours as it is read; its recipients are those of its envelope, of a draft those it is addressed to."""
    mail = parsed(raw)
    addressed = tuple(to) or (str(mail["To"]),)
    return Read(parsedate_to_datetime(str(mail["Date"])), addressed, str(mail["Subject"]))


def parsed(raw: bytes) -> EmailMessage:
    """The mail with its fields decoded."""
    return message_from_bytes(raw, _class=EmailMessage, policy=default)


def is_answer(one: Caught) -> bool:
    """Whether it answers a mail (RFC 3834, section 5), and was not written of our own accord."""
    return b"\r\nAuto-Submitted: auto-replied\r\n" in one.raw


def letters_unlike(wanted: Sequence[Read], had: Sequence[Read]) -> list[str]:
    """Where the letters that left are not those that were to leave, each as one sentence; one that left twice is."""
    missing, new = Counter(wanted) - Counter(had), Counter(had) - Counter(wanted)
    return [
        f"{word}: {one.said()}"
        for word, found in (("Not sent", missing), ("Not expected", new))
        for one in found.elements()
    ]


def _to(clock: str, subject: str, *readers: Author, group: str = "JCA-MV") -> Read:
    return Read(utc(clock), tuple(one.address for one in readers), f"[{group}] {subject}")


_CHAIRS = (people.CO_CHAIR, people.OTHER_CHAIR)
_STATE = "State of play: 0 registered, {} waiting for you, 0 for the chairs"
_MORNING = "This morning: {} registered, {} waiting for you, {} for the chairs"
_LATE = f"Received after the date for contributions: MV-26-0016 - {documents.TEST_BED}"
_SO_FAR = "Call closed, report so far: 4 registered for Second meeting of JCA-MV"
_FINAL = "Call closed: 6 registered for Second meeting of JCA-MV"
_CALL = "Reminder: contributions to Second meeting of JCA-MV until Thursday 30 April 2026, 23:59 Geneva time (UTC+2)"

LETTERS = (
    _to("04-23T15:30:20", _STATE.format(0), people.SECRETARIAT),
    _to("04-28T15:30:20", _STATE.format(0), people.SECRETARIAT),
    # the state of play of 09:00 is told with the morning mail, half an hour before
    _to("04-30T06:30:20", f"{_MORNING.format(0, 1, 0)} (+1)", people.SECRETARIAT),
    _to("04-30T15:00:20", _STATE.format(1), people.SECRETARIAT),
    _to("04-30T22:00:20", _LATE, people.CO_CHAIR),
    _to("04-30T22:00:20", _LATE, people.OTHER_CHAIR),
    _to("04-30T22:15:19", _SO_FAR, people.SECRETARIAT),
    _to("04-30T22:15:19", _SO_FAR, *_CHAIRS),
    _to("05-01T06:30:20", _MORNING.format(5, 3, 1), people.SECRETARIAT),
    _to("05-01T07:00:00", "Please send your document again", people.HASTY),
    _to("05-01T07:00:00", f"Please send your document again: {documents.GAPS}", people.MACROS),
    _to("05-01T08:07:00", f"Admitted: JCA-MV-Doc-007 - {documents.TEST_BED}", people.TOO_LATE),
    _to("05-01T08:07:20", f"Admitted: MV-26-0016 - {documents.TEST_BED}", people.SECRETARIAT),
    _to("05-01T08:07:20", f"Admitted: MV-26-0016 - {documents.TEST_BED}", people.OTHER_CHAIR),
    _to(
        "05-01T08:32:00",
        f"Registered for the next meeting: JCA-DCC-Doc-002 - {documents.BORDER_TRIAL}",
        people.BORDERS,
        group="JCA-DCC",
    ),
    _to("05-01T22:15:19", _FINAL, people.SECRETARIAT),
    _to("05-01T22:15:19", _FINAL, *_CHAIRS),
    _to("05-04T06:30:20", _MORNING.format(6, 1, 0), people.SECRETARIAT),
    _to("05-12T12:00:00", "Documents for Second meeting of JCA-MV: 8", *_CHAIRS),
    _to("05-12T12:00:20", "Allocation of documents: Second meeting of JCA-MV", people.SECRETARIAT),
)
"""In the order in which they leave. What falls due for staff is gathered for 20 seconds."""

DRAFTS = (
    _to("04-23T15:30:00", _CALL, people.LIST),
    _to("04-28T15:30:00", _CALL, people.LIST),
    _to("04-30T15:00:00", _CALL, people.LIST),
    _to("05-04T08:00:00", "Documents posted for Second meeting of JCA-MV: 8", people.LIST),
)
"""What the secretariat finds in the mailbox's Drafts, to be sent to the group's list."""
