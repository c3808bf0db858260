"""`intake list`: the lists of a group or a meeting, on the terminal and as files."""

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home, write_file
from intake.cli.printing.lists import print_list
from intake.cli.printing.terminal import in_one_line, print_json, print_rows
from intake.domain.errors import UsageError
from intake.domain.lists.values import LIST_KINDS, ListKind
from intake.domain.names import meeting_name, unknown_group
from intake.domain.text.spreadsheet import safe_cells
from intake.pipeline.showing.listing import HEADINGS, Gap, Listed, listed
from intake.pipeline.showing.lists import objects

if TYPE_CHECKING:
    from intake.domain.lists.values import MeetingList

_WIDEST = 60
_COLUMNS = (*HEADINGS[:-1], "files", HEADINGS[-1])
"""The columns of the documents, with the supporting files that are ticked."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which list of which group and meeting; "" for the meeting at hand, of documents for all."""

    kind: ListKind
    group: str
    meeting: str


@dataclass(frozen=True, slots=True)
class _Form:
    """How the list is given: on the terminal, as JSON or CSV, or as one file."""

    as_json: bool
    as_csv: bool
    xlsx: Path | None
    docx: Path | None

    @property
    def is_file(self) -> bool:
        """Whether a file is asked for."""
        return self.xlsx is not None or self.docx is not None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list")(command)


def command(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[KIND] GROUP [MEETING]",
            help=f"KIND is one of {', '.join(LIST_KINDS)}. The meeting may also be written GROUP/MEETING.",
        ),
    ],
    home: Home = HERE,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")] = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Write a workbook, every cell as text.")] = None,
    docx: Annotated[Path | None, typer.Option("--docx", help="Write a document on the group's template.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the documents of a group or a meeting, or what a list of another kind tells."""
    form = _Form(as_json, as_csv, xlsx, docx)
    if sum((as_json, as_csv, xlsx is not None, docx is not None)) > 1:
        raise UsageError("Choose one of --json, --csv, --xlsx and --docx.")
    asked = _asked(words)
    if asked.kind == "documents" and not form.is_file:
        _documents(home, asked, form)
        return
    with app.open_home(home) as opened:
        opened.require_group(asked.group)
        found = app.list_of(opened.line, asked.kind, asked.group, asked.meeting)
        if form.is_file:
            _write(opened, form, found)
        else:
            _print(opened, form, found)


def _asked(words: Sequence[str]) -> _Asked:
    kind = next((one for one in LIST_KINDS if one == words[0].lower()), None)
    rest = words[1:] if kind else words
    if not rest:
        raise UsageError(f"Whose list? Name the group or the meeting: intake list {kind} GROUP/MEETING.")
    named = meeting_name("/".join(rest))
    if len(rest) > 1 and (len(rest) > 2 or "/" in named.meeting):
        raise UsageError(f"{words[0]}: there is no such list; there are {', '.join(LIST_KINDS)}.")
    return _Asked(kind or "documents", named.group, named.meeting)


def _write(opened: "app.OpenHome", form: _Form, found: "MeetingList") -> None:
    target = form.xlsx or form.docx or HERE
    content = app.as_workbook(opened.line, found) if form.xlsx else app.as_document(opened.line, found)
    write_file(target, content)
    print_rows([str(target)])


def _print(opened: "app.OpenHome", form: _Form, found: "MeetingList") -> None:
    if form.as_csv:
        sys.stdout.write(app.printed_csv(opened.line, found))
        return
    worded = opened.line.list_words.worded(found, "en")
    if form.as_json:
        for row in objects(found, worded):
            print_json(row)
    else:
        print_list(worded)


def _documents(home: Path, asked: _Asked, form: _Form) -> None:
    """Every document of a group or a meeting, without opening more than the database."""
    with app.look_into(home) as looking, looking.store.read() as work:
        zones = looking.zones(work, asked.group)
        if zones is None:
            raise unknown_group(asked.group, work.rulebooks.groups())
        found = listed(work, asked.group, zones, asked.meeting or None)
    if form.as_json:
        for one in found:
            print_json(one.object())
    elif form.as_csv:
        rows = csv.writer(sys.stdout)
        rows.writerow(_COLUMNS)
        rows.writerows(safe_cells([in_one_line(cell) for cell in _cells(one)]) for one in found)
    else:
        _print_table(found, of="this meeting" if asked.meeting else "this group")


def _print_table(found: Sequence[Listed | Gap], *, of: str) -> None:
    if not found:
        typer.echo(f"No document of {of} has a number yet.")
        return
    rows = [_COLUMNS, *(tuple(map(_short, _cells(one))) for one in found)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_COLUMNS))]
    print_rows("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def _cells(one: Listed | Gap) -> tuple[str, ...]:
    """What stands in a row, under `_COLUMNS`."""
    *cells, state = one.cells()
    return (*cells, "; ".join(one.supporting), state)


def _short(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…"
