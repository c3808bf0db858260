"""What became of a meeting: a letter to each of its submitters, and one for the group's list."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from intake.domain.letters.notice import Notice, Said, Section
from intake.domain.meeting import Meeting

MeetingEvent = Literal["postponed", "cancelled", "joined", "extended"]
"""A meeting was postponed or cancelled, documents for the next one joined it, there is more time for contributions."""


def announcement(event: MeetingEvent, meeting: Meeting, now: datetime) -> Notice:
    """What the group's list may be told at this instant (UTC)."""
    lines = [*_opening(event, meeting, now)]
    if event == "extended":
        lines.append(Said("letter.registered-stay"))
    return Notice(_subject(event, meeting), (Section(lines=tuple(lines)),))


def to_submitter(
    event: MeetingEvent,
    meeting: Meeting,
    now: datetime,
    *,
    numbers: Sequence[str],
    waiting: Sequence[str],
    page: str = "",
) -> Notice:
    """What one submitter is told: `numbers` are theirs, `waiting` the references of mails that nobody settled yet.

    `page` is where the calendar of the meeting is published, "" for nowhere.
    """
    lines = [*_opening(event, meeting, now)]
    if numbers:
        lines.append(Said("letter.numbers", {"numbers": ", ".join(numbers)}))
    if waiting:
        lines.append(Said("letter.waiting", {"references": ", ".join(waiting)}))
    if page:
        lines.append(Said("letter.calendar", links={"link": page}))
    if event == "cancelled":
        lines.append(Said("letter.another-meeting"))
    elif not waiting:
        lines.append(Said("do.nothing"))
    lines.append(Said("letter.reply"))
    return Notice(_subject(event, meeting), (Section(lines=tuple(lines)),))


def _subject(event: MeetingEvent, meeting: Meeting) -> Said:
    return Said(f"letter.{event}.subject", {"meeting": meeting.title})


def _opening(event: MeetingEvent, meeting: Meeting, now: datetime) -> Iterator[Said]:
    yield Said(f"letter.{event}.opening", {"meeting": meeting.title})
    if event == "cancelled":
        return
    if not meeting.takes_place:
        yield Said("letter.no-date")
        return
    if meeting.first_day == meeting.last_day:
        yield Said("letter.day", days={"first": meeting.first_day})
    else:
        yield Said("letter.days", days={"first": meeting.first_day, "last": meeting.last_day})
    if meeting.place:
        yield Said("letter.place", {"place": meeting.place})
    until = meeting.deadline("contribution")
    if until and until.utc > now:
        yield Said("do.deadline", moments={"deadline": until.utc})
