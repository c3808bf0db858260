"""A whole intake in a folder: real store, blobs, reader and letters; a mailbox and an SMTP server that tests look into.

What is outside (the mailbox, what was sent) outlives a "crash"; a new Line on the same folder is a restart.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from intake.adapters.blobs import FileBlobs
from intake.adapters.home.receipts_folder import FolderSender
from intake.adapters.imap.sent import answers_in
from intake.adapters.letter.writer import WordedLetters
from intake.adapters.lists.words import CatalogListWords
from intake.adapters.rulebook.codec import JsonRulebookCodec, write
from intake.adapters.rulebook.layers import load_layers
from intake.adapters.rulebook.profiles import load_profile
from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.cover_words import CatalogCoverWords
from intake.checks import REGISTRY
from intake.codec import CanonicalValues
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.flow import OfLine, in_order
from intake.pipeline.line import Line, Pace
from intake.pipeline.mailbox import Mailbox
from intake.pipeline.runner import until_nothing_is_due
from intake.ports import AtStep, Converter, Filed, FolderState, Handover, Reader, Sending, Store, Waiting
from intake.readers.process.office import LibreOffice
from intake.shipped import shipped_rules, shipped_templates
from intake.store.work import open_store

START = datetime(2026, 4, 30, 15, 30, tzinfo=UTC)
ACCOUNT = "jca-mv"
SECRETARIAT = "secretariat@example.org"
"""Whom letters to staff go to under the shipped rules."""


class TestClock:
    """A clock that stands still until it is told to move; waiting moves it."""

    __test__ = False

    def __init__(self, now: datetime = START) -> None:
        self.at = now

    def now(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class CountedTokens:
    """Tokens that count: different each time, the same in each run."""

    def __init__(self) -> None:
        self.count = 0

    def claim(self) -> str:
        self.count += 1
        return hashlib.sha256(f"claim {self.count}".encode()).hexdigest()[:32]

    def message_id(self) -> str:
        self.count += 1
        return hashlib.sha256(f"message {self.count}".encode()).hexdigest()[:32]


TOKENS = CountedTokens()


@dataclass
class Sink:
    """An SMTP server that takes everything, or answers what a test wants."""

    sent: list[Sending] = field(default_factory=list)
    answers: list[Handover] = field(default_factory=list)

    def send(self, mails: Sequence[Sending]) -> list[Handover]:
        handovers = []
        for mail in mails:
            answer = self.answers.pop(0) if self.answers else Handover("sent", "250 taken")
            if answer.outcome in ("sent", "unknown"):
                self.sent.append(mail)
            handovers.append(answer)
        return handovers

    @property
    def to_senders(self) -> list[Sending]:
        """What was sent to anybody but the secretariat of the shipped rules."""
        return [one for one in self.sent if SECRETARIAT not in one.recipients]

    @property
    def receipts(self) -> list[Sending]:
        """What answered a mail (RFC 3834, section 5), not what was written of our own accord."""
        return [one for one in self.sent if b"\r\nAuto-Submitted: auto-replied\r\n" in one.raw]

    def close(self) -> None:
        pass


@dataclass
class Server:
    """An IMAP account in memory: folders of (uid, bytes, internaldate)."""

    account: str = ACCOUNT
    folder: str = "INBOX"
    uidvalidity: int = 7
    next_uid: int = 1
    folders: dict[str, dict[int, tuple[bytes, datetime]]] = field(default_factory=lambda: {"INBOX": {}})
    seen: set[int] = field(default_factory=set)

    def deliver(self, raw: bytes, at: datetime) -> int:
        uid, self.next_uid = self.next_uid, self.next_uid + 1
        self.folders["INBOX"][uid] = (raw, at)
        return uid

    def open(self) -> FolderState:
        return FolderState(self.uidvalidity, self.next_uid, len(self.folders[self.folder]))

    def uids(self, above: int = 0) -> list[int]:
        return sorted(uid for uid in self.folders[self.folder] if uid > above)

    def look(self, uids: Sequence[int]) -> list[Waiting]:
        box = self.folders[self.folder]
        return [Waiting(uid, len(box[uid][0]), box[uid][1]) for uid in uids if uid in box]

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        box = self.folders[self.folder]
        return {uid: box[uid][0] for uid in uids if uid in box}

    def fetch_headers(self, uid: int) -> bytes | None:
        found = self.folders[self.folder].get(uid)
        return found[0].split(b"\r\n\r\n", 1)[0] + b"\r\n\r\n" if found else None

    def move(self, uids: Sequence[int], to: str) -> dict[int, str]:
        for uid in uids:
            if (found := self.folders[self.folder].pop(uid, None)) is not None:
                self._add(to, found)
        return {}

    def mark_seen(self, uids: Sequence[int]) -> dict[int, str]:
        self.seen.update(uids)
        return {}

    def append(self, folder: str, mails: Sequence[Filed]) -> dict[int, str]:
        for mail in mails:
            self._add(folder, (mail.raw, mail.at))
        return {}

    def find(self, folder: str, message_ids: Sequence[str]) -> set[str]:
        there = [raw for raw, _ in self.folders.get(folder, {}).values()]
        return {one for one in message_ids if any(one.encode() in raw for raw in there)}

    def beside(self, folder: str) -> "Beside":
        return Beside(replace(self, folder=folder), folder in self.folders)

    def replied_to(self, since: date) -> Mapping[str, set[str]]:
        sent = [raw for raw, at in self.folders.get("Sent", {}).values() if at.date() >= since]
        replies: dict[str, set[str]] = {}
        for raw in sent:
            for message_id, to in answers_in(raw.split(b"\r\n\r\n", 1)[0]):
                replies.setdefault(message_id, set()).update(to)
        return replies

    def idle(self, seconds: float) -> bool:
        return False

    def close(self) -> None:
        pass

    def _add(self, folder: str, mail: tuple[bytes, datetime]) -> None:
        uid, self.next_uid = self.next_uid, self.next_uid + 1
        self.folders.setdefault(folder, {})[uid] = mail


@dataclass
class Beside:
    """Another folder of the account, which is only read."""

    server: Server
    there: bool

    def open(self) -> FolderState | None:
        return self.server.open() if self.there else None

    def uids(self, above: int = 0) -> list[int]:
        return self.server.uids(above)

    def look(self, uids: Sequence[int]) -> list[Waiting]:
        return self.server.look(uids)

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        return self.server.fetch(uids)

    def fetch_headers(self, uid: int) -> bytes | None:
        return self.server.fetch_headers(uid)


@dataclass
class World:
    """One intake home with everything outside it; `reader` is shared by all Lines, since starting one costs time."""

    folder: Path
    url: str
    reader: Reader
    converter: Converter = field(default_factory=LibreOffice)
    clock: TestClock = field(default_factory=TestClock)
    server: Server = field(default_factory=Server)
    sink: Sink = field(default_factory=Sink)
    groups: tuple[str, ...] = ("jca-mv", "jca-dcc")
    boxes: tuple[Mailbox, ...] = ()
    lines: list[Line] = field(default_factory=list)
    pace: Pace = field(default_factory=lambda: Pace(batch_seconds=60))

    def start(self, step: AtStep = lambda _: None, store: Store | None = None) -> Line:
        """A process on this home, with the groups' rulebooks in force."""
        letters = _letters()
        line = Line(
            store=store or open_store(self.url),
            blobs=FileBlobs(self.folder / "blobs"),
            reader=self.reader,
            converter=self.converter,
            clock=self.clock,
            tokens=TOKENS,
            checks=REGISTRY,
            codec=JsonRulebookCodec(),
            values=CanonicalValues(),
            letters=letters,
            cover_words=CatalogCoverWords(_catalogs()),
            list_words=CatalogListWords(_catalogs()),
            senders={"smtp": self.sink, "folder": FolderSender(self.folder / "receipts")},
            loop_token="loop-mark-of-the-tests",
            offered=("en", "fr", "es", "ar", "ru", "zh"),
            pace=self.pace,
            step=step,
        )
        self.lines.append(line)
        self._activate(line)
        return line

    def close(self) -> None:
        """End what was started on this home."""
        for line in self.lines:
            line.store.close()

    def _activate(self, line: Line) -> None:
        for group in self.groups:
            version, text = rulebook_text(group)
            activate(line, group, version, text, who="test")
        line.blobs.put([(shipped_templates() / "docx" / "jca-contribution.docx").read_bytes()])

    @property
    def box(self) -> Mailbox:
        return Mailbox(ACCOUNT, "INBOX", "jca-mv", base=datetime(2026, 3, 26, tzinfo=UTC))

    def steps(self) -> tuple[OfLine, ...]:
        """The whole line with the mailbox at both its ends."""
        (box,) = self.boxes or (self.box,)
        return in_order([lambda verb: lambda line: verb(line, self.server, box)])

    def run(self, line: Line) -> None:
        """Until nothing is due."""
        until_nothing_is_due(line, self.steps())

    def run_at(self, line: Line, instant: datetime) -> None:
        """All that is due at this instant (UTC)."""
        self.clock.at = instant
        self.run(line)


@cache
def _catalogs() -> Catalogs:
    return Catalogs(shipped_templates() / "locale")


@cache
def _letters() -> WordedLetters:
    return WordedLetters(shipped_templates(), _catalogs(), tokens=TOKENS, loop_token="loop-mark-of-the-tests")


@cache
def rulebook_text(group: str) -> tuple[str, str]:
    profile = load_profile(shipped_templates() / "docx" / "jca-contribution.toml")
    return write(load_layers(shipped_rules(), group), [replace(profile, group=group)])
