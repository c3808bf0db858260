"""A list for spreadsheets: CSV and XLSX, in which every cell is text."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import IO

from xlsxwriter import Workbook

from intake.domain.lists.values import WordedList
from intake.domain.text.spreadsheet import safe_cells

_WIDE = {
    "title": 60,
    "item_title": 50,
    "abstract": 80,
    "repair": 80,
    "outcome": 50,
    "source": 40,
    "body": 40,
    "name": 40,
}
_USUAL = 20
_AT_ONCE = 500
MOST_ROWS = 1_000_000
"""So many rows fit on one sheet; what is more stands on further ones (Excel takes 1,048,576)."""


def as_csv(one: WordedList) -> str:
    """The list under the names of its columns, as --json has them."""
    return "".join(csv_pieces(one.columns, one.rows))


def csv_pieces(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The same piece by piece, of any number of rows: each is forgotten once its piece is taken."""
    rows = iter(rows)
    piece: list[Sequence[str]] = [columns]
    while piece:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(safe_cells(row) for row in piece)
        yield text.getvalue()
        piece = list(islice(rows, _AT_ONCE))


def as_xlsx(one: WordedList, changed: datetime) -> bytes:
    """The list as a workbook, its head in the list's language; never a formula, a link or a number in it.

    `changed` (UTC) is its date.
    """
    file = io.BytesIO()
    _write(file, one, one.rows, changed, in_memory=True)
    return file.getvalue()


def write_xlsx(file: IO[bytes], like: WordedList, rows: Iterable[Sequence[str]], changed: datetime) -> None:
    """A workbook with the title, language and head of `like` and any number of rows; each is forgotten once written."""
    _write(file, like, rows, changed, constant_memory=True)


def _write(file: IO[bytes], like: WordedList, rows: Iterable[Sequence[str]], changed: datetime, **memory: bool) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    rows = iter(rows)
    with Workbook(file, {**options, **memory}) as book:
        book.set_properties({"title": like.title, "created": changed.astimezone(UTC).replace(tzinfo=None)})
        _write_sheet(book, like, islice(rows, MOST_ROWS))
        for first in rows:
            _write_sheet(book, like, chain([first], islice(rows, MOST_ROWS - 1)))


def _write_sheet(book: Workbook, like: WordedList, rows: Iterable[Sequence[str]]) -> None:
    """One more sheet with these rows below the head."""
    known = len(book.worksheets())
    sheet = book.add_worksheet(f"List {known + 1}" if known else "List")
    if like.language == "ar":
        sheet.right_to_left()
    wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    for column, (name, head) in enumerate(zip(like.columns, like.head, strict=True)):
        sheet.set_column(column, column, _WIDE.get(name, _USUAL))
        sheet.write_string(0, column, head, bold)
    place = 0
    for place, row in enumerate(rows, 1):
        for column, cell in enumerate(safe_cells(row)):
            sheet.write_string(place, column, cell, wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(place, 1), len(like.columns) - 1)
