"""A real LibreOffice without a window: saves many files in another format in one start."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

PACKAGES = "libreoffice-writer-nogui"

_PATIENCE = 120
"""Seconds until a start counts as hung."""


def missing() -> bool:
    """Whether LibreOffice is not on this machine."""
    return shutil.which("soffice") is None


class Office:
    """Converts files in a folder of its own, with a user profile that no other LibreOffice shares."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._starts = 0

    def convert(self, files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
        """The files by their names without suffix, saved as `to` ("docx", "odt"); AssertionError names what is missing.

        The keys of `files` are names with the suffix that tells LibreOffice what they are.
        """
        self._starts += 1
        before, after = (self._folder / f"{self._starts}-{side}" for side in ("in", "out"))
        before.mkdir(parents=True)
        for name, content in files.items():
            (before / name).write_bytes(content)
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--norestore", "--convert-to", to, "--outdir", str(after)]
        done = subprocess.run(
            [*command, *(str(before / name) for name in files)], capture_output=True, timeout=_PATIENCE, check=False
        )
        saved = {path.stem: path.read_bytes() for path in sorted(after.glob(f"*.{to.partition(':')[0]}"))}
        lost = {Path(name).stem for name in files} - saved.keys()
        assert not lost, f"LibreOffice did not save {sorted(lost)}: {done.stderr.decode(errors='replace')}"
        return saved
