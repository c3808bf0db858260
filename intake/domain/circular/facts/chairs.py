"""The chair or the co-chairs of the group, as the letter names them."""

import re
from collections.abc import Iterator
from functools import cache

from intake.domain.circular.found import NamedChair
from intake.domain.circular.text.parts import Parts
from intake.domain.circular.text.sentences import Sentence
from intake.domain.circular.words.normal import squeezed
from intake.domain.circular.words.vocabulary import any_of, cue
from intake.domain.text.language import letters

_PARTICLES = r"(?:al|el|bin|ibn|bint|da|do|dos|della|van|von|der|den|ten|di|ben|abu|ould)"
_WORD = r"[A-ZÀ-Þ](?:[\w'’]|-(?=\w)|\.(?=[A-ZÀ-Þ ]))*"
_SPANISH = (
    r"(?:del (?:Carmen|Pilar|Río|Valle|Castillo)|de (?:la|los|las) (?:Cruz|Torre|Fuente|Vega|Santos|Heras)|"
    r"de (?:León|Jesús))"
)
"""Ends of Spanish names that would be taken for "of": behind any other "de" stands an organization."""

_NAME = rf"(?:{_PARTICLES} )*{_WORD}(?:[ -](?:{_PARTICLES}[ -])*{_WORD}| {_SPANISH}){{0,5}}"
_NOT_NAMES = re.compile(
    r"(?i)\b(?:vice|co-?)?-?(?:chair\w*|pr[ée]sident\w*|director|directeur|directora?|convenor|convener|study|groupe|group|annex\w*|joint|itu\S*|tsb|sir|madam|monsieur|madame)\b"
)
_DIRECTOR = re.compile(
    r"(?<!\w)(?:director|directeur|directrice|directora?|secretary-general|secretaire general\w*|"
    r"secretari[oa] general)(?!\w)"
)
_COUNTRY_LEAD = re.compile(
    r"^(?:\s*(?:,|of the|of|from|de la|du|del|de l'|de|d'|des|the)(?=\W|(?<=')))*\s*", re.IGNORECASE
)
_SPAN = 110


@cache
def _people() -> re.Pattern[str]:
    titles = any_of("titles").replace("(?:", "(?i:", 1)
    return re.compile(rf"(?<![\w.])(?:{titles})\s+(?P<name>{_NAME})")


def people(parts: Parts, acronym: str) -> tuple[NamedChair, ...]:
    """Chairs and co-chairs in the order in which they are named, each once. Who only chairs another group is none."""
    found: dict[str, NamedChair] = {}
    for sentence in _about_chairs(parts):
        if not _about_us(sentence, acronym):
            continue
        for one in _named(sentence):
            known = found.get(letters(one.name))
            if known is None or (not known.country and one.country and known.role == one.role):
                found[letters(one.name)] = one
    return tuple(found.values())


def _about_chairs(parts: Parts) -> Iterator[Sentence]:
    for sentence in parts.sentences:
        if cue("chair").search(sentence.folded):
            yield sentence


def _about_us(sentence: Sentence, acronym: str) -> bool:
    """Whether the sentence speaks of this group's chair: it names the group, or no other one."""
    if acronym and letters(acronym) in letters(sentence.text):
        return True
    number = re.fullmatch(r"SG(\d+)", acronym)
    if number and re.search(
        rf"(?:study group|commission d'etudes?|comision de estudio|ce)\s*{number[1]}(?!\d)", sentence.folded
    ):
        return True
    return re.search(r"(?<!\w)(?:JCA|FG|IRG)-[A-Z]", sentence.text) is None and not _of_another().search(
        sentence.folded
    )


@cache
def _of_another() -> re.Pattern[str]:
    """The words that make someone the chair of a group with a number: "Chairman of Study Group 20"."""
    of = r"\s+(?:of|de la|de l'|du|del|de|d')\s*(?:the\s+)?(?:itu-t\s+)?"
    return re.compile(
        rf"{any_of('chair')}{of}(?:{any_of('study_group', 'working_party')}\s*\d|{any_of('advisory_group')})"
    )


def _named(sentence: Sentence) -> Iterator[NamedChair]:
    spans = [(one.start(), one.end("name"), _clean(one["name"])) for one in _people().finditer(sentence.text)]
    spans = [one for one in spans if one[2]] or _labelled(sentence)
    roles = [(one.start(), one.end(), cue("co_chair").fullmatch(one.group()) is not None) for one in _roles(sentence)]
    for at, (start, end, name) in enumerate(spans):
        until = spans[at + 1][0] if at + 1 < len(spans) else len(sentence.text)
        role = _role(sentence.folded, (start, until), roles, len(spans))
        if role is None:
            continue
        organization, country = _of(sentence.text[end:until])
        yield NamedChair(name, "co-chair" if role else "chair", sentence.text, organization, country)


