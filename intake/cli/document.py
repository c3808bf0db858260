"""`intake document`: the file of a contribution, as it was sent or with its number written in."""

from pathlib import Path
from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, Home
from intake.domain.errors import UnavailableError, UsageError
from intake.pipeline.documents import stamped


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("document")(command)


def command(
    number: Annotated[str, typer.Argument(help="The number, e.g. JCA-MV-Doc-012 or JCA-MV-Doc-012-Rev1.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where to write the file.")],
    home: Home = HERE,
    as_sent: Annotated[
        bool, typer.Option("--original", help="The file exactly as it was sent (this or --stamped).")
    ] = False,
    with_number: Annotated[bool, typer.Option("--stamped", help="A copy with its number written in.")] = False,
) -> None:
    """Write a contribution's file; in a folder, the file is named by its number."""
    if as_sent == with_number:
        raise UsageError("Choose a file: --original (as it was sent) or --stamped (with its number).")
    with app.open_home(home) as opened:
        copy = stamped.as_sent(opened.line, number) if as_sent else stamped.stamped(opened.line, number)
    target = output / copy.name if output.is_dir() else output
    try:
        target.write_bytes(copy.content)
    except OSError as error:
        raise UnavailableError(f"{target} cannot be written: {error.strerror}.") from error
