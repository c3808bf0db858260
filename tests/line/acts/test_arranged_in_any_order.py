"""Acts that put files under numbers, in any order: no file counts under two numbers, and no number is lost."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.domain.submission import Contribution
from intake.domain.verdict import Decision, FileRole
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.decision.now import as_it_stands
from intake.pipeline.desk.mails.acts import release
from intake.pipeline.desk.mails.arranging import current
from intake.pipeline.desk.mails.brought import Brought
from intake.pipeline.desk.mails.foreseeing import NOT_DONE
from intake.pipeline.desk.mails.holding import hold
from intake.pipeline.desk.mails.joining import join
from intake.pipeline.desk.mails.rehearsal import rehearse
from intake.pipeline.desk.mails.replacing import replace_file
from intake.pipeline.desk.mails.splitting import split
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.line import Line, Pace
from intake.ports import Reader
from tests.line.acts.test_acts import by
from tests.line.acts.test_arranged import BO, got
from tests.line.letters_in import mail, paper
from tests.line.worlds import TestClock, World
from tests.store.databases import ready_url

NUMBERS = tuple(f"JCA-MV-Doc-00{n}" for n in range(1, 5))
MAILS = ("1", "2", "3")
FILES: Sequence[tuple[str, str]] = (("1", "1"), ("1", "2"), ("2", "1"), ("3", "1"))
"""Each file by its mail and its place there; in this order they have their numbers."""

Act = Callable[[Line], Decision | Brought]
Step = tuple[str, Act]

_PUT: tuple[FileRole, ...] = ("contribution", "part")
ADA = by("Ada")

_mails, _files, _numbers = st.sampled_from(MAILS), st.sampled_from(FILES), st.sampled_from(NUMBERS)


def _join(file: tuple[str, str], number: str) -> Step:
    return f"join {file} to {number}", lambda line: join(line, file[0], ADA, number, file[1])


def _replace(file: tuple[str, str], number: str) -> Step:
    return f"replace {number} by {file}", lambda line: replace_file(line, number, ADA, file[1], mail=file[0])


def _split(file: tuple[str, str]) -> Step:
    return f"split {file}", lambda line: split(line, file[0], ADA, [file[1]])


def _hold(name: str) -> Step:
    return f"hold {name}", lambda line: hold(line, name, ADA)


def _release(name: str) -> Step:
    return f"release {name}", lambda line: release(line, name, ADA)


def _undo(name: str) -> Step:
    return f"undo {name}", lambda line: undo(line, name, ADA)


STEPS = st.one_of(
    st.builds(_join, _files, _numbers),
    st.builds(_replace, _files, _numbers),
    st.builds(_split, _files),
    st.builds(_hold, st.one_of(_mails, _numbers)),
    st.builds(_release, st.one_of(_mails, _numbers)),
    st.builds(_undo, _mails),
)


class Papers:
    """A line that has registered four papers; nothing that is played on it stays."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def play(self, steps: Sequence[Step]) -> None:
        clock = TestClock(self._line.clock.now())
        rehearse(self._line, lambda dry: _play(replace(dry, clock=clock), clock, steps))


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Papers]:
    """Four papers in three mails, each with a number; letters about what is done with them wait."""
    folder = tmp_path_factory.mktemp("papers")
    world = World(folder, ready_url("sqlite", folder), reader)
    world.pace = Pace(batch_seconds=60, send_delay=86_400)
    one, two, three, four = ((f"{name}.docx", paper(f"Paper {name}")) for name in ("One", "Two", "Three", "Four"))
    line = got(world, mail("both", one, two), mail("three", three, sender=BO), mail("four", four, sender="e@k.example"))
    yield Papers(line)
    world.close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(STEPS, min_size=2, max_size=8))
def test_in_whatever_order_people_arrange_files_each_counts_once(papers: Papers, steps: Sequence[Step]) -> None:
    papers.play(steps)


def _play(line: Line, clock: TestClock, steps: Sequence[Step]) -> None:
    given = set(_listed(line))
    done = []
    for name, act in steps:
        clock.wait(1)
        try:
            with line.store.write() as work, work.savepoint():
                act(line)
        except NOT_DONE:
            continue
        done.append(name)
        listed = _listed(line)
        assert given <= set(listed), done
        given = set(listed)
        _each_counts_once(listed, done)
        _what_is_accepted_counts(line, listed, done)


def _listed(line: Line) -> dict[str, Contribution]:
    with line.store.read() as work:
        return {one.label: one for one in work.contributions.listed("jca-mv")}


def _kept(one: Contribution) -> set[str]:
    return {file.sha256 for file in current(one).files if file.role in _PUT}


def _own(one: Contribution) -> str:
    """The file that stands for it."""
    return next(file.sha256 for file in current(one).files if file.role == "contribution")


def _each_counts_once(listed: dict[str, Contribution], done: Sequence[str]) -> None:
    counting = [one for one in listed.values() if one.withdrawn_at is None]
    under = [(sha256, one.label) for one in counting for sha256 in _kept(one)]
    twice = [each for each in under if sum(each[0] == other[0] for other in under) > 1]
    assert not twice, done
    for one in listed.values():
        if not one.joined_to:
            continue
        into = listed[one.joined_to]
        while into.joined_to:
            into = listed[into.joined_to]
        assert (one.state, _own(one) in _kept(into)) == ("joined", True), (one.label, into.label, done)


def _what_is_accepted_counts(line: Line, listed: dict[str, Contribution], done: Sequence[str]) -> None:
    for name in MAILS:
        with line.store.read() as work:
            mail = submission_named(work, name)
            verdict = as_it_stands(work, mail.id, last_decision(work, mail).verdict)
        for one in verdict.documents:
            if one.role in _PUT and one.disposition == "accept":
                assert one.number, (name, done)
                assert listed[one.number].state in ("registered", "joined"), (name, one.number, done)
