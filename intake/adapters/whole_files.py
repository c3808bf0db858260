"""Files that are there whole or as before, also after a crash or on a full disk."""

import os
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write one file whole, in place of the one that is there; its time stays where its bytes do. Raises OSError."""
    if path.is_file() and path.read_bytes() == content:
        return
    new = path.with_name(f".{path.name}.new")
    try:
        write_synced(new, content)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_synced(path: Path, content: bytes) -> None:
    """Write a file that is durable then; its name is once its folder is synced. Raises OSError."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
