"""Whose outage it is: a full disk of ours is not told as a mailbox that does not answer."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from intake.app import OpenMailbox
from intake.daemon.bells import Bells
from intake.daemon.loops import mailbox_loop
from intake.domain.errors import StorageUnavailableError, UnavailableError
from tests.line.worlds import ACCOUNT, World

FULL = "The database intake.sqlite3 does not answer: the disk is full; make room, and it goes on by itself."


@pytest.mark.parametrize(
    ("error", "told"),
    [
        pytest.param(StorageUnavailableError(FULL), [FULL, "Our own database and disk answer again."], id="disk"),
        pytest.param(
            UnavailableError("mail.example.org: nothing answers"),
            [
                f"The mailbox {ACCOUNT} does not answer: mail.example.org: nothing answers",
                f"The mailbox {ACCOUNT} answers again.",
            ],
            id="server",
        ),
    ],
)
def test_the_alert_names_what_does_not_answer(world: World, error: UnavailableError, told: list[str]) -> None:
    line, bells = world.start(), Bells()
    line.pace = type(line.pace)(retry_first=0.001)
    failing = [error]

    def opened() -> Any:  # noqa: ANN401 - the state of a folder
        if failing:
            raise failing.pop()
        return world.server.open()

    source = SimpleNamespace(open=opened, uids=world.server.uids, close=lambda: None)
    box = SimpleNamespace(box=world.box, source=source, rest=lambda: bells.stop.set() if not failing else None)
    mailbox_loop(line, cast("OpenMailbox", box), bells)()
    with line.store.read() as work:
        entries = [*work.log.listed(what="alert"), *work.log.listed(what="recovered")]
    assert [one.why for one in entries] == told
