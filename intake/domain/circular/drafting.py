"""A Circular as the draft of a group's rulebook: keys, values, and beside each the words that say it."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from intake.domain.circular.draft import Draft, DraftLine, DraftTable, TomlValue
from intake.domain.circular.draft_agenda import item_tables
from intake.domain.circular.found import Circular, NamedChair, Question
from intake.domain.circular.words.normal import folded, squeezed
from intake.domain.circular.words.places import in_english
from intake.domain.text.language import letters

_ORDINALS = (
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh",
    "Twelfth",
)  # fmt: skip
_PREFIXES = re.compile(r"^(?:JCA|FG|IRG|CG|JRG|CJG)-")
_SHOWN = 160


def drafted(circular: Circular) -> Draft:
    """The draft. What is still asked has no value; one possible value is written, and marked as to be confirmed."""
    made = _Drafting(circular)
    officers = tuple(
        DraftTable("[[officer]]", tuple(made.officer(number, one))) for number, one in enumerate(circular.people, 1)
    )
    return Draft(
        group=group_id(circular.text("group_acronym")),
        title=_title(circular),
        tables=(
            DraftTable("[group]", tuple(made.group())),
            *officers,
            DraftTable("[[series]]", tuple(made.series())),
            DraftTable("[[meeting]]", tuple(made.meeting())),
            DraftTable("[meeting.deadlines]", tuple(made.deadlines())),
            *item_tables(circular),
        ),
    )


def group_id(acronym: str) -> str:
    """The id of a group, as its file is named: "jca-mv", "jca-ictcc", "sg20"; "group" without an acronym."""
    small = re.sub(r"[^a-z0-9]+", "-", folded(acronym).replace("&", ""))
    return small.strip("-")[:60] or "group"


def _title(circular: Circular) -> str:
    issued = circular.text("issued")
    name = circular.text("group_acronym") or "A group"
    from_letter = f", from {circular.circular}" if circular.circular else ""
    return f"{name}{from_letter}{f' of {issued}' if issued else ''}. Beside each fact: the words of the letter."


class _Drafting:
    """Makes the lines of one draft."""

    def __init__(self, circular: Circular) -> None:
        self._circular = circular
        self._asked = {one.field: one for one in circular.questions}

    def group(self) -> Iterator[DraftLine]:
        """`[group]`."""
        circular = self._circular
        acronym = circular.text("group_acronym")
        yield self._fact("acronym", "group_acronym")
        yield self._said("name", circular.full_names[0] if circular.full_names else None)
        others = self._other_names()
        if others:
            yield DraftLine("other_names", others, "as the letter writes it")
        yield DraftLine("short", circular.accepted.get("short") or _short(acronym), "ours: for references")
        yield self._said("secretariat", None)
        yield self._fact("mailboxes", "mailbox", several=True)
        yield from self._where_known("parent", "parent_group")
        yield from self._where_known("home_page", "home_page")
        yield self._said("template_url", None)
        yield from self._where_known("secretary", "contact")
        if telephone := circular.accepted.get("telephone", circular.telephone):
            yield DraftLine("telephone", telephone, "header of the letter")

    def _other_names(self) -> tuple[str, ...]:
        said = self._circular.accepted.get("other_names")
        names = tuple(one.strip() for one in said.split(";")) if said else self._circular.full_names
        own = self._circular.accepted.get("name") or (names[0] if "name" not in self._asked and names else "")
        return tuple(one for one in names if letters(one) != letters(own))

    def officer(self, number: int, person: NamedChair) -> Iterator[DraftLine]:
        """`[[officer]]`."""
        yield DraftLine("role", person.role, _remark(person.evidence))
        yield DraftLine("name", person.name)
        for key in ("organization", "country"):
            if text := getattr(person, key):
                yield DraftLine(key, text, "as the letter writes it")
        asked = self._asked.get(f"chair.{number}.addresses")
        if person.addresses or asked:
            yield DraftLine(
                "addresses", person.addresses or None, asked.question if asked else "", asked=asked is not None
            )

    def series(self) -> Iterator[DraftLine]:
        """`[[series]]`."""
        acronym = re.sub(r"[&/]", "", self._circular.text("group_acronym")).replace(" ", "-") or "GROUP"
        yield DraftLine("id", "doc", "ours: a letter does not say how documents are numbered")
        yield DraftLine("pattern", self._circular.accepted.get("pattern", f"{acronym}-Doc-{{number:03d}}"))
        first = self._circular.accepted.get("first_number")
        asked = self._asked.get("first_number")
        yield DraftLine("first_number", int(first or 1), asked.question if asked else "", asked=asked is not None)
        yield DraftLine("kinds", ("contribution",))

    def meeting(self) -> Iterator[DraftLine]:
        """`[[meeting]]`."""
        circular = self._circular
        yield DraftLine(
            "id", circular.text("meeting_date") or None, "the first day", asked="meeting_date" not in circular.facts
        )
        yield DraftLine("title", self._meeting_title())
        yield self._fact("first_day", "meeting_date", read=date.fromisoformat)
        yield self._fact("last_day", "meeting_end_date", read=date.fromisoformat)
        since, _, until = circular.text("meeting_time").partition("-")
        for key, hour in (("starts", since), ("ends", until)):
            if hour:
                yield DraftLine(key, time.fromisoformat(hour), self._remark("meeting_time"))
        if not since and "meeting_time" in self._asked:
            yield self._open("starts", self._asked["meeting_time"])
        yield self._fact("zone", "timezone")
        yield self._place()
        yield self._fact("language", "working_language")
        if circular.circular:
            yield DraftLine("circular", circular.circular)
        yield from self._where_known("opens", "issued")

    def _place(self) -> DraftLine:
        venue = self._circular.text("venue")
        said = self._circular.accepted.get("place")
        if said or not venue:
            return DraftLine("place", said) if said else self._fact("place", "venue")
        return DraftLine("place", in_english(venue, folded(venue)), self._remark("venue"), asked="venue" in self._asked)

    def _meeting_title(self) -> str:
        circular = self._circular
        if title := circular.accepted.get("title"):
            return title
        number = circular.value("ordinal")
        first = f"{ordinal_word(number)} meeting" if isinstance(number, int) else "Meeting"
        acronym = circular.text("group_acronym")
        return f"{first} of {acronym}" if acronym else first

    def deadlines(self) -> Iterator[DraftLine]:
        """`[meeting.deadlines]`."""
        for kind in ("contribution", "registration"):
            name = f"{kind}_deadline"
            asked = self._asked.get(name)
            if asked and len(asked.values) != 1:
                yield self._open(kind, asked)
            elif text := self._circular.text(name):
                yield DraftLine(
                    kind, local_deadline(text, self._circular.text("timezone")), self._remark(name), asked=bool(asked)
                )

    def _fact(self, key: str, name: str, *, several: bool = False, read: object = None) -> DraftLine:
        fact, asked = self._circular.facts.get(name), self._asked.get(name)
        if fact is None or (asked and len(asked.values) > 1):
            return self._open(key, asked) if asked else DraftLine(key, None, "not in the letter")
        value: TomlValue = fact.value
        if several:
            value = (str(fact.value),)
        elif callable(read):
            value = read(str(fact.value))
        return DraftLine(key, value, self._remark(name), asked=asked is not None)

    def _where_known(self, key: str, name: str) -> Iterator[DraftLine]:
        if name in self._circular.facts:
            yield self._fact(key, name, read=date.fromisoformat if key == "opens" else None)

    def _said(self, key: str, usual: str | None) -> DraftLine:
        """What only a person says; `usual` is written where nobody is asked."""
        asked, text = self._asked.get(key), self._circular.accepted.get(key)
        if text:
            return DraftLine(key, tuple(re.split(r"\s*[,;]\s*", text.lower())) if key == "secretariat" else text)
        if asked is None:
            return DraftLine(key, usual, "as the letter writes it" if usual else "")
        value = asked.values[0] if len(asked.values) == 1 and key == "template_url" else None
        return DraftLine(key, value, asked.question, asked=True)

    def _open(self, key: str, asked: Question) -> DraftLine:
        values = " or ".join(str(one) for one in asked.values)
        return DraftLine(key, None, asked.question + (f" {values}" if values else ""), asked=True)

    def _remark(self, name: str) -> str:
        fact, asked = self._circular.facts.get(name), self._asked.get(name)
        words = _remark(fact.evidence) if fact and fact.rule != "accepted" else ""
        return f"{asked.question} {words}".strip() if asked else words


def ordinal_word(number: int) -> str:
    """An ordinal at the beginning of a title: "Second", "21st"."""
    if 0 < number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def local_deadline(text: str, zone: str) -> date | datetime | str:
    """A deadline as the rulebook writes it: a day, a local time in the meeting's zone, or "none"."""
    if "T" not in text:
        return text if text == "none" else date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(ZoneInfo(zone or "UTC")).replace(tzinfo=None) if moment.tzinfo else moment


def _short(acronym: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", _PREFIXES.sub("", acronym).upper())[:12] or "GROUP"


def _remark(words: str) -> str:
    text = squeezed(words)
    return f'"{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"}"' if text else ""
