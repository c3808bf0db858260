"""The sealed lines of the log by what a person asks for, a page at a time, in the order of their seals."""

from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, not_, select

from intake.domain.log_entry import LogEntry
from intake.domain.search.entries import EntryPage, EntryQuery
from intake.store.collections.records.log import WITH_PERSONAL, entries, entry_of
from intake.store.database.columns import Id, InstantColumn, among
from intake.store.database.transaction import Transaction

_C = entries.c
_APART = timedelta(days=1)
"""Lines are sealed in about the order of their times: no clock of ours was ever this far from another."""

_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "sealed": _C.position.is_not(None),
    "what": _C.what == bindparam("its_what"),
    "seen": not_(among(_C.what, "without")),
    "who": _C.who == bindparam("its_who"),
    "group": _C.group == bindparam("its_group"),
    "submission": _C.submission == bindparam("its_submission"),
    "since": _C.at >= bindparam("since", type_=InstantColumn),
    "end": _C.at < bindparam("end", type_=InstantColumn),
    "older": _C.position < bindparam("above", type_=Id),
    "newer": _C.position > bindparam("below", type_=Id),
}
_FIRST_SINCE = (
    select(_C.position)
    .where(_C.at >= bindparam("since", type_=InstantColumn), _C.position.is_not(None))
    .order_by(_C.at, _C.position)
    .limit(1)
)
_FIRST_AFTER = (
    select(_C.position)
    .where(_C.at >= bindparam("end", type_=InstantColumn), _C.position.is_not(None))
    .order_by(_C.at, _C.position)
    .limit(1)
)


def entry_page(transaction: Transaction, query: EntryQuery, size: int) -> EntryPage:
    """So many lines behind `after` or ahead of `before`, the newest first."""
    back = query.before is not None and query.after is None
    falling = not back
    found: list[LogEntry] = []
    groups: tuple[str | None, ...] = (None,) if query.groups is None else tuple(dict.fromkeys(query.groups))
    for group in groups:
        found += _some(transaction, query, group, falling=falling, most=size + 1)
    found.sort(key=lambda one: one.position or 0, reverse=falling)
    more, shown = len(found) > size, found[:size]
    if back:
        shown.reverse()
    at_a_place = query.after is not None or query.before is not None
    return EntryPage(tuple(shown), ahead=more if back else at_a_place, behind=at_a_place if back else more)


def _some(
    transaction: Transaction, query: EntryQuery, group: str | None, *, falling: bool, most: int
) -> list[LogEntry]:
    wanted: dict[str, Any] = {
        "its_what": query.what or None,
        "its_who": query.who or None,
        "its_group": group,
        "its_submission": query.submission,
        "since": query.since,
        "end": query.end,
        **_bounds(transaction, query, falling=falling),
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    given |= {"without": list(query.without)} if query.without else {}
    names = tuple(name for name in ("what", "who", "group", "submission") if f"its_{name}" in given)
    names += ("seen",) if query.without else ()
    bounds = (("above", "older"), ("below", "newer"), ("since", "since"), ("end", "end"))
    names += tuple(condition for name, condition in bounds if name in given)
    rows = transaction.rows(_ordered(("sealed", *names), falling=falling), **given, most=most)
    return [entry_of(row) for row in rows]


def _bounds(transaction: Transaction, query: EntryQuery, *, falling: bool) -> dict[str, int]:
    """The positions between which the lines are: those of a time are near one another, so no others are walked."""
    below = [] if falling or query.before is None else [query.before]
    above = [] if not falling or query.after is None else [query.after]
    if query.since is not None:
        first = transaction.value(_FIRST_SINCE, since=query.since - _APART)
        below.append(first - 1 if first is not None else 2**62)
    if query.end is not None and (last := transaction.value(_FIRST_AFTER, end=query.end + _APART)) is not None:
        above.append(last)
    return ({"below": max(below)} if below else {}) | ({"above": min(above)} if above else {})


@cache
def _ordered(conditions: tuple[str, ...], *, falling: bool) -> Select[tuple[Any, ...]]:
    order = _C.position.desc() if falling else _C.position
    return WITH_PERSONAL.where(*(_CONDITIONS[one] for one in conditions)).order_by(order).limit(bindparam("most"))
