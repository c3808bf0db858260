"""Mails for programs: a list by what is asked for, a page at a time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Query, Request
from pydantic import AwareDatetime, Field
from pydantic.json_schema import SkipJsonSchema
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.app.logs import reach_of
from intake.domain.persons.tokens import ApiReader
from intake.domain.search.address import Order, PlaceInOrder, View, address_of, asked_in
from intake.domain.search.asked import LogFilter, LogPage, LogQuery, LogRow
from intake.domain.submission import SubmissionState
from intake.domain.verdict import Disposition, Kind
from intake.pipeline.showing.mails import Reach, query_of
from intake.web.api.answers import ROOT, WITHOUT_NUL, GroupId, Limit, Question, Record, answered, in_reach
from intake.web.api.people import all_shown, shown
from intake.web.api.problems import NotThere, described
from intake.web.api.tokens import OpensSubmissions, require
from intake.web.api.whole_mail import add_whole_mail

Words = Annotated[str, Field(max_length=200, pattern=WITHOUT_NUL)]
Instant = AwareDatetime | SkipJsonSchema[None]


class SubmissionQuestion(Question):
    """Which mails are asked for; what is empty excludes none."""

    text: Words = ""
    """Words that the mail has; needs the scope "people"."""
    group: GroupId = ""
    meeting: Words = ""
    """Only those for this meeting (its id, or "next")."""
    disposition: Disposition | Literal["", "undecided", "failed"] = ""
    """What became of it."""
    kind: Kind | Literal[""] = ""
    """Only mails with a document of this kind."""
    finding: Annotated[str, Field(pattern=r"^([A-Z]{2,5}-[0-9]{3})?$")] = ""
    """A check that found something."""
    sender: Words = ""
    """An address, a name, or a part of one; needs the scope "people"."""
    decided_by: Words = ""
    """Who decided on it, or "line"."""
    received_from: Instant = None
    """Received at this instant or later."""
    received_before: Instant = None
    """Received before this instant."""
    waiting: bool = False
    """Only what waits for a person."""
    order: Order = "newest"
    """The newest or the oldest first."""
    limit: Limit = 50
    after: Annotated[str, Field(pattern=r"^([0-9]{1,16}-[0-9]{1,18})?$")] = ""
    """What a page gave as `next`."""


class SubmissionRow(Record):
    """One mail of a list."""

    reference: str
    """Its reference."""
    group: str
    """The group's id."""
    meeting: str | None
    """The meeting's id; null before it is decided, and where no meeting was ahead."""
    zone: str
    """The IANA zone of the meeting, on whose clock its times are told."""
    received_at: AwareDatetime
    """When it was received."""
    state: SubmissionState
    """How far it is."""
    disposition: Disposition | None
    """What became of it; null until it is decided."""
    sender: str | None
    """The address in From; null without the scope "people"."""
    sender_name: str | None
    """The name in From; null without the scope "people"."""
    subject: str | None
    """Its subject; this and all below is null or empty before it is decided, and once it is erased."""
    titles: list[str]
    """Of its documents, as recorded."""
    sources: list[str]
    """Of its documents, as recorded."""
    kinds: list[str]
    """Of its documents."""
    numbers: list[str]
    """That it was given, with their revisions."""
    findings: list[str]
    """The checks that found something."""
    files: list[str]
    """The names of its files."""
    decided_by: str | None
    """Who made the Decision that counts."""


class SubmissionPage(Record):
    """Some mails."""

    submissions: list[SubmissionRow]
    """The mails."""
    next: str | None
    """What to ask for as `after` next; null where there are no more."""


def add_to(app: FastAPI, desk: OpenDesk) -> None:
    """Add the routes."""

    @app.get(f"{ROOT}/submissions", response_model=SubmissionPage, responses=described(404), tags=["submissions"])
    def list_submissions(
        request: Request, reader: OpensSubmissions, asked: Annotated[SubmissionQuestion, Query()]
    ) -> Response:
        """Mails by what is asked for, in the order of their receipt."""
        if asked.text or asked.sender:
            require(reader, "people")
        with desk.store.read() as work:
            reach = reach_of(work, reader)
            page = work.search.page(_query(asked, reach), View(asked.order, after=_place(asked.after)), asked.limit)
        return answered(request, _page(reader, reach, page))

    add_whole_mail(app, desk)


def _query(asked: SubmissionQuestion, reach: Reach) -> LogQuery:
    """The question as the store takes it. Raises NotThere for a group or meeting that the reader does not see."""
    wanted = LogFilter(
        text=asked.text,
        group=asked.group.lower(),
        meeting=asked.meeting,
        disposition=asked.disposition,
        kind=asked.kind,
        finding=asked.finding,
        sender=asked.sender,
        who=asked.decided_by,
        waiting=asked.waiting,
    )
    query, unknown = query_of(wanted, reach)
    if unknown:
        raise NotThere
    return replace(query, since=in_reach(asked.received_from), end=in_reach(asked.received_before))


def _place(cursor: str) -> PlaceInOrder | None:
    return asked_in([("after", cursor)])[1].after


def _page(reader: ApiReader, reach: Reach, page: LogPage) -> SubmissionPage:
    last = page.rows[-1].submission if page.rows and page.behind else None
    following = address_of(LogFilter(), View(after=PlaceInOrder(last.received_at, last.id))) if last else []
    return SubmissionPage(
        submissions=[_row(reader, one, reach) for one in page.rows],
        next=next((value for name, value in following if name == "after"), None),
    )


def _row(reader: ApiReader, row: LogRow, reach: Reach) -> SubmissionRow:
    one, card = row.submission, row.card
    people = reader.has("people")
    told: Mapping[str, Any] = {
        "subject": shown(reader, card.subject) if card else None,
        "titles": all_shown(reader, card.titles) if card else [],
        "sources": all_shown(reader, card.sources) if card else [],
        "kinds": list(card.kinds) if card else [],
        "numbers": list(card.numbers) if card else [],
        "findings": list(card.findings) if card else [],
        "files": all_shown(reader, card.files) if card else [],
        "decided_by": shown(reader, card.actors[-1]) if card and card.actors else None,
        "sender_name": card.sender_name if card and people else None,
    }
    return SubmissionRow(
        reference=one.reference,
        group=one.group,
        meeting=one.meeting,
        zone=reach.zone_of(one.group, one.meeting),
        received_at=one.received_at,
        state=one.state,
        disposition=one.disposition,
        sender=(one.sender or None) if people else None,
        **told,
    )
