"""Where the meeting is, in which zone its hours count, and in which language it works."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from intake.domain.circular.facts.meeting import MeetingDays, labelled_lines
from intake.domain.circular.found import CLEAR, INFERRED, STRONG, Candidate
from intake.domain.circular.text.parts import Parts
from intake.domain.circular.text.sentences import Sentence
from intake.domain.circular.text.zones import ZoneSaid, hours_before_utc, resolved, zones_in
from intake.domain.circular.words.normal import folded
from intake.domain.circular.words.places import known_places, zone_of_place
from intake.domain.circular.words.vocabulary import any_of, cue, vocabularies

VIRTUAL = "e-meeting"
_PLACE_WORDS = r"[A-ZÀ-Þ][\w'’.-]*(?:[ -](?:[A-ZÀ-Þ][\w'’.-]*|of|de|la|le|du|des|del|da|the|and|et|y|al))*"
_ENDS = re.compile(r"(?:\s|^)(?:from|du|del|le|el|on|the|les|los|,|;|:|–|—|-|\(|\s)+$", re.IGNORECASE)
_COUNTRY = re.compile(rf"\s*(?:\(({_PLACE_WORDS})\)|,\s*({_PLACE_WORDS}))")
_NO_COUNTRY = re.compile(r"(?:from|du|del|le|el|on|at|room|bureau|itu|uit|janvier|mai)\b", re.IGNORECASE)


def venues(parts: Parts, days: Sequence[MeetingDays]) -> Iterator[Candidate]:
    """Where the meeting is: "e-meeting" for one without a place, else the place as written, "Genève, Suisse"."""
    for one in days:
        if one.rule in ("subject", "agenda"):
            yield from _titled(one, parts.subject_lines if one.rule == "subject" else ())
    if parts.subject and not any(one.rule == "subject" for one in days) and cue("virtual").search(parts.subject.folded):
        yield Candidate(VIRTUAL, parts.subject.text, "subject", STRONG)
    for one in days:
        if one.rule == "announced":
            yield from _in_sentence(one.sentence, CLEAR)
    for sentence in labelled_lines(parts.body, "where_label"):
        yield from _in_sentence(sentence, CLEAR)
    for sentence in parts.sentences:
        if cue("meeting").search(sentence.folded) and cue("held").search(sentence.folded):
            yield from _in_sentence(sentence, INFERRED)


def _titled(one: MeetingDays, lines: Sequence[str]) -> Iterator[Candidate]:
    sentence, span = one.sentence, one.span
    weight = STRONG if one.rule == "subject" else CLEAR
    place = _place_before(_own_line(sentence.text, span.start, lines)) or _place_behind(sentence.text[span.end :])
    if place:
        yield Candidate(place, sentence.text, one.rule, weight)
    elif cue("virtual").search(sentence.folded) and not cue("remote").search(sentence.folded):
        yield Candidate(VIRTUAL, sentence.text, one.rule, weight)


def _own_line(text: str, until: int, lines: Sequence[str]) -> str:
    """What stands before a date on its own line; where nothing does, the line above it."""
    start = at = 0
    for line in lines:
        at = text.find(line, at)
        if at < 0 or not text[at:until].strip(" ,("):
            break
        start = at
        at += len(line)
    return text[start:until]


def _place_before(lead: str) -> str:
    lead = re.sub(r"\s*\(([^()]*)\)\s*$", r", \1", _ENDS.sub("", lead).strip(" ,;"))
    lead = re.sub(r"\s+(?:and|et|y|&)\s+(?:online|virtual|en ligne|en linea|en línea|remote)\)?\s*$", "", lead)
    lead = re.split(r"[(;]|\s[–—-]\s|:\s", _ENDS.sub("", lead))[-1]
    lead = _ENDS.sub("", lead).strip(" ,")
    kept: list[str] = []
    for piece in reversed(re.split(r",\s*", lead)):
        if not _like_place(piece):
            break
        kept.insert(0, piece)
    if kept:
        return ", ".join(kept)
    found = list(known_places().finditer(folded(lead)))
    named = [one for one in found if lead[one.start()].isupper() and not lead[one.end() :].strip(" ,")]
    return lead[named[-1].start() : named[-1].end()] if named else ""


def _like_place(piece: str) -> bool:
    small = folded(piece)
    written = re.fullmatch(_PLACE_WORDS, piece) is not None and len(piece.split()) <= 5
    return (
        written
        and not cue("meeting", "virtual", "workshop", "focus_group", "joint_activity").search(small)
        and not re.search(r"\b(?:JCA|FG|SG|WP|TSAG|ITU|UIT)\b|\d|[A-Z]{2,}-\w", piece)
    )


def _place_behind(rest: str) -> str:
    found = re.match(rf"[\s,(–—-]+({_PLACE_WORDS}(?:,\s*{_PLACE_WORDS})?)", rest)
    return (
        found[1]
        if found and known_places().search(folded(found[1])) and all(map(_like_place, found[1].split(", ")))
        else ""
    )


@cache
def _virtually() -> re.Pattern[str]:
    virtual, meeting = any_of("virtual"), any_of("meeting")
    gap = r"\s+(?:\w+,?[\s-]+){0,12}?"
    return re.compile(
        rf"(?<!\w)(?:{any_of('held')}{gap}{virtual}|{meeting}\s+(?:\w+\s+){{0,2}}?{virtual}|"
        rf"{virtual}\s+(?:\w+\s+)?{meeting}|e-meeting|reunion electronica|reunion electronique)(?!\w)"
    )


def _in_sentence(sentence: Sentence, weight: int) -> Iterator[Candidate]:
    """Where this sentence says that the meeting is."""
    small = sentence.folded
    labelled = re.match(rf"[\W\d]{{0,6}}{any_of('where_label')}\s*:", small)
    virtual = _virtually().search(small) or (labelled and cue("virtual").search(small))
    place = _spoken_place(sentence)
    if place and not (virtual and not cue("remote", "headquarters").search(small) and weight == INFERRED):
        yield Candidate(place, sentence.text, "announced", weight)
    if virtual and not place and not cue("remote").search(small):
        yield Candidate(VIRTUAL, sentence.text, "announced", weight)


def _spoken_place(sentence: Sentence) -> str:
    """The place behind "in", "à", "en", or at headquarters; with the country where it is named."""
    small = sentence.folded
    times = [(one.start, one.end) for one in zones_in(sentence.text)]
    for found in known_places().finditer(small):
        inside = any(a <= found.start() < b for a, b in times)
        if not inside and sentence.text[found.start()].isupper() and (place := _placed(sentence, found)):
            return place
    if cue("headquarters").search(small):
        return {"fr": "Genève", "es": "Ginebra"}.get(_language_of(small), "Geneva")
    return ""


@cache
def _leads() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words before a place; and before a country in parentheses those of a city that we do not know."""
    at = any_of("at")
    city = rf"(?<!\w){at}\s+(?P<city>{_PLACE_WORDS})\s*(?:\(|,\s*)$"
    return re.compile(rf"(?:(?<!\w){at}\s+|,\s*|:\s*|-\s*)$"), re.compile(city)


