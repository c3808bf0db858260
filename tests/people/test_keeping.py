"""What administrators change of persons; each change is a line of the log."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from intake.domain.errors import UsageError
from intake.domain.persons.entering import EntryRefusedError
from intake.domain.persons.people import Person, Role, in_role
from intake.pipeline.persons import keeping
from intake.pipeline.persons.entering import enter, who
from tests.people.doors import HERS, HOME, OFFICE, House

ANOTHER = "another long password"


def test_a_person_is_added_once_and_listed_by_login(on_either: House) -> None:
    keeping.add(on_either.door, "root", Person("Zoe@Example.org", "  Zoé \u202e Example ", "viewer"))
    keeping.add(on_either.door, "root", Person("ada", "", "administrator"))
    with pytest.raises(UsageError, match="ada: there is such a person already"):
        keeping.add(on_either.door, "root", Person("ADA", "Ada", "viewer"))
    with on_either.door.store.read() as work:
        assert [one.person for one in work.persons.all()] == [
            Person("ada", "ada", "administrator"),
            Person("zoe@example.org", "Zoé Example", "viewer"),
        ]
    assert on_either.told("person") == [
        ("person", "root", "zoe@example.org: added as viewer."),
        ("person", "root", "ada: added as administrator."),
    ]


@pytest.mark.parametrize("login", ["", " ", ".ada", "ada.", "a da", "ada/../root", "адa", "a" * 65, "ada\0", "<b>"])
def test_what_is_no_login_is_not_taken(house: House, login: str) -> None:
    with pytest.raises(UsageError, match="is no login"):
        keeping.add(house.door, "root", Person(login, "Ada", "viewer"))


@pytest.mark.parametrize(
    ("role", "groups", "told"),
    [
        pytest.param("chair", (), "A chair decides in own groups only", id="chair-of-nothing"),
        pytest.param("viewer", ("nowhere",), "nowhere: there is no such group", id="unknown-group"),
    ],
)
def test_groups_have_to_be_there(house: House, role: Role, groups: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        keeping.add(house.door, "root", Person("ada", "Ada", role, groups))


@pytest.mark.parametrize(
    ("password", "told"),
    [
        pytest.param("", "at least 12", id="none"),
        pytest.param("elevenchars", "at least 12", id="eleven"),
        pytest.param("x" * 257, "at most 256", id="long"),
        pytest.param("ada.lovelace", "is the login", id="the-login"),
        pytest.param("ada.lovelace2026!", "is the login", id="the-login-and-a-year"),
        pytest.param("ababababababab", "repeats few", id="two-letters"),
    ],
)
def test_a_password_that_is_easily_guessed_is_not_taken(house: House, password: str, told: str) -> None:
    house.person("ada.lovelace")
    with pytest.raises(UsageError, match=told):
        keeping.set_password(house.door, "root", "ada.lovelace", password)
    assert enter(house.door, "ada.lovelace", HERS, OFFICE).session.id


@pytest.mark.parametrize("password", ["审查委员会的长长的密码很难猜到", "пароль из четырёх слов", "x1!x2?x3;x4:"])
def test_any_other_password_is_taken(house: House, password: str) -> None:
    house.person("ada", password=password)
    assert enter(house.door, "ada", password, OFFICE).session.id


def test_one_administrator_stays(on_either: House) -> None:
    on_either.person("ada", "administrator")
    on_either.person("bob", "administrator")
    on_either.person("eve", "viewer")
    keeping.change_role(on_either.door, "ada", "bob", "viewer", ())
    for change in (
        lambda: keeping.change_role(on_either.door, "ada", "ada", "secretary", ()),
        lambda: keeping.disable(on_either.door, "ada", "ada"),
    ):
        with pytest.raises(UsageError, match="ada is the only administrator"):
            change()
    keeping.change_role(on_either.door, "ada", "eve", "administrator", ())
    keeping.disable(on_either.door, "ada", "ada")
    with on_either.door.store.read() as work:
        assert [one.person.login for one in work.persons.all() if one.administers] == ["eve"]


def test_of_two_administrators_that_disable_each_other_one_stays(on_either: House) -> None:
    logins = ("ada", "bob")
    for login in logins:
        on_either.person(login, "administrator")

    def out(login: str) -> bool:
        try:
            keeping.disable(on_either.door, "both", login)
        except UsageError:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(out, logins)) == [False, True]


def test_sessions_are_ended_one_by_one_or_all(on_either: House) -> None:
    on_either.person("ada")
    on_either.person("bob")
    first, second, third = (enter(on_either.door, "ada", HERS, one) for one in (OFFICE, HOME, OFFICE))
    bobs = enter(on_either.door, "bob", HERS, OFFICE)
    assert keeping.end_sessions(on_either.door, "root", "bob", first.session.id) == 0, "it is not bob's"
    assert keeping.end_sessions(on_either.door, "ada", "ada", first.session.id) == 1
    assert keeping.end_sessions(on_either.door, "ada", "ada", but=third.session.id) == 1
    alive = [who(on_either.door, one.secret) is not None for one in (first, second, third, bobs)]
    assert alive == [False, False, True, True]
    assert keeping.end_sessions(on_either.door, "root", "ada") == 1
    assert who(on_either.door, third.secret) is None
    assert keeping.end_sessions(on_either.door, "root", "ada") == 0
    told = [one.why for one in on_either.log("person") if "ession" in one.why]
    assert told == ["ada: a session was ended."] * 3


def test_ones_own_password_is_changed_by_the_old_one(house: House) -> None:
    house.person("ada")
    here, there = enter(house.door, "ada", HERS, OFFICE), enter(house.door, "ada", HERS, HOME)
    with pytest.raises(EntryRefusedError):
        keeping.change_own_password(house.door, here.session, "wrong", ANOTHER, OFFICE)
    keeping.change_own_password(house.door, here.session, HERS, ANOTHER, OFFICE)
    assert who(house.door, here.secret) is not None
    assert who(house.door, there.secret) is None, "somebody else may have known the old one"
    assert enter(house.door, "ada", ANOTHER, HOME).session.id


def test_language_and_theme_are_kept(on_either: House) -> None:
    on_either.person("ada")
    keeping.prefer(on_either.door, "ada", "fr", "dark")
    keeping.prefer(on_either.door, "ada", "fr", "pink")
    keeping.rename(on_either.door, "root", "ada", "Ada L.")
    with on_either.door.store.read() as work:
        known = work.persons.named("ada")
    assert known is not None
    assert (known.language, known.theme, known.person.name) == ("fr", "", "Ada L.")


def test_nobody_can_be_changed_who_is_not_there(house: House) -> None:
    for change in (
        lambda: keeping.disable(house.door, "root", "nobody"),
        lambda: keeping.enable(house.door, "root", "nobody"),
        lambda: keeping.set_password(house.door, "root", "nobody", HERS),
        lambda: keeping.change_role(house.door, "root", "nobody", "viewer", ()),
    ):
        with pytest.raises(UsageError, match="nobody: there is no such person"):
            change()


def test_the_log_holds_no_password_and_no_secret(house: House) -> None:
    house.person("ada")
    opened = enter(house.door, "ada", HERS, OFFICE)
    keeping.change_own_password(house.door, opened.session, HERS, ANOTHER, OFFICE)
    everything = " ".join(map(repr, house.log()))
    assert [one for one in (HERS, ANOTHER, opened.secret, opened.session.key) if one in everything] == []


@pytest.mark.parametrize(
    ("role", "groups", "office"),
    [
        pytest.param("chair", ("b", "c"), "kang@example.org", id="still-chair-of-one"),
        pytest.param("chair", ("c",), "", id="chair-of-others"),
        pytest.param("secretary", ("a", "b"), "", id="another-role"),
    ],
)
def test_an_office_is_over_with_the_role_and_with_the_groups(role: Role, groups: tuple[str, ...], office: str) -> None:
    chair = Person("kang", "K", "chair", ("a", "b"), "kang@example.org")
    assert in_role(chair, role, groups) == Person("kang", "K", role, groups, office)
