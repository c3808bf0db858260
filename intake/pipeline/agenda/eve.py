"""On the eve of a meeting its chairs get all documents, and the secretariat the allocation to the agenda."""

from datetime import datetime

from intake.domain.calls.agenda import Due
from intake.domain.calls.states import begins
from intake.domain.letters.notice import StaffLetter
from intake.domain.lists.papers import GatheredMeeting
from intake.domain.lists.telling import allocation_letter
from intake.domain.meeting import Meeting
from intake.domain.persons.offices import chairs_at
from intake.domain.rulebook import Rulebook
from intake.domain.telling.eve import MeetingPaper, eve_letter
from intake.pipeline.agenda.duty import DutyEnd, meeting_of
from intake.pipeline.agenda.papers import gathered
from intake.pipeline.agenda.telling import owe_staff, staff_head, tell_secretariat
from intake.pipeline.documents.packing import papers_of
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


def eve_pack_is_due(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Owe the chairs a letter of its own with the pack; not for a meeting that has begun, or has no documents."""
    rulebook, meeting = meeting_of(line, work, due)
    if meeting is None or begins(meeting) <= now:
        return "lapsed"
    found = gathered(work, rulebook, meeting, now)
    told = allocation_letter(found)
    if told:
        tell_secretariat(line, work, rulebook, told, now)
    chairs = tuple(dict.fromkeys(one.addresses[0].lower() for one in chairs_at(rulebook, now) if one.addresses))
    papers = _in_order(work, meeting, found)
    if not papers or not chairs:
        return "done" if told else "lapsed"
    letter = StaffLetter(staff_head(rulebook, line), chairs, (eve_letter(rulebook.group, meeting, papers),))
    owe_staff(line, work, letter, topic=f"eve-pack:{due.subject}", due_at=now)
    line.step("eve-pack.owed")
    return "done"


def papers_in_order(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, now: datetime) -> list[MeetingPaper]:
    """What is registered for a meeting now (UTC), by the items of its agenda; what is under none comes last."""
    return _in_order(work, meeting, gathered(work, rulebook, meeting, now))


def _in_order(work: UnitOfWork, meeting: Meeting, found: GatheredMeeting) -> list[MeetingPaper]:
    placed = [(f"{item.number} {item.title}" if item else "", one.contribution) for item, one in found.by_item()]
    return papers_of(work, meeting, placed)
