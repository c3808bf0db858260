"""Mails in files (.eml, mbox, maildir, folders of them), documents in folders. Nothing in them is interpreted here."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from intake.adapters.home.mbox import count_of_mails, mails_in_a_row
from intake.domain.errors import UsageError
from intake.ports import FoundMail

_MAILDIR = ("cur", "new")
_DOCUMENTS = (".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt", ".pdf", ".pptx", ".ppt", ".zip", ".eml")
_ONE_MAIL = (".eml", ".mht")
"""Names of files that a mail program saves one mail in."""


def mails_in(paths: Iterable[Path]) -> Iterator[FoundMail]:
    """Every mail of these files and folders, in their order; the files of a folder by name.

    UsageError for a path that is not there. A file that cannot be read is a FoundMail with the reason.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        yield from _mails_at(path)


def documents_in(paths: Iterable[Path]) -> Iterator[Path]:
    """These files under any name, and every document in these folders and below them, by name.

    Hidden files and Word's lock files in folders are left out. Raises UsageError for a folder without documents, and
    for one that cannot be opened.
    """
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
            yield path
            continue
        try:
            found = sorted(_below(path))
        except OSError as error:
            raise UsageError(f"{error.filename}: {error.strerror}.") from error
        if not found:
            raise UsageError(f"{path}: there is no document in this folder ({', '.join(_DOCUMENTS)}).")
        yield from found


def _below(folder: Path) -> Iterator[Path]:
    for one in folder.iterdir():
        if one.name.startswith((".", "~$")):
            continue
        if one.is_dir() and not one.is_symlink():
            yield from _below(one)
        elif one.suffix.lower() in _DOCUMENTS and one.is_file():
            yield one


def _mails_at(path: Path) -> Iterator[FoundMail]:
    if not path.is_dir():
        yield from _mails_of_file(path)
    elif _is_maildir(path):
        for one in sorted(file for folder in _MAILDIR for file in (path / folder).iterdir() if file.is_file()):
            yield _whole(one)
        for one in sorted(path.iterdir()):
            if one.name.startswith(".") and _is_maildir(one):
                yield from _mails_at(one)
    else:
        for one in sorted(path.iterdir()):
            if not one.name.startswith("."):
                yield from _mails_at(one)


def _is_maildir(path: Path) -> bool:
    return all((path / one).is_dir() for one in _MAILDIR)


def _mails_of_file(path: Path) -> Iterator[FoundMail]:
    """The mails of one file with any name; a saved mail that only begins like an mbox is one mail."""
    try:
        with path.open("rb") as file:
            mails = mails_in_a_row(file)
            first = list(islice(mails, 2))
            if len(first) > 1 or (first and path.suffix.lower() not in _ONE_MAIL):
                for number, raw in enumerate(chain(first, mails), start=1):
                    yield FoundMail(f"{path}#{number}", raw)
                return
    except OSError as error:
        yield FoundMail(str(path), None, error.strerror or "cannot be read")
        return
    yield _whole(path)


def mails_held(path: Path) -> int:
    """Count the mails that this file holds in a row; 0 for any other file. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        return count_of_mails(file)


def _whole(path: Path) -> FoundMail:
    try:
        return FoundMail(str(path), path.read_bytes())
    except OSError as error:
        return FoundMail(str(path), None, error.strerror or "cannot be read")
