"""`intake mailbox`: logins of persons at the providers of mailboxes."""

from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, Home
from intake.cli.printing.terminal import harmless

commands = typer.Typer(help="Mailboxes: login.", no_args_is_help=True)


@commands.callback()
def family() -> None:
    """Mailboxes: login."""


@commands.command("login")
def login(name: Annotated[str, typer.Argument(metavar="NAME", help="The mailbox.")], home: Home = HERE) -> None:
    """Log in at the provider of a mailbox, once; the login is kept in its file."""
    way, kept = app.open_login(home, name)
    invited = way.begin()
    typer.echo(f"Open this address in a browser of any machine:\n\n  {harmless(invited.url)}\n")
    if invited.code:
        typer.echo(f"Type this code there, and log in as somebody who may open the mailbox: {harmless(invited.code)}")
        token = way.finish()
    else:
        typer.echo("Log in as the mailbox. The browser then ends at a page that cannot be shown; so it should be.")
        token = way.finish(typer.prompt("Paste the whole address of that page", hide_input=True))
    kept.write(token)
    typer.echo(f"The login is kept in {kept.file}. Try it: intake doctor")
