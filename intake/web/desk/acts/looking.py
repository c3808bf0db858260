"""What the forms of acts read: the mail that they are about, and the fields that somebody sent."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from intake.app.desk import OpenDesk
from intake.domain.errors import UsageError
from intake.domain.limits import MEGABYTE
from intake.domain.offering import DecidedMail, Offer, may_offer, offered_to
from intake.domain.persons.offices import office_of
from intake.domain.persons.people import Person, may
from intake.domain.submission import Submission
from intake.pipeline.decision.lookup import owed_beside
from intake.pipeline.decision.now import decisions_as_they_stand
from intake.ports import UnitOfWork
from intake.web.desk.acts.arranging import ARRANGES, Upload, choices_for, require_of_group
from intake.web.desk.acts.forms import FormOf
from intake.web.desk.rights import Missing

_LONGEST = 10_000
"""Characters of one field."""


async def _sent(request: Request) -> AsyncIterator[FormData]:
    async with request.form() as form:  # a file in it is closed with it
        yield form


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
    office = office_of(person, rulebook, desk.clock.now())
    return FormOf(
        submission, standing, rulebook, person, card.sender_name if card else "", office.name if office else ""
    )


def with_choices(desk: OpenDesk, it: FormOf, act: Offer) -> FormOf:
    """The same with what the form of this act chooses from."""
    if act not in ARRANGES:
        return it
    with desk.store.read() as work:
        return replace(it, choices=choices_for(act, work, it.submission, it.standing))


def require_own_group(desk: OpenDesk, it: FormOf, said: Mapping[str, str], act: Offer) -> None:
    """Raise Missing where a field names what is of another group."""
    if act in ARRANGES:
        with desk.store.read() as work:
            require_of_group(work, it.submission.group, said, act)


def uploaded(form: FormData, largest: int) -> Upload | None:
    """The file that came with a form; None without one. UsageError for more bytes than `largest`."""
    file = form.get("upload")
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    content = file.file.read(largest + 1)
    if len(content) > largest:
        raise UsageError("{file} is larger than {most} MB.", file=file.filename, most=largest // MEGABYTE)
    return Upload(file.filename, content)


def may_here(it: FormOf, act: Offer) -> bool:
    """Whether this person may do it to this mail: a chair decides only where the page offers it.

    What is barred to the chair for now is told when it is tried.
    """
    group = it.submission.group
    if it.person.role == "chair" and act not in offered_to(it.person, group, it.standing, it.office):
        return False
    return may_offer(it.person, act, group)


def require_own_number(it: FormOf, said: Mapping[str, str]) -> None:
    """Raise Missing where a field names what is not of this mail: the right was asked for this mail alone."""
    number = said.get("number", "")
    if number and number not in {one.label for one in it.standing.contributions}:
        raise Missing


def standing_of(work: UnitOfWork, submission: Submission) -> DecidedMail:
    """The mail as acts find it."""
    decisions = decisions_as_they_stand(work, submission.id)
    return DecidedMail(
        decisions,
        work.contributions.of(submission.id),
        work.debts.of(submission.id),
        owed_beside(work, decisions),
    )


def decision_number(field: str) -> int | None:
    """The number of the Decision that a form replaces; None where the field has none."""
    return int(field) if field.isdecimal() and len(field) < 9 else None
