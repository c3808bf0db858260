"""The days and the hours of the meeting: as the subject tells them, the sentence that announces it, and the agenda."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from intake.domain.circular.facts.standing import standing
from intake.domain.circular.found import CLEAR, INFERRED, STRONG, Candidate
from intake.domain.circular.text.clock import Hours, hours_in
from intake.domain.circular.text.dates import DateSpan, dates_in
from intake.domain.circular.text.lines import TextLine
from intake.domain.circular.text.parts import Parts
from intake.domain.circular.text.sentences import Sentence
from intake.domain.circular.words.normal import squeezed
from intake.domain.circular.words.vocabulary import any_of, cue
from intake.domain.text.language import letters

_OTHER_GROUP = re.compile(
    r"(?:JCA|FG|IRG)-[A-Z]\w*|SG ?\d+|(?:Study Group|Commission d'[ée]tudes?|Comisi[óo]n de Estudio) \d+"
)
_LONGEST_LABELLED = 160
_ANY_DAY = date(2000, 1, 1)
_HEAD = 2
_FIRST_ITEM = re.compile(
    r"\s*(?:1[.)]?\s|opening|welcome|adoption|approval|ouverture|bienvenue|apertura|bienvenida|aprobacion)"
)
"""How the first item of an agenda begins."""

_GOES_ON = re.compile(
    r"(?:it|elle|celle-ci|esta|(?:on )?the first day|each day|every day|chaque jour|le premier jour|el primer dia|"
    r"cada dia)\b"
)
"""How a sentence begins that goes on about the meeting."""


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """One statement of the meeting's days: the words that say it, and how plainly they do."""

    span: DateSpan
    sentence: Sentence
    rule: str
    weight: int


def meeting_days(parts: Parts, acronym: str, near: date | None) -> list[MeetingDays]:
    """Every statement of the meeting's days, the plainest first."""
    found = [
        *_in_subject(parts, near),
        *_announced(parts, acronym, near),
        *_labelled_days(parts, near),
        *_on_agenda(parts, acronym, near),
    ]
    return sorted(found, key=lambda one: -one.weight)


def _in_subject(parts: Parts, near: date | None) -> Iterator[MeetingDays]:
    if parts.subject is None:
        return
    spans = standing(parts.subject.folded, dates_in(parts.subject.text, near))
    for span in spans[-1:]:
        lead = parts.subject.folded[: span.start]
        is_deadline = cue("contribution", "registration").search(lead) and cue("due", "postponing").search(lead)
        if not is_deadline:
            yield MeetingDays(span, parts.subject, "subject", STRONG)


def _announced(parts: Parts, acronym: str, near: date | None) -> Iterator[MeetingDays]:
    """The first sentence that says when the group meets; another one counts only where that says more than once."""
    fallback: MeetingDays | None = None
    for sentence in parts.sentences:
        held = cue("held").search(sentence.folded) or cue("postponing").search(sentence.folded)
        if not held or cue("contribution", "registration").search(sentence.folded[: held.start()]):
            continue
        spans = standing(sentence.folded, dates_in(sentence.text, near))
        behind = [one for one in spans if one.start > held.start()] or spans
        if not behind or _of_deadline(sentence.folded, behind[0]):
            continue
        if _is_ours(sentence, acronym):
            yield MeetingDays(behind[0], sentence, "announced", CLEAR)
            return
        if cue("meeting").search(sentence.folded) and not _names_others(sentence, acronym):
            fallback = fallback or MeetingDays(behind[0], sentence, "announced", INFERRED)
    if fallback:
        yield fallback


def _of_deadline(small: str, span: DateSpan) -> bool:
    lead = small[max(0, span.start - 40) : span.start]
    return bool(re.search(rf"(?<!\w){any_of('due')}\W*(?:\w+\W+){{0,2}}$", lead)) and not re.search(
        r"(?:from|du|del|on|le|el)\s*$", lead
    )


def _is_ours(sentence: Sentence, acronym: str) -> bool:
    """Whether the sentence names this group before any other, and speaks of its meeting."""
    if not acronym or letters(acronym) not in letters(_written_out(sentence.text)):
        return False
    workshop, meeting = cue("workshop").search(sentence.folded), cue("meeting").search(sentence.folded)
    if workshop and (meeting is None or workshop.start() < meeting.start()):
        return False
    first = _OTHER_GROUP.search(sentence.text)
    return (
        first is None
        or letters(acronym) in letters(_written_out(first.group()))
        or _place(sentence.text, acronym) <= first.start()
    )


def _place(text: str, acronym: str) -> int:
    at = text.find(acronym)
    return at if at >= 0 else len(text)


def _written_out(text: str) -> str:
    """The text with "Study Group 20" as "SG20" too, so that an acronym is found in it."""
    numbers = re.findall(r"(?:Study Group|Commission d'[ée]tudes?|Comisi[óo]n de Estudio|CE) (\d+)", text)
    parties = re.findall(r"(?:Working Party|Groupe de travail|Grupo de Trabajo) (\d+/\d+)", text)
    advisory = " TSAG" if cue("advisory_group").search(text.lower()) else ""
    return text + "".join(f" SG{one}" for one in numbers) + "".join(f" WP{one}" for one in parties) + advisory


