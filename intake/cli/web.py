"""`intake web --public`: the pages that chairs open from their letters."""

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
) -> None:
    """Serve the pages for chairs until stopped. Logs JSON lines to standard error."""
    if not public:
        raise UsageError("Say which pages: 'intake web --public' serves those that chairs open from their letters.")
    from intake.app.pages import open_pages  # its libraries take half a second to load
    from intake.web.public.app import public_app
    from intake.web.serving import serve

    with open_pages(home) as pages:
        with suppress(UnavailableError):  # a database that is away comes back; one of another version does not
            pages.database.require_up_to_date()
        serve(partial(public_app, pages), pages.public.place, pages.public.forwarded_from)
