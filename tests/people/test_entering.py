"""Login and logout: W03 of the hazards, on both databases where the database decides."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from intake.adapters.passwords import Argon2Passwords
from intake.domain.persons.entering import (
    FREE_FAILURES,
    FREE_FAILURES_OF_ADDRESS,
    IDLE,
    LONGEST,
    EntryRefusedError,
    Session,
    TooManyFailuresError,
    digest_of,
)
from intake.pipeline.persons.door import Browser
from intake.pipeline.persons.entering import OpenedSession, enter, leave, who
from intake.pipeline.persons.keeping import disable, enable, set_password
from tests.people.doors import HERS, HOME, OFFICE, QUICK, House


def test_who_has_the_password_enters(on_either: House) -> None:
    on_either.person("ada")
    opened = enter(on_either.door, " ADA ", HERS, OFFICE)
    assert who(on_either.door, opened.secret) == (opened.session, opened.known)
    assert opened.known.entered_at == on_either.clock.at
    (line,) = on_either.log("login")
    assert (line.who, line.why, dict(line.personal)) == (
        "ada",
        "Entered by password.",
        {"address": "192.0.2.7", "agent": "Firefox 140"},
    )


def test_the_database_holds_no_secret(house: House) -> None:
    house.person("ada")
    opened = enter(house.door, "ada", HERS, OFFICE)
    with house.door.store.read() as work:
        hashed = work.persons.password("ada")
        assert work.sessions.of("ada")[0].key == digest_of(opened.secret) != opened.secret
    assert hashed is not None
    assert hashed.startswith("$argon2id$")
    assert HERS not in hashed


@pytest.mark.parametrize(
    ("login", "password", "why"),
    [
        pytest.param("ada", "wrong", "A wrong password.", id="wrong-password"),
        pytest.param("ada", "", "A wrong password.", id="no-password"),
        pytest.param("ada", HERS.upper(), "A wrong password.", id="other-case"),
        pytest.param("ada", HERS + " ", "A wrong password.", id="a-blank-more"),
        pytest.param("ada", HERS + "x" * 2_000, "A wrong password.", id="very-long"),
        pytest.param("bob", HERS, "There is no such login.", id="no-such-login"),
        pytest.param("", HERS, "There is no such login.", id="no-login"),
        pytest.param("a\0\ud800' OR 1=1 --", HERS, "There is no such login.", id="hostile-login"),
        pytest.param("gone", HERS, "This person is disabled.", id="disabled"),
        pytest.param("linked", "", "A wrong password.", id="without-a-password-yet"),
    ],
)
def test_who_has_not_does_not_and_the_log_says_why(house: House, login: str, password: str, why: str) -> None:
    for name in ("ada", "gone", "linked"):
        house.person(name)
    disable(house.door, "root", "gone")
    with house.door.store.write() as work:
        work.persons.set_password("linked", None, house.clock.at)
    with pytest.raises(EntryRefusedError):
        enter(house.door, login, password, OFFICE)
    (line,) = house.log("login-failed")
    assert (line.who, line.why) == ("desk", why)
    assert line.personal["address"] == "192.0.2.7"


class Counting:
    """Counts how often a password is compared with a hash."""

    def __init__(self) -> None:
        self.compared: list[bool] = []
        self.real = Argon2Passwords(QUICK)

    def hashed(self, password: str) -> str:
        return self.real.hashed(password)

    def matches(self, hashed: str | None, password: str) -> bool:
        self.compared.append(hashed is None)
        return self.real.matches(hashed, password)

    def is_old(self, hashed: str) -> bool:
        return self.real.is_old(hashed)


@pytest.mark.parametrize(("login", "nobodys"), [("ada", False), ("nobody", True)])
def test_an_unknown_login_takes_as_long_as_a_wrong_password(house: House, login: str, nobodys: bool) -> None:
    """One comparison with a hash of the same cost, whether there is such a login or not."""
    from dataclasses import replace

    house.person("ada")
    counting = Counting()
    with pytest.raises(EntryRefusedError):
        enter(replace(house.door, passwords=counting), login, "wrong", OFFICE)
    assert counting.compared == [nobodys]


def tried(house: House, times: int, login: str = "ada", browser: Browser = OFFICE) -> list[str]:
    """What became of so many wrong passwords, one at once after the other."""
    became = []
    for _ in range(times):
        try:
            enter(house.door, login, "wrong", browser)
        except EntryRefusedError:
            became.append("refused")
        except TooManyFailuresError:
            became.append("wait")
    return became


def test_twenty_wrong_passwords_have_to_wait_and_so_has_the_right_one(on_either: House) -> None:
    on_either.person("ada")
    assert tried(on_either, 20) == ["refused"] * (FREE_FAILURES + 1) + ["wait"] * (19 - FREE_FAILURES)
    assert len(on_either.log("login-failed")) == FREE_FAILURES + 1, "a flood fills no log"
    with pytest.raises(TooManyFailuresError) as waits:
        enter(on_either.door, "ada", HERS, OFFICE)
    on_either.clock.at = waits.value.until
    assert enter(on_either.door, "ada", HERS, OFFICE).session.login == "ada"
    assert tried(on_either, FREE_FAILURES) == ["refused"] * FREE_FAILURES, "the right one takes all back"


def test_each_wait_is_twice_the_last_up_to_five_minutes(house: House) -> None:
    house.person("ada")
    tried(house, FREE_FAILURES)
    waits = []
    for _ in range(12):
        assert tried(house, 1) == ["refused"]
        with pytest.raises(TooManyFailuresError) as told:
            enter(house.door, "ada", HERS, OFFICE)
        waits.append((told.value.until - house.clock.at).total_seconds())
        house.clock.at = told.value.until
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]


def test_one_address_that_tries_many_logins_has_to_wait_and_others_have_not(house: House) -> None:
    house.person("ada")
    became = [tried(house, 1, f"login{one}")[0] for one in range(20)]
    assert became == ["refused"] * (FREE_FAILURES_OF_ADDRESS + 1) + ["wait"] * (19 - FREE_FAILURES_OF_ADDRESS)
    assert enter(house.door, "ada", HERS, HOME).session.login == "ada"


def test_whoever_has_a_network_of_ipv6_is_one_address(house: House) -> None:
    """A household has 2^64 addresses (RFC 6177)."""
    became = [tried(house, 1, f"login{one}", Browser(f"2001:db8:1:2::{one:x}"))[0] for one in range(20)]
    assert became.count("wait") == 19 - FREE_FAILURES_OF_ADDRESS
    assert tried(house, 1, "another", Browser("2001:db8:1:3::1")) == ["refused"]


def test_failures_of_yesterday_count_no_more(house: House) -> None:
    house.person("ada")
    tried(house, 20)
    house.clock.wait(86_401)
    assert tried(house, FREE_FAILURES) == ["refused"] * FREE_FAILURES


def test_many_at_once_are_no_faster(on_either: House) -> None:
    on_either.person("ada")
    with ThreadPoolExecutor(8) as threads:
        became = sorted(one for each in threads.map(lambda _: tried(on_either, 1), range(24)) for one in each)
    assert became == ["refused"] * (FREE_FAILURES + 1) + ["wait"] * (23 - FREE_FAILURES)


def test_every_login_has_a_new_secret(house: House) -> None:
    house.person("ada")
    secrets = {enter(house.door, "ada", HERS, OFFICE).secret for _ in range(3)}
    assert len(secrets) == 3


def entered(house: House) -> OpenedSession:
    house.person("ada")
    return enter(house.door, "ada", HERS, OFFICE)


def test_after_logout_the_secret_opens_nothing(on_either: House) -> None:
    opened = entered(on_either)
    other = enter(on_either.door, "ada", HERS, HOME)
    leave(on_either.door, opened.session, OFFICE)
    leave(on_either.door, opened.session, OFFICE)
    assert who(on_either.door, opened.secret) is None
    assert who(on_either.door, other.secret) is not None
    assert on_either.told("logout") == [("logout", "ada", "Left.")]


@pytest.mark.parametrize(
    ("passed", "alive"),
    [
        pytest.param(IDLE - timedelta(seconds=1), True, id="just-before"),
        pytest.param(IDLE, False, id="twelve-hours"),
        pytest.param(LONGEST, False, id="a-week"),
    ],
)
def test_a_session_that_nobody_uses_ends_after_twelve_hours(house: House, passed: timedelta, alive: bool) -> None:
    opened = entered(house)
    house.clock.at += passed
    with house.door.store.read() as work:
        assert (work.sessions.alive([opened.session.key, "other"], house.clock.at) == {opened.session.key}) is alive
    assert (who(house.door, opened.secret) is not None) is alive


def test_a_session_that_is_used_lasts_a_week_and_no_longer(house: House) -> None:
    opened = entered(house)
    began = house.clock.at
    while who(house.door, opened.secret) is not None:
        house.clock.wait(6 * 3600)
    assert house.clock.at - began == LONGEST


def test_what_does_not_count_keeps_no_session_alive(house: House) -> None:
    """Live events ask all night long; nobody sits there."""
    opened = entered(house)
    for _ in range(11):
        house.clock.wait(3600)
        assert who(house.door, opened.secret, counts=False) is not None
    house.clock.wait(3600)
    assert who(house.door, opened.secret, counts=False) is None


def test_a_use_is_written_at_most_once_a_minute(house: House) -> None:
    opened = entered(house)
    seen = []
    for seconds in (0, 59, 1, 59, 1):
        house.clock.wait(seconds)
        who(house.door, opened.secret)
        with house.door.store.read() as work:
            seen.append((work.sessions.of("ada")[0].used_at - opened.session.opened_at).total_seconds())
    assert seen == [0, 0, 60, 60, 120]


def test_who_is_disabled_is_out_at_once(on_either: House) -> None:
    on_either.person("eve", "administrator")
    opened = entered(on_either)
    disable(on_either.door, "eve", "ada")
    assert who(on_either.door, opened.secret) is None
    enable(on_either.door, "eve", "ada")
    assert who(on_either.door, opened.secret) is None, "an old session stays ended"


def test_another_password_ends_what_the_old_one_opened(house: House) -> None:
    opened = entered(house)
    set_password(house.door, "root", "ada", "another long password")
    assert who(house.door, opened.secret) is None
    with pytest.raises(EntryRefusedError):
        enter(house.door, "ada", HERS, OFFICE)


def test_a_secret_that_nobody_has_opens_nothing(house: House) -> None:
    entered(house)
    for secret in ("", "secret", "secret-1 ", "\ud800", digest_of("secret-1")):
        assert who(house.door, secret) is None


def test_a_password_typed_in_parts_is_the_same_password(house: House) -> None:
    """A keyboard may write an accent beside its letter (RFC 8265, section 4.2.1)."""
    house.person("zoe", password="Zoé mange à la cantine")
    assert enter(house.door, "zoe", "Zoe\u0301 mange a\u0300 la cantine", OFFICE).session.login == "zoe"


def test_a_hash_of_weaker_parameters_is_made_anew_at_login(house: House) -> None:
    house.person("ada")
    weak = PasswordHasher(time_cost=1, memory_cost=16, parallelism=2)
    with house.door.store.write() as work:
        work.persons.set_password("ada", Argon2Passwords(weak).hashed(HERS), house.clock.at)
    session = enter(house.door, "ada", HERS, OFFICE).session
    with house.door.store.read() as work:
        hashed = work.persons.password("ada")
    assert hashed is not None
    assert not house.door.passwords.is_old(hashed)
    assert isinstance(session, Session)


def test_passwords_are_hashed_as_rfc_9106_recommends() -> None:
    assert Argon2Passwords().hashed("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
