"""What a person is offered to do about one mail, with what the page says beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.answering.chairs import why_barred
from intake.domain.offering import DecidedMail, Offer, offered_to
from intake.domain.persons.offices import office_of
from intake.domain.persons.people import Person
from intake.domain.rulebook import Rulebook
from intake.domain.stated import Stated
from intake.domain.tasks import TASK_WORDS, Task, task_of
from intake.domain.telling.waits import Proposed
from intake.domain.verdict import Decision
from intake.pipeline.showing.reasons import what_settles
from intake.pipeline.showing.story.gathered import GatheredMail

KEYS: Mapping[Offer, str] = {
    "admit": "a",
    "release": "r",
    "return": "t",
    "ignore": "i",
    "convert": "c",
    "make-cover": "m",
    "link": "l",
    "correct": "e",
    "move": "v",
    "join": "o",
    "split": "x",
    "replace": "z",
    "withdraw": "w",
    "hold": "h",
    "resend": "d",
    "replay": "p",
    "undo": "u",
    "note": "n",
    "assign": "g",
    "snooze": "s",
}
"""The letter of the keyboard for each act; j and k walk through lists."""


@dataclass(frozen=True, slots=True)
class Offers:
    """The acts by name, and the one that would usually settle the mail, with the fields that are filled in already.

    `task`: who looks after it. Until `undo_until` nothing of the last act leaves; None where nothing will. `barred` is
    why a chair may not decide about a mail on which chairs decide, None where they may.
    """

    names: tuple[Offer, ...] = ()
    settles: Proposed | None = None
    task: Task = field(default_factory=Task)
    undo_until: datetime | None = None
    barred: Stated | None = None
    keys: Mapping[Offer, str] = field(default_factory=lambda: KEYS)


def offers(known: GatheredMail, person: Person, now: datetime) -> Offers:
    """What this person may do about the mail as it stands now (UTC)."""
    if known.last is None:
        return Offers()
    standing = DecidedMail(known.decisions, known.contributions, known.debts, known.beside)
    mine = (one for one in known.debts if one.decision == known.last.n)
    due = [one.due_at for one in (*mine, *known.beside) if one.state == "owed"]
    names, barred = offered_to(person, known.submission.group, standing), None
    if person.role == "chair" and known.rulebook is not None:
        names, barred = _to_a_chair(known.rulebook, person, standing, names, now)
    settles = _settles(known, known.last)
    return Offers(
        names,
        settles if settles and settles.act in names else None,
        task_of(one for one in known.log if one.what in TASK_WORDS),
        min(due, default=None),
        barred,
    )


def _to_a_chair(
    rulebook: Rulebook, person: Person, standing: DecidedMail, decides: tuple[Offer, ...], now: datetime
) -> tuple[tuple[Offer, ...], Stated | None]:
    """What is offered to a chair who could do what chairs `decide` here; and why they may not do that."""
    chair = office_of(person, rulebook, now)
    why = why_barred(standing.verdict, rulebook, chair, now)
    names = offered_to(person, rulebook.group.id, standing, chair.name if chair else "", barred=why is not None)
    return names, why.sentence if why and decides else None


def _settles(known: GatheredMail, last: Decision) -> Proposed | None:
    """The act that the work list names for a mail that waits."""
    reference = known.submission.reference
    if last.verdict.disposition == "question":
        return Proposed("ignore", reference)
    if last.verdict.disposition != "hold" or known.rulebook is None:
        return None
    return what_settles(last, reference, [one.id for one in known.rulebook.neighbours])
