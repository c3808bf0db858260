"""Hours as letters write them: "8 h 30", "0930 hours", "11:59 p.m.", "midnight"; alone, or from one to another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import cache

from intake.domain.circular.words.normal import folded
from intake.domain.circular.words.vocabulary import any_of

_HOURS = r"(?:hours?|hrs?|horas?|heures?|uhr|h)"
_NOON, _HALF = 12, r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)"
_CLOCK = re.compile(
    r"(?<![\d.,/:+])(?:"
    rf"(?P<a>[01]?\d|2[0-4])\s*(?:h|:)\s*(?P<am>[0-5]\d)(?::[0-5]\d)?(?!\d)(?:\s*{_HOURS}\b)?"
    rf"|(?P<b>[01]\d|2[0-4])(?P<bm>[0-5]\d)\s*{_HOURS}\b"
    rf"|(?P<c>[01]?\d|2[0-4])\.(?P<cm>[0-5]\d)(?=\s*(?:{_HOURS}\b|[ap]\.?\s?m\b))(?:\s*{_HOURS}\b)?"
    rf"|(?<![a-z])(?P<d>[01]?\d|2[0-4])\s*{_HOURS}(?![a-z\d])"
    r"|(?<![a-z])(?P<e>1[0-2]|0?[1-9])(?=\s*[ap]\.?\s?m\b)"
    rf"){_HALF}?"
)
_BARE = re.compile(r"(?<![\d.,/:+])(?P<h>[01]?\d|2[0-4])(?:[.:h]?(?P<m>[0-5]\d))?\s*(?:h\s*)?$")


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """One time of day as written at `start` to `end` of a text.

    `midnight`: written as that word, which means the beginning or the end of the day. 24:00 is the end of it too.
    """

    at: time
    start: int
    end: int
    midnight: bool = False
    ends_day: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """From one time of day to another one; `until` is None where only the first is written."""

    since: time
    until: time | None
    start: int
    end: int

    @property
    def text(self) -> str:
        """As "08:30-10:30" or "09:30"."""
        return f"{self.since:%H:%M}-{self.until:%H:%M}" if self.until else f"{self.since:%H:%M}"


def clocks_in(text: str) -> list[TimeOfDay]:
    """The times of day in a text, in order."""
    small = folded(text)
    found = [one for match in _CLOCK.finditer(small) if (one := _clock(match))]
    return sorted([*found, *_in_words(small)], key=lambda one: one.start)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<noon>(?:12 )?{any_of('noon')})(?!\w)|(?<!\w)(?P<night>{any_of('midnight')})(?!\w)")


def _in_words(small: str) -> Iterator[TimeOfDay]:
    for found in _words().finditer(small):
        hour = _NOON if found["noon"] else 0
        yield TimeOfDay(time(hour), found.start(), found.end(), midnight=hour == 0)


def _clock(found: re.Match[str]) -> TimeOfDay | None:
    hour = int(next(found[name] for name in "abcde" if found[name]))
    minute = int(next((found[f"{name}m"] for name in "abc" if found[name]), "0"))
    if half := found["half"]:
        if hour > _NOON:
            half = None
        else:
            hour = hour % _NOON + (_NOON if half == "p" else 0)
    if hour == 24:
        return TimeOfDay(time(0), found.start(), found.end(), ends_day=True) if minute == 0 else None
    return TimeOfDay(time(hour, minute), found.start(), found.end())


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:-|–|—|{any_of('to', 'also')}(?!\w))\s*(?:las\s+)?")


def hours_in(text: str) -> list[Hours]:
    """The times of day in a text, each with the time until which it lasts if that is written behind it."""
    small, clocks = folded(text), clocks_in(text)
    found: list[Hours] = []
    at = 0
    while at < len(clocks):
        one, other = clocks[at], clocks[at + 1] if at + 1 < len(clocks) else None
        if other and _link().fullmatch(small[one.end : other.start]):
            found.append(Hours(one.at, _until(other), one.start, other.end))
            at += 2
            continue
        found.append(_with_bare_start(small, one))
        at += 1
    return found


def _until(clock: TimeOfDay) -> time:
    return time(23, 59) if clock.ends_day or clock.midnight else clock.at


def _with_bare_start(small: str, clock: TimeOfDay) -> Hours:
    """A range whose first time is only figures: "2-4 p.m.", "09.30-17.30 hours", "0930-1730 hours"."""
    link = re.search(rf"(?P<link>\s*(?:-|–|—|{any_of('to', 'also')})\s*(?:las\s+)?)$", small[: clock.start])
    bare = _BARE.search(small[: link.start()]) if link else None
    if bare is None:
        return Hours(clock.at, None, clock.start, clock.end)
    hour, minute = int(bare["h"]), int(bare["m"] or 0)
    if re.search(r"p\.?\s?m\b", small[clock.start : clock.end]) and hour <= clock.at.hour % _NOON and hour < _NOON:
        hour += _NOON
    since = time(hour % 24, minute)
    return (
        Hours(since, clock.at, bare.start(), clock.end)
        if since < clock.at
        else Hours(clock.at, None, clock.start, clock.end)
    )
