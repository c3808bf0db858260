"""Days as letters write them: "13 May 2026", "du 28 avril au 2 mai 2026", "del 20 al 28 de septiembre"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from intake.domain.circular.words.normal import folded
from intake.domain.circular.words.vocabulary import any_of, vocabularies

_BACK = timedelta(days=45)
"""A day without a year is the next one after the letter, but a letter may speak of last month."""

_ORDINAL = r"(?:\s*(?:er|st|nd|rd|th)\b|\s?\.?[oºª°](?!\w)|e\b)?"
_DAY = rf"(?<![\d/:+])(?:0?[1-9]|[12]\d|3[01]){_ORDINAL}(?!\d)"
_REMARK = r"(?:\s*\([^()\d]{1,25}\))?"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One day or several in a row as written at `start` to `end` of a text.

    `stated`: the year is written. `weekday_fits`: no weekday is written, or it is that of the first day.
    `sure`: day and month cannot be taken for each other.
    """

    first: date
    last: date
    start: int
    end: int
    stated: bool = True
    weekday_fits: bool = True
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Piece:
    """Days of one month, before the year is known."""

    days: tuple[int, int]
    month: int
    year: int | None
    start: int
    end: int
    sure: bool = True


def dates_in(text: str, near: date | None = None) -> list[DateSpan]:
    """The dates in a text, in order. A year that is not written is implied by `near`, the day of the letter, if known.

    What is no day ("31 April") is left out.
    """
    small = folded(text)
    pieces = sorted([*_day_first(small), *_month_first(text, small), *_in_figures(small)], key=lambda one: one.start)
    found: list[DateSpan] = []
    at = 0
    while at < len(pieces):
        one, other = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
        joined = other is not None and _between().fullmatch(small[one.end : other.start]) is not None
        span = _span(one, other if joined else None, near)
        if span is None and joined:
            joined, span = False, _span(one, None, near)
        if span is not None:
            found.append(replace(span, weekday_fits=_weekday_fits(small, span)))
        at += 2 if joined else 1
    return found


@cache
def _months() -> dict[str, int]:
    return {name: at for words in vocabularies() for at, names in enumerate(words.months, 1) for name in names}


@cache
def _month() -> str:
    return "|".join(sorted(_months(), key=len, reverse=True))


@cache
def _range() -> str:
    return rf"(?:-|–|—|{any_of('to')}(?!\w))"


@cache
def _between() -> re.Pattern[str]:
    return re.compile(
        rf"{_REMARK},?\s*{_range()}\s*(?:le\s+|el\s+|the\s+)?(?:{any_of('weekdays')}\s*,?\s*)?(?:le\s+|el\s+)?"
    )


@cache
def _first_form() -> re.Pattern[str]:
    link = rf"(?:-|–|—|,|/|(?<!\w){any_of('to', 'also')}(?!\w))"
    lead = rf"(?:le\s+|el\s+)?(?:{any_of('weekdays')}\s*,?\s*)?"
    more = rf"(?:{_REMARK}\s*{link}\s*{lead}(?:0?[1-9]|[12]\d|3[01]){_ORDINAL}(?!\d))"
    year = r"(?:\s*(?:,|\bde\b|\bdel\b|\bof\b)?\s*(?P<year>(?:19|20)\d\d)(?!\d))?"
    return re.compile(
        rf"(?P<days>{_DAY}{more}{{0,6}}){_REMARK}\s*(?:\(?\w+\)\s*)?(?:de\s+|of\s+|du mois de\s+)?"
        rf"(?P<month>{_month()})(?![a-z])\.?{year}"
    )


def _day_first(small: str) -> Iterator[_Piece]:
    for found in _first_form().finditer(small):
        days = [int(one) for one in re.findall(r"\d+", found["days"])]
        year = int(found["year"]) if found["year"] else None
        if year is None and small[found.start() - 1 : found.start()].isalpha():
            continue
        yield _Piece((min(days), max(days)), _months()[found["month"]], year, found.start(), found.end())


@cache
def _second_form() -> re.Pattern[str]:
    names = "|".join(name.capitalize() for names in vocabularies()[0].months for name in names)
    link = r"\s*(?:-|–|—|to|and|through)\s*"
    return re.compile(
        rf"\b(?P<month>{names})\.?\s+(?P<one>\d{{1,2}})(?:st|nd|rd|th)?(?:{link}(?P<two>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|\s*[A-Z]))?"
        r"(?P<year>,?\s*(?:19|20)\d\d(?!\d))?(?!\d)"
    )


def _month_first(text: str, small: str) -> Iterator[_Piece]:
    """The American order, "May 13, 2026", where no day stands before the month."""
    for found in _second_form().finditer(text):
        if re.search(rf"{_DAY}\s*(?:of\s+)?$", small[max(0, found.start() - 12) : found.start()]):
            continue
        one, two = int(found["one"]), int(found["two"] or found["one"])
        year = int(re.sub(r"\D", "", found["year"])) if found["year"] else None
        if year or two <= 31:
            yield _Piece((one, two), _months()[found["month"].lower()], year, found.start(), found.end())


def _in_figures(small: str) -> Iterator[_Piece]:
    for found in re.finditer(r"(?<![\d/-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)", small):
        year, month, day = map(int, found.groups())
        yield _Piece((day, day), month, year, found.start(), found.end())
    for found in re.finditer(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)", small):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        yield _Piece((day, day), month, year, found.start(), found.end(), sure=day > 12 or day == month)


def _span(one: _Piece, other: _Piece | None, near: date | None) -> DateSpan | None:
    end = other or one
    over = int(other is not None and one.month > end.month)
    began = one.year or (end.year - over if end.year else _implied(one, near))
    if began is None:
        return None
    year = end.year or began + over
    try:
        first, last = date(began, one.month, one.days[0]), date(year, end.month, end.days[1])
    except ValueError:
        return None
    if last < first:
        return None
    stated = end.year is not None or one.year is not None
    return DateSpan(first, last, one.start, end.end, stated, sure=one.sure and end.sure)


def _implied(piece: _Piece, near: date | None) -> int | None:
    if near is None:
        return None
    try:
        same = date(near.year, piece.month, piece.days[0])
    except ValueError:
        return near.year
    return near.year + 1 if same < near - _BACK else near.year


def _weekday_fits(small: str, span: DateSpan) -> bool:
    said = re.search(
        rf"({any_of('weekdays')})\s*,?\s*(?:the\s+|le\s+|el\s+)?$", small[max(0, span.start - 20) : span.start]
    )
    return said is None or any(
        one.weekdays.index(said[1]) == span.first.weekday() for one in vocabularies() if said[1] in one.weekdays
    )


def without_dates(small: str, spans: Sequence[DateSpan]) -> str:
    """The folded text with each of these dates, and the weekday before it, taken out."""
    for span in reversed(spans):
        small = small[: span.start] + " " + small[span.end :]
    return re.sub(rf"\b{any_of('weekdays')}\b", " ", small)
