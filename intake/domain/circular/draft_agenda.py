"""The draft agenda of a letter as `[[meeting.item]]` tables of the draft."""

import re
from collections.abc import Iterator

from intake.domain.circular.draft import DraftLine, DraftTable
from intake.domain.circular.found import Circular, DraftItem

_LANGUAGES = {
    "en": "English", "fr": "French", "es": "Spanish", "ar": "Arabic", "ru": "Russian", "zh": "Chinese",
}  # fmt: skip
_LONGEST = 500
_NUMBERED = re.compile(r"(?P<number>[1-9]\d?(?:\.[1-9]\d?){0,2})[.)]?\s+(?P<title>\S.*)")


def item_tables(circular: Circular) -> tuple[DraftTable, ...]:
    """One table for each item; the first one says in which language the titles are, where the meeting has another."""
    return tuple(
        DraftTable("[[meeting.item]]", tuple(_lines(one, _remark(circular) if place == 0 else "")))
        for place, one in enumerate(_items(circular))
    )


def _items(circular: Circular) -> tuple[DraftItem, ...]:
    """The items as the letter numbers them; as a person listed them, with or without numbers, where one did."""
    fact = circular.facts.get("agenda_items")
    if fact is None or fact.rule != "accepted" or not isinstance(fact.value, tuple):
        return circular.agenda
    numbered = [_NUMBERED.fullmatch(title) for title in fact.value]
    if all(numbered) and len({one["number"] for one in numbered if one}) == len(numbered):
        return tuple(DraftItem(one["number"], one["title"]) for one in numbered if one)
    return tuple(DraftItem(str(place), title) for place, title in enumerate(fact.value, 1))


def _lines(item: DraftItem, remark: str) -> Iterator[DraftLine]:
    yield DraftLine("number", item.number, remark)
    yield DraftLine("title", item.title[:_LONGEST])


def _remark(circular: Circular) -> str:
    """Where the titles have to be put into the meeting's language."""
    works_in = circular.text("working_language") or "en"
    fact = circular.facts.get("agenda_items")
    if fact is not None and fact.rule == "accepted":
        return ""
    said = "the draft agenda of the letter"
    if works_in != circular.language:
        said += f", in {_LANGUAGES[circular.language]}; the meeting works in {_LANGUAGES.get(works_in, works_in)}"
    return said
