"""A file that is replaced is there whole, or as it was before."""

import os
from pathlib import Path

import pytest

from intake.adapters.whole_files import replace_file


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "jca-mv.toml"
    for content in (b"one", b"two"):
        replace_file(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_bytes_leave_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "jca-mv.toml"
    replace_file(path, b"one")
    os.utime(path, (1, 1))
    replace_file(path, b"one")
    assert path.stat().st_mtime == 1


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "jca-mv.toml"
    replace_file(path, b"one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"two")
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"jca-mv.toml": b"one"}
