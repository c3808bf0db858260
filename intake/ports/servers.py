"""The mail servers: IMAP, which holds the mailboxes, and SMTP, which takes the receipts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Waiting:
    """One mail on the server that the ledger does not know yet: read before its body is fetched. Size in bytes."""

    uid: int
    size: int
    internaldate: datetime | None
    savedate: datetime | None = None


@dataclass(frozen=True, slots=True)
class FolderState:
    """The answer to SELECT: UIDVALIDITY, UIDNEXT, number of messages."""

    uidvalidity: int
    uidnext: int
    messages: int


@dataclass(frozen=True, slots=True)
class Filed:
    """A mail of ours to put into a folder: its bytes, its flags, and the instant that becomes its INTERNALDATE."""

    raw: bytes
    flags: tuple[str, ...]
    at: datetime


class BesideFolder(Protocol):
    """Another folder of a mailbox's account, which is only read. All errors are UnavailableError."""

    def open(self) -> FolderState | None:
        """The state of the folder; None where it is not there. To be called before the others."""
        ...

    def uids(self, above: int = 0) -> list[int]:
        """All UIDs greater than `above`, ascending."""
        ...

    def look(self, uids: Sequence[int]) -> list[Waiting]:
        """Size and INTERNALDATE of these mails; a mail that is gone is absent."""
        ...

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The raw bytes of these mails; a mail that is gone is absent."""
        ...

    def fetch_headers(self, uid: int) -> bytes | None:
        """The header block of one mail, or None when it is gone."""
        ...


class MailSource(Protocol):
    """One mailbox on an IMAP server (RFC 9051), as its owning thread uses it. All errors are UnavailableError."""

    account: str
    folder: str

    def open(self) -> FolderState:
        """Connect and log in where needed, select the folder, and tell its state."""
        ...

    def uids(self, above: int = 0) -> list[int]:
        """All UIDs greater than `above`, ascending (RFC 9051, 6.4.4; the last message is filtered out)."""
        ...

    def look(self, uids: Sequence[int]) -> list[Waiting]:
        """Size and INTERNALDATE of these mails; a mail that is gone is absent from the answer."""
        ...

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The raw bytes of these mails by BODY.PEEK[]; a mail that is gone is absent from the answer."""
        ...

    def fetch_headers(self, uid: int) -> bytes | None:
        """The header block of one mail, or None when it is gone."""
        ...

    def move(self, uids: Sequence[int], to: str) -> Mapping[int, str]:
        """Move these mails (RFC 6851, else UID COPY and UID EXPUNGE); why, for each that is still there."""
        ...

    def mark_seen(self, uids: Sequence[int]) -> Mapping[int, str]:
        """Mark these mails as seen (RFC 9051, 2.3.2); why, for each with which it did not work."""
        ...

    def append(self, folder: str, mails: Sequence[Filed]) -> Mapping[int, str]:
        """Append mails to a folder, which is made if absent; why, for each (by its index) that was not taken."""
        ...

    def find(self, folder: str, message_ids: Sequence[str]) -> set[str]:
        """Those of these Message-IDs of which the folder already holds a mail."""
        ...

    def beside(self, folder: str) -> BesideFolder:
        """Another folder of the account, to be read by the same thread; "Junk" is found by what it is for."""
        ...

    def replied_to(self, since: date) -> Mapping[str, set[str]]:
        """The Message-IDs, with angle brackets, that people's mails in the account's Sent folder reply to.

        Each with the addresses (lower case) that these replies went to. Of those filed on this day or later; without
        such a folder none. What programs sent, our own receipts too, is no reply of people.
        """
        ...

    def idle(self, seconds: float) -> bool:
        """Wait for news at most this long; True when there are some. Returns early when woken or stopped."""
        ...

    def close(self) -> None:
        """Log out and close, quietly."""
        ...


@dataclass(frozen=True, slots=True)
class Sending:
    """One frozen mail to hand over: envelope sender ("" = null path), recipients, bytes with CRLF line ends.

    `name` says for people which receipt it is ("MV-26-0417-1"); where receipts are files, it is the file's name.
    """

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    name: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """How a handover went: "sent", "later" (4xx, no connection), "refused" (5xx), "unknown" (cut after the dot).

    `server` is "silent" where it takes no mail of ours at all, "no-login" where that is because it does not take our
    login, "unasked" where we did not turn to it with this one.
    """

    outcome: Literal["sent", "later", "refused", "unknown"]
    reply: str = ""
    server: Literal["answers", "silent", "no-login", "unasked"] = "answers"


class MailSender(Protocol):
    """Hands frozen mails to an SMTP server (RFC 5321) over reused connections."""

    def send(self, mails: Sequence[Sending]) -> list[Handover]:
        """Hand these mails over, some at once; one answer for each, in order. Never raises for a server's answer."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...
