"""Recognising mails that only thank, in ten languages, by the words that they may hold.

The list names allowed words only: a person reads any mail that says something else.
"""

import re
from collections.abc import Iterable, Sequence

from intake.domain.text.greetings import is_greeting
from intake.domain.text.language import count_words
from intake.domain.text.thanks_words import CONTACT, HAN_NAME, KIND, NAME, NO_NAME, NOTED, SIGNS, THANKS, UNCASED

_CLAUSE = re.compile(r"(?:(?! and (?:have|i wish|we wish) )[^.!;:,…。！；，、،؛\n–—])+", re.IGNORECASE)
_QUESTION = re.compile(r"[?？؟]")
_LINK = re.compile(r"(?:https?|ftp)://|\bwww\.", re.IGNORECASE)
_PS = re.compile(r"^[ \t]*p\.?[ \t]?p?\.?[ \t]?s\b", re.IGNORECASE | re.MULTILINE)
_EDGES = " \t\r\n\"'’“”«»()[]*_~-:‐•😊🙂👍🙏☺️"
_LONGEST = 90
_MOST_LINES = 30
_MOST_LINES_OF_A_SIGNATURE = 12
_SENTENCE_OF = 5
_LONGEST_NAME = 3


def is_thanks(words: str, below: str = "", linked: Sequence[str] = ()) -> bool:
    """Whether these words thank, and every clause is thanks, a greeting, a kindness, or a name.

    `below` are the lines under the closing words: a signature, in which nobody says anything. `linked` are words on
    which a link lies: it leads to something that a person has to look at, unless it stands below the sender's name.
    """
    if _QUESTION.search(words) or _PS.search(f"{words}\n{below}") or speaks(below):
        return False
    lines = [line for line in words.split("\n") if line.strip()]
    if len(lines) > _MOST_LINES:
        return False
    thanked = named = False
    above: list[str] = []
    for line in lines:
        if named and CONTACT.fullmatch(line.strip()):
            continue
        if _LINK.search(line):
            return False
        if not named:
            above.append(line)
        if is_greeting(line) and not thanked:
            continue
        for clause in _clauses(line):
            kind = _kind(clause, after=thanked)
            if kind == "":
                return False
            thanked, named = thanked or kind == "thanks", named or kind == "name"
    return thanked and not _stands_in(" ".join(above), linked)


def _stands_in(text: str, linked: Sequence[str]) -> bool:
    """Whether some of these words stand in the text, by themselves where words have spaces between them."""
    said = _folded(text)
    words = [one for one in map(_folded, linked) if one]
    return any(one in said if UNCASED.search(one) else _whole(one).search(said) for one in words)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def speaks(lines: str) -> bool:
    """Whether a sentence stands in these lines of a signature."""
    said = [one.strip() for one in lines.split("\n") if one.strip()]
    ends = (".", "!", "?", "。", "！", "？", "؟")
    return (
        bool(_QUESTION.search(lines))
        or len(said) > _MOST_LINES_OF_A_SIGNATURE
        or any(one.endswith(ends) and count_words(one) >= _SENTENCE_OF for one in said)
    )


def _clauses(line: str) -> Iterable[str]:
    return (one for found in _CLAUSE.findall(line) if (one := found.strip(_EDGES).removeprefix("and ")))


def _kind(clause: str, *, after: bool) -> str:
    """The class of a clause: "thanks", "kind" (says nothing), "name" (only after thanks), or "" for any other."""
    if len(clause) > 4 * _LONGEST:
        return ""
    said = _folded(clause)
    if _thanks(said) or NOTED.fullmatch(said) or _thanks_by_name(clause):
        return "thanks"
    if KIND.fullmatch(said) or is_greeting(clause):
        return "kind"
    return "name" if after and _is_name(clause) else ""


def _folded(clause: str) -> str:
    return " ".join(clause.replace("’", "'").casefold().split())


def _thanks_by_name(clause: str) -> bool:
    """Whether a clause thanks somebody whose name ends it: "many thanks Min-ji Kim"."""
    words = clause.split()
    return any(
        _is_name(" ".join(words[-count:])) and _thanks(_folded(" ".join(words[:-count])))
        for count in range(1, min(len(words), _LONGEST_NAME + 1))
    )


def _thanks(said: str) -> bool:
    if THANKS.fullmatch(said):
        return True
    return any(one.fullmatch(said) and head.search(said) for one, head in SIGNS)


def _is_name(clause: str) -> bool:
    if HAN_NAME.fullmatch(clause):
        return True
    return bool(NAME.fullmatch(clause)) and not UNCASED.search(clause) and not NO_NAME.search(clause)
