"""The header of a letter: its number, its day, its reference, the person and the telephone to ask."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from intake.domain.circular.found import CLEAR, INFERRED, STRONG, Candidate
from intake.domain.circular.text.dates import dates_in
from intake.domain.circular.text.labels import LabelledValue, is_addressee, labelled, split_labels
from intake.domain.circular.text.lines import TextLine
from intake.domain.circular.text.parts import Parts
from intake.domain.circular.words.normal import folded, squeezed
from intake.domain.circular.words.vocabulary import any_of, cue

_PLACE_AND_DAY = re.compile(
    r"(?:^|[\s|/])(?:gen[eè]ve|geneva|ginebra|date|fecha)\b[\s,.:]*(?:le\s+|the\s+|el\s+|a\s+)?$", re.IGNORECASE
)
_LONGEST_REFERENCE = 40
_FIRST = 30
_SWITCHBOARD = ("730 5111", "730 51 11")
_NUMBER = (
    r"(?:n\.?\s?(?:[oº°]|os|ro)?\.?\s*)?"
    r"(?P<number>\d{1,4}(?:/(?:\d{1,2}|[a-z][a-z0-9]{1,8})(?:-[a-z0-9]+)*)?)(?![\d/]|\.\d)"
)


@cache
def circular_pattern() -> re.Pattern[str]:
    """Finds "TSB Circular 127", "Lettre collective TSB 4/11", "Circular N.º 127 de la TSB" in folded text."""
    return re.compile(rf"(?<!\w)(?P<kind>(?P<collective>{any_of('collective')})|{any_of('circular')})\s*{_NUMBER}")


@cache
def _correcting() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<what>{any_of('correcting')})\s*\.?\s*(?:n[o°º]\.?\s*)?(?P<serial>\d{{0,2}})\b[^.]{{0,30}}?{circular_pattern().pattern}"
    )


def pieces_of(header: Sequence[TextLine]) -> list[str]:
    """The header's lines with each label at the beginning of one."""
    return split_labels(header)


def circular_numbers(parts: Parts) -> Iterator[Candidate]:
    """The letter's own number, as text: "007", "4/11". Of a corrigendum that of the letter which it corrects."""
    for name, lines, weight in (
        ("reference", parts.header, STRONG),
        ("page head", parts.lines[:3] + parts.lines[-6:], CLEAR),
    ):
        for line in lines:
            found = circular_pattern().search(line.folded)
            if found and not re.search(r"(?:see|voir|vease|cf\.?)\s[^.]*$", line.folded[: found.start()]):
                yield Candidate(_written(line.text, found), squeezed(line.text), name, weight)


def _written(text: str, found: re.Match[str]) -> str:
    """The number as written; of a circular the figures only: "127/CB" is its number and the mark of the service."""
    number = text[found.start("number") : found.end("number")].upper()
    return number if found["collective"] else number.partition("/")[0]


def circular_name(parts: Parts) -> str:
    """What the letter is called in English: "TSB Circular 127", "TSB Collective letter 4/11"; "" where not known."""
    for line in (*parts.header, *parts.lines[:3], *parts.lines[-6:]):
        if found := circular_pattern().search(line.folded):
            kind = "TSB Collective letter" if found["collective"] else "TSB Circular"
            return f"{kind} {_written(line.text, found)}"
    return ""


def corrections(parts: Parts) -> Iterator[Candidate]:
    """The number of the letter that this one corrects or adds to, by its title or its subject."""
    titles = [(squeezed(one.text), "title", STRONG) for one in parts.header]
    titles += [(parts.subject.text, "subject", STRONG)] if parts.subject else []
    titles += [(squeezed(f"{a.text} {b.text}"), "title", STRONG) for a, b in pairwise(parts.header)]
    for text, rule, weight in titles:
        if found := _correcting().search(folded(text)):
            yield Candidate(_written(text, found), text, rule, weight)


