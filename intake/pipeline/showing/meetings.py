"""The meetings of a group as the plain objects that commands print."""

from collections import Counter
from datetime import datetime

from intake.domain.calls.closing import Closing, closing_of, report_on
from intake.domain.calls.states import state_of
from intake.domain.meeting import NEXT, Deadline, Meeting
from intake.domain.rulebook import Rulebook
from intake.pipeline.showing.plain import Object, instant
from intake.ports import UnitOfWork


def meetings_of(work: UnitOfWork, rulebook: Rulebook, now: datetime) -> list[Object]:
    """The group's meetings by their days, then "next" where documents wait for it."""
    counted = _registered(work, rulebook)
    found = [
        meeting_object(rulebook, one, now, counted[one.id], close_of(work, rulebook, one)) for one in rulebook.meetings
    ]
    if counted[NEXT]:
        found.append({"group": rulebook.group.id, "id": NEXT, "state": NEXT, "documents": counted[NEXT]})
    return found


def close_of(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting) -> Closing | None:
    """The close of its call that counts now, if it is closed."""
    return closing_of(work.closings.of(rulebook.group.id, meeting), meeting)


def documents_for(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting) -> int:
    """How many documents are registered for a meeting."""
    return _registered(work, rulebook)[meeting.id]


def meeting_object(
    rulebook: Rulebook, meeting: Meeting, now: datetime, documents: int, closing: Closing | None = None
) -> Object:
    """One meeting with its state at this instant (UTC), its deadlines as they count for everybody, and its close."""
    kinds = dict.fromkeys(one.kind for one in meeting.deadlines)
    return {
        "group": rulebook.group.id,
        "id": meeting.id,
        "title": meeting.title,
        "state": state_of(meeting, now),
        "first_day": meeting.first_day.isoformat(),
        "last_day": meeting.last_day.isoformat(),
        "zone": meeting.zone,
        "place": meeting.place,
        "opens": instant(meeting.opens),
        "deadlines": {kind: deadline_object(until) for kind in kinds if (until := meeting.deadline(kind))},
        "extensions": [
            {
                "kind": one.deadline.kind,
                "until": deadline_object(one.deadline),
                "for": list(one.addresses),
                "reason": one.reason,
                "by": one.by,
                "at": instant(one.at),
            }
            for one in meeting.extensions
        ],
        "documents": documents,
        "closed": _closed(meeting, closing) if closing else None,
        "rulebook": rulebook.version,
    }


def _closed(meeting: Meeting, closing: Closing) -> Object:
    """When the call was closed, and how far its report is."""
    return {
        "at": instant(closing.closed_at),
        "deadline": instant(closing.deadline),
        "report": report_on(closing, meeting),
    }


def deadline_object(one: Deadline) -> Object:
    """A deadline as local time, zone, and instant."""
    return {"local": one.local.replace(tzinfo=None).isoformat(), "zone": one.zone, "utc": instant(one.utc)}


def _registered(work: UnitOfWork, rulebook: Rulebook) -> Counter[str]:
    """How many documents each meeting has, withdrawn ones left out."""
    listed = [one for one in work.contributions.listed(rulebook.group.id) if not one.withdrawn_at]
    return Counter(rulebook.present_id(one.meeting) or NEXT for one in listed)
