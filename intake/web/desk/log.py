"""The intake log: the mails that came, found again by what a person asks, and the lines of the log itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Literal, get_args

from fastapi import FastAPI, Query, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.app.logs import KINDS, FileKind, Heading, file_of, reach_of
from intake.domain.log_entry import LOG_WORDS, OF_PERSONS
from intake.domain.persons.people import Person, may
from intake.domain.search.address import (
    DISPOSITIONS,
    USUAL,
    Column,
    PlaceInOrder,
    UnknownValue,
    View,
    address_of,
    asked_in,
    columns_in,
    without,
)
from intake.domain.search.asked import LogFilter, LogQuery, LogRow
from intake.domain.search.entries import EntryQuery
from intake.domain.verdict import Kind
from intake.pipeline.showing.mails import COLUMNS, IN_FILES, Reach, every_row, query_of
from intake.ports import UnitOfWork
from intake.web.desk.rights import MaySee
from intake.web.desk.sessions import zone_of_house
from intake.web.desk.shown import Shown
from intake.web.desk.telling import Telling

_PAGE = 50
_COUNTED = 10_000
"""So many mails are counted."""
_KEPT = "log_columns"
"""The cookie of the columns that a reader chose."""

_FIELDS = ("text", "group", "meeting", "disposition", "kind", "finding", "sender", "who", "mailbox", "since", "until")
_OF_ENTRIES = ("group", "who", "since", "until")
"""The fields that a line of the log has, too."""


@dataclass(frozen=True)
class _Asked:
    """What the address asks, as far as this person may ask it."""

    query: LogQuery
    view: View
    unknown: tuple[UnknownValue, ...]
    reach: Reach
    usual: tuple[Column, ...]
    """The columns that this reader sees where the address names none."""

    @property
    def filter(self) -> LogFilter:
        return self.query.asked

    def link(self, view: View | None = None, asked: LogFilter | None = None) -> dict[str, list[str]]:
        """The query of another page: what is not named stays, but for the place."""
        plain = replace(self.view, after=None, before=None)
        pairs = address_of(self.filter if asked is None else asked, plain if view is None else view, self.usual)
        return {name: [value for each, value in pairs if each == name] for name, _ in pairs}


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """The mails, the lines, and the files of what was found."""
    _add_mails(app, desk, shown)
    _add_files(app, desk, shown)
    _add_entries(app, desk, shown)


def _add_mails(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """A page of mails."""

    @app.get("/log")
    def log(request: Request, person: MaySee, keep: Annotated[Literal["", "columns"], Query()] = "") -> Response:
        with desk.store.read() as work:
            asked = _asked(request, work, person)
            if keep:
                return _with_columns_kept(asked, shown)
            names = _names(desk, work, asked)
            page = work.search.page(asked.query, asked.view, _PAGE)
            count = work.search.count(asked.query, _COUNTED + 1)
        before, after = _ways(asked, page.rows, ahead=page.ahead, behind=page.behind)
        return shown.page(
            request,
            "log/submissions.html.j2",
            asked=asked,
            this_list=request.url.query,
            names=names,
            rows=page.rows,
            clock=shown.telling(request).zone(asked.reach.zone(asked.filter)),
            found=min(count, _COUNTED),
            more=count > _COUNTED,
            before=before,
            after=after,
            chips=list(_chips(asked)),
            choices=_choices(asked),
            all_columns=COLUMNS,
            kinds_of_file=list(KINDS),
        )


def _add_files(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """What was found, as a file."""

    @app.get("/log/export")
    def export(request: Request, person: MaySee, kind: Annotated[FileKind, Query(alias="format")] = "csv") -> Response:
        with desk.store.read() as work:
            asked = _asked(request, work, person)
        telling = shown.telling(request)
        head = [str(telling.say(f"log.column.{name}")) for name in IN_FILES]
        heading = Heading(str(telling.say("log.title")), telling.language, head, desk.clock.now())
        pieces = file_of(kind, every_row(desk.store, asked.query, asked.view), asked.reach, heading)
        return shown.streamed(pieces, f"log.{kind}", KINDS[kind])


def _add_entries(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """A page of the lines of the log."""

    @app.get("/log/entries")
    def entries(
        request: Request,
        person: MaySee,
        what: Annotated[str, Query(max_length=40)] = "",
        mail: Annotated[str, Query(max_length=80)] = "",
        older: Annotated[int | None, Query(ge=1, lt=2**62)] = None,
        newer: Annotated[int | None, Query(ge=0, lt=2**62)] = None,
    ) -> Response:
        with desk.store.read() as work:
            asked = _asked(request, work, person)
            hidden = () if may(person, "administer") else OF_PERSONS
            query, unknown = _entry_query(work, asked, what, mail)
            query = replace(query, without=hidden)
            page = work.search.entries(replace(query, after=older, before=newer), _PAGE)
            names, house = _names(desk, work, asked), zone_of_house(desk, work)
        kept = asked.link() | {"what": query.what, "mail": mail}
        return shown.page(
            request,
            "log/entries.html.j2",
            asked=asked,
            entries=page.entries,
            names=names,
            what=query.what,
            called=partial(_called, shown.telling(request)),
            house=house,
            mail=mail,
            words=[one for one in LOG_WORDS if one not in hidden],
            unknown=unknown,
            before={**kept, "newer": page.entries[0].position} if page.ahead and page.entries else None,
            after={**kept, "older": page.entries[-1].position} if page.behind and page.entries else None,
            narrowed=bool(query.what or mail or any(getattr(asked.filter, name) for name in _OF_ENTRIES)),
        )


def _asked(request: Request, work: UnitOfWork, person: Person) -> _Asked:
    reach = reach_of(work, person)
    wanted, view, unread = asked_in(request.query_params.multi_items())
    query, unseen = query_of(wanted, reach)
    usual = columns_in(request.cookies.get(_KEPT, "")) or USUAL
    if "columns" not in request.query_params:
        view = replace(view, columns=usual)
    return _Asked(query, view, (*unread, *unseen), reach, usual)


def _with_columns_kept(asked: _Asked, shown: Shown) -> Response:
    """The same list, and from now on its columns where an address names none: not those of a link that was sent."""
    chosen = asked.view.columns
    answer = shown.to("/log", None, **replace(asked, usual=chosen).link())
    shown.remember(answer, _KEPT, ",".join(chosen))
    return answer


def _names(desk: OpenDesk, work: UnitOfWork, asked: _Asked) -> dict[str, str]:
    """The groups as people call them, by their ids."""
    return {group: desk.line.rulebook(work, group).group.acronym for group in asked.reach.zones}


def _entry_query(work: UnitOfWork, asked: _Asked, what: str, mail: str) -> tuple[EntryQuery, tuple[UnknownValue, ...]]:
    """What is asked of the lines; a mail that this person does not see is none."""
    wanted, unknown = asked.filter, list(asked.unknown)
    if what and what not in LOG_WORDS:
        unknown.append(UnknownValue("what", what, LOG_WORDS))
        what = ""
    submission = work.submissions.find(mail) if mail else None
    if mail and (submission is None or not (asked.reach.all or submission.group in asked.reach.zones)):
        unknown.append(UnknownValue("mail", mail))
        submission = None
    groups = (wanted.group,) if wanted.group else asked.query.groups
    about = submission.id if submission else None
    since, end = asked.query.since, asked.query.end
    query = EntryQuery(what, who=wanted.who, groups=groups, submission=about, since=since, end=end)
    return query, tuple(unknown)


def _called(telling: Telling, what: str) -> str:
    """A kind of line in the reader's words; one that has none yet by its own word."""
    try:
        return str(telling.say(f"log.what.{what}"))
    except KeyError:
        return what


def _ways(asked: _Asked, rows: tuple[LogRow, ...], *, ahead: bool, behind: bool) -> tuple[object, object]:
    """The queries of the pages before and after this one; None where there is none."""
    if not rows:
        return None, None
    first, last = (PlaceInOrder(one.submission.received_at, one.submission.id) for one in (rows[0], rows[-1]))
    plain = replace(asked.view, after=None, before=None)
    before = asked.link(replace(plain, before=first)) if ahead else None
    return before, asked.link(replace(plain, after=last)) if behind else None


def _chips(asked: _Asked) -> Iterator[tuple[str, object, Mapping[str, list[str]]]]:
    """What narrows the log: the field, its value, and the query without it."""
    for name in (*_FIELDS, "waiting"):
        if value := getattr(asked.filter, name):
            yield name, value, asked.link(asked=without(asked.filter, name))


def _choices(asked: _Asked) -> dict[str, tuple[str, ...]]:
    return {
        "group": tuple(asked.reach.zones),
        "meeting": asked.reach.meetings(asked.filter.group),
        "disposition": DISPOSITIONS,
        "kind": get_args(Kind),
    }
