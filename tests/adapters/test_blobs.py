"""Stored bytes are whole or absent, whatever the disk or another process does."""

import errno
import hashlib
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.adapters.blobs import FileBlobs
from intake.domain.errors import ConfigurationError, StorageFailedError, UnavailableError
from intake.ports import DamagedBlobError

MAILS = [b"one", b"", b"two" * 100_000, b"one"]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def files(folder: Path) -> list[Path]:
    """Every file below the folder, temporaries and damaged ones too."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def whole(folder: Path) -> bool:
    """Whether every file that has the name of a digest has its bytes."""
    named = [path for path in files(folder) if len(path.parent.name) == 2]
    return all(digest(path.read_bytes()) == path.parent.name + path.name for path in named)


def file_of(folder: Path, content: bytes) -> Path:
    return folder / digest(content)[:2] / digest(content)[2:]


@given(st.lists(st.binary(max_size=300), max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_put_comes_back(tmp_path: Path, contents: list[bytes]) -> None:
    blobs = FileBlobs(tmp_path)
    digests = blobs.put(contents)
    assert digests == [digest(content) for content in contents]
    assert [blobs.get(name) for name in digests] == contents
    assert all(blobs.has(name) for name in digests)


def test_a_batch_leaves_only_whole_files_under_the_names_of_their_digests(tmp_path: Path) -> None:
    FileBlobs(tmp_path).put(MAILS)
    assert files(tmp_path) == sorted(file_of(tmp_path, content) for content in set(MAILS))
    assert whole(tmp_path)


@pytest.mark.parametrize("content", [b"", b"one", b"two" * 1_000_000], ids=["empty", "small", "large"])
def test_what_was_put_comes_back_in_pieces(tmp_path: Path, content: bytes) -> None:
    blobs = FileBlobs(tmp_path)
    blobs.put([content])
    kept = blobs.stream(digest(content))
    pieces = list(kept.pieces)
    assert b"".join(pieces) == content
    assert kept.size == len(content)
    assert max(map(len, pieces), default=0) <= 256 * 1024


def test_a_damaged_file_is_told_before_its_first_piece(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)
    blobs.put([b"one"])
    file_of(tmp_path, b"one").write_bytes(b"onE")
    for _ in range(2):
        with pytest.raises(DamagedBlobError, match="damaged"):
            blobs.stream(digest(b"one"))
    with pytest.raises(DamagedBlobError):
        blobs.get(digest(b"one"))


@pytest.mark.parametrize("name", [digest(b"never put"), "", "../../etc/passwd", "AB" * 32, digest(b"x")[:-1] + "\n"])
def test_what_was_never_put_is_absent(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyError):
        FileBlobs(tmp_path).stream(name)
    blobs = FileBlobs(tmp_path)
    assert not blobs.has(name)
    with pytest.raises(KeyError):
        blobs.get(name)


@pytest.mark.parametrize("found", [b"", b"onE", b"one and more"])
def test_a_damaged_file_is_set_aside_and_named_each_time(tmp_path: Path, found: bytes) -> None:
    blobs = FileBlobs(tmp_path)
    (name,) = blobs.put([b"one"])
    file_of(tmp_path, b"one").write_bytes(found)
    for _ in range(2):
        with pytest.raises(DamagedBlobError, match="damaged"):
            blobs.get(name)
    assert [path.read_bytes() for path in (tmp_path / "damaged").iterdir()] == [found]


def test_putting_again_repairs_a_damaged_file(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)
    (name,) = blobs.put([b"one"])
    file_of(tmp_path, b"one").write_bytes(b"rotten")
    blobs.put([b"one"])
    assert blobs.get(name) == b"one"


def test_a_file_that_the_disk_cannot_read_counts_as_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs = FileBlobs(tmp_path)
    (name,) = blobs.put([b"one"])

    def cannot(path: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr(Path, "read_bytes", cannot)
    with pytest.raises(DamagedBlobError):
        blobs.get(name)


def nth(call: Callable[..., object], n: int, error: int) -> Callable[..., object]:
    """`call`, which fails the n-th time with this error."""
    count = iter(range(1, 10_000))

    def failing(*args: object, **kwargs: object) -> object:
        if next(count) == n:
            raise OSError(error, os.strerror(error))
        return call(*args, **kwargs)

    return failing


def answer(blobs: FileBlobs, raised: type[Exception]) -> str:
    """What `put` says: "" when it goes well, else the text of the error."""
    try:
        blobs.put(MAILS)
    except raised as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize(("step", "error", "raised", "text"), [
    ("write", errno.ENOSPC, UnavailableError, "the disk is full"),
    ("write", errno.EDQUOT, UnavailableError, "the disk is full"),
    ("open", errno.EMFILE, UnavailableError, "Too many open files"),
    ("replace", errno.EACCES, UnavailableError, "Permission denied"),
    ("mkdir", errno.ENOSPC, UnavailableError, "the disk is full"),
    ("fsync", errno.EIO, StorageFailedError, "the disk did not keep"),
    ("fsync", errno.ENOSPC, StorageFailedError, "the disk did not keep"),
])  # fmt: skip
def test_a_disk_that_fails_at_any_call_leaves_whole_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: int, raised: type[Exception], text: str
) -> None:
    told = []
    for n in range(1, 20):
        folder = tmp_path / str(n)
        blobs = FileBlobs(folder)
        with monkeypatch.context() as patch:
            patch.setattr(os, step, nth(getattr(os, step), n, error))
            told.append(answer(blobs, raised))
        assert whole(folder)
        assert not [path for path in files(folder) if "temporary" in path.parts]
        assert blobs.put(MAILS) == [digest(content) for content in MAILS]
    failed = [sentence for sentence in told if sentence]
    assert 1 <= len(failed) < 19
    assert all(text in sentence and str(tmp_path) in sentence for sentence in failed)


def test_every_byte_and_every_new_name_is_synced_before_put_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = FileBlobs(tmp_path)
    synced: list[str] = []
    really = os.fsync

    def watch(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        synced.append(str(path.relative_to(tmp_path)) if path.is_dir() else "file")
        really(descriptor)

    monkeypatch.setattr(os, "fsync", watch)
    blobs.put([b"one", b"two"])
    assert synced == ["file", "file", *sorted({digest(b"one")[:2], digest(b"two")[:2]}), "."]
    synced.clear()
    blobs.put([b"one"])
    assert synced == ["file", digest(b"one")[:2]]


def test_a_new_start_clears_what_the_dead_left_and_nothing_of_the_living(tmp_path: Path) -> None:
    living = FileBlobs(tmp_path)
    left_behind = tmp_path / "temporary" / "of-the-dead"
    left_behind.mkdir()
    (left_behind / "0").write_bytes(b"half a ma")
    FileBlobs(tmp_path)
    assert not left_behind.exists()
    assert living.put([b"one"]) == [digest(b"one")]


KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from intake.adapters.blobs import FileBlobs
blobs = FileBlobs(Path(sys.argv[1]))
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
blobs.put([b"one"])
"""


def test_a_killed_writer_leaves_a_temporary_that_the_next_start_clears(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, tmp_path], check=False)
    assert killed.returncode == -9
    assert [path.read_bytes() for path in files(tmp_path)] == [b"one"]
    blobs = FileBlobs(tmp_path)
    assert files(tmp_path) == []
    assert not blobs.has(digest(b"one"))


LIMITED_TO_A_KILOBYTE = """
import resource, sys
from pathlib import Path
from intake.adapters.blobs import FileBlobs
from intake.domain.errors import UnavailableError
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
try:
    FileBlobs(Path(sys.argv[1])).put([b"x" * 2000])
except UnavailableError as error:
    print(error)
"""


def test_a_really_full_disk_is_told_in_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    told = subprocess.run([sys.executable, "-c", LIMITED_TO_A_KILOBYTE, tmp_path], check=True, capture_output=True)
    assert told.stdout.decode().startswith(f"{tmp_path}: the disk is full; make room there")
    assert files(tmp_path) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1024


def test_a_folder_that_cannot_be_made_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ConfigurationError, match=r"file/blobs cannot be used .* make it writable"):
        FileBlobs(tmp_path / "file" / "blobs")
