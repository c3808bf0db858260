"""Text of both writing directions in one line: what is put into a sentence keeps its own order, and the sentence its.

A sentence of a right-to-left language holds numbers, addresses and file names that run from left to right, and a
sentence of ours may name a file or a title in Arabic. Each such value is closed in by the isolates of the Unicode
bidirectional algorithm (UAX #9, X5a to X5c), which every mail program takes from plain text as from HTML. A stranger's
own direction marks never come so far: `one_line` removes them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

LEFT, RIGHT, END = "\u2066", "\u2067", "\u2069"
"""Open an isolate that runs from left to right, or from right to left; close the innermost one."""

_RIGHT_TO_LEFT = ("ar",)
_ISOLATE = re.compile(f"[{LEFT}{RIGHT}{END}]")
_ISOLATES = str.maketrans("", "", LEFT + RIGHT + END)
_STRONG = {"L": LEFT, "R": RIGHT, "AL": RIGHT}
_DIRECTED = (*_STRONG, "EN", "AN")
_WITH = {"ltr": ("L",), "rtl": ("R", "AL")}
_AGAINST = {"ltr": ("R", "AL", "AN"), "rtl": ("L", "EN")}


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Tell which way a language is written, as the HTML attribute `dir` has it."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def isolated(value: str, language: str) -> str:
    """The value as it stands in a sentence of this language: isolated if it may run against the sentence.

    It runs as its first letter does, a value without letters ("+41 22 730 6301") from left to right. Two kinds stay as
    they are: one that begins and ends as the sentence runs holds together by itself, and one that has isolates in it is
    a part of a sentence that was put together here.
    """
    if value.isascii() and language not in _RIGHT_TO_LEFT:
        return value
    kinds = [kind for kind in map(unicodedata.bidirectional, value) if kind in _DIRECTED]
    way = direction(language)
    if END in value or not set(kinds).intersection(_AGAINST[way]) or {kinds[0], kinds[-1]} <= set(_WITH[way]):
        return value
    return next((_STRONG[kind] for kind in kinds if kind in _STRONG), LEFT) + value + END


def bare(text: str) -> str:
    """The text without isolates, for header fields, which programs show and compare as they stand."""
    return text.translate(_ISOLATES)


def closed(lines: Iterable[str]) -> Iterator[str]:
    """The lines of one wrapped text, each with its isolates closed at its end and opened again on the next line.

    Every line of plain text is a paragraph of its own (UAX #9, P1), at whose end an isolate is forgotten.
    """
    still_open: list[str] = []
    for line in lines:
        if not still_open and not _ISOLATE.search(line):
            yield line
            continue
        text = line.lstrip(" ")
        begun = line[: len(line) - len(text)] + "".join(still_open)
        for one in text:
            if one in (LEFT, RIGHT):
                still_open.append(one)
            elif one == END and still_open:
                still_open.pop()
        yield begun + text + END * len(still_open)
