"""`intake run`: a thread for each mailbox and each step, heartbeats, and an orderly end."""

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import FrameType

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from intake.adapters.home_lock import locked
from intake.app import Opened, OpenMailbox
from intake.domain.errors import IntakeError, LoginError, UnavailableError
from intake.domain.log_entry import LogEntry
from intake.pipeline.decide import decide
from intake.pipeline.line import Done, Line
from intake.pipeline.mailbox import pay_mailbox
from intake.pipeline.pay import pay
from intake.pipeline.poll import poll
from intake.pipeline.read import read
from intake.pipeline.seal import seal
from intake.pipeline.tick import tick

STOPPED = 0
THREAD_DIED = 70
LONGEST_WAIT = 5.0
"""Seconds a step sleeps at most before it looks again, whether it was woken or not."""

STOP_SECONDS = 8.0
"""How long the threads have to finish what they hold, after SIGTERM."""

SIGNAL_SECONDS = 0.2
"""How soon a signal is noticed."""

OUTAGE_WAIT = 60.0
"""Longest seconds before a step looks again whether database and disk are back."""

LOGIN_WAIT = 300.0
"""Seconds before a refused login is tried again: trying faster locks the account."""

_log = structlog.get_logger("intake")


@dataclass(slots=True)
class Bells:
    """How threads wake each other: one bell per step; `stop` ends them all."""

    stop: threading.Event = field(default_factory=threading.Event)
    read: threading.Event = field(default_factory=threading.Event)
    decide: threading.Event = field(default_factory=threading.Event)
    pay: threading.Event = field(default_factory=threading.Event)
    mailboxes: list[Callable[[], None]] = field(default_factory=list)
    asked: bool = False
    """Set by a signal handler, which may do no more than that: it may interrupt anything."""
    code: int = STOPPED

    def ring(self, *bells: threading.Event) -> None:
        """Wake who waits for these."""
        for bell in bells:
            bell.set()

    def wake_mailboxes(self) -> None:
        """Wake the mailbox threads out of IDLE: there are debts to pay."""
        for wake in self.mailboxes:
            wake()

    def end(self, code: int) -> None:
        """Stop everything; the first code that is not 0 is the process's."""
        self.code = self.code or code
        self.stop.set()
        self.ring(self.read, self.decide, self.pay)
        self.wake_mailboxes()


def run(opened: Opened) -> int:
    """Work until a signal comes or a thread dies; the exit code. HomeLockedError when another daemon is at work."""
    with locked(opened.files):
        return _run(opened, opened.mailboxes())


def _run(opened: Opened, mailboxes: list[OpenMailbox]) -> int:
    bells = Bells()
    _at_signals(bells)
    freed = opened.free_claims()
    _log.info("started", mailboxes=len(mailboxes), freed=freed)
    threads = [
        _thread(f"mailbox-{box.box.account}", _mailbox_loop(opened.line, box, bells), bells) for box in mailboxes
    ]
    threads += [
        _thread("read", _step_loop(opened.line, read, bells.read, lambda: bells.ring(bells.decide), bells), bells),
        _thread("decide", _step_loop(opened.line, decide, bells.decide, lambda: _decided(bells), bells), bells),
        _thread("pay", _step_loop(opened.line, pay, bells.pay, bells.wake_mailboxes, bells), bells),
    ]
    bells.mailboxes.extend(box.wake for box in mailboxes)
    scheduler = _heartbeats(opened.line, bells)
    for thread in threads:
        thread.start()
    while not bells.stop.wait(SIGNAL_SECONDS):
        if bells.asked:
            bells.end(STOPPED)
    scheduler.shutdown(wait=False)
    for thread in threads:
        thread.join(STOP_SECONDS / len(threads))
    _log.info("stopped", code=bells.code)
    if any(thread.is_alive() for thread in threads):
        # A thread that hangs in a server's answer holds nothing that a restart does not recover.
        os._exit(bells.code)
    return bells.code


def _decided(bells: Bells) -> None:
    bells.ring(bells.pay)
    bells.wake_mailboxes()


