"""The intake log for programs that follow it: sealed lines in their order, and how they hang in the chain."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from fastapi import FastAPI, Query, Request
from pydantic import AfterValidator, Field, WithJsonSchema
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.log_entry import LOG_WORDS, OF_PERSONS, LogEntry, SealLink
from intake.domain.mail import Fact
from intake.domain.persons.tokens import ApiReader
from intake.domain.search.entries import EntryQuery
from intake.domain.submission import Submission
from intake.ports import UnitOfWork
from intake.web.api.answers import ROOT, GroupId, Limit, Question, Record, answered
from intake.web.api.people import facts_shown, shown
from intake.web.api.problems import described
from intake.web.api.seeing import Reference, groups_seen, seen_group, submission_called
from intake.web.api.tokens import OpensLog


def _a_word(what: str) -> str:
    if what and what not in LOG_WORDS:
        raise ValueError("There is no such kind of line.")
    return what


class LogQuestion(Question):
    """What is asked of the log."""

    after: Annotated[int, Field(ge=0, lt=2**53)] = 0
    """Lines behind this position."""
    limit: Limit = 100
    what: Annotated[str, AfterValidator(_a_word), WithJsonSchema({"type": "string", "enum": ["", *LOG_WORDS]})] = ""
    """Only lines of this kind."""
    group: GroupId = ""
    submission: Reference = ""
    """Only lines about the mail with this reference."""
    chain: bool = False
    """With each line, how it hangs in the chain of seals."""


class LogHead(Record):
    """The end of the chain when the answer was made."""

    position: int
    """The position of the last sealed line; 0 for none."""
    seal: str
    """Its seal; "" for none."""


class ChainLink(Record):
    """How a line hangs in the chain: SHA-256 over `before` and `text`, both in UTF-8, is its seal."""

    before: str
    """The seal of the line before it; 64 times "0" for the first line."""
    text: str
    """The line as it was sealed, as canonical JSON; names and addresses stand in it as a salted hash alone."""


class LogLine(Record):
    """One line of the intake log."""

    position: int
    """Its place in the chain: what a feed follows."""
    at: datetime
    """When it happened."""
    what: str
    """Its kind."""
    who: str
    """The step or the person."""
    why: str
    """A sentence."""
    group: str | None
    """The group's id; null for what belongs to none."""
    reference: str | None
    """The reference of the mail that it is about."""
    facts: dict[str, Fact]
    """Figures and ids."""
    personal: dict[str, str] | None
    """Names, addresses and subjects; {} where there are none, or they were erased; null without the scope "people"."""
    seal: str
    """Its seal."""
    link: ChainLink | None
    """How it hangs in the chain; null unless it is asked for, and where an address was left out of the line."""


class LinePage(Record):
    """Some lines, in the order in which they were sealed."""

    lines: list[LogLine]
    """The lines."""
    next: int
    """What to ask for as `after` next: every line up to there was looked at."""
    more: bool
    """Whether there are more lines already."""
    head: LogHead
    """The end of the chain."""


def add_to(app: FastAPI, desk: OpenDesk) -> None:
    """Add the route."""

    @app.get(f"{ROOT}/log", response_model=LinePage, responses=described(404), tags=["log"])
    def read_log(request: Request, reader: OpensLog, asked: Annotated[LogQuestion, Query()]) -> Response:
        """Sealed lines behind a position, the oldest first; asked again with `next`, none is missed or repeated."""
        with desk.store.read() as work:
            page = _page(work, reader, _query(work, reader, asked), asked)
        return answered(request, page)


def _query(work: UnitOfWork, reader: ApiReader, asked: LogQuestion) -> EntryQuery:
    groups = None if reader.sees_all else groups_seen(work, reader)
    if asked.group:
        groups = (seen_group(work, reader, asked.group),)
    about = submission_called(work, reader, asked.submission).id if asked.submission else None
    hidden = () if reader.sees_desk else OF_PERSONS
    return EntryQuery(asked.what, hidden, groups=groups, submission=about, before=asked.after)


def _page(work: UnitOfWork, reader: ApiReader, query: EntryQuery, asked: LogQuestion) -> LinePage:
    position, seal = work.log.head() or (0, "")
    page = work.search.entries(query, asked.limit)
    entries = page.entries[::-1]
    mails = work.submissions.some([one.submission for one in entries if one.submission is not None])
    links = work.log.links([one.position or 0 for one in entries]) if asked.chain else {}
    last = entries[-1].position or 0 if entries and page.ahead else position
    return LinePage(
        lines=[_line(reader, one, mails, links) for one in entries],
        next=max(last, asked.after),
        more=page.ahead,
        head=LogHead(position=position, seal=seal),
    )


def _line(reader: ApiReader, one: LogEntry, mails: Mapping[int, Submission], links: Mapping[int, SealLink]) -> LogLine:
    position = one.position or 0
    facts = facts_shown(reader, one.facts)
    who, why = shown(reader, one.who), shown(reader, one.why)
    whole = (who, why, facts) == (one.who, one.why, dict(one.facts))
    link = links.get(position) if whole else None
    mail = mails.get(one.submission) if one.submission is not None else None
    return LogLine(
        position=position,
        at=one.at,
        what=one.what,
        who=who,
        why=why,
        group=one.group or None,
        reference=mail.reference if mail else None,
        facts=facts,
        personal=dict(one.personal) if reader.has("people") else None,
        seal=one.seal or "",
        link=ChainLink(before=link.before, text=link.text) if link else None,
    )
