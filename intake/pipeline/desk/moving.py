"""A Submission that came to one group and is meant for another."""

from dataclasses import replace
from datetime import datetime

from intake.domain.errors import UsageError
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Delivery, Submission
from intake.domain.verdict import Decision
from intake.pipeline.desk.acts import Deed, check_replaces, disposed, held_of, record_act, refuse_numbered
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.receive import year_of_receipt
from intake.ports import UnitOfWork


def move_to_group(line: Line, name: str, deed: Deed, group: str) -> tuple[Decision, Submission]:
    """Make it a Submission of another group, with the same times of receipt; here it is ignored, "moved to …"."""
    now = line.clock.now()
    with line.store.write() as work:
        held = held_of(line, work, name)
        check_replaces(held.last, deed, name)
        refuse_numbered(held, name)
        other = line.rulebook(work, group)
        moved = _moved(work, held.ready.submission, other, now)
        here = replace(deed, reason=f"moved to {other.group.acronym}: {deed.reason}")
        decision = record_act(line, work, held, disposed(held.last.verdict, "ignore"), here, "move", now)
    line.step("act.committed")
    return decision, moved


def _moved(work: UnitOfWork, submission: Submission, other: Rulebook, now: datetime) -> Submission:
    group = other.group
    moved, new = work.submissions.add(
        group=group.id,
        short=group.short,
        year=year_of_receipt(submission.received_at, group),
        raw=submission.raw,
        source=submission.source,
        received_at=submission.received_at,
        evidence=submission.received_evidence,
        stamps=submission.stamps,
        partial=submission.partial,
        answers=submission.answers,
        now=now,
    )
    if not new:
        raise UsageError(f"{group.acronym} has this mail already, as {moved.reference}.")
    work.deliveries.add(
        Delivery(
            key=f"moved:{submission.id}/{group.id}",
            group=group.id,
            account="",
            folder="",
            uidvalidity=0,
            uid=0,
            stamps=submission.stamps,
            state="taken",
            raw=submission.raw,
            submission=moved.id,
        )
    )
    why = f"Moved here from {submission.group}, where it was {submission.reference}."
    note(work, moved, at=now, what="stored", who="act", why=why, raw=moved.raw, moved_from=submission.reference)
    return moved
