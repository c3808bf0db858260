"""The files that a list names, in the folder that goes with it."""

import unicodedata
from pathlib import Path

from intake.domain.limits import MEGABYTE
from intake.ports import FileNotTakenError


class ListedFiles:
    """A folder with the files of a list; none outside it is read. Fulfils intake.ports.Folder."""

    def __init__(self, top: Path, largest: int) -> None:
        self._top = top.resolve()
        self._largest = largest

    def read(self, name: str) -> bytes:
        """The file that the list calls so, of at most `largest` bytes. Raises FileNotTakenError."""
        try:
            found = self._found(name)
            if found.stat().st_size > self._largest:
                what = f"{name} is larger than {self._largest // MEGABYTE} MB"
                raise FileNotTakenError(what, "make it smaller, or raise max_document_mb in intake.toml")
            return found.read_bytes()
        except OSError as error:
            what = f"{name} cannot be read ({error.strerror})"
            raise FileNotTakenError(what, "let this user read it") from error
        except ValueError as error:
            raise FileNotTakenError(f"{name!a} can be the name of no file", "write the name of the file") from error

    def _found(self, name: str) -> Path:
        """The file by its name as it is typed, on whatever system."""
        written = (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))
        for one in dict.fromkeys((*written, *(spelling.replace("\\", "/") for spelling in written))):
            path = (self._top / one).resolve()
            if not path.is_relative_to(self._top):
                raise FileNotTakenError(f"{name} lies outside {self._top}", "put it into that folder")
            if path.is_file():
                return path
        raise FileNotTakenError(f"there is no file {name} in {self._top}", "look at its name, or put it there")
