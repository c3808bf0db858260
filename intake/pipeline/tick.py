"""The fifth step: work that falls due at an instant is done once, late rather than never."""

from datetime import datetime

import structlog

from intake.domain.calls.agenda import AgendaItem, Due
from intake.domain.errors import UsageError
from intake.pipeline.agenda.duties import DUTIES, MAILS
from intake.pipeline.agenda.duty import Wait
from intake.pipeline.alerts import tell
from intake.pipeline.candidates import clear_candidates
from intake.pipeline.decision.judging import reading_of
from intake.pipeline.decision.lookup import last_decision
from intake.pipeline.line import CLOCK_TOLERANCE, Done, Line
from intake.pipeline.notes import alert
from intake.pipeline.outages import look_at_disks, look_at_secrets
from intake.ports import UnitOfWork

MOST_TRIES = 8
"""A row that failed so often counts as failed, and a person is alerted."""

_BATCH = 50

_program_log = structlog.get_logger("intake")


def tick(line: Line) -> Done:
    """Do what is due now: disks and secrets are looked at, alerts of the log are owed as letters, the agenda is done.

    And what persons uploaded and never decided on is forgotten.
    """
    seen, told, agenda = look_at_disks(line) + look_at_secrets(line), tell(line), _agenda(line)
    return Done(seen + told + clear_candidates(line) + agenda.count, agenda.next_at)


def _agenda(line: Line) -> Done:
    """Do each row that is due in a transaction of its own."""
    now = line.clock.now()
    if abs(line.store.check_clock(now)) > CLOCK_TOLERANCE:
        return Done()
    count = 0
    ahead = _ahead(line)
    while ahead is not None and _is_due(ahead, now) and count < _BATCH:
        _read_first(line, ahead.due)
        if not _one(line, now):
            break
        count += 1
        ahead = _ahead(line)
    return Done(count, ahead.free_at if ahead else None)


def _ahead(line: Line) -> AgendaItem | None:
    with line.store.read() as work:
        return work.agenda.ahead()


def _is_due(item: AgendaItem, now: datetime) -> bool:
    return item.free_at is not None and item.free_at <= now


def _read_first(line: Line, due: Due) -> None:
    """Decode the reading that a row needs before its transaction begins; what fails here fails there, and counts."""
    if due.kind not in MAILS:
        return
    try:
        with line.store.read() as work:
            submission = MAILS[due.kind](work, due)
            last = last_decision(work, submission)
        reading_of(line, submission, last)
    except (UsageError, KeyError) as error:
        _program_log.info("reading not there", kind=due.kind, subject=due.subject, why=str(error))


def _one(line: Line, now: datetime) -> bool:
    """Do the row that is due first; False if another worker has it. One that fails waits, and stops no other."""
    item: AgendaItem | None = None
    try:
        with line.store.write() as work:
            item = work.agenda.take(now)
            if item is None:
                return False
            line.step("tick.due")
            _do(line, work, item, now)
            line.step("tick.before-commit")
    except Exception as error:
        if item is None or line.store.is_outage(error):
            raise
        _program_log.error("agenda row failed", kind=item.due.kind, subject=item.due.subject, exc_info=error)
        _failed(line, item, error, now)
    line.step("tick.committed")
    return True


def _do(line: Line, work: UnitOfWork, item: AgendaItem, now: datetime) -> None:
    duty = DUTIES.get(item.due.kind)
    done = duty(line, work, item.due, now) if duty and work.rulebooks.active(item.due.group) else "lapsed"
    if isinstance(done, Wait):
        work.agenda.wait(item.id, done.until, note=done.why)
    else:
        work.agenda.settle(item.id, done, now)


def _failed(line: Line, item: AgendaItem, error: Exception, now: datetime) -> None:
    """Count the attempt: tried again later, or given up with an alert."""
    why = f"{type(error).__name__}: {error}"[:200]
    with line.store.write() as work:
        if item.attempts + 1 < MOST_TRIES:
            work.agenda.wait(item.id, line.retry(now, item.attempts + 1), failed=True, note=why)
            return
        if work.agenda.settle(item.id, "failed", now, why):
            told = f"What was due at {item.due.at:%Y-%m-%d %H:%M} UTC could not be done ({item.due.kind}: {why})."
            alert(work, item.due.group, at=now, who="tick", topic="agenda", why=told)
