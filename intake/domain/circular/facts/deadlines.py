"""Until when contributions and registrations are taken: as sentences say it, and as the list of dates does."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from intake.domain.circular.facts.standing import replaced, standing
from intake.domain.circular.found import CLEAR, STRONG
from intake.domain.circular.text.clock import TimeOfDay, clocks_in
from intake.domain.circular.text.counting import days_before
from intake.domain.circular.text.dates import DateSpan, dates_in
from intake.domain.circular.text.entries import Category, categories, entries_in
from intake.domain.circular.text.parts import Parts
from intake.domain.circular.text.sentences import Sentence
from intake.domain.circular.text.zones import ZoneSaid, resolved, zones_in
from intake.domain.circular.words.normal import folded
from intake.domain.circular.words.vocabulary import any_of, cue

_NEAR = 60
_LASTING = "deadlines?|dates? limites?|fechas? limites?|delais?|plazos?|due"
"""Words that make a date a deadline also from far before it."""

_BEHIND = 60
_OF_DATE_BEFORE = 20
"""So close behind another date a time of day belongs to that one."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """One statement of a deadline. `at` is the time of day where one is written, `zone` the zone beside it.

    `strict`: it says "before", and nothing that includes the day. `relative`: so many days before the meeting.
    `midnight`: the word, which can be either end of the day; `office_hours`: the end of work.
    `odd_weekday`: the weekday beside it is another day's.
    """

    day: date
    evidence: str
    rule: str
    weight: int = CLEAR
    at: time | None = None
    zone: ZoneSaid | None = None
    strict: bool = False
    relative: bool = False
    midnight: bool = False
    office_hours: bool = False
    odd_weekday: bool = False

    def text(self, zone: str) -> str:
        """The deadline in ISO 8601: a day; a local time where an hour is stated, with its offset in another zone.

        `zone` is that of the meeting.
        """
        if self.at is None:
            return self.day.isoformat()
        moment = datetime.combine(self.day, self.at)
        own = resolved(self.zone, self.day)[0] if self.zone else ""
        return (moment.replace(tzinfo=ZoneInfo(own)) if own and own != zone else moment).isoformat()


def due_dates(parts: Parts, category: Category, near: date | None, meeting: tuple[date, date] | None) -> list[DueDate]:
    """Every statement in the letter about until when this is taken; days of the meeting itself are none."""
    said = [*_listed(parts, category, near), *_stated(parts, category, near)]
    kept = [one for one in said if meeting is None or not meeting[0] < one.day <= meeting[1]]
    if kept or meeting is None or category not in ("contribution", "registration"):
        return kept
    counted = days_before(parts.sentences, category, meeting[0])
    return [DueDate(day, words, "counted from the meeting", CLEAR, relative=True) for day, words in counted]


def _listed(parts: Parts, category: Category, near: date | None) -> Iterator[DueDate]:
    for entry in entries_in(parts.body, near):
        if category in categories(entry.label) and standing(entry.when.lower(), [entry.span]):
            beside = entry.when if entry.when != entry.label else ""
            yield _due(beside or entry.label, entry.span, "list of dates", entry.evidence, STRONG)


def _stated(parts: Parts, category: Category, near: date | None) -> Iterator[DueDate]:
    """What sentences say; one that only says "send them" goes on about what the sentence before it is about."""
    before: set[Category] = set()
    for sentence in parts.titled:
        spans, named = dates_in(sentence.text, near), _nearest(sentence.folded)
        carried = before if not named and cue("submit").search(sentence.folded) else set()
        for at, span, about in _deadlines_in(sentence, spans, carried):
            if category in about:
                yield _due(sentence.text, span, "sentence", sentence.text, CLEAR, _window(spans, at, sentence))
        before = named


def _deadlines_in(
    sentence: Sentence, spans: Sequence[DateSpan], carried: set[Category]
) -> Iterator[tuple[int, DateSpan, set[Category]]]:
    """The dates of a sentence that are deadlines and stand: which one it is, the date, and what is due then."""
    said, left, taken_back = sentence.folded, 0, False
    last: set[Category] = set()
    stand = {one.start: one for one in standing(said, spans)}
    for at, span in enumerate(spans):
        before, behind = said[left : span.start], said[span.end : _until(spans, at, sentence)]
        named = _nearest(before) or last
        swapped = at > 0 and replaced(said, spans[at - 1], said[spans[at - 1].end : span.start])
        goes_on = left > 0 and len(before) < _NEAR and bool(_nearest(before))
        if swapped or taken_back or goes_on or _is_due(before, behind[:_BEHIND], sentence):
            next_one = _nearest(behind, first=True)
            about = (next_one or named) if swapped else (named or next_one)
            holds, taken_back, left = stand.get(span.start), span.start not in stand, span.end
            if holds and not cue("translation").search(behind):
                yield at, holds, about or carried or _nearest(behind.replace("(", " "), first=True)
        last = named


def _until(spans: Sequence[DateSpan], at: int, sentence: Sentence) -> int:
    return spans[at + 1].start if at + 1 < len(spans) else len(sentence.text)


def _window(spans: Sequence[DateSpan], at: int, sentence: Sentence) -> tuple[int, int]:
    """The part of a sentence that belongs to one of its dates."""
    since = max(spans[at - 1].end if at else 0, spans[at].start - _BEHIND)
    return since, min(_until(spans, at, sentence), spans[at].end + _BEHIND)


def _is_due(before: str, after: str, sentence: Sentence) -> bool:
    close = before[-_NEAR:]
    if cue("due").search(close) or cue("inclusive").search(after[:35]):
        return True
    far = cue("due").search(before)
    return (
        bool(
            far
            and re.search(
                rf"(?<!\w)(?:{any_of('key_dates')}|{_LASTING})(?!\w)",
                before,
            )
        )
        and not cue("held").search(before)
        and sentence.part != "subject"
    )


def _nearest(text: str, *, first: bool = False) -> set[Category]:
    """What a piece of a sentence is about, by the word nearest to its date: the last one, or the first behind it."""
    small = re.sub(r"\([^()]*\)", lambda found: " " * len(found.group()), text)
    if cue("translation").search(small) and cue("contribution").search(small):
        return {"translation"}
    found: list[tuple[int, Category]] = []
    for name, cues in (("contribution", "contribution"), ("registration", "registration"), ("other", "other_requests")):
        found += [(one.start(), name) for one in cue(cues).finditer(small)]  # type: ignore[misc]
    if not found:
        return set()
    place, kind = min(found) if first else max(found)
    joined = re.search(rf"(?<!\w){any_of('also')}(?!\w)", small[min(found)[0] : place] if not first else "")
    return (
        {name for _, name in found}
        if joined and {name for _, name in found} == {"contribution", "registration"}
        else {kind}
    )


def _due(
    text: str, span: DateSpan, rule: str, evidence: str, weight: int, window: tuple[int, int] | None = None
) -> DueDate:
    since, until = window or (0, len(text))
    small = folded(text[since:until])
    follows = window is not None and since > 0 and bool(dates_in(text[: since + 1], date(2000, 1, 1)))
    clock = _clock_beside(text[since:until], span.start - since, span.end - since, after=_OF_DATE_BEFORE * follows)
    zones = [one for one in zones_in(text[since:until]) if clock and abs(one.start - clock.end) < 40]
    strict = bool(
        re.search(
            rf"(?<!\w){any_of('before')}(?:\s+(?:le|el|the|{any_of('weekdays')}),?)*\s*$",
            small[: max(span.start - since, 0)],
        )
    )
    strict = strict and not cue("inclusive").search(small[max(span.start - since - 40, 0) :])
    at = clock.at if clock and not (clock.midnight or clock.ends_day) else None
    return DueDate(
        day=span.last, evidence=evidence, rule=rule, weight=weight, at=at, zone=zones[0] if zones and at else None,
        strict=strict and at is None, midnight=bool(clock and clock.midnight),
        office_hours=bool(cue("end_of_work").search(small)), odd_weekday=not span.weekday_fits,
    )  # fmt: skip


def _clock_beside(text: str, start: int, end: int, after: int = 0) -> TimeOfDay | None:
    """The time of day that belongs to the date at `start` to `end`: behind it, else just before it.

    One that begins before `after` belongs to an earlier date.
    """
    clocks = clocks_in(text)
    behind = next((one for one in clocks if 0 <= one.start - end <= 30), None)
    before = next((one for one in reversed(clocks) if 0 <= start - one.end <= 40 and one.start >= after), None)
    return behind or before
