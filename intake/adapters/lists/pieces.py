"""Tables of any length as files, piece by piece: a few hundred rows are held at one time."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from tempfile import TemporaryFile

from intake.adapters.lists.sheets import csv_pieces, write_xlsx
from intake.domain.lists.values import WordedList

_PIECE = 65_536


def in_csv(columns: Sequence[str], table: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """In UTF-8 with the mark by which spreadsheets know it."""
    yield BOM_UTF8
    for piece in csv_pieces(columns, table):
        yield piece.encode("utf-8", "replace")


def in_xlsx(like: WordedList, table: Iterable[Sequence[str]], changed: datetime) -> Iterator[bytes]:
    """As a workbook in which every cell is text, dated `changed` (UTC); it is written to a file of its own first."""
    with TemporaryFile() as file:
        write_xlsx(file, like, table, changed)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def in_json(objects: Iterable[object]) -> Iterator[bytes]:
    """One array, an object on each line."""
    before = "[\n"
    for one in objects:
        yield (before + json.dumps(one, ensure_ascii=False)).encode("utf-8", "replace")
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"
