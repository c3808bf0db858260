"""One token for all who ask, renewed ahead of its end; a refusal is not asked for again at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from intake.adapters.oauth.access import AccessTokens, Granted
from intake.domain.errors import LoginError, UnavailableError

BEGAN = datetime(2026, 4, 30, 12, tzinfo=UTC)


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = BEGAN

    def now(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class Provider:
    """Gives tokens of an hour, numbered; or fails as it is told."""

    def __init__(self, clock: Hand) -> None:
        self.clock = clock
        self.asked = 0
        self.fault: UnavailableError | None = None

    def __call__(self) -> Granted:
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        return Granted(f"token-{self.asked}", self.clock.now() + timedelta(hours=1))


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def provider(clock: Hand) -> Provider:
    return Provider(clock)


@pytest.fixture
def tokens(provider: Provider, clock: Hand) -> AccessTokens:
    return AccessTokens(provider, clock)


@pytest.mark.parametrize(("minutes", "token"), [(0, "token-1"), (54, "token-1"), (55, "token-2"), (61, "token-2")])
def test_a_token_is_renewed_ahead_of_its_end(tokens: AccessTokens, clock: Hand, minutes: int, token: str) -> None:
    tokens.token()
    clock.at += timedelta(minutes=minutes)
    assert tokens.token() == token


def test_of_many_threads_one_asks(tokens: AccessTokens, provider: Provider) -> None:
    together = Barrier(8)

    def ask(_: int) -> str:
        together.wait()
        return tokens.token()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {"token-1"}
    assert provider.asked == 1


def test_a_token_that_a_server_did_not_take_is_not_shown_again(tokens: AccessTokens) -> None:
    first = tokens.token()
    tokens.forget(first)
    assert tokens.token() == "token-2"
    tokens.forget(first)
    assert tokens.token() == "token-2", "another thread's late word does not cost the new token"


def test_while_the_provider_is_away_the_old_token_does_until_its_end(
    tokens: AccessTokens, provider: Provider, clock: Hand
) -> None:
    tokens.token()
    provider.fault = UnavailableError("away")
    clock.at += timedelta(minutes=58)
    assert tokens.token() == "token-1"
    clock.at += timedelta(minutes=3)
    with pytest.raises(UnavailableError, match="away"):
        tokens.token()
    provider.fault = None
    assert tokens.token() == "token-4"


def test_a_refusal_is_told_to_all_without_asking_again(tokens: AccessTokens, provider: Provider, clock: Hand) -> None:
    provider.fault = LoginError("the secret is wrong")
    for _ in range(5):
        with pytest.raises(LoginError, match="the secret is wrong"):
            tokens.token()
    assert provider.asked == 1
    provider.fault = None
    clock.at += timedelta(minutes=5)
    assert tokens.token() == "token-2"


def test_no_token_stands_in_what_is_printed(tokens: AccessTokens, provider: Provider) -> None:
    token = tokens.token()
    assert token not in repr(tokens) + repr(provider()) + str(vars(tokens))


def test_a_provider_that_is_away_is_not_asked_with_every_call(
    tokens: AccessTokens, provider: Provider, clock: Hand
) -> None:
    tokens.token()
    clock.wait(56 * 60)
    provider.fault = UnavailableError("away")
    assert [tokens.token() for _ in range(5)] == ["token-1"] * 5
    assert provider.asked == 2
    clock.wait(31)
    provider.fault = None
    assert tokens.token() == "token-3"
