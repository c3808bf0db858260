"""Cells for a spreadsheet: a stranger's words are never a formula there."""

from collections.abc import Sequence

_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BLANKS = ("\t", "\r", "\n")


def safe_cells(cells: Sequence[str]) -> list[str]:
    """The cells, with an apostrophe before any that a spreadsheet would take for a formula (OWASP).

    Some take the wide signs of Chinese and Japanese keyboards for formulas too, or leave out blanks before a sign.
    """
    return [f"'{cell}" if cell.startswith(_BLANKS) or cell.lstrip().startswith(_FORMULAS) else cell for cell in cells]
