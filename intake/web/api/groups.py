"""The groups that a token sees, and the token itself."""

from fastapi import FastAPI, Request
from pydantic import AwareDatetime
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.rulebook import Rulebook
from intake.web.api.answers import ROOT, Record, answered
from intake.web.api.problems import described
from intake.web.api.seeing import groups_seen, rulebooks_seen
from intake.web.api.tokens import AnyToken


class WorkingGroup(Record):
    """A group whose contributions are taken."""

    id: str
    """Its id."""
    acronym: str
    """Its acronym."""
    name: str
    """Its name."""
    zone: str
    """Its IANA zone."""
    mailboxes: list[str]
    """Its own addresses."""
    meetings: list[str]
    """The ids of its meetings, by their days."""


class GroupList(Record):
    """The groups that the token sees."""

    groups: list[WorkingGroup]
    """The groups, by id."""


class TokenRecord(Record):
    """The token itself: what it opens, and how long."""

    login: str
    """The person whose rights it has at most."""
    name: str
    """What it is for."""
    scopes: list[str]
    """What it opens."""
    groups: list[str]
    """The ids of the groups that it sees now."""
    ends_at: AwareDatetime
    """When it ends."""


def add_to(app: FastAPI, desk: OpenDesk) -> None:
    """Add the routes."""

    @app.get(f"{ROOT}/groups", response_model=GroupList, responses=described(), tags=["meetings"])
    def list_groups(request: Request, reader: AnyToken) -> Response:
        """The groups that the token sees."""
        with desk.store.read() as work:
            books = rulebooks_seen(desk, work, reader)
        return answered(request, GroupList(groups=[_group(one) for one in books]))

    @app.get(f"{ROOT}/token", response_model=TokenRecord, responses=described(), tags=["token"])
    def read_token(request: Request, reader: AnyToken) -> Response:
        """The token itself."""
        with desk.store.read() as work:
            groups = list(groups_seen(work, reader))
        token = reader.token
        told = TokenRecord(
            login=token.login, name=token.name, scopes=list(token.scopes), groups=groups, ends_at=token.ends_at
        )
        return answered(request, told)


def _group(book: Rulebook) -> WorkingGroup:
    group = book.group
    return WorkingGroup(
        id=group.id,
        acronym=group.acronym,
        name=group.name,
        zone=group.zone,
        mailboxes=list(group.mailboxes),
        meetings=[one.id for one in sorted(book.meetings, key=lambda each: each.first_day)],
    )
