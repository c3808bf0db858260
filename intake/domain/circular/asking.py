"""What a letter never tells, and what one should tell and this one does not: questions; and what to note."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from intake.domain.circular.facts.addresses import is_mandate, urls_in
from intake.domain.circular.found import Circular, Question

_SHORTEST = 12
_LONGEST = 60
_TEMPLATE = re.compile(r"templ|modele|plantilla", re.IGNORECASE)

_ESSENTIAL = {
    "group_acronym": "The letter names no group that we can see. What is its acronym?",
    "mailbox": "The letter gives no address for contributions. To which mailbox are they sent?",
    "meeting_date": "The letter gives no day of the meeting. When does it begin?",
    "contribution_deadline": 'The letter gives no date for contributions. Until when are they taken ("none": always)?',
    "timezone": "The letter names no time zone, and no place that implies one. In which zone are its hours and dates?",
    "venue": "The letter names no place. Where is the meeting?",
    "working_language": "The letter does not say in which language the meeting works. Which one is it?",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A group that has a rulebook already: what does not need to be asked again."""

    acronym: str
    mailboxes: tuple[str, ...]
    circulars: tuple[str, ...] = ()


def missing(circular: Circular) -> Iterator[Question]:
    """What every announcement should tell and this one does not; a correction tells only what changes."""
    asked = {one.field for one in circular.questions}
    for name, question in _ESSENTIAL.items():
        if circular.act == "announces" and name not in circular.facts and name not in asked:
            yield Question(name, (), (), question)
    page = circular.facts.get("home_page")
    if page and is_mandate(str(page.value)):
        yield Question(
            "home_page",
            (page.value,),
            (page.evidence,),
            "This is the page of the mandate, the only one in the letter. Where is the home page?",
        )


def never_told(circular: Circular) -> Iterator[Question]:
    """What no letter tells about a group that has no rulebook yet."""
    numbered = re.fullmatch(r"(?:SG|WP)\d[\d/]*|TSAG", circular.text("group_acronym"))
    if not numbered and (circular.language != "en" or not circular.full_names):
        yield Question("name", circular.full_names[:1], (), "What is the group called in English, in full?")
    yield Question(
        "secretariat",
        (),
        (),
        "At which addresses does the secretariat read its letters (never the group's mailbox), if not as in site.toml?",
    )
    for number, one in enumerate(circular.people, 1):
        yield Question(f"chair.{number}.addresses", (), (one.evidence,), f"From which addresses does {one.name} write?")
    page = circular.facts.get("home_page")
    own = [url for url in urls_in(circular.template_on) if _TEMPLATE.search(url)]
    home = [str(page.value)] if page and not is_mandate(str(page.value)) else []
    values = tuple((own or home)[:1])
    evidence = (circular.template_on,) if circular.template_on else ()
    yield Question("template_url", values, evidence, "Where do authors get the template for contributions?")
    yield Question("first_number", (1,), (), "Which number does the first document get?")


def about_known(circular: Circular, known: Known) -> Iterator[Question]:
    """What does not agree with the group's rulebook."""
    mailbox = circular.facts.get("mailbox")
    if mailbox and known.mailboxes and mailbox.value not in known.mailboxes:
        listed = ", ".join(known.mailboxes)
        yield Question(
            "mailbox",
            (mailbox.value, *known.mailboxes),
            (mailbox.evidence,),
            f"The rulebook of {known.acronym} has {listed}. Does the address change?",
        )


def notes(circular: Circular, today: date) -> Iterator[str]:
    """What a person should know and need not answer."""
    first, due = _day(circular.text("meeting_date")), _day(circular.text("contribution_deadline"))
    if first and due:
        left = (first - due).days
        if 0 <= left < _SHORTEST:
            yield f"The date for contributions is {left} days before the meeting; Rec. ITU-T A.1 asks for 12."
        elif left > _LONGEST:
            yield f"The date for contributions is {left} days before the meeting."
    for name, what in (
        ("contribution_deadline", "date for contributions"),
        ("registration_deadline", "date for registration"),
        ("meeting_date", "first day of the meeting"),
    ):
        day = _day(circular.text(name))
        if day and day < today:
            yield f"The {what}, {day.isoformat()}, has passed."
    yield from _about_zones(circular)
    if circular.act == "cancels":
        yield "The letter cancels the meeting: nothing is set up by it."
    elif circular.act != "announces":
        yield "The letter changes a meeting that was announced before: only what it says anew is taken."


def _about_zones(circular: Circular) -> Iterator[str]:
    zone = circular.text("timezone")
    for name in ("contribution_deadline", "registration_deadline"):
        text = circular.text(name)
        moment = datetime.fromisoformat(text) if "T" in text else None
        if moment and moment.tzinfo and zone:
            local = moment.astimezone(ZoneInfo(zone))
            yield f"The {name.replace('_', ' ')} has a zone of its own; in {zone} it is {local:%Y-%m-%d %H:%M}."


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date() if text else None
    except ValueError:
        return None
