"""The report on a closed call: for the secretariat in full, for the chairs what was registered and what came late."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from intake.domain.deadlines import in_time, zone_of
from intake.domain.letters.notice import Bar, Chart, Notice, Said, Section, Table
from intake.domain.meeting import Deadline
from intake.domain.revisions import revision_label
from intake.domain.submission import Contribution
from intake.domain.telling.standing import Pending, Standing
from intake.domain.telling.state_of_play import figures

Stage = Literal["provisional", "final", "supplement"]
"""A provisional report is followed by a final one; a supplement tells what was found after that."""

_DAYS_SHOWN = 14

_DOCUMENTS = tuple(Said(f"report.head.{name}") for name in ("number", "title", "source", "kind", "received"))
_LATE = tuple(Said(f"report.head.{name}") for name in ("reference", "title", "source", "received"))
_REASONED = (*_LATE, Said("report.head.reason"))
_RETURNED = (*_LATE, Said("report.head.telephone"), Said("report.head.until"))


def secretariat_report(standing: Standing, stage: Stage, *, silent: bool = False) -> Notice:
    """What the secretariat needs to prepare the meeting; `silent`: a mailbox has not answered since the deadline."""
    sections = (
        Section(lines=(*_opening(standing, stage, silent=silent), *figures(standing))),
        _documents(standing.registered),
        _table("late", standing.late, _LATE),
        _table("held", standing.held, _REASONED),
        _table("returned", standing.returned, _RETURNED),
        _table("questions", standing.questions, _LATE),
        _arrivals(standing),
    )
    return _notice(standing, stage, [one for one in sections if one], "report.secretariat.file")


def chairs_report(standing: Standing, stage: Stage) -> Notice:
    """What the chairs need: the documents in order, and those that came late. No returned paper, no telephone."""
    lines = [*_opening(standing, stage, silent=False)]
    lines += [Said(f"staff.figure.{name}", {"count": len(getattr(standing, name))}) for name in ("registered", "late")]
    sections = (
        Section(lines=tuple(lines)),
        _documents(standing.registered),
        _table("late", standing.late, _LATE),
    )
    return _notice(standing, stage, [one for one in sections if one], "report.chairs.file")


def supplement(standing: Standing, new: Sequence[Contribution]) -> Notice:
    """What was registered after the last report."""
    opening = Said("report.supplement.opening", {"meeting": standing.meeting.title, "count": len(new)})
    subject = Said("report.supplement.subject", {"meeting": standing.meeting.title, "count": len(new)})
    return Notice(subject, (Section(lines=(opening,)), _documents(new)))


def _notice(standing: Standing, stage: Stage, sections: Sequence[Section], file: str) -> Notice:
    count = len(standing.registered)
    subject = Said(f"report.{stage}.subject", {"meeting": standing.meeting.title, "registered": count})
    name = "report" if file.startswith("report.secretariat") else "registered"
    return Notice(subject, tuple(sections), f"{standing.group.acronym}-{standing.meeting.id}-{name}.docx")


def _opening(standing: Standing, stage: Stage, *, silent: bool) -> Iterator[Said]:
    deadline = standing.meeting.deadline("contribution")
    if deadline:
        yield Said("report.opening", {"meeting": standing.meeting.title}, {"deadline": deadline.utc})
    if silent:
        yield Said("report.silent")
    until = last_return(standing.returned)
    if stage == "provisional" and until is not None and until > standing.at:
        yield Said("report.may-return", {"count": len(standing.returned)}, {"until": until})


def last_return(returned: Sequence[Pending]) -> datetime | None:
    """Until when (UTC) the last of these may be sent again in time; None when none may."""
    return max((one.correct_until for one in returned if one.correct_until), default=None)


def _documents(registered: Sequence[Contribution]) -> Section:
    rows = tuple(
        (
            revision_label(one.label, one.revision, "Rev"),
            one.title,
            "; ".join(one.source),
            Said("staff.word", words={"word": f"kind.{one.kind.replace('_', '-')}"}),
            Said("staff.moment", moments={"at": one.counts_from}),
        )
        for one in registered
    )
    return Section(Said("report.title.documents"), table=Table(_DOCUMENTS, rows))


def _table(name: str, found: Sequence[Pending], head: tuple[Said, ...]) -> Section | None:
    if not found:
        return None
    return Section(Said(f"report.title.{name}"), table=Table(head, tuple(_row(one, len(head)) for one in found)))


def _row(one: Pending, cells: int) -> tuple[Said | str, ...]:
    title = "; ".join(one.titles) or one.subject
    row: tuple[Said | str, ...] = (
        one.reference,
        title,
        "; ".join(one.sources) or one.sender,
        Said("staff.moment", moments={"at": one.received_at}),
    )
    if cells == len(_REASONED):
        return (*row, one.reason)
    if cells == len(_RETURNED):
        until = Said("staff.moment", moments={"at": one.correct_until}) if one.correct_until else ""
        return (*row, ", ".join(one.telephones), until)
    return row


def _arrivals(standing: Standing) -> Section | None:
    """How many documents arrived on each day before the deadline, and how many after it."""
    deadline = standing.meeting.deadline("contribution")
    if deadline is None or not (standing.registered or standing.late):
        return None
    zone = zone_of(deadline.zone)
    at = [*(one.received_at for one in standing.registered), *(one.received_at for one in standing.late)]
    all_on = Counter(one.astimezone(zone).date() for one in at)
    late_on = Counter(one.astimezone(zone).date() for one in at if not in_time(one, deadline))
    bars = tuple(
        Bar(Said("report.day", days={"day": day}), all_on[day], late_on[day]) for day in _days(all_on, deadline)
    )
    return Section(Said("report.title.arrivals"), chart=Chart(bars))


def _days(counted: Counter[date], deadline: Deadline) -> list[date]:
    """The days to show, without gaps: from the first arrival, at most two weeks back, to the last one."""
    ends = max(*counted, deadline.local.date())
    begins = max(min(counted), ends - timedelta(days=_DAYS_SHOWN - 1))
    return [begins + timedelta(days=index) for index in range((ends - begins).days + 1)]
