"""Plain text in lines that every mail program shows whole, in scripts with and without spaces between words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from intake.adapters.words.direction import END, LEFT, RIGHT, closed

_WIDTH = 76
_WORD = re.compile("[^ ]+ *")
_NEVER_LAST = (LEFT, RIGHT)
_NEVER_FIRST = (END,)
_OPENING = ("Ps", "Pi")
_CLOSING = ("Pe", "Pf", "Po")


def wrapped(text: str) -> str:
    """The text with lines of at most 76 columns, unless a single word is longer, and one empty line at most between.

    Lines that go on are indented like the text of the first, behind its "- " or "1. ". A line may end at a space, and
    between two characters of which one is as wide as a Chinese one, but not before a mark that closes or behind one
    that opens.
    """
    folded = "\n".join(part for line in text.splitlines() for part in closed(_folded(line)))
    return re.sub(r"\n{3,}", "\n\n", folded).strip("\n") + "\n"


def _folded(line: str) -> Iterator[str]:
    if _columns(line.rstrip(" ")) <= _WIDTH:
        yield line.rstrip(" ")
        return
    bare = line.lstrip(" ")
    mark, space, _ = bare.partition(" ")
    listed = space and (mark == "-" or (mark.endswith(".") and mark[:-1].isdecimal()))
    margin = " " * (len(line) - len(bare))
    indent = margin + " " * (len(mark) + 1 if listed else 0)
    current, width = margin, len(margin)
    for piece in _pieces(bare):
        word = piece.rstrip(" ")
        columns = _columns(word)
        if current.strip() and width + columns > _WIDTH:
            yield current.rstrip(" ")
            current, width = indent, len(indent)
        current += piece
        width += columns + len(piece) - len(word)
    yield current.rstrip(" ")


def _pieces(text: str) -> Iterable[str]:
    """The text in pieces between which a line may end; spaces stand at the end of a piece."""
    if text.isascii():
        yield from _WORD.findall(text)
        return
    piece = text[:1]
    for before, here in pairwise(text):
        if _may_end(before, here):
            yield piece
            piece = ""
        piece += here
    yield piece


def _may_end(before: str, here: str) -> bool:
    if here == " " or before == " ":
        return here != " "
    if before in _NEVER_LAST or here in _NEVER_FIRST:
        return False
    opens, closes = unicodedata.category(before) in _OPENING, unicodedata.category(here) in _CLOSING
    return (_is_wide(before) or _is_wide(here)) and not opens and not closes


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_columns_of, text))


@lru_cache(maxsize=4096)
def _columns_of(one: str) -> int:
    return 0 if unicodedata.category(one) in ("Mn", "Cf") else 1 + _is_wide(one)


def _is_wide(one: str) -> bool:
    return unicodedata.east_asian_width(one) in ("W", "F")
