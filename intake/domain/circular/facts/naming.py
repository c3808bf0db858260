"""The group that a letter is about: its acronym, its name, which meeting it is, and to whom it reports."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from intake.domain.circular.found import CLEAR, INFERRED, STRONG, Candidate
from intake.domain.circular.text.dates import dates_in
from intake.domain.circular.text.parts import Parts
from intake.domain.circular.text.sentences import Sentence
from intake.domain.circular.words.normal import folded
from intake.domain.circular.words.vocabulary import any_of, cue, vocabularies
from intake.domain.text.language import letters

_PREFIXED = r"(?:JCA|FG|IRG|CG|GSI|CJG|JRG)-[A-Za-z0-9&]+(?:[-/][A-Za-z0-9&]+)*"
_IN_BRACKETS = re.compile(rf"\((?:(?:ITU-T|UIT-T)\s+)?({_PREFIXED}(?: (?:and|et|y) [A-Z0-9][\w&]*)?)\)")
_BARE = re.compile(rf"(?<![\w-])({_PREFIXED})(?!\w)")
_OLDER = re.compile(r"(?<![\w-])\(?([A-Z][A-Z0-9&]{1,10}-(?:JCA|GSI))\)?(?![\w-])")
_ANY = re.compile(r"\((?:(?:ITU-T|UIT-T)\s+)?([A-Z][A-Za-z0-9&]*[A-Z][A-Za-z0-9&/-]{0,20})\)")
_REGIONAL = re.compile(r"(?<!\w)SG\s?\d{1,2}\s?RG-[A-Z]{2,6}(?!\w)")
_ORDINARY = {"ITU", "UIT", "ITU-T", "UIT-T", "TSB", "ICT", "ICTS", "TIC", "IOT", "AI", "IA", "ITU-R", "ITU-D"}
_NOT_GROUPS = _ORDINARY | {"COVID-19"}
_LONGEST_NAME = 200
_ANY_DAY = date(2000, 1, 1)


def acronyms(parts: Parts) -> Iterator[Candidate]:
    """The group's acronym: in the subject, else where a sentence of the body first names a group."""
    sources = [(one, STRONG) for one in ([parts.subject] if parts.subject else ())]
    sources += [(one, CLEAR) for one in parts.sentences if one.part == "body"]
    for sentence, weight in sources:
        found = list(dict.fromkeys(_named(sentence)))
        yield from (Candidate(one, sentence.text, sentence.part, weight) for one in found)
        if found:
            return


def _named(sentence: Sentence) -> Iterator[str]:
    """The acronyms of groups that a sentence names; the plainest kind that there is."""
    text = sentence.text
    for pattern in (_IN_BRACKETS, _REGIONAL, _BARE, _OLDER):
        if found := [
            one[-1] if pattern is not _REGIONAL else one[0].replace(" ", "") for one in _groups(pattern, text)
        ]:
            yield from found
            return
    if found := _numbered(sentence.folded):
        yield from found
        return
    if re.search(rf"(?<!\w){any_of('advisory_group')}(?!\w)", sentence.folded):
        yield "TSAG"
        return
    yield from (one[1] for one in _ANY.finditer(text) if one[1].upper() not in _NOT_GROUPS)


def _groups(pattern: re.Pattern[str], text: str) -> list[tuple[str, ...]]:
    return [(one.group(), *one.groups()) for one in pattern.finditer(text)]


@cache
def _study_groups() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('study_group')}\s*(?:n[o°º]\.?\s*)?(?P<number>\d{{1,2}})(?![\d/])")


@cache
def _parties() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('working_party')}s?\s*(?P<number>\d{{1,2}}/\d{{1,2}})(?!\d)")


def _numbered(small: str) -> list[str]:
    """Study groups and working parties: "SG20", "WP1/5"."""
    if parties := [f"WP{one['number']}" for one in _parties().finditer(small)]:
        return parties
    return [f"SG{int(one['number'])}" for one in _study_groups().finditer(small)]


