"""Deadlines that a letter counts back from the meeting: "12 (twelve) calendar days before the meeting"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from intake.domain.circular.text.sentences import Sentence
from intake.domain.circular.words.vocabulary import any_of, cue

_WORDS = {
    "a": 1, "one": 1, "un": 1, "une": 1, "uno": 1, "two": 2, "deux": 2, "dos": 2, "three": 3, "trois": 3, "tres": 3,
    "four": 4, "quatre": 4, "cuatro": 4, "five": 5, "cinq": 5, "cinco": 5, "six": 6, "seis": 6, "seven": 7, "sept": 7,
    "siete": 7, "eight": 8, "huit": 8, "ocho": 8, "ten": 10, "dix": 10, "diez": 10, "twelve": 12, "douze": 12,
    "doce": 12,
}  # fmt: skip
_MOST = 200


def days_before(sentences: Sequence[Sentence], what: str, first: date) -> list[tuple[date, str]]:
    """The day that the first such sentence about `what` ("contribution", "registration") means, and its words.

    Working days are left alone: which days nobody works is not in the letter.
    """
    for sentence in sentences:
        said = sentence.folded
        about = cue(what).search(said) and cue("due").search(said) and not cue("translation").search(said)
        found = _counted().search(said) if about else None
        day = _day(found, first) if found else None
        if day is not None:
            return [(day, sentence.text)]
    return []


@cache
def _counted() -> re.Pattern[str]:
    number = rf"\d{{1,2}}|{'|'.join(_WORDS)}"
    return re.compile(rf"(?<!\w)(?P<number>{number})\s*(?:\([\w\s-]+\)\s*)?(?P<unit>{any_of('days_before')})")


def _day(found: re.Match[str], first: date) -> date | None:
    unit = found["unit"]
    if re.search(r"working|ouvr|laborabl|habil", unit):
        return None
    number = int(found["number"]) if found["number"].isdecimal() else _WORDS[found["number"]]
    if re.search(r"month|mois|mes(?:es)?\b", unit):
        return _months_before(first, number)
    days = number * (7 if re.search(r"week|semain|semana", unit) else 1)
    return first - timedelta(days=days) if 0 < days <= _MOST else None


def _months_before(first: date, number: int) -> date | None:
    """The same day some months before; the last one of a shorter month."""
    if not 0 < number <= _MOST // 30:
        return None
    months = first.year * 12 + first.month - 1 - number
    for day in range(first.day, 0, -1):
        try:
            return date(months // 12, months % 12 + 1, day)
        except ValueError:
            continue
    return None
