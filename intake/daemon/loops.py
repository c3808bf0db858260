"""What a thread of the daemon does until the end: a verb or a mailbox, over and over, through outages."""

from collections.abc import Callable
from datetime import datetime

import structlog

from intake.app import OpenMailbox
from intake.daemon.bells import Bells
from intake.domain.errors import LoginError, UnavailableError
from intake.pipeline.flow import OF_MAILBOX, LineVerb
from intake.pipeline.line import Line
from intake.pipeline.outages import mailbox_answers, mailbox_fails

LONGEST_WAIT = 5.0
"""Seconds a verb sleeps at most before it looks again, whether it was woken or not."""

OUTAGE_WAIT = 60.0
"""Longest seconds before a verb looks again whether database and disk are back."""

LOGIN_WAIT = 300.0
"""Seconds before a refused login is tried again: trying faster locks the account."""

_log = structlog.get_logger("intake")


def verb_loop(line: Line, verb: LineVerb, bells: Bells) -> Callable[[], None]:
    """Run one verb until there is nothing due, then wait for its bell or for what is due next."""
    do, bell = verb.do, bells.of[verb.do]

    def loop() -> None:
        failures = 0
        while not bells.stop.is_set():
            bell.clear()
            try:
                done = bells.after(verb, do(line))
                failures = 0
            except UnavailableError as error:
                failures += 1
                _log.warning("unavailable", step=do.__name__, why=str(error))
                bells.stop.wait(min(OUTAGE_WAIT, _delay(line, failures)))
                continue
            if not done.count and not bells.stop.is_set():
                bell.wait(_seconds_until(line, done.next_at))

    return loop


def _seconds_until(line: Line, next_at: datetime | None) -> float:
    if next_at is None:
        return LONGEST_WAIT
    return min(LONGEST_WAIT, max(0.01, (next_at - line.clock.now()).total_seconds()))


def _delay(line: Line, failures: int) -> float:
    """Seconds before the next try: doubling up to the longest, with jitter of a half."""
    base = min(line.pace.retry_first * 2.0 ** (min(failures, 20) - 1), line.pace.retry_longest)
    jitter = int(line.tokens.claim()[:8], 16) / 0xFFFFFFFF
    return base * (0.5 + jitter / 2)


def mailbox_loop(line: Line, box: OpenMailbox, bells: Bells) -> Callable[[], None]:
    """Run the verbs of a mailbox, then wait for news; a failing server is tried again later and stops nobody else."""

    def loop() -> None:
        failures, unheard, answered = 0, 0, False
        unnoted: datetime | None = None
        while not bells.stop.is_set():
            try:
                _work_mailbox(line, box, bells)
            except UnavailableError as error:
                failures, answered = failures + 1, False
                box.source.close()
                if not _note_outage(line, box, error):
                    unnoted = unnoted or line.clock.now()
                wait = _wait_after(line, failures, error)
                _log.warning("mailbox unavailable", account=box.box.account, why=str(error), retry_seconds=round(wait))
                bells.stop.wait(wait)
                continue
            if not answered and _note_answer(line, box, unnoted):
                answered, unnoted = True, None
            failures = 0
            if not bells.stop.is_set():
                unheard = _rest(line, box, unheard)
        box.source.close()

    return loop


def _work_mailbox(line: Line, box: OpenMailbox, bells: Bells) -> None:
    for verb in OF_MAILBOX:
        more = True
        while more:
            done = bells.after(verb, verb.do(line, box.source, box.box))
            more = bool(done.count) and done.next_at is not None and not bells.stop.is_set()


def _rest(line: Line, box: OpenMailbox, unheard: int) -> int:
    """Wait for news; how often in a row that has failed now. The mailbox itself has just answered: it is no outage.

    Where a server takes part in polls only, it is asked at its intervals in the end, as one without IDLE.
    """
    try:
        box.rest()
    except UnavailableError as error:
        box.source.close()
        wait = min(_wait_after(line, unheard + 1, error), max(box.poll_seconds, error.pause))
        _log.warning("no news", account=box.box.account, why=str(error), retry_seconds=round(wait))
        box.pause(wait)
        return unheard + 1
    return 0


def _wait_after(line: Line, failures: int, error: UnavailableError) -> float:
    """Seconds before a server is asked again: as long as it wishes, and a refused login seldom."""
    return max(_delay(line, failures), error.pause, LOGIN_WAIT if isinstance(error, LoginError) else 0)


def _note_outage(line: Line, box: OpenMailbox, error: UnavailableError) -> bool:
    """Note who does not answer; False where our own database cannot take the note."""
    try:
        mailbox_fails(line, box.box.account, box.box.group, error)
    except UnavailableError as ours:
        _log.warning("unavailable", step="alert", why=str(ours))
        return False
    return True


def _note_answer(line: Line, box: OpenMailbox, unnoted: datetime | None) -> bool:
    """Note that all answers again, also where nothing could be noted since `unnoted` (UTC); False as above."""
    try:
        mailbox_answers(line, box.box.account, box.box.group, unnoted)
    except UnavailableError as ours:
        _log.warning("unavailable", step="alert", why=str(ours))
        return False
    return True
