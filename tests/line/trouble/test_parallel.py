"""The same mail many times, at once and by many paths; many people and steps at work together: everything once."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

import pytest

from intake.adapters.clock import OffsetClock, SystemClock
from intake.adapters.tokens import RandomTokens
from intake.domain.errors import StaleDecisionError
from intake.domain.log_entry import LogEntry
from intake.domain.submission import Timestamps
from intake.domain.verdict import Deed
from intake.pipeline.decide import decide
from intake.pipeline.desk.mails.acts import release
from intake.pipeline.line import Line, Pace
from intake.pipeline.read import read
from intake.pipeline.receive import Arrived, receive
from intake.pipeline.runner import until_nothing_is_due
from tests.line.letters_in import RTF, five, mail, paper
from tests.line.test_line import numbers, subjects
from tests.line.trouble.test_faults import MakeWorld
from tests.line.worlds import START, World
from tests.live.running import eventually

if TYPE_CHECKING:
    from intake.store.database.gate import Gate
    from intake.store.work import SqlStore

TIMES = 20
REGISTERED = "[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards"


def by_path(path: int) -> bytes:
    """One mail as it comes by another path: other Received lines, so other bytes."""
    received = f"Received: from relay-{path}.example by mx.example; Thu, 30 Apr 2026 15:30:00 +0000\r\n"
    return received.encode() + mail("accepted", ("Input.docx", paper()))


def at_once(jobs: Sequence[Callable[[], object]]) -> list[BaseException]:
    """Do all of this at the same time, a thread for each; what was raised."""
    barrier = threading.Barrier(len(jobs))

    def do(job: Callable[[], object]) -> None:
        barrier.wait(30)
        job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        ends = [one.exception(120) for one in [pool.submit(do, job) for job in jobs]]
    return [one for one in ends if one is not None]


def lines_on_one_store(world: World, count: int) -> list[Line]:
    """As many workers, with random tokens and a clock that runs."""
    first = world.start()
    lines = [first, *(world.start(store=first.store) for _ in range(count - 1))]
    for line in lines:
        line.tokens = RandomTokens()
        line.clock = OffsetClock(SystemClock(), START)
    return lines


def take(line: Line, raw: bytes, uid: int) -> None:
    """What one worker does with one mail: store it, then all that is due."""
    stamps = Timestamps(first_seen=line.clock.now(), internaldate=START)
    key = f"imap:jca-mv/INBOX/7/{uid}"
    receive(line, [Arrived(raw, key, "jca-mv", "jca-mv", "INBOX", 7, uid, stamps, f"jca-mv/INBOX/{uid}")])
    until_nothing_is_due(line)


def figures(line: Line) -> dict[str, int]:
    with line.store.read() as work:
        return {name: count for name, count in work.deliveries.account_of()[("jca-mv", "INBOX")].items() if count}


def test_each_mail_twice_in_turn(make_world: MakeWorld) -> None:
    world = make_world("twice")
    line = world.start()
    for raw in five():
        for _ in range(2):
            world.server.deliver(raw, START)
            world.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert len(world.sink.sent) == 3
    assert figures(line) == {"seen": 10, "linked": 5, "accepted": 1, "returned": 1, "held": 1, "ignored": 2}
    line.store.close()


@pytest.mark.parametrize("path", [lambda _: 0, lambda uid: uid], ids=["the-same-bytes", "by-other-paths"])
def test_one_mail_twenty_times_at_once_is_one(make_world: MakeWorld, path: Callable[[int], int]) -> None:
    world = make_world("parallel")
    lines = lines_on_one_store(world, TIMES)
    raised = at_once([partial(take, line, by_path(path(uid)), uid) for uid, line in enumerate(lines, start=1)])
    assert raised == []
    until_nothing_is_due(lines[0])
    assert figures(lines[0]) == {"seen": TIMES, "accepted": 1, "linked": TIMES - 1}
    assert numbers(lines[0]) == ["JCA-MV-Doc-001"]
    assert subjects(world) == [REGISTERED]
    with lines[0].store.read() as work:
        (one,) = work.submissions.listed()
        assert [each.n for each in work.submissions.decisions(one.id)] == [1]
        assert [each.kind for each in work.debts.of(one.id)].count("receipt") == 1
        assert work.log.listed(what="alert") == []
        assert work.log.verify() is None
    lines[0].store.close()


def test_many_mails_by_many_workers_are_numbered_without_gaps(make_world: MakeWorld) -> None:
    world = make_world("many")
    lines = lines_on_one_store(world, 4)
    raws = [mail(f"mail-{index}", (f"{index}.docx", paper(f"Title {'abcdefghij'[index]}"))) for index in range(8)]
    jobs = [partial(take, line, raw, uid) for uid, raw in enumerate(raws, 1) for line in (lines[uid % 4],)]
    assert at_once(jobs) == []
    until_nothing_is_due(lines[0])
    assert numbers(lines[0]) == [f"JCA-MV-Doc-{number:03d}" for number in range(1, 9)]
    assert len(set(subjects(world))) == len(subjects(world)) == 8
    lines[0].store.close()


def test_of_eight_people_who_act_at_once_one_wins_and_the_others_are_told(make_world: MakeWorld) -> None:
    world = make_world("people")
    world.server.deliver(mail("held", ("old.rtf", RTF)), START)
    lines = [world.start()]
    world.run(lines[0])
    lines += [world.start(store=lines[0].store) for _ in range(7)]
    people = [Deed(f"person {index}", "it can be converted", 1) for index in range(8)]
    raised = at_once([partial(release, line, "1", deed) for line, deed in zip(lines, people, strict=True)])
    assert [type(one) for one in raised] == [StaleDecisionError] * 7
    with lines[0].store.read() as work:
        _, last = work.submissions.decisions(1)
    assert all(last.actor in str(one) for one in raised)
    assert numbers(lines[0]) == ["JCA-MV-Doc-001"]
    lines[0].store.close()


def test_a_person_beside_a_busy_decider_has_the_next_turn(world: World) -> None:
    """Twelve mails are decided, a transaction each; who asks during the first one waits for no other."""
    world.pace = Pace(batch_seconds=0)
    for index in range(12):
        raw = mail(f"held-{index}", ("old.rtf", RTF + b"%d" % index), sender=f"delegate{index}@etri.example")
        world.server.deliver(raw, START + timedelta(seconds=index))
    line = world.start()
    committed: list[str] = []
    seen: list[int] = []
    threads: list[threading.Thread] = []

    def person() -> None:
        with line.store.write() as work:
            seen.append(len(committed))
            work.log.add(LogEntry(at=START, what="note", who="Ada", why="A person was here."))

    def step(name: str) -> None:
        if name == "decide.committed":
            committed.append(name)
        if name == "decide.recorded" and not threads:
            threads.append(threading.Thread(target=person))
            threads[0].start()
            assert eventually(lambda: bool(gate._waiting), 10)

    gate = cast("Gate", cast("SqlStore", line.store)._gate)
    world.steps()[0](line)
    while read(line).count:
        pass
    line.step = step
    while decide(line).count:
        pass
    threads[0].join(10)
    assert len(committed) == 12
    assert seen[0] <= 1
