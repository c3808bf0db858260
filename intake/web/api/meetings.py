"""Groups and their meetings for programs: states, days and deadlines, each with its zone."""

from datetime import date
from typing import Annotated

from fastapi import FastAPI, Path, Query, Request
from pydantic import AwareDatetime, Field
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.calls.states import MeetingState, state_of
from intake.domain.meeting import Extension, Meeting
from intake.domain.persons.tokens import ApiReader
from intake.domain.rulebook import Rulebook
from intake.pipeline.showing.meetings import close_of, documents_for
from intake.ports import UnitOfWork
from intake.web.api.answers import ROOT, GroupId, Limit, LocalInstant, Question, Record, answered, local_instant
from intake.web.api.people import shown
from intake.web.api.problems import NotThere, described
from intake.web.api.seeing import GroupInPath, rulebooks_seen
from intake.web.api.tokens import OpensMeetings

MeetingInPath = Annotated[str, Path(pattern=r"^[^/\x00-\x1f\x7f]{1,100}$", description="Its id.")]


class MeetingQuestion(Question):
    """Which meetings are asked for."""

    group: GroupId = ""
    limit: Limit = 100
    after: Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{0,300}$")] = ""
    """What a page gave as `next`."""


class MeetingDeadline(Record):
    """The deadline for one kind of document that counts for everybody."""

    kind: str
    """The kind of document."""
    until: LocalInstant
    """The last second that is in time."""


class MovedDeadline(Record):
    """A deadline that a person moved."""

    kind: str
    """The kind of document."""
    until: LocalInstant
    """The last second that is in time since then."""
    for_everybody: bool
    """Whether it moved for everybody."""
    addresses: list[str] | None
    """For whom alone; null without the scope "people"."""
    reason: str
    """Why."""
    by: str
    """Who moved it."""
    at: AwareDatetime
    """When."""


class AgendaItem(Record):
    """One item of the agenda."""

    number: str
    """Its number, like "4.1"."""
    title: str
    """Its title."""


class GroupMeeting(Record):
    """A meeting of a group."""

    group: str
    """The group's id."""
    id: str
    """The meeting's id."""
    title: str
    """Its title."""
    state: MeetingState
    """Where it stands now."""
    first_day: date
    """Its first day, in `zone`."""
    last_day: date
    """Its last day, in `zone`."""
    zone: str
    """The IANA zone in which its days and times are meant."""
    place: str
    """Where it is; "" where nobody said."""
    language: str
    """Its working language."""
    opens_at: AwareDatetime | None
    """When its call opens."""
    deadlines: list[MeetingDeadline]
    """What counts for everybody."""
    extensions: list[MovedDeadline]
    """How deadlines were moved, the oldest first."""
    items: list[AgendaItem]
    """Its agenda."""
    documents: int
    """How many documents are registered for it."""
    closed_at: AwareDatetime | None
    """When its call was closed; null while it is not."""
    rulebook: str
    """The version of the rulebook that says so."""


class MeetingPage(Record):
    """Some meetings, by group and id."""

    meetings: list[GroupMeeting]
    """The meetings."""
    next: str | None
    """What to ask for as `after` next; null where there are no more."""


def add_to(app: FastAPI, desk: OpenDesk) -> None:
    """Add the routes."""

    @app.get(f"{ROOT}/meetings", response_model=MeetingPage, responses=described(404), tags=["meetings"])
    def list_meetings(request: Request, reader: OpensMeetings, asked: Annotated[MeetingQuestion, Query()]) -> Response:
        """Meetings, group by group."""
        with desk.store.read() as work:
            books = rulebooks_seen(desk, work, reader, asked.group)
            every = {f"{book.group.id}/{one.id}": (book, one) for book in books for one in book.meetings}
            behind = sorted(name for name in every if name > asked.after)
            page = [_meeting(desk, work, reader, *every[name]) for name in behind[: asked.limit]]
        following = behind[asked.limit - 1] if behind[asked.limit :] else None
        return answered(request, MeetingPage(meetings=page, next=following))

    @app.get(
        f"{ROOT}/meetings/{{group}}/{{meeting}}",
        response_model=GroupMeeting,
        responses=described(404),
        tags=["meetings"],
    )
    def read_meeting(request: Request, reader: OpensMeetings, group: GroupInPath, meeting: MeetingInPath) -> Response:
        """One meeting; it is found by ids that it had before, too."""
        with desk.store.read() as work:
            book = next(iter(rulebooks_seen(desk, work, reader, group)), None)
            found = book.meeting(meeting) if book else None
            if book is None or found is None:
                raise NotThere
            return answered(request, _meeting(desk, work, reader, book, found))


def _meeting(desk: OpenDesk, work: UnitOfWork, reader: ApiReader, book: Rulebook, one: Meeting) -> GroupMeeting:
    kinds = dict.fromkeys(each.kind for each in one.deadlines)
    closing = close_of(work, book, one)
    return GroupMeeting(
        group=book.group.id,
        id=one.id,
        title=one.title,
        state=state_of(one, desk.clock.now()),
        first_day=one.first_day,
        last_day=one.last_day,
        zone=one.zone,
        place=one.place,
        language=one.language,
        opens_at=one.opens,
        deadlines=[
            MeetingDeadline(kind=kind, until=local_instant(until)) for kind in kinds if (until := one.deadline(kind))
        ],
        extensions=[_moved(reader, each) for each in one.extensions],
        items=[AgendaItem(number=each.number, title=each.title) for each in one.items],
        documents=documents_for(work, book, one),
        closed_at=closing.closed_at if closing else None,
        rulebook=book.version,
    )


def _moved(reader: ApiReader, one: Extension) -> MovedDeadline:
    return MovedDeadline(
        kind=one.deadline.kind,
        until=local_instant(one.deadline),
        for_everybody=not one.addresses,
        addresses=list(one.addresses) if reader.has("people") else None,
        reason=shown(reader, one.reason),
        by=shown(reader, one.by),
        at=one.at,
    )
