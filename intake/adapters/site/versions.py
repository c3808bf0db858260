"""A folder that changes whole: each version is built beside the others, and one link says which one is read.

folder/
├── .versions/<name>/<digest>/   the files; what is as in the version before is the same file, with its time
├── .versions/<name>/<digest>.json   the digest of each file, and the key that it was made for
└── <name> -> .versions/<name>/<digest>
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from intake.adapters.whole_files import sync_folder, write_synced

VERSIONS = ".versions"


@dataclass(frozen=True, slots=True)
class SiteCopy:
    """A file of a version: its digest, and the key that it was made for, "" for none."""

    sha256: str
    key: str = ""


Content = bytes | Callable[[], bytes]


class Versions:
    """The versions of one name below a folder, e.g. "jca-mv/2026-05-13". Every method may raise OSError."""

    def __init__(self, folder: Path, name: str) -> None:
        self._link = folder / name
        self._own = folder / VERSIONS / name
        self._current = self._link.resolve() if self._link.is_symlink() else None
        self._known = _read(self._current)

    def begin(self) -> "Building":
        """A new version, empty; what an interrupted run left behind is cleared."""
        for left in self._own.glob("new-*") if self._own.is_dir() else ():
            shutil.rmtree(left, ignore_errors=True)
        new = self._own / f"new-{os.getpid()}"
        new.mkdir(parents=True)
        return Building(new, self._current, self._known)

    def swap(self, built: "Building") -> bool:
        """Let readers see this version from now on, and remove the one before; False if they are equal."""
        digest = built.digest()
        if self._current is not None and self._current.name == digest:
            self._clear(digest)
            return False
        target = self._own / digest
        shutil.rmtree(target, ignore_errors=True)
        write_synced(self._own / f"{digest}.json", built.listed())
        _sync_tree(built.folder)
        built.folder.rename(target)
        sync_folder(self._own)
        self._point_to(target)
        self._clear(digest)
        return True

    def take_down(self) -> None:
        """Remove the name, then its versions."""
        self._link.unlink(missing_ok=True)
        sync_folder(self._link.parent)
        shutil.rmtree(self._own, ignore_errors=True)

    def _point_to(self, target: Path) -> None:
        self._link.parent.mkdir(parents=True, exist_ok=True)
        new = self._link.with_name(f".{self._link.name}.new")
        new.unlink(missing_ok=True)
        new.symlink_to(os.path.relpath(target, self._link.parent), target_is_directory=True)
        new.replace(self._link)
        sync_folder(self._link.parent)

    def _clear(self, digest: str) -> None:
        """Remove all other versions, those too that an interrupted run left."""
        for one in self._own.iterdir():
            if one.name.removesuffix(".json") != digest:
                shutil.rmtree(one) if one.is_dir() else one.unlink()


class Building:
    """A version that nobody reads yet."""

    def __init__(self, folder: Path, before: Path | None, known: Mapping[str, SiteCopy]) -> None:
        self.folder = folder
        self._before = before
        self._known = known
        self.made: dict[str, SiteCopy] = {}

    def add(self, name: str, content: Content, key: str = "") -> Path:
        """Put a file there: the same as before if it has the key that it had, or the same bytes; else it is made."""
        path, known = self.folder / name, self._known.get(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if key and known is not None and known.key == key and self._again(name, path):
            self.made[name] = known
            return path
        data = content() if callable(content) else content
        self.made[name] = SiteCopy(hashlib.sha256(data).hexdigest(), key)
        if known is None or known.sha256 != self.made[name].sha256 or not self._again(name, path):
            write_synced(path, data)
        return path

    def add_large(self, name: str, key: str, make: Callable[[Path], None]) -> None:
        """Put a file there that may be larger than memory: the same as before with its key, or made."""
        path, known = self.folder / name, self._known.get(name)
        if known is not None and known.key == key and self._again(name, path):
            self.made[name] = known
            return
        make(path)
        with path.open("rb") as file:
            self.made[name] = SiteCopy(hashlib.file_digest(file, "sha256").hexdigest(), key)
            os.fsync(file.fileno())

    def digest(self) -> str:
        """The digest of all names and files."""
        lines = "".join(f"{name} {one.sha256}\n" for name, one in sorted(self.made.items()))
        return hashlib.sha256(lines.encode()).hexdigest()[:32]

    def listed(self) -> bytes:
        """What the next version compares with."""
        return json.dumps({name: [one.sha256, one.key] for name, one in sorted(self.made.items())}).encode()

    def _again(self, name: str, path: Path) -> bool:
        """Whether the file of the version before is there, and is now this one's, too."""
        if self._before is None or not (self._before / name).is_file():
            return False
        try:
            os.link(self._before / name, path)
        except OSError:
            shutil.copy2(self._before / name, path)
        return True


def _read(current: Path | None) -> dict[str, SiteCopy]:
    try:
        said = json.loads(current.with_name(f"{current.name}.json").read_bytes()) if current else {}
        return {name: SiteCopy(*one) for name, one in said.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _sync_tree(folder: Path) -> None:
    for one in (folder, *(each for each in folder.rglob("*") if each.is_dir())):
        sync_folder(one)
