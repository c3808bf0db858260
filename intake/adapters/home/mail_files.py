"""Mails in files (.eml, mbox, maildir, folders of them), documents in folders. Nothing in them is interpreted here."""

import mailbox
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from intake.domain.errors import UsageError
from intake.ports import Found

_MAILDIR = ("cur", "new")
_DOCUMENTS = (".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt", ".pdf", ".pptx", ".ppt", ".zip", ".eml")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def mails_in(paths: Iterable[Path]) -> Iterator[Found]:
    """Every mail of these files and folders, in their order; the files of a folder by name.

    UsageError for a path that is not there. A file that cannot be read is a Found with the reason.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        yield from _mails_at(path)


def documents_in(paths: Iterable[Path]) -> Iterator[Path]:
    """These files, whatever they are called, and in folders and below them every document, by name.

    Left out in folders: what is hidden, and the lock files that Word leaves. UsageError for a folder without any, and
    for one that cannot be looked into.
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


def _mails_at(path: Path) -> Iterator[Found]:
    if not path.is_dir():
        yield from _mails_of_file(path)
    elif all((path / one).is_dir() for one in _MAILDIR):
        for one in sorted(file for folder in _MAILDIR for file in (path / folder).iterdir() if file.is_file()):
            yield _whole(one)
    else:
        for one in sorted(path.iterdir()):
            if not one.name.startswith("."):
                yield from _mails_at(one)


def _mails_of_file(path: Path) -> Iterator[Found]:
    try:
        with path.open("rb") as file:
            mbox = file.read(5) == b"From " and path.suffix.lower() != ".eml"
    except OSError as error:
        yield Found(str(path), None, error.strerror or "cannot be read")
        return
    if mbox:
        yield from _mails_of_mbox(path)
    else:
        yield _whole(path)


def _mails_of_mbox(path: Path) -> Iterator[Found]:
    """The mails of an mbox; a ">" that was put before "From " lines is taken away again (the mboxrd reading)."""
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys(), start=1):
            yield Found(f"{path}#{number}", _QUOTED_FROM.sub(rb"\1", box.get_bytes(key)))
    finally:
        box.close()


def _whole(path: Path) -> Found:
    try:
        return Found(str(path), path.read_bytes())
    except OSError as error:
        return Found(str(path), None, error.strerror or "cannot be read")
