"""The disks that a home writes to."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from intake.domain.space import Space


class HomeDisks:
    """Room on the disks of these folders; of two on one disk the first is named."""

    def __init__(self, folders: Sequence[Path], host: str = "") -> None:
        """A folder that is not made yet counts as the one that it will be in. `host` names this machine of several."""
        self._folders = folders
        self._host = host

    def spaces(self) -> list[Space]:
        """How much is free on each; a folder that cannot be asked is left out: whoever writes there says so."""
        found: dict[int, Space] = {}
        for folder in self._folders:
            place = _made(folder.resolve())
            try:
                usage = shutil.disk_usage(place)
                found.setdefault(place.stat().st_dev, Space(str(place), usage.free, usage.total, self._host))
            except OSError:
                continue
        return list(found.values())


def _made(folder: Path) -> Path:
    return next((one for one in (folder, *folder.parents) if one.exists()), folder)
