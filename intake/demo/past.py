"""What was answered before: some mails of the demo answer a receipt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from intake.demo.people import Author


@dataclass(frozen=True, slots=True)
class Past:
    """The receipts that were sent until now: (recipients, bytes), oldest first."""

    sent: Callable[[], Sequence[tuple[tuple[str, ...], bytes]]]

    def receipt_to(self, person: Author, about: str = "") -> EmailMessage:
        """The last mail of ours to this person, with these words in its subject. LookupError when there is none."""
        for recipients, raw in reversed(self.sent()):
            if person.address in recipients:
                mail = message_from_bytes(raw, _class=EmailMessage, policy=SMTP)
                if about in str(mail["Subject"]):
                    return mail
        raise LookupError(f"no such mail was sent to {person.address}")