def _placed(sentence: Sentence, found: re.Match[str]) -> str:
    """The place that a known name is part of, "" where the name is no place of the meeting."""
    known = sentence.text[found.start() : found.end()]
    lead = max(0, found.start() - 60)
    direct, of_city = _leads()
    if city := of_city.search(sentence.text[lead : found.start()]):
        return f"{city['city']}, {known}"
    if not direct.search(sentence.folded[lead : found.start()]):
        return ""
    country = _COUNTRY.match(sentence.text[found.end() :])
    named = (country[1] or country[2]) if country else ""
    return f"{known}, {named}" if named and not _NO_COUNTRY.match(named) else known


def _language_of(small: str) -> str:
    for one in vocabularies():
        if re.search(rf"(?<!\w)(?:{'|'.join(one.all('headquarters'))})(?!\w)", small):
            return one.language
    return "en"


def zones(parts: Parts, days: Sequence[MeetingDays], hours: Sequence[Candidate], venue: str) -> list[Candidate]:
    """Every zone that the letter names for the meeting, then for anything else, then the one that its place implies."""
    day = days[0].span.first if days else None
    timed = {one.evidence for one in hours}
    found = [
        one
        for text in dict.fromkeys([*timed, *(one.sentence.text for one in days)])
        for one in _said(text, day, venue, STRONG)
    ]
    others = [
        one
        for sentence in parts.titled
        if sentence.text not in timed
        for one in _said(sentence.text, day, venue, CLEAR)
    ]
    implied = zone_of_place(folded(venue))
    found += others if not found else []
    if implied and venue != VIRTUAL:
        found = [one for one in found if one.weight == STRONG or one.value == implied]
        return found or [Candidate(implied, _evidence_of(days, venue), "place", INFERRED)]
    return found