def names(parts: Parts, acronym: str) -> Iterator[Candidate]:
    """The group's subject: the words between "Joint Coordination Activity on" and the acronym."""
    for sentence in (*parts.titled, *_agenda_titles(parts)):
        for kind, on in _heads():
            pattern = re.compile(rf"(?<!\w){kind}{on}(?P<name>.{{3,{_LONGEST_NAME}}}?)\s*{_in_brackets(acronym)}")
            if acronym and (found := pattern.search(sentence.folded)):
                name = sentence.text[found.start("name") : found.end("name")].strip(" \"“”«»'")
                yield Candidate(name, sentence.text, sentence.part, STRONG if sentence.part == "subject" else CLEAR)
        yield from _of_numbered_group(sentence, acronym)


def _in_brackets(acronym: str) -> str:
    """A pattern for the acronym in parentheses, in folded text."""
    return rf"\((?:itu-t |uit-t )?{re.escape(folded(acronym))}\)"


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    on = rf"(?:\s+(?:de l'uit(?:-t)?|del uit-t|of itu-t|itu-t|uit-t))?\s+{any_of('on')}\s+"
    return tuple((any_of(one), on) for one in ("joint_activity", "focus_group", "other_group"))


def _of_numbered_group(sentence: Sentence, acronym: str) -> Iterator[Candidate]:
    """The name of a study group, in parentheses behind its number; of the advisory group its own."""
    if acronym == "TSAG" and (found := cue("advisory_group").search(sentence.folded)) and len(found.group()) > 5:
        yield Candidate(sentence.text[found.start() : found.end()], sentence.text, "name", CLEAR)
    number = re.fullmatch(r"SG(\d+)", acronym)
    party = re.fullmatch(r"WP(\d+/\d+)", acronym)
    if not (number or party):
        return
    kind, own = ("study_group", number[1]) if number else ("working_party", party[1] if party else "")
    lead = rf"(?<!\w){any_of(kind)}\s*{own}(?:\s+(?:de l'uit-t|del uit-t|of itu-t))?\s*"
    found = re.search(rf"{lead}\((?P<name>(?:[^()]|\([^()]*\)){{4,{_LONGEST_NAME}}})\)", sentence.folded)
    quoted = re.search(rf"{lead}\S{{0,5}}\s*[\"“«](?P<name>[^\"”»]{{4,{_LONGEST_NAME}}})[\"”»]", sentence.folded)
    for one in (found, quoted):
        if one and not dates_in(one["name"], _ANY_DAY):
            yield Candidate(
                sentence.text[one.start("name") : one.end("name")].strip(), sentence.text, "in parentheses", CLEAR
            )


def full_names(parts: Parts, acronym: str) -> tuple[str, ...]:
    """The group's full names as the letter writes them before the acronym, each once: names vary within one letter."""
    if own := _own_name(acronym):
        return (own,)
    found: dict[str, str] = {}
    for sentence in (*parts.titled, *_agenda_titles(parts)):
        for kind, _ in _heads():
            pattern = rf"(?<!\w)(?P<name>{kind}.{{3,{_LONGEST_NAME}}}?)\s*{_in_brackets(acronym)}"
            for one in re.finditer(pattern, sentence.folded) if acronym else ():
                name = sentence.text[one.start("name") : one.end("name")].strip()
                found.setdefault(letters(name), name[:1].upper() + name[1:])
    return tuple(found.values())


def _own_name(acronym: str) -> str:
    """The English name of a group that has a number, and of the advisory group."""
    number = re.fullmatch(r"(SG|WP)(\d+(?:/\d+)?)", acronym)
    if number:
        return f"ITU-T {'Study Group' if number[1] == 'SG' else 'Working Party'} {number[2]}"
    return "Telecommunication Standardization Advisory Group" if acronym == "TSAG" else ""


