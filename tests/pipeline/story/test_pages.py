"""Documents as they are drawn: text and tables from the reading, by pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.document import Cell, FileReading, Glance, Table, Word
from intake.pipeline.showing.story.pages import (
    BLOCKS,
    LETTERS,
    PageBlock,
    TextRun,
    blocks_of,
    page_of,
    paged,
    runs,
    text_page,
)


def word(*paragraphs: str, tables: tuple[Table, ...] = ()) -> FileReading:
    return FileReading("sha", 1, "docx", word=Word(tables=tables, paragraphs=paragraphs))


def row(*cells: str) -> tuple[Cell, ...]:
    return tuple(Cell(one) for one in cells)


def told(block: PageBlock) -> str:
    """A block as a person reads it."""
    lines = ["".join(run.text for run in line) for line in block.lines]
    cells = [
        " / ".join("".join(run.text for run in line) for line in square.lines) for each in block.rows for square in each
    ]
    return "|".join(lines + cells)


def test_tables_stand_between_the_paragraphs_where_they_were() -> None:
    cover = Table((row("Source", "ETRI"), row("Title", "Digital twins\nfor all")), behind=0)
    between = Table((row("1", "2"),), behind=1)
    last = Table((row("end"),), behind=2)
    found = list(blocks_of(word("First.", "Second.", tables=(cover, between, last))))
    assert [told(one) for one in found] == [
        "Source|ETRI|Title|Digital twins / for all",
        "First.",
        "1|2",
        "Second.",
        "end",
    ]


def test_headers_of_pages_come_first_and_footers_last() -> None:
    tables = (Table((row("foot"),), "footer"), Table((row("head"),), "header"), Table((row("box"),), "textbox"))
    assert [told(one) for one in blocks_of(word("Text.", tables=tables))] == ["head", "box", "Text.", "foot"]


def test_of_another_file_what_our_reader_saw_at_a_glance_is_drawn() -> None:
    file = FileReading("sha", 1, "pdf", glance=Glance(title="Liaison statement", text="To: JCA-MV\nFrom: IEEE"))
    shown = page_of(file, 1)
    assert [(one.kind, told(one)) for one in shown.blocks] == [
        ("title", "Liaison statement"),
        ("text", "To: JCA-MV"),
        ("text", "From: IEEE"),
    ]
    assert shown.partly


@pytest.mark.parametrize("file", [FileReading("sha", 1, "image"), word()], ids=["picture", "empty"])
def test_where_nothing_was_read_there_is_no_page(file: FileReading) -> None:
    shown = page_of(file, 1)
    assert (shown.page, shown.pages, shown.blocks) == (1, 0, ())


@pytest.mark.parametrize(("asked", "given"), [(1, 1), (2, 2), (0, 1), (-5, 1), (10**9, 4)])
def test_a_long_text_has_pages_and_the_nearest_is_shown(asked: int, given: int) -> None:
    shown = page_of(word(*["word " * 400] * 10), asked)
    assert (shown.page, shown.pages) == (given, 4)
    assert len(shown.blocks) <= 3


def test_one_endless_paragraph_or_table_is_cut_into_pages_and_nothing_of_it_is_lost() -> None:
    file = word("x" * (3 * LETTERS + 5), tables=(Table(tuple(row(str(n)) for n in range(BLOCKS * 2 + 1)), behind=1),))
    pages = list(paged(blocks_of(file)))
    assert sum(len(told(one)) for page in pages for one in page if one.kind == "text") == 3 * LETTERS + 5
    assert [n for page in pages for one in page for n in told(one).split("|") if n.isdigit()] == [
        str(n) for n in range(BLOCKS * 2 + 1)
    ]


def test_a_row_that_is_too_wide_or_a_cell_that_is_too_long_says_so() -> None:
    wide, plain = Table((row(*"x" * 50),)), Table((row("x", "y"),))
    full = Table((row("x" * (LETTERS + 1)),))
    assert [one.cut for one in blocks_of(word(tables=(wide, plain, full)))] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "unseen"),
    [
        ("plain", []),
        ("right\u202eto left", ["U+202E"]),
        ("zero\u200bwidth \ufeff", ["U+200B", "U+FEFF"]),
        ("tag\U000e0041s", ["U+E0041"]),
        ("bell\x07 \x1b[31m", ["U+0007", "U+001B"]),
        ("یک‌شنبه نمی‌خواهم", []),
        ("مرحبا\u200f بكم", []),
        ("क्‍ष", []),
    ],
    ids=["plain", "override", "zero-width", "tags", "controls", "persian", "arabic", "hindi"],
)
def test_what_nobody_sees_is_told_by_its_code(text: str, unseen: list[str]) -> None:
    found = runs(text)
    assert [one.text for one in found if one.unseen] == unseen
    assert "".join(one.text for one in found if not one.unseen) == "".join(
        one for one in text if f"U+{ord(one):04X}" not in unseen
    )


@given(st.text(max_size=300))
def test_no_character_is_lost_or_made_up(text: str) -> None:
    again = "".join(chr(int(one.text.replace("U+", "0x"), 0)) if one.unseen else one.text for one in runs(text))
    assert again == text


@pytest.mark.parametrize("asked", [1, 2])
def test_the_words_of_a_mail_have_pages_too(asked: int) -> None:
    shown = text_page("\n".join(["Dear secretariat,", *["line"] * BLOCKS]), asked)
    assert (shown.page, shown.pages) == (asked, 2)
    assert text_page("", asked).pages == 0


def test_a_run_is_text_unless_it_is_said() -> None:
    assert runs("a\u202eb") == (TextRun("a"), TextRun("U+202E", unseen=True), TextRun("b"))