def _evidence_of(days: Sequence[MeetingDays], venue: str) -> str:
    named = (one.sentence.text for one in days if venue.split(",", maxsplit=1)[0] in one.sentence.text)
    return next(named, days[0].sentence.text if days else "")


def _said(text: str, day: date | None, venue: str, weight: int) -> Iterator[Candidate]:
    """The zones that a text names: each once, and none for hours before UTC that only repeat a named zone."""
    said = zones_in(text)
    named = [zone for one in said if not _is_offset(one) and (zone := resolved(one, day)[0])]
    seen: set[str] = set()
    for one in said:
        zone, fits = resolved(one, day)
        zone = zone or zone_of_place(folded(venue)) or ""
        repeats = (
            _is_offset(one) and day is not None and any(hours_before_utc(each, day) == one.hours for each in named)
        )
        if not zone or repeats or (zone in seen):
            continue
        seen.add(zone)
        if not fits:
            yield Candidate(zone, text, "season", INFERRED)
        elif _is_offset(one) and not named:
            yield Candidate(zone, text, "offset", INFERRED)
        else:
            yield Candidate(zone, text, "named", weight)


def _is_offset(one: ZoneSaid) -> bool:
    """Whether this is "UTC+2": hours before UTC, and no zone."""
    return one.zone == "UTC" and one.hours is not None


def languages(parts: Parts) -> Iterator[Candidate]:
    """The language in which the meeting works, as ISO 639-1; of several each."""
    codes = {name: code for one in vocabularies() for name, code in one.languages}
    names = "|".join(codes)
    only = any_of("only")
    alone = re.compile(rf"(?<!\w)(?:(?P<a>{names})[\s-]+(?:\w+\s+)?{only}|{only}\s+(?:in|en)\s+(?P<b>{names}))(?!\w)")
    works = re.compile(
        rf"(?<!\w){any_of('works_in')}\s*(?:\W|is|will be|sera|est|sera el|es|l'|el|the)*\s*(?P<c>{names})(?!\w)"
        rf"(?P<more>(?:\s*,\s*(?:en\s+)?(?:{names}))*\s+(?:and|et|y)\s+(?:en\s+|in\s+)?(?:{names}))?"
    )
    first = re.compile(
        rf"(?<!\w)(?P<c>{names})\s+(?:\w+\s+){{1,3}}?(?:the\s+|la\s+|el\s+)?"
        r"(?:working language|langue de travail|idioma de trabajo)(?P<more>)"
    )
    for sentence in parts.titled:
        if found := alone.search(sentence.folded):
            about = cue("meeting", "works_in", "held").search(sentence.folded)
            yield Candidate(codes[found["a"] or found["b"]], sentence.text, "only", STRONG if about else CLEAR)
        elif found := works.search(sentence.folded) or first.search(sentence.folded):
            several = [found["c"], *re.findall(names, found["more"] or "")]
            yield from (Candidate(codes[one], sentence.text, "works in", CLEAR) for one in several)
