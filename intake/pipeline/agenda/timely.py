"""Letters to staff that wait: what they say is true when they leave, and what a change has overtaken is taken out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from intake.domain.deadlines import zone_of
from intake.domain.letters.notice import Notice, StaffLetter
from intake.domain.rulebook import Rulebook
from intake.domain.telling.morning import morning
from intake.domain.telling.state_of_play import state_of_play
from intake.domain.telling.timely import is_overtaken
from intake.pipeline.agenda.standing import standing_of
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


def take_out_overtaken(work: UnitOfWork, rulebook: Rulebook, before: Rulebook) -> None:
    """Take out of the letters that wait what a changed meeting has overtaken; one with nothing else is not sent."""
    changed = [one for one in before.meetings if rulebook.meeting(one.id) != one]
    for debt in work.debts.waiting(rulebook.group.id, "staff") if changed else ():
        letter = debt.payload
        if not isinstance(letter, StaffLetter):
            continue
        left = tuple(
            one
            for one in letter.notices
            if not (one.about and any(is_overtaken(one.about, each, rulebook.meeting(each.id)) for each in changed))
        )
        if not left:
            work.debts.take_back(debt.id)
        elif left != letter.notices:
            work.debts.add_to(debt.id, replace(letter, notices=left))


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
