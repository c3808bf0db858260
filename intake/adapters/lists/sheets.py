"""A list for spreadsheets: CSV and XLSX, in which every cell is text."""

import csv
import io
from datetime import UTC, datetime

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
_LONGEST_NAME = 31


def as_csv(one: WordedList) -> str:
    """The list under the names of its columns, as --json has them."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(one.columns)
    rows.writerows(safe_cells(row) for row in one.rows)
    return text.getvalue()


def as_xlsx(one: WordedList, changed: datetime) -> bytes:
    """The list as a workbook, its head in the list's language; never a formula, a link or a number in it.

    `changed` (UTC) is its date.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        book.set_properties({"title": one.title, "created": changed.astimezone(UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet("List")
        if one.language == "ar":
            sheet.right_to_left()
        wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
        for column, (name, head) in enumerate(zip(one.columns, one.head, strict=True)):
            sheet.set_column(column, column, _WIDE.get(name, _USUAL))
            sheet.write_string(0, column, head, bold)
        for place, row in enumerate(one.rows, 1):
            for column, cell in enumerate(safe_cells(row)):
                sheet.write_string(place, column, cell, wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(one.rows), 1), len(one.columns) - 1)
    return file.getvalue()
