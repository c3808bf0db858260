"""Receipts as files in a folder, for mail that was taken from files; only a person sends them."""

import os
from collections.abc import Sequence
from pathlib import Path

from intake.ports import Handover, Sending


class FolderSender:
    """Writes each receipt to `<folder>/<name>.eml`; writing the same again changes nothing."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when the first receipt is written."""
        self._folder = folder

    def send(self, mails: Sequence[Sending]) -> list[Handover]:
        """Write these receipts durably; if the folder cannot be written to, they are tried again later."""
        return [self._write(one) for one in mails]

    def close(self) -> None:
        """Nothing is open."""

    def _write(self, mail: Sending) -> Handover:
        target = self._folder / f"{mail.name}.eml"
        temporary = target.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as file:
                file.write(mail.raw)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            return Handover("later", f"{target.parent} cannot be written to: {error.strerror}")
        return Handover("sent", str(target.name))
