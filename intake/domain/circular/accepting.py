"""What a person says about a letter: values of fields, and what no letter tells, each checked before it is taken."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from intake.domain.circular.found import FIELDS, Circular, LetterFact, NamedChair, Value
from intake.domain.deadlines import zone_of
from intake.domain.errors import UsageError
from intake.domain.text.addresses import checked_address

BESIDE = (
    "name", "other_names", "short", "secretariat", "telephone", "template_url", "pattern", "first_number", "title",
    "place",
)  # fmt: skip
"""What can be said beside the fields of a letter; and `chair.N.` with one of `_OF_CHAIRS`."""

_OF_CHAIRS = ("name", "role", "organization", "country", "addresses")
_LONGEST = 500
_LONGEST_LIST = 20_000


def split_answers(said: list[str]) -> dict[str, str]:
    """The answers FIELD=VALUE as typed, by field. Raises UsageError for one that is not written so, or unknown."""
    found: dict[str, str] = {}
    for one in said:
        name, sign, value = one.partition("=")
        if not sign or not value.strip():
            raise UsageError("--accept {one}: write it as FIELD=VALUE, e.g. timezone=Europe/Zurich.", one=one)
        known = _known(name.strip())
        found[known] = value.strip()[: _LONGEST_LIST if known == "agenda_items" else _LONGEST]
    return found


def _known(name: str) -> str:
    chair = re.fullmatch(r"chair\.([1-9]\d?)\.(\w+)", name)
    if name in FIELDS or name in BESIDE or (chair and chair[2] in _OF_CHAIRS):
        return name
    close = difflib.get_close_matches(name, [*FIELDS, *BESIDE, *(f"chair.1.{one}" for one in _OF_CHAIRS)], n=1)
    if close:
        raise UsageError("--accept {name}: no field has this name; did you mean {near}?", name=name, near=close[0])
    raise UsageError("--accept {name}: no field has this name.", name=name)


def with_answers(circular: Circular, answers: Mapping[str, str]) -> Circular:
    """The circular with these answers in the place of its questions. Raises UsageError for a value that cannot be."""
    facts = dict(circular.facts)
    for name, text in answers.items():
        if name in FIELDS:
            facts[name] = LetterFact(_value(name, text), f"{name}={text}", "accepted", "high")
        elif not name.startswith("chair."):
            _value(name, text)
    if "meeting_date" in answers and "meeting_end_date" not in answers:
        facts["meeting_end_date"] = _later(facts)
    return replace(
        circular,
        facts={name: facts[name] for name in FIELDS if name in facts},
        questions=tuple(one for one in circular.questions if one.field not in answers),
        people=_people(circular, answers),
        accepted={name: text for name, text in answers.items() if name in BESIDE},
    )


def _later(facts: Mapping[str, LetterFact]) -> LetterFact:
    """The last day: as the letter has it, unless that lies before the first day that a person says."""
    first, last = facts["meeting_date"], facts.get("meeting_end_date")
    return last if last and str(last.value) >= str(first.value) else first


def _people(circular: Circular, answers: Mapping[str, str]) -> tuple[NamedChair, ...]:
    people = list(circular.people)
    if "chairs" in answers:
        names = _value("chairs", answers["chairs"])
        role = "co-chair" if isinstance(names, tuple) and len(names) > 1 else "chair"
        people = [NamedChair(str(one), role, "") for one in (names if isinstance(names, tuple) else ())]  # type: ignore[arg-type]
    for name, text in answers.items():
        _, _, rest = name.partition("chair.")
        if not rest or not name.startswith("chair."):
            continue
        number, _, key = rest.partition(".")
        at = int(number) - 1
        if at >= len(people):
            raise UsageError(
                "--accept {name}: the letter names {count} chairs; say chairs=NAME; NAME first.",
                name=name,
                count=len(people),
            )
        people[at] = _with(people[at], name, key, text)
    return tuple(people)


def _with(person: NamedChair, name: str, key: str, text: str) -> NamedChair:
    if key == "role":
        if text not in ("chair", "co-chair"):
            raise UsageError('--accept {name}: \'{text}\' is neither "chair" nor "co-chair".', name=name, text=text)
        return replace(person, role=text)  # type: ignore[arg-type]
    if key == "addresses":
        return replace(person, addresses=_addresses(name, text))
    return _renamed(person, key, text)


def _renamed(person: NamedChair, key: str, text: str) -> NamedChair:
    if key == "name":
        return replace(person, name=text)
    return replace(person, country=text) if key == "country" else replace(person, organization=text)


def _value(name: str, text: str) -> Value:
    """The typed value of an answer. Raises UsageError that says what was expected."""
    try:
        return _READ.get(name, _text)(name, text)
    except ValueError as error:
        raise UsageError("--accept {name}={text}: {error}.", name=name, text=text, error=error) from error


def _text(_name: str, text: str) -> str:
    return text


def _texts(_name: str, text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(";") if one.strip())


def _day(_name: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError("expected a day like 2026-05-13") from error


def _due(_name: str, text: str) -> str:
    if text == "none":
        return text
    try:
        return date.fromisoformat(text).isoformat() if "T" not in text else datetime.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError('expected a day like 2026-04-30, a local time like 2026-04-30T16:00, or "none"') from error


def _hours(_name: str, text: str) -> str:
    try:
        times = [time.fromisoformat(one.strip()) for one in text.split("-")]
    except ValueError as error:
        raise ValueError("expected hours like 08:30-10:30") from error
    if len(times) > 2:
        raise ValueError("expected hours like 08:30-10:30")
    return "-".join(f"{one:%H:%M}" for one in times)


def _zone(_name: str, text: str) -> str:
    zone_of(text)
    return text


def _language(_name: str, text: str) -> str:
    if text not in ("en", "fr", "es", "ar", "ru", "zh"):
        raise ValueError("expected one of en, fr, es, ar, ru, zh")
    return text


def _number(_name: str, text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,5}", text):
        raise ValueError("expected a number from 1 on")
    return int(text)


def _address(_name: str, text: str) -> str:
    return checked_address(text).lower()


def _addresses(name: str, text: str) -> tuple[str, ...]:
    try:
        return tuple(checked_address(one.strip()).lower() for one in re.split(r"[,;]", text) if one.strip())
    except ValueError as error:
        raise UsageError("--accept {name}: {error}.", name=name, error=error) from error


def _page(_name: str, text: str) -> str:
    if not re.match(r"https?://\S+$", text):
        raise ValueError("expected the address of a page, beginning with http")
    return text


def _short(_name: str, text: str) -> str:
    if not re.fullmatch(r"[A-Z0-9]{1,12}", text):
        raise ValueError("expected capitals and digits, at most 12")
    return text


def _pattern(_name: str, text: str) -> str:
    if not re.fullmatch(r"[^{}]{0,60}\{number(?::0?[1-9]?d)?\}[^{}]{0,60}", text):
        raise ValueError("expected a pattern like JCA-MV-Doc-{number:03d}")
    return text


_READ: Mapping[str, Callable[[str, str], Value]] = {
    "issued": _day, "meeting_date": _day, "meeting_end_date": _day,
    "contribution_deadline": _due, "registration_deadline": _due, "meeting_time": _hours, "timezone": _zone,
    "working_language": _language, "ordinal": _number, "first_number": _number, "mailbox": _address,
    "secretariat": _addresses, "home_page": _page, "template_url": _page, "short": _short, "pattern": _pattern,
    "chairs": _texts, "agenda_items": _texts, "other_names": _texts,
}  # fmt: skip
