"""The parts of such a letter: header, subject, body and annexes, draft agenda."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from intake.domain.circular.letter import CircularLetter
from intake.domain.circular.text.lines import BEHIND, TextLine, lines_of
from intake.domain.circular.text.sentences import CircularPart, Sentence, sentences_of
from intake.domain.circular.words.normal import squeezed
from intake.domain.circular.words.vocabulary import any_of, cue, vocabularies

_SUBJECT_LINES = 6
_HEADER_LINES = 40
_LONGEST_SALUTATION = 80
_LONGEST_HEADING = 160
_TELLING = ("meeting", "salutation", "subject", "of_body", "also", "contribution")


@dataclass(frozen=True, slots=True)
class Parts:
    """A letter taken apart. `header` are the lines above the salutation but the subject; `body` those below it.

    `subject_lines` are those of the subject as they are broken; `agenda` are the lines of the draft agenda, its heading
    first. `sentences` are those of body and annexes, without the agenda. `language` is the letter's own.
    """

    lines: tuple[TextLine, ...]
    header: tuple[TextLine, ...]
    subject: Sentence | None
    subject_lines: tuple[str, ...]
    body: tuple[TextLine, ...]
    agenda: tuple[TextLine, ...]
    sentences: tuple[Sentence, ...]
    language: str

    @property
    def titled(self) -> tuple[Sentence, ...]:
        """The subject, where there is one, and behind it every sentence."""
        return (self.subject, *self.sentences) if self.subject else self.sentences


def parts_of(letter: CircularLetter) -> Parts:
    """Take a letter apart; whatever it is, there is an answer."""
    every = lines_of(letter)
    lines = tuple(one for one in every if one.place not in BEHIND)
    start, end = _subject(lines)
    opened = _salutation(lines, end)
    body = lines[opened:]
    agenda = _agenda(body)
    inside = {id(one) for one in agenda}
    said = _sentences([one for one in body if id(one) not in inside or one is agenda[0]])
    header = (*lines[:start], *lines[end:opened])
    text = squeezed(" ".join(one.text for one in lines[start:end]))
    subject = _SUBJECT().sub("", text, count=1).strip() if start < end else ""
    place = lines[start].place if start < end else ""
    about = Sentence(subject, place, "subject") if subject else None
    broken = tuple(line for one in lines[start:end] if (line := squeezed(_SUBJECT().sub("", one.text, count=1))))
    return Parts(every, header, about, broken, body, agenda, tuple(said), _language(lines))


@cache
def _SUBJECT() -> re.Pattern[str]:  # noqa: N802 - a constant that is made when first used
    return re.compile(rf"^[\s|]*{any_of('subject')}\s*(?::|$)[\s/|]*", re.IGNORECASE)


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"^[\s|]*{any_of('reference', 'telephone', 'fax', 'mail', 'contact', 'web', 'copy_to')}\.?\s*:")


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(rf"^\s*{any_of('salutation')}")


def _subject(lines: Sequence[TextLine]) -> tuple[int, int]:
    """Where the subject begins and ends; the same place twice where there is none."""
    for at, line in enumerate(lines):
        if _SUBJECT().match(line.folded):
            return at, _subject_end(lines, at)
        if _greeting().match(line.folded) and len(line.text) < _LONGEST_SALUTATION:
            break
    at = next((n for n, one in enumerate(lines[:_HEADER_LINES]) if _is_heading(one)), 0)
    return (at, at + 1) if lines and _is_heading(lines[at]) else (0, 0)


def _is_heading(line: TextLine) -> bool:
    """Whether a line without a label reads like a subject: it names a meeting, and a group in parentheses."""
    named = re.search(r"\([A-Z][\w&/ -]{2,30}\)", line.text)
    return bool(named and cue("meeting").search(line.folded)) and len(line.text) < _LONGEST_HEADING


def _subject_end(lines: Sequence[TextLine], start: int) -> int:
    first = lines[start]
    written = bool(_SUBJECT().sub("", first.text, count=1).strip())
    for at in range(start + 1, min(len(lines), start + 2 + _SUBJECT_LINES)):
        line = lines[at]
        left = (first.row or lines[at - 1].row) and written and line.block != lines[at - 1].block and not line.cell
        ends = _greeting().match(line.folded) or _labels().match(line.folded) or _numbered(line)
        ends = ends or (written and line.block != first.block and _is_sentence(line))
        if ends or left or (line.blank and written):
            return at
        written = written or not line.blank
    return min(len(lines), start + 2 + _SUBJECT_LINES)


def _is_sentence(line: TextLine) -> bool:
    """Whether a paragraph is a sentence of the body: where no empty line and no salutation stands before it."""
    return len(line.text) > _LONGEST_SALUTATION and line.text.rstrip().endswith(".")


def _numbered(line: TextLine) -> bool:
    """Whether the body begins here: the first of its numbered paragraphs, or "1 Introduction"."""
    found = re.match(r"\s*1[.)]?\s+(?:(?P<heading>introduc\w+\W*$)|\D)", line.folded)
    return found is not None and (bool(found["heading"]) or len(line.text) > _LONGEST_SALUTATION)


def _salutation(lines: Sequence[TextLine], end: int) -> int:
    """Where the body begins: behind the salutation, else behind the subject."""
    for at in range(end, min(len(lines), end + _HEADER_LINES)):
        line = lines[at]
        if _greeting().match(line.folded) and len(line.text) < _LONGEST_SALUTATION:
            return at + 1
        if _numbered(line):
            return at
    return end


@cache
def _annexed() -> re.Pattern[str]:
    return re.compile(rf"^\s*{any_of('annex')}\s*(?:[a-z0-9]{{1,2}})?\s*(?:\([^)]*\)|[-–—:].*)?$")


@cache
def _agenda_heading() -> re.Pattern[str]:
    return re.compile(
        rf"^[\s\W\d]*(?:{any_of('annex')}\s*[a-z0-9]{{0,2}}\s*[-–—:.]?\s*)?{any_of('agenda')}(?!\w)(?!.*[.;,]$)"
    )


def begins_annex(line: TextLine) -> bool:
    """Whether an annex begins with this line: "ANNEX B", "Annexe 1 (à la Circulaire TSB 127)"."""
    return bool(_annexed().match(line.folded))


def _agenda(body: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The draft agenda from its heading on, up to the next annex."""
    starts = [
        at for at, one in enumerate(body) if _agenda_heading().match(one.folded) and len(one.text) < _LONGEST_HEADING
    ]
    for start in starts:
        until = next((at for at in range(start + 2, len(body)) if begins_annex(body[at])), len(body))
        items = sum(bool(re.match(r"\s*\d{1,2}[.)]?\s+\S", one.text)) for one in body[start + 1 : until])
        written = sum(not one.blank for one in body[start + 1 : until])
        if items >= 2 or (start == starts[-1] and written >= 3 and any(map(begins_annex, body[:start]))):
            return tuple(body[start:until])
    return ()


def _sentences(lines: Sequence[TextLine]) -> Iterator[Sentence]:
    part: CircularPart = "body"
    for line in lines:
        if begins_annex(line):
            part = "annex"
        if not line.blank:
            yield from sentences_of(line.text, line.place, part)


def _language(lines: Sequence[TextLine]) -> str:
    """The language whose words for months, meeting and salutation stand there most often; English where none does."""
    text = "\n".join(line.folded for line in lines)
    counts = {}
    for one in vocabularies():
        said = "|".join(word for name in _TELLING for word in one.all(name))
        counts[one.language] = len(re.findall(rf"(?<!\w)(?:{said})(?!\w)", text))
    return max(counts, key=lambda one: counts[one]) if any(counts.values()) else "en"
