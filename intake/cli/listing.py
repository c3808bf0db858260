"""`intake list`: the documents of a group or a meeting."""

import csv
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home
from intake.cli.printing.terminal import in_one_line, print_json, print_rows
from intake.domain.errors import UsageError
from intake.domain.text.spreadsheet import safe_cells
from intake.pipeline.showing.listing import HEADINGS, Gap, Listed, listed

_WIDEST = 60


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list")(command)


def command(
    group: Annotated[str, typer.Argument(metavar="GROUP", help="The group, e.g. jca-mv.")],
    meeting: Annotated[str, typer.Argument(metavar="[MEETING]", help="Only this meeting, or next.")] = "",
    home: Home = HERE,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the documents of a group or a meeting, in the order of their numbers."""
    if as_csv and as_json:
        raise UsageError("Choose one of --csv and --json.")
    with app.look_into(home) as looking, looking.store.read() as work:
        zones = looking.zones(work, group.lower())
        if zones is None:
            known = ", ".join(work.rulebooks.groups()) or "none"
            raise UsageError(f"{group}: there is no such group; the rulebooks in force are {known}.")
        found = listed(work, group.lower(), zones, meeting or None)
    if as_json:
        for one in found:
            print_json(one.object())
    elif as_csv:
        rows = csv.writer(sys.stdout)
        rows.writerow(HEADINGS)
        rows.writerows(safe_cells([in_one_line(cell) for cell in one.cells()]) for one in found)
    else:
        _print_table(found, of="this meeting" if meeting else "this group")


def _print_table(found: Sequence[Listed | Gap], *, of: str) -> None:
    if not found:
        typer.echo(f"No document of {of} has a number yet.")
        return
    rows = [HEADINGS, *(tuple(map(_short, one.cells())) for one in found)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    print_rows("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def _short(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…"
