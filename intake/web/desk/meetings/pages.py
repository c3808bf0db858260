"""All meetings, one meeting, and the report on its call."""

from typing import Annotated, Any, Literal

from fastapi import FastAPI, Query, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import UsageError
from intake.domain.persons.people import Person, may, visible_groups
from intake.domain.text.media import DOCX
from intake.pipeline.desk.calls.closing import ClosingReport, report
from intake.pipeline.showing.meeting_pages import MeetingPage, meeting_page, meetings_seen
from intake.web.desk.rights import MaySee, Missing
from intake.web.desk.shown import Shown

Readers = Annotated[Literal["secretariat", "chairs"], Query(alias="for")]


def add_pages(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """The list, the page, the report."""

    @app.get("/meetings")
    def meetings(request: Request, person: MaySee) -> Response:
        groups = groups_of(desk, person)
        found = meetings_seen(desk.line, groups)
        with desk.store.read() as work:
            named = [(group, desk.line.rulebook(work, group).group.acronym) for group in groups]
        return shown.page(request, "meetings/list.html.j2", meetings=found, groups=named)

    @app.get("/meetings/{group}/{meeting}")
    def meeting(request: Request, person: MaySee, group: str, meeting: str) -> Response:
        return meeting_shown(desk, shown, request, seen_meeting(desk, person, group, meeting))

    @app.get("/meetings/{group}/{meeting}/report")
    def call_report(
        request: Request, person: MaySee, group: str, meeting: str, readers: Readers = "secretariat"
    ) -> Response:
        seen = seen_meeting(desk, person, group, meeting).seen
        found = _report(desk, person, group, meeting, readers)
        text = desk.line.letters.as_text(found.head, found.notice)
        about: dict[str, Any] = {"seen": seen, "text": text, "readers": readers, "full": _full(person, group)}
        return shown.page(request, "meetings/report.html.j2", spoken=found.head.languages[0], **about)

    @app.get("/meetings/{group}/{meeting}/report.docx")
    def report_file(person: MaySee, group: str, meeting: str, readers: Readers = "secretariat") -> Response:
        seen_meeting(desk, person, group, meeting)
        found = _report(desk, person, group, meeting, readers)
        content = desk.line.letters.as_document(found.head, found.notice, desk.clock.now())
        return shown.file(content, found.notice.file, DOCX)


def groups_of(desk: OpenDesk, person: Person) -> tuple[str, ...]:
    """The groups with a rulebook in force that the person may see."""
    with desk.store.read() as work:
        return visible_groups(person, work.rulebooks.groups())


def seen_meeting(desk: OpenDesk, person: Person, group: str, meeting: str) -> MeetingPage:
    """The meeting, for who may see it. Raises Missing."""
    if group not in groups_of(desk, person):
        raise Missing
    try:
        return meeting_page(desk.line, group, meeting)
    except UsageError as error:
        raise Missing from error


def meeting_shown(
    desk: OpenDesk, shown: Shown, request: Request, page: MeetingPage, status: int = 200, **values: object
) -> Response:
    """The page of a meeting; `values` are the act that could not be done, what was typed, and why."""
    known: dict[str, object] = {"act": "", "typed": {}, "why": "", **values}
    boxes = [one.name for one in desk.settings.mailbox if one.group == page.seen.group.id]
    return shown.page(request, "meetings/meeting.html.j2", status, page=page, seen=page.seen, boxes=boxes, **known)


def _report(desk: OpenDesk, person: Person, group: str, meeting: str, readers: str) -> ClosingReport:
    """The report as it stands now; who does not run meetings reads what the chairs read."""
    for_chairs = readers == "chairs" or not _full(person, group)
    return report(desk.line, f"{group}/{meeting}", for_chairs=for_chairs)


def _full(person: Person, group: str) -> bool:
    return may(person, "configure", group)
