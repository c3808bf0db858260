"""Content-addressed files on a local disk: each is whole, or absent.

folder/
├── ab/cdef…       the bytes whose SHA-256 is abcdef…
├── damaged/       files that no longer matched their digest: <digest>.<digest of what was found>
└── temporary/     one folder per running writer, locked as long as it lives; what a dead one left is cleared
"""

import errno
import fcntl
import hashlib
import itertools
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from intake.domain.errors import ConfigurationError, StorageFailedError, StorageUnavailableError
from intake.ports import DamagedBlobError, Kept

_PIECE = 256 * 1024
"""Bytes that are read of a large file at once."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class FileBlobs:
    """Blobs in a folder, which is made if absent. Safe to use from many threads and many processes at once.

    Raises ConfigurationError when the folder cannot be made or written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._damaged = folder / "damaged"
        self._numbers = itertools.count()
        self._durable_folders: set[Path] = set()
        try:
            self._damaged.mkdir(parents=True, exist_ok=True)
            self._writer = _Writer(folder / "temporary")
        except OSError as error:
            raise ConfigurationError(
                f"the folder {folder} cannot be used to store mails ({error.strerror}): "
                "make it writable for this user, or name another one"
            ) from error

    def put(self, contents: Iterable[bytes]) -> list[str]:
        """Store these byte strings durably, one directory sync for all; return their SHA-256 in hexadecimal.

        Every one is written, even if a file of that name exists: that one may be damaged. Raises UnavailableError
        (disk full, folder not writable: nothing half-written is left) and StorageFailedError (a failed fsync: the
        process must end, because a second fsync may report success for bytes that are lost).
        """
        temporaries: dict[str, Path] = {}
        digests: list[str] = []
        try:
            with self._speaking_to_people():
                for content in contents:
                    digest = hashlib.sha256(content).hexdigest()
                    digests.append(digest)
                    if digest not in temporaries:
                        temporaries[digest] = self._writer.folder / str(next(self._numbers))
                        _write(temporaries[digest], content)
                self._give_names(temporaries)
        except BaseException:
            for temporary in temporaries.values():
                temporary.unlink(missing_ok=True)
            raise
        return digests

    def get(self, sha256: str) -> bytes:
        """The bytes with this digest.

        Raises KeyError when absent; DamagedBlobError when they no longer match it, again at each call until the bytes
        are put anew; UnavailableError when the disk does not answer.
        """
        path = self._path(sha256)
        with self._speaking_to_people():
            content = _read(path)
            self._require(sha256, path, None if content is None else hashlib.sha256(content).hexdigest())
        return content or b""

    def stream(self, sha256: str) -> Kept:
        """The same bytes in pieces, so that a large file is never in memory as a whole; it is checked beforehand.

        Raises as `get` does.
        """
        path = self._path(sha256)
        with self._speaking_to_people():
            size, found = _digest(path)
            self._require(sha256, path, found)
        return Kept(size, _pieces(path))

    def _require(self, sha256: str, path: Path, found: str | None) -> None:
        """Set a file aside whose bytes have another digest (None: there is no file), and raise as `get` does."""
        if found is None and any(self._damaged.glob(f"{sha256}.*")):
            raise DamagedBlobError(f"{path} was damaged; what was found is kept in {self._damaged}")
        if found is None:
            raise KeyError(sha256)
        if found != sha256:
            aside = path.replace(self._damaged / f"{sha256}.{found}")
            raise DamagedBlobError(f"{path} no longer has the bytes that were stored; it was set aside as {aside}")

    def has(self, sha256: str) -> bool:
        """Whether a file with this digest is there (its bytes are not checked)."""
        try:
            return self._path(sha256).is_file()
        except KeyError:
            return False

    def _path(self, sha256: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise KeyError(sha256)
        return self._folder / sha256[:2] / sha256[2:]

    def _give_names(self, temporaries: dict[str, Path]) -> None:
        """Rename whole temporaries to their digests, and make the names durable."""
        folders: set[Path] = set()
        for digest, temporary in temporaries.items():
            path = self._path(digest)
            path.parent.mkdir(exist_ok=True)
            temporary.replace(path)
            folders.add(path.parent)
        for folder in sorted(folders):
            _sync_folder(folder)
        if not folders <= self._durable_folders:
            _sync_folder(self._folder)
            self._durable_folders |= folders

    @contextmanager
    def _speaking_to_people(self) -> Iterator[None]:
        """Turn the disk's errors into a sentence; StorageFailedError and DamagedBlobError pass through."""
        try:
            yield
        except OSError as error:
            what = "the disk is full" if error.errno in _FULL else f"files cannot be stored ({error.strerror})"
            raise StorageUnavailableError(f"{self._folder}: {what}; make room there, or make it writable.") from error


class _Writer:
    """A folder of our own for temporaries, locked as long as this object lives: the kernel unlocks it at our end.

    Making one clears the folders of writers that are gone.
    """

    def __init__(self, shared: Path) -> None:
        shared.mkdir(exist_ok=True)
        beginning = os.open(shared, os.O_RDONLY)
        try:
            fcntl.flock(beginning, fcntl.LOCK_EX)
            for left_behind in shared.iterdir():
                _clear_unless_locked(left_behind)
            self.folder = Path(tempfile.mkdtemp(dir=shared))
            self._lock = os.open(self.folder, os.O_RDONLY)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        finally:
            os.close(beginning)

    def __del__(self) -> None:
        if hasattr(self, "_lock"):
            os.close(self._lock)


def _clear_unless_locked(folder: Path) -> None:
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        return
    finally:
        os.close(lock)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        _sync(descriptor, path)
    finally:
        os.close(descriptor)


def _read(path: Path) -> bytes | None:
    """The bytes of a file, or None when there is none; b"" when the disk cannot read it (damaged)."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return b""


def _digest(path: Path) -> tuple[int, str | None]:
    """Size and SHA-256 of a file, read in pieces; None when there is none, another digest when the disk cannot read."""
    seen, size = hashlib.sha256(), 0
    try:
        for piece in _pieces(path):
            seen.update(piece)
            size += len(piece)
    except FileNotFoundError:
        return 0, None
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return 0, hashlib.sha256(b"").hexdigest()
    return size, seen.hexdigest()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _sync(descriptor, folder)
    finally:
        os.close(descriptor)


def _sync(descriptor: int, path: Path) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise StorageFailedError(
            f"the disk did not keep {path} ({error.strerror}): nothing more is done until somebody has looked at the "
            "disk; a new start fetches again what was not stored"
        ) from error
