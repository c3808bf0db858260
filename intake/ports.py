"""What the line needs from the outside, as protocols; adapters, store and readers fulfil them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from intake.domain.document import Reading
from intake.domain.receipt import Receipt
from intake.domain.rulebook import Rulebook
from intake.domain.submission import (
    Answers,
    Contribution,
    Debt,
    Delivery,
    Evidence,
    LogEntry,
    ReceiptCounts,
    Snapshot,
    Submission,
    SubmissionState,
    Timestamps,
    Version,
    Wanted,
)
from intake.domain.verdict import Decision, Finding


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def wait(self, seconds: float) -> None:
        """Let this many seconds pass; a simulated clock jumps."""
        ...


class Tokens(Protocol):
    """The only source of chance."""

    def claim(self) -> str:
        """A new claim token, 128 random bits in hexadecimal."""
        ...

    def message_id(self) -> str:
        """A new local part for a Message-ID, 128 random bits in hexadecimal."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """One mail found in a file; `raw` is None when the file cannot be read, and `why` says why."""

    source: str
    raw: bytes | None
    why: str = ""


class Blobs(Protocol):
    """Content-addressed bytes: every file is whole (temporary, fsync, rename, fsync of the directory) or absent."""

    def put(self, contents: Iterable[bytes]) -> list[str]:
        """Store these byte strings durably, one directory sync for all; return their SHA-256 in hexadecimal."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes with this digest. KeyError when absent; DamagedBlobError when they no longer match it."""
        ...

    def has(self, sha256: str) -> bool:
        """Whether a file with this digest is there (its bytes are not checked)."""
        ...


class DamagedBlobError(Exception):
    """A stored file no longer has the bytes of its digest; it was set aside, never deleted."""


@dataclass(frozen=True, slots=True)
class ReaderResult:
    """What came back from a reader process: the reading, and the bytes of each attached file in its order."""

    reading: Reading
    files: tuple[bytes, ...]


class ReaderFailedError(Exception):
    """The reader process gave no reading: `why` is "crashed", "killed", "timed-out", "out-of-memory" or "protocol"."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why
        self.detail = detail


class Reader(Protocol):
    """Reads a stranger's bytes in a process of its own."""

    version: str

    def read(self, raw: bytes) -> ReaderResult:
        """Read one mail. Raises ReaderFailedError; never anything that the mail could choose."""
        ...

    def read_headers(self, raw: bytes) -> Reading:
        """Read the header block only, for a mail whose body cannot be read. Raises ReaderFailedError."""
        ...

    def read_file(self, content: bytes, name: str) -> ReaderResult:
        """Read one file that came without a mail: a Reading with one attachment. Raises ReaderFailedError."""
        ...

    def close(self) -> None:
        """End the reader processes."""
        ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """One mail on the server that the ledger does not know yet: read before its body is fetched. Size in bytes."""

    uid: int
    size: int
    internaldate: datetime | None
    savedate: datetime | None = None


@dataclass(frozen=True, slots=True)
class FolderState:
    """What SELECT told: UIDVALIDITY, UIDNEXT, number of messages."""

    uidvalidity: int
    uidnext: int
    messages: int


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

    def move(self, uid: int, to: str) -> bool:
        """Move one mail (RFC 6851, else UID COPY and UID EXPUNGE); False when it is no longer there."""
        ...

    def mark_seen(self, uid: int) -> bool:
        """Mark one mail as seen (RFC 9051, 2.3.2); False when it is no longer there."""
        ...

    def append(self, folder: str, raw: bytes, flags: Sequence[str], at: datetime) -> None:
        """Append a mail to a folder, which is made if absent."""
        ...

    def find(self, folder: str, message_id: str) -> bool:
        """Whether the folder already holds a mail with this Message-ID."""
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
    """How a handover went: "sent", "later" (4xx, no connection), "refused" (5xx), "unknown" (cut after the dot)."""

    outcome: Literal["sent", "later", "refused", "unknown"]
    reply: str = ""


