"""`intake run`: a thread for each mailbox and each verb that has one, heartbeats, and an orderly end."""

import os
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from intake.adapters.home.lock import locked
from intake.app import OpenHome, OpenMailbox
from intake.daemon.bells import STOPPED, THREAD_DIED, Bells
from intake.daemon.beside import DeskBeside, beside
from intake.daemon.loops import mailbox_loop, verb_loop
from intake.domain.errors import IntakeError, UnavailableError
from intake.pipeline.flow import HEARTBEATS, THREADS, LineVerb
from intake.pipeline.line import Line
from intake.pipeline.poll import know

STOP_SECONDS = 7.0
"""How long the threads have to finish what they hold, after SIGTERM."""

SIGNAL_SECONDS = 0.2
"""How soon a signal is noticed."""

BEAT_SECONDS = 1.0
"""How far the heartbeats are apart."""

ALIVE_SECONDS = 15.0
"""How far the signs of life are apart, by which the desk sees that a daemon works."""

_log = structlog.get_logger("intake")


def run(opened: OpenHome) -> int:
    """Work until a signal comes or a thread dies; the exit code. HomeLockedError when another daemon is at work."""
    with locked(opened.files):
        return _run(opened, opened.mailboxes())


def _run(opened: OpenHome, mailboxes: list[OpenMailbox]) -> int:
    bells = Bells()
    _at_signals(bells)
    freed = opened.free_claims()
    know(opened.line, [one.box for one in mailboxes])
    _log.info("started", mailboxes=len(mailboxes), freed=freed)
    threads = [_thread(f"mailbox-{box.box.account}", mailbox_loop(opened.line, box, bells), bells) for box in mailboxes]
    threads += [_thread(verb.do.__name__, verb_loop(opened.line, verb, bells), bells) for verb in THREADS]
    bells.mailboxes.extend(box.wake for box in mailboxes)
    scheduler = _heartbeats(opened.line, bells)
    desk = beside(opened.files.top, off=opened.settings.desk.is_off)
    for thread in threads:
        thread.start()
    _wait(bells, desk)
    scheduler.shutdown(wait=False)
    for thread in threads:
        thread.join(STOP_SECONDS / len(threads))
    if desk is not None:
        desk.wait()
    _log.info("stopped", code=bells.code)
    if any(thread.is_alive() for thread in threads):
        # A thread that hangs in a server's answer holds nothing that a restart does not recover.
        os._exit(bells.code)
    return bells.code


def _wait(bells: Bells, desk: DeskBeside | None) -> None:
    """Wait for the end, and look after the desk meanwhile; at the end it ends, too, while the threads finish."""
    while not bells.stop.wait(SIGNAL_SECONDS):
        if bells.asked:
            bells.end(STOPPED)
        elif desk is not None:
            desk.look()
    if desk is not None:
        desk.end()


def _at_signals(bells: Bells) -> None:
    def end(_: int, __: FrameType | None) -> None:
        bells.asked = True

    for asking in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asking, end)
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


def _heartbeats(line: Line, bells: Bells) -> BackgroundScheduler:
    """Interval jobs in memory: what is due, and the seals. They hold no truth: a missed beat is made up by the next."""
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for verb in HEARTBEATS:
        scheduler.add_job(_beat(line, verb, bells), "interval", seconds=BEAT_SECONDS, id=verb.do.__name__)
    alive = _guarded("alive", lambda: _leave_sign(line), bells)
    scheduler.add_job(alive, "interval", seconds=ALIVE_SECONDS, id="alive")
    alive()
    scheduler.start()
    return scheduler


def _beat(line: Line, verb: LineVerb, bells: Bells) -> Callable[[], None]:
    """One beat of this verb: it is done until nothing is due."""

    def turns() -> None:
        while not bells.stop.is_set() and bells.after(verb, verb.do(line)).count:
            pass

    return _guarded(verb.do.__name__, turns, bells)


def _leave_sign(line: Line) -> None:
    """Leave the sign that the daemon of this machine works."""
    with line.store.write() as work:
        work.beats.beat(socket.gethostname(), line.clock.now())


def _guarded(name: str, do: Callable[[], None], bells: Bells) -> Callable[[], None]:
    """The same, and what fails in it. An outage is told once, not at each beat: it may last a night, on a full disk."""
    told = ""

    def beat() -> None:
        nonlocal told
        try:
            do()
            told = ""
        except UnavailableError as error:
            if str(error) != told:
                _log.warning("unavailable", step=name, why=str(error))
            told = str(error)
        except IntakeError as error:
            bells.end(error.exit_code)
        except Exception:  # noqa: BLE001 - the scheduler would swallow it; the process must end
            _log.exception("died", step=name)
            bells.end(THREAD_DIED)

    return beat
