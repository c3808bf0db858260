"""How a record is answered: as JSON, with a mark by which a reader asks only for what is new; and files."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.responses import Response

from intake.domain.meeting import Deadline
from intake.web.api.faults import QuestionFault
from intake.web.api.problems import Misread
from intake.web.saving import saved_fields

ROOT = "/api/v1"
"""Below the prefix of the desk: where all paths of the API begin."""

Limit = Annotated[int, Field(ge=1, le=500, description="So many at most.")]
WITHOUT_NUL = r"^[^\x00]*$"
"""What may stand in any text of a question: no database takes NUL."""

GroupId = Annotated[
    str, Field(max_length=100, pattern=WITHOUT_NUL, description="Only those of the group with this id.")
]

_SHORTEST, _LONGEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, tzinfo=UTC)


class Record(BaseModel):
    """What all records of the API share."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Question(BaseModel):
    """What the parameters of a route share, where they are one value."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class LocalInstant(Record):
    """An instant that people know as a time on the clock of a place."""

    at: AwareDatetime
    """The instant, in UTC."""
    local: AwareDatetime
    """The same on the clock of `zone`, with the offset from UTC."""
    zone: str
    """The IANA zone."""


def local_instant(one: Deadline) -> LocalInstant:
    """A deadline as it was announced."""
    return LocalInstant(at=one.utc, local=one.utc.astimezone(ZoneInfo(one.zone)), zone=one.zone)


def in_reach(at: datetime | None) -> datetime | None:
    """An instant as the database can compare it (UTC): nothing of ours lies outside of 1970 to 2999."""
    if at is None:
        return None
    try:
        return min(max(at.astimezone(UTC), _SHORTEST), _LONGEST)
    except OverflowError:
        return _SHORTEST if at.year < _SHORTEST.year else _LONGEST


def only_known(request: Request) -> None:
    """Raise Misread for a parameter that the route does not have, and for one that is given twice."""
    route = request.scope["route"]
    known = set(_parameters(route.dependant)) if isinstance(route, APIRoute) else set()
    given = [name for name, _ in request.query_params.multi_items()]
    faults = [
        QuestionFault(where=f"query.{name[:80]}", why="There is no such parameter.")
        for name in given
        if name not in known
    ]
    twice = [one for one in known if given.count(one) > 1]
    faults += [QuestionFault(where=f"query.{name}", why="It is given more than once.") for name in twice]
    if faults:
        raise Misread(*faults)


def _parameters(dependant: Dependant) -> Iterator[str]:
    for one in dependant.query_params:
        kind = one.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from kind.model_fields
        else:
            yield one.alias
    for below in dependant.dependencies:
        yield from _parameters(below)


def answered(request: Request, record: Record) -> Response:
    """The record; only its mark (304) where the reader has it already (RFC 9110, section 13.1.2)."""
    body = record.model_dump_json().encode("utf-8", "replace")
    headers = _marked(hashlib.sha256(body).hexdigest())
    if _is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


def file_answer(request: Request, content: bytes, name: str) -> Response:
    """A file to be saved under this name."""
    headers = _marked(hashlib.sha256(content).hexdigest())
    if _is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers | saved_fields(name), media_type="application/octet-stream")


def _marked(digest: str) -> dict[str, str]:
    return {"ETag": f'"{digest[:32]}"', "Cache-Control": "private, no-cache", "Vary": "Authorization"}


def _is_known(request: Request, mark: str) -> bool:
    given: Mapping[str, str] = request.headers
    marks = [one.strip().removeprefix("W/") for one in given.get("if-none-match", "").split(",")]
    return mark in marks or "*" in marks
