"""What people put together, take apart, and put in place of a file a second time: no number and no file is lost."""

from collections.abc import Callable

import pytest

from intake.domain.errors import UsageError
from intake.pipeline.decision.now import decisions_as_they_stand
from intake.pipeline.desk.mails.acts import correct, release, withdraw
from intake.pipeline.desk.mails.covers import CoverWishes, make_cover
from intake.pipeline.desk.mails.holding import hold
from intake.pipeline.desk.mails.joining import join
from intake.pipeline.desk.mails.linking import link
from intake.pipeline.desk.mails.replacing import replace_by_upload, replace_file
from intake.pipeline.desk.mails.splitting import split
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.house.registering import GivenFile, register
from intake.pipeline.house.told import Told
from intake.pipeline.line import Line, Pace
from tests.line.acts.test_acts import by, contribution, decisions, submission
from tests.line.acts.test_arranged import ANNEX, BO, ONE, THREE, TWO, files, got, stands
from tests.line.letters_in import RTF, mail, paper
from tests.line.test_line import numbers
from tests.line.trouble.test_scanner import StubScanner
from tests.line.worlds import World

INPUT, FIGURES, THIRD = ([(f"{name}.docx", "contribution")] for name in ("Input", "Figures", "Third"))


TOLD = Told(submitter=f"Bo <{BO}>", received="2026-04-30 10:00", evidence="mail to clara@itu.int", meeting="")


def three(world: World) -> Line:
    """Three papers of three people; the letters about what is done with them wait."""
    world.pace = Pace(batch_seconds=60, send_delay=120)
    third = mail("three", ("Third.docx", paper("Third paper")), sender="eve@kaist.example")
    return got(world, mail("text", ("Input.docx", paper())), mail("annex", ("Figures.docx", ANNEX), sender=BO), third)


def put_in_place(line: Line) -> None:
    replace_file(line, THREE, by("Ada"), "1", mail="2")


def joined(line: Line) -> None:
    join(line, "2", by("Ada"), THREE, "1")


@pytest.mark.parametrize("act", [put_in_place, joined])
def test_a_number_under_which_another_file_stands_by_now_is_not_given_up(
    world: World, act: Callable[[Line], None]
) -> None:
    line = three(world)
    replace_file(line, TWO, by("Ada"), "1", mail="1")
    act(line)
    assert [stands(line, one) for one in (ONE, TWO, THREE)] == [f"joined to {TWO}", "registered", "registered"]
    assert files(line, TWO) == INPUT
    assert "Figures.docx" in [name for name, _ in files(line, THREE)]
    assert decisions(line, 2)[-1].verdict.numbers in ((THREE,), ())


def test_a_number_whose_file_came_with_another_mail_is_joined_by_that_mail(world: World) -> None:
    line = three(world)
    replace_file(line, TWO, by("Ada"), "1", mail="1")
    with pytest.raises(UsageError, match="join it by that mail"):
        join(line, TWO, by("Ada"), THREE)
    assert (stands(line, TWO), files(line, TWO), files(line, THREE)) == ("registered", INPUT, THIRD)
    join(line, "1", by("Ada"), THREE)
    assert (stands(line, TWO), len(files(line, THREE))) == (f"joined to {THREE}", 2)


ARRANGED = [
    pytest.param(lambda line: join(line, TWO, by("Ada"), ONE), id="join"),
    pytest.param(lambda line: replace_file(line, ONE, by("Ada"), "1", mail="2"), id="replace"),
]


def withdrawn(line: Line) -> None:
    correct(line, ONE, by("Cyd"), title="The right title")
    withdraw(line, ONE, by("Cyd"))


def retitled(line: Line) -> None:
    correct(line, ONE, by("Cyd"), title="The right title")


@pytest.mark.parametrize("act", ARRANGED)
@pytest.mark.parametrize("since", [withdrawn, retitled])
def test_what_was_done_since_with_the_number_of_another_mail_is_not_undone(
    world: World, act: Callable[[Line], object], since: Callable[[Line], None]
) -> None:
    line = three(world)
    world.clock.wait(1)
    act(line)
    world.clock.wait(1)
    since(line)
    before = (stands(line, ONE), stands(line, TWO), contribution(line, ONE).title)
    with pytest.raises(UsageError, match=f"{ONE} was changed by a later act on another mail"):
        undo(line, "2", by("Ben"))
    assert (stands(line, ONE), stands(line, TWO), contribution(line, ONE).title) == before


