"""The second step: stored mail is read in the reader process; the reading is kept beside the Message."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake.domain.deadlines import receipt_time
from intake.domain.document import Reading
from intake.domain.judging.findings import CRASHES
from intake.domain.judging.past import submitters_of
from intake.domain.letters.alert import Topic
from intake.domain.mail import Mail, Problem
from intake.domain.submission import Submission, Timestamps
from intake.domain.transit.border import last_hop, trusted_received, unzoned
from intake.pipeline.line import Done, Line
from intake.pipeline.notes import alert, note
from intake.pipeline.scan import Scanned, keep_scans, scan_files
from intake.pipeline.signed import keep_authentication
from intake.ports import DamagedBlobError, ReaderFailedError, ReaderResult, UnitOfWork


@dataclass(frozen=True, slots=True)
class _Read:
    """One finished reading, to be committed with the others."""

    submission: Submission
    result: ReaderResult

    @property
    def reading(self) -> Reading:
        """Return what the reader saw."""
        return self.result.reading

    @property
    def files(self) -> tuple[bytes, ...]:
        """The bytes of the attached files that are not in the store yet."""
        return self.result.files


def read(line: Line) -> Done:
    """Read a batch of stored mails. A mail that cannot be read is tried again alone.

    Readings are committed together up to `batch_bytes` of files: a stranger chooses how much a mail unpacks to.
    If one fails, those already finished are committed at once, since it may have used its reader's whole time.
    """
    now = line.clock.now()
    token = line.tokens.claim()
    with line.store.write() as work:
        claimed = work.submissions.claim("stored", now=now, until=line.until(now), token=token, limit=line.pace.batch)
        waiting = work.submissions.next_due("stored") if not claimed else None
    if not claimed:
        return Done(0, waiting)
    line.step("read.claimed")
    finished: list[_Read] = []
    for submission in claimed:
        mail_read = _read_one(line, submission, token)
        finished += [mail_read] if mail_read is not None else []
        if mail_read is None or sum(len(file) for held in finished for file in held.files) > line.pace.batch_bytes:
            _commit(line, finished, token)
            finished = []
    _commit(line, finished, token)
    return Done(len(claimed), now)


def _read_one(line: Line, submission: Submission, token: str) -> _Read | None:
    known = _known_reading(line, submission)
    if known is not None:
        return _Read(submission, known)
    try:
        raw = line.blobs.get(submission.raw)
    except (DamagedBlobError, KeyError) as error:
        return _Read(submission, _unreadable(line, submission, "damaged-store", str(error)))
    line.step("read.reader")
    try:
        if submission.partial:
            return _Read(submission, _partial(line.reader.read_headers(raw)))
        result = line.reader.read(raw, patient=submission.attempts > 1)
    except ReaderFailedError as error:
        return _failed(line, submission, raw, error, token)
    return _Read(submission, result)


def _known_reading(line: Line, submission: Submission) -> ReaderResult | None:
    with line.store.read() as work:
        blob = work.messages.reading(submission.raw, line.reader.version)
    if blob is None:
        return None
    try:
        text = line.blobs.get(blob)
        return ReaderResult(line.values.reading(text), (), text)
    except (DamagedBlobError, KeyError, ValueError):
        return None


def _failed(line: Line, submission: Submission, raw: bytes, error: ReaderFailedError, token: str) -> _Read | None:
    """Count one more failed try; after three tries alone the mail goes on with its header block only."""
    alone = submission.attempts > 1
    if alone and submission.failures + 1 >= line.pace.tries_alone:
        return _Read(submission, _poison(line, submission, raw, error))
    now = line.clock.now()
    with line.store.write() as work:
        back = line.retry(now, submission.attempts)
        if work.submissions.mark_failed(submission.id, token=token, next_try=back, alone=alone, back_to="stored"):
            _alert(work, submission, now, "reading", f"Reading this mail failed ({error}); it is tried again alone.")
    line.step("read.failed")
    return None


def _poison(line: Line, submission: Submission, raw: bytes, error: ReaderFailedError) -> ReaderResult:
    try:
        headers = line.reader.read_headers(raw)
    except ReaderFailedError:
        return _unreadable(line, submission, error.why, error.detail)
    # Two mails can share a header block, so this one is never taken for another with its Message-ID.
    problem = Problem(_kind(error.why), facts={"why": error.why, "detail": error.detail[:500]})
    mail = replace(headers.mail, content=submission.raw, problems=(*headers.mail.problems, problem))
    return ReaderResult(replace(headers, mail=mail), ())


def _partial(reading: Reading) -> ReaderResult:
    mail = replace(reading.mail, problems=(*reading.mail.problems, Problem("partial")))
    return ReaderResult(replace(reading, mail=mail), ())


def _unreadable(line: Line, submission: Submission, why: str, detail: str) -> ReaderResult:
    """A reading for a mail that our reader could not read: it is held with SYS-001, as our own failure."""
    mail = Mail(
        content=submission.raw,
        message_id="",
        from_=(),
        problems=(Problem(_kind(why), facts={"why": why, "detail": detail[:500]}),),
    )
    return ReaderResult(Reading(raw=submission.raw, size=0, version=line.reader.version, mail=mail), ())


def _kind(why: str) -> str:
    return why if why in ("killed", "timed-out", "out-of-memory") else "crashed"


def _scanned(line: Line, finished: list[_Read]) -> Scanned:
    """The virus scans of all files of these mails; files of mails read before come from the store."""
    at_hand = {
        file.sha256: content
        for one in finished
        if one.files
        for file, content in zip(one.reading.files, one.files, strict=True)
    }
    return scan_files(line, (file.sha256 for one in finished for file in one.reading.files), at_hand)


def _commit(line: Line, finished: list[_Read], token: str) -> None:
    if not finished:
        return
    scanned = _scanned(line, finished)
    contents = [one.result.text for one in finished]
    digests = line.blobs.put([*contents, *(file for one in finished for file in one.files)])
    line.step("read.stored")
    now = line.clock.now()
    with line.store.write() as work:
        keep_scans(work, scanned, now)
        for one, blob in zip(finished, digests, strict=False):
            hosts = line.rulebook(work, one.submission.group).policy.trusted_received_hosts
            stamps = stamped(one.submission.stamps, one.reading.mail, hosts)
            at, evidence = receipt_time(stamps)
            work.messages.add_reading(one.submission.raw, one.reading.version, blob, now)
            done = work.submissions.mark_read(
                one.submission.id,
                token=token,
                content=one.reading.mail.content,
                sender=next(iter(submitters_of(one.reading.mail)), ""),
                at=at,
                evidence=evidence,
                stamps=stamps,
            )
            if done:
                keep_authentication(line, work, one.submission, one.reading.mail, hosts)
                tell_of_reading(work, one.submission, one.reading, scanned, now)
                _tell_of_namesakes(work, one.submission, one.reading.mail, now)
        line.step("read.before-commit")
    line.step("read.committed")


def _tell_of_namesakes(work: UnitOfWork, submission: Submission, mail: Mail, now: datetime) -> None:
    """Note that other mails have this one's Message-ID, which is to be unique (RFC 5322, section 3.6.4)."""
    if not mail.message_id:
        return
    others = work.submissions.named_alike(submission.id, submission.group, mail.message_id, mail.content)
    if others:
        names = tuple(one.reference for one in others)
        why = f"It has the same Message-ID as {', '.join(names)}, and another content."
        note(work, submission, at=now, what="same-message-id", who="read", why=why, others=names)


