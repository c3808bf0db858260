"""A letter as a reader returns it: paragraphs and rows of tables in order, each with its place; nothing interpreted."""

from dataclasses import dataclass
from typing import Literal

LetterFormat = Literal["docx", "pdf", "html", "text"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph (one cell) or one row of a table (its cells), as written; line breaks are newlines.

    `place` tells a person where it stands: "paragraph 12", "table 2, row 1", "page 1, line 4", "footer".
    """

    cells: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class CircularLetter:
    """One letter: its blocks, the kind of file, and the file's name (of an attached one its own)."""

    kind: LetterFormat
    blocks: tuple[Block, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class CircularLetters:
    """What one file holds: the file itself as a letter, or a mail's text and the letters attached to it.

    `why` says in a few words why there is none: "password", "no text", "not a letter's kind of file (zip)".
    """

    raw: str
    found: tuple[CircularLetter, ...] = ()
    why: str = ""
