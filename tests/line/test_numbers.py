"""A number is given once, without gaps, whoever works at it and however often processes are killed (kill -9).

Every seed is fixed: what is chance here is only how the machine interleaves the processes.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import cast

from intake.adapters.clock import OffsetClock, SystemClock
from intake.adapters.tokens import RandomTokens
from intake.app import activate_all, make_home, open_home
from intake.codec import READING
from intake.domain.submission import Timestamps
from intake.domain.text.canonical import canonical
from intake.pipeline.decide import decide
from intake.pipeline.line import Line, Pace
from intake.pipeline.receive import Arrived, receive
from intake.ports import Reader
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.worlds import START, World
from tests.live.running import eventually
from tests.store.databases import ready_url

TITLE = "Digital twins for metaverse standards"
PROCESSES = 8
MAILS = PROCESSES * 60
KILLS = 40
MOST_SECONDS = 120


class VersionOnly:
    """A reader that only says which version it is: the decide step reads nothing."""

    def __init__(self, version: str) -> None:
        self.version = version


def arrived(raw: bytes, index: int) -> Arrived:
    given = Timestamps(first_seen=START, given=START + timedelta(milliseconds=index))
    return Arrived(raw, f"file:{index}", "jca-mv", "", "", 0, 0, given, f"{index}.eml", answers="folder")


def all_read(world: World, count: int) -> Line:
    """A store in which this many contributions, each of another author, are read and wait for their Decision.

    One is really read; the others have its reading under other names, since only deciding is tried here.
    """
    line = world.start()
    template = line.reader.read(mail("template", ("Input.docx", paper(TITLE)))).reading
    text = canonical(template)
    (file,) = template.files
    raws = [b"mail %d" % index for index in range(count)]
    takens = receive(line, [arrived(raw, index) for index, raw in enumerate(raws)])
    readings = []
    for index, taken in enumerate(takens):
        digest = taken.submission.raw
        own = text.replace(template.raw, digest).replace(file.sha256, digest[::-1]).replace(TITLE, f"Paper {index}")
        own = own.replace(DELEGATE, f"delegate@etri{index}.example").replace(template.mail.content, digest)
        readings.append(READING.load(own))
    blobs = line.blobs.put([canonical(one).encode() for one in readings])
    with line.store.write() as work:
        work.submissions.claim("stored", now=START, until=START, token="reading", limit=count)
        for taken, reading, blob in zip(takens, readings, blobs, strict=True):
            work.messages.add_reading(reading.raw, reading.version, blob, START)
            one = taken.submission
            assert work.submissions.mark_read(
                one.id,
                token="reading",
                content=reading.mail.content,
                sender="",
                at=one.received_at,
                evidence=one.received_evidence,
                stamps=one.stamps,
            )
    return line


def decide_until_all_is(folder: Path, url: str, version: str, began: datetime, seed: int) -> None:
    """One worker process: it decides until nothing is left, or kills itself at some named step."""
    chance = Random(seed)

    def step(_: str) -> None:
        if chance.random() < 0.01:
            os.kill(os.getpid(), signal.SIGKILL)

    pace = Pace(claim_seconds=1, batch=10, batch_seconds=0.02)
    world = World(folder, url, cast("Reader", VersionOnly(version)), groups=(), pace=pace)
    line = world.start(step)
    line.tokens = RandomTokens()
    real = SystemClock()
    line.clock = OffsetClock(real, START + (real.now() - began))
    while not all_decided(line):
        if not decide(line).count:
            time.sleep(0.05)


def all_decided(line: Line) -> bool:
    with line.store.read() as work:
        return work.submissions.count("decided") == MAILS


def keep_killing(processes: list[BaseProcess], start: "Starter", line: Line, seed: int) -> int:
    """Kill one of the workers now and then, and put another in the place of each that is gone; how many were."""
    chance, gone, end = Random(seed), 0, time.monotonic() + MOST_SECONDS
    while not all_decided(line) and time.monotonic() < end:
        time.sleep(chance.uniform(0.02, 0.2))
        if gone < KILLS:
            processes[chance.randrange(len(processes))].kill()
        for index, one in enumerate(processes):
            if not one.is_alive() and not all_decided(line):
                gone += 1
                processes[index] = start()
    return gone


class Starter:
    """Starts workers, each with a seed of its own, from a server process that has everything loaded."""

    def __init__(self, world: World, version: str) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__])
        self._arguments = (world.folder, world.url, version, SystemClock().now())
        self._seed = 0

    def __call__(self) -> BaseProcess:
        self._seed += 1
        process = self._context.Process(target=decide_until_all_is, args=(*self._arguments, self._seed), daemon=True)
        process.start()
        return process


def assert_numbered_once(line: Line, count: int) -> None:
    """Numbers 1 to n exactly, each for one mail; every mail one Decision and one receipt; the log whole."""
    with line.store.read() as work:
        contributions = work.contributions.listed("jca-mv")
        submissions = work.submissions.listed(limit=count + 1)
        decisions = [len(work.submissions.decisions(one.id)) for one in submissions]
        owed = [sum(debt.kind == "receipt" for debt in work.debts.of(one.id)) for one in submissions]
        alerts = work.log.listed(what="alert")
    assert [one.number for one in contributions] == list(range(1, count + 1))
    assert sorted(one.submission for one in contributions) == sorted(one.id for one in submissions)
    assert {one.disposition for one in submissions} == {"accept"}
    assert (set(decisions), set(owed)) == ({1}, {1})
    assert alerts == []
    with line.store.write() as work:
        while work.log.seal(1000):
            pass
        assert work.log.verify() is None


def test_processes_that_are_killed_while_they_decide_leave_no_gap(world: World) -> None:
    line = all_read(world, MAILS)
    start = Starter(world, line.reader.version)
    processes = [start() for _ in range(PROCESSES)]
    try:
        gone = keep_killing(processes, start, line, seed=1)
        assert all_decided(line)
    finally:
        for one in processes:
            one.kill()
            one.join()
    assert gone >= 10
    assert_numbered_once(line, MAILS)
    line.store.close()


# PostgreSQL: whole daemons, each on a home of its own, as on several hosts

HOMES = 3
ROUNDS = 8
PAPERS = 90

_SETTINGS = """
loop_mark = "loop-mark-of-the-tests"
database_url = "{url}"
blobs = "{blobs}"

