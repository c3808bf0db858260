"""`intake meeting pack`."""

from pathlib import Path
from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home, MeetingArgument, write_file
from intake.cli.printing.terminal import print_json
from intake.pipeline.desk.documents.packing import pack


def register(family: typer.Typer) -> None:
    """Add the command to the family `meeting`."""
    family.command("pack")(command)


def command(
    name: MeetingArgument,
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The zip to write, or a folder for it.")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Write all documents of a meeting and a page of their abstracts into one zip, as the chairs get it on the eve."""
    with app.open_home(home) as opened:
        named = str(opened.meeting_name(name))
        made = pack(opened.line, named)
    target = to / made.name if to.is_dir() else to
    write_file(target, made.content)
    if as_json:
        print_json({"meeting": named, "file": str(target), "numbers": list(made.numbers)})
    else:
        typer.echo(f"{target}: {len(made.numbers)} documents")
