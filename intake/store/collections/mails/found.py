"""The mails of the log, found again by what a person asks for, a page at a time.

A page begins at a place in the order of receipt, so the thousandth costs what the first does. Where a question is for
several groups, or for all that waits, each is asked for alone and the answers are merged: each has an index in the
order of receipt.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, null, or_, select, tuple_

from intake.domain.meeting import NEXT
from intake.domain.search.address import PlaceInOrder, View
from intake.domain.search.asked import WAITING, LogPage, LogQuery, LogRow, Term, says_nothing, terms
from intake.domain.search.entries import EntryPage, EntryQuery
from intake.domain.submission import Submission
from intake.store.collections.mails.cards import SqlCards
from intake.store.collections.mails.words import COUNTED, MATCHING, OF_THESE, has_terms
from intake.store.database.columns import InstantColumn, among
from intake.store.database.transaction import Transaction
from intake.store.rows import submission_of
from intake.store.tables import deliveries, submissions

_FEW = 1_000
"""Up to so many mails with the words that are asked for are fetched and sorted; more are looked for in the order."""

_NEXT = 300
"""So many mails are looked at first, in the order of the page."""

_REFERENCE = re.compile(r"\w{1,12}-[0-9]{2}-[0-9]{4,}")
_OF_MEETINGS = ("accept", "hold", "return")
_C = submissions.c
_BY_REFERENCE = select(_C.id).where(_C.reference == bindparam("its_reference"))
_SOME = select(submissions).where(among(_C.id, "ids"))
_PLACE = tuple_(bindparam("place_at", type_=InstantColumn), bindparam("place_id"))
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "group": _C.group == bindparam("its_group"),
    "disposition": _C.disposition == bindparam("its_disposition"),
    "failed": and_(_C.free_at.is_not(None), or_(_C.state == "stored", _C.state == "read"), _C.next_try.is_not(None)),
    "undecided": and_(_C.disposition.is_(null()), _C.next_try.is_(null())),
    "mailbox": exists().where(
        deliveries.c.submission == _C.id,
        deliveries.c.account == bindparam("its_account"),
        deliveries.c.folder == bindparam("its_folder"),
        deliveries.c.state == "taken",
    ),
    "meetings": among(_C.meeting, "meetings"),
    "meeting": _C.meeting == bindparam("its_meeting"),
    "next": _C.meeting.is_(null()) & or_(*(_C.disposition == one for one in _OF_MEETINGS)),
    "since": _C.received_at >= bindparam("since", type_=InstantColumn),
    "end": _C.received_at < bindparam("end", type_=InstantColumn),
    "few": among(_C.id, "ids"),
    "many": has_terms(_C.id),
    "later": tuple_(_C.received_at, _C.id) > _PLACE,
    "earlier": tuple_(_C.received_at, _C.id) < _PLACE,
}  # fmt: skip


@dataclass(frozen=True)
class _Part:
    """One part of a question: the conditions, by name, and the values in them."""

    conditions: tuple[str, ...]
    values: dict[str, object]

    def further(self, condition: str, **values: object) -> "_Part":
        """The same with one condition more."""
        return _Part((*self.conditions, condition), {**self.values, **values})


class SqlSearch:
    """The mails of the log in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._matching: dict[tuple[Term, ...], list[int]] = {}

    def page(self, query: LogQuery, view: View, size: int) -> LogPage:
        """So many mails behind or ahead of the place that the view names, in its order."""
        self._transaction.flush()
        back = view.before is not None and view.after is None
        place = view.before if back else view.after
        falling = (view.order == "newest") != back
        found: list[Submission] = []
        for part in self._parts(query):
            near = self._near(_from(part, place, falling=falling), query, falling=falling, most=size + 1)
            if near is None:
                whole = _from(self._with_words(part, query), place, falling=falling)
                near = self._some(whole, falling=falling, most=size + 1)
            found += near
        found.sort(key=lambda one: (one.received_at, one.id), reverse=falling)
        more, shown = len(found) > size, found[:size]
        if back:
            shown.reverse()
        cards = SqlCards(self._transaction).of([one.id for one in shown]) if shown else {}
        rows = tuple(LogRow(one, cards.get(one.id)) for one in shown)
        return LogPage(rows, ahead=more if back else place is not None, behind=place is not None if back else more)

    def entries(self, query: EntryQuery, size: int) -> EntryPage:
        """So many sealed lines of the log behind or ahead of a position, the newest first."""
        from intake.store.collections.records.entries import entry_page

        return entry_page(self._transaction, query, size)

    def count(self, query: LogQuery, most: int) -> int:
        """How many mails there are, counted up to `most` at most."""
        self._transaction.flush()
        wanted, counted = terms(query.asked), 0
        for part in self._parts(query):
            if wanted and not part.conditions and not self._named(query):
                return int(self._transaction.value(COUNTED, terms=wanted, most=most))
            whole = self._with_words(part, query)
            values = {**whole.values, "most": most - counted}
            counted += int(self._transaction.value(_counted(whole.conditions), **values))
        return counted

    def _some(self, part: _Part, *, falling: bool, most: int) -> list[Submission]:
        statement = _ordered(part.conditions, falling=falling)
        return [submission_of(row) for row in self._transaction.rows(statement, **part.values, most=most)]

    def _near(self, part: _Part, query: LogQuery, *, falling: bool, most: int) -> list[Submission] | None:
        """The page, if it is full of mails that come next in the order; None if they have to be looked for.

        Frequent words are found so without a look at all mails that have them.
        """
        wanted = terms(query.asked)
        if not wanted or self._named(query):
            return None
        ids = self._transaction.column(_ids_ordered(part.conditions, falling=falling), **part.values, most=_NEXT)
        with_words = set(self._transaction.column(OF_THESE, terms=wanted, ids=ids)) if ids else set()
        shown = [one for one in ids if one in with_words][:most]
        if len(shown) < most and len(ids) == _NEXT:
            return None
        return [submission_of(row) for row in self._transaction.rows(_SOME, ids=shown)]

    def _parts(self, query: LogQuery) -> list[_Part]:
        """The parts of a question: no mail is in two of them."""
        if says_nothing(query.asked):
            return []
        rest = _rest(query)
        groups: tuple[str | None, ...] = (None,) if query.groups is None else query.groups
        if query.asked.group:
            groups = tuple(one for one in (query.asked.group,) if query.groups is None or one in query.groups)
        return [
            _disposed(rest if group is None else rest.further("group", its_group=group), disposition)
            for group, disposition in product(dict.fromkeys(groups), _dispositions(query))
        ]

    def _with_words(self, part: _Part, query: LogQuery) -> _Part:
        wanted = terms(query.asked)
        if not wanted:
            return part
        ids = self._ids(wanted)
        if len(ids) > _FEW:
            return part.further("many", terms=wanted)
        return part.further("few", ids=[*ids, *self._named(query)])

    def _named(self, query: LogQuery) -> list[int]:
        """The mail whose reference is asked for, and nothing else: before it is decided, it has no words yet."""
        if terms(query.asked) != terms(replace(query.asked, **_ALONE)) or not _REFERENCE.fullmatch(query.asked.text):
            return []
        return self._transaction.column(_BY_REFERENCE, its_reference=query.asked.text.upper())

    def _ids(self, wanted: tuple[Term, ...]) -> list[int]:
        """The mails with these words, one more than a few at most; a page and its count ask once."""
        if wanted not in self._matching:
            self._matching[wanted] = self._transaction.column(MATCHING, terms=wanted, most=_FEW + 1)
        return self._matching[wanted]


