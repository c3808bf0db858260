"""Numbers that are kept, and the documents of the house that take them up."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake.adapters.rulebook.zones import series_of, zones_of
from intake.domain.errors import UsageError
from intake.domain.house.paper import HousePaper
from intake.domain.meeting import Officer
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.house.papers import register_paper
from intake.pipeline.house.registering import GivenFile, register
from intake.pipeline.house.reserving import give_up, reserve
from intake.pipeline.house.told import Told
from intake.pipeline.line import Line
from intake.pipeline.showing.listing import listed
from intake.pipeline.showing.numbers import runs
from tests.line.acts.test_publishing import documents, published
from tests.line.letters_in import mail, other_paper, paper
from tests.line.meetings.test_meetings import change
from tests.line.test_line import subjects
from tests.line.worlds import START, World

MEETING = "jca-mv/2026-05-13"
CLARA = Deed("Clara", "as agreed with the chairs")
MakeWorld = Callable[[str], World]


def agenda(words: str = "Opening.", kind: str = "agenda") -> HousePaper:
    return HousePaper(kind, f"Draft {kind}", f"{kind}.docx", paper(f"Draft {kind}", "Chairs, JCA-MV", words))


def written(line: Line, paper: HousePaper | None = None) -> tuple[str, int, bool]:
    """Register a paper of the house: its number, its revision, and whether it was there."""
    done = register_paper(line, paper or agenda(), "jca-mv", "2026-05-13", CLARA)
    (one,) = done.decision.verdict.documents
    return one.number or "", one.revision, done.known


def contribution(world: World, line: Line, title: str = "Digital twins") -> str:
    world.server.deliver(mail(title, ("Input.docx", paper(title))), world.clock.now())
    world.run(line)
    return subjects(world)[-1]


def with_chair(line: Line) -> None:
    chair = Officer("Co-chair", "Nada", addresses=("nada@office.example", "nada@home.example"))
    change(line, lambda book: replace(book, group=replace(book.group, officers=(chair,))))


def numbers(line: Line) -> list[tuple[str, str, str]]:
    """Number, title and state of each line of `list`."""
    with line.store.read() as work:
        active = work.rulebooks.active("jca-mv")
        assert active is not None
        rows = [one.cells() for one in listed(work, "jca-mv", zones_of(active[1]))]
    return [(row[0], row[2], row[-1]) for row in rows]


def gaps(line: Line) -> dict[str, str]:
    with line.store.read() as work:
        active = work.rulebooks.active("jca-mv")
        assert active is not None
        (run,) = runs(work, "jca-mv", series_of(active[1]))
    return dict(run.gaps)


@pytest.fixture
def line(world: World) -> Line:
    return world.start()


def test_a_kept_number_is_for_no_mail_and_the_agenda_takes_it(make_world: MakeWorld) -> None:
    world = make_world("home")
    line = world.start()
    assert reserve(line, MEETING, "agenda", None, CLARA).reservation.label == "JCA-MV-Doc-001"
    assert not reserve(line, MEETING, "Agenda", None, CLARA).new
    assert contribution(world, line).startswith("[JCA-MV] Registered: JCA-MV-Doc-002")
    assert numbers(line)[0] == ("JCA-MV-Doc-001", "agenda", "reserved")
    assert written(line) == ("JCA-MV-Doc-001", 0, False)
    assert written(line) == ("JCA-MV-Doc-001", 0, True)
    assert written(line, agenda("Opening. Reports.")) == ("JCA-MV-Doc-001", 1, False)
    assert written(line, agenda("Opening. Reports. Dates.")) == ("JCA-MV-Doc-001", 2, False)
    assert written(line, agenda("Opening. Reports. Dates.")) == ("JCA-MV-Doc-001", 2, True)
    assert numbers(line)[0] == ("JCA-MV-Doc-001", "Draft agenda", "registered")
    world.run(line)
    assert len(subjects(world)) == 1  # nobody is written to about a document of the house


def test_other_lists_get_the_next_number_each_its_own(world: World, line: Line) -> None:
    assert written(line, agenda(kind="allocation")) == ("JCA-MV-Doc-001", 0, False)
    assert written(line) == ("JCA-MV-Doc-002", 0, False)
    assert written(line, agenda("Later.", "allocation")) == ("JCA-MV-Doc-001", 1, False)
    assert contribution(world, line).startswith("[JCA-MV] Registered: JCA-MV-Doc-003")
    with line.store.read() as work:
        kinds = [one.kind for one in work.contributions.listed("jca-mv")]
    assert kinds == ["information", "agenda", "contribution"]


@pytest.mark.parametrize(
    ("sender", "may"),
    [
        pytest.param("nada@office.example", True, id="a chair"),
        pytest.param("nada@home.example", True, id="the chair's private address"),
        pytest.param("secretariat@example.org", True, id="the secretariat"),
        pytest.param("nada@elsewhere.example", False, id="an unknown address"),
        pytest.param("delegate@etri.example", False, id="a delegate"),
    ],
)
def test_who_may_revise_the_agenda_by_mail(world: World, line: Line, sender: str, may: bool) -> None:
    with_chair(line)
    written(line, replace(agenda(), content=other_paper()))
    revised = mail("rev", ("JCA-MV-Doc-001-Rev1.docx", paper("Draft agenda", text="Changed.")), sender=sender)
    world.server.deliver(revised, world.clock.now())
    world.run(line)
    with line.store.read() as work:
        rows = [one.revision for one in work.contributions.listed("jca-mv")]
        held = [one.reference for one, _ in work.submissions.held()]
    assert (rows, held) == (([1], []) if may else ([0], ["MV-26-0002"]))
    assert written(line, agenda("Next.")) == ("JCA-MV-Doc-001", 2 if may else 1, False)


@pytest.mark.parametrize(
    ("sender", "title", "number"),
    [
        pytest.param("nada@office.example", "Draft agenda", "001", id="a chair"),
        pytest.param("secretariat@example.org", "Projet d'ordre du jour", "001", id="the secretariat"),
        pytest.param("nada@office.example", "Avatars", "002", id="a contribution of a chair"),
        pytest.param("delegate@etri.example", "Draft agenda", "002", id="a delegate"),
    ],
)
def test_a_mailed_agenda_takes_the_number_that_is_kept_for_it(
    world: World, line: Line, sender: str, title: str, number: str
) -> None:
    with_chair(line)
    reserve(line, MEETING, "agenda", None, CLARA)
    world.server.deliver(mail("first", ("Document.docx", paper(title)), sender=sender), world.clock.now())
    world.run(line)
    with line.store.read() as work:
        assert [one.label for one in work.contributions.listed("jca-mv")] == [f"JCA-MV-Doc-{number}"]
        assert [one.stands for one in work.reservations.listed("jca-mv")] == [number != "001"]
    assert written(line) == ("JCA-MV-Doc-001", 1 if number == "001" else 0, False)


@pytest.mark.parametrize(
    ("purpose", "number", "sentence"),
    [
        pytest.param("agenda", 2, "JCA-MV-Doc-002 is kept already, for the report", id="kept"),
        pytest.param("agenda", 1, "JCA-MV-Doc-001 has a document already", id="given"),
        pytest.param("agenda", 10_000, "the numbers of this series are 1 to 9999", id="too large"),
        pytest.param(" \n", None, "Say what the number is for", id="no words"),
    ],
)
def test_what_cannot_be_kept(world: World, line: Line, purpose: str, number: int | None, sentence: str) -> None:
    contribution(world, line)
    reserve(line, MEETING, "the report", 2, CLARA)
    with pytest.raises(UsageError, match=sentence):
        reserve(line, MEETING, purpose, number, CLARA)


def test_a_number_that_was_passed_stays_as_a_line_that_says_why(world: World, line: Line) -> None:
    reserve(line, MEETING, "agenda", None, CLARA)
    contribution(world, line)
    assert gaps(line) == {"JCA-MV-Doc-001": "kept for agenda (Clara: as agreed with the chairs)"}
    give_up(line, MEETING, "1", Deed("Clara", "no agenda this time"))
    assert gaps(line)["JCA-MV-Doc-001"].endswith("released: no agenda this time")
    assert contribution(world, line, "Avatars").startswith("[JCA-MV] Registered: JCA-MV-Doc-003")
    assert numbers(line)[0] == ("JCA-MV-Doc-001", "agenda: no agenda this time", "unused")
    with pytest.raises(UsageError, match="JCA-MV-Doc-001 is not kept for anything; kept are none"):
        give_up(line, MEETING, "JCA-MV-Doc-001", CLARA)


def test_the_site_says_that_a_number_is_kept(world: World, line: Line, tmp_path: Path) -> None:
    reserve(line, MEETING, "agenda", None, CLARA)
    contribution(world, line)
    reserve(line, MEETING, "the minister's speech", None, CLARA)
    contribution(world, line, "Avatars")
    for number in ("JCA-MV-Doc-002", "JCA-MV-Doc-004"):
        post(line, [number], Deed("Clara", "looked at"))
    shown = documents(published(line, tmp_path))
    assert [(one["number"][-3:], one["state"], one["kind"]) for one in shown] == [
        ("001", "reserved", "agenda"),
        ("002", "posted", "contribution"),
        ("003", "reserved", ""),
        ("004", "posted", "contribution"),
    ]
    assert "minister" not in json.dumps(shown)


def test_a_document_by_another_way_takes_a_kept_number(world: World, line: Line) -> None:
    reserve(line, MEETING, "the report", 7, CLARA)
    told = Told("ada@etri.example", "2026-04-30 17:00", "a fax", number="JCA-MV-Doc-007")
    late = replace(told, number="7")
    taken = register(line, GivenFile("Report.docx", paper("Report"), "jca-mv"), told, CLARA)
    assert taken.decision.verdict.numbers == ("JCA-MV-Doc-007",)
    with pytest.raises(UsageError, match="7 is not kept for anything"):
        register(line, GivenFile("Other.docx", paper("Other"), "jca-mv"), late, CLARA)
    with line.store.read() as work:
        assert [one.settled for one in work.reservations.listed("jca-mv")] == ["taken"]
        assert len(work.submissions.listed()) == 1


def test_what_would_wait_takes_no_kept_number(line: Line) -> None:
    reserve(line, MEETING, "the report", 7, CLARA)
    told = Told("ada@etri.example", "2026-04-30 17:00", "a fax", number="7")
    with pytest.raises(UsageError, match="is for one new document that can be accepted as it is"):
        register(line, GivenFile("Report.docx", other_paper(), "jca-mv"), told, CLARA)
    with line.store.read() as work:
        assert work.submissions.listed() == []


def keeping(opens: datetime) -> Callable[[Rulebook], Rulebook]:
    """The rulebook whose next call opens then, and keeps a number for its agenda."""

    def made(book: Rulebook) -> Rulebook:
        first, *others = book.meetings
        policy = replace(book.policy, reserve_for_agenda=True)
        return replace(book, policy=policy, meetings=(replace(first, opens=opens), *others), variants={})

    return made


@pytest.mark.parametrize(
    ("opens", "given_before", "number"),
    [
        pytest.param(START - timedelta(days=3), False, "JCA-MV-Doc-001", id="open when it came into force"),
        pytest.param(START - timedelta(days=3), True, None, id="open, and numbers were given"),
        pytest.param(START + timedelta(hours=1), False, "JCA-MV-Doc-001", id="opens later"),
        pytest.param(START + timedelta(hours=1), True, "JCA-MV-Doc-002", id="opens later, in a series that goes on"),
    ],
)
def test_a_call_that_opens_keeps_a_number_for_its_agenda(
    world: World, line: Line, opens: datetime, given_before: bool, number: str | None
) -> None:
    if given_before:
        contribution(world, line)
    change(line, keeping(opens))
    world.run_at(line, START + timedelta(hours=2))
    world.run_at(line, START + timedelta(hours=3))
    with line.store.read() as work:
        assert [one.label for one in work.reservations.listed("jca-mv")] == ([number] if number else [])
    assert written(line) == (number or "JCA-MV-Doc-002", 0, False)


def test_nothing_is_kept_unless_the_rulebook_says_so(world: World, line: Line) -> None:
    change(line, lambda book: keeping(START + timedelta(hours=1))(book))
    change(line, lambda book: replace(book, policy=replace(book.policy, reserve_for_agenda=False)))
    world.run_at(line, START + timedelta(hours=2))
    with line.store.read() as work:
        assert work.reservations.listed("jca-mv") == []


@pytest.mark.parametrize("step", ["paper.stored", "paper.before-commit", "paper.committed"])
def test_a_paper_that_was_stopped_is_there_once_or_not_at_all(world: World, step: str) -> None:
    class StoppedError(Exception):
        pass

    def stop(name: str) -> None:
        if name == step:
            raise StoppedError

    first = world.start()
    reserve(first, MEETING, "agenda", None, CLARA)
    with pytest.raises(StoppedError):
        written(world.start(stop))
    with first.store.read() as work:
        states = [one.state for one in work.submissions.listed()]
    assert states == (["decided"] if step == "paper.committed" else [])
    assert written(world.start()) == ("JCA-MV-Doc-001", 0, step == "paper.committed")


def test_two_workers_never_share_a_number(make_world: MakeWorld) -> None:
    world = make_world("home")
    lines = [world.start() for _ in range(3)]
    reserve(lines[0], MEETING, "agenda", None, CLARA)
    for count in range(4):
        world.server.deliver(mail(f"m{count}", ("Input.docx", paper(f"Paper {count}"))), START)
    done = (
        lambda: world.run(lines[0]),
        lambda: [written(lines[1], agenda(words)) for words in ("One.", "Two.")],
        lambda: [reserve(lines[2], MEETING, f"purpose {count}", None, CLARA) for count in range(3)],
    )
    with ThreadPoolExecutor(3) as workers:
        for one in [workers.submit(each) for each in done]:
            one.result()
    with lines[0].store.read() as work:
        given = [one.number for one in work.contributions.listed("jca-mv")]
        kept = [one.number for one in work.reservations.listed("jca-mv") if one.stands]
        assert {one.state for one in work.submissions.listed()} == {"decided"}
    assert sorted([*given, *kept]) == list(range(1, 9))
    assert 1 in given


def test_a_time_of_receipt_is_now(line: Line) -> None:
    done = register_paper(line, agenda(), "jca-mv", "2026-05-13", CLARA)
    assert done.submission.received_at == START.astimezone(UTC)
    assert done.submission.source == "desk:house/agenda"
    assert done.decision.actor == "Clara"
