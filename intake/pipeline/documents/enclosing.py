"""Documents that came by no mail, enclosed in a note in the form of a mail.

So they are kept, read, judged, shown and found again as any others. The same words and files give the same note.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import PurePosixPath

from intake.domain.mail import Address
from intake.domain.text.language import one_line
from intake.domain.text.media import DOCX


@dataclass(frozen=True, slots=True)
class NotedLetter:
    """What a note says, and from whom; `at` (aware) is its date. `answers` is the Message-ID that it answers."""

    author: Address | None
    to: str
    subject: str
    text: str
    at: datetime
    answers: str = ""


def noted(letter: NotedLetter, message_id: str, files: Sequence[tuple[str, bytes]]) -> bytes:
    """The note with these files, each with its name; `message_id` is ours, without brackets."""
    note = EmailMessage(policy=SMTP)
    if letter.author is not None:
        note["From"] = HeaderAddress(letter.author.name, addr_spec=letter.author.address)
    note["To"] = letter.to
    note["Subject"] = letter.subject
    note["Date"] = format_datetime(letter.at)
    note["Message-ID"] = f"<{message_id}>"
    if letter.answers:
        note["In-Reply-To"] = letter.answers
    note.set_content(letter.text)
    for name, content in files:
        maintype, subtype = (DOCX if name.casefold().endswith(".docx") else "application/octet-stream").split("/")
        note.add_attachment(content, maintype=maintype, subtype=subtype, filename=file_name(name))
    note.set_boundary(f"=_{message_id.partition('@')[0]}")
    return note.as_bytes()


def file_name(path: str) -> str:
    """The last part of a path in one line, as a header field can carry it."""
    last = PurePosixPath(path.replace("\\", "/")).name
    return one_line(last.encode("utf-8", "replace").decode()) or "document"