@pytest.mark.parametrize("act", ARRANGED)
def test_once_the_later_act_is_undone_the_earlier_one_can_be(world: World, act: Callable[[Line], object]) -> None:
    line = three(world)
    world.clock.wait(1)
    act(line)
    world.clock.wait(1)
    withdraw(line, ONE, by("Cyd"))
    undo(line, "1", by("Cyd"))
    undo(line, "2", by("Ben"))
    assert [(stands(line, one), files(line, one)) for one in (ONE, TWO)] == [
        ("registered", INPUT),
        ("registered", FIGURES),
    ]


@pytest.mark.parametrize(
    "before", [lambda line: hold(line, "2", by("Ada")), lambda line: withdraw(line, TWO, by("Ada"))]
)
def test_a_file_whose_number_does_not_count_is_put_in_place_under_another(
    world: World, before: Callable[[Line], object]
) -> None:
    line = three(world)
    before(line)
    replace_file(line, ONE, by("Ada"), "1", mail="2")
    assert (files(line), stands(line, ONE), stands(line, TWO)) == (FIGURES, "registered", "withdrawn")
    assert decisions(line, 2)[-1].verdict.numbers == (ONE,)


MISTAKEN = [
    pytest.param(lambda line, number: join(line, ONE, by("Ada"), number), "annex", id="join"),
    pytest.param(
        lambda line, number: replace_file(line, number, by("Ada"), "1", mail="1"), "contribution", id="replace"
    ),
]


@pytest.mark.parametrize(("act", "role"), MISTAKEN)
def test_what_was_undone_under_the_wrong_number_stays_undone(
    world: World, act: Callable[[Line, str], object], role: str
) -> None:
    line = three(world)
    act(line, THREE)
    undo(line, "1", by("Ada"))
    act(line, TWO)
    assert files(line, THREE) == THIRD
    assert ("Input.docx", role) in files(line, TWO)
    assert stands(line, ONE) == f"joined to {TWO}"


def test_what_was_undone_stays_so_when_its_mail_is_held_and_released(world: World) -> None:
    line = three(world)
    replace_file(line, THREE, by("Ada"), "1", mail="1")
    undo(line, "1", by("Ada"))
    hold(line, "1", by("Ada"))
    release(line, "1", by("Ada"))
    assert [files(line, one) for one in (ONE, TWO, THREE)] == [INPUT, FIGURES, THIRD]
    assert [stands(line, one) for one in numbers(line)] == ["registered"] * 3


def test_what_was_put_in_place_is_there_again_once_its_mail_was_held_and_released(world: World) -> None:
    line = got(world, mail("text", ("Input.docx", paper())), mail("more", ("figures.rtf", RTF)))
    replace_file(line, ONE, by("Ada"), "1", mail="2")
    hold(line, "2", by("Ada"))
    assert files(line) == INPUT
    release(line, "2", by("Ada"))
    assert (files(line), numbers(line)) == ([("figures.rtf", "contribution")], [ONE])


def infected(world: World) -> Line:
    """A paper, and one of another person in which the scanner knows a virus: it is held."""
    line = world.start()
    line.scanner = StubScanner(line, sick=ANNEX)
    for one in (mail("text", ("Input.docx", paper())), mail("annex", ("Figures.docx", ANNEX), sender=BO)):
        world.server.deliver(one, world.clock.now())
    world.run(line)
    return line


PUT = [
    pytest.param(lambda line: replace_file(line, ONE, by("Ada"), "1", mail="2"), id="replace"),
    pytest.param(lambda line: join(line, "2", by("Ada"), ONE, "1"), id="join"),
]


@pytest.mark.parametrize("act", PUT)
def test_a_file_with_a_virus_comes_under_no_number_until_somebody_has_released_it(
    world: World, act: Callable[[Line], object]
) -> None:
    line = infected(world)
    with pytest.raises(UsageError, match=r"Figures\.docx: the virus scanner found something in it"):
        act(line)
    assert (files(line), numbers(line), decisions(line, 2)[-1].verdict.disposition) == (INPUT, [ONE], "hold")
    release(line, "2", by("Ada"))
    act(line)
    assert "Figures.docx" in [name for name, _ in files(line)]


ACCEPTED = [
    pytest.param(lambda line: link(line, "2", by("Ada"), ONE), id="link"),
    pytest.param(
        lambda line: make_cover(line, "2", by("Ada"), CoverWishes(title="Figures", source=("ETRI",))), id="make-cover"
    ),
]


