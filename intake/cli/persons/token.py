"""`intake user token`: tokens by which programs read the API for a person. Each is printed once."""

from typing import Annotated

import typer

from intake.app.people import open_door
from intake.cli.common import HERE, AsJson, By, Home, actor
from intake.cli.printing.persons import token_object, token_row
from intake.cli.printing.terminal import in_one_line, print_json, print_rows
from intake.domain.errors import UsageError
from intake.domain.persons.entering import typed_login
from intake.domain.persons.tokens import SCOPES, USUAL_DAYS
from intake.pipeline.persons.tokens import TokenWanted, make_token, revoke_token, tokens_of

commands = typer.Typer(help="Tokens by which programs read the API: create, list, revoke.", no_args_is_help=True)

Login = Annotated[str, typer.Argument(metavar="LOGIN", help="Whose rights the token has at most.")]
OneLogin = Annotated[str, typer.Argument(metavar="[LOGIN]", help="Whose (default: everybody's).")]
Scopes = Annotated[
    list[str] | None, typer.Option("--scope", help=f"What it opens: {', '.join(SCOPES)}; may be repeated.")
]
Groups = Annotated[
    list[str] | None, typer.Option("--group", help="Only this group (default: all of the person's); may be repeated.")
]


@commands.callback()
def group() -> None:
    """Tokens by which programs read the API."""


@commands.command("create")
def create(
    login: Login,
    home: Home = HERE,
    scopes: Scopes = None,
    name: Annotated[str, typer.Option("--name", help="What it is for (default: what it opens).")] = "",
    groups: Groups = None,
    days: Annotated[int, typer.Option("--days", help="How many days it lasts.")] = USUAL_DAYS,
    by: By = "",
) -> None:
    """Make a token, and print it once; only its digest is kept."""
    given = tuple(scopes or ())
    wanted = TokenWanted(login, name or ", ".join(given) or "API", given, tuple(groups or ()), days)
    with open_door(home) as (_, door):
        secret, made = make_token(door, actor(by), wanted)
    typer.echo(f"Token {in_one_line(token_row(made))}.")
    typer.echo(f"The token, shown only now: {secret}")


@commands.command("list")
def list_command(login: OneLogin = "", home: Home = HERE, as_json: AsJson = False) -> None:
    """List tokens that open something: whose, what for, until when, when last used."""
    with open_door(home) as (_, door):
        with door.store.read() as work:
            everybody = [one.person.login for one in work.persons.all()]
        found = tokens_of(door, [typed_login(login)] if login else everybody)
    if as_json:
        for one in found:
            print_json(token_object(one))
    elif found:
        print_rows(token_row(one) for one in found)
    else:
        typer.echo("There is no token.")


@commands.command("revoke")
def revoke(
    token: Annotated[int, typer.Argument(metavar="TOKEN", min=1, max=2**53, help="Its number in 'user token list'.")],
    home: Home = HERE,
    by: By = "",
) -> None:
    """Let a token open nothing any more, at once."""
    with open_door(home) as (_, door):
        revoked = revoke_token(door, actor(by), token)
    if revoked is None:
        raise UsageError(f"There is no token {token}: 'intake user token list' shows all.")
    typer.echo(f"{in_one_line(revoked.login)}: {in_one_line(revoked.name)} opens nothing any more.")
