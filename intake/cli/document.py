"""`intake document`: the file of a contribution, as it was sent."""

from pathlib import Path
from typing import Annotated

import typer

from intake.app import open_home
from intake.cli.common import HERE, Home
from intake.domain.errors import UnavailableError, UsageError
from intake.pipeline.documents import original


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("document")(command)


def command(
    number: Annotated[str, typer.Argument(help="The number, e.g. JCA-MV-Doc-012 or JCA-MV-Doc-012-Rev1.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where to write the file.")],
    home: Home = HERE,
    as_sent: Annotated[bool, typer.Option("--original", help="The file exactly as it was sent.")] = False,
) -> None:
    """Write a contribution's file."""
    if not as_sent:
        raise UsageError("Say which file: --original writes it exactly as it was sent.")
    with open_home(home) as opened:
        content = original(opened.line, number)
    try:
        output.write_bytes(content)
    except OSError as error:
        raise UnavailableError(f"{output} cannot be written: {error.strerror}.") from error
