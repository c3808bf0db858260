"""Lists of any length for spreadsheets: rows are taken as they are written, and go on on further sheets."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from intake.adapters.lists.sheets import csv_pieces, write_xlsx
from intake.domain.lists.values import WordedList

AT = datetime(2026, 4, 30, 22, tzinfo=UTC)
LIKE = WordedList("The log", "en", ("reference", "subject"), ("Reference", "Subject"), (), ())


def test_rows_of_a_csv_are_taken_as_its_pieces_are() -> None:
    taken: list[int] = []

    def rows() -> Iterator[tuple[str, str]]:
        for n in range(2_000):
            taken.append(n)
            yield f"MV-26-{n:04d}", "=1+1"

    pieces = csv_pieces(LIKE.columns, rows())
    assert next(pieces) == "reference,subject\r\n"
    assert next(pieces).startswith("MV-26-0000,'=1+1\r\n")
    assert len(taken) == 500
    assert "".join(pieces).count("\r\n") == 1_500


def test_what_does_not_fit_on_a_sheet_stands_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.adapters.lists.sheets.MOST_ROWS", 2)
    file = io.BytesIO()
    write_xlsx(file, LIKE, ((f"MV-26-{n:04d}", "@x") for n in range(5)), AT)
    with zipfile.ZipFile(file) as book:
        sheets = [book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2, 3)]
        assert 'name="List 3"' in book.read("xl/workbook.xml").decode()
    assert [sheet.count("<t>MV-26-") for sheet in sheets] == [2, 2, 1]
    assert all("<t>Reference</t>" in sheet and "<f>" not in sheet for sheet in sheets)
    assert "<t>'@x</t>" in sheets[2]
