"""Moving a Submission to the group that it is meant for."""

from dataclasses import replace

from intake.domain.errors import UsageError
from intake.domain.names import unknown_group
from intake.domain.rulebook import Rulebook
from intake.domain.submission import NewSubmission, Submission
from intake.domain.verdict import Deed
from intake.pipeline.decision.acting import Acting, acting, refuse_numbered
from intake.pipeline.decision.lookup import submission_named
from intake.pipeline.desk.mails.acts import ended
from intake.pipeline.desk.mails.brought import Brought, InHand, bring, decide_at_once, in_hand
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.receive import brought, year_of_receipt


def move_to_group(line: Line, name: str, deed: Deed, group: str) -> Brought:
    """Make a Submission for the other group with the same times of receipt; this one is ignored, "moved to …".

    It is judged there at once. UsageError for a group that has no rulebook in force.
    """
    with line.store.read() as work:
        if group not in work.rulebooks.groups():
            raise unknown_group(group, work.rulebooks.groups())
        other = line.rulebook(work, group)
        submission = submission_named(work, name)
    found = in_hand(line, submission.raw, partial=submission.partial)
    there = replace(deed, reason=f"moved to {other.group.acronym}: {deed.reason}", act="move")
    with acting(line, name, there, also=(group,)) as act:
        refuse_numbered(act.last, name)
        other = line.rulebook(act.work, group)
        moved = _moved(act, other, found)
        decision = act.decide(ended(act.last.verdict, "ignore"))
        if found is not None:
            decide_at_once(line, act.work, other, moved, found, act.now)
        return Brought(decision, (act.work.submissions.get(moved.id),))


def _moved(act: Acting, other: Rulebook, found: InHand | None) -> Submission:
    work, submission, group = act.work, act.ready.submission, other.group
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
        answers="send" if submission.answers == "junk" else submission.answers,
        authentication=submission.authentication,
    )
    moved, new = bring(work, other, coming, found, act.now)
    if not new:
        raise UsageError(
            "{group} has this mail already, as {reference}.", group=group.acronym, reference=moved.reference
        )
    work.deliveries.add(brought(f"moved:{submission.id}/{group.id}", moved))
    why = f"Moved here from {submission.group}, where it was {submission.reference}."
    note(work, moved, at=act.now, what="stored", who="act", why=why, raw=moved.raw, moved_from=submission.reference)
    return moved
