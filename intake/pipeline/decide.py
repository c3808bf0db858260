"""The third step: judged, numbered, debts owed, logged; one transaction per group (commit 2)."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from intake.domain.document import Reading
from intake.domain.judging import Receipted, judge, prepare
from intake.domain.mail import Problem
from intake.domain.rulebook import Rulebook
from intake.domain.submission import LogEntry, Submission
from intake.domain.verdict import Disposition, Relation, Verdict
from intake.pipeline.debts import owe_moves
from intake.pipeline.line import Done, Line, soonest
from intake.pipeline.read import load_reading
from intake.pipeline.record import Ready, record
from intake.ports import UnitOfWork

_log = structlog.get_logger("intake")

_BECAME: dict[Relation, str] = {
    "new": "nothing stands against it",
    "repeat": "the same file is registered already",
    "replacement": "it replaces the file under the same number",
    "revision": "it is the next revision",
    "correction": "it corrects what was returned",
}


def decide(line: Line) -> Done:
    """Decide what is ready, group by group, in order of receipt."""
    with line.store.read() as work:
        groups = work.rulebooks.groups()
    counts = [_decide_group(line, group) for group in groups]
    return Done(sum(one.count for one in counts), soonest(*(one.next_at for one in counts)))


def _decide_group(line: Line, group: str) -> Done:
    now = line.clock.now()
    token = line.tokens.claim()
    with line.store.write() as work:
        rulebook = line.rulebook(work, group)
        claimed = work.submissions.claim(
            "read", now=now, until=line.until(now), token=token, limit=line.pace.batch, group=group
        )
        if not claimed:
            return Done(0, work.submissions.next_due("read"))
        patience = timedelta(seconds=line.pace.order_patience)
        ready, early = _in_order(work, group, claimed, now - patience)
        for one in early:
            work.submissions.release(one.id, token=token)
    line.step("decide.claimed")
    prepared = [each for each in (_prepare(line, one, rulebook, token) for one in ready) if each is not None]
    decided = _decide_all(line, prepared, rulebook, token)
    return Done(decided, now if decided or not early else now + timedelta(seconds=0.2))


def _in_order(
    work: UnitOfWork, group: str, claimed: Sequence[Submission], since: datetime
) -> tuple[list[Submission], list[Submission]]:
    """Split into what may be decided and what waits for an earlier received mail that is not read yet."""
    for index, one in enumerate(claimed):
        if work.submissions.earlier_unread(group, one.received_at, since):
            return list(claimed[:index]), list(claimed[index:])
    return list(claimed), []


def _prepare(line: Line, submission: Submission, rulebook: Rulebook, token: str) -> Ready | None:
    with line.store.read() as work:
        blob = work.messages.reading(submission.raw, line.reader.version)
    try:
        reading = load_reading(line.blobs.get(blob or "no reading"))
        if submission.failures >= line.pace.tries_alone:
            reading = _unjudged(reading)
        return Ready(submission, prepare(reading, rulebook, submission.received_at), blob or "")
    except Exception as error:  # noqa: BLE001 - one mail that cannot be prepared never stops the others
        _give_back(line, submission, token, error, alone=submission.attempts > 1)
        return None


def _decide_all(line: Line, ready: Sequence[Ready], rulebook: Rulebook, token: str) -> int:
    """Decide in transactions of bounded size; a batch that fails is rolled back and its members are tried alone."""
    decided, left = 0, list(ready)
    while left:
        batch = _by_bytes(left, line.pace.batch_bytes)
        try:
            done = _commit(line, batch, rulebook, token)
        except Exception as error:
            if line.store.is_outage(error):
                raise
            for one in batch:
                _give_back(line, one.submission, token, error, alone=len(batch) == 1 and one.submission.attempts > 1)
            done = len(batch)
        decided, left = decided + done, left[done:]
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
    """Decide these one after the other in one transaction, as many as its time allows; how many."""
    started = time.monotonic()
    count = 0
    with line.store.write() as work:
        work.contributions.lock(rulebook.group.id, [(one.id, one.first_number) for one in rulebook.series])
        for one in batch:
            _decide_one(line, work, one, rulebook, token)
            count += 1
            if time.monotonic() - started > line.pace.batch_seconds:
                break
        line.step("decide.before-commit")
    line.step("decide.committed")
    return count


def _decide_one(line: Line, work: UnitOfWork, ready: Ready, rulebook: Rulebook, token: str) -> None:
    submission = work.submissions.get(ready.submission.id)
    now = line.clock.now()
    known = work.submissions.by_content(submission.group, ready.reading.mail.content)
    if known is not None and known.id != submission.id:
        if work.submissions.merge(submission.id, into=known.id, token=token):
            _log_merge(work, submission, known, now)
            owe_moves(work, work.submissions.get(known.id), now)
        return
    snapshot = work.submissions.snapshot(submission.group, ready.prepared.wanted)
    receipted = Receipted(
        submission.received_at, submission.received_evidence, submission.stamps, partial=submission.partial
    )
    verdict = judge(ready.prepared, receipted, snapshot, line.checks, loop_token=line.loop_token)
    record(line, work, ready, rulebook, verdict, snapshot, actor="line", reason=_reason(verdict), token=token, now=now)
    line.step("decide.recorded")


def _reason(verdict: Verdict) -> str:
    """Why the line decided so, in one sentence: the route, then what decided."""
    why = verdict.why[:1].upper() + verdict.why[1:]
    words: dict[Disposition, tuple[str, str]] = {"hold": ("held", "hold"), "return": ("returned", "error")}
    done, severity = words.get(verdict.disposition, ("", ""))
    deciding = sorted({one.id for one in verdict.findings if one.severity == severity})
    if deciding:
        return f"{why}; {done} for {', '.join(deciding)}."
    became = [_BECAME[one.relation] for one in verdict.documents if one.relation and one.disposition == "accept"]
    return f"{why}; {', '.join(dict.fromkeys(became))}." if became else f"{why}."


def _unjudged(reading: Reading) -> Reading:
    """After three failures alone in this step: the mail without its files, held as our own failure (SYS-001)."""
    problems = (*reading.mail.problems, Problem("crashed"))
    return replace(reading, mail=replace(reading.mail, attachments=(), problems=problems), files=())


def _give_back(line: Line, submission: Submission, token: str, error: Exception, *, alone: bool) -> None:
    _log.error("decide failed", message=submission.raw[:12], exc_info=error)
    now = line.clock.now()
    with line.store.write() as work:
        if not work.submissions.mark_failed(
            submission.id, token=token, next_try=line.retry(now, submission.attempts), alone=alone, back_to="read"
        ):
            return
        work.log.add(
            LogEntry(
                at=now,
                what="alert",
                who="decide",
                why=f"Deciding this mail failed ({type(error).__name__}); it is tried again alone.",
                group=submission.group,
                submission=submission.id,
                facts={"reference": submission.reference, "attempts": submission.attempts},
            )
        )


def _log_merge(work: UnitOfWork, submission: Submission, known: Submission, now: datetime) -> None:
    work.log.add(
        LogEntry(
            at=now,
            what="linked",
            who="decide",
            why=f"This is the mail known as {known.reference}, by another path; it is linked to it.",
            group=submission.group,
            submission=known.id,
            facts={"reference": submission.reference, "winner": known.reference},
        )
    )
