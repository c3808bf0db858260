"""Moving a Submission to the group that it is meant for."""

from dataclasses import replace
from datetime import datetime

from intake.domain.errors import UsageError
from intake.domain.names import unknown_group
from intake.domain.rulebook import Rulebook
from intake.domain.submission import NewSubmission, Submission
from intake.domain.verdict import Decision, Deed
from intake.pipeline.decision.acting import acting, refuse_numbered
from intake.pipeline.desk.mails.acts import ended
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.receive import brought, year_of_receipt
from intake.ports import UnitOfWork


def move_to_group(line: Line, name: str, deed: Deed, group: str) -> tuple[Decision, Submission]:
    """Make a Submission for the other group with the same times of receipt; this one is ignored, "moved to …".

    UsageError for a group that has no rulebook in force.
    """
    with line.store.read() as work:
        if group not in work.rulebooks.groups():
            raise unknown_group(group, work.rulebooks.groups())
        other = line.rulebook(work, group)
    there = replace(deed, reason=f"moved to {other.group.acronym}: {deed.reason}", act="move")
    with acting(line, name, there) as act:
        refuse_numbered(act.last, name)
        moved = _moved(act.work, act.ready.submission, other, act.now)
        return act.decide(ended(act.last.verdict, "ignore")), moved


def _moved(work: UnitOfWork, submission: Submission, other: Rulebook, now: datetime) -> Submission:
    group = other.group
    coming = NewSubmission(
        group=group.id,
        short=group.short,
        year=year_of_receipt(submission.received_at, group),
        raw=submission.raw,
        source=submission.source,
        received_at=submission.received_at,
        received_evidence=submission.received_evidence,
        stamps=submission.stamps,
        partial=submission.partial,
        answers=submission.answers,
    )
    moved, new = work.submissions.add(coming, now)
    if not new:
        raise UsageError(
            "{group} has this mail already, as {reference}.", group=group.acronym, reference=moved.reference
        )
    work.deliveries.add(brought(f"moved:{submission.id}/{group.id}", moved))
    why = f"Moved here from {submission.group}, where it was {submission.reference}."
    note(work, moved, at=now, what="stored", who="act", why=why, raw=moved.raw, moved_from=submission.reference)
    return moved
