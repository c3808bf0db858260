"""Tables of 2,000 cells, as many as a reader hands on, are read in a moment however they are filled."""

import time

import pytest

from intake.domain.document import Word
from intake.domain.template.match import best_match
from tests.domain.documents import ADA, PROFILE, REACHED, cell, table, word

CELLS = 2_000
SECONDS = 4.0
"""Where time grew with the square of the number of cells, each took more than this several times over."""
COVER = (("Source:", "ETRI"), ("Title:", "A study"))
NAMED = cell("x", "dsource", "dtitle1", "dcontact")


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(word(table(*[("a", "b", "c", "d")] * (CELLS // 4))), id="numbers"),
        pytest.param(word(table(*[("Source:", "x", "Title:", "y")] * (CELLS // 4))), id="labels"),
        pytest.param(word(table(tuple(["x", "Source:"] * (CELLS // 2)))), id="labels in one row"),
        pytest.param(word(table(tuple([NAMED] * CELLS))), id="bookmarks in one row"),
        pytest.param(word(table(*[(NAMED,)] * CELLS)), id="bookmarks in one column"),
        pytest.param(word(table(*COVER, *[("Contact:", ADA, REACHED)] * (CELLS // 3))), id="contacts"),
        pytest.param(word(table(*[("Contact:", "+1 (-" * 24)] * (CELLS // 2))), id="contacts without an address"),
        pytest.param(word(table(*[("Contact:", "Ab Ltd, " * 16)] * (CELLS // 2))), id="contacts with many words"),
        pytest.param(word(table(*COVER, ("Contact:", "x"), *[("", ADA, REACHED)] * (CELLS // 3))), id="one contact"),
        pytest.param(word(table(*COVER, tuple(["Contact:"] * CELLS))), id="contacts in one row"),
        pytest.param(word(table(*[("Source:\nTitle:\n" * 8,)] * CELLS)), id="labels in lines"),
        pytest.param(word(*[table(*COVER)] * (CELLS // 4)), id="tables"),
        pytest.param(word(*[table(("Source: x",), where="textbox")] * CELLS), id="text boxes"),
        pytest.param(word(*[table(*COVER, where="header")] * (CELLS // 4)), id="page headers"),
        pytest.param(word(table(*[(cell("x", *[f"b{n}" for n in range(50)]),)] * CELLS)), id="many bookmarks"),
        pytest.param(word(table(*COVER), paragraphs=["Abstract:"] * CELLS), id="paragraphs"),
    ],
)
def test_a_table_of_many_cells_is_read_in_a_moment(document: Word) -> None:
    begun = time.process_time()
    best_match(document, (PROFILE,), match=0.6)
    assert time.process_time() - begun < SECONDS
