"""The third step: judged, numbered, debts owed, logged; one transaction per group (commit 2)."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from intake.domain.answering.outcomes import reason_of
from intake.domain.document import Reading
from intake.domain.mail import Mail, Problem
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.verdict import LINE, Deed
from intake.pipeline.decision.judging import Ready, known_of, ready_of, ruling
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.decision.record import LostClaimError, record
from intake.pipeline.line import Done, Line, soonest
from intake.pipeline.notes import alert, note
from intake.pipeline.owing.debts import owe_moves
from intake.pipeline.receive import delivered_again
from intake.ports import DamagedBlobError, UnitOfWork

_log = structlog.get_logger("intake")

_LOOK_AGAIN = 0.2
"""Seconds between two looks at a mail that waits for an earlier one."""


def decide(line: Line) -> Done:
    """Decide what is ready, group by group, in order of receipt."""
    with line.store.read() as work:
        groups = work.rulebooks.groups()
    by_group = [_decide_group(line, group) for group in groups]
    next_at = soonest(*(done.next_at for done in by_group))
    if next_at is None:
        with line.store.read() as work:
            next_at = work.submissions.next_due("read")
    return Done(sum(done.count for done in by_group), next_at)


def _decide_group(line: Line, group: str) -> Done:
    now = line.clock.now()
    token = line.tokens.claim()
    with line.store.write() as work:
        rulebook = line.rulebook(work, group)
        claimed = work.submissions.claim(
            "read", now=now, until=line.until(now), token=token, limit=line.pace.batch, group=group
        )
        if not claimed:
            return Done()
        patience = timedelta(seconds=line.pace.order_patience)
        in_turn, early = _in_order(work, group, claimed, now - patience)
        for waiting in early:
            work.submissions.release(waiting.id, token=token)
    line.step("decide.claimed")
    prepared = [_prepare(line, submission, rulebook, token) for submission in in_turn]
    decided = _decide_all(line, [ready for ready in prepared if ready is not None], rulebook, token)
    return Done(decided, now if decided or not early else now + timedelta(seconds=_LOOK_AGAIN))


def _in_order(
    work: UnitOfWork, group: str, claimed: Sequence[Submission], since: datetime
) -> tuple[list[Submission], list[Submission]]:
    """Split into what may be decided and what waits for an earlier received mail that is not read yet."""
    for index, submission in enumerate(claimed):
        if work.submissions.earlier_unread(group, submission.received_at, since):
            return list(claimed[:index]), list(claimed[index:])
    return list(claimed), []


def _prepare(line: Line, submission: Submission, rulebook: Rulebook, token: str) -> Ready | None:
    with line.store.read() as work:
        blob = work.messages.reading(submission.raw, line.reader.version)
    if blob is None:
        _read_again(line, submission, token)
        return None
    try:
        reading = line.values.reading(line.blobs.get(blob))
    except (DamagedBlobError, KeyError, ValueError) as error:
        _read_again(line, submission, token, error)
        return None
    try:
        if submission.failures >= line.pace.tries_alone:
            reading = _unjudged(reading, submission.failures - line.pace.tries_alone)
        return ready_of(submission, reading, rulebook, blob)
    except Exception as error:  # noqa: BLE001 - one mail that cannot be prepared never stops the others
        _give_back(line, submission, token, error)
        return None


def _decide_all(line: Line, ready: Sequence[Ready], rulebook: Rulebook, token: str) -> int:
    """Decide in transactions of bounded size; if one fails, roll it back and try its members alone."""
    decided, alone, left = 0, 0, list(ready)
    while left:
        batch = left[:1] if alone else _by_bytes(left, line.pace.batch_bytes)
        try:
            done = _commit(line, batch, rulebook, token)
        except (LostClaimError, _OutdatedError):
            _let_go(line, batch, token)
            done = len(batch)
        except Exception as error:
            if line.store.is_outage(error):
                raise
            if len(batch) > 1:
                alone = len(batch)
                continue
            _give_back(line, batch[0].submission, token, error)
            done = 1
        decided, alone, left = decided + done, max(0, alone - done), left[done:]
        if left:
            line.clock.wait(line.pace.pause)
    return decided


def _by_bytes(ready: Sequence[Ready], most: int) -> list[Ready]:
    batch: list[Ready] = []
    size = 0
    for one in ready:
        size += one.reading.size
        if batch and size > most:
            break
        batch.append(one)
    return batch


def _commit(line: Line, batch: Sequence[Ready], rulebook: Rulebook, token: str) -> int:
    """Decide these one by one in one transaction, as many as its time allows; returns how many."""
    started = time.monotonic()
    count = 0
    with line.store.write() as work:
        lock_series(work, rulebook)
        _still_in_force(work, rulebook)
        behind = bool(work.submissions.count("stored") + work.submissions.count("failed"))
        for ready in batch:
            _decide_one(line, work, ready, token)
            if behind:
                _log_overtaking(line, work, ready.submission)
            count += 1
            if time.monotonic() - started > line.pace.batch_seconds:
                break
        line.step("decide.before-commit")
    line.step("decide.committed")
    return count


class _OutdatedError(Exception):
    """Another rulebook was put in force since the mails were prepared: they are prepared again, under that one."""


def _still_in_force(work: UnitOfWork, rulebook: Rulebook) -> None:
    """Raise _OutdatedError under another rulebook; with the series locked none can come in between.

    So a mail is judged by a deadline that was moved, or is there when the mails to be judged again are looked for.
    """
    active = work.rulebooks.active(rulebook.group.id)
    if active is None or active[0] != rulebook.version:
        raise _OutdatedError(rulebook.version)


def _decide_one(line: Line, work: UnitOfWork, ready: Ready, token: str) -> None:
    now = line.clock.now()
    submission = _still_undecided(work, ready.submission)
    known = work.submissions.by_content(submission.group, ready.reading.mail.content)
    if known is not None and known.id != submission.id:
        if not work.submissions.merge(submission.id, into=known.id, token=token):
            raise LostClaimError(submission.reference)
        _log_merge(work, submission, known, now)
        owe_moves(work, delivered_again(work, known, submission.stamps, submission.answers, now), now)
        return
    as_it_is = replace(ready, submission=submission)
    found = ruling(line, as_it_is, known_of(work, as_it_is, undecided=submission.decisions > 0))
    record(line, work, as_it_is, found, Deed(LINE, reason_of(found.verdict)), now, token=token)
    line.step("decide.recorded")


def _still_undecided(work: UnitOfWork, claimed: Submission) -> Submission:
    """The Submission as it is now; raises LostClaimError if another worker decided it, or linked it to a known one."""
    try:
        submission = work.submissions.get(claimed.id)
    except KeyError as error:
        raise LostClaimError(claimed.reference) from error
    if submission.state == "decided":
        raise LostClaimError(claimed.reference)
    return submission


def _unjudged(reading: Reading, more: int) -> Reading:
    """After three failures alone in this step: the mail without its files, held as our own failure (SYS-001).

    If that fails too (`more` than three), nothing inside the mail is looked at.
    """
    problems = (*reading.mail.problems, Problem("crashed"))
    if more:
        bare = Mail(content=reading.mail.content, message_id="", from_=(), problems=(Problem("crashed"),))
        return replace(reading, mail=bare, files=())
    return replace(reading, mail=replace(reading.mail, attachments=(), problems=problems), files=())


def _give_back(line: Line, submission: Submission, token: str, error: Exception) -> None:
    """Count a failure, since the mail was alone: try again later or, after three, at once without its files."""
    _log.error("decide failed", message=submission.raw[:12], exc_info=error)
    now = line.clock.now()
    last = submission.failures + 1 == line.pace.tries_alone
    next_try = now if last else line.retry(now, submission.attempts)
    what = "a person looks at it" if last else "it is tried again alone"
    why = f"Deciding this mail failed ({type(error).__name__}); {what}."
    with line.store.write() as work:
        if work.submissions.mark_failed(submission.id, token=token, next_try=next_try, alone=True, back_to="read"):
            _alert(work, submission, why, now)


def _read_again(line: Line, submission: Submission, token: str, error: Exception | None = None) -> None:
    """Have the mail read again, which is no failure of the mail: its reading is damaged (`error`) or of other limits.

    A reading of another version is what an upgrade leaves behind, so nobody is told of it.
    """
    now = line.clock.now()
    next_try = line.retry(now, submission.attempts)
    with line.store.write() as work:
        ours = work.submissions.mark_failed(
            submission.id, token=token, next_try=next_try, alone=False, back_to="stored"
        )
        if ours and error is not None:
            _alert(work, submission, f"There is no sound reading of this mail ({error}); it is read again.", now)


def _let_go(line: Line, batch: Sequence[Ready], token: str) -> None:
    """Free the claims that are still ours: another worker finished one of these, so the batch was not written."""
    with line.store.write() as work:
        for ready in batch:
            work.submissions.release(ready.submission.id, token=token)


def _alert(work: UnitOfWork, submission: Submission, why: str, now: datetime) -> None:
    alert(work, submission, at=now, who="decide", topic="deciding", why=why, attempts=submission.attempts)


def _log_overtaking(line: Line, work: UnitOfWork, submission: Submission) -> None:
    """Log that a mail was decided before an earlier one that is still not read."""
    if work.submissions.overtaken(submission.group, submission.received_at):
        why = "It was decided before an earlier mail that could not be read in time."
        note(work, submission, at=line.clock.now(), what="overtaking", who="decide", why=why)


def _log_merge(work: UnitOfWork, submission: Submission, known: Submission, now: datetime) -> None:
    why = f"{submission.reference} is this mail again by another path; it is linked."
    note(work, known, at=now, what="linked", who="decide", why=why, linked=submission.reference)
