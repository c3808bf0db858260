"""Values for the tests of the store, with as little said as a test needs."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from intake.domain.debt import Move
from intake.domain.document import Contact, Cover, Document
from intake.domain.letters.alert import AlertLetter, AlertLine
from intake.domain.log_entry import LogEntry
from intake.domain.submission import (
    AcceptedFile,
    Contribution,
    Delivery,
    NewSubmission,
    Submission,
    Timestamps,
    Version,
)
from intake.domain.verdict import Decision, Disposition, Inputs, Judged, Verdict
from intake.ports import UnitOfWork
from intake.store import SqlStore

NOON = datetime(2026, 4, 30, 12, tzinfo=UTC)
STAMPS = Timestamps(first_seen=NOON, internaldate=NOON)
INPUTS = Inputs(raw="r", reading="d", rulebook="v", snapshot="s")
MOVE = Move("jca", "INBOX", 7, 1, "Intake/Taken")


def at(seconds: float) -> datetime:
    """This many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def digest(name: object) -> str:
    """A digest that stands for this name."""
    return hashlib.sha256(str(name).encode(errors="replace")).hexdigest()


def arrive(
    work: UnitOfWork,
    name: object,
    *,
    group: str = "mv",
    short: str = "",
    received: float = 0,
    stored: float = 0,
    uid: int = 0,
) -> Submission:
    """A stored mail: Message, Submission, and its Delivery where it has a UID; `short` begins its reference."""
    raw = digest(name)
    work.messages.add(raw, 1000, partial=False, now=at(stored))
    new = NewSubmission(
        group=group,
        short=short or group.upper(),
        year=2026,
        raw=raw,
        source=f"mail {name}",
        received_at=at(received),
        received_evidence="internaldate",
        stamps=STAMPS,
    )
    submission, _ = work.submissions.add(new, at(stored))
    if uid:
        work.deliveries.add(delivery(uid, submission=submission.id, raw=raw, group=group))
    return submission


def delivery(uid: int, *, state: str = "taken", **other: object) -> Delivery:
    """A Delivery in the INBOX of the account "jca"."""
    plain = Delivery(f"imap:jca/INBOX/7/{uid}", "mv", "jca", "INBOX", 7, uid, STAMPS, "taken")
    return replace(plain, state=state, **other)  # type: ignore[arg-type]


def stored(store: SqlStore, *names: object, group: str = "mv") -> list[Submission]:
    """Stored mails, received a second apart in this order."""
    with store.write() as work:
        return [arrive(work, name, group=group, received=place) for place, name in enumerate(names)]


def read(store: SqlStore, *names: object, group: str = "mv") -> list[Submission]:
    """Mails that are stored and read; the sender is "ada@example.org", the content that of the name."""
    new = stored(store, *names, group=group)
    with store.write() as work:
        for one in new:
            claim(work, "stored")
            mark_read(work, one.id, "token")
    with store.read() as work:
        return [work.submissions.get(one.id) for one in new]


def claim(work: UnitOfWork, state: str, *, now: float = 0, token: str = "token", limit: int = 50) -> list[Submission]:
    """Claim for a minute."""
    return work.submissions.claim(state, now=at(now), until=at(now + 60), token=token, limit=limit)  # type: ignore[arg-type]


def mark_read(work: UnitOfWork, submission: int, token: str, *, content: str | None = None) -> bool:
    """From stored to read, as from Ada."""
    raw = work.submissions.get(submission)
    return work.submissions.mark_read(
        submission,
        token=token,
        content=content or f"content of {raw.source}",
        sender="ada@example.org",
        at=raw.received_at,
        evidence="internaldate",
        stamps=STAMPS,
    )


def document(name: str = "Input.docx", *, title: str = "A title", email: str | None = "Ada@Example.org") -> Document:
    """A Word file with a cover."""
    cover = Cover(title=title, source=("Example Org",), contacts=(Contact(name="Ada", email=email),))
    return Document(file=name, sha256=digest(name), size=1000, filetype="docx", cover=cover)


def verdict(disposition: Disposition, *documents: Document, corrects: str | None = None) -> Verdict:
    """A verdict whose documents all share the mail's disposition."""
    judged = tuple(Judged(document=one, disposition=disposition) for one in documents)
    return Verdict("submission", disposition, meeting="m1", counts_from=NOON, corrects=corrects, documents=judged)


def decision(submission: int, what: Verdict, *, n: int = 1, actor: str = "line") -> Decision:
    """A Decision at noon."""
    return Decision(submission, n, actor, NOON, "because", what, INPUTS)


def decide(
    store: SqlStore, submission: int, what: Verdict, *, n: int = 1, correct_until: datetime | None = None
) -> None:
    """Decide as a person does, in a transaction of its own."""
    with store.write() as work:
        made = decision(submission, what, n=n, actor="Grace")
        assert work.submissions.decide(made, token=None, correct_until=correct_until, snapshot="{}")


def contribution(submission: Submission, number: int, *files: str, title: str = "A title") -> Contribution:
    """A contribution of the series "doc", with these files as its first version."""
    kept = tuple(AcceptedFile(digest(name), name, "contribution") for name in files)
    return Contribution(
        id=0,
        series="doc",
        number=number,
        label=f"JCA-MV-Doc-{number:03d}",
        kind="contribution",
        group=submission.group,
        submission=submission.id,
        reference=submission.reference,
        meeting="m1",
        title=title,
        source=("Example Org",),
        title_key=title.replace(" ", "").lower(),
        source_key="exampleorg",
        contacts=(Contact(name="Ada", email="ada@example.org"),),
        submitters=("ada@example.org",),
        accepted_at=at(1),
        received_at=NOON,
        counts_from=NOON,
        versions=(Version(0, 0, submission.id, kept, at(1)),),
    )


def letter(*whys: str) -> AlertLetter:
    """A letter with an alert for each of these sentences."""
    lines = tuple(AlertLine(NOON, why) for why in whys)
    return AlertLetter("mailbox", ("ops@x",), "mv@x", "Europe/Zurich", "en", lines)


def line(what: str = "stored", **other: object) -> LogEntry:
    """A line of the log."""
    return replace(LogEntry(at=NOON, what=what, who="receive", why="The mail is stored."), **other)  # type: ignore[arg-type]
