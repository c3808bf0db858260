"""Zones and series in the text of a rulebook, read with JSON alone: a command that lists needs no more of it."""

import json

from intake.domain.errors import ConfigurationError
from intake.domain.meeting import Series, Zones

_UNREAD = "this program cannot read the rulebook in force; activate it again"


def series_of(text: str) -> tuple[Series, ...]:
    """The series of a group. ConfigurationError for a text that no version of ours wrote."""
    try:
        found = json.loads(text)["series"]
        return tuple(Series(one["id"], one["pattern"], one.get("first_number", 1)) for one in found)
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(_UNREAD) from error


def zones_of(text: str) -> Zones:
    """The zones of a group and its meetings. ConfigurationError for a text that no version of ours wrote."""
    try:
        book = json.loads(text)
        meetings = [(one["id"], one["zone"], one.get("was", ())) for one in book["meetings"]]
        group = book["group"]["zone"]
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(_UNREAD) from error
    now_called = {before: own for own, _, was in reversed(meetings) for before in was}
    return Zones(group, {own: zone for own, zone, _ in meetings}, now_called)