def tell_of_reading(
    work: UnitOfWork, submission: Submission, reading: Reading, scanned: Scanned, now: datetime
) -> None:
    """Alert a person where a mail could not be read, or holds a virus."""
    for topic, why in _alerts(reading, scanned):
        _alert(work, submission, now, topic, why)


def _alerts(reading: Reading, scanned: Scanned) -> Iterator[tuple[Topic, str]]:
    """Tell what somebody should look at in this mail: topic and sentence."""
    for found in scanned.infected(file.sha256 for file in reading.files):
        yield "virus", f"The virus scanner found {found.signature} in a file of this mail; do not open it."
    ours = next((problem for problem in reading.mail.problems if problem.kind in CRASHES), None)
    if ours is not None:
        yield "reading", f"This mail could not be read ({ours.facts.get('detail') or ours.kind}); a person looks at it."


def stamped(stamps: Timestamps, mail: Mail, hosts: tuple[str, ...]) -> Timestamps:
    """The timestamps completed by the reading: the sender's Date, and the trusted Received if hosts are configured.

    A trusted Received that claims to be later than we saw the mail is not believed.
    """
    trusted = trusted_received(mail.received, hosts)
    if trusted is not None and trusted > stamps.first_seen + timedelta(minutes=1):
        trusted = None
    return replace(
        stamps,
        trusted_received=trusted,
        last_hop=trusted and last_hop(mail.received, hosts),
        unzoned=unzoned(mail.received, hosts),
        date=mail.date,
    )


def _alert(work: UnitOfWork, submission: Submission, now: datetime, topic: Topic, why: str) -> None:
    raw, attempts = submission.raw, submission.attempts
    alert(work, submission, at=now, who="read", topic=topic, why=why, raw=raw, attempts=attempts)
