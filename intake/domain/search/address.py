"""The question in the address bar: written there, and read from there whatever stands in it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

from intake.domain.search.asked import LogFilter, Moment
from intake.domain.verdict import Disposition, Kind

Order = Literal["newest", "oldest"]
Column = Literal[
    "received", "group", "meeting", "disposition", "sender", "subject", "title", "source", "kind", "numbers",
    "findings", "files", "who",
]  # fmt: skip
USUAL: tuple[Column, ...] = ("received", "group", "disposition", "sender", "subject", "numbers", "findings")

DISPOSITIONS = (*get_args(Disposition), "undecided", "failed")
"""What became of a mail; "undecided" is being read, "failed" will be tried again."""

_LONGEST = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PLACE = re.compile(r"(-?[0-9]{1,18})-([0-9]{1,18})", re.ASCII)
_MOMENT = re.compile(r"(?:19[789]|2[0-9]{2})[0-9]-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2})?", re.ASCII)
_FINDING = re.compile(r"[A-Z]{2,5}-[0-9]{3}", re.ASCII)
_ONE_OF: Mapping[str, tuple[str, ...]] = {"disposition": DISPOSITIONS, "kind": get_args(Kind)}


@dataclass(frozen=True, slots=True)
class PlaceInOrder:
    """The place of a mail in the order of receipt (UTC); `id` tells apart what came in one instant."""

    at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class View:
    """How the answer is shown: in which order, which columns, and the mails behind `after` or ahead of `before`."""

    order: Order = "newest"
    columns: tuple[Column, ...] = USUAL
    after: PlaceInOrder | None = None
    before: PlaceInOrder | None = None


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value that was asked for and means nothing: it is left out, and the reader is told. `known` are the choices."""

    name: str
    value: str
    known: tuple[str, ...] = ()


def address_of(asked: LogFilter, view: View | None = None, usual: tuple[Column, ...] = USUAL) -> list[tuple[str, str]]:
    """The question as the names and values of an address; what is empty is left out, and so are the `usual` columns."""
    given = [(one.name, _written(getattr(asked, one.name))) for one in fields(asked) if getattr(asked, one.name)]
    if view is None:
        return given
    if view.order != "newest":
        given.append(("order", view.order))
    if view.columns != usual:
        given.append(("columns", ",".join(view.columns)))
    places = (("after", view.after), ("before", view.before))
    return given + [(name, _place_written(place)) for name, place in places if place]


def asked_in(pairs: Iterable[tuple[str, str]]) -> tuple[LogFilter, View, tuple[UnknownValue, ...]]:
    """The question, how to show the answer, and what was not understood. The first value of a name counts."""
    given: dict[str, str] = {}
    columns: list[str] = []
    for name, value in pairs:
        clean = " ".join(value.replace("\0", " ").split())[:_LONGEST].strip()
        if name == "columns":
            columns += [one for one in clean.split(",") if one]
        elif clean:
            given.setdefault(name, clean)
    unknown: list[UnknownValue] = []
    asked = _filter_in(given, unknown)
    return asked, _view_in(given, columns, unknown), tuple(unknown)


def columns_in(text: str) -> tuple[Column, ...]:
    """The columns that a list of their names has, in their order; () for none that we know."""
    return _in_order(text.split(","))


def without(asked: LogFilter, name: str) -> LogFilter:
    """The question without this field."""
    return replace(asked, **{name: getattr(LogFilter(), name)})


def _filter_in(given: Mapping[str, str], unknown: list[UnknownValue]) -> LogFilter:
    return LogFilter(
        text=given.get("text", ""),
        group=given.get("group", "").lower(),
        mailbox=given.get("mailbox", ""),
        meeting=given.get("meeting", ""),
        disposition=_one_of("disposition", given, unknown),
        finding=_matched("finding", given.get("finding", "").upper(), _FINDING, unknown),
        kind=_one_of("kind", given, unknown),
        sender=given.get("sender", ""),
        who=given.get("who", ""),
        since=_moment("since", given, unknown),
        until=_moment("until", given, unknown),
        waiting=_yes("waiting", given, unknown),
    )


def _view_in(given: Mapping[str, str], columns: Iterable[str], unknown: list[UnknownValue]) -> View:
    order: Order = "oldest" if given.get("order") == "oldest" else "newest"
    if given.get("order", order) != order:
        unknown.append(UnknownValue("order", given["order"], get_args(Order)))
    unknown += [UnknownValue("columns", one, get_args(Column)) for one in columns if one not in get_args(Column)]
    chosen = _in_order(columns)
    places = {name: _place_in(name, given, unknown) for name in ("after", "before")}
    return View(order, chosen or USUAL, **places)


def _in_order(columns: Iterable[str]) -> tuple[Column, ...]:
    known: tuple[Column, ...] = get_args(Column)
    return tuple(dict.fromkeys(each for one in columns for each in known if each == one))


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else "yes" if value is True else str(value)


def _place_written(place: PlaceInOrder) -> str:
    return f"{(place.at - _EPOCH) // _MICROSECOND}-{place.id}"


def _place_in(name: str, given: Mapping[str, str], unknown: list[UnknownValue]) -> PlaceInOrder | None:
    if not (typed := given.get(name, "")):
        return None
    try:
        if found := _PLACE.fullmatch(typed):
            return PlaceInOrder(_EPOCH + int(found[1]) * _MICROSECOND, int(found[2]))
    except OverflowError:
        pass
    unknown.append(UnknownValue(name, typed))
    return None


def _moment(name: str, given: Mapping[str, str], unknown: list[UnknownValue]) -> Moment | None:
    if not (typed := given.get(name, "")):
        return None
    try:
        if _MOMENT.fullmatch(typed):
            return datetime.fromisoformat(typed) if len(typed) > len("2026-04-30") else date.fromisoformat(typed)
    except ValueError:
        pass
    unknown.append(UnknownValue(name, typed))
    return None


def _one_of(name: str, given: Mapping[str, str], unknown: list[UnknownValue]) -> str:
    typed = given.get(name, "").lower()
    if typed and typed not in _ONE_OF[name]:
        unknown.append(UnknownValue(name, typed, _ONE_OF[name]))
        return ""
    return typed


def _matched(name: str, typed: str, shape: re.Pattern[str], unknown: list[UnknownValue]) -> str:
    if typed and not shape.fullmatch(typed):
        unknown.append(UnknownValue(name, typed))
        return ""
    return typed


def _yes(name: str, given: Mapping[str, str], unknown: list[UnknownValue]) -> bool:
    typed = given.get(name, "").lower()
    if typed not in ("", "yes", "no"):
        unknown.append(UnknownValue(name, typed, ("yes", "no")))
    return typed == "yes"
