"""The items of the draft agenda."""

import re
from collections.abc import Sequence

from intake.domain.circular.facts.meeting import agenda_head
from intake.domain.circular.found import CLEAR, STRONG, Candidate, DraftItem
from intake.domain.circular.text.lines import TextLine
from intake.domain.circular.text.parts import Parts
from intake.domain.circular.words.normal import squeezed

_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2})(?P<sub>(?:\.\d{1,2})+)?[.)]?(?:\s+|\t)(?P<text>\S.*)$", re.DOTALL)
_ALONE = re.compile(r"\s*(?P<number>\d{1,2})[.)]?\s*$")
_LETTERED = re.compile(r"\s*(?:[a-z]\)|[ivx]+\)|[–—•·▪○*-])\s*")
_RULE = re.compile(r"[\W_]*")
_MOST = 80


def agenda_items(parts: Parts) -> list[Candidate]:
    """The top items in order, without their numbers; where none is numbered, the lines of the agenda."""
    lines = _lines(parts)
    items = [one.title for one in _outline(lines) if "." not in one.number]
    if not items:
        return []
    head = agenda_head(parts)
    title = squeezed(head[0].text) if head else items[0]
    return [Candidate(tuple(items), title, "draft agenda", STRONG if _numbered(lines) else CLEAR)]


def agenda_outline(parts: Parts) -> tuple[DraftItem, ...]:
    """The items in order with their numbers, and those that are numbered below them ("3.1")."""
    return tuple(_outline(_lines(parts)))


def _lines(parts: Parts) -> list[TextLine]:
    head = agenda_head(parts)
    return [one for one in parts.agenda if not one.blank and one not in head]


def _outline(lines: Sequence[TextLine]) -> list[DraftItem]:
    return _numbered(lines) or [DraftItem(str(place), text) for place, text in enumerate(_plain(lines), 1)]


def _numbered(lines: Sequence[TextLine]) -> list[DraftItem]:
    """Items numbered one after the other, each with those below it (3.1); what hangs on one by a letter is left out."""
    items: list[DraftItem] = []
    last, waiting = 0, False
    for at, line in enumerate(lines):
        found, alone = _NUMBERED.match(line.text), _ALONE.match(line.text)
        if alone and int(alone["number"]) == last + 1 and at + 1 < len(lines):
            waiting = True
        elif waiting:
            last, waiting = last + 1, False
            items.append(DraftItem(str(last), squeezed(line.text)))
        elif found and not found["sub"] and int(found["number"]) == last + 1 and len(items) < _MOST:
            last += 1
            items.append(DraftItem(str(last), squeezed(found["text"])))
        elif found and found["sub"] and _is_below(found, items, last):
            items.append(DraftItem(f"{last}{_plain_number(found['sub'])}", squeezed(found["text"])))
        elif items and not found and _goes_on(line):
            items[-1] = DraftItem(items[-1].number, squeezed(f"{items[-1].title} {line.text}"))
    return items if last > 1 else []


def _is_below(found: re.Match[str], items: Sequence[DraftItem], last: int) -> bool:
    """Whether this is one of the items below the last top item, and not one that was there before."""
    number = f"{last}{_plain_number(found['sub'])}"
    short = found["sub"].count(".") < 3 and ".0" not in _plain_number(found["sub"])
    new = number not in [one.number for one in items]
    return bool(items) and int(found["number"]) == last and short and new and len(items) < _MOST


def _plain_number(sub: str) -> str:
    return "".join(f".{int(one)}" for one in sub.split(".") if one)


def _goes_on(line: TextLine) -> bool:
    """Whether a line goes on with the title above it."""
    return not line.row and bool(re.match(r"\s*[a-zà-ÿ(]", line.text)) and not _LETTERED.match(line.text)


def _plain(lines: Sequence[TextLine]) -> list[str]:
    """The lines of an agenda whose numbers are not text but set by the word processor."""
    texts = [squeezed(_LETTERED.sub("", one.text, count=1)) for one in lines if not _RULE.fullmatch(one.text)]
    return [one for one in texts if 3 < len(one) < 200][:_MOST] if len(texts) > 1 else []