def _agenda_titles(parts: Parts) -> tuple[Sentence, ...]:
    return tuple(Sentence(one.text.strip(), one.place, "annex") for one in parts.agenda[:2] if not one.blank)


@cache
def _ordinals() -> tuple[tuple[int, re.Pattern[str]], ...]:
    meeting = any_of("meeting")
    near = r"(?:\s+(?:\w|[-'&/])+){0,3}?\s+"
    found = []
    for number in range(1, 40):
        names = "|".join(_written(number)) or "(?!)"
        figures = rf"{number}\s?(?:{'|'.join(one.ordinal_marks for one in vocabularies())})"
        found.append((number, re.compile(rf"(?<![\w-])(?:{names}|{figures}){near}{meeting}(?!\w)")))
    return tuple(found)


def _written(number: int) -> Iterator[str]:
    """How an ordinal is written in each language; above twenty in two words."""
    for one in vocabularies():
        if number <= len(one.ordinals):
            yield one.ordinals[number - 1]
        elif number % 10:
            unit = "unieme" if one.language == "fr" and number % 10 == 1 else one.ordinals[number % 10 - 1]
            yield rf"(?:{one.tens[number // 10 - 2]})[\s-]?(?:et[\s-])?(?:{unit})"


@cache
def _figured() -> re.Pattern[str]:
    marks = "|".join(one.ordinal_marks for one in vocabularies())
    return re.compile(
        rf"(?<!\w)(?P<one>\d{{1,2}})\s?(?:{marks})(?:\s+(?:\w|[-'&/])+){{0,3}}?\s+{any_of('meeting')}(?!\w)|{any_of('meeting')}\s+(?:n[o°º]\.?|number|#)\s*(?P<two>\d{{1,2}})(?!\d)"
    )


def ordinals(parts: Parts, acronym: str) -> Iterator[Candidate]:
    """Which meeting of the group it is: in the subject, else where a sentence names the group or its meeting."""
    for sentence in parts.titled:
        if sentence.part != "subject" and acronym and letters(acronym) not in letters(sentence.text):
            continue
        found = [(one.start(), number) for number, pattern in _ordinals() if (one := pattern.search(sentence.folded))]
        if figured := _figured().search(sentence.folded):
            found.append((figured.start(), int(figured["one"] or figured["two"])))
        if found:
            yield Candidate(
                min(found)[1], sentence.text, sentence.part, STRONG if sentence.part == "subject" else CLEAR
            )


def parents(parts: Parts, acronym: str) -> Iterator[Candidate]:
    """The group that set this one up, names its chairs and gets its reports: TSAG, or a study group."""
    if party := re.fullmatch(r"WP\d+/(\d+)|SG(\d+)RG-\w+", acronym):
        yield Candidate(f"SG{party[1] or party[2]}", acronym, "acronym", STRONG)
        return
    if re.fullmatch(r"SG\d+|TSAG", acronym):
        return
    for sentence in parts.sentences:
        bodies = _bodies(sentence.folded)
        if bodies and cue("sets_up").search(sentence.folded):
            plain = re.search(
                r"parent group|groupe (?:parent|de rattachement)|grupo (?:matriz|rector)|comision rectora",
                sentence.folded,
            )
            nearest = min(bodies, key=lambda one: abs(one[0] - plain.start())) if plain else bodies[0]
            yield Candidate(
                nearest[1], sentence.text, "set up by" if not plain else "parent group", STRONG if plain else CLEAR
            )
    for sentence in parts.sentences:
        if bodies := _bodies(sentence.folded):
            yield Candidate(bodies[0][1], sentence.text, "named", INFERRED)


def _bodies(small: str) -> Sequence[tuple[int, str]]:
    found = [(one.start(), f"SG{int(one['number'])}") for one in _study_groups().finditer(small)]
    if advisory := cue("advisory_group").search(small):
        found.append((advisory.start(), "TSAG"))
    return sorted(found)
