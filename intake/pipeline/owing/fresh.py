"""Letters to staff when they leave: their figures are those of that moment."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from intake.domain.answering.receipt import Receipt
from intake.domain.deadlines import in_time, zone_of
from intake.domain.debt import Debt
from intake.domain.letters.notice import Notice, StaffLetter
from intake.domain.rulebook import Rulebook
from intake.domain.telling.morning import morning
from intake.domain.telling.state_of_play import state_of_play
from intake.pipeline.line import Line
from intake.pipeline.standing import standing_of
from intake.ports import UnitOfWork


def by_the_date_in_force(line: Line, debt: Debt, receipt: Receipt) -> Receipt:
    """The receipt with the date that counts now, where that was moved since the Decision and the mail is in time by it.

    A mail that was late is judged again, and has a letter of its own.
    """
    if receipt.deadline is None or receipt.late_by or debt.submission is None:
        return receipt
    with line.store.read() as work:
        rulebook = line.rulebook(work, debt.group)
        decisions = work.submissions.decisions(debt.submission)
        decision = next((one for one in decisions if one.n == debt.decision), None)
        judged_by = decision.inputs.rulebook if decision else ""
        text = work.rulebooks.text(judged_by)
    meeting = rulebook.meeting(receipt.meeting_id)
    if decision is None or meeting is None or text is None or judged_by == rulebook.version:
        return receipt
    then = line.rulebook_of(judged_by, text).meeting(receipt.meeting_id)
    senders = decision.verdict.submitters
    for kind in dict.fromkeys(one.kind for one in meeting.deadlines):
        before, counts = then and then.deadline(kind, *senders), meeting.deadline(kind, *senders)
        if before and counts and before.utc == receipt.deadline and in_time(receipt.counts_from, counts):
            return replace(receipt, deadline=counts.utc)
    return receipt


def as_it_stands(line: Line, letter: StaffLetter, now: datetime) -> StaffLetter | None:
    """The letter with the figures of this instant (UTC); None when nothing of it is left to tell."""
    if not any(_is_composed_anew(one) for one in letter.notices):
        return letter
    with line.store.read() as work:
        rulebook = line.rulebook(work, letter.head.group)
        notices = tuple(_anew(work, rulebook, letter, now))
    return replace(letter, notices=notices) if notices else None


def _is_composed_anew(notice: Notice) -> bool:
    return notice.about is not None and notice.about.what in ("state-of-play", "morning")


def _anew(work: UnitOfWork, rulebook: Rulebook, letter: StaffLetter, now: datetime) -> Iterator[Notice]:
    """The notices with their figures; left out where there is nothing to do any more, or the date has passed."""
    today = now.astimezone(zone_of(rulebook.group.zone)).date()
    for one in letter.notices:
        if one.about is None or not _is_composed_anew(one):
            yield one
            continue
        meeting = rulebook.meeting(one.about.meeting)
        if meeting is None or not meeting.takes_place:
            continue
        standing = standing_of(work, rulebook, meeting, now)
        until = meeting.deadline("contribution")
        if one.about.what == "morning":
            if told := morning(standing, today):
                yield told
        elif until is not None and until.utc >= now:
            yield state_of_play(standing)
