"""Plain text in lines that every mail program shows whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.adapters.letter.wrapping import wrapped
from intake.adapters.words.direction import END, LEFT, RIGHT, bare

CHINESE = "我们已收到您的邮件，但暂时还不能登记这份文件。"
ARABIC = "يرجى تصحيح النقاط الواردة أدناه "


def test_lines_are_wrapped_and_items_hang() -> None:
    text = "word " * 20
    assert wrapped(f"\n\n- {text}\n\n\n\n 10. {text}\n" + "x" * 100).splitlines() == [
        "- " + "word " * 14 + "word",
        "  " + "word " * 4 + "word",
        "",
        " 10. " + "word " * 13 + "word",
        "     " + "word " * 5 + "word",
        "x" * 100,
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("字" * 40, ["字" * 38, "字" * 2], id="two-columns-each"),
        pytest.param("- " + "字" * 40, ["- " + "字" * 37, "  " + "字" * 3], id="hanging"),
        pytest.param("字" * 37 + "字。", ["字" * 37, "字。"], id="no-full-stop-first"),
        pytest.param("字" * 37 + "（字", ["字" * 37, "（字"], id="no-bracket-last"),
        pytest.param("字" * 36 + "a.docx字", ["字" * 36, "a.docx字"], id="a-name-stays-whole"),
        pytest.param("字" * 35 + " a.docx 字", ["字" * 35, "a.docx 字"], id="no-space-at-the-end"),
        pytest.param("字" * 37 + f"{LEFT}字{END}", ["字" * 37 + f"{LEFT}字{END}"], id="isolates-take-no-room"),
        pytest.param("字" * 38 + f"{LEFT}字{END}", ["字" * 38, f"{LEFT}字{END}"], id="isolates-stay-with-their-text"),
    ],
)
def test_a_line_may_end_between_chinese_characters(text: str, lines: list[str]) -> None:
    assert wrapped(text).splitlines() == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"- {'x' * 70} {LEFT}one two{END} three", [f"- {'x' * 70} {LEFT}one{END}", f"  {LEFT}two{END} three"]),
        (
            f"{'x' * 70} {RIGHT}one {LEFT}two three{END} four{END}",
            [f"{'x' * 70} {RIGHT}one{END}", f"{RIGHT}{LEFT}two three{END} four{END}"],
        ),
        (f"{'x' * 75} {LEFT}one{END}", ["x" * 75, f"{LEFT}one{END}"]),
        (f"{LEFT}one{END}\n{LEFT}two{END}", [f"{LEFT}one{END}", f"{LEFT}two{END}"]),
    ],
    ids=["one", "nested", "whole", "two-lines"],
)
def test_an_isolate_is_closed_at_the_end_of_a_line_and_opened_again(text: str, lines: list[str]) -> None:
    assert wrapped(text).splitlines() == lines


@given(st.text(alphabet="字词，。（） ab-1" + ARABIC + LEFT + RIGHT + END, max_size=300))
def test_wrapping_takes_nothing_away(text: str) -> None:
    told = wrapped(text)
    assert "".join(bare(told).split()) == "".join(bare(text).split())
    assert all(line == line.rstrip(" ") for line in told.splitlines())


def test_paragraphs_of_all_scripts_stay_within_76_columns() -> None:
    lines = wrapped(f"{CHINESE * 9}\n\n{ARABIC * 9}").splitlines()
    assert all(2 * len(line) <= 76 for line in lines[: lines.index("")])
    assert all(len(line) <= 76 for line in lines)
    assert len(lines) == 6 + 1 + 4
