"""What an attacker writes to keep the reader busy costs processor time in proportion to its size, and no more."""

import time
from collections.abc import Callable

import pytest

from intake.readers.files import read_file
from intake.readers.reading import answer
from tests.readers.build import archive, members

_CELL = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
_HEAD = b"From: a@b.example\r\nSubject: x\r\n"
_BASE64 = b"Content-Type: application/x; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n"


def bookmarked(cells: int, bookmarks: int) -> bytes:
    """Many bookmarks that stay open over many cells, of which each row has 20."""
    marks = "".join(f'<w:bookmarkStart w:id="{n}" w:name="n{n}"/>' for n in range(bookmarks))
    rows = "".join(f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{20 * n + m}</w:t></w:r></w:p></w:tc>' for m in range(20))}"
                   "</w:tr>" for n in range(cells // 20))  # fmt: skip
    return archive(members(f"{marks}<w:tbl>{rows}</w:tbl>"), stored=True)


def over_columns(cells: int, bookmarks: int) -> bytes:
    """Bookmarks over all columns of one row, each closed at once."""
    marks = "".join(
        f'<w:bookmarkStart w:id="{n}" w:name="n{n}" w:colFirst="0" w:colLast="9999"/><w:bookmarkEnd w:id="{n}"/>'
        for n in range(bookmarks)
    )
    return archive(members(f"<w:tbl><w:tr>{marks}{_CELL * cells}</w:tr></w:tbl>"), stored=True)


def padded(stretches: int) -> bytes:
    """Base64 that is padded again and again."""
    return _HEAD + _BASE64 + b"=A" * stretches


def took(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


@pytest.mark.parametrize("build", [bookmarked, over_columns])
def test_bookmarks_cost_no_more_than_the_cells_that_they_lie_on(build: Callable[[int, int], bytes]) -> None:
    """A ratio in one run: each bookmark was once looked at for each cell, which took ten times as long."""
    plain, marked = (build(20_000, marks) for marks in (0, 5_000))
    assert took(lambda: read_file(marked, "")) < 5 * took(lambda: read_file(plain, ""))


def test_a_bookmark_lies_on_every_cell_that_is_kept() -> None:
    word = read_file(bookmarked(2_400, 600), "").word
    assert word is not None
    cells = [cell for row in word.tables[0].rows for cell in row]
    assert (len(cells), {len(cell.bookmarks) for cell in cells}) == (2_000, {500})


def test_base64_that_is_padded_again_and_again_is_ambiguous() -> None:
    assert b'"ambiguous"' in answer("mail", padded(50_000) + b"QUJD").reading
