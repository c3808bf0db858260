"""What each role may do, in which group."""

import pytest

from intake.domain.persons.people import Person, Right, Role, may, may_do, sees_all, visible_groups
from intake.domain.verdict import Act

KNOWN = ("jca-mv", "jca-dcc", "sg17")


def person(role: Role, *groups: str) -> Person:
    return Person("ada", "Ada Example", role, groups)


ALL = KNOWN


@pytest.mark.parametrize(
    ("who", "right", "where"),
    [
        pytest.param(person("viewer"), "see", ALL, id="viewer-sees"),
        pytest.param(person("viewer"), "act", (), id="viewer-only-sees"),
        pytest.param(person("viewer"), "configure", (), id="viewer-no-settings"),
        pytest.param(person("viewer"), "administer", (), id="viewer-no-people"),
        pytest.param(person("viewer", "jca-mv"), "see", ("jca-mv",), id="viewer-of-one-group"),
        pytest.param(person("secretary"), "see", ALL, id="secretary-sees"),
        pytest.param(person("secretary"), "act", ALL, id="secretary-acts"),
        pytest.param(person("secretary"), "configure", ALL, id="secretary-configures"),
        pytest.param(person("secretary"), "administer", (), id="secretary-no-people"),
        pytest.param(person("secretary", "sg17"), "see", ("sg17",), id="secretary-of-one-group-sees-it"),
        pytest.param(person("secretary", "sg17"), "act", ("sg17",), id="secretary-of-one-group-acts-there"),
        pytest.param(person("secretary", "sg17"), "configure", ("sg17",), id="secretary-of-one-group-configures-it"),
        pytest.param(person("chair", "jca-mv", "sg17"), "see", ("jca-mv", "sg17"), id="chair-sees-own"),
        pytest.param(person("chair", "jca-mv", "sg17"), "act", ("jca-mv", "sg17"), id="chair-acts-in-own"),
        pytest.param(person("chair", "jca-mv"), "configure", (), id="chair-no-settings"),
        pytest.param(person("chair", "jca-mv"), "administer", (), id="chair-no-people"),
        pytest.param(person("chair"), "see", (), id="chair-of-nothing-sees-nothing"),
        pytest.param(person("chair"), "act", (), id="chair-of-nothing-decides-nothing"),
        pytest.param(person("administrator"), "see", ALL, id="administrator-sees"),
        pytest.param(person("administrator"), "act", ALL, id="administrator-acts"),
        pytest.param(person("administrator"), "configure", ALL, id="administrator-configures"),
        pytest.param(person("administrator"), "administer", ALL, id="administrator-administers"),
        pytest.param(person("administrator", "sg17"), "see", ALL, id="administrator-is-never-narrowed"),
    ],
)
def test_may_in_which_groups(who: Person, right: Right, where: tuple[str, ...]) -> None:
    assert tuple(group for group in KNOWN if may(who, right, group)) == where


@pytest.mark.parametrize(
    ("who", "rights"),
    [
        pytest.param(person("viewer"), ["see"], id="viewer"),
        pytest.param(person("secretary"), ["see", "act", "configure"], id="secretary"),
        pytest.param(person("secretary", "sg17"), ["see", "act", "configure"], id="secretary-of-one-group"),
        pytest.param(person("chair", "sg17"), ["see", "act"], id="chair"),
        pytest.param(person("administrator"), ["see", "act", "configure", "administer"], id="administrator"),
    ],
)
def test_without_a_group_a_page_opens_to_who_may_anywhere(who: Person, rights: list[Right]) -> None:
    every: list[Right] = ["see", "act", "configure", "administer"]
    assert [one for one in every if may(who, one)] == rights


@pytest.mark.parametrize(
    ("who", "act", "group", "allowed"),
    [
        pytest.param(person("chair", "jca-mv"), "admit", "jca-mv", True, id="chair-admits"),
        pytest.param(person("chair", "jca-mv"), "keep", "jca-mv", True, id="chair-keeps-for-the-next"),
        pytest.param(person("chair", "jca-mv"), "return", "jca-mv", True, id="chair-returns"),
        pytest.param(person("chair", "jca-mv"), "admit", "sg17", False, id="not-in-another-group"),
        pytest.param(person("chair", "jca-mv"), "withdraw", "jca-mv", False, id="chair-withdraws-nothing"),
        pytest.param(person("chair", "jca-mv"), "correct", "jca-mv", False, id="chair-corrects-nothing"),
        pytest.param(person("chair", "jca-mv"), "release", "jca-mv", False, id="chair-releases-nothing"),
        pytest.param(person("secretary"), "withdraw", "jca-mv", True, id="secretary-withdraws"),
        pytest.param(person("secretary", "sg17"), "withdraw", "jca-mv", False, id="secretary-of-another-group"),
        pytest.param(person("administrator"), "release", "jca-mv", True, id="administrator"),
        pytest.param(person("viewer"), "admit", "jca-mv", False, id="viewer"),
    ],
)
def test_may_do_an_act(who: Person, act: Act, group: str, allowed: bool) -> None:
    assert may_do(who, act, group) is allowed


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        pytest.param(person("viewer"), KNOWN, id="all"),
        pytest.param(person("chair", "sg17", "jca-mv"), ("jca-mv", "sg17"), id="in-the-order-of-the-house"),
        pytest.param(person("chair", "gone"), (), id="a-group-that-is-no-more"),
        pytest.param(person("chair"), (), id="chair-of-nothing"),
        pytest.param(person("administrator", "sg17"), KNOWN, id="administrator"),
    ],
)
def test_visible_groups(who: Person, seen: tuple[str, ...]) -> None:
    assert visible_groups(who, KNOWN) == seen


@pytest.mark.parametrize(
    ("who", "everything"),
    [
        pytest.param(person("viewer"), True, id="viewer"),
        pytest.param(person("secretary", "sg17"), False, id="secretary-of-one-group"),
        pytest.param(person("chair", "sg17"), False, id="chair"),
        pytest.param(person("chair"), False, id="chair-of-nothing"),
        pytest.param(person("administrator", "sg17"), True, id="administrator"),
    ],
)
def test_who_sees_what_belongs_to_no_group(who: Person, everything: bool) -> None:
    assert sees_all(who) is everything
