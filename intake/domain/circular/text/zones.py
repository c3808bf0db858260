"""Time zones as letters write them: "heure de Genève", "Geneva time", "CEST", "UTC+2", "local time"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from intake.domain.circular.words.normal import folded
from intake.domain.circular.words.places import ABBREVIATIONS, GENEVA, SEASONS, known_places, zone_of_place
from intake.domain.circular.words.vocabulary import any_of

_CAPITALS = re.compile(
    r"(?<![A-Za-z])(CET|CEST|UTC|GMT|JST|KST|MSK|EDT|PDT|SGT)(?![A-Za-z])\s?([+-]\s?\d{1,2}(?::?\d\d)?)?"
)


@dataclass(frozen=True, slots=True)
class ZoneSaid:
    """A zone as written: its IANA name ("" for local time), its place in the text, hours before UTC if it says so."""

    zone: str
    start: int
    end: int
    hours: int | None = None


def zones_in(text: str) -> list[ZoneSaid]:
    """The zones that a text names, in order."""
    small = folded(text)
    return sorted(
        (one for each in (_by_place(small), _by_letters(text), _in_words(small)) for one in each),
        key=lambda one: one.start,
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    places = known_places().pattern
    local = any_of("local_time")
    of = rf"(?:{any_of('time_of')}|{local}\s+(?:de|of|in|a|en)|{local},?\s*\()\s*(?:la\s+|l')?"
    return (
        re.compile(rf"{places}(?:'s)?\s+(?:local\s+|standard\s+|summer\s+)?(?:time|hours)(?!\w)"),
        re.compile(rf"(?<!\w){of}{places}"),
    )


def _by_place(small: str) -> Iterator[ZoneSaid]:
    for pattern in _patterns():
        for found in pattern.finditer(small):
            if zone := zone_of_place(found.group()):
                yield ZoneSaid(zone, found.start(), found.end())


def _by_letters(text: str) -> Iterator[ZoneSaid]:
    for found in _CAPITALS.finditer(text):
        name = found[1].lower()
        hours = int(re.sub(r"\s|:.*", "", found[2])) if found[2] else SEASONS.get(name)
        yield ZoneSaid(ABBREVIATIONS[name], found.start(), found.end(), hours)


def _in_words(small: str) -> Iterator[ZoneSaid]:
    for name, zone in ABBREVIATIONS.items():
        if " " in name:
            for found in re.finditer(re.escape(name), small):
                yield ZoneSaid(zone, found.start(), found.end(), SEASONS.get(name))
    for found in re.finditer(rf"(?<!\w){any_of('local_time')}(?!\w)", small):
        yield ZoneSaid("", found.start(), found.end())


def hours_before_utc(zone: str, day: date) -> float:
    """How many hours the clocks of a zone are before UTC at noon of this day."""
    offset = datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset() or timedelta()
    return offset.total_seconds() / 3600


def resolved(said: ZoneSaid, day: date | None) -> tuple[str, bool]:
    """The IANA zone that is meant on this day, and whether the words fit the season: CET in May does not.

    "UTC+2" is Geneva's zone where Geneva's clocks show that; else a zone without summer time.
    """
    if said.hours is None or day is None:
        return said.zone, True
    if said.zone == "UTC":
        if hours_before_utc(GENEVA, day) == said.hours:
            return GENEVA, True
        return (f"Etc/GMT{-said.hours:+d}" if said.hours and abs(said.hours) <= 12 else "UTC"), True
    return said.zone, hours_before_utc(said.zone, day) == said.hours
