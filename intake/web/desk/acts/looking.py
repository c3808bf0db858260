"""What the forms of acts read: the mail that they are about, and the fields that somebody sent."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from intake.app.desk import OpenDesk
from intake.domain.offering import DecidedMail, Offer, may_offer, offered_to
from intake.domain.persons.people import Person, may
from intake.domain.submission import Submission
from intake.pipeline.decision.lookup import owed_beside
from intake.ports import UnitOfWork
from intake.web.desk.acts.forms import FormOf
from intake.web.desk.rights import Missing

_LONGEST = 10_000
"""Characters of one field."""


async def _sent(request: Request) -> FormData:
    return await request.form()


SentForm = Annotated[FormData, Depends(_sent)]
"""All fields of a form, whichever the act has."""


def said_fields(form: FormData) -> dict[str, str]:
    """What stands in the fields, by name; the last one of a name counts."""
    return {name: value[:_LONGEST] for name, value in form.multi_items() if isinstance(value, str)}


def about(desk: OpenDesk, person: Person, name: str) -> FormOf:
    """The decided mail of this name. Raises Missing, also where this person may not see it."""
    with desk.store.read() as work:
        submission = work.submissions.find(name)
        if submission is None or not may(person, "see", submission.group):
            raise Missing
        standing = standing_of(work, submission)
        if not standing.decisions:
            raise Missing
        card = work.cards.of([submission.id]).get(submission.id)
        rulebook = desk.line.rulebook(work, submission.group)
    return FormOf(submission, standing, rulebook, person, card.sender_name if card else "")


def may_here(it: FormOf, act: Offer) -> bool:
    """Whether this person may do it to this mail: a chair decides only where the page offers it."""
    group = it.submission.group
    if it.person.role == "chair" and act not in offered_to(it.person, group, it.standing):
        return False
    return may_offer(it.person, act, group)


def require_own_number(it: FormOf, said: Mapping[str, str]) -> None:
    """Raise Missing where a field names what is not of this mail: the right was asked for this mail alone."""
    number = said.get("number", "")
    if number and number not in {one.label for one in it.standing.contributions}:
        raise Missing


def standing_of(work: UnitOfWork, submission: Submission) -> DecidedMail:
    """The mail as acts find it."""
    decisions = work.submissions.decisions(submission.id)
    return DecidedMail(
        decisions,
        work.contributions.of(submission.id),
        work.debts.of(submission.id),
        owed_beside(work, decisions),
    )


def decision_number(field: str) -> int | None:
    """The number of the Decision that a form replaces; None where the field has none."""
    return int(field) if field.isdecimal() and len(field) < 9 else None
