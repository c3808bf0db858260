"""How a link stands: whether its chair can decide by it now, and what the chair reads otherwise."""

from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.answering.asked import Asked, asked_about
from intake.domain.answering.chairs import chairs_bar
from intake.domain.document import Document
from intake.domain.letters.links import Link
from intake.domain.letters.notice import Said
from intake.domain.letters.requests import RequestOutcome
from intake.domain.meeting import Meeting, Officer
from intake.domain.persons.offices import chairs_at
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.telling.answered import WhyNoAnswer, already, refused
from intake.domain.telling.decided import chair_named
from intake.domain.telling.late_paper import is_source
from intake.pipeline.agenda.chairs import what_was_decided
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """How a link stands: while `told` is empty it decides; else `outcome` and `told` are what its chair reads.

    `own` is the chair's organization where it is a source of the document.
    """

    submission: Submission
    asked: Asked
    chair: Officer | None
    meeting: Meeting | None
    outcome: RequestOutcome = ""
    told: tuple[Said, ...] = ()

    @property
    def title(self) -> str:
        """The document's title, or the name of its file."""
        return self.document.cover.title or self.document.file

    @property
    def document(self) -> Document:
        """The document as it was sent."""
        return self.asked.last.verdict.documents[self.asked.index].document

    @property
    def deadline(self) -> datetime:
        """The date for contributions (UTC) that it came too late for."""
        return self.asked.then.verdict.deadline or self.submission.received_at

    @property
    def late_by(self) -> int:
        """Seconds after it."""
        return self.asked.then.verdict.late_by

    @property
    def own(self) -> str:
        """The chair's organization where it is a source of the document, else ""."""
        chair = self.chair
        return chair.organization if chair and is_source(chair, self.document.cover.source) else ""


def standing_of_link(work: UnitOfWork, rulebook: Rulebook, link: Link, now: datetime) -> LinkStanding:
    """How this link stands now (UTC), under its group's rulebook. Writes nothing.

    KeyError where no chair was ever asked about such a document.
    """
    submission = work.submissions.find(link.reference)
    if submission is None or submission.reference != link.reference:
        raise KeyError(link.reference)
    asked = asked_about(work.submissions.decisions(submission.id), link.document)
    if asked is None:
        raise KeyError(link.document)
    chairs = chairs_at(rulebook, now)
    meeting = rulebook.meeting(asked.then.verdict.meeting)
    found = LinkStanding(submission, asked, chair_named(chairs, link.address), meeting)
    if asked.settled:
        then = chairs_at(rulebook, asked.settled.at)
        decided = what_was_decided(submission, asked.settled, (asked.index,), then)
        return replace(found, outcome="already", told=already(decided))
    if why := _why_not(rulebook, found, now):
        return replace(found, outcome="refused", told=refused(why, meeting.title if meeting else ""))
    return found


def _why_not(rulebook: Rulebook, found: LinkStanding, now: datetime) -> WhyNoAnswer | None:
    """Why a document that waits is not for this chair to decide on now."""
    return "no-chair" if found.chair is None else chairs_bar(rulebook, found.meeting, now)
