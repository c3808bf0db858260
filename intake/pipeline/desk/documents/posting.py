"""The secretariat posts documents: one by one, or all that raise no doubt; and takes them off again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.errors import UsageError
from intake.domain.meeting import NEXT
from intake.domain.names import id_or_next
from intake.domain.numbers.counting import require_counting
from intake.domain.numbers.revisions import revision_label, split_revision
from intake.domain.publishing.posting import Doubt, waiting_versions
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution
from intake.domain.verdict import Deed
from intake.pipeline.agenda.posting import doubts_of, mark_posted, tell_list
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.desk.documents.together import together
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Posted:
    """What an act did: numbers that it posted or took off, those that were so before, and what a person has to see."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    doubted: tuple[tuple[str, tuple[Doubt, ...]], ...] = ()


def post(line: Line, numbers: Sequence[str], deed: Deed) -> Posted:
    """Post these numbers, each with its last version, whatever the doubts: a person has looked.

    UsageError, and nothing is posted, if one of them is no number, is withdrawn, is of another group, or is named with
    another revision than its last.
    """
    with together(line, numbers, "post") as (work, rulebook, chosen, now):
        return posted_now(line, work, rulebook, list(zip(numbers, chosen, strict=True)), deed, now)


def posted_now(
    line: Line,
    work: UnitOfWork,
    rulebook: Rulebook,
    chosen: Sequence[tuple[str, Contribution]],
    deed: Deed,
    now: datetime,
) -> Posted:
    """Post these, each with the number as it was typed, in the caller's transaction; raises as `post` does."""
    for typed, one in chosen:
        _require_last(typed, one)
        require_counting(one)
    every = list({one.id: one for _, one in chosen}.values())
    new = [one for one in every if waiting_versions(one)]
    mark_posted(work, new, deed, now)
    tell_list(line, work, rulebook, new, now)
    return _posted(new, [one for one in every if one not in new])


def post_all(line: Line, group: str, meeting: str | None, deed: Deed) -> Posted:
    """Post all documents of a group, or of one of its meetings, that raise no doubt; the others are named."""
    now = line.clock.now()
    with line.store.write() as work:
        rulebook = line.rulebook(work, group)
        lock_series(work, rulebook)
        wanted = id_or_next(rulebook, meeting)
        listed = [one for one in work.contributions.listed(group) if waiting_versions(one)]
        chosen = [one for one in listed if wanted in (None, rulebook.present_id(one.meeting) or NEXT)]
        doubted = doubts_of(work, chosen)
        new = [one for one in chosen if not doubted[one.label]]
        mark_posted(work, new, deed, now)
        tell_list(line, work, rulebook, new, now)
        line.step("post.before-commit")
    line.step("post.committed")
    return _posted(new, (), tuple((label, why) for label, why in doubted.items() if why))


def take_off(line: Line, numbers: Sequence[str], deed: Deed) -> Posted:
    """Undo the posting of these numbers, with all their versions."""
    with together(line, numbers, "post") as (work, _, chosen, now):
        every = list({one.id: one for one in chosen}.values())
        new = [one for one in every if one.posted_at is not None]
        mails = work.submissions.some([one.submission for one in new])
        for one in new:
            work.contributions.post(one.id, None)
            why = f"{one.label} is no longer posted: {deed.reason}"
            note(work, mails[one.submission], at=now, what="posted", who=deed.actor, why=why, number=one.label)
    return _posted(new, [one for one in every if one not in new])


def _posted(
    new: Sequence[Contribution],
    known: Sequence[Contribution],
    doubted: tuple[tuple[str, tuple[Doubt, ...]], ...] = (),
) -> Posted:
    return Posted(tuple(one.label for one in new), tuple(one.label for one in known), doubted)


def _require_last(typed: str, one: Contribution) -> None:
    """A number is posted as its last revision stands; a person who names another one may have seen another file."""
    _, named = split_revision(typed)
    if named is not None and named.which != one.last(named.mark):
        last = revision_label(one.label, one.last(named.mark), named.mark)
        raise UsageError(
            "{typed}: the last one is {last}, and a number is posted as it stands now.", typed=typed, last=last
        )
