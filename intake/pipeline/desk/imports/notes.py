"""What stands for the mail of a document that was registered by hand."""

from collections.abc import Sequence

from intake.domain.by_hand.entries import HandEntry
from intake.domain.mail import Address
from intake.pipeline.documents.enclosing import NotedLetter, noted


def note_of(entry: HandEntry, key: str, mailbox: str, files: Sequence[bytes]) -> bytes:
    """The note about a line of a list, from its first submitter with an address; `key` (hexadecimal) is the line's."""
    author = next((one for one in entry.submitters if one.address), None)
    letter = NotedLetter(author, mailbox, f"{entry.version}: {entry.title}", _text(entry), entry.received)
    return noted(letter, f"{key[:32]}@import.invalid", tuple(zip(entry.files, files, strict=True)))


def _text(entry: HandEntry) -> str:
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
