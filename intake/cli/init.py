"""`intake init`: a home that can be used at once."""

from pathlib import Path
from typing import Annotated

import typer

from intake.app import make_home

_NEXT = """{home} is ready.
  Try a file:     intake check --home {home} --group jca-mv FILE.docx
  Take a mail:    intake ingest --home {home} MAIL.eml
  A real mailbox: fill in {home}/intake.toml, then intake doctor --home {home} and intake run --home {home}"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(command)


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    non_interactive: Annotated[bool, typer.Option("--non-interactive", help="Ask nothing.")] = False,
) -> None:
    """Make a home: settings, the groups' rulebooks, the example template, the database."""
    made = make_home(folder)
    if not non_interactive:
        typer.echo(_NEXT.format(home=made))
