"""The report on a closed call: for the secretariat in full, for the chairs what was registered and what came late."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from intake.domain.letters.notice import Bar, Chart, Notice, NoticeCell, NoticeKey, NoticeTable, Said, Section
from intake.domain.numbers.revisions import revision_label
from intake.domain.submission import Contribution
from intake.domain.telling.arrivals import by_day
from intake.domain.telling.standing import Pending, Standing
from intake.domain.telling.state_of_play import figures

ReportStage = Literal["open", "provisional", "final", "supplement"]
"""While the call is open a report says how it stands. A provisional report is followed by a final one; a supplement
tells what was found after that."""

_DAYS_SHOWN = 14

_DOCUMENTS = ("number", "title", "source", "kind", "received")
_LATE = ("reference", "title", "source", "received")
_HELD = (*_LATE, "reason")
_RETURNED = (*_LATE, "telephone", "until")


def secretariat_report(standing: Standing, stage: ReportStage, *, silent: bool = False) -> Notice:
    """What the secretariat needs to prepare the meeting; `silent`: a mailbox has not answered since the deadline."""
    sections = (
        Section(lines=(*_opening(standing), *_to_come(standing, stage, silent=silent), *figures(standing))),
        _documents(standing.registered),
        _table("late", standing.late, _LATE),
        _table("held", standing.held, _HELD),
        _table("returned", standing.returned, _RETURNED),
        _table("questions", standing.questions, _LATE),
        _arrivals(standing),
    )
    return _notice(standing, stage, [one for one in sections if one], "report")


def chairs_report(standing: Standing, stage: ReportStage) -> Notice:
    """What the chairs need: the documents in order, and those that came late. No returned paper, no telephone."""
    lines = [*_opening(standing)]
    lines += [Said(f"staff.figure.{name}", {"count": len(getattr(standing, name))}) for name in ("registered", "late")]
    sections = (
        Section(lines=tuple(lines)),
        _documents(standing.registered),
        _table("late", standing.late, _LATE),
    )
    return _notice(standing, stage, [one for one in sections if one], "registered")


def supplement(standing: Standing, new: Sequence[Contribution]) -> Notice:
    """What was registered after the last report."""
    opening = Said("report.supplement.opening", {"meeting": standing.meeting.title, "count": len(new)})
    subject = Said("report.supplement.subject", {"meeting": standing.meeting.title, "count": len(new)})
    return Notice(subject, (Section(lines=(opening,)), _documents(new)), about=_about(standing))


def _notice(standing: Standing, stage: ReportStage, sections: Sequence[Section], name: str) -> Notice:
    """The report; `name` is the end of its file's name."""
    values: dict[str, str | int] = {"meeting": standing.meeting.title, "registered": len(standing.registered)}
    file = f"{standing.group.acronym}-{standing.meeting.id}-{name}.docx"
    return Notice(Said(f"report.{stage}.subject", values), tuple(sections), file, about=_about(standing))


def _about(standing: Standing) -> NoticeKey:
    return NoticeKey("report", standing.meeting.id)


def _opening(standing: Standing) -> Iterator[Said]:
    deadline = standing.meeting.deadline("contribution")
    if deadline:
        key = "report.opening" if standing.at > deadline.utc else "report.opening.ahead"
        yield Said(key, {"meeting": standing.meeting.title}, {"deadline": deadline.utc})


def _to_come(standing: Standing, stage: ReportStage, *, silent: bool) -> Iterator[Said]:
    """Why there may be more: a mailbox that was not read, documents that may be sent again."""
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
    return Section(Said("report.title.documents"), table=NoticeTable(_head(_DOCUMENTS), rows))


def _table(name: str, found: Sequence[Pending], columns: Sequence[str]) -> Section | None:
    """These mails under the columns of these names, None without any."""
    if not found:
        return None
    rows = tuple(tuple(_cell(one, column) for column in columns) for one in found)
    return Section(Said(f"report.title.{name}"), table=NoticeTable(_head(columns), rows))


def _head(columns: Sequence[str]) -> tuple[Said, ...]:
    return tuple(Said(f"report.head.{column}") for column in columns)


def _cell(one: Pending, column: str) -> NoticeCell:
    moments = {"received": one.received_at, "until": one.correct_until}
    if column in moments:
        at = moments[column]
        return Said("staff.moment", moments={"at": at}) if at else ""
    if column == "reason" and one.findings:
        return one.findings
    words = {
        "reference": one.reference,
        "title": "; ".join(one.titles) or one.subject,
        "source": "; ".join(one.sources) or one.sender,
        "reason": one.reason,
        "telephone": ", ".join(one.telephones),
    }
    return words[column]


def _arrivals(standing: Standing) -> Section | None:
    """How many documents arrived on each day before the deadline, and how many after it."""
    deadline = standing.meeting.deadline("contribution")
    if deadline is None or not (standing.registered or standing.late):
        return None
    came = [*(one.received_at for one in standing.registered), *(one.received_at for one in standing.late)]
    bars = tuple(
        Bar(Said("report.day", days={"day": one.day}), one.count, one.late)
        for one in by_day(came, deadline, _DAYS_SHOWN)
    )
    return Section(Said("report.title.arrivals"), chart=Chart(bars))
