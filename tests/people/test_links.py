"""Links that work once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from intake.domain.errors import UsageError
from intake.domain.persons.entering import FIRST_LINK, PASSWORD_LINK, LinkGoneError
from intake.domain.persons.people import Person
from intake.pipeline.persons.entering import enter, who
from intake.pipeline.persons.keeping import add, disable
from intake.pipeline.persons.links import first_link, link_of, password_link, take_first, take_password
from tests.people.doors import HERS, OFFICE, House

EVE = Person("eve", "Eve", "viewer")


def given(secret: str | None) -> str:
    assert secret is not None
    return secret


def test_the_first_administrator_enters_by_a_link_that_works_once(on_either: House) -> None:
    secret = given(first_link(on_either.door))
    assert link_of(on_either.door, secret).purpose == "first"
    opened = take_first(on_either.door, secret, EVE, HERS, OFFICE)
    assert opened.known.person == Person("eve", "Eve", "administrator")
    assert who(on_either.door, opened.secret) is not None
    with pytest.raises(LinkGoneError):
        take_first(on_either.door, secret, Person("mallory", "M", "administrator"), HERS, OFFICE)
    with pytest.raises(LinkGoneError):
        link_of(on_either.door, secret)
    assert first_link(on_either.door) is None
    assert on_either.told() == [
        ("person", "eve", "eve: added as the first administrator."),
        ("login", "eve", "Entered by link."),
    ]


def test_to_look_at_a_link_uses_nothing_up(house: House) -> None:
    secret = given(first_link(house.door))
    for _ in range(3):
        assert link_of(house.door, secret).purpose == "first"
    assert take_first(house.door, secret, EVE, HERS, OFFICE).session.id


def test_the_first_link_works_ten_minutes(house: House) -> None:
    secret = given(first_link(house.door))
    house.clock.at += FIRST_LINK
    with pytest.raises(LinkGoneError):
        link_of(house.door, secret)
    with pytest.raises(LinkGoneError):
        take_first(house.door, secret, EVE, HERS, OFFICE)
    assert FIRST_LINK.total_seconds() == 600


def test_a_new_first_link_ends_the_old_one(house: House) -> None:
    old, new = given(first_link(house.door)), given(first_link(house.door))
    with pytest.raises(LinkGoneError):
        link_of(house.door, old)
    assert link_of(house.door, new).purpose == "first"


def test_the_first_link_opens_nothing_once_there_is_a_person(house: House) -> None:
    secret = given(first_link(house.door))
    house.person("ada", "administrator")
    with pytest.raises(LinkGoneError):
        take_first(house.door, secret, EVE, HERS, OFFICE)


def test_of_many_at_once_one_is_the_first(on_either: House) -> None:
    secret = given(first_link(on_either.door))

    def came(number: int) -> bool:
        try:
            take_first(on_either.door, secret, Person(f"eve{number}", "", "viewer"), HERS, OFFICE)
        except LinkGoneError:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(came, range(4))) == 1
    with on_either.door.store.read() as work:
        assert len(work.persons.all()) == 1


@pytest.mark.parametrize(("login", "password"), [("", HERS), ("eve", "short")])
def test_what_cannot_be_taken_leaves_the_link_as_it_was(house: House, login: str, password: str) -> None:
    secret = given(first_link(house.door))
    with pytest.raises(UsageError):
        take_first(house.door, secret, Person(login, "", "viewer"), password, OFFICE)
    assert take_first(house.door, secret, EVE, HERS, OFFICE).session.id


def test_who_forgot_the_password_chooses_one_by_a_link(on_either: House) -> None:
    on_either.person("ada", password="the forgotten one")
    session = enter(on_either.door, "ada", "the forgotten one", OFFICE)
    older = password_link(on_either.door, "root", "Ada")
    secret = password_link(on_either.door, "root", "ada")
    with pytest.raises(LinkGoneError):
        take_password(on_either.door, older, HERS, OFFICE)
    opened = take_password(on_either.door, secret, HERS, OFFICE)
    assert opened.known.person.login == "ada"
    assert who(on_either.door, session.secret) is None
    assert enter(on_either.door, "ada", HERS, OFFICE).session.id
    with pytest.raises(LinkGoneError):
        take_password(on_either.door, secret, HERS, OFFICE)


def test_a_link_for_a_password_works_a_day(house: House) -> None:
    house.person("ada")
    secret = password_link(house.door, "root", "ada")
    house.clock.at += PASSWORD_LINK
    with pytest.raises(LinkGoneError):
        take_password(house.door, secret, HERS, OFFICE)
    assert PASSWORD_LINK.total_seconds() == 86_400


def test_who_is_disabled_has_no_link(house: House) -> None:
    add(house.door, "root", Person("ada", "Ada", "viewer"))
    secret = password_link(house.door, "root", "ada")
    disable(house.door, "root", "ada")
    with pytest.raises(LinkGoneError):
        take_password(house.door, secret, HERS, OFFICE)
    with pytest.raises(UsageError, match="ada is disabled"):
        password_link(house.door, "root", "ada")
    with pytest.raises(UsageError, match="there is no such person"):
        password_link(house.door, "root", "nobody")


def test_a_link_of_one_kind_is_none_of_the_other(house: House) -> None:
    first = given(first_link(house.door))
    with pytest.raises(LinkGoneError):
        take_password(house.door, first, HERS, OFFICE)
    house.person("ada")
    second = password_link(house.door, "root", "ada")
    with pytest.raises(LinkGoneError):
        take_first(house.door, second, EVE, HERS, OFFICE)
    assert link_of(house.door, second).login == "ada"
