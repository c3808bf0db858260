"""The items of the draft agenda."""

import re
from collections.abc import Sequence

from intake.domain.circular.facts.meeting import agenda_head
from intake.domain.circular.found import CLEAR, STRONG, Candidate
from intake.domain.circular.text.lines import Line
from intake.domain.circular.text.parts import Parts
from intake.domain.circular.words.normal import squeezed

_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2})(?P<sub>(?:\.\d{1,2})+)?[.)]?(?:\s+|\t)(?P<text>\S.*)$", re.DOTALL)
_ALONE = re.compile(r"\s*(?P<number>\d{1,2})[.)]?\s*$")
_LETTERED = re.compile(r"\s*(?:[a-z]\)|[ivx]+\)|[–—•·▪○*-])\s*")
_RULE = re.compile(r"[\W_]*")
_MOST = 80


def agenda_items(parts: Parts) -> list[Candidate]:
    """The top items in order, without their numbers; where none is numbered, the lines of the agenda."""
    head = agenda_head(parts)
    lines = [one for one in parts.agenda if not one.blank and one not in head]
    items = _numbered(lines) or _plain(lines)
    if not items:
        return []
    title = squeezed(head[0].text) if head else items[0]
    return [Candidate(tuple(items), title, "draft agenda", STRONG if _numbered(lines) else CLEAR)]


def _numbered(lines: Sequence[Line]) -> list[str]:
    """Items numbered one after the other; what is numbered below one (3.1) and what hangs on one is left out."""
    items: list[str] = []
    waiting = False
    for at, line in enumerate(lines):
        found, alone = _NUMBERED.match(line.text), _ALONE.match(line.text)
        if alone and int(alone["number"]) == len(items) + 1 and at + 1 < len(lines):
            waiting = True
        elif waiting:
            items.append(squeezed(line.text))
            waiting = False
        elif found and not found["sub"] and int(found["number"]) == len(items) + 1 and len(items) < _MOST:
            items.append(squeezed(found["text"]))
        elif (
            items
            and not line.row
            and not found
            and re.match(r"\s*[a-zà-ÿ(]", line.text)
            and not _LETTERED.match(line.text)
        ):
            items[-1] = squeezed(f"{items[-1]} {line.text}")
    return items if len(items) > 1 else []


def _plain(lines: Sequence[Line]) -> list[str]:
    """The lines of an agenda whose numbers are not text but set by the word processor."""
    texts = [squeezed(_LETTERED.sub("", one.text, count=1)) for one in lines if not _RULE.fullmatch(one.text)]
    return [one for one in texts if 3 < len(one) < 200][:_MOST] if len(texts) > 1 else []
