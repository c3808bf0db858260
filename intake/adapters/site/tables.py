"""The list of documents for programs: JSON, CSV, a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC
from typing import Any

from xlsxwriter import Workbook

from intake.adapters.site.paths import path_of
from intake.domain.publishing.site import Publication, SiteEntry
from intake.domain.text.spreadsheet import safe_cells

HEAD = ("number", "kind", "title", "source", "received", "state", "remarks", "file", "supporting files")
Name = Callable[[SiteEntry], str]
"""The path of an entry's file beside the list, "" where it has none."""

_WIDTHS = (24, 20, 60, 40, 18, 12, 40, 36, 48)


def as_json(page: Publication, name: Name) -> bytes:
    """The list as one object."""
    value = {
        "group": page.acronym,
        "name": page.name,
        "meeting": page.id,
        "title": page.title,
        "first_day": page.first_day.isoformat() if page.first_day else None,
        "last_day": page.last_day.isoformat() if page.last_day else None,
        "place": page.place,
        "zone": page.zone,
        "status": page.status,
        "audience": page.audience,
        "changed": page.changed.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "documents": [_object(one, name) for one in page.entries],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _object(one: SiteEntry, name: Name) -> dict[str, Any]:
    return {
        "number": one.number,
        "state": one.shown,
        "joined_to": one.joined_to or None,
        "revision": one.revision,
        "kind": one.kind,
        "title": one.title,
        "source": list(one.source),
        "received": one.received.isoformat(timespec="seconds") if one.received else None,
        "remarks": list(one.remarks),
        "file": name(one) or None,
        "supporting": [
            {"name": each.name, "file": path_of(each) or None, "state": "posted" if each.stands else "withdrawn"}
            for each in one.beside
        ],
    }


def _cells(one: SiteEntry, name: Name) -> list[str]:
    received = f"{one.received:%Y-%m-%d %H:%M}" if one.received else ""
    kind, source = one.kind.replace("_", " "), "; ".join(one.source)
    beside = "; ".join(path_of(each) or f"{each.name} (withdrawn)" for each in one.beside)
    state = f"joined to {one.joined_to}" if one.joined_to else one.shown
    cells = (one.number, kind, one.title, source, received, state, "; ".join(one.remarks), name(one), beside)
    return safe_cells(cells)


def as_csv(page: Publication, name: Name) -> bytes:
    """The list with a row of heads; the mark at the start tells spreadsheets that it is UTF-8."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(HEAD)
    rows.writerows(_cells(one, name) for one in page.entries)
    return text.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(page: Publication, name: Name) -> bytes:
    """The list as a workbook in which every cell is text: never a formula, a link or a number."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        book.set_properties({"title": page.title, "created": page.changed.astimezone(UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet("Documents")
        wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
        for column, (head, width) in enumerate(zip(HEAD, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, bold)
        for row, one in enumerate(page.entries, 1):
            for column, cell in enumerate(_cells(one, name)):
                sheet.write_string(row, column, cell, wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(page.entries), 1), len(HEAD) - 1)
    return file.getvalue()
