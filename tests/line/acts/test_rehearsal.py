"""While somebody looks at what an act would do, or does it, nobody waits for the reader in a transaction."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import NoReturn

import pytest

from intake.domain.errors import UsageError
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.mails.acts import ignore, release, return_to_sender
from intake.pipeline.desk.mails.conversion import convert
from intake.pipeline.desk.mails.covers import make_cover
from intake.pipeline.desk.mails.foreseeing import Foreseen, Trial, foresee, foresee_all
from intake.pipeline.desk.mails.moving import move_to_group
from intake.pipeline.desk.mails.replay import replay_and_apply
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.house.passing_on import take_attached
from intake.pipeline.house.registering import GivenFile, register
from intake.pipeline.house.told import Told
from intake.pipeline.line import Line
from intake.ports import Reader, ReaderResult, Store, UnitOfWork
from tests.line.acts.test_acts import by, held, returned
from tests.line.acts.test_foreseeing import everything
from tests.line.acts.test_passed_on import came, inner, outer
from tests.line.acts.test_taken_back import COVER
from tests.line.letters_in import RTF, mail, paper
from tests.line.worlds import World

PATIENCE = 60
"""Seconds after which a test gives up."""


@dataclass
class Slow:
    """A reader that hangs on a file until it is let go."""

    reader: Reader
    began: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    @property
    def version(self) -> str:
        return self.reader.version

    def read_file(self, content: bytes, name: str) -> ReaderResult:
        self.began.set()
        assert self.goes_on.wait(PATIENCE)
        return self.reader.read_file(content, name)

    def __getattr__(self, name: str) -> object:
        return getattr(self.reader, name)


def one_number(line: Line) -> Decision:
    """An act of the worst kind: it asks the reader when it has given a number already."""
    decision = release(line, "1", by("Ada"))
    line.reader.read_file(paper(), "Input.docx")
    return decision


def test_the_line_drains_while_a_preview_waits_for_a_reader_that_hangs(world: World) -> None:
    """And what is shown is what would be once the answer is there: the number of the other mail is another."""
    line = held(world)
    slow = Slow(line.reader)
    desk = replace(line, reader=slow)  # type: ignore[arg-type] # it is one, but for what mypy can see
    with ThreadPoolExecutor(1) as other:
        looks = other.submit(foresee, desk, one_number)
        assert slow.began.wait(PATIENCE)
        world.server.deliver(mail("meanwhile", ("Input.docx", paper()), sender="eve@example.org"), world.clock.at)
        world.run(line)
        assert world.sink.receipts[-1].recipients == ("eve@example.org",)
        with line.store.read() as work:
            assert [one.label for one in work.contributions.listed("jca-mv")] == ["JCA-MV-Doc-001"]
        slow.goes_on.set()
        seen = looks.result(PATIENCE)
    assert (seen.numbers, seen.to) == (("JCA-MV-Doc-002",), ("delegate@etri.example",))


def several(world: World) -> Line:
    """Three mails that wait: 1 and 3 with a document that can be converted, 2 too."""
    line = held(world)
    for number, title in ((2, "second"), (3, "third")):
        raw = mail(title, (f"{title}.rtf", RTF.replace(b"}", f" {number}}}".encode())), sender=f"{title}@etri.example")
        world.server.deliver(raw, world.clock.at)
        world.run(line)
    return line


def test_several_acts_are_foreseen_one_after_another(world: World) -> None:
    line = several(world)
    before = everything(world)
    acts: list[Trial] = [
        lambda dry: release(dry, "1", by("Ada")),
        lambda dry: release(dry, "2", by("Ada", replaces=7)),
        lambda dry: convert(dry, "2", by("Ada")),
        lambda dry: release(dry, "3", by("Ada")),
    ]
    first, stale, converted, last = foresee_all(line, acts)
    assert everything(world) == before
    assert isinstance(first, Foreseen)
    assert isinstance(last, Foreseen)
    assert isinstance(converted, Foreseen)
    assert "was decided in between" in str(stale)
    assert (first.numbers, last.numbers) == (("JCA-MV-Doc-001",), ("JCA-MV-Doc-002",))
    assert (first.to, last.to) == (("delegate@etri.example",), ("third@etri.example",))
    release(line, "1", by("Ada"))
    release(line, "3", by("Ada"))
    world.run(line)
    assert [one.recipients for one in world.sink.receipts[-2:]] == [first.to, last.to]


def test_an_act_that_fails_in_the_middle_leaves_nothing_to_those_after_it(world: World) -> None:
    line = several(world)

    def gives_up(dry: Line) -> NoReturn:
        release(dry, "1", by("Ada"))
        raise UsageError("not so")

    failed, after = foresee_all(line, [gives_up, lambda dry: release(dry, "2", by("Ada"))])
    assert str(failed) == "not so"
    assert isinstance(after, Foreseen)
    assert after.numbers == ("JCA-MV-Doc-001",)


@dataclass
class Watched:
    """A store that knows whether somebody writes, and those who may not be asked meanwhile."""

    store: Store
    writing: int = 0

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        with self.store.write() as work:
            self.writing += 1
            try:
                yield work
            finally:
                self.writing -= 1

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)


@dataclass
class Outside:
    """Somebody outside who may be asked only while nobody writes."""

    asked: object
    store: Watched

    def __getattr__(self, name: str) -> object:
        found = getattr(self.asked, name)
        if not callable(found):
            return found

        def ask(*given: object, **more: object) -> object:
            assert not self.store.writing, f"{name} is asked in a transaction"
            return found(*given, **more)

        return ask


def registered(line: Line, name: str, deed: Deed) -> object:
    told = Told("Eve <eve@example.org>", "2026-04-30 10:00", "her letter")
    return register(line, GivenFile("Input.docx", paper(), "jca-mv"), told, deed)


def passed_on(world: World) -> Line:
    return came(world, outer(inner()))


ACTS = [
    pytest.param(held, release, id="release"),
    pytest.param(held, return_to_sender, id="return"),
    pytest.param(held, ignore, id="ignore"),
    pytest.param(held, convert, id="convert"),
    pytest.param(returned, lambda line, name, deed: make_cover(line, name, deed, COVER), id="make-cover"),
    pytest.param(returned, replay_and_apply, id="replay"),
    pytest.param(held, lambda line, name, deed: move_to_group(line, name, deed, "jca-dcc"), id="move-to-a-group"),
    pytest.param(passed_on, take_attached, id="take-attached"),
    pytest.param(held, registered, id="register"),
]


@pytest.mark.parametrize(("begin", "act"), ACTS)
def test_no_act_asks_reader_or_converter_in_a_transaction(
    world: World, begin: Callable[[World], Line], act: Callable[[Line, str, Deed], object]
) -> None:
    line = begin(world)
    store = Watched(line.store)
    watched = replace(
        line,
        store=store,  # type: ignore[arg-type] # it is one, but for what mypy can see
        reader=Outside(line.reader, store),  # type: ignore[arg-type]
        converter=Outside(line.converter, store),  # type: ignore[arg-type]
    )
    act(watched, "1", by("Ada"))
    undo(watched, "1" if act is not registered else "2", by("Ada"))
