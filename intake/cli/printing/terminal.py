"""Printing for people: a stranger's words cannot control the terminal; a pipe gets no colours and no padding."""

import json
import sys
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import typer

from intake.domain.text.canonical import for_terminals

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_TURNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Marks that change the direction of text (UAX #9, section 2); they can hide the ending of a file name."""

_JOINERS = "\u200c\u200d"


def harmless(text: str) -> str:
    """The text, safe on a terminal: line ends stay, controls are written out, invisible characters are dropped."""
    return "".join(map(_shown, text))


def in_one_line(text: str) -> str:
    """The text, safe and on one line; names that differ look different."""
    return harmless(text.replace("\n", "\\n"))


def in_meeting_time(at: str, zone: str) -> str:
    """An instant of JSON in the time of the meeting, and in UTC."""
    there = datetime.fromisoformat(at).astimezone(ZoneInfo(zone))
    return f"{there:%a %Y-%m-%d %H:%M:%S} {zone} = {at}"


def print_json(value: Any) -> None:  # noqa: ANN401 - any plain object
    """Print one JSON value on one line; characters that control a terminal or cannot be encoded become escapes."""
    typer.echo(for_terminals(json.dumps(value, ensure_ascii=False)))


def print_rows(rows: Iterable[str]) -> None:
    """Print each row on one line, safe for a terminal."""
    for row in rows:
        typer.echo(in_one_line(row))


def _shown(letter: str) -> str:
    if letter.isprintable() or letter == "\n" or letter in _JOINERS:
        return letter
    if letter.isspace():
        return " "
    if unicodedata.category(letter) == "Cf" and ord(letter) not in _TURNS:
        return ""
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


_SPACES, _LETTERS = "\u00a0\u202f", "\ue000\ue001"
"""Spaces at which no line may end, and letters of no language that stand for them while lines are laid out."""


def kept_together(text: str) -> str:
    """A sentence of ours for `show`, whose lines do not end at a no-break space ("{file} : ..." in French)."""
    return text.translate(str.maketrans(_SPACES, _LETTERS))


def _as_spaces(text: str) -> str:
    return text.translate(str.maketrans(_LETTERS, _SPACES))


def console(*, error: bool = False) -> "Console":
    """The terminal or pipe that the program writes to; no text is taken for markup.

    A character that the encoding lacks is replaced.
    """
    from rich.console import Console  # slow to load, and few commands need it

    stream = sys.stderr if error else sys.stdout
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
    return Console(file=stream, markup=False, emoji=False, highlight=False)


def show(out: "Console", *shown: "RenderableType") -> None:
    """Print these without trailing blanks."""
    with out.capture() as printed:
        out.print(*shown, sep="\n")
    for line in _as_spaces(printed.get()).rstrip("\n").split("\n"):
        out.file.write(line.rstrip() + "\n")
    out.file.flush()
