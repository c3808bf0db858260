"""Cells for a spreadsheet: a stranger's words are never a formula there."""

import re
from collections.abc import Sequence

_FORMULA = re.compile(r"(?:(?<=;)|\A)(?=\s*[=+\-@＝＋－＠])|\A(?=[\t\r\n])")
"""Where a cell begins like a formula: at its start, or behind the sign that separates the cells of a CSV for others."""


def safe_cells(cells: Sequence[str]) -> list[str]:
    """The cells, with an apostrophe before all that a spreadsheet would take for a formula (OWASP).

    Some take the wide signs of Chinese and Japanese keyboards for formulas too, or leave out blanks before a sign. In
    Geneva a spreadsheet begins a new cell at each semicolon.
    """
    return [_FORMULA.sub("'", cell) for cell in cells]
