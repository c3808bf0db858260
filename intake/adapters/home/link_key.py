"""The key of the chairs' links: random bytes in a file of the home that only its owner can read."""

import os
import stat
from pathlib import Path
from secrets import token_bytes, token_hex

from intake.adapters.home.files import HomeFiles
from intake.adapters.whole_files import sync_folder
from intake.domain.errors import ConfigurationError, UnavailableError
from intake.domain.letters.tokens import KEY_BYTES

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def link_key(files: HomeFiles) -> bytes:
    """The key, made where there is none; whoever makes it first wins. Raises as `read_link_key` does."""
    if not files.link_key.exists():
        _make(files.link_key)
    return read_link_key(files)


def read_link_key(files: HomeFiles) -> bytes:
    """The key of this home.

    ConfigurationError where it is missing, damaged, or readable by others; UnavailableError where it cannot be read.
    """
    path = files.link_key
    try:
        mode, key = path.stat().st_mode, path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path}: is missing; 'intake run' makes it where [public] has a url.") from error
    except OSError as error:
        raise UnavailableError(f"{path} cannot be read: {error.strerror}.") from error
    if mode & _OTHERS:
        raise ConfigurationError(f"{path}: others than its owner may read it; run: chmod 600 {path}")
    if len(key) != KEY_BYTES:
        raise ConfigurationError(
            f"{path}: holds {len(key)} bytes, not {KEY_BYTES}; put the right file back, or remove it: then a new one "
            "is made, and links that were sent no longer work."
        )
    return key


def _make(path: Path) -> None:
    """Write the file whole under another name, then give it its own, unless somebody was faster."""
    written = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(written, path)
        except FileExistsError:
            pass
        finally:
            written.unlink()
        sync_folder(path.parent)
    except OSError as error:
        raise UnavailableError(f"{path} cannot be written: {error.strerror}.") from error
