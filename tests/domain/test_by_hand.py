"""Lists of what was registered by hand: as spreadsheets write them, and as people fill them in."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.by_hand.entries import HandEntry, entries
from intake.domain.by_hand.sheet import COLUMNS, SheetRow, parts, sheet
from intake.domain.meeting import Series
from tests.domain.cases import rulebook

NOW = datetime(2026, 4, 30, 15, 30, tzinfo=UTC)
PLAIN = "number,title,source,submitter,received,files\r\n1,Avatares en español,ETRI,Ada,2026-04-10,a.docx\r\n"
CELLS = dict(zip(COLUMNS, ("1", "Avatares en español", "ETRI", "Ada", "2026-04-10", "a.docx"), strict=True))


def semicolons(text: str) -> str:
    return text.replace(",", ";")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(PLAIN.encode(), 2, id="utf-8"),
        pytest.param(PLAIN.encode("utf-8-sig"), 2, id="utf-8-with-bom"),
        pytest.param(semicolons(PLAIN).encode("utf-8-sig"), 2, id="semicolons"),
        pytest.param(PLAIN.replace(",", "\t").encode(), 2, id="tabs"),
        pytest.param(PLAIN.replace("\r\n", "\n").encode(), 2, id="lf"),
        pytest.param(PLAIN.replace("\r\n", "\r").encode(), 2, id="cr"),
        pytest.param(b"sep=;\r\n" + semicolons(PLAIN).encode(), 3, id="sep"),
        pytest.param(PLAIN.replace("number", " Number ").encode(), 2, id="header-in-other-letters"),
        pytest.param(PLAIN.replace("\r\n", "\r\n,,,,,\r\n\r\n", 1).encode(), 4, id="empty-lines"),
        pytest.param(PLAIN.replace("files\r", "files,remarks\r").encode(), 2, id="another-column"),
        pytest.param(PLAIN.replace("2026-04-10", " 2026-04-10 ").encode(), 2, id="space-around"),
    ],
)
def test_a_list_is_read_as_a_spreadsheet_writes_it(content: bytes, line: int) -> None:
    (row,), faults = sheet(content)
    assert faults == []
    assert row.line == line
    assert {name: row.cells[name] for name in COLUMNS} == CELLS


def test_the_line_is_that_where_a_row_begins() -> None:
    header, second = PLAIN.splitlines()
    rows, _ = sheet(
        "\n".join(
            (header, second.replace("Avatares en", '"Avatares\nen').replace("español", 'español"'), second)
        ).encode()
    )
    assert [one.line for one in rows] == [2, 4]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", ("line 1: the list is empty; its first line names the columns: number, title, source, submitter, "
         "received, files.")),
        (PLAIN.encode("utf-16"), 'line 1: the file is UTF-16; save it as "CSV UTF-8".'),
        (PLAIN.encode("latin-1"), 'line 2: this is no UTF-8; save it as "CSV UTF-8".'),
        (PLAIN.encode() + b"\0", 'line 3: this is no text; save it as "CSV UTF-8".'),
        (PLAIN.replace("title", "titre").encode(), ("line 1: the header row has no column title; the first line names "
         "the columns: number, title, source, submitter, received, files.")),
        (PLAIN.replace("files", "number").encode(), ("line 1, number: there are two columns of this name; leave one of "
         "them out.")),
        (PLAIN.encode() + b'2,"open', "line 3: the line cannot be read (unexpected end of data); look at its quotes."),
    ],
)  # fmt: skip
def test_what_is_no_list_is_told_with_its_remedy(content: bytes, told: str) -> None:
    rows, faults = sheet(content)
    assert rows == []
    assert told in [one.sentence for one in faults]


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_the_file_is_it_is_read_or_told(content: bytes) -> None:
    rows, faults = sheet(content)
    assert all(row.line > 0 for row in rows)
    assert all(fault.line > 0 and fault.remedy for fault in faults)
    found, wrong = entries(rows, rulebook(), "Europe/Zurich", NOW)
    assert len(found) + len(wrong) >= len(rows)


@pytest.mark.parametrize(
    ("cell", "apart"),
    [
        ("ETRI", ("ETRI",)),
        ("ETRI; KT ;ETRI;", ("ETRI", "KT")),
        ("A\nB; C  D", ("A B", "C D")),
        (" ; ", ()),
    ],
)
def test_a_cell_may_hold_several(cell: str, apart: tuple[str, ...]) -> None:
    assert parts(cell) == apart


def entry(**cells: str) -> HandEntry:
    (found,), faults = entries([SheetRow(2, CELLS | cells)], rulebook(), "Europe/Zurich", NOW)
    assert faults == []
    return found


def faults_of(**cells: str) -> list[str]:
    found, faults = entries([SheetRow(2, CELLS | cells)], rulebook(), "Europe/Zurich", NOW)
    assert found == []
    return [f"{one.column}: {one.what}" for one in faults]


@pytest.mark.parametrize(
    ("cell", "version"),
    [
        ("JCA-MV-Doc-007", "JCA-MV-Doc-007"),
        ("jca mv doc 7", "JCA-MV-Doc-007"),
        ("7", "JCA-MV-Doc-007"),
        ("Doc. 007", "JCA-MV-Doc-007"),
        ("JCA-MV-Doc-007-Rev1", "JCA-MV-Doc-007-Rev1"),
        ("JCA-MV-Doc-007 Rev. 2", "JCA-MV-Doc-007-Rev2"),
        ("007-R1", "JCA-MV-Doc-007-Rev1"),
        ("JCA-MV-Doc-007 (rév. 1)", "JCA-MV-Doc-007-Rev1"),
        ("JCA-MV-Doc-007-Cor1", "JCA-MV-Doc-007-Cor1"),
        ("Addendum 2 to JCA-MV-Doc-007", "JCA-MV-Doc-007-Add2"),
        ("文件7", "JCA-MV-Doc-007"),
    ],
)
def test_a_number_is_read_as_people_write_it(cell: str, version: str) -> None:
    assert entry(number=cell).version == version


@pytest.mark.parametrize("cell", ["JCA-DCC-Doc-007", "SG16-C123", "T25-TSAG-R-0012", "12345", "draft", "2026"])
def test_a_number_of_another_pattern_is_a_fault(cell: str) -> None:
    assert faults_of(number=cell) == [f"number: {cell} is no number of JCA-MV"]


def test_a_second_series_is_known_by_its_pattern() -> None:
    series = (Series("doc", "JCA-MV-Doc-{number:03d}"), Series("td", "JCA-MV-TD-{number:02d}", 10))
    book = rulebook(series=series)
    (found,), faults = entries([SheetRow(2, CELLS | {"number": "JCA-MV-TD-11"})], book, "Europe/Zurich", NOW)
    assert (faults, found.series.id, found.version) == ([], "td", "JCA-MV-TD-11")


@pytest.mark.parametrize(
    ("cell", "received"),
    [
        ("2026-04-10 10:05", datetime(2026, 4, 10, 8, 5, tzinfo=UTC)),
        ("2026-04-10T10:05:30", datetime(2026, 4, 10, 8, 5, 30, tzinfo=UTC)),
        ("2026-01-10", datetime(2026, 1, 9, 23, 0, tzinfo=UTC)),
        ("2026-04-10T10:05+09:00", datetime(2026, 4, 10, 1, 5, tzinfo=UTC)),
        ("2026-04-10T10:05:00Z", datetime(2026, 4, 10, 10, 5, tzinfo=UTC)),
    ],
)
def test_a_time_is_that_of_the_meeting_unless_it_has_an_offset(cell: str, received: datetime) -> None:
    assert entry(received=cell).received == received


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("", "there is no time of receipt"),
        ("10.04.2026", "10.04.2026 is no time"),
        ("04/10/2026 10:05", "04/10/2026 10:05 is no time"),
        ("yesterday", "yesterday is no time"),
        ("0001-01-01T00:00+14:00", "0001-01-01T00:00+14:00 is no time"),
        ("2026-03-29 02:30", "2026-03-29 02:30:00 does not exist in Europe/Zurich, where the clocks change then"),
        ("2025-10-26 02:30", "2025-10-26 02:30:00 exists twice in Europe/Zurich, where the clocks change then"),
        ("2026-04-30T15:30:01Z", "2026-04-30T15:30:01Z is still to come"),
    ],
)
def test_a_time_that_nobody_can_know_is_a_fault(cell: str, told: str) -> None:
    assert faults_of(received=cell) == [f"received: {told}"]


@pytest.mark.parametrize(
    ("cell", "submitters"),
    [
        ("", []),
        ("Ada Lovelace", [("Ada Lovelace", "")]),
        ("ada@etri.example", [("", "ada@etri.example")]),
        (
            "Ada Lovelace <ada@etri.example>; bo@kt.example",
            [("Ada Lovelace", "ada@etri.example"), ("", "bo@kt.example")],
        ),
        ('"Park, Ji-won" <ji@etri.example>', [("Park, Ji-won", "ji@etri.example")]),
    ],
)
def test_a_submitter_has_a_name_an_address_or_both(cell: str, submitters: list[tuple[str, str]]) -> None:
    assert [(one.name, one.address) for one in entry(submitter=cell).submitters] == submitters


def test_every_fault_of_a_line_is_told() -> None:
    told = faults_of(number="x", title="", received="", files=" ; ", submitter="a@b; @")
    assert told == [
        "number: x is no number of JCA-MV",
        "received: there is no time of receipt",
        "title: there is no title",
        "files: no file is named",
        "submitter: a@b is no mail address",
        "submitter: @ is no mail address",
    ]


def test_the_entries_stand_in_the_order_of_their_numbers() -> None:
    numbers = ("7-Add1", "7-Rev2", "12", "7-Rev1", "7")
    found, _ = entries(
        [SheetRow(2 + n, CELLS | {"number": one}) for n, one in enumerate(numbers)], rulebook(), "UTC", NOW
    )
    assert [one.version.removeprefix("JCA-MV-Doc-") for one in found] == [
        "007", "007-Rev1", "007-Rev2", "007-Add1", "012"
    ]  # fmt: skip


def test_a_double_number_is_told_even_where_the_first_line_has_another_fault() -> None:
    rows = [SheetRow(2, CELLS | {"title": ""}), SheetRow(3, CELLS)]
    _, faults = entries(rows, rulebook(), "UTC", NOW)
    assert [(one.line, one.column) for one in faults] == [(2, "title"), (3, "number")]
