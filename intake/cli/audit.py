"""`intake audit`: show that nobody has changed the intake log."""

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home
from intake.cli.printing.terminal import harmless, print_json

commands = typer.Typer(help="The intake log's chain of seals.", no_args_is_help=True)


@commands.callback()
def group() -> None:
    """The intake log's chain of seals."""


@commands.command("verify")
def verify(home: Home = HERE, as_json: AsJson = False) -> None:
    """Check every seal, and name the first entry that was changed."""
    with app.look_into(home) as looking, looking.store.read() as work:
        fault, head = work.log.verify(), work.log.head()
    position, seal = head or (0, "")
    if as_json:
        print_json({"holds": fault is None, "fault": fault, "position": position, "head": seal or None})
    elif fault is None:
        typer.echo(f"The log is unchanged: {position} entries, head {seal[:16] or '-'}.")
    else:
        typer.echo(harmless(fault))
    raise typer.Exit(0 if fault is None else 1)