def _at_signals(bells: Bells) -> None:
    def end(_: int, __: FrameType | None) -> None:
        bells.asked = True

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, end)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def _thread(name: str, loop: Callable[[], None], bells: Bells) -> threading.Thread:
    """A thread whose death ends the process: restarting is the only recovery that is tested."""

    def guarded() -> None:
        try:
            loop()
        except IntakeError as error:
            _log.error("died", thread=name, why=str(error))
            bells.end(error.exit_code)
        except BaseException:  # noqa: BLE001 - whatever it is, a thread that died must end the process
            _log.exception("died", thread=name)
            bells.end(THREAD_DIED)
        else:
            if not bells.stop.is_set():
                bells.end(THREAD_DIED)

    return threading.Thread(target=guarded, name=name, daemon=True)


def _step_loop(
    line: Line, step: Callable[[Line], Done], bell: threading.Event, done: Callable[[], None], bells: Bells
) -> Callable[[], None]:
    """Run one step until there is nothing due, then wait for its bell or for what is due next."""

    def loop() -> None:
        failures = 0
        while not bells.stop.is_set():
            bell.clear()
            try:
                result = step(line)
                failures = 0
            except UnavailableError as error:
                failures += 1
                _log.warning("unavailable", step=step.__name__, why=str(error))
                bells.stop.wait(min(OUTAGE_WAIT, _delay(line, failures)))
                continue
            if result.count:
                done()
            elif not bells.stop.is_set():
                bell.wait(_seconds_until(line, result.next_at))

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


def _mailbox_loop(line: Line, box: OpenMailbox, bells: Bells) -> Callable[[], None]:
    """Poll, pay, wait for news; a failing server is tried again later and stops nobody else."""

    def loop() -> None:
        failures = 0
        while not bells.stop.is_set():
            try:
                _work_mailbox(line, box, bells)
            except UnavailableError as error:
                failures += 1
                box.source.close()
                if failures == 1:
                    _alert(line, box, f"The mailbox {box.box.account} does not answer: {error}")
                wait = max(_delay(line, failures), LOGIN_WAIT if isinstance(error, LoginError) else 0)
                _log.warning("mailbox unavailable", account=box.box.account, why=str(error), retry_seconds=round(wait))
                bells.stop.wait(wait)
                continue
            if failures:
                _alert(line, box, f"The mailbox {box.box.account} answers again.", what="recovered")
            failures = 0
        box.source.close()

    return loop


def _work_mailbox(line: Line, box: OpenMailbox, bells: Bells) -> None:
    if poll(line, box.source, box.box).count:
        bells.ring(bells.read)
    while pay_mailbox(line, box.source, box.box).count and not bells.stop.is_set():
        pass
    if bells.stop.is_set():
        return
    box.rest()


def _alert(line: Line, box: OpenMailbox, why: str, what: str = "alert") -> None:
    try:
        with line.store.write() as work:
            work.log.add(LogEntry(at=line.clock.now(), what=what, who="poll", why=why, group=box.box.group))
    except UnavailableError as error:
        _log.warning("unavailable", step="alert", why=str(error))


def _heartbeats(line: Line, bells: Bells) -> BackgroundScheduler:
    """Interval jobs in memory: what is due, and the seals. They hold no truth: a missed beat is made up by the next."""
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for step, seconds in ((tick, 1.0), (seal, 1.0)):
        scheduler.add_job(_beat(line, step, bells), "interval", seconds=seconds, id=step.__name__)
    scheduler.start()
    return scheduler


def _beat(line: Line, step: Callable[[Line], Done], bells: Bells) -> Callable[[], None]:
    def beat() -> None:
        try:
            while not bells.stop.is_set() and step(line).count:
                pass
        except UnavailableError as error:
            _log.warning("unavailable", step=step.__name__, why=str(error))
        except IntakeError as error:
            bells.end(error.exit_code)
        except Exception:  # noqa: BLE001 - the scheduler would swallow it; the process must end
            _log.exception("died", step=step.__name__)
            bells.end(THREAD_DIED)

    return beat