class MailSender(Protocol):
    """Hands frozen mails to an SMTP server (RFC 5321) over reused connections."""

    def send(self, mails: Sequence[Sending]) -> list[Handover]:
        """Hand these mails over, some at once; one answer for each, in order. Never raises for a server's answer."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class Words(Protocol):
    """Findings in sentences."""

    def what(self, finding: Finding, language: str) -> str:
        """What was found, with the exact place, in one sentence."""
        ...

    def remedy(self, finding: Finding, language: str) -> str:
        """How to correct it, in one sentence; "" when nothing is to be done."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """A receipt as bytes, ready to be frozen: with CRLF line ends, and its envelope."""

    raw: bytes
    message_id: str
    subject: str
    sender: str
    recipients: tuple[str, ...]


class LetterWriter(Protocol):
    """Puts a Receipt into words and headers."""

    def write(self, receipt: Receipt, now: datetime, correct_until: datetime | None) -> Letter:
        """The letter, dated `now`; `correct_until` is printed where something is to be corrected.

        Raises ValueError when an address cannot be written to.
        """
        ...

    def id_of(self, raw: bytes) -> str:
        """The Message-ID, with angle brackets, of a letter that this writer wrote."""
        ...

    def subject(self, receipt: Receipt) -> str:
        """The subject line that the letter has or will have."""
        ...

    def envelope(self, receipt: Receipt) -> str:
        """The envelope sender of this receipt; "" is the null path."""
        ...


Step = Callable[[str], None]
"""Called at each named step; the fault tests exit, raise or wait there. Production hands in one that does nothing."""


class Messages(Protocol):
    """The raw mails, readings and rulebook versions that rows speak about (their bytes are in Blobs)."""

    def add(self, raw: str, size: int, partial: bool, now: datetime) -> None:
        """Record a stored Message; again is nothing."""
        ...

    def reading(self, raw: str, version: str) -> str | None:
        """Digest of the stored reading of this Message by this reader version, or None."""
        ...

    def add_reading(self, raw: str, version: str, blob: str, now: datetime) -> None:
        """Record where the reading is kept; again is nothing."""
        ...


class Deliveries(Protocol):
    """The ledger of appearances, and how far each folder has been looked at."""

    def add(self, delivery: Delivery) -> Delivery | None:
        """Record a Delivery; None when its key is known already."""
        ...

    def known_uids(self, account: str, folder: str, uidvalidity: int, above: int) -> set[int]:
        """The UIDs above this one that the ledger has."""
        ...

    def folder(self, account: str, folder: str) -> tuple[int, int] | None:
        """(uidvalidity, highest UID below which all are known) of a folder seen before, else None."""
        ...

    def set_folder(self, account: str, folder: str, uidvalidity: int, high: int, now: datetime) -> None:
        """Remember how far the folder has been looked at."""
        ...

    def polled_at(self, account: str, folder: str) -> datetime | None:
        """When the folder was last looked at in full (UTC), or None."""
        ...

    def base(self, account: str, folder: str) -> datetime | None:
        """The base line of this folder (UTC), set at first contact."""
        ...

    def set_base(self, account: str, folder: str, base: datetime) -> None:
        """Set the base line."""
        ...

    def by_key(self, key: str) -> Delivery | None:
        """The Delivery with this key, or None."""
        ...

    def of(self, submission: int) -> list[Delivery]:
        """All Deliveries of a Submission, oldest first."""
        ...

    def relink(self, submission: int, to: int) -> None:
        """Make every Delivery of a Submission a linked one of another."""
        ...

    def account_of(self) -> dict[tuple[str, str], dict[str, int]]:
        """Per (account, folder): how many were seen, and what became of them (design.md section 8)."""
        ...


class Submissions(Protocol):
    """Submissions and their decisions."""

    def add(
        self,
        *,
        group: str,
        short: str,
        year: int,
        raw: str,
        source: str,
        received_at: datetime,
        evidence: Evidence,
        stamps: Timestamps,
        partial: bool,
        answers: Answers,
        now: datetime,
    ) -> tuple[Submission, bool]:
        """Add a Submission with the next reference of group and year; or the known one of (group, raw), False."""
        ...

    def received(self, submission: int, *, at: datetime, evidence: Evidence, stamps: Timestamps) -> None:
        """Set an earlier time of receipt, learned from another Delivery."""
        ...

    def get(self, submission: int) -> Submission:
        """The Submission with this id; KeyError."""
        ...

    def find(self, name: str) -> Submission | None:
        """By id, reference or number (of the contribution's first mail), whatever a person types."""
        ...

    def by_raw(self, raw: str) -> list[Submission]:
        """All Submissions of this Message, one per group."""
        ...

    def by_content(self, group: str, content: str) -> Submission | None:
        """The one Submission of this group with this content identity."""
        ...

    def listed(self, *, group: str | None = None, limit: int = 100, after: int = 0) -> list[Submission]:
        """Submissions in order of arrival."""
        ...

    def claim(
        self,
        state: SubmissionState,
        *,
        now: datetime,
        until: datetime,
        token: str,
        limit: int,
        group: str | None = None,
    ) -> list[Submission]:
        """Claim what is in this state and free, oldest time of receipt first.

        Members with attempts = 0 share a batch; one that failed before is claimed alone. `attempts` counts up.
        """
        ...

    def mark_read(
        self,
        submission: int,
        *,
        token: str,
        content: str,
        sender: str,
        at: datetime,
        evidence: Evidence,
        stamps: Timestamps,
    ) -> bool:
        """From stored (or failed) to read, with what reading told of the time of receipt; attempts start anew.

        False when another finished it.
        """
        ...

    def mark_failed(self, submission: int, *, token: str, next_try: datetime, alone: bool, back_to: str) -> bool:
        """State failed until `next_try`, then claimable as `back_to` (stored or read) again.

        `alone` tells that it counts towards the three: `failures` goes up by one.
        """
        ...

    def merge(self, submission: int, *, into: int, token: str) -> bool:
        """Make this undecided Submission another Delivery of the one with the same content.

        Its Deliveries are linked to that one and its row goes. False when the claim is lost.
        """
        ...

    def release(self, submission: int, *, token: str) -> None:
        """Give up a claim without counting the attempt (our own failure of database, disk or network)."""
        ...

    def release_all(self) -> int:
        """Free every claim; for whoever holds the home's lock. How many."""
        ...

    def earlier_unread(self, group: str, received_at: datetime, since: datetime) -> bool:
        """Whether an earlier received Submission of the group, stored after `since`, is not read yet."""
        ...

    def decide(self, decision: Decision, *, token: str | None, correct_until: datetime | None, snapshot: str) -> bool:
        """Append a Decision with the snapshot (JSON) that it rests on; it is now the one that counts.

        False when the claim is lost. `token` None: by a person; then n must be the next one, else
        StaleDecisionError.
        """
        ...

    def snapshot_of(self, submission: int, n: int) -> str:
        """The snapshot (JSON) that the n-th Decision rests on; KeyError."""
        ...

    def set_correct_until(self, submission: int, correct_until: datetime) -> None:
        """Move the end of the correction period (when the receipt is frozen)."""
        ...

    def decisions(self, submission: int) -> list[Decision]:
        """All Decisions, oldest first."""
        ...

    def snapshot(self, group: str, wanted: Wanted) -> Snapshot:
        """What is known of the group's past that bears on one mail."""
        ...

    def count(self, state: SubmissionState) -> int:
        """How many Submissions are in this state."""
        ...

    def next_due(self, state: SubmissionState) -> datetime | None:
        """When the next one in this state can be claimed, or None when there is none."""
        ...


class Contributions(Protocol):
    """Numbers, and what stands under them."""

    def lock(self, group: str, series: Sequence[tuple[str, int]]) -> None:
        """Lock these series (id, first number) in the order of their ids until the transaction ends."""
        ...

    def next_number(self, group: str, series: str) -> int:
        """Take the next number of a locked series."""
        ...

    def add(self, contribution: Contribution) -> Contribution:
        """Record a numbered contribution with its first version; returns it with its id."""
        ...

    def add_version(self, contribution: int, version: Version, submitters: Sequence[str]) -> None:
        """Record a revision or a replacement, and new submitters."""
        ...

    def of(self, submission: int) -> list[Contribution]:
        """The contributions that this Submission gave or changed, in order of their numbers."""
        ...

    def by_label(self, label: str) -> Contribution | None:
        """The contribution with this number, as printed (without revision), whatever its case."""
        ...

    def correct(self, contribution: int, *, title: str | None, source: tuple[str, ...] | None) -> None:
        """Change what is recorded (the number never)."""
        ...

    def withdraw(self, contribution: int, at: datetime | None) -> None:
        """Mark as withdrawn, or undo it with None."""
        ...

    def listed(self, group: str) -> list[Contribution]:
        """All contributions of the group in order of their numbers."""
        ...


class Debts(Protocol):
    """What is owed to the outside."""

    def owe(
        self,
        *,
        key: str,
        kind: str,
        group: str,
        submission: int,
        decision: int,
        place: str,
        due_at: datetime,
        payload: Mapping[str, object],
        withheld: str | None = None,
    ) -> bool:
        """Owe something once; False when the key is known. `withheld` says why it is not to be paid.

        `place` says who pays: "smtp", "folder", or "imap:<account>" for the thread that owns that connection.
        """
        ...

    def supersede(self, submission: int, before: int, kind: str) -> int:
        """Mark what older Decisions still owe of this kind as superseded; how many."""
        ...

    def claim(self, place: str, *, now: datetime, until: datetime, token: str, limit: int) -> list[Debt]:
        """Claim debts that are due at this place, oldest first; `attempts` counts up.

        One that is "sending" with a claim that has run out is due too: its outcome is unknown, its bytes are frozen.
        """
        ...

    def freeze(self, debt: int, *, token: str, blob: str, message_id: str, now: datetime) -> bool:
        """Fix the bytes that every attempt will send; state sending. False when the claim is lost."""
        ...

    def settle(self, debt: int, *, token: str, state: str, now: datetime, how: str = "", note: str = "") -> bool:
        """Record the outcome (paid, refused, unknown, withheld); False when another finished it."""
        ...

    def postpone(self, debt: int, *, token: str, until: datetime, note: str) -> bool:
        """Give it back for a later try."""
        ...

    def resend(self, debt: int, now: datetime) -> None:
        """Owe a withheld or refused one again, by a person's word."""
        ...

    def bounced(self, message_id: str, now: datetime) -> Debt | None:
        """Mark the receipt with this Message-ID as bounced; the debt, or None when it is not ours."""
        ...

    def of(self, submission: int) -> list[Debt]:
        """All debts of a Submission, oldest first."""
        ...

    def receipts_since(self, since: datetime) -> list[tuple[str, bool]]:
        """(address, with a number) of every receipt owed or paid since: for the caps."""
        ...

    def receipts_to(self, address: str, since: datetime) -> ReceiptCounts:
        """How many receipts were owed or paid since, to this address, to its domain, in all: for the caps."""
        ...

    def withheld_since(self, address: str, since: datetime) -> int:
        """How many receipts to this address were withheld since."""
        ...

    def release_all(self) -> int:
        """Free every claim; for whoever holds the home's lock."""
        ...

    def next_due(self, place: str | None = None) -> datetime | None:
        """When the next debt (at this place) is due or its claim runs out, or None."""
        ...

    def open_count(self) -> int:
        """How many are owed or being sent."""
        ...


class Log(Protocol):
    """The intake log."""

    def add(self, entry: LogEntry) -> None:
        """Append one line."""
        ...

    def listed(
        self, *, after: int = 0, limit: int = 1000, submission: int | None = None, what: str | None = None
    ) -> list[LogEntry]:
        """Entries with an id above `after`, in order."""
        ...

    def seal(self, limit: int) -> int:
        """Give unsealed entries their position and seal; how many."""
        ...

    def unsealed(self) -> int:
        """How many entries wait for their seal."""
        ...

    def verify(self) -> str | None:
        """None when the chain holds; else a sentence that names the first bad row."""
        ...

    def head(self) -> tuple[int, str] | None:
        """Position and seal of the last sealed entry."""
        ...


class Agenda(Protocol):
    """What falls due at an instant, as data: derived from the rulebooks in force."""

    def plan(self, kind: str, subject: str, at: datetime) -> bool:
        """Note that this falls due then; False when it is noted already."""
        ...

    def due(self, now: datetime, limit: int) -> list[tuple[int, str, str, datetime]]:
        """(id, kind, subject, instant) of what is due and not done, oldest first; locked until the end."""
        ...

    def done(self, item: int, now: datetime) -> bool:
        """Mark as done; False when another did it."""
        ...

    def drop(self, kind: str, subject: str, keep: datetime | None) -> int:
        """Forget what is planned and not done for this subject, except at `keep`; how many."""
        ...

    def next_due(self) -> datetime | None:
        """When the next one is due, or None."""
        ...


class Rulebooks(Protocol):
    """Which version of each group's rulebook is in force."""

    def active(self, group: str) -> tuple[str, str] | None:
        """(version, text) in force, or None."""
        ...

    def activate(self, group: str, version: str, text: str, who: str, now: datetime) -> bool:
        """Put a version in force; False when it is already."""
        ...

    def text(self, version: str) -> str | None:
        """The text of a version that was in force at some time."""
        ...

    def groups(self) -> list[str]:
        """Groups that have a rulebook in force."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving it without an exception commits; an exception rolls everything back."""

    messages: Messages
    deliveries: Deliveries
    submissions: Submissions
    contributions: Contributions
    debts: Debts
    log: Log
    rulebooks: Rulebooks
    agenda: Agenda


class Store(Protocol):
    """The database."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that only reads, on one consistent state."""
        ...

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that writes; one at a time per process on SQLite, first come, first served."""
        ...

    def is_outage(self, error: BaseException) -> bool:
        """Whether this error is the database's or the disk's, and says nothing about the mail at hand."""
        ...

    def check_clock(self, now: datetime) -> float:
        """How many seconds our clock is off the database's."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...


class RulebookCodec(Protocol):
    """Text of a rulebook version <-> the value that judging uses."""

    def load(self, version: str, text: str) -> Rulebook:
        """The rulebook of a stored version."""
        ...
