"""`intake web`: the desk, or with --public the pages that chairs open from their letters."""

from contextlib import suppress
from functools import partial
from typing import Annotated

import typer

from intake.cli.common import HERE, Home
from intake.domain.errors import UnavailableError, UsageError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("web")(web)


def web(
    home: Home = HERE,
    public: Annotated[bool, typer.Option("--public", help="The pages that chairs open from their letters.")] = False,
    beside: Annotated[
        bool, typer.Option("--beside", help="The desk, until standard input ends; 'intake run' starts it so.")
    ] = False,
) -> None:
    """Serve the desk until stopped, or the pages for chairs. Logs JSON lines to standard error."""
    if public and beside:
        raise UsageError("Leave out one of the two: 'intake run' serves the desk, and never the pages for chairs.")
    if public:
        _serve_public(home)
    else:
        _serve_desk(home, beside=beside)


def _serve_public(home: Home) -> None:
    from intake.app.pages import open_pages  # its libraries take half a second to load
    from intake.web.public.app import public_app
    from intake.web.serving import ListensAt, serve

    with open_pages(home) as pages:
        with suppress(UnavailableError):  # a database that is away comes back; one of another version does not
            pages.database.require_up_to_date()
        settings = pages.public
        serve(partial(public_app, pages), ListensAt(*settings.place, "public", settings.forwarded_from))


def _serve_desk(home: Home, *, beside: bool) -> None:
    from intake.adapters.home.lifeline import end_with_standard_input
    from intake.app.desk import open_desk
    from intake.app.people import first_entry
    from intake.web.desk.app import serve_desk

    if beside:
        end_with_standard_input()
    with open_desk(home) as desk:
        with suppress(UnavailableError):
            desk.database.require_up_to_date()
            if said := first_entry(desk.place, desk.door):
                typer.echo(said)
        serve_desk(desk, patient=beside)
