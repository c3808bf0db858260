"""The fields of the form of each act, filled in with what is known of the mail."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from intake.domain.answering.asked import late_documents
from intake.domain.meeting import NEXT
from intake.domain.offering import DecidedMail, Offer
from intake.domain.persons.people import Person
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.text.language import one_line
from intake.domain.verdict import Judged, Kind
from intake.web.desk.acts.arranging import Choices, arranging_fields
from intake.web.desk.acts.fields import FormField


@dataclass(frozen=True, slots=True)
class FormOf:
    """The mail that a form is about, who fills it in, and what else of the group there is to choose from.

    `office`: the name of the chair as whom a chair acts, else "".
    """

    submission: Submission
    standing: DecidedMail
    rulebook: Rulebook
    person: Person
    author: str = ""
    office: str = ""
    choices: Choices = field(default_factory=Choices)


def fields_of(act: Offer, about: FormOf, given: Mapping[str, str]) -> tuple[FormField, ...]:
    """The fields of this act's form; what was typed, or comes with the address, stands in them."""
    found = _FIELDS[act](about) if act in _FIELDS else arranging_fields(act, about.standing, about.choices, given)
    said = {**given, "decided-by": _by_name(about.rulebook, given.get("decided-by", ""))}
    return tuple(replace(one, value=said[one.name][: one.longest]) if one.name in said else one for one in found)


def _by_name(rulebook: Rulebook, said: str) -> str:
    """The name of the chair who is meant, by name or address."""
    known = (one.name for one in rulebook.group.officers if said.lower() in {each.lower() for each in one.known_by})
    return next(known, said)


def _release(about: FormOf) -> tuple[FormField, ...]:
    others = [(one.id, one.acronym) for one in about.rulebook.neighbours]
    group = [FormField("group", "choice", options=[("", "=acts.here"), *others], hinted=True)] if others else []
    passed_on = any(one.tells("passed-on") for one in about.standing.verdict.findings)
    attached = [FormField("attached", "check", "1"), FormField("received", hinted=True)] if passed_on else []
    return (*_number(about, withdrawn=True), *attached, *group)


def _admit(about: FormOf) -> tuple[FormField, ...]:
    return (*_document(about, late_documents(about.standing.verdict)), FormField("next", "check"), *_chair(about))


def _return(about: FormOf) -> tuple[FormField, ...]:
    return _chair(about) if late_documents(about.standing.verdict) else ()


def _chair(about: FormOf) -> tuple[FormField, ...]:
    """Who decided by mail, for the secretariat; a chair decides alone."""
    chairs = [(one.name, one.name) for one in about.rulebook.group.officers if one.chairs]
    if about.person.role == "chair" or not chairs:
        return ()
    return (
        FormField(
            "decided-by", "choice", options=[("", "=acts.decided-by.nobody"), *dict(chairs).items()], hinted=True
        ),
        FormField("evidence", hinted=True),
        FormField("from-another-address", "check"),
    )


def _document(about: FormOf, among: Sequence[int]) -> tuple[FormField, ...]:
    files = about.standing.verdict.documents
    if len(among) < 2:
        return ()
    options = [(str(index + 1), one_line(files[index].document.file)) for index in among]
    return (FormField("document", "choice", options=[("", "=acts.all"), *options]),)


def _number(about: FormOf, *, withdrawn: bool = False) -> tuple[FormField, ...]:
    """The choice of one number of several; of a mail with one only there is none."""
    known = [one for one in about.standing.contributions if one.withdrawn_at] if withdrawn else about.standing.counting
    labels = [one.label for one in known]
    several = len(about.standing.contributions) > 1 or (withdrawn and about.standing.open)
    if not labels or not several:
        return ()
    return (FormField("number", "choice", options=[("", "=acts.all"), *((one, one) for one in labels)]),)


def _first(about: FormOf) -> Judged | None:
    return next(iter(about.standing.open), None)


def _make_cover(about: FormOf) -> tuple[FormField, ...]:
    first = _first(about)
    cover = first.document.cover if first else None
    glance = first.document.glance if first else None
    contact = cover.contacts[0] if cover and cover.contacts else None
    title = (cover.title if cover else "") or (glance.title if glance else "") or ""
    return (
        FormField("title", value=one_line(title), hinted=True),
        FormField("source", "area", "\n".join(cover.source) if cover else "", hinted=True),
        FormField("contact-name", value=one_line((contact.name if contact else "") or about.author)),
        FormField("contact-organization", value=one_line((contact.organization if contact else "") or "")),
        FormField("contact-country", value=one_line((contact.country if contact else "") or "")),
        FormField("contact-tel", value=one_line((contact.tel if contact else "") or "")),
        FormField("contact-email", value=one_line((contact.email if contact else "") or about.submission.sender)),
        FormField("abstract", "area", longest=4_000),
    )


def _correct(about: FormOf) -> tuple[FormField, ...]:
    counting = about.standing.counting
    kinds = [(one, f"=kind.{one.replace('_', '-')}") for one in get_args(Kind)]
    recorded = counting[0] if len(counting) == 1 else None
    number = () if recorded else (FormField("number", "choice", options=[(one.label, one.label) for one in counting]),)
    return (
        *number,
        FormField("title", value=recorded.title if recorded else "", longest=1_000, hinted=not recorded),
        FormField("source", "area", "\n".join(recorded.source) if recorded else "", hinted=True),
        FormField("kind", "choice", recorded.kind if recorded else "", options=[("", "=acts.as-it-is"), *kinds]),
        FormField("tell", "check"),
    )


def _move(about: FormOf) -> tuple[FormField, ...]:
    meetings = [(one.id, f"{one.title} ({one.id})") for one in about.rulebook.meetings if one.takes_place]
    present = about.rulebook.present_id(about.standing.verdict.meeting) or NEXT
    options = [one for one in (*meetings, (NEXT, "=acts.next-meeting")) if one[0] != present]
    return (*_number(about), FormField("meeting", "choice", options=options), FormField("tell", "check"))


def _link(about: FormOf) -> tuple[FormField, ...]:
    waits = [index for index, one in enumerate(about.standing.verdict.documents) if one in about.standing.open]
    first = _first(about)
    return (
        FormField("to", value=(first.of if first else "") or "", longest=200, hinted=True, required=True),
        *_document(about, waits),
    )


def _hold(about: FormOf) -> tuple[FormField, ...]:
    return (*_number(about), FormField("tell", "check"))


def _withdraw(about: FormOf) -> tuple[FormField, ...]:
    counting = about.standing.counting
    return (
        (FormField("number", "choice", options=[(one.label, one.label) for one in counting]),)
        if len(counting) > 1
        else ()
    )


_FIELDS: Mapping[Offer, Callable[[FormOf], tuple[FormField, ...]]] = {
    "release": _release,
    "admit": _admit,
    "return": _return,
    "make-cover": _make_cover,
    "correct": _correct,
    "move": _move,
    "link": _link,
    "hold": _hold,
    "withdraw": _withdraw,
    "resend": lambda _: (FormField("address", longest=254, hinted=True), FormField("drop", "check", hinted=True)),
    "assign": lambda about: (FormField("to", value=about.person.name, longest=200),),
    "snooze": lambda _: (FormField("until", "time", hinted=True),),
}
