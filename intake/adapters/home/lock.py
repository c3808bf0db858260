"""The lock of a home: one daemon at a time; its holder may free the claims of processes that are gone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from intake.adapters.home.files import HomeFiles
from intake.domain.errors import HomeLockedError


@contextmanager
def locked(files: HomeFiles) -> Iterator[None]:
    """Hold the home's lock, one daemon at a time; raises HomeLockedError that names the process holding it."""
    with files.lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise HomeLockedError(
                f"{files.top.resolve()} is worked on by {holder} already; stop that one first ('ingest' and the acts "
                "work beside it)."
            ) from error
        file.truncate(0)
        file.write(f"process {os.getpid()}")
        file.flush()
        yield