def serial(parts: Parts) -> str:
    """What a correcting letter is called, "Corrigendum 1"; "" for another letter."""
    pairs = [f"{a.folded} {b.folded}" for a, b in pairwise(parts.header)]
    for text in [one.folded for one in parts.header] + ([parts.subject.folded] if parts.subject else []) + pairs:
        if found := _correcting().search(text):
            return f"{found['what'].capitalize()} {found['serial']}".strip()
    return ""


def days_of_issue(parts: Parts) -> Iterator[Candidate]:
    """The day of the letter: behind "Geneva," in the header, else the first day there."""
    texts = [line.text for line in parts.header or parts.lines[:_FIRST]]
    found = [one for text in texts for one in _dated(text)]
    pairs = [f"{a} {b}" for a, b in pairwise(texts) if not found]
    yield from found or [one for text in pairs for one in _dated(text)]


def _dated(text: str) -> Iterator[Candidate]:
    for span in dates_in(text):
        if span.first == span.last and span.stated:
            placed = _PLACE_AND_DAY.search(text[: span.start])
            alone = re.fullmatch(r"[\W\d]*", text[: span.start] + text[span.end :])
            weight = STRONG if placed else CLEAR if alone else INFERRED
            yield Candidate(span.first.isoformat(), squeezed(text), "place and date", weight)


def issued_on(candidates: Sequence[Candidate]) -> date | None:
    """The day by which years that are not written are implied."""
    best = max(candidates, key=lambda one: one.weight, default=None)
    return date.fromisoformat(str(best.value)) if best else None


def references(parts: Parts) -> Iterator[Candidate]:
    """The reference of the service, on the line below the letter's number: "TSAG/ME", "CB"."""
    pieces = pieces_of(parts.header)
    for at, piece in enumerate(pieces):
        found = circular_pattern().search(folded(piece))
        if found is None:
            continue
        beside = re.match(r"\s*[|\n/]\s*(\S[^|\n]*)", piece[found.end() :])
        below = next((one for one in pieces[at + 1 : at + 3] if one.strip()), "")
        for text in ([beside[1]] if beside else []) + ([] if is_addressee(below) else [below]):
            value = squeezed(re.split(r"\t|\s[/|]\s|\s[–—-]\s", text.strip(" \t|/"), maxsplit=1)[0])
            if _is_reference(value):
                yield Candidate(value, value, "below the number", STRONG)
                return


def _is_reference(value: str) -> bool:
    """Whether this looks like the mark of a service: capitals, no sentence, no label, no date."""
    if cue("salutation").match(folded(value)):
        return False
    short = 0 < len(value) <= _LONGEST_REFERENCE and ":" not in value and "@" not in value
    return (
        short
        and bool(re.match(r"[A-Z]", value))
        and not dates_in(value)
        and len(value.split()) <= 3
        and not re.search(r"[a-zà-ÿ]{3,}\s+[a-zà-ÿ]{3,}|^\+?\d", value)
        and bool(re.search(r"[A-Z]{2}|/|\d", value))
    )


def contacts(parts: Parts) -> Iterator[Candidate]:
    """The person behind "Contact:"."""
    for one in labelled(pieces_of(parts.header), "contact"):
        name = re.split(r",|;|\(|\s[–—-]\s|\s\+|\d", one.value, maxsplit=1)[0].strip()
        title = cue("titles").match(folded(name))
        name = name[title.end() :].strip() if title else name
        if re.match(r"[A-ZÀ-Þ]", name) and "@" not in name and len(name) <= 80:
            yield Candidate(name, _evidence(one, name), "label", STRONG)


def _evidence(one: LabelledValue, name: str) -> str:
    return one.evidence[: one.evidence.rfind(name) + len(name)] if name in one.evidence else name


def telephone(parts: Parts) -> str:
    """The telephone number in the header; "" where there is none."""
    for one in labelled(pieces_of(parts.header), "telephone"):
        found = re.search(r"\+?\d[\d ()./-]{6,24}\d", one.value)
        if found and not found.group().endswith(_SWITCHBOARD):
            return squeezed(found.group())
    return ""
