"""A letter as a Circular: facts with their evidence, questions where they are missing or disagree, notes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from intake.domain.circular.asking import Known, about_known, missing, never_told, notes
from intake.domain.circular.facts.addresses import home_pages, mailboxes, template_place
from intake.domain.circular.facts.agenda import agenda_items, agenda_outline
from intake.domain.circular.facts.chairs import people
from intake.domain.circular.facts.deadlines import due_dates
from intake.domain.circular.facts.header import (
    circular_name,
    circular_numbers,
    contacts,
    corrections,
    days_of_issue,
    issued_on,
    references,
    serial,
    telephone,
)
from intake.domain.circular.facts.meeting import meeting_days, meeting_hours
from intake.domain.circular.facts.naming import acronyms, full_names, names, ordinals, parents
from intake.domain.circular.facts.standing import moves
from intake.domain.circular.facts.where import languages, venues, zones
from intake.domain.circular.found import FIELDS, STRONG, Candidate, Circular, LetterFact
from intake.domain.circular.letter import CircularLetter
from intake.domain.circular.settling import (
    Settled,
    settle_days,
    settle_due,
    settle_hours,
    settle_mailbox,
    settle_venue,
    settle_zone,
)
from intake.domain.circular.text.parts import Parts, parts_of
from intake.domain.circular.words.vocabulary import cue

CircularAct = Literal["announces", "corrects", "moves", "cancels"]


def interpreted(letter: CircularLetter, today: date, known: Known | None = None, acronym: str = "") -> Circular:
    """All that a letter tells about a meeting. `known` is the rulebook of its group, where it has one already.

    `acronym` is the group's, where a person says it.

    Never raises: a letter that tells nothing has no facts, and questions instead.
    """
    parts = parts_of(letter)
    into = Settled()
    near = _settle_header(into, parts)
    acronym = _settle_group(into, parts, acronym)
    _settle_meeting(into, parts, acronym, near)
    said = people(parts, acronym)
    if said:
        into.facts["chairs"] = LetterFact(tuple(one.name for one in said), said[0].evidence, "named", "high")
    into.know("agenda_items", agenda_items(parts))
    circular = Circular(
        facts={name: into.facts[name] for name in FIELDS if name in into.facts},
        questions=tuple(into.questions),
        people=said,
        full_names=full_names(parts, acronym),
        circular=circular_name(parts),
        serial=serial(parts),
        act=_act(parts, "corrects" in into.facts),
        telephone=telephone(parts),
        language=parts.language,
        template_on=template_place(parts),
        agenda=agenda_outline(parts),
    )
    return _with_questions(circular, today, known)


def best_of(letters: Sequence[CircularLetter], today: date, known: Known | None = None, acronym: str = "") -> Circular:
    """Of several letters, a mail's text and what is attached to it, the one that tells the most about a meeting."""
    return max((interpreted(one, today, known, acronym) for one in letters), key=lambda one: len(one.facts))


def _with_questions(circular: Circular, today: date, known: Known | None) -> Circular:
    asked = [*circular.questions, *missing(circular)]
    if circular.act != "announces":
        asked = [one for one in asked if one.field != "timezone" or len(one.values) > 1]
    if known is None and circular.act == "announces":
        asked += never_told(circular)
    elif known is not None:
        asked += about_known(circular, known)
    return replace(circular, questions=tuple(asked), notes=tuple(notes(circular, today)))


def _settle_header(into: Settled, parts: Parts) -> date | None:
    """Number, day and reference of the letter; the day, by which years that are not written are implied."""
    issued = list(days_of_issue(parts))
    into.know("circular_no", list(circular_numbers(parts)))
    into.know("issued", issued)
    into.know("reference", list(references(parts)))
    into.know("contact", list(contacts(parts)))
    corrected = list(corrections(parts))
    if not corrected and parts.subject and moves(parts.subject.folded):
        corrected = _letter_moved(parts)
    into.know("corrects", corrected)
    return issued_on(issued)


def _letter_moved(parts: Parts) -> list[Candidate]:
    """The earlier letter that one about a new date names in its subject or its first paragraphs."""
    own = {one.value for one in circular_numbers(parts) if one.weight == STRONG}
    from intake.domain.circular.facts.header import circular_pattern

    for sentence in parts.titled[:6]:
        for found in circular_pattern().finditer(sentence.folded):
            number = sentence.text[found.start("number") : found.end("number")].upper()
            if number not in own:
                return [Candidate(number, sentence.text, "earlier letter")]
    return []


def _settle_group(into: Settled, parts: Parts, said: str) -> str:
    """The group's acronym, "" where it is not known; with it its name, and to whom it reports."""
    named = [Candidate(said, "", "said")] if said else list(acronyms(parts))
    fact = into.one_of("group_acronym", named, "The letter names several groups. Whose meeting is it?")
    acronym = str(fact.value) if fact else ""
    into.know("group_name", list(names(parts, acronym)))
    into.know("ordinal", list(ordinals(parts, acronym)))
    into.know("parent_group", list(parents(parts, acronym)))
    into.know("home_page", list(home_pages(parts, acronym)))
    settle_mailbox(into, list(mailboxes(parts, acronym)), acronym)
    return acronym


def _settle_meeting(into: Settled, parts: Parts, acronym: str, near: date | None) -> None:
    days = meeting_days(parts, acronym, near)
    span = settle_days(into, days)
    hours = meeting_hours(parts, days)
    settle_hours(into, hours)
    venue = settle_venue(into, list(venues(parts, days)))
    settle_zone(into, zones(parts, days, hours, venue))
    settle_due(into, "contribution_deadline", due_dates(parts, "contribution", near, span), span)
    settle_due(into, "registration_deadline", due_dates(parts, "registration", near, span), span)
    into.one_of(
        "working_language",
        _plainest(list(languages(parts))),
        "The letter names several languages. In which one does the meeting work?",
    )


def _plainest(candidates: list[Candidate]) -> list[Candidate]:
    most = max((one.weight for one in candidates), default=0)
    return [one for one in candidates if one.weight == most]


def _act(parts: Parts, corrects: bool) -> CircularAct:
    subject = parts.subject.folded if parts.subject else ""
    if cue("cancelling").search(subject):
        return "cancels"
    if moves(subject):
        return "moves"
    return "corrects" if corrects else "announces"
