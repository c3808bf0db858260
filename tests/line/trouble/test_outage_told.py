"""Whose outage it is: a full disk of ours is not told as a mailbox that does not answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event
from types import SimpleNamespace
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from intake.app import OpenMailbox
from intake.daemon import loops
from intake.daemon.bells import Bells
from intake.daemon.loops import mailbox_loop
from intake.daemon.running import _beat
from intake.domain.errors import LoginError, StorageUnavailableError, UnavailableError
from intake.pipeline.flow import LineVerb
from intake.pipeline.line import Done, Pace
from tests.line.worlds import ACCOUNT, World

FULL = "The database intake.sqlite3 does not answer: the disk is full; make room."
GONE = "mail.example.org: nothing answers"
LOCKED = "mail.example.org: it refuses the login"


def span(first: int, last: int) -> str:
    """From when to when, in minutes after 15:00."""
    return f"from 2026-04-30 15:{first}:00 to 2026-04-30 15:{last}:00 UTC"


def untrusted() -> UnavailableError:
    """A failure that only a person ends, at a server that does not refuse the login."""
    error = UnavailableError("mail.example.org: its certificate is not trusted")
    error.needs_a_person = True
    return error


@dataclass
class Box:
    """A mailbox whose server fails in the order of `failing`, a minute apart, and answers then.

    `deaf` waits for news fail after that, each on another connection, though polls go well.
    """

    world: World
    bells: Bells
    failing: list[UnavailableError]
    deaf: int = 0
    poll_seconds: float = 60.0
    polls: int = 0
    closed: int = 0
    paused: list[float] = field(default_factory=list)

    @property
    def box(self) -> Any:  # noqa: ANN401 - a Mailbox
        return self.world.box

    @property
    def source(self) -> Any:  # noqa: ANN401 - a MailSource
        return SimpleNamespace(open=self._open, uids=self.world.server.uids, close=self._close)

    def _open(self) -> Any:  # noqa: ANN401 - the state of a folder
        self.polls += 1
        if self.failing:
            self.world.clock.wait(60)
            raise self.failing.pop(0)
        return self.world.server.open()

    def _close(self) -> None:
        self.closed += 1

    def rest(self) -> None:
        """Wait for news."""
        if self.deaf:
            self.deaf -= 1
            raise UnavailableError("mail.example.org: the connection broke")
        self.bells.stop.set()

    def pause(self, seconds: float) -> None:
        """Wait without asking for news."""
        self.paused.append(seconds)


AT_ONCE = Pace(retry_first=0.001, retry_longest=0.001)


def alerts(
    world: World, failing: Sequence[UnavailableError], deaf: int = 0, pace: Pace = AT_ONCE
) -> tuple[Box, list[str]]:
    """What a person is told while a mailbox goes through this."""
    line, bells = world.start(), Bells()
    line.pace = pace
    box = Box(world, bells, list(failing), deaf)
    mailbox_loop(line, cast("OpenMailbox", box), bells)()
    with line.store.read() as work:
        entries = [*work.log.listed(what="alert"), *work.log.listed(what="recovered")]
    return box, [one.why for one in entries]


@pytest.mark.parametrize(
    ("failing", "told"),
    [
        pytest.param(
            [StorageUnavailableError(FULL)],
            [
                f"{FULL} The work goes on by itself once it answers.",
                f"Our own database and disk answer again. They did not answer {span(31, 31)}.",
            ],
            id="disk",
        ),
        pytest.param(
            [UnavailableError(GONE)] * 8,
            [
                f"The mailbox {ACCOUNT} does not answer: {GONE}",
                f"The mailbox {ACCOUNT} answers again. It did not answer {span(31, 38)}.",
            ],
            id="server",
        ),
        pytest.param([UnavailableError(GONE)] * 5, [], id="a-server-that-restarts"),
        pytest.param(
            [LoginError(LOCKED)],
            [
                f"The mailbox {ACCOUNT} cannot be opened: {LOCKED}",
                f"The mailbox {ACCOUNT} can be opened again. It could not be opened {span(31, 31)}.",
            ],
            id="login",
        ),
        pytest.param(
            [untrusted(), untrusted()],
            [
                f"The mailbox {ACCOUNT} does not answer: mail.example.org: its certificate is not trusted",
                f"The mailbox {ACCOUNT} answers again. It did not answer {span(31, 32)}.",
            ],
            id="certificate",
        ),
    ],
)
def test_the_alert_names_what_does_not_answer(
    world: World, failing: Sequence[UnavailableError], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loops, "LOGIN_WAIT", 0.001)
    assert alerts(world, failing)[1] == told


def test_a_server_that_drops_us_while_we_wait_for_news_is_no_outage_and_is_polled(world: World) -> None:
    box, told = alerts(world, [], deaf=12, pace=Pace())
    assert told == []
    assert box.polls == 13
    assert box.closed == 13, "each on a connection of its own"
    assert all(2.5 <= one <= 5 for one in box.paused[:1])
    assert all(30 <= one <= 60 for one in box.paused[5:]), "in the end at the intervals of the polls"


def test_an_outage_that_was_told_ends_although_no_news_can_be_waited_for(world: World) -> None:
    _, told = alerts(world, [UnavailableError(GONE)] * 8, deaf=1)
    assert [one.partition(":")[0].partition(".")[0] for one in told] == [
        f"The mailbox {ACCOUNT} does not answer",
        f"The mailbox {ACCOUNT} answers again",
    ]


def test_a_server_that_wishes_to_be_left_alone_is_left_so_long(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    throttled = UnavailableError("mail.example.org: it lets this account do no more for now")
    throttled.pause = 92.4
    waits: list[float] = []
    monkeypatch.setattr(Event, "wait", lambda _, seconds: waits.append(seconds))
    alerts(world, [throttled])
    assert waits == [92.4]


@pytest.mark.parametrize(
    ("outage", "told"),
    [
        pytest.param(["full", "full", "full"], ["full"], id="a-long-one"),
        pytest.param(["full", "", "full"], ["full", "full"], id="two"),
        pytest.param(["full", "gone", "gone"], ["full", "gone"], id="another-reason"),
        pytest.param(["", ""], [], id="none"),
    ],
)
def test_an_outage_is_logged_once_however_long_it_lasts(world: World, outage: Sequence[str], told: list[str]) -> None:
    beats = iter(outage)

    def seal(_: object) -> Done:
        if why := next(beats):
            raise StorageUnavailableError(why)
        return Done()

    beat = _beat(world.start(), LineVerb(seal, "heartbeat"), Bells())
    with capture_logs() as logged:
        for _ in outage:
            beat()
    assert [one["why"] for one in logged] == told
