"""A late document as it stands now: what a decision needs, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.answering.admitting import late_documents
from intake.domain.answering.outcomes import outcome
from intake.domain.letters.links import Link
from intake.domain.letters.notice import Said
from intake.domain.meeting import Meeting, Officer
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Evidence
from intake.domain.telling.decided import Decided, chair_named, decided
from intake.domain.telling.late_paper import is_source
from intake.domain.verdict import Decision
from intake.pipeline.agenda.telling import chairs_at
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Standing:
    """One document of a late mail. `told` says what was decided on it; () while it can be decided. Instants are UTC.

    `chair` is the one that the link was made for, `own` the chair's organization where it is a source.
    """

    title: str
    source: tuple[str, ...]
    file: str
    abstract: str | None
    received_at: datetime
    evidence: Evidence
    deadline: datetime | None
    late_by: int
    meeting: Meeting | None
    chair: Officer | None
    own: str = ""
    told: tuple[Said, ...] = ()


def standing(work: UnitOfWork, rulebook: Rulebook, link: Link, now: datetime) -> Standing:
    """The document of this link. KeyError where there is no such mail or document."""
    submission = work.submissions.find(link.reference)
    decisions = work.submissions.decisions(submission.id) if submission else []
    if submission is None or not decisions or link.document >= len(decisions[-1].verdict.documents):
        raise KeyError(link.reference)
    verdict = decisions[-1].verdict
    document = verdict.documents[link.document].document
    chairs = chairs_at(rulebook, now)
    chair = chair_named(chairs, link.address)
    title = document.cover.title or document.file
    return Standing(
        title=title,
        source=document.cover.source,
        file=document.file,
        abstract=document.cover.abstract,
        received_at=submission.received_at,
        evidence=submission.received_evidence,
        deadline=verdict.deadline,
        late_by=verdict.late_by,
        meeting=rulebook.meeting(verdict.meeting) if verdict.meeting else None,
        chair=chair,
        own=chair.organization if chair and is_source(chair, document.cover.source) else "",
        told=_told(link, decisions, title, chairs),
    )


def _told(link: Link, decisions: Sequence[Decision], title: str, chairs: Sequence[Officer]) -> tuple[Said, ...]:
    """Who decided on this document, and how; () while nobody has."""
    late = [one.n for one in decisions if outcome(one) == "late" and link.document in late_documents(one.verdict)]
    after = [one for one in decisions if not late or one.n > late[-1]]
    if not after:
        return ()
    one = after[0]
    chair = chair_named(chairs, one.actor)
    notice = decided(Decided(link.reference, title, one.actor, one.at, one.reason, one.verdict.numbers, chair))
    return notice.sections[0].lines
