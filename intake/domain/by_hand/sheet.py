"""A list as a spreadsheet writes it: CSV in UTF-8 with a header row, its cells apart by commas, semicolons or tabs."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

COLUMNS = ("number", "title", "source", "submitter", "received", "files")
"""The columns of a list, in any order; others are left alone."""

COMPARED = ("number", "title", "received")
"""Those without which a list cannot be compared."""

_MARKS = (",", ";", "\t")
_AS_UTF_8 = 'save it as "CSV UTF-8"'
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a list: its line, from 1, and column ("" for the line as a whole), and the remedy."""

    line: int
    column: str
    what: str
    remedy: str

    @property
    def sentence(self) -> str:
        """As a person reads it."""
        place = f"line {self.line}, {self.column}" if self.column else f"line {self.line}"
        return f"{place}: {self.what}; {self.remedy}."


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of a list: where it begins, and its cells by column, without outer space."""

    line: int
    cells: Mapping[str, str]


def parts(cell: str) -> tuple[str, ...]:
    """The texts of a cell, apart by semicolons, each once."""
    return tuple(dict.fromkeys(part for one in cell.split(";") if (part := " ".join(one.split()))))


def sheet(content: bytes, needed: Sequence[str] = COLUMNS) -> tuple[list[SheetRow], list[Fault]]:
    """The rows of a list with something in them, and every fault of the file itself; `needed` are its columns."""
    if content.startswith(_UTF_16):
        return [], [Fault(1, "", "the file is UTF-16", _AS_UTF_8)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return [], [Fault(line, "", "this is no UTF-8", _AS_UTF_8)]
    if "\0" in text:
        return [], [Fault(text[: text.index("\0")].count("\n") + 1, "", "this is no text", _AS_UTF_8)]
    return _with_header(text, needed)


def _with_header(text: str, needed: Sequence[str]) -> tuple[list[SheetRow], list[Fault]]:
    records, broken = max((_records(text, mark) for mark in _MARKS), key=lambda one: _known(one[0]))
    if not records:
        return [], broken or [Fault(1, "", "the list is empty", f"its first line names the columns: {_named(needed)}")]
    (line, header), *rest = records
    names = [one.strip().casefold() for one in header]
    if faults := [*broken, *_of_header(line, names, needed)]:
        return [], faults
    rows = [SheetRow(at, dict(zip(names, map(str.strip, cells), strict=False))) for at, cells in rest]
    wide = [at for at, cells in rest if any(one.strip() for one in cells[len(names) :])]
    remedy = "put quotes around a cell in which the mark that parts the cells stands"
    return rows, [Fault(at, "", "there are more cells than columns", remedy) for at in wide]


def _records(text: str, mark: str) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
    """The lines with something in them, parted at this mark, each with the line at which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    found: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(one.strip() for one in cells) and not _is_hint(found, cells, mark):
                found.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        return found, [Fault(begins, "", f"the line cannot be read ({error})", "look at its quotes")]
    return found, []


def _is_hint(found: Sequence[object], cells: Sequence[str], mark: str) -> bool:
    """Whether this is the line "sep=;" that some programs write first."""
    return not found and mark.join(cells).strip().casefold().startswith("sep=")


def _known(records: Sequence[tuple[int, Sequence[str]]]) -> int:
    header = records[0][1] if records else ()
    return len(set(COLUMNS) & {one.strip().casefold() for one in header})


def _of_header(line: int, names: Sequence[str], needed: Sequence[str]) -> Iterator[Fault]:
    if missing := [one for one in needed if one not in names]:
        what = f"the header row has no column {', '.join(missing)}"
        yield Fault(line, "", what, f"the first line names the columns: {_named(needed)}")
    for one in COLUMNS:
        if names.count(one) > 1:
            yield Fault(line, one, "there are two columns of this name", "leave one of them out")


def _named(needed: Sequence[str]) -> str:
    return ", ".join(needed)