[limits]
claim_seconds = 2
order_patience = 1
"""


def homes_on_one_database(folder: Path, url: str) -> list[Path]:
    """Homes that share database and blobs, as hosts do; one of them puts the rulebooks in force."""
    bare = url.replace(":@", "@")  # the embedded server asks for no password
    homes = []
    for index in range(HOMES):
        home = make_home(folder / f"home-{index}", environment={})
        (home / "intake.toml").write_text(_SETTINGS.format(url=bare, blobs=folder / "blobs"))
        homes.append(home)
    with open_home(homes[0], environment={}) as opened:
        activate_all(opened, who="test")
    return homes


@contextmanager
def daemon(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`intake run` on this home, until the end of the block; its log is kept in the home."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INTAKE_")}
    environment["INTAKE_DESK__LISTEN"] = "off"
    with (home / "daemon.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "intake", "run", "--home", str(home)], stderr=log, env=environment
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_whole_daemons_on_one_database_that_are_killed_leave_no_gap(tmp_path: Path) -> None:
    homes = homes_on_one_database(tmp_path, ready_url("postgresql", tmp_path))
    raws = [
        mail(f"mail-{index}", (f"{index}.docx", paper(f"Paper {index}")), sender=f"delegate@etri{index}.example")
        for index in range(PAPERS)
    ]
    chance = Random(7)
    with open_home(homes[0], environment={}) as opened, ExitStack() as stack:
        line = opened.line
        running = {home: stack.enter_context(daemon(home)) for home in homes}
        for part in range(ROUNDS):
            receive(line, [arrived(raws[index], index) for index in range(part, PAPERS, ROUNDS)])
            time.sleep(chance.uniform(0.5, 2.0))
            home = chance.choice(homes)
            running[home].kill()
            running[home].wait()
            running[home] = stack.enter_context(daemon(home))
        assert eventually(lambda: paid(line) == PAPERS, 90)
        for process in running.values():
            process.send_signal(signal.SIGTERM)
        ended = {process.wait(20) for process in running.values()}
        assert ended <= {0, -signal.SIGTERM}  # the latter where one was still starting
        assert_numbered_once(line, PAPERS)
    letters = [file for home in homes for file in (home / "receipts").glob("*")]
    bodies = {(file.name, file.read_bytes()) for file in letters}
    assert len({name for name, _ in bodies}) == len(bodies) == PAPERS  # one sent twice was sent with the same bytes


def paid(line: Line) -> int:
    with line.store.read() as work:
        submissions = work.submissions.listed(limit=PAPERS + 1)
        debts = [debt for one in submissions for debt in work.debts.of(one.id)]
    return sum(debt.kind == "receipt" and debt.state == "paid" for debt in debts)
