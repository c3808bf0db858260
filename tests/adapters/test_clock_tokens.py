"""Time and chance."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from intake.adapters.clock import OffsetClock, SystemClock
from intake.adapters.tokens import RandomTokens

SCENE = datetime(2026, 4, 30, 15, 30, tzinfo=UTC)


class StandingClock:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 22, tzinfo=timezone(timedelta(hours=9)))

    def now(self) -> datetime:
        return self.instant

    def wait(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


def test_the_machine_tells_utc_and_never_goes_back_while_we_wait() -> None:
    clock = SystemClock()
    before = clock.now()
    clock.wait(0.001)
    clock.wait(-1)
    assert before.tzinfo is UTC
    assert clock.now() - before >= timedelta(seconds=0.001)


@pytest.mark.parametrize("jumps", [True, False])
def test_an_offset_clock_starts_at_its_scene_and_passes_with_the_real_one(jumps: bool) -> None:
    real = StandingClock()
    clock = OffsetClock(real, SCENE, jumps=jumps)
    assert clock.now() == SCENE
    assert clock.now().tzinfo is UTC
    real.wait(5)
    clock.wait(60)
    assert clock.now() == SCENE + timedelta(seconds=65)
    assert real.now() - datetime(2026, 11, 21, 15, tzinfo=UTC) == timedelta(seconds=5 if jumps else 65)


def test_an_offset_clock_is_moved_forward_only() -> None:
    clock = OffsetClock(StandingClock(), SCENE)
    clock.move_to(SCENE + timedelta(days=4))
    assert clock.now() == SCENE + timedelta(days=4)
    with pytest.raises(ValueError, match="cannot go back by 4 days"):
        clock.move_to(SCENE)


def test_tokens_are_128_bits_and_never_the_same() -> None:
    tokens = RandomTokens()
    made = [make() for make in (tokens.claim, tokens.message_id) for _ in range(50)]
    assert len(set(made)) == 100
    assert all(len(bytes.fromhex(token)) == 16 for token in made)
