"""A meeting and its dates as a calendar file (RFC 5545), that nobody can answer: no mail would be read."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

from intake.adapters.words.catalogs import Catalogs
from intake.domain.publishing.calendar import CalendarEvent, is_cancelled
from intake.domain.publishing.site import Publication

_NOBODY = "invalid:nomail"
"""An organizer (RFC 5546 asks for one) that no program can write to."""


def as_ics(page: Publication, events: Sequence[CalendarEvent], catalogs: Catalogs) -> bytes:
    """The events in the meeting's language, with the rules of their zones; METHOD is CANCEL if nothing takes place."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//contribution-intake//site//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled(events) else "PUBLISH")
    calendar.add("name", f"{page.acronym}: {page.title}")
    for one in events:
        calendar.add_component(_component(page, one, catalogs))
    for zone in sorted({one.zone for one in events}):
        calendar.add_component(_zone(zone, [one.starts for one in events if one.zone == zone]))
    return bytes(calendar.to_ical())


def _component(page: Publication, one: CalendarEvent, catalogs: Catalogs) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.changed.astimezone(UTC))
    event.add("last-modified", one.changed.astimezone(UTC))
    event.add("summary", _summary(page, one, catalogs))
    event.add("dtstart", _local(one.starts, one.zone))
    if one.ends is not None:
        event.add("dtend", _local(one.ends, one.zone))
    if one.kind == "meeting" and one.place:
        event.add("location", one.place)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if one.kind == "meeting" else "TRANSPARENT")
    nobody = icalendar.vCalAddress(_NOBODY)
    nobody.params["CN"] = page.acronym
    event.add("organizer", nobody)
    if page.home_page:
        event.add("url", page.home_page)
    return event


def _summary(page: Publication, one: CalendarEvent, catalogs: Catalogs) -> str:
    if one.kind == "meeting":
        return one.title
    language = page.language if catalogs.offers(page.language) else "en"
    return catalogs.text(f"calendar.{one.kind}", language, {"meeting": one.title})


def _local(when: datetime | date, zone: str) -> datetime | date:
    return when.replace(tzinfo=ZoneInfo(zone)) if isinstance(when, datetime) else when


def _zone(name: str, days: Sequence[date]) -> icalendar.Timezone:
    """The zone's rules in the years around these days (RFC 5545, section 3.6.5).

    The library's own are an hour off where clocks go forward, and leave some changes out.
    """
    years = [one.year for one in days]
    zone, at = ZoneInfo(name), datetime(min(years) - 1, 1, 1, tzinfo=UTC)
    end = datetime(max(years) + 2, 1, 1, tzinfo=UTC)
    rules = icalendar.Timezone()
    rules.add("tzid", name)
    rules.add_component(_onset(zone, at, _offset(zone, at)))
    while at < end:
        after = at + timedelta(days=1)
        if _offset(zone, at) != _offset(zone, after):
            rules.add_component(_onset(zone, _first(zone, at, after), _offset(zone, at)))
        at = after
    return rules


def _first(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first minute (UTC) between these instants at which clocks show what they show after it."""
    new = _offset(zone, after)
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        before, after = (before, middle) if _offset(zone, middle) == new else (middle, after)
    return after


def _onset(zone: ZoneInfo, at: datetime, before: timedelta) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    """From this instant (UTC) on clocks show another time; it is told by the clock that was right until then."""
    local = at.astimezone(zone)
    part = icalendar.TimezoneDaylight() if local.dst() else icalendar.TimezoneStandard()
    part.add("dtstart", (at + before).replace(tzinfo=None))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", _offset(zone, at))
    part.add("tzname", local.tzname() or str(zone))
    return part


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
