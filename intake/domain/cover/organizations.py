"""Whether a line of a contact is an organization, where nobody wrote a person's name above it."""

import re
from collections.abc import Iterable, Sequence

from intake.domain.cover.labels import key

_WORDS = re.compile(
    r"\b(?:universit\w+|universidad\w*|institut\w*|minist(?:ry|[eè]re|erio)|agency|agence|agencia|authority|autorit[eé]|"
    r"autoridad|commission|comisi[oó]n|administration|administraci[oó]n|council|conseil|consejo|association|"
    r"asociaci[oó]n|organi[sz]ation|organizaci[oó]n|foundation|fondation|fundaci[oó]n|federation|consortium|forum|"
    r"academy|acad[eé]mie|academia|college|department|directorate|secretariat|laborator(?:y|ies)|laboratoire|"
    r"cent(?:er|re) (?:for|of)|centro de|research|corporation|corp|company|compagnie|compa[nñ][ií]a|inc|ltd|llc|"
    r"limited|gmbh|plc|technolog(?:y|ies)|tele[ck]om\w*|t[eé]l[eé]com\w*|unicom|communications|networks|systems|"
    r"electronics|group|groupe|grupo|"
    r"университет\w*|институт\w*|министерство|агентство|администрация|академия|центр|компания|корпорация|"
    r"ассоциация|организация|комитет|ооо|пао|зао)\b"
    r"|جامعة|معهد|وزارة|هيئة|شركة|مؤسسة|منظمة|大学|学院|研究院|研究所|公司|集团|委员会|协会|管理局|工业和信息化部",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ABBREVIATED = re.compile(r"\(([A-Z][A-Z0-9&. -]{1,11})\)")
_TITLED = re.compile(
    r"\W*(?:mr|mrs|ms|miss|dr|prof|professor|eng|sir|madam|mme|m(?=\.)|sr|sra|ing|г-н|г-жа|д-р|السيد|السيدة|الدكتور)[.\s]\s*\w",
    re.IGNORECASE,
)
_NAMED_LIKE_A_PERSON = re.compile(
    r"(?:[^\W\d_]\.\s?){1,3}[A-ZÀ-ÞА-Я][^\W\d_A-ZА-Я]+"
    r"|[A-ZÀ-ÞА-Я][^\W\d_A-ZА-Я]+(?:[ -](?:[^\W\d_]\.|[A-ZÀ-ÞА-Я][^\W\d_A-ZА-Я]+)){1,3}"
)
"""Two to four words with a capital letter each: "Ada Lovelace", "J. P. Müller"."""

_FEWEST = 3
"""Letters of a word that an address shares with a name: fewer are an accident."""


def begins_with_organization(lines: Sequence[str], sources: Iterable[str], email: str) -> bool:
    """Whether the lines of a contact begin with its organization, because no person is named above it.

    So it is where the first line is a source of the document, is what the e-mail address has for its domain, or has a
    word that organizations have in their names ("Institute", "Ltd", 公司). A line with a form of address or with a word
    of what stands before the @ is a person, and so is a source above an organization: an expert of their own. So is the
    only source of a document above a country alone, where it is written like a person's name.
    """
    first, below = lines[0], lines[1:]
    if is_person(first, email):
        return False
    named_by = tuple(sources)
    named = {spelling for one in named_by for spelling in _spellings(one)}
    if is_organization(first) or key(first) in _domain(email):
        return True
    if len(named_by) == 1 and len(below) <= 1 and _NAMED_LIKE_A_PERSON.fullmatch(_IN_BRACKETS.sub("", first).strip()):
        return False
    above_another = any(is_organization(one) or (_spellings(one) & named) - _spellings(first) for one in below)
    return bool(_spellings(first) & named) and not above_another


def is_person(line: str, email: str) -> bool:
    """Whether a line is a person's name beyond doubt: by a form of address, or as the e-mail address is made of it."""
    if is_organization(line) or key(line) in _domain(email):
        return False
    local = key(email.partition("@")[0])
    words = (key(one) for one in re.findall(r"[^\W\d_]+", line))
    return _TITLED.match(line) is not None or any(len(one) >= _FEWEST and one in local for one in words)


def is_organization(line: str) -> bool:
    """Whether a line, up to its first comma and outside brackets, has a word that organizations have in their names."""
    return _WORDS.search(_IN_BRACKETS.sub("", line).partition(",")[0]) is not None


def is_same_organization(first: str, second: str) -> bool:
    """Whether both names are one organization's: in full, or by the abbreviation in brackets."""
    of_first, of_second = _spellings(first), _spellings(second)
    return bool(of_first & (of_second | _short(second)) or of_second & _short(first))


def _short(name: str) -> set[str]:
    """The abbreviations that stand behind a name: "ETRI" in "Electronics and ... Institute (ETRI)"."""
    return {key(one) for one in _ABBREVIATED.findall(name)}


def _spellings(name: str) -> set[str]:
    """The spellings of a name: in full, and without the text in brackets or behind a comma."""
    short = _IN_BRACKETS.sub("", name)
    return {key(one) for one in (name, short, short.partition(",")[0])} - {""}


def _domain(email: str) -> set[str]:
    """The labels of the address's domain but the last: "etri" and "re" for kim@etri.re.kr."""
    return {key(one) for one in email.partition("@")[2].split(".")[:-1]} - {""}
