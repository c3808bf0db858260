"""What is printed for people: a stranger's words harmless on a terminal, no colour and no waste in a pipe."""

import sys
import unicodedata
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_TURNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Marks that turn the direction of the text after them (UAX #9, section 2): they can hide what a name ends in."""

_JOINERS = "\u200c\u200d"


def harmless(text: str) -> str:
    """The text as it may stand on a terminal: line ends stay, controls are written out, what cannot be seen goes."""
    return "".join(map(_shown, text))


def in_one_line(text: str) -> str:
    """The same in one line: what two names differ in can be seen."""
    return harmless(text.replace("\n", "\\n"))


def _shown(letter: str) -> str:
    if letter.isprintable() or letter == "\n" or letter in _JOINERS:
        return letter
    if letter.isspace():
        return " "
    if unicodedata.category(letter) == "Cf" and ord(letter) not in _TURNS:
        return ""
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def console(*, error: bool = False) -> "Console":
    """The terminal or pipe that the program writes to; nothing that is printed is taken for markup.

    A character that its encoding lacks is replaced rather than refused.
    """
    from rich.console import Console  # loaded only for what is laid out

    stream = sys.stderr if error else sys.stdout
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
    return Console(file=stream, markup=False, emoji=False, highlight=False)


def show(out: "Console", *shown: "RenderableType") -> None:
    """Print these, without the blanks that fill lines up."""
    with out.capture() as printed:
        out.print(*shown, sep="\n")
    for line in printed.get().rstrip("\n").split("\n"):
        out.file.write(line.rstrip() + "\n")
    out.file.flush()
