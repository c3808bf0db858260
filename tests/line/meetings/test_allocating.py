"""Documents are put under items of the agenda: proposed by themselves, settled by a person, and taken off again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from intake.demo.papers import AuthoredPaper, fill
from intake.domain.errors import UsageError
from intake.domain.lists.values import ListKind
from intake.domain.meeting import Item
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Deed
from intake.pipeline.agenda.papers import gathered, meeting_wanted
from intake.pipeline.desk.documents.allocating import allocate, allocate_as_proposed, record_outcome
from intake.pipeline.desk.mails.acts import correct, withdraw
from intake.pipeline.house.papers import register_paper
from intake.pipeline.line import Line
from intake.pipeline.lists.writing import list_of, written
from intake.shipped import shipped_templates
from tests.domain.cases import meeting, rulebook
from tests.line.letters_in import mail, paper
from tests.line.meetings.test_meetings import change
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import SECRETARIAT, World

MEETING = "2026-05-13"
ITEMS = (
    Item("1", "Adoption of the agenda"),
    Item("2", "Contributions and liaison statements", liaison_first=True),
    Item("2.1", "Metaverse and digital twins"),
    Item("3", "Other business"),
)
FIRST, SECOND, THIRD = (f"JCA-MV-Doc-00{number}" for number in (1, 2, 3))
GRACE = Deed("Grace", "asked by the chair")
BEFORE = datetime(2026, 4, 29, 8, tzinfo=UTC)
EVE = datetime(2026, 5, 12, 12, tzinfo=UTC)
CLOSED = datetime(2026, 4, 30, 22, 30, tzinfo=UTC)


def with_agenda(items: tuple[Item, ...]) -> Callable[[Rulebook], Rulebook]:
    """The rulebook with this agenda for its meetings."""
    return lambda book: replace(book, meetings=tuple(replace(one, items=items) for one in book.meetings))


def ready(world: World, *titles: str, items: tuple[Item, ...] = ITEMS) -> Line:
    """A line with these documents in time, and this agenda."""
    world.groups = ("jca-mv",)
    world.clock.at = BEFORE
    line = world.start()
    change(line, with_agenda(items))
    for place, title in enumerate(titles):
        world.clock.at += timedelta(minutes=1)
        world.server.deliver(mail(f"m{place}", (f"Input{place}.docx", paper(title=title))), world.clock.at)
        world.run(line)
    return line


def placed(line: Line) -> dict[str, str]:
    """The item of each document, with a star where it is only proposed."""
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
        papers = gathered(work, book, book.meeting(MEETING), line.clock.now()).papers
    return {
        one.contribution.label: one.placing.item + ("" if one.placing.settled else "*") if one.placing else ""
        for one in papers
    }


def logged(line: Line, what: str) -> list[str]:
    with line.store.read() as work:
        return [f"{one.who}: {one.why}" for one in work.log.listed(what=what)]


def test_the_meeting_at_hand_ends_with_its_last_day_where_it_is_held() -> None:
    at_hand = meeting(zone="America/New_York", last_day=date(2026, 5, 13))
    later = meeting(id="2026-09-02", first_day=date(2026, 9, 2), last_day=date(2026, 9, 2))
    book = rulebook(meetings=(later, at_hand))
    assert meeting_wanted(book, "", datetime(2026, 5, 14, 3, tzinfo=UTC)) == at_hand
    assert meeting_wanted(book, "", datetime(2026, 5, 14, 5, tzinfo=UTC)) == later
    assert meeting_wanted(book, "", datetime(2027, 1, 1, tzinfo=UTC)) == later


def test_a_proposal_stays_one_until_a_person_allocates(world: World) -> None:
    line = ready(world, "Avatars", "On the metaverse and digital twins", "Avatars again (agenda item 3)")
    assert placed(line) == {FIRST: "2*", SECOND: "2.1*", THIRD: "3*"}
    done = allocate(line, [FIRST, f"{SECOND}-Rev0"], GRACE, "2.1")
    assert done.changed == ((FIRST, "2.1"), (SECOND, "2.1"))
    assert placed(line) == {FIRST: "2.1", SECOND: "2.1", THIRD: "3*"}
    assert allocate(line, [FIRST], GRACE, "2.1").unchanged == (FIRST,)
    assert logged(line, "allocated") == [
        f"Grace: {one} is under item 2.1: asked by the chair" for one in (FIRST, SECOND)
    ]


def test_an_allocation_is_changed_and_taken_off_again(world: World) -> None:
    line = ready(world, "Avatars")
    for item in ("2.1", "3", None, None):
        allocate(line, [FIRST], GRACE, item)
    assert placed(line) == {FIRST: "2*"}
    assert logged(line, "allocated") == [
        f"Grace: {FIRST} is under item 2.1: asked by the chair",
        f"Grace: {FIRST} is under item 3, before under 2.1: asked by the chair",
        f"Grace: {FIRST} is no longer under item 3: asked by the chair",
    ]


def test_all_that_is_proposed_is_taken_at_once(world: World) -> None:
    line = ready(world, "Avatars", "On the metaverse and digital twins", "More")
    allocate(line, [THIRD], GRACE, "1")
    assert allocate_as_proposed(line, "jca-mv", MEETING, GRACE).changed == ((FIRST, "2"), (SECOND, "2.1"))
    assert placed(line) == {FIRST: "2", SECOND: "2.1", THIRD: "1"}
    assert allocate_as_proposed(line, "jca-mv", MEETING, GRACE).changed == ()


@pytest.mark.parametrize(
    ("numbers", "item", "sentence"),
    [
        pytest.param([FIRST], "9", "the agenda of 2026-05-13 has no such item; there are 1, 2, 2.1, 3", id="item"),
        pytest.param([FIRST, "JCA-MV-Doc-099"], "3", "there is no contribution with this number", id="number"),
    ],
)
def test_what_cannot_be_allocated_changes_nothing(world: World, numbers: list[str], item: str, sentence: str) -> None:
    line = ready(world, "Avatars")
    with pytest.raises(UsageError, match=sentence):
        allocate(line, numbers, GRACE, item)
    assert placed(line) == {FIRST: "2*"}
    assert logged(line, "allocated") == []


def test_a_meeting_without_an_agenda_says_so(world: World) -> None:
    line = ready(world, "Avatars", items=())
    with pytest.raises(UsageError, match=r"its rulebook has no agenda"):
        allocate(line, [FIRST], GRACE, "1")
    assert placed(line) == {FIRST: ""}


def test_an_item_that_is_gone_from_the_agenda_no_longer_counts(world: World) -> None:
    line = ready(world, "Avatars")
    allocate(line, [FIRST], GRACE, "3")
    change(line, with_agenda(ITEMS[:2]))
    assert placed(line) == {FIRST: "2*"}


def test_an_outcome_is_a_persons_words_else_what_the_acts_tell(world: World) -> None:
    line = ready(world, "Avatars", "Assets", "Identity")
    assert record_outcome(line, [FIRST], GRACE, " Noted;\n the authors will revise it. ").changed
    withdraw(line, SECOND, GRACE)
    found = list_of(line, "outcomes", "jca-mv", MEETING)
    rows = line.list_words.worded(found, "en").rows
    assert [(row[0], row[1], row[4]) for row in rows] == [
        (FIRST, "Avatars", "Noted; the authors will revise it."),
        (SECOND, "", "Withdrawn."),
        (THIRD, "Identity", ""),
    ]
    record_outcome(line, [FIRST], GRACE, None)
    assert list_of(line, "outcomes", "jca-mv", MEETING).rows[0][4] == ""
    assert logged(line, "outcome") == [
        f"Grace: The outcome of {FIRST} is noted: asked by the chair",
        f"Grace: The outcome of {FIRST} is taken off: asked by the chair",
    ]


def test_the_report_at_the_close_carries_the_allocation(world: World) -> None:
    line = ready(world, "Avatars", "On the metaverse and digital twins")
    allocate(line, [FIRST], GRACE, "3")
    world.run_at(line, CLOSED)
    (report,) = [one for one in letters(world, SECRETARIAT) if "Call closed" in str(one["Subject"])]
    told = text_of(report)
    assert "Allocation to the agenda" in told
    told = told[told.index("Allocation to the agenda") :]
    assert "proposed: its title names the item" in told
    assert told.index(SECOND) < told.index("proposed: its title") < told.index(FIRST) < told.index("allocated")


def test_on_the_eve_the_secretariat_gets_the_allocation_once(world: World) -> None:
    line = ready(world, "Avatars")
    for minutes in (-10, 0, 70, 80):
        world.run_at(line, EVE + timedelta(minutes=minutes))
    found = [one for one in letters(world, SECRETARIAT) if "Allocation" in str(one["Subject"])]
    assert [str(one["Subject"]) for one in found] == ["[JCA-MV] Allocation of documents: Second meeting of JCA-MV"]
    told = text_of(found[0])
    assert told.index(FIRST) < told.index("Avatars") < told.index("proposed: by its kind")
    assert [one.get_filename() for one in found[0].iter_attachments()] == ["JCA-MV-2026-05-13-allocation.docx"]


def test_without_an_agenda_the_report_says_nothing_of_it(world: World) -> None:
    line = ready(world, "Avatars", items=())
    world.run_at(line, CLOSED)
    (report,) = [one for one in letters(world, SECRETARIAT) if "Call closed" in str(one["Subject"])]
    assert "Allocation" not in text_of(report)


def test_what_the_house_wrote_is_proposed_for_no_item(world: World) -> None:
    line = ready(world, "Avatars")
    kinds: tuple[ListKind, ...] = ("agenda", "allocation")
    for kind in kinds:
        register_paper(line, written(line, kind, "jca-mv", MEETING), "jca-mv", MEETING, GRACE)
    assert allocate_as_proposed(line, "jca-mv", MEETING, GRACE).changed == ((FIRST, "2"),)
    for minutes in (-10, 0, 70, 80):
        world.run_at(line, EVE + timedelta(minutes=minutes))
    (told,) = [one for one in letters(world, SECRETARIAT) if "Allocation" in str(one["Subject"])]
    assert FIRST in text_of(told)
    assert SECOND not in text_of(told)
    assert THIRD not in text_of(told)


def test_what_a_person_corrected_is_not_owed_any_more(world: World) -> None:
    world.groups = ("jca-mv",)
    world.clock.at = BEFORE
    line = world.start()
    change(line, as_repairs("COV-001", "COV-002"))
    world.server.deliver(mail("bare", ("Input.docx", paper(title="", source=""))), world.clock.at)
    world.run(line)

    def owed() -> list[object]:
        return [row[2] for row in list_of(line, "repairs", "jca-mv", MEETING).rows if row[2] in ("COV-001", "COV-002")]

    assert owed() == ["COV-001", "COV-002"]
    correct(line, FIRST, GRACE, title="Avatars")
    assert owed() == ["COV-001"]
    correct(line, FIRST, GRACE, source=("ETRI",))
    assert owed() == []


def test_a_kind_that_a_person_confirmed_is_not_owed_any_more(world: World) -> None:
    world.groups = ("jca-mv",)
    world.clock.at = BEFORE
    line = world.start()
    change(line, as_repairs("COV-008"))
    template = (shipped_templates() / "docx" / "jca-contribution.docx").read_bytes()
    without_kind = fill(template, AuthoredPaper("Avatars", "ETRI", kind=""))
    world.server.deliver(mail("bare", ("Input.docx", without_kind)), world.clock.at)
    world.run(line)

    def owed() -> list[object]:
        return [row[2] for row in list_of(line, "repairs", "jca-mv", MEETING).rows if row[2] == "COV-008"]

    assert owed() == ["COV-008"]
    correct(line, FIRST, GRACE, title="Avatars, corrected")
    assert owed() == ["COV-008"]
    correct(line, FIRST, GRACE, title="Avatars", kind="contribution")
    assert owed() == []


def as_repairs(*checks: str) -> Callable[[Rulebook], Rulebook]:
    """The rulebook under which what these checks find is completed by the secretariat."""

    def changed(book: Rulebook) -> Rulebook:
        rules = {
            name: replace(rule, severity="repair") if name in checks else rule for name, rule in book.rules.items()
        }
        return replace(book, rules=rules, variants={})

    return changed


def test_what_may_stay_as_it_is_is_not_owed_any_more(world: World) -> None:
    line = ready(world, "Avatars")
    change(line, as_repairs("COV-002"))
    world.server.deliver(mail("bare", ("Bare.docx", paper(title=""))), world.clock.at)
    world.run(line)

    def owed() -> list[object]:
        return [row[2] for row in list_of(line, "repairs", "jca-mv", MEETING).rows if row[0] == SECOND]

    assert "COV-002" in owed()
    correct(line, SECOND, GRACE, as_it_is=True)
    assert owed() == []
    with pytest.raises(UsageError, match="In JCA-MV-Doc-002 nothing has to be completed"):
        correct(line, SECOND, GRACE, as_it_is=True)


def test_a_duration_stands_under_no_count(world: World) -> None:
    line = ready(world, "Avatars")
    found = line.list_words.worded(list_of(line, "figures", "jca-mv", MEETING), "en")
    heads = {part.heading: part.head[1] for part in found.parts}
    assert heads["Documents"] == "Count"
    assert heads["Time from receipt to the answer"] == "Value"
