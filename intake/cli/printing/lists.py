"""A list on the terminal: its parts one below the other, each table as wide as the terminal."""

from typing import TYPE_CHECKING

from intake.cli.printing.terminal import console, in_one_line, show
from intake.domain.lists.values import WordedList, WordedPart

if TYPE_CHECKING:
    from rich.console import RenderableType

_WHOLE = ("number", "item", "item_or_number", "reference", "count")
"""Columns that are never folded: numbers of documents and items."""


def print_list(one: WordedList) -> None:
    """Print it in the words that it has."""
    from rich.text import Text  # slow to load, and few commands need it

    out = console()
    show(out, Text(in_one_line(one.title)))
    for part in one.parts:
        if part.heading or part.lines or part.rows:
            show(out, *_shown(part))


def _shown(part: WordedPart) -> "list[RenderableType]":
    from rich.table import Table
    from rich.text import Text

    found: list[RenderableType] = [Text("")]
    if part.heading:
        found.append(Text(in_one_line(part.heading), style="bold"))
    found += [Text(in_one_line(line)) for line in part.lines]
    if part.rows:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name, head in zip(part.columns, part.head, strict=True):
            table.add_column(head, no_wrap=name in _WHOLE, overflow="fold")
        for place, row in enumerate(part.rows):
            table.add_row(*(Text(in_one_line(cell)) for cell in row), style="bold" if place in part.heads else None)
        found.append(table)
    return found
