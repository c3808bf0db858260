"""Tokens for programs: shown once, kept as a digest, never more than their person, and over when they are revoked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from intake.domain.errors import UsageError
from intake.domain.persons.people import Person, Role
from intake.domain.persons.tokens import ApiReader, Token
from intake.pipeline.persons import keeping
from intake.pipeline.persons.tokens import TokenWanted, make_token, reader_by, revoke_token, tokens_of
from tests.people.doors import NOON, House

FOR_ADA = TokenWanted("Ada", "The archive of the seals", ("log", "people"), days=30)


def test_a_token_opens_until_its_last_day_and_is_kept_as_a_digest_alone(on_either: House) -> None:
    on_either.person("ada", "administrator")
    secret, made = make_token(on_either.door, "root", FOR_ADA)
    assert secret.startswith("intake_")
    reader = reader_by(on_either.door, secret)
    assert reader is not None
    assert (reader.person.login, reader.token.scopes, reader.token.name) == ("ada", ("log", "people"), FOR_ADA.name)
    with on_either.door.store.read() as work:
        (kept,) = work.api_tokens.of("ada")
    assert secret.removeprefix("intake_") not in repr(kept)
    assert (kept.id, kept.made_by, kept.ends_at) == (made.id, "root", NOON + timedelta(days=30))
    on_either.clock.wait(30 * 86_400 - 1)
    assert reader_by(on_either.door, secret) is not None
    on_either.clock.wait(1)
    assert reader_by(on_either.door, secret) is None
    assert tokens_of(on_either.door, ["ada"]) == []


def test_what_is_no_token_opens_nothing(house: House) -> None:
    house.person("ada", "administrator")
    secret, made = make_token(house.door, "root", FOR_ADA)
    for other in ("", "intake_", secret[:-1], secret.upper(), secret.removeprefix("intake_"), made.key, secret + "\0"):
        assert reader_by(house.door, other) is None, other


def test_a_use_is_noted_once_a_minute_at_most(on_either: House) -> None:
    on_either.person("ada", "administrator")
    secret, _ = make_token(on_either.door, "root", FOR_ADA)
    noted = []
    for seconds in (0, 30, 29, 1, 59, 1):
        on_either.clock.wait(seconds)
        assert reader_by(on_either.door, secret)
        noted.append(tokens_of(on_either.door, ["ada"])[0].used_at)
    assert [(one - NOON).total_seconds() for one in noted if one] == [0, 0, 0, 60, 60, 120]


def test_a_revoked_token_opens_nothing_and_the_log_keeps_both(on_either: House) -> None:
    on_either.person("ada", "administrator")
    on_either.person("bob", "viewer")
    secret, made = make_token(on_either.door, "root", FOR_ADA)
    assert revoke_token(on_either.door, "bob", made.id, "bob") is None
    assert reader_by(on_either.door, secret)
    revoked = revoke_token(on_either.door, "ada", made.id, "ada")
    assert revoked is not None
    assert revoked.name == FOR_ADA.name
    assert reader_by(on_either.door, secret) is None
    assert revoke_token(on_either.door, "ada", made.id, "ada") is None
    told = on_either.told("person")[-2:]
    assert told == [
        ("person", "root", "ada: got a token for the API: The archive of the seals."),
        ("person", "ada", "ada: a token for the API was revoked: The archive of the seals."),
    ]
    assert not any(secret in repr(one) for one in on_either.log())


def test_whoever_is_disabled_has_no_token_any_more_also_when_they_come_back(on_either: House) -> None:
    on_either.person("ada", "administrator")
    on_either.person("bob", "viewer")
    secret, _ = make_token(on_either.door, "root", replace(FOR_ADA, login="bob"))
    keeping.disable(on_either.door, "root", "bob")
    assert reader_by(on_either.door, secret) is None
    keeping.enable(on_either.door, "root", "bob")
    assert reader_by(on_either.door, secret) is None
    assert on_either.log("person")[-2].facts["tokens"] == 1


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        pytest.param(replace(FOR_ADA, login="zoe"), "zoe: there is no such person", id="nobody"),
        pytest.param(replace(FOR_ADA, name=" \u202e "), "Say what the token is for", id="no-name"),
        pytest.param(replace(FOR_ADA, scopes=()), "Say what the token opens", id="no-scope"),
        pytest.param(replace(FOR_ADA, scopes=("log", "all")), "all: there is no such scope", id="unknown-scope"),
        pytest.param(replace(FOR_ADA, groups=("nowhere",)), "nowhere: ada sees no such group", id="unknown-group"),
        pytest.param(replace(FOR_ADA, days=0), "from 1 to 730 days", id="no-day"),
        pytest.param(replace(FOR_ADA, days=731), "from 1 to 730 days", id="for-ever"),
    ],
)
def test_a_token_that_cannot_be_is_not_made(house: House, wanted: TokenWanted, told: str) -> None:
    house.person("ada", "administrator")
    with pytest.raises(UsageError, match=told):
        make_token(house.door, "root", wanted)
    assert tokens_of(house.door, ["ada"]) == []


def test_nobody_has_more_tokens_than_a_person_can_look_through(house: House) -> None:
    house.person("ada", "administrator")
    for _ in range(50):
        make_token(house.door, "root", replace(FOR_ADA, days=1))
    with pytest.raises(UsageError, match="ada has 50 tokens"):
        make_token(house.door, "root", FOR_ADA)
    house.clock.wait(86_400)
    make_token(house.door, "root", FOR_ADA)
    with house.door.store.read() as work:
        assert len(work.api_tokens.of("ada")) == 1, "those that were over are gone"


@pytest.mark.parametrize(
    ("role", "own", "token", "seen", "everything", "desk"),
    [
        pytest.param("administrator", (), (), "ab", True, True, id="administrator"),
        pytest.param("administrator", (), ("a",), "a", False, False, id="administrator-narrowed"),
        pytest.param("viewer", (), (), "ab", True, False, id="viewer-of-all"),
        pytest.param("viewer", ("a",), (), "a", False, False, id="viewer-of-one"),
        pytest.param("viewer", ("a",), ("a", "b"), "a", False, False, id="token-of-more-than-its-person-has-by-now"),
        pytest.param("viewer", ("a",), ("b",), "", False, False, id="nothing-in-common-any-more"),
        pytest.param("chair", (), (), "", False, False, id="chair-of-nothing"),
        pytest.param("chair", ("b",), (), "b", False, False, id="chair"),
    ],
)
def test_a_token_is_never_more_than_its_person_nor_than_itself(  # a table of all that narrows
    role: Role, own: tuple[str, ...], token: tuple[str, ...], seen: str, everything: bool, desk: bool
) -> None:
    made = Token(1, "key", "ada", "x", ("log", "people"), token, "root", NOON, NOON)
    reader = ApiReader(Person("ada", "Ada", role, own), made)
    assert "".join(one for one in "ab" if reader.sees(one)) == seen
    assert (reader.sees_all, reader.sees_desk) == (everything, desk)
    without_people = ApiReader(reader.person, replace(made, scopes=("log",)))
    assert not without_people.sees_desk


def test_another_role_and_other_groups_hold_at_once(house: House) -> None:
    house.person("ada", "administrator")
    house.person("bob", "administrator")
    secret, _ = make_token(house.door, "root", replace(FOR_ADA, login="bob"))
    keeping.change_role(house.door, "root", "bob", "viewer", ())
    reader = reader_by(house.door, secret)
    assert reader is not None
    assert (reader.person.role, reader.sees_desk) == ("viewer", False)


def test_no_text_of_a_token_stands_in_any_table(house: House) -> None:
    house.person("ada", "administrator")
    secret, _ = make_token(house.door, "root", FOR_ADA)
    with house.door.store._engine.connect() as connection:  # type: ignore[attr-defined]
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        every = [row for name in names for row in connection.execute(text(f'SELECT * FROM "{name}"')).all()]
    assert secret not in repr(every)


@pytest.mark.parametrize(
    ("subject", "entered", "days", "opens"),
    [
        pytest.param("https://login.example.org 1", 0, 59.99, True, id="logged-in-within-sixty-days"),
        pytest.param("https://login.example.org 1", 0, 60, False, id="stayed-away-for-sixty-days"),
        pytest.param("https://login.example.org 1", 50, 109.99, True, id="each-login-moves-it-on"),
        pytest.param("https://login.example.org 1", 50, 110, False, id="since-the-last-login"),
        pytest.param("https://login.example.org 1", 350, 365, False, id="never-longer-than-its-days"),
        pytest.param("", 0, 364.99, True, id="who-has-no-account-of-a-provider"),
    ],
)
def test_a_token_ends_with_the_account_of_the_provider(
    on_either: House, subject: str, entered: int, days: float, opens: bool
) -> None:
    on_either.person("bob", "viewer")
    secret, _ = make_token(on_either.door, "root", replace(FOR_ADA, login="bob", days=365))
    if subject:
        with on_either.door.store.write() as work:
            work.persons.join_subject("bob", subject)
    with on_either.door.store.write() as work:
        work.persons.entered("bob", NOON + timedelta(days=entered))
    on_either.clock.at = NOON + timedelta(days=days)
    assert (reader_by(on_either.door, secret) is not None) is opens
    assert bool(tokens_of(on_either.door, ["bob"])) is opens


def test_who_comes_back_to_the_provider_finds_the_tokens_again(on_either: House) -> None:
    on_either.person("bob", "viewer")
    with on_either.door.store.write() as work:
        work.persons.join_subject("bob", "https://login.example.org 1")
    secret, made = make_token(on_either.door, "root", replace(FOR_ADA, login="bob", days=365))
    assert made.ends_at == NOON + timedelta(days=60), "it is told so when it is made"
    on_either.clock.wait(70 * 86_400)
    assert reader_by(on_either.door, secret) is None
    with on_either.door.store.write() as work:
        work.persons.entered("bob", on_either.clock.now())
    assert reader_by(on_either.door, secret) is not None
