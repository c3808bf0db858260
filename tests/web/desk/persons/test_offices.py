"""A chair who decides at the desk does so in the office of the rulebook, as by a link: everybody reads who it was."""

import pytest

from intake.domain.errors import UsageError
from intake.domain.persons.people import Person
from intake.domain.verdict import Decision, Deed
from intake.pipeline.persons.offices import in_office
from tests.line.chairs.test_chairs import CHAIRS, KANG, MUATH, SECRETARIAT, last, late_paper, told
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import World
from tests.web.desk.places import Desk, desk_of

LATE_PAPER = "MV-26-0001"


def decided(desk: Desk) -> Decision:
    """The paper, once the chair has admitted it in the browser, and all letters have left."""
    form = desk.visitor("chair").post(
        f"/submissions/{LATE_PAPER}/acts/admit", do="act", reason="It is on the agenda.", replaces="1"
    )
    assert form.status == 303
    desk.run()
    return last(desk.line)


def appointed(desk: Desk, address: str) -> int:
    return desk.visitor("administrator").post("/people/kang/office", address=address).status


def test_the_letter_and_the_others_hear_that_the_co_chair_admitted_it(world: World) -> None:
    desk = desk_of(world, late_paper(world))
    assert appointed(desk, "KANG@home.example") == 303
    decision = decided(desk)
    assert (decision.actor, decision.act) == ("Shin-Gak Kang", "admit")
    assert "It was admitted by the co-chair Shin-Gak Kang." in text_of(letters(world, "delegate@etri.example")[-1])
    assert "co-chair Shin-Gak Kang" in told(world, MUATH)[-1]
    assert "co-chair Shin-Gak Kang" in told(world, SECRETARIAT)[-1]
    assert told(world, KANG) == []
    with desk.line.store.read() as work:
        (line,) = [one for one in work.log.listed(submission=1, what="decided") if one.facts.get("act") == "admit"]
    assert (line.who, line.personal["recorded by"]) == ("Shin-Gak Kang", "kang")
    desk.close()


def test_the_letter_that_is_shown_before_names_the_office(world: World) -> None:
    desk = desk_of(world, late_paper(world))
    appointed(desk, KANG)
    form = desk.visitor("chair").post(
        f"/submissions/{LATE_PAPER}/acts/admit", do="look", reason="It is on the agenda.", replaces="1"
    )
    assert "It was admitted by the co-chair Shin-Gak Kang." in form.html
    desk.close()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        pytest.param(KANG, 303, id="a-co-chair"),
        pytest.param("office@cst.example", 303, id="by-the-address-of-an-assistant"),
        pytest.param("", 303, id="none-in-particular"),
        pytest.param("ada@example.org", 422, id="a-vice-chair"),
        pytest.param("grace@example.org", 422, id="who-was-chair-before"),
        pytest.param("stranger@example.org", 422, id="nobody"),
    ],
)
def test_only_a_chair_of_today_is_an_office(world: World, address: str, status: int) -> None:
    desk = desk_of(world, late_paper(world))
    assert appointed(desk, address) == status
    page = desk.visitor("administrator").get("/people/kang").html
    assert "Muath AlRumayh, Co-Chair, jca-mv (muath@cst.example)" in page
    desk.close()


def test_an_office_is_for_a_chair_alone(world: World) -> None:
    desk = desk_of(world, late_paper(world))
    admin = desk.visitor("administrator")
    assert admin.post("/people/sam/office", address=KANG).status == 422
    assert 'name="address"' not in admin.get("/people/sam").html
    desk.close()


OFFICES = [
    pytest.param(Person("kang", "K", "chair", ("jca-mv",), KANG), "Shin-Gak Kang", id="chosen"),
    pytest.param(Person("m", "M", "chair", ("jca-mv",), "OFFICE@cst.example"), "Muath AlRumayh", id="of-an-assistant"),
    pytest.param(Person("kang", "K", "chair", ("jca-mv",)), "", id="none"),
    pytest.param(Person(MUATH, "M", "chair", ("jca-mv",)), "", id="a-login-that-is-an-address"),
    pytest.param(Person("shin-gak kang", "K", "chair", ("jca-mv",)), "", id="a-login-like-a-name"),
    pytest.param(Person("a", "A", "chair", ("jca-mv",), "ada@example.org"), "", id="a-vice-chair"),
    pytest.param(Person(KANG, "K", "secretary", ("jca-mv",), KANG), KANG, id="a-secretary"),
]


@pytest.mark.parametrize(("person", "name"), OFFICES)
def test_the_office_is_that_of_an_address(world: World, person: Person, name: str) -> None:
    line = late_paper(world)
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    if not name:
        with pytest.raises(UsageError, match="no chair's office in JCA-MV"):
            in_office(person, book, line.clock.now(), Deed(person.login, "so"))
        return
    deed = in_office(person, book, line.clock.now(), Deed(person.login, "so"))
    role = next((one.role for one in CHAIRS if one.name == name), "")
    assert (deed.actor, deed.role) == (name, role)