@pytest.mark.parametrize("act", ACCEPTED)
def test_no_other_act_takes_a_file_with_a_virus_before_somebody_has_released_it(
    world: World, act: Callable[[Line], object]
) -> None:
    line = infected(world)
    with pytest.raises(UsageError, match=r"Figures\.docx: the virus scanner found something in it"):
        act(line)
    assert (files(line), numbers(line), decisions(line, 2)[-1].verdict.disposition) == (INPUT, [ONE], "hold")


def test_a_file_with_a_virus_gets_no_number_of_its_own_by_a_split(world: World) -> None:
    line = world.start()
    line.scanner = StubScanner(line, sick=RTF)
    world.server.deliver(mail("both", ("Input.docx", paper()), ("figures.rtf", RTF)), world.clock.now())
    world.run(line)
    with pytest.raises(UsageError, match=r"figures\.rtf"):
        split(line, "1", by("Ada"), ["2"], "The figures")
    assert (numbers(line), decisions(line)[-1].act) == ([ONE], "judge")


def test_what_is_registered_on_behalf_waits_where_a_virus_is_in_it(world: World) -> None:
    line = world.start()
    line.scanner = StubScanner(line, sick=ANNEX)
    taken = register(line, GivenFile("Figures.docx", ANNEX, "jca-mv"), TOLD, by("Ada"))
    world.run(line)
    assert (taken.decision.verdict.disposition, numbers(line)) == ("hold", [])


def test_numbers_that_become_one_contribution_of_a_split_say_where_their_files_are(world: World) -> None:
    line = got(world, mail("all", *((f"{name}.docx", paper(f"Paper {name}")) for name in ("One", "Two", "Three"))))
    for number in (TWO, THREE):
        join(line, number, by("Ada"), ONE)
    before = [(stands(line, one), files(line, one)) for one in (ONE, TWO, THREE)]
    split(line, "1", by("Ada"), ["2", "3"])
    assert [stands(line, one) for one in (ONE, TWO, THREE)] == ["registered", "registered", f"joined to {TWO}"]
    assert [name for name, _ in files(line, TWO)] == ["Two.docx", "Three.docx"]
    undo(line, "1", by("Ada"))
    assert [(stands(line, one), files(line, one)) for one in (ONE, TWO, THREE)] == before


def told(line: Line, name: str) -> list[str | None]:
    """The numbers of the documents of a mail, as `show` says."""
    with line.store.read() as work:
        return [one.number for one in decisions_as_they_stand(work, submission(line, name).id)[-1].verdict.documents]


def test_a_number_counts_again_when_what_was_put_in_place_for_it_is_put_back(world: World) -> None:
    line = three(world)
    replace_file(line, TWO, by("Ada"), "1", mail="1")
    assert (stands(line, ONE), told(line, "1")) == (f"joined to {TWO}", [TWO])
    world.clock.wait(1)
    replace_file(line, TWO, by("Ada"), "1", mail="2")
    assert [(stands(line, one), files(line, one)) for one in (ONE, TWO)] == [
        ("registered", INPUT),
        ("registered", FIGURES),
    ]
    assert (told(line, "1"), told(line, "2")) == ([ONE], [TWO])
    undo(line, "2", by("Ada"))
    assert (stands(line, ONE), files(line, TWO), told(line, "1")) == (f"joined to {TWO}", INPUT, [TWO])


def test_a_number_that_counts_again_is_held_and_released_as_any_other(world: World) -> None:
    line = three(world)
    replace_file(line, TWO, by("Ada"), "1", mail="1")
    replace_file(line, TWO, by("Ada"), "1", mail="2")
    hold(line, "1", by("Ada"))
    assert (stands(line, ONE), files(line, TWO)) == ("withdrawn", FIGURES)
    release(line, "1", by("Ada"))
    assert [(stands(line, one), told(line, name)) for one, name in ((ONE, "1"), (TWO, "2"))] == [
        ("registered", [ONE]),
        ("registered", [TWO]),
    ]


def test_a_file_of_the_secretariat_is_the_next_version_of_what_was_put_in_place(world: World) -> None:
    line = three(world)
    replace_file(line, TWO, by("Ada"), "1", mail="1")
    replace_by_upload(line, TWO, by("Ada"), "right.docx", paper("The same, with its figures"))
    assert (stands(line, ONE), files(line, TWO)) == (f"joined to {TWO}", [("right.docx", "contribution")])
