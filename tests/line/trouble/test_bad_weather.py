"""Bad weather between the daemon and a mailbox: one alert when it is down, one when it is back, and hardly any work."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.mailbox import ImapMailbox
from intake.app import OpenMailbox
from intake.daemon.bells import Bells
from intake.daemon.loops import mailbox_loop
from tests.adapters.refusals import refusal
from tests.line.letters_in import mail, paper
from tests.line.worlds import ACCOUNT, START, TestClock, World
from tests.servers.fixtures import Mailbox
from tests.servers.ports import HOST
from tests.servers.proxy import Proxy, Trouble
from tests.servers.scripted_imap import USUAL, ScriptedImap

QUICK = 0.3
"""Seconds in which a server has to answer here."""

DOWN = timedelta(minutes=12)
LONGEST = 900.0
"""The most seconds between two tries."""

SHARE = 0.05
"""How much of a processor a mailbox may use whose server is gone."""


@dataclass
class Stop(threading.Event):
    """The daemon's stop, whose waits take no time: the clock moves. When it is late enough, the weather clears."""

    clock: TestClock
    until: datetime
    clears: Callable[[], None]
    waits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0.0)
        self.clock.wait(timeout or 0.0)
        if self.clock.at >= self.until:
            self.clears()
        return self.is_set()


class Box(OpenMailbox):
    """A mailbox that ends the daemon when it may rest."""

    stop: Callable[[], None]

    def rest(self) -> None:
        """All is done."""
        self.stop()


@dataclass
class Weather:
    """How bad it is, and what ends it."""

    source: ImapMailbox
    clears: Callable[[], None]


def told(world: World, weather: Weather) -> tuple[list[str], list[float], float]:
    """What a person is told, how long the daemon waited each time, and its share of a processor meanwhile."""
    line = world.start()
    stop = Stop(world.clock, START + DOWN, weather.clears)
    box = Box(world.box, weather.source, 60.0, idle=True)
    box.stop = stop.set
    used = time.thread_time()
    mailbox_loop(line, box, Bells(stop=stop))()
    used = time.thread_time() - used
    with line.store.read() as work:
        whys = [one.why for one in (*work.log.listed(what="alert"), *work.log.listed(what="recovered"))]
    return whys, stop.waits, used / (world.clock.at - START).total_seconds()


@pytest.fixture
def proxy(dovecot_mailbox: Mailbox) -> Iterator[Proxy]:
    way = Proxy(dovecot_mailbox.endpoint.port)
    yield way
    way.stop()


@pytest.fixture
def scripted() -> Iterator[ScriptedImap]:
    server = ScriptedImap({"UID SEARCH": b"* SEARCH\r\nTAG OK done\r\n"})
    yield server
    server.stop()


@pytest.mark.parametrize("trouble", [
    pytest.param(Trouble(mute=True), id="half-open"),
    pytest.param(Trouble(cut_after=0), id="EOF"),
    pytest.param(Trouble(cut_after=0, reset=True), id="reset"),
    pytest.param(Trouble(cut_after=3000), id="stops-in-the-middle-of-a-mail"),
])  # fmt: skip
def test_a_network_that_goes_is_one_alert_and_its_return_another(
    world: World, proxy: Proxy, dovecot_mailbox: Mailbox, trouble: Trouble
) -> None:
    dovecot_mailbox.deliver(mail("paper", ("Input.docx", paper())), START)
    proxy.trouble = trouble
    there = replace(dovecot_mailbox.endpoint, port=proxy.port, connect_seconds=QUICK, read_seconds=QUICK)

    def clears() -> None:
        proxy.trouble = Trouble()

    whys, waits, share = told(world, Weather(ImapMailbox(there, account=ACCOUNT), clears))
    down, back = whys
    assert down.startswith(f"The mailbox {ACCOUNT} does not answer: ")
    assert back.startswith(f"The mailbox {ACCOUNT} answers again. It did not answer from 2026-04-30 15:30:")
    assert 5 <= len(waits) <= 12
    assert max(waits) <= LONGEST
    assert share < SHARE
    with world.lines[-1].store.read() as work:
        assert len(work.submissions.listed()) == 1, "the mail is taken, once"


@pytest.mark.parametrize(("step", "said", "alert"), [
    pytest.param("LOGIN", b"TAG NO [UNAVAILABLE] Temporary authentication failure.\r\n", "cannot work for now",
                 id="unavailable"),
    pytest.param("LOGIN", b"TAG NO [EXPIRED] Password expired\r\n", "since it has expired", id="expired"),
    pytest.param("LOGIN", b"TAG NO [AUTHENTICATIONFAILED] no\r\n", "check user and password file", id="refused"),
    pytest.param("LOGIN", b"TAG NO [ALERT] Too many simultaneous connections. (Failure)\r\n", "no more connections",
                 id="connections"),
    pytest.param("SELECT", b"TAG BAD Request is throttled. Suggested Backoff Time: 592415 milliseconds\r\n",
                 "do no more for now", id="throttled"),
    pytest.param("UID SEARCH", b"* BYE shutting down\r\n", "cannot work for now", id="BYE"),
    pytest.param("UID SEARCH", b"TAG NO [OVERQUOTA] Quota exceeded\r\n", "make room in the mailbox", id="quota"),
    pytest.param("UID SEARCH", b"* SEARCH 5\r\nTAG O", "did not answer in time", id="stops"),
])  # fmt: skip
def test_a_server_that_cannot_is_one_alert_with_its_remedy_and_one_all_clear(
    world: World, scripted: ScriptedImap, step: str, said: bytes, alert: str
) -> None:
    usual = {**USUAL, "UID SEARCH": b"* SEARCH\r\nTAG OK done\r\n"}
    scripted.script[step] = said

    def clears() -> None:
        scripted.script = usual

    source = ImapMailbox(Endpoint(HOST, scripted.port, "none", "me", "x", None, QUICK, QUICK), account=ACCOUNT)
    (down, back), waits, share = told(world, Weather(source, clears))
    assert alert in down
    assert "again" in back
    assert len(waits) <= 12
    assert max(waits) <= LONGEST
    assert share < SHARE
    if "EXPIRED" in str(said) or "FAILED" in str(said):
        assert min(waits) >= 300, "so that the account is not locked"
    if "592415" in str(said):
        assert min(waits) >= 592


def test_a_wait_for_news_on_a_dead_connection_uses_no_processor(proxy: Proxy, dovecot_mailbox: Mailbox) -> None:
    there = replace(dovecot_mailbox.endpoint, port=proxy.port, connect_seconds=QUICK, read_seconds=QUICK)
    source = ImapMailbox(there)
    source.uids()
    dies = threading.Timer(0.2, lambda: setattr(proxy, "trouble", Trouble(mute=True)))
    dies.start()
    began, used = time.monotonic(), time.thread_time()
    assert "did not answer in time" in refusal(lambda: source.idle(1.5))
    assert (time.thread_time() - used) / (time.monotonic() - began) < SHARE
    dies.join()
    source.close()
