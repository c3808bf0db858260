"""Instants and durations in words, in the reader's language and on the clocks that the reader knows."""

from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_location
from babel.units import format_unit

from intake.adapters.words.catalogs import Catalogs

_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


class Moments:
    """Prints times as receipts want them: weekday and month in words, zone and offset always named.

    Digits are 0 to 9 in every language: the Union prints them so in Arabic too, and they stand beside numbers of
    documents and addresses.
    """

    def __init__(self, catalogs: Catalogs) -> None:
        self._catalogs = catalogs

    def day(self, day: date, language: str, *, year: bool = True) -> str:
        """A day in words: "Thursday 30 April 2026", or without the year."""
        key = "pattern.day" if year else "pattern.day-without-year"
        if day.day == 1:
            key += "-first"
        return _in_words(day.year, day.month, day.day, self._catalogs.raw(key, language), language)

    def clock(self, at: datetime, language: str, *, seconds: bool = False) -> str:
        """Tell what a clock in the zone of `at` shows: "23:52", or with seconds."""
        key = "pattern.time-with-seconds" if seconds else "pattern.time"
        return format_time(at.replace(tzinfo=None), self._catalogs.raw(key, language), locale=language)

    def short(self, at: datetime, zone: str, language: str, *, seconds: bool = False) -> str:
        """Day and time on the clock of `zone`: "Thursday 30 April at 23:50 Geneva time"."""
        local = at.astimezone(ZoneInfo(zone))
        values = {
            "day": self.day(local, language, year=False),
            "time": self.clock(local, language, seconds=seconds),
            "zone": self.zone(zone, language),
        }
        return self._catalogs.text("moment.short", language, values)

    def local(self, at: datetime, zone: str, language: str, *, seconds: bool = False) -> str:
        """On the clock of `zone`: "Thursday 30 April 2026, 23:52 Geneva time (UTC+2)"."""
        local = at.astimezone(ZoneInfo(zone))
        values = {
            "day": self.day(local, language),
            "time": self.clock(local, language, seconds=seconds),
            "zone": self.zone(zone, language),
            "offset": offset(local),
        }
        return self._catalogs.text("moment.local" if local.utcoffset() else "moment.in-utc", language, values)

    def date_and_time(self, at: datetime, zone: str, language: str) -> str:
        """To the second, without the day of the week: "30 April 2026, 17:30:12 Geneva time (UTC+2)"."""
        local = at.astimezone(ZoneInfo(zone))
        key = "pattern.date-first" if local.day == 1 else "pattern.date"
        values = {
            "day": _in_words(local.year, local.month, local.day, self._catalogs.raw(key, language), language),
            "time": self.clock(local, language, seconds=True),
            "zone": self.zone(zone, language),
            "offset": offset(local),
        }
        return self._catalogs.text("moment.local" if local.utcoffset() else "moment.in-utc", language, values)

    def full(self, at: datetime, zone: str, language: str, *, seconds: bool = False) -> str:
        """On the clock of `zone` and in UTC: "Thursday 30 April 2026, 23:52 Geneva time (UTC+2) = 21:52 UTC"."""
        local, here = at.astimezone(ZoneInfo(zone)), self.local(at, zone, language, seconds=seconds)
        if not local.utcoffset():
            return here
        return f"{here} = {self._elsewhere(at.astimezone(UTC), local, 'moment.utc', language, seconds=seconds)}"

    def by_sender(self, at: datetime, zone: str, minutes: int, language: str, *, seconds: bool = False) -> str:
        """On a clock `minutes` east of UTC: "= Friday 1 May, 06:52 at your mail's time (UTC+9)".

        "" where that says the same as the clock in `zone` or UTC, or where no clock can have this offset.
        """
        local = at.astimezone(ZoneInfo(zone))
        if minutes == 0 or not -24 * 60 < minutes < 24 * 60 or local.utcoffset() == timedelta(minutes=minutes):
            return ""
        theirs = at.astimezone(timezone(timedelta(minutes=minutes)))
        return f"= {self._elsewhere(theirs, local, 'moment.sender', language, seconds=seconds)}"

    def zone(self, zone: str, language: str) -> str:
        """A zone as people call its time: "Geneva time" for Europe/Zurich; others by their city."""
        named = f"zone.{zone.lower().replace('/', '-')}"
        if self._catalogs.has(named):
            return self._catalogs.text(named, language)
        city = get_timezone_location(zone, locale=language, return_city=True)
        return self._catalogs.text("zone.city", language, {"city": city})

    def lasting(self, seconds: int, language: str) -> str:
        """A duration in words by its two largest units: "11 minutes and 3 seconds"."""
        counted, rest = [], max(seconds, 0)
        for unit, length in _UNITS:
            count, rest = divmod(rest, length)
            counted.append((unit, count))
        first = next((place for place, (_, count) in enumerate(counted) if count), len(counted) - 1)
        larger, *smaller = counted[first : first + 2]
        words = [_counted(*larger, language), *(_counted(*one, language) for one in smaller if one[1])]
        if len(words) == 1:
            return words[0]
        return self._catalogs.text("join.durations", language, {"first": words[0], "second": words[1]})

    def _elsewhere(self, there: datetime, here: datetime, key: str, language: str, *, seconds: bool) -> str:
        values = {
            "day": self.day(there, language, year=False),
            "time": self.clock(there, language, seconds=seconds),
            "offset": offset(there),
        }
        same_day = there.date() == here.date() == there.astimezone(UTC).date()
        return self._catalogs.text(f"{key}-same-day" if same_day else key, language, values)


@lru_cache(maxsize=512)
def _in_words(year: int, month: int, day: int, pattern: str, language: str) -> str:
    """A day by this pattern: most receipts of a week name the same few days."""
    return format_date(date(year, month, day), pattern, locale=language)


def _counted(unit: str, count: int, language: str) -> str:
    """So many of a unit, "11 minutes"; where CLDR has no long form, the short one, which it inherits (UTS #35)."""
    code = f"duration-{unit}"
    long = format_unit(count, code, locale=language)
    return format_unit(count, code, "short", locale=language) if code in long else long


def offset(at: datetime) -> str:
    """The distance from UTC as people write it: "UTC", "UTC+2", "UTC-3:30"."""
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02d}" if rest else "")