_ALONE: dict[str, Any] = dict.fromkeys(("finding", "kind", "sender", "who"), "")


def _dispositions(query: LogQuery) -> tuple[str, ...]:
    """The dispositions that are asked for, "failed" for what waits without one, "" for any."""
    if not query.asked.waiting:
        return (query.asked.disposition,)
    return tuple(one for one in (*WAITING, "failed") if query.asked.disposition in ("", one))


def _disposed(part: _Part, disposition: str) -> _Part:
    if disposition in ("failed", "undecided"):
        return part.further(disposition)
    return part.further("disposition", its_disposition=disposition) if disposition else part


def _rest(query: LogQuery) -> _Part:
    """The conditions that are the same in all parts."""
    part = _Part((), {})
    if query.meetings == (NEXT,):
        part = part.further("next")
    elif len(query.meetings) == 1:
        part = part.further("meeting", its_meeting=query.meetings[0])
    elif query.meetings:
        part = part.further("meetings", meetings=list(query.meetings))
    if query.asked.mailbox:
        account, _, folder = query.asked.mailbox.partition("/")
        part = part.further("mailbox", its_account=account, its_folder=folder)
    if query.since is not None:
        part = part.further("since", since=query.since)
    return part if query.end is None else part.further("end", end=query.end)


def _from(part: _Part, place: PlaceInOrder | None, *, falling: bool) -> _Part:
    if place is None:
        return part
    return part.further("earlier" if falling else "later", place_at=place.at, place_id=place.id)


@cache
def _ids_ordered(conditions: tuple[str, ...], *, falling: bool) -> Select[Any]:
    return _ordered(conditions, falling=falling).with_only_columns(_C.id)


@cache
def _ordered(conditions: tuple[str, ...], *, falling: bool) -> Select[tuple[Any, ...]]:
    order = (_C.received_at.desc(), _C.id.desc()) if falling else (_C.received_at, _C.id)
    return _where(select(submissions), conditions).order_by(*order).limit(bindparam("most"))


@cache
def _counted(conditions: tuple[str, ...]) -> Select[Any]:
    some = _where(select(_C.id), conditions).limit(bindparam("most")).subquery()
    return select(func.count()).select_from(some)


def _where(query: Select[Any], conditions: tuple[str, ...]) -> Select[Any]:
    return query.where(*(_CONDITIONS[one] for one in conditions))
