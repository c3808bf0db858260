"""What people say about the work on a mail: note, assign, snooze. They are lines of the log, and no decisions."""

from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, By, Home, NameArgument, ReasonOption, actor, instant_of
from intake.domain.errors import UsageError
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails import tasks


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for name, command in (("note", note), ("assign", assign), ("snooze", snooze)):
        app.command(name)(command)


def note(
    name: NameArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The note.")],
    home: Home = HERE,
    by: By = "",
) -> None:
    """Keep a note beside a mail; its sender never reads it."""
    if not text.strip():
        raise UsageError("Say what is to be noted.")
    with app.open_home(home) as opened:
        noted = tasks.write_note(opened.line, name, Deed(actor(by), text.strip()))
    typer.echo(f"{noted.reference}: noted")


def assign(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="Who looks after it.")] = "",
    clear: Annotated[bool, typer.Option("--clear", help="Nobody in particular does any more.")] = False,
    by: By = "",
) -> None:
    """Say who looks after a mail."""
    if bool(to.strip()) == clear:
        raise UsageError("Say who looks after it with --to, or --clear.")
    with app.open_home(home) as opened:
        done = tasks.assign(opened.line, name, Deed(actor(by), reason), to)
    typer.echo(f"{done.reference}: {f'{to.strip()} looks after it' if to.strip() else 'nobody in particular'}")


def snooze(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    until: Annotated[str, typer.Option("--until", metavar="TIME", help="When it is on the list again.")] = "",
    clear: Annotated[bool, typer.Option("--clear", help="Put it back on the list now.")] = False,
    by: By = "",
) -> None:
    """Take a mail off the work list for a while; a decision puts it back."""
    if bool(until) == clear:
        raise UsageError("Say until when it rests with --until, or --clear.")
    at = None if clear else instant_of(until)
    with app.open_home(home) as opened:
        done = tasks.snooze(opened.line, name, Deed(actor(by), reason), at)
    typer.echo(f"{done.reference}: {f'rests until {at:%Y-%m-%d %H:%M} UTC' if at else 'is on the list again'}")