def _names_others(sentence: Sentence, acronym: str) -> bool:
    others = [one for one in _OTHER_GROUP.findall(sentence.text) if letters(acronym) not in letters(_written_out(one))]
    workshop, meeting = cue("workshop").search(sentence.folded), cue("meeting").search(sentence.folded)
    return bool(others) or bool(workshop and meeting and workshop.start() < meeting.start())


def labelled_lines(lines: Sequence[TextLine], name: str) -> Iterator[Sentence]:
    """Lines and rows such as "Date: 13 May 2026": label and value."""
    pattern = re.compile(rf"^[\W\d]{{0,6}}{any_of(name)}\s*:\s*(?P<rest>.*)$")
    for at, line in enumerate(lines):
        cells = (
            [one for one in lines if one.block == line.block and one is not line and not one.blank] if line.row else []
        )
        alone = line.row and line.cell == 0 and re.match(rf"^[\W\d]{{0,6}}{any_of(name)}\s*:?\s*$", line.folded)
        found = pattern.match(line.folded)
        if alone:
            yield Sentence(squeezed(" ".join([line.text, *(one.text for one in cells)])), line.place, "body")
        elif found and found["rest"].strip() and len(line.text) < _LONGEST_LABELLED:
            yield Sentence(squeezed(line.text), line.place, "body")
        elif found and not found["rest"].strip() and at + 1 < len(lines):
            yield Sentence(squeezed(f"{line.text} {lines[at + 1].text}"), line.place, "body")


def _labelled_days(parts: Parts, near: date | None) -> Iterator[MeetingDays]:
    for sentence in labelled_lines(parts.body, "when_label"):
        for span in standing(sentence.folded, dates_in(sentence.text, near))[:1]:
            yield MeetingDays(span, sentence, "label", CLEAR)


def _on_agenda(parts: Parts, acronym: str, near: date | None) -> Iterator[MeetingDays]:
    for line in agenda_head(parts):
        sentence = Sentence(squeezed(line.text), line.place, "annex")
        if not _names_others(sentence, acronym):
            yield from (
                MeetingDays(one, sentence, "agenda", CLEAR)
                for one in standing(sentence.folded, dates_in(sentence.text, near))[:1]
            )


def agenda_head(parts: Parts) -> list[TextLine]:
    """The heading of the draft agenda: its first line, and those below that name the meeting, its place or its day."""
    head: list[TextLine] = []
    for line in (one for one in parts.agenda[:8] if not one.blank):
        named = cue("meeting", "study_group", "virtual").search(line.folded) or _OTHER_GROUP.search(line.text)
        more = line.text.lstrip().startswith("(") or dates_in(line.text, _ANY_DAY) or (named and len(head) < _HEAD)
        if head and (_FIRST_ITEM.match(line.folded) or not more):
            break
        head.append(line)
    return head[:4]


def meeting_hours(parts: Parts, days: Sequence[MeetingDays]) -> list[Candidate]:
    """Every statement of the hours, each with the sentence that says it."""
    found: list[Candidate] = []
    for sentence, rule, weight in _sources(parts, days):
        said = [one for one in hours_in(sentence.text) if _of_meeting(sentence, one, rule)]
        if not said:
            continue
        first, last = said[0], said[-1]
        whole = Hours(first.since, last.until or (None if last is first else last.since), first.start, last.end)
        apart = dates_in(sentence.text[first.end : last.start]) if last is not first else []
        found.append(Candidate((first if apart else whole).text, sentence.text, rule, weight))
    return found


def _sources(parts: Parts, days: Sequence[MeetingDays]) -> Iterator[tuple[Sentence, str, int]]:
    for one in days:
        yield one.sentence, one.rule, one.weight
    for sentence in labelled_lines(parts.body, "time_label"):
        yield sentence, "label", CLEAR
    own = {one.sentence.text for one in days}
    for sentence in parts.sentences:
        about = cue("meeting").search(sentence.folded) or _GOES_ON.match(sentence.folded)
        if about and sentence.text not in own and cue("opens").search(sentence.folded):
            yield sentence, "opens", CLEAR


def _of_meeting(sentence: Sentence, hours: Hours, rule: str) -> bool:
    """Whether these hours are not those of registering, of a break, or of an event beside the meeting."""
    earlier = [one.end for one in hours_in(sentence.text) if one.end <= hours.start]
    lead = sentence.folded[max(earlier, default=0) : hours.start]
    if cue("registering_opens", "workshop", "contribution").search(lead) or re.search(
        r"(?<!\w)(?:lunch|coffee|dejeuner|pause|almuerzo|pausa)(?!\w)", lead
    ):
        return False
    return rule != "opens" or bool(cue("opens").search(lead)) or bool(earlier)
