"""The files that a list names lie in its folder, and no other file is ever read."""

from pathlib import Path

import pytest

from intake.adapters.home.listed_files import ListedFiles
from intake.ports import FileNotTakenError

OUTSIDE = ["../secret", "link", "sub/../../secret", "..\\secret", "/etc/passwd", "../given2/x"]
NO_NAMES = ["", ".", "sub", "a\0", "\0", "\ud800", "x" * 300, "~root"]


@pytest.mark.parametrize("name", [*OUTSIDE, *NO_NAMES])
def test_what_is_no_file_of_the_folder_is_told_and_not_read(tmp_path: Path, name: str) -> None:
    given = tmp_path / "given"
    (given / "sub").mkdir(parents=True)
    (tmp_path / "given2").mkdir()
    for secret in (tmp_path / "secret", tmp_path / "given2" / "x"):
        secret.write_text("secret")
    (given / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(FileNotTakenError) as told:
        ListedFiles(given, 1_000_000).read(name)
    assert told.value.remedy
    assert f"{told.value.what}".isprintable()
