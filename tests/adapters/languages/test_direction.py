"""Both writing directions in one line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.adapters.words.direction import END, LEFT, RIGHT, bare, closed, direction, isolated


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        ("Input.docx", "en", "Input.docx"),
        ("+41 22 730 6301", "en", "+41 22 730 6301"),
        ("مساهمة.docx", "en", f"{RIGHT}مساهمة.docx{END}"),
        ("2 مساهمة", "fr", f"{RIGHT}2 مساهمة{END}"),
        ("הצעה", "ru", f"{RIGHT}הצעה{END}"),
        ("Title (العنوان) here", "zh", "Title (العنوان) here"),
        ("Title (العنوان)", "zh", f"{LEFT}Title (العنوان){END}"),
        ("Input.docx", "ar", f"{LEFT}Input.docx{END}"),
        ("17:30", "ar", f"{LEFT}17:30{END}"),
        ("+41 22 730 6301", "ar", f"{LEFT}+41 22 730 6301{END}"),
        ("الخميس 30 أبريل 2026", "ar", f"{RIGHT}الخميس 30 أبريل 2026{END}"),
        ("الخميس 30 أبريل", "ar", "الخميس 30 أبريل"),
        ("المصدر", "ar", "المصدر"),
        (f"الخانة «{LEFT}Title{END}» 2", "ar", f"الخانة «{LEFT}Title{END}» 2"),
        ("…", "ar", "…"),
        ("", "ar", ""),
    ],
)
def test_a_value_is_isolated_where_it_may_run_against_the_sentence(value: str, language: str, shown: str) -> None:
    assert isolated(value, language) == shown


@given(st.text(), st.sampled_from(["en", "ar"]))
def test_the_value_itself_stays_as_it_is(value: str, language: str) -> None:
    shown = isolated(value, language)
    assert shown in (value, f"{LEFT}{value}{END}", f"{RIGHT}{value}{END}")
    assert bare(shown) == bare(value)


@given(st.lists(st.text(alphabet=f"ab {LEFT}{RIGHT}{END}", max_size=12), max_size=6))
def test_no_isolate_is_open_at_the_end_of_a_line(lines: list[str]) -> None:
    for before, line in zip(lines, closed(lines), strict=True):
        depth = 0
        for one in line:
            depth = max(depth + {LEFT: 1, RIGHT: 1, END: -1}.get(one, 0), 0)
        assert depth == 0
        assert bare(line) == bare(before)


def test_only_arabic_of_the_six_languages_runs_from_right_to_left() -> None:
    assert [direction(one) for one in ("ar", "en", "es", "fr", "ru", "zh")] == ["rtl", *["ltr"] * 5]
    assert [unicodedata.bidirectional(one) for one in (LEFT, RIGHT, END)] == ["LRI", "RLI", "PDI"]
