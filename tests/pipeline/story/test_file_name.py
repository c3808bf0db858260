"""Names of files to be saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.pipeline.showing.story.file_name import saved_as


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("Input.docx", "Input.docx"),
        ("Предложение №4.docx", "Предложение №4.docx"),
        ("提案.docx", "提案.docx"),
        ("اقتراح.docx", "اقتراح.docx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Windows\\a.exe", "C_Windows_a.exe"),
        ("tab\tand\r\nline.pdf", "tab and line.pdf"),
        ("photo\u202efdp.exe", "photo fdp.exe"),
        ("zero\u200bwidth.docx", "zero width.docx"),
        (".htaccess", "htaccess"),
        ("CON.docx", "_CON.docx"),
        ("lpt1", "_lpt1"),
        ("console.docx", "console.docx"),
        ("a.docx. . ", "a.docx"),
        ('say "hi"?.docx', "say _hi_.docx"),
        ("", "file"),
        ("...", "file"),
        ("\x00\x07", "file"),
    ],
)
def test_a_name_is_one_part_of_a_path_on_any_system(name: str, saved: str) -> None:
    assert saved_as(name, "file") == saved


def test_a_long_name_keeps_its_ending() -> None:
    assert saved_as("x" * 500 + ".docx", "file") == "x" * 115 + ".docx"


@given(st.text(max_size=300))
def test_whatever_it_is_called_nothing_of_a_path_is_left(name: str) -> None:
    saved = saved_as(name, "file")
    assert 0 < len(saved) <= 125
    assert not set(saved) & set('\\/:*?"<>|\r\n\t\0')
    assert not saved.startswith((".", " "))
    assert not saved.endswith((".", " "))
