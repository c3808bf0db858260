"""Notes in place of mails (`documents/enclosing.py`), stored and read before the rows that speak of them."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.document import Reading
from intake.domain.judging.past import submitters_of
from intake.domain.rulebook import Rulebook
from intake.domain.submission import NewSubmission, Submission, Timestamps
from intake.domain.text.canonical import canonical
from intake.pipeline.line import Line
from intake.pipeline.receive import brought, year_of_receipt
from intake.pipeline.scan import Scanned, scan_files
from intake.ports import ReaderResult, UnitOfWork


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note in the store: its digest and size, its reading and that one's blob, and the scans of its files."""

    raw: str
    size: int
    reading: Reading
    blob: str
    scanned: Scanned


def scanned_files(line: Line, result: ReaderResult) -> Scanned:
    """The virus scans of the files of a note that was just read."""
    files = zip(result.reading.files, result.files, strict=True)
    at_hand = {file.sha256: content for file, content in files}
    return scan_files(line, at_hand, at_hand)


def keep(line: Line, raw: bytes, result: ReaderResult, scanned: Scanned) -> KeptNote:
    """Store a note, its reading and its files."""
    note, blob, *_ = line.blobs.put([raw, canonical(result.reading).encode(), *result.files])
    return KeptNote(note, len(raw), result.reading, blob, scanned)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How the document of a note came: the key of its Delivery, where from, and when (UTC)."""

    key: str
    source: str
    received: datetime


def submission_of(work: UnitOfWork, kept: KeptNote, rulebook: Rulebook, arrival: Arrival, now: datetime) -> Submission:
    """The Submission of a kept note, with its Delivery; the caller decides it in the same transaction."""
    group = rulebook.group
    stamps = Timestamps(first_seen=now, given=arrival.received)
    work.messages.add(kept.raw, kept.size, False, now)
    work.messages.add_reading(kept.raw, kept.reading.version, kept.blob, now)
    coming = NewSubmission(
        group=group.id,
        short=group.short,
        year=year_of_receipt(arrival.received, group),
        raw=kept.raw,
        source=arrival.source,
        received_at=arrival.received,
        received_evidence="given",
        stamps=stamps,
        content=kept.reading.mail.content,
        sender=next(iter(submitters_of(kept.reading.mail)), ""),
    )
    submission, _ = work.submissions.add(coming, now)
    work.deliveries.add(brought(arrival.key, submission))
    return submission
