"""Letters to staff that wait: what a change of a meeting has overtaken is taken out."""

from dataclasses import replace

from intake.domain.letters.notice import StaffLetter
from intake.domain.rulebook import Rulebook
from intake.domain.telling.timely import is_overtaken
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
