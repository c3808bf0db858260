"""`intake meeting pack`."""

from pathlib import Path
from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home, write_file
from intake.cli.printing.terminal import print_json
from intake.pipeline.desk.packing import pack


def register(family: typer.Typer) -> None:
    """Add the command to the family `meeting`."""
    family.command("pack")(command)


def command(
    name: Annotated[str, typer.Argument(metavar="GROUP/MEETING", help="The meeting, e.g. jca-mv/2026-05-13.")],
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The zip to write, or a folder for it.")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Write all documents of a meeting and a page of their abstracts into one zip, as the chairs get it on the eve."""
    with app.open_home(home) as opened:
        opened.require_group(name.lower().partition("/")[0])
        made = pack(opened.line, name)
    target = to / made.name if to.is_dir() else to
    write_file(target, made.content)
    if as_json:
        print_json({"meeting": name.lower(), "file": str(target), "numbers": list(made.numbers)})
    else:
        typer.echo(f"{target}: {len(made.numbers)} documents")
