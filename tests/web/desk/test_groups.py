"""What belongs to a group is nobody's who does not work for it: on every page that there is, as if it were not there.

The pages are read from the application. Whoever adds one has it tried here: with the papers of a group, by somebody of
another group.
"""

import re
from collections.abc import Iterator

import pytest

from intake.domain.persons.entering import Session, digest_of
from intake.domain.persons.people import Person, Role
from tests.web.desk.people import ALWAYS, STARTED, DeskVisitor
from tests.web.desk.places import Desk
from tests.web.desk.test_rights import all_routes, rows

WORDS = ("etri.example", "kaist.example", "sg.example", "A late paper", "Gaps in metaverse", "Input.docx", "Late.docx")
"""What stands in the mails to JCA-MV, and nowhere else."""


def of_the_other_group(desk: Desk, role: Role) -> DeskVisitor:
    login = f"{role}-of-dcc"
    with desk.desk.store.write() as work:
        work.persons.add(Person(login, "Dora", role, ("jca-dcc",)), STARTED)
        work.sessions.open(Session(0, digest_of(login), login, "password", STARTED, ALWAYS, ALWAYS))
    visitor = desk.visitor(None)
    visitor.cookies["desk_session"] = login
    return visitor


def places(desk: Desk) -> dict[str, list[str]]:
    """What stands in paths and queries: all that JCA-MV has."""
    with desk.desk.store.read() as work:
        mails = work.submissions.listed(group="jca-mv")
        found = [work.contributions.by_label(f"JCA-MV-Doc-{number:03d}") for number in range(1, 20)]
        rulebook = desk.desk.line.rulebook(work, "jca-mv")
    references = [one.reference for one in mails]
    numbers = [one.label for one in found if one]
    assert references
    assert numbers
    return {
        "name": [*references, numbers[0]],
        "reference": references,
        "number": numbers,
        "group": ["jca-mv"],
        "meeting": [one.id for one in rulebook.meetings],
        "act": ["release", "admit", "return", "note", "extend", "close"],
        "sha256": [mails[0].raw],
        "place": ["1"],
        "kind": ["agenda", "report"],
    }


def paths(route: str, known: dict[str, list[str]]) -> Iterator[str]:
    """The route with each thing of JCA-MV in its path, one after the other."""
    names = re.findall(r"\{(\w+)(?::\w+)?\}", route)
    for turn in range(max((len(known.get(name, ["1"])) for name in names), default=1)):
        path = route
        for name in names:
            of_name = known.get(name, ["1"])
            path = re.sub(rf"\{{{name}(?::\w+)?\}}", of_name[turn % len(of_name)], path)
        yield path


def queries(known: dict[str, list[str]]) -> list[str]:
    number, reference, meeting = known["number"][0], known["reference"][0], known["meeting"][0]
    return [
        "",
        f"?number={number}&reference={reference}&group=jca-mv&meeting={meeting}",
        f"?on={number}&name={reference}&names={reference}&numbers={number}&q=paper&words=paper",
        f"?group=jca-mv/{meeting}&meeting=jca-mv/{meeting}",
    ]


def test_an_administrator_sees_all_groups_on_the_first_page_whatever_was_said_of_groups(own_desk: Desk) -> None:
    assert "MV-26-0004" in of_the_other_group(own_desk, "administrator").get("/").html
    assert "MV-26-0004" not in of_the_other_group(own_desk, "secretary").get("/").html


@pytest.mark.parametrize("role", ["chair", "viewer"])
def test_no_page_shows_anything_of_another_group(own_desk: Desk, role: Role) -> None:
    visitor, known = of_the_other_group(own_desk, role), places(own_desk)
    hers = own_desk.visitor("viewer")
    assert any(word in hers.get("/log").html for word in WORDS), "there is something to hide"
    shown = [one.path for one in all_routes(own_desk) if "GET" in (one.methods or ()) and one.path != "/events"]
    found = {}
    for route in shown:
        for path in paths(route, known):
            for query in queries(known):
                html = visitor.get(path + query).body.decode("utf-8", "replace")
                if words := [word for word in WORDS if word in html]:
                    found[path + query] = words
    assert found == {}


def all_forms_sent(desk: Desk, visitor: DeskVisitor, known: dict[str, list[str]]) -> None:
    """Each form of the desk, with all that any of them may ask for about JCA-MV; but those about oneself."""
    number, reference, meeting = known["number"][0], known["reference"][0], known["meeting"][0]
    fields = {
        "number": number,
        "numbers": number,
        "on": number,
        "name": reference,
        "names": reference,
        "of": number,
        "reference": reference,
        "references": reference,
        "group": "jca-mv",
        "meeting": meeting,
        "reason": "Because.",
        "why": "Because.",
        "replaces": "1",
        "confirm": "yes",
        "text": "A note.",
        "sure": "1",
    }
    for route in all_routes(desk):
        of_oneself = route.path.startswith(("/log", "/me", "/look", "/people", "/link"))
        if "POST" in (route.methods or ()) and not of_oneself:
            for path in paths(route.path, known):
                visitor.post(path, **fields)


@pytest.mark.parametrize("role", ["chair", "secretary"])
def test_no_form_changes_anything_of_another_group(own_desk: Desk, role: Role) -> None:
    visitor, known = of_the_other_group(own_desk, role), places(own_desk)
    before = rows(own_desk)
    all_forms_sent(own_desk, visitor, known)
    after = rows(own_desk)
    assert {table for table in before if before[table] != after[table]} == set()


def test_the_same_forms_are_taken_from_who_works_for_the_group(own_desk: Desk) -> None:
    """Else the test above would say nothing."""
    before = rows(own_desk)
    all_forms_sent(own_desk, own_desk.visitor("secretary"), places(own_desk))
    assert before["decisions"] != rows(own_desk)["decisions"]


def test_a_chair_of_no_group_finds_nothing_on_the_first_page(own_desk: Desk) -> None:
    with own_desk.desk.store.write() as work:
        work.persons.add(Person("nobodys", "Nora", "chair", ()), STARTED)
        work.sessions.open(Session(0, digest_of("nobodys"), "nobodys", "password", STARTED, ALWAYS, ALWAYS))
    visitor = own_desk.visitor(None)
    visitor.cookies["desk_session"] = "nobodys"
    hers, theirs = (one.get("/") for one in (own_desk.visitor("viewer"), visitor))
    assert (hers.status, theirs.status) == (200, 200)
    assert [word for word in WORDS if word in hers.html] != []
    assert [word for word in WORDS if word in theirs.html] == []
