"""`intake init`: a home that can be used at once."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from intake.adapters.home.files import HomeWishes
from intake.app import make_home
from intake.cli.common import instant_of

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
    asked = not non_interactive and sys.stdin.isatty()
    made = make_home(folder, wishes=_wishes() if asked else None)
    if not non_interactive:
        typer.echo(_NEXT.format(home=made))


def _wishes() -> HomeWishes:
    """Ask for the base line, and whether receipts leave at once."""
    typer.echo("Mail that is in a mailbox already is counted and never answered, if it is older than the base line.")
    base = typer.prompt("Base line, e.g. 2026-03-26T00:00:00Z (empty: the open meeting's circular)", default="")
    drafts = not typer.confirm("Send receipts at once (no: they wait in Drafts for a person)?", default=True)
    return HomeWishes(base=instant_of(base) if base.strip() else None, drafts=drafts)
