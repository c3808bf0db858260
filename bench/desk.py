"""What the desk and a drain at full speed do to each other: `python -m bench.desk [--seconds 6] [--rounds 3]`.

Two processes on one SQLite file, as `intake run` and its desk are. The drain takes mails the store's whole way, in
batches of at most 50 and about 50 ms a transaction with the line's pause after each, as fast as the disk takes them
(no mail is read, so it is faster than any daemon). At the desk two people work through the application itself, each
with a session: they correct a title by a form, which is a Decision with its lines in the log, and look at the first
page. Round by round, in turn:

    drain            the drain alone
    desk             the people alone
    both             the drain with people who act twice a second each
    both, pressing   the drain with people who act again as soon as they were answered

Figures are medians of the rounds: mails a second, and what one act and one page take, in milliseconds.
"""

import argparse
import logging
import multiprocessing
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from bench.store import _BATCH, travel
from intake.pipeline.line import Pace
from intake.readers.process.keeper import ReaderKeeper
from intake.store import open_store
from tests.line.worlds import World
from tests.web.desk.places import Desk, desk_of, filled

PEOPLE = ("MV-26-0001", "MV-26-0002")
"""The mails that are worked on, each by one person: of two on one, one would only be told that the other was first."""
SHORT = "DRAIN"
"""Begins the references of the mails that are only taken."""
TRANSACTIONS = 8
"""Of one batch, from the first line to the seal."""
REST = 0.5
"""Seconds between two acts of one person who does not press."""


@dataclass
class Found:
    """The figures of one turn."""

    mails: float = 0.0
    acts: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)


def drain(url: str, first: int, begun: Any, ends: Any, done: Any) -> None:  # noqa: ANN401 - two processes share them
    """Take mails until the end; how many a second."""
    store, pause = open_store(url), Pace().pause
    travel(store, first - _BATCH, _BATCH, SHORT)
    begun.set()
    began, count, size = time.monotonic(), 0, _BATCH
    while not ends.is_set():
        turn_began = time.monotonic()
        travel(store, first + count, size, SHORT)
        count += size
        took = (time.monotonic() - turn_began) / TRANSACTIONS
        size = max(1, min(_BATCH, int(size * Pace().batch_seconds / took)))
        time.sleep(pause)
    done.put(count / (time.monotonic() - began))
    store.close()


def person(desk: Desk, reference: str, ends: threading.Event, rest: float, found: Found) -> None:
    """Look and act, one after the other, until the end."""
    visitor = desk.visitor("administrator")
    while not ends.is_set():
        with desk.line.store.read() as work:
            submission = work.submissions.find(reference)
            assert submission is not None
            last = work.submissions.decisions(submission.id)[-1].n
        began = time.monotonic()
        form = {"do": "act", "reason": "A title", "title": f"Title at {time.monotonic()}", "kind": "contribution"}
        answer = visitor.post(f"/submissions/{reference}/acts/correct", replaces=str(last), **form)
        acted = time.monotonic()
        if answer.status != 303:
            raise SystemExit(f"the act was not taken: {answer.status} {answer.text[:500]}")
        page = visitor.get("/")
        found.acts.append(acted - began)
        found.pages.append(time.monotonic() - acted)
        if page.status != 200:
            raise SystemExit(f"the page was not shown: {page.status}")
        ends.wait(rest)


def turn(desk: Desk, first: int, seconds: float, *, drains: bool, rest: float | None) -> Found:
    """One turn: the drain, people who rest so long between acts (None: nobody), or both."""
    found, ends = Found(), threading.Event()
    context = multiprocessing.get_context("spawn")
    begun, drained, done = context.Event(), context.Event(), context.Queue()
    process = context.Process(target=drain, args=(desk.world.url, first, begun, drained, done)) if drains else None
    if process is not None:
        process.start()
        begun.wait()
    people = [
        threading.Thread(target=person, args=(desk, one, ends, rest, found)) for one in PEOPLE if rest is not None
    ]
    for one in people:
        one.start()
    time.sleep(seconds)
    ends.set()
    for one in people:
        one.join()
    if process is not None:
        drained.set()
        found.mails = done.get()
        process.join()
    return found


TURNS: dict[str, tuple[bool, float | None]] = {
    "drain": (True, None),
    "desk": (False, REST),
    "both": (True, REST),
    "both, pressing": (True, 0.0),
}


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    found: dict[str, list[Found]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        reader = ReaderKeeper()
        world = World(Path(folder), f"sqlite:///{Path(folder, 'intake.db')}", reader)
        desk = desk_of(world, filled(world))
        first = 1_000
        for _ in range(wanted.rounds):
            for name, (drains, rest) in TURNS.items():
                found[name].append(turn(desk, first, wanted.seconds, drains=drains, rest=rest))
                first += 100_000
        desk.close()
        world.close()
        reader.close()
    _print(found)


def _print(found: dict[str, list[Found]]) -> None:
    print(f"{'':16} {'mails/s':>8} {'acts':>6} {'act p50':>8} {'p95':>6} {'worst':>6} {'page p50':>9} {'p95':>6}")
    for name, turns in found.items():
        mails = statistics.median(one.mails for one in turns)
        acts = sorted(each for one in turns for each in one.acts)
        pages = sorted(each for one in turns for each in one.pages)
        figures = [_at(acts, 0.5), _at(acts, 0.95), _at(acts, 1), _at(pages, 0.5), _at(pages, 0.95)]
        told = " ".join(f"{one:>{width}}" for one, width in zip(figures, (8, 6, 6, 9, 6), strict=True))
        print(f"{name:16} {mails:8.0f} {len(acts):6} {told}")


def _at(times: list[float], part: float) -> str:
    return f"{times[min(len(times) - 1, int(len(times) * part))] * 1_000:.0f}" if times else "-"


if __name__ == "__main__":
    main()
