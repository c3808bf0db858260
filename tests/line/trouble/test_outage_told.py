"""Whose outage it is: a full disk of ours is not told as a mailbox that does not answer."""

from collections.abc import Sequence
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
from intake.pipeline.line import Done
from tests.line.worlds import ACCOUNT, World

AT_ONCE = "from 2026-04-30 15:30:00 to 2026-04-30 15:30:00 UTC"
FULL = "The database intake.sqlite3 does not answer: the disk is full; make room."


@pytest.mark.parametrize(
    ("error", "told"),
    [
        pytest.param(
            StorageUnavailableError(FULL),
            [
                f"{FULL} The work goes on by itself once it answers.",
                f"Our own database and disk answer again. They did not answer {AT_ONCE}.",
            ],
            id="disk",
        ),
        pytest.param(
            UnavailableError("mail.example.org: nothing answers"),
            [
                f"The mailbox {ACCOUNT} does not answer: mail.example.org: nothing answers",
                f"The mailbox {ACCOUNT} answers again. It did not answer {AT_ONCE}.",
            ],
            id="server",
        ),
        pytest.param(
            LoginError("mail.example.org: it refuses the login"),
            [
                f"The mailbox {ACCOUNT} cannot be opened: mail.example.org: it refuses the login",
                f"The mailbox {ACCOUNT} can be opened again. It could not be opened {AT_ONCE}.",
            ],
            id="login",
        ),
    ],
)
def test_the_alert_names_what_does_not_answer(
    world: World, error: UnavailableError, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line, bells = world.start(), Bells()
    line.pace = type(line.pace)(retry_first=0.001)
    failing = [error]

    def opened() -> Any:  # noqa: ANN401 - the state of a folder
        if failing:
            raise failing.pop()
        return world.server.open()

    source = SimpleNamespace(open=opened, uids=world.server.uids, close=lambda: None)
    box = SimpleNamespace(box=world.box, source=source, rest=lambda: bells.stop.set() if not failing else None)
    monkeypatch.setattr(loops, "LOGIN_WAIT", 0.001)
    mailbox_loop(line, cast("OpenMailbox", box), bells)()
    with line.store.read() as work:
        entries = [*work.log.listed(what="alert"), *work.log.listed(what="recovered")]
    assert [one.why for one in entries] == told


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
