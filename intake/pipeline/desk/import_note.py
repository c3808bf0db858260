"""What stands for the mail of a document that was registered by hand: a note in the form of a mail, with its files.

So the document is kept, read, shown, replayed and found again as any other. The same line gives the same note.
"""

from collections.abc import Sequence
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import PurePosixPath

from intake.domain.by_hand.entries import Entry
from intake.domain.mail import Address

_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def note_of(entry: Entry, key: str, mailbox: str, files: Sequence[bytes]) -> bytes:
    """The note about a line of a list, from its first submitter with an address; `key` (hexadecimal) is the line's."""
    note = EmailMessage(policy=SMTP)
    author = next((one for one in entry.submitters if one.address), None)
    if author is not None:
        note["From"] = HeaderAddress(author.name, addr_spec=author.address)
    note["To"] = mailbox
    note["Subject"] = f"{entry.version}: {entry.title}"
    note["Date"] = format_datetime(entry.received)
    note["Message-ID"] = f"<{key[:32]}@import.invalid>"
    note.set_content(_text(entry))
    for name, content in zip(entry.files, files, strict=True):
        maintype, subtype = _WORD if name.casefold().endswith(".docx") else ("application", "octet-stream")
        called = PurePosixPath(name.replace("\\", "/")).name
        note.add_attachment(content, maintype=maintype, subtype=subtype, filename=called)
    note.set_boundary(f"=_{key[:32]}")
    return note.as_bytes()


def _text(entry: Entry) -> str:
    return "\n".join(
        (
            "This document was registered by hand. It did not come by mail.",
            "",
            f"Number: {entry.version}",
            f"Title: {entry.title}",
            f"Source: {'; '.join(entry.source)}",
            f"Submitter: {'; '.join(map(_named, entry.submitters))}",
            f"Received: {entry.received:%Y-%m-%d %H:%M:%S} UTC",
            "",
        )
    )


def _named(one: Address) -> str:
    return f"{one.name} <{one.address}>" if one.name and one.address else one.name or one.address
