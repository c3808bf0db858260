"""Mails that a person's act brings to a group: each is judged as any other, at once and in the act's transaction.

So the act is whole or not at all, its letters can be seen before, and wait as those of the person's own Decision.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from intake.domain.answering.outcomes import reason_of
from intake.domain.deadlines import receipt_time
from intake.domain.document import Reading
from intake.domain.judging.past import submitters_of
from intake.domain.rulebook import Rulebook
from intake.domain.submission import NewSubmission, Submission
from intake.domain.verdict import LINE, Decision, Deed
from intake.pipeline.decision.judging import known_of, ready_of, ruling
from intake.pipeline.decision.record import record
from intake.pipeline.line import Line
from intake.pipeline.read import stamped, tell_of_reading
from intake.pipeline.scan import Scanned, keep_scans, scan_files
from intake.ports import DamagedBlobError, ReaderFailedError, UnitOfWork


class Brought(NamedTuple):
    """The Decision on the mail that a person acted on, and the mails that the act made of it or of what it held."""

    decision: Decision
    mails: tuple[Submission, ...]


@dataclass(frozen=True, slots=True)
class InHand:
    """A mail that was read before the act's transaction; `blob` is the reading's digest in the store."""

    reading: Reading
    blob: str
    scanned: Scanned


def in_hand(line: Line, raw: str, *, partial: bool = False) -> InHand | None:
    """The mail with this digest, read; None where it cannot be read now: then it waits for the line as any other."""
    files: tuple[bytes, ...] = ()
    with line.store.read() as work:
        blob = work.messages.reading(raw, line.reader.version)
    try:
        if blob is not None:
            reading = line.values.reading(line.blobs.get(blob))
        else:
            if partial:
                return None
            result = line.reader.read(line.blobs.get(raw))
            reading, files = result.reading, result.files
            blob = line.blobs.put([result.text, *files])[0]
    except (DamagedBlobError, KeyError, ValueError, ReaderFailedError):
        return None
    at_hand = {one.sha256: content for one, content in zip(reading.files, files, strict=False)}
    return InHand(reading, blob, scan_files(line, (one.sha256 for one in reading.files), at_hand))


def bring(
    work: UnitOfWork, rulebook: Rulebook, coming: NewSubmission, found: InHand | None, now: datetime
) -> tuple[Submission, bool]:
    """Add the Submission with what its reading tells; one that an undone act left behind comes again.

    False with the one that is there where the group has this mail already, by whatever path.
    """
    if found is not None:
        mail = found.reading.mail
        stamps = stamped(coming.stamps, mail, rulebook.policy.trusted_received_hosts)
        at, evidence = receipt_time(stamps)
        sender = next(iter(submitters_of(mail)), "")
        coming = replace(coming, stamps=stamps, received_at=at, received_evidence=evidence, content=mail.content)
        coming = replace(coming, sender=sender)
        known = work.submissions.by_content(coming.group, mail.content)
        if known is not None:
            return known, _taken_back(work, known)
        work.messages.add_reading(coming.raw, found.reading.version, found.blob, now)
    submission, new = work.submissions.add(coming, now)
    return submission, new or _taken_back(work, submission)


def _taken_back(work: UnitOfWork, submission: Submission) -> bool:
    return any(one.act == "undo" for one in work.submissions.decisions(submission.id)[-1:])


def decide_at_once(
    line: Line, work: UnitOfWork, rulebook: Rulebook, submission: Submission, found: InHand, now: datetime
) -> Decision:
    """Judge a mail that was brought, and record the line's Decision. The group's series must be locked."""
    keep_scans(work, found.scanned, now)
    tell_of_reading(work, submission, found.reading, found.scanned, now)
    again = submission.decisions > 0
    ready = ready_of(submission, found.reading, rulebook, found.blob)
    ruled = ruling(line, ready, known_of(work, ready, undecided=again))
    why = reason_of(ruled.verdict)
    deed = Deed(LINE, why, act="judge-again" if again else "judge", tells=again, brought=True)
    return record(line, work, ready, ruled, deed, now)
