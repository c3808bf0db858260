"""Which dates of a sentence stand: not those that a letter takes back, nor those of other letters that it names."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from intake.domain.circular.facts.header import circular_pattern
from intake.domain.circular.text.dates import DateSpan
from intake.domain.circular.words.vocabulary import any_of, cue

_NEAR = 330
_FROM = r"(?:from|du|del|desde el|de)\s+(?:the\s+)?"
_BY = re.compile(r"\W*(?:by|with|par|por)\W*(?:the\s+)?(?:\"|“|«)?\W*$")
_REPLACES = re.compile(r"replac|remplac|substitu|sustitu|reemplaz")


def standing(small: str, spans: Sequence[DateSpan]) -> list[DateSpan]:
    """The dates of a folded sentence that hold: the new one of two, and no other letter's day."""
    found: list[DateSpan] = []
    for at, span in enumerate(spans):
        before = small[spans[at - 1].end if at else 0 : span.start]
        after = small[span.end : spans[at + 1].start] if at + 1 < len(spans) else None
        if (
            _of_letter().search(before)
            or _taken_back().search(before)
            or (after is not None and replaced(small, span, after))
        ):
            continue
        moved = span.first != span.last and _moved_from().search(small[max(0, span.start - _NEAR) : span.start])
        found.append(replace(span, first=span.last) if moved else span)
    return found


def moves(small: str) -> bool:
    """Whether a folded text speaks of a date that was moved, or of one put in the place of another."""
    return bool(cue("postponing").search(small) or _taken_back().search(small))


@cache
def _of_letter() -> re.Pattern[str]:
    """The words before the day of another letter: "(see TSB Circular 80 of"."""
    return re.compile(
        rf"{circular_pattern().pattern}\W*(?:of|dated|du|en date du|de|del|de fecha)?(?:\s+the|\s+le)?\s*$"
    )


@cache
def _taken_back() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('formerly')}(?!\w)[^.;]{{0,45}}$")


@cache
def _moved_from() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){any_of('postponing')}(?!\w)(?:(?!{any_of('held')})[^.;]){{0,300}}?{_FROM}(?:{any_of('weekdays')}\s*,?\s*)?$"
    )


def replaced(small: str, span: DateSpan, after: str) -> bool:
    """Whether what stands between this date and the next one puts that in its place."""
    if cue("postponing").search(after):
        return True
    if cue("rather_than").search(after):
        return False
    if _BY.match(after):
        return bool(_REPLACES.search(small[: span.start]))
    reads = re.match(rf"\W*(?:\w+\s+){{0,2}}?(?<!\w){any_of('now_reads')}(?!\w)", after)
    return bool(reads) and not re.match(r"\W*(?:by|with|par|por)\b", after)