def _clean(name: str) -> str:
    """A name without the office that is written behind it; "" where nothing of it is a name."""
    found = _NOT_NAMES.search(name)
    kept = name[: found.start()] if found else name
    return squeezed(kept).strip(" .,-")


def _roles(sentence: Sentence) -> list[re.Match[str]]:
    vices = [(one.start(), one.end()) for one in cue("vice_chair").finditer(sentence.folded)]
    return [one for one in cue("chair").finditer(sentence.folded) if not any(a <= one.start() < b for a, b in vices)]


def _role(small: str, own: tuple[int, int], roles: list[tuple[int, int, bool]], count: int) -> bool | None:
    """Whether a person is a co-chair (True) or the chair (False); None where the office beside the name is another."""
    start, until = own
    near = [one for one in roles if start - _SPAN <= one[0] <= until + _SPAN]
    several = [one for one in roles if one[2]]
    if not near and not (several and count > 1):
        return None
    beside = small[start:until].partition(";")[0]
    if (other := cue("vice_chair").search(beside)) and not any(
        start <= one[0] < start + other.start() for one in roles
    ):
        return None
    if _DIRECTOR.search(beside[:90]) and not any(start <= one[0] < until for one in roles):
        return None
    vice_before = list(cue("vice_chair").finditer(small[max(0, start - _SPAN) : start]))
    chair_before = [one for one in roles if one[0] < start]
    if vice_before and (not chair_before or chair_before[-1][0] < max(0, start - _SPAN) + vice_before[-1].start()):
        return None if not any(start <= one[0] < until for one in roles) else False
    return any(one[2] for one in roles) if count > 1 else any(one[2] for one in near)


def _labelled(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Names without a title behind "Chair:", "Co-chairs:"."""
    found = re.search(rf"^{any_of('chair')}\s*(?:\([a-z]\))?\s*:\s*", sentence.folded)
    if found is None:
        return []
    names = re.finditer(
        rf"(?:^|,\s*|\s+(?:and|et|y)\s+|;\s*)({_NAME})(?=\s*(?:\(|,|;|$|\.|\band\b|\bet\b|\by\b))",
        sentence.text[found.end() :],
    )
    return [(found.end() + one.start(1), found.end() + one.end(1), _clean(one[1])) for one in names if _clean(one[1])]


_IN_BRACKETS = re.compile(r"\s*,?\s*\(((?:[^()]|\([^()]*\)){2,80})\)")
_OF = r"\s*,?\s*(?:of|from|de la|du|del|de l'|de|d'|,)?\s*(?:the\s+)?"
_SHORT_NAME = r"\([A-Z][A-Z0-9&/-]{1,15}\)"


def _of(rest: str) -> tuple[str, str]:
    """Organization and country behind a name, as written: "(Corée, République de)", "de la … (CST) du Royaume …"."""
    rest = re.split(r",?\s+(?:et|and|y)\s+(?:(?:a|al|à)\s+(?:la\s+)?)?$|,\s*(?:à|as|en tant que|comme|como)\s", rest)[0]
    if bracket := _IN_BRACKETS.match(rest):
        return _split(bracket[1])
    if found := re.match(rf"{_OF}(?P<org>[^();]{{3,140}}?{_SHORT_NAME})(?P<rest>[^();]{{0,80}})", rest):
        country = re.split(r"[,;.]|\s(?:as|à|to|en)\s", _COUNTRY_LEAD.sub("", found["rest"]))[0].strip()
        country = country or next(iter(re.findall(r"^[^(]*\(([A-ZÀ-Þ][^()]{2,40})\)", rest[found.end("org") :])), "")
        return squeezed(found["org"]).strip(" ,"), country if re.match(r"[A-ZÀ-Þ]", country) else ""
    found = re.match(rf"{_OF}(?P<org>[A-ZÀ-Þ][^();,.]{{1,80}}?)\s*{_IN_BRACKETS.pattern}", rest)
    return (squeezed(found["org"]), squeezed(found[2])) if found else ("", "")


def _split(inside: str) -> tuple[str, str]:
    """Organization and country in parentheses: only a country in "Corée, République de", both in "ETRI, Korea"."""
    last = inside.partition(", ")[2]
    inverted = re.search(r"(?i)(?:\bof(?: the)?|\bde(?: la)?|\bdu|\bdel|d')\s*$", last)
    if not last or inverted:
        return "", squeezed(inside)
    return squeezed(inside.rpartition(", ")[0]), squeezed(inside.rpartition(", ")[2])
