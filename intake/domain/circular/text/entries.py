"""The list of dates in such a letter: a date, and beside or below it what is due then."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, islice
from typing import Literal

from intake.domain.circular.text.clock import clocks_in
from intake.domain.circular.text.dates import DateSpan, dates_in, without_dates
from intake.domain.circular.text.lines import TextLine
from intake.domain.circular.text.zones import zones_in
from intake.domain.circular.words.normal import folded, squeezed
from intake.domain.circular.words.vocabulary import any_of, cue

Category = Literal["contribution", "registration", "translation", "other"]

_BULLET = re.compile(r"\s*[–—•·▪●*-]")
_LONGEST_LABEL = 200
_MOST_LABELS = 6
_MOST_ENTRIES = 200
_BESIDE = re.compile(r"^\s*[–—:|/\t-]+\s*|^\s{3,}")
_REST = re.compile(
    r"[^\w]+|\b(?:on|at|a|as|las|le|el|the|du|de|del|l|end|of|day|fin|journee|la|hours?|hrs?|h|heures?|horas?|time|final|new|nouvelle|nueva|date|fecha)\b"
)


@dataclass(frozen=True, slots=True)
class DateEntry:
    """One date of the list, the text of its line, what is due, and both as they stand in the letter."""

    span: DateSpan
    when: str
    label: str
    evidence: str


def entries_in(lines: Sequence[TextLine], near: date | None) -> Iterator[DateEntry]:
    """Every date that stands alone with what is due then, one for each thing that is due; as many as a list has."""
    listed = _entries(lines, [date_alone(one, near) for one in lines], near)
    return islice(chain(listed, _under_headings(lines, near)), _MOST_ENTRIES)


def _entries(lines: Sequence[TextLine], alone: Sequence[DateSpan | None], near: date | None) -> Iterator[DateEntry]:
    behind = _label_first(lines, alone)
    for at, line in enumerate(lines):
        if span := alone[at]:
            for other in _labels(lines, alone, at, above=behind and not line.row):
                first, last = sorted((at, other))
                words = squeezed(" ".join(one.text for one in lines[first : last + 1]))
                yield DateEntry(span, line.text, lines[other].text, words)
        elif not line.blank:
            yield from _on_one_line(line, near)


def _under_headings(lines: Sequence[TextLine], near: date | None) -> Iterator[DateEntry]:
    """The dates of a table with one row below its headings: what is due stands above each."""
    tables = [[[*row] for _, row in groupby(rows, lambda one: one.block)] for rows in _tables(lines)]
    for headings, row in (table for table in tables if len(table) == 2):
        named = {one.cell: one for one in headings}
        if len(named) == len(headings) > 1 and not any(dates_in(one.text, near) for one in headings):
            words = squeezed(" ".join(one.text for one in (*headings, *row)))
            for line in row:
                if line.cell in named and (span := date_alone(line, near)):
                    yield DateEntry(span, line.text, named[line.cell].text, words)


def _tables(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """The lines of rows that follow each other."""
    table: list[TextLine] = []
    for line in lines:
        if table and (not line.row or line.block > table[-1].block + 1):
            yield table
            table = []
        table += [line] if line.row else []
    if table:
        yield table


def date_alone(line: TextLine, near: date | None) -> DateSpan | None:
    """The date that makes the line, where there is nothing else but its time, zone and weekday."""
    if line.blank or len(line.text) > _LONGEST_LABEL:
        return None
    spans = dates_in(line.text, near)
    if len(spans) != 1:
        return None
    text = line.text
    spoken = [(one.start, one.end) for one in zones_in(text)] + [(one.start, one.end) for one in clocks_in(text)]
    for start, end in spoken:
        text = text[:start] + " " * (end - start) + text[end:]
    rest = without_dates(folded(text), dates_in(text, near))
    rest = _REST.sub(" ", re.sub(rf"(?<!\w){any_of('due', 'inclusive')}(?!\w)", " ", rest))
    return spans[0] if not rest.strip() else None


def _label_first(lines: Sequence[TextLine], alone: Sequence[DateSpan | None]) -> bool:
    """Whether the list names what is due above each date: its first line below the heading is no date."""
    for at, line in enumerate(lines):
        if is_heading(line):
            below = [n for n in range(at + 1, min(at + 6, len(lines))) if not lines[n].blank][:2]
            return len(below) == 2 and alone[below[0]] is None and alone[below[1]] is not None
    return False


def is_heading(line: TextLine) -> bool:
    """Whether this line is the heading of the list of dates."""
    return bool(re.match(rf"[\W\d]*{any_of('key_dates')}\W*$", line.folded))


def _labels(lines: Sequence[TextLine], alone: Sequence[DateSpan | None], at: int, *, above: bool) -> list[int]:
    """The places of the lines that say what is due on the date in line `at`."""
    if lines[at].row:
        return _beside(lines, alone, at)
    if above:
        return [n for n in range(at - 1, max(at - 4, -1), -1) if not lines[n].blank][:1]
    found: list[int] = []
    for n in range(at + 1, min(at + 3 * _MOST_LABELS, len(lines))):
        if alone[n] or (found and (lines[n].blank or not _BULLET.match(lines[n].text))):
            break
        found += [] if lines[n].blank else [n]
    return [n for n in found[:_MOST_LABELS] if len(lines[n].text) <= 2 * _LONGEST_LABEL]


def _beside(lines: Sequence[TextLine], alone: Sequence[DateSpan | None], at: int) -> list[int]:
    """The lines of the other cells of a row; where a cell has several dates, the one beside this date."""
    row = _row(lines, at)
    others = [n for n in row if lines[n].cell != lines[at].cell and not lines[n].blank]
    dates = [n for n in row if lines[n].cell == lines[at].cell and alone[n]]
    if len(dates) > 1 and len(dates) == len(others):
        return [others[dates.index(at)]]
    return [n for rank, n in enumerate(others) if rank == 0 or not re.match(r"\s*[a-zà-ÿ(]", lines[n].text)]


def _row(lines: Sequence[TextLine], at: int) -> range:
    first = last = at
    while first > 0 and lines[first - 1].block == lines[at].block:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].block == lines[at].block:
        last += 1
    return range(first, last + 1)


def _on_one_line(line: TextLine, near: date | None) -> Iterator[DateEntry]:
    """A line "30 April 2026 – Submission of contributions" or "Deadline for contributions: 30 April 2026"."""
    if len(line.text) > _LONGEST_LABEL:
        return
    spans = dates_in(line.text, near)
    if len(spans) != 1:
        return
    span, text = spans[0], line.text
    lead, rest = text[: span.start], text[span.end :]
    if (
        not re.sub(r"[\W\d]|" + any_of("weekdays"), "", folded(lead))
        and (gap := _BESIDE.match(rest))
        and rest[gap.end() :].strip()
    ):
        yield DateEntry(span, text, rest[gap.end() :], squeezed(text))
    elif re.search(r"[:–—|\t]\s*\w*\W*$", lead) and ":" in lead + "|" and len(lead) < _LONGEST_LABEL // 2:
        yield DateEntry(span, text, lead, squeezed(text))


def categories(label: str) -> set[Category]:
    """What is due: the first thing that a label names outside parentheses, or contributions and registration both."""
    small = re.sub(r"\([^()]*\)", " ", folded(label))
    kinds: tuple[tuple[Category, tuple[str, ...]], ...] = (
        ("contribution", ("contribution",)), ("registration", ("registration",)), ("other", ("other_requests",)),
    )  # fmt: skip
    places = {name: found.start() for name, cues in kinds if (found := cue(*cues).search(small))}
    if not places:
        return set()
    if "contribution" in places and cue("translation").search(small):
        return {"translation"}
    first = min(places, key=lambda one: places[one])
    if first == "other" or "other" in places:
        return {first}
    return set(places)
