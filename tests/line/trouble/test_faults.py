"""Interrupted at any step and run again, the end is that of the uninterrupted run; one more run changes nothing.

The steps of one whole run are counted; then, for every one of them, a process stops right there (as kill -9 would:
no handler runs, no transaction commits), and a new one on the same home goes on.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from email.parser import BytesHeaderParser
from typing import Any, Literal

import pytest

from intake.pipeline.line import Line
from intake.ports import Handover
from tests.line.letters_in import five, mail, paper
from tests.line.worlds import START, World

MakeWorld = Callable[[str], World]
_HEADERS = BytesHeaderParser()


class Stopped(BaseException):
    """The process is gone: nothing below may catch it."""


class Stopper:
    """Counts the named steps, and stops at the wanted one."""

    def __init__(self, at: int | None = None) -> None:
        self.at = at
        self.names: list[str] = []

    def __call__(self, name: str) -> None:
        self.names.append(name)
        if self.at is not None and len(self.names) == self.at:
            raise Stopped(name)


class EachStep:
    """Stops the process once at each step of each row of the agenda, and of each act; the rest is run in between.

    So one world sees all of them, where a world for each would begin anew every time.
    """

    KINDS = ("tick", "meeting", "rules", "act", "judge-again", "join", "ask-chairs")

    def __init__(self) -> None:
        self.names: list[str] = []
        self._stopped: set[str] = set()

    def __call__(self, name: str) -> None:
        if name.split(".")[0] not in self.KINDS or name in self._stopped:
            return
        self.names.append(name)
        self._stopped.add(name)
        if name == "tick.committed":  # the next row begins
            self._stopped.clear()
        raise Stopped(name)


def deliver_all(world: World) -> None:
    for raw in five():
        world.server.deliver(raw, START)
    world.server.deliver(mail("again", ("Input.docx", paper())), START)
    world.server.deliver(b"X-Relay: one\r\n" + mail("accepted", ("Input.docx", paper())), START)


def restarted(world: World) -> Line:
    """A new process that holds the home's lock: it frees what the dead one had claimed."""
    line = world.start()
    with line.store.write() as work:
        work.submissions.release_all()
        work.debts.release_all()
    return line


def subject_of(raw: bytes) -> str:
    head = _HEADERS.parsebytes(raw)
    return f"{head['Subject']} -> {head['In-Reply-To']}"


def dump(world: World, line: Line) -> dict[str, Any]:
    """Everything that must be the same, without attempts, wall times and random marks."""
    with line.store.read() as work:
        submissions = work.submissions.listed()
        names = {one.id: one.reference for one in submissions}
        debts = [debt for one in submissions for debt in work.debts.of(one.id)]
        contributions = work.contributions.listed("jca-mv")
        figures = work.deliveries.account_of()
        verified = work.log.verify()
        said = Counter(entry.what for entry in work.log.listed() if entry.what in ("stored", "decided", "paid"))
    return {
        "submissions": [
            (one.reference, one.raw, one.state, one.route, one.disposition, one.decisions) for one in submissions
        ],
        "contributions": [(one.label, one.title, len(one.versions), one.submitters) for one in contributions],
        "debts": sorted((one.kind, names[one.submission or 0], one.decision, one.state, one.place) for one in debts),
        "deliveries": figures,
        "log": said,
        "sealed": verified,
        "mailbox": {
            name: sorted(subject_of(raw) for raw, _ in box.values())
            for name, box in world.server.folders.items()
            if box
        },
        "answers": sorted({subject_of(one.raw) for one in world.sink.sent}),
        "bodies": dict.fromkeys({subject_of(one.raw) for one in world.sink.sent}, 1),
    }


def bodies_of(world: World) -> dict[str, int]:
    """How many different byte strings were sent for each answer: 1, however often it was sent."""
    found: dict[str, set[bytes]] = {}
    for one in world.sink.sent:
        found.setdefault(subject_of(one.raw), set()).add(one.raw)
    return {subject: len(raws) for subject, raws in found.items()}


def uninterrupted(make_world: MakeWorld) -> tuple[dict[str, Any], list[str]]:
    world = make_world("whole")
    deliver_all(world)
    stopper = Stopper()
    line = world.start(stopper)
    stopper.names.clear()
    world.run(line)
    expected = dump(world, line)
    line.store.close()
    return expected, stopper.names


def test_stopped_at_any_step_the_end_is_the_same(make_world: MakeWorld) -> None:
    expected, names = uninterrupted(make_world)
    assert {name.split(".")[0] for name in names} >= {"poll", "receive", "read", "decide", "pay", "mailbox", "seal"}
    for at in range(1, len(names) + 1):
        world = make_world(f"stopped-{at}")
        deliver_all(world)
        stop_at(world, at)
        where = f"stopped at step {at}, {names[at - 1]}"
        line = restarted(world)
        with closing(line.store):
            world.run(line)
            assert dump(world, line) == expected, where
            assert bodies_of(world) == expected["bodies"], where
            world.run(line)
            assert dump(world, line) == expected, f"one more run, {where}"


def stop_at(world: World, at: int) -> None:
    """Run until this step, where the process stops."""
    stopper = Stopper()
    line = world.start(stopper)
    stopper.names.clear()
    stopper.at = at
    with closing(line.store), pytest.raises(Stopped):
        world.run(line)


def test_never_moved_but_missing(world: World) -> None:
    """A mail leaves the mailbox's work list only when its bytes, its row and its Decision are durable."""
    deliver_all(world)
    stopper = Stopper()
    line = world.start(stopper)
    seen: list[str] = []

    def check(name: str) -> None:
        moved = len(world.server.folders.get("Intake/Taken", {}))
        if moved:
            with line.store.read() as work:
                decided = sum(1 for one in work.submissions.listed() if one.state == "decided")
                assert decided >= 1
            seen.append(name)

    line.step = check
    world.run(line)
    assert seen


@pytest.mark.parametrize("outcome", ["later", "unknown"])
def test_what_is_sent_again_are_the_same_bytes(world: World, outcome: Literal["later", "unknown"]) -> None:
    world.server.deliver(mail("again", ("Input.docx", paper())), START)
    world.sink.answers = [Handover(outcome, "no answer"), Handover(outcome, "no answer")]
    line = world.start()
    world.run(line)
    assert bodies_of(world) == {subject_of(world.sink.sent[0].raw): 1}
    with line.store.read() as work:
        (receipt,) = [one for one in work.debts.of(1) if one.kind == "receipt"]
    assert receipt.state == "paid"


def test_a_refused_receipt_is_an_alert_and_leaves_the_number(world: World) -> None:
    world.server.deliver(mail("refused", ("Input.docx", paper())), START)
    world.sink.answers = [Handover("refused", "550 no such user")]
    line = world.start()
    world.run(line)
    with line.store.read() as work:
        (receipt,) = [one for one in work.debts.of(1) if one.kind == "receipt"]
        alerts = [one.why for one in work.log.listed(what="alert")]
        assert work.contributions.by_label("JCA-MV-Doc-001") is not None
    assert receipt.state == "refused"
    assert alerts == ["A receipt was not taken: 550 no such user"]
