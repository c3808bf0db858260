"""`intake user`: the persons of the desk, their roles, passwords and sessions. No password is an argument."""

import sys
from pathlib import Path
from secrets import choice
from typing import Annotated

import typer

from intake.app.people import address_of_link, first_entry, open_door
from intake.cli.common import HERE, AsJson, By, Home, LoginArgument, actor
from intake.cli.persons import office, token
from intake.cli.printing.persons import a_role, object_of, of_groups, row_of, session_object
from intake.cli.printing.terminal import in_one_line, print_json, print_rows
from intake.domain.errors import UnavailableError, UsageError
from intake.domain.persons.entering import PASSWORD_LINK, typed_login
from intake.domain.persons.identities import JOINING
from intake.domain.persons.people import ROLES, Person, Role
from intake.pipeline.persons import keeping
from intake.pipeline.persons.joining import let_join, stop_joining
from intake.pipeline.persons.links import password_link

commands = typer.Typer(
    help="The persons of the desk: add, list, role, office, password, link, join, disable, enable, sessions, end, "
    "token.",
    no_args_is_help=True,
)
commands.add_typer(token.commands, name="token")
commands.command("office")(office.command)

GroupsOption = Annotated[
    list[str] | None, typer.Option("--group", help="Only this group (default: all); may be repeated.")
]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", help="Read the password from this file; - is the standard input.")
]
Generate = Annotated[bool, typer.Option("--generate", help="Make a password up, and print it once.")]

_JOINS = f"the account of the provider with this login may join within {JOINING.days} days."
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_FIVES = 5


@commands.callback()
def group() -> None:
    """The persons of the desk."""


@commands.command("add")
def add(
    login: LoginArgument,
    home: Home = HERE,
    role: Annotated[str, typer.Option("--role", help=f"One of {', '.join(ROLES)}.")] = "secretary",
    name: Annotated[str, typer.Option("--name", help="The name that others read (default: the login).")] = "",
    groups: GroupsOption = None,
    password_file: PasswordFile = None,
    generate: Generate = False,
    joins: Annotated[
        bool, typer.Option("--joins", help="No password: an account of [desk.oidc] with this login may join.")
    ] = False,
    by: By = "",
) -> None:
    """Add a person. Without an option for it, the password is asked for."""
    new = Person(login, name, _role(role), tuple(groups or ()))
    if joins:
        if password_file is not None or generate:
            raise UsageError("Choose one: --joins, or a password.")
        with open_door(home) as (_, door):
            known = keeping.add(door, actor(by), new)
            let_join(door, actor(by), known.person.login)
        typer.echo(f"{known.person.login} is {a_role(role)} now; {_JOINS}")
        return
    with open_door(home) as (_, door):
        password = _password(password_file, generate=generate, login=typed_login(login))
        known = keeping.add(door, actor(by), new)
        keeping.set_password(door, actor(by), known.person.login, password)
    typer.echo(f"{known.person.login} is {a_role(role)} now.")
    _tell(password, generate=generate)


@commands.command("list")
def list_command(home: Home = HERE, as_json: AsJson = False) -> None:
    """List all persons with role, groups, last login."""
    with open_door(home) as (_, door), door.store.read() as work:
        everybody = work.persons.all()
        open_sessions = {one.id: work.sessions.of(one.person.login) for one in everybody}
        now = door.clock.now()
    alive = {key: sum(one.alive(now) for one in found) for key, found in open_sessions.items()}
    if as_json:
        for one in everybody:
            print_json(object_of(one, alive[one.id]))
    elif everybody:
        print_rows(row_of(one, alive[one.id]) for one in everybody)
    else:
        typer.echo("There is no person yet: 'intake run' prints a link for the first administrator.")


@commands.command("role")
def role_command(
    login: LoginArgument,
    role: Annotated[str, typer.Argument(metavar="ROLE", help=f"One of {', '.join(ROLES)}.")],
    home: Home = HERE,
    groups: GroupsOption = None,
    by: By = "",
) -> None:
    """Give a person another role and other groups; it holds at once, in open browsers too."""
    with open_door(home) as (_, door):
        keeping.change_role(door, actor(by), typed_login(login), _role(role), groups or ())
    typer.echo(f"{in_one_line(typed_login(login))} is {a_role(role)} now{of_groups(groups or ())}.")


@commands.command("password")
def password_command(
    login: LoginArgument,
    home: Home = HERE,
    password_file: PasswordFile = None,
    generate: Generate = False,
    by: By = "",
) -> None:
    """Set a password; the person's sessions end."""
    with open_door(home) as (_, door):
        password = _password(password_file, generate=generate, login=typed_login(login))
        keeping.set_password(door, actor(by), typed_login(login), password)
    typer.echo(f"{in_one_line(typed_login(login))} has another password now; open sessions have ended.")
    _tell(password, generate=generate)


@commands.command("link")
def link(
    login: Annotated[str, typer.Argument(metavar="[LOGIN]", help="Whose (default: the first administrator's).")] = "",
    home: Home = HERE,
    by: By = "",
) -> None:
    """Print a link that works once, by which a person chooses a password."""
    with open_door(home) as (looking, door):
        if not login:
            said = first_entry(looking.settings.desk, door)
            if not said:
                raise UsageError("There are persons already: say whose link it is, by the login.")
            typer.echo(said)
            return
        secret = password_link(door, actor(by), login)
        address = address_of_link(looking.settings.desk, secret)
    hours = int(PASSWORD_LINK.total_seconds()) // 3600
    typer.echo(f"{in_one_line(typed_login(login))} chooses a password here, once, within {hours} hours: {address}")


@commands.command("join")
def join(
    login: LoginArgument,
    home: Home = HERE,
    stop: Annotated[bool, typer.Option("--stop", help="Take that back; an account that has joined stays.")] = False,
    by: By = "",
) -> None:
    """Let the account of [desk.oidc] that has this login become this person's, within 14 days."""
    known = typed_login(login)
    with open_door(home) as (_, door):
        (stop_joining if stop else let_join)(door, actor(by), known)
    typer.echo(f"No further account can join {in_one_line(known)}." if stop else f"{in_one_line(known)}: {_JOINS}")


@commands.command("disable")
def disable(login: LoginArgument, home: Home = HERE, by: By = "") -> None:
    """Stop a person from entering; sessions end, and the log keeps what they did."""
    with open_door(home) as (_, door):
        keeping.disable(door, actor(by), typed_login(login))
    typer.echo(f"{in_one_line(typed_login(login))} cannot enter any more.")


@commands.command("enable")
def enable(login: LoginArgument, home: Home = HERE, by: By = "") -> None:
    """Let a person enter again, with the same password."""
    with open_door(home) as (_, door):
        keeping.enable(door, actor(by), typed_login(login))
    typer.echo(f"{in_one_line(typed_login(login))} can enter again.")


@commands.command("sessions")
def sessions(login: LoginArgument, home: Home = HERE, as_json: AsJson = False) -> None:
    """List a person's open sessions."""
    with open_door(home) as (_, door), door.store.read() as work:
        now = door.clock.now()
        found = [one for one in work.sessions.of(typed_login(login)) if one.alive(now)]
    if as_json:
        for one in found:
            print_json(session_object(one))
    elif found:
        print_rows(
            f"{one.id}: since {one.opened_at:%Y-%m-%d %H:%M}Z, used {one.used_at:%Y-%m-%d %H:%M}Z, from "
            f"{one.address or '-'}, {one.agent or '-'}"
            for one in found
        )
    else:
        typer.echo("No session is open.")


@commands.command("end")
def end(
    login: LoginArgument,
    home: Home = HERE,
    session: Annotated[
        int | None, typer.Option("--session", help="Only this one, by its number in 'user sessions' (default: all).")
    ] = None,
    by: By = "",
) -> None:
    """End a person's sessions."""
    with open_door(home) as (_, door):
        ended = keeping.end_sessions(door, actor(by), typed_login(login), session)
    typer.echo(f"{ended} ended.")


def _role(text: str) -> Role:
    for one in ROLES:
        if one == text.strip().lower():
            return one
    raise UsageError(f"{text}: there is no such role; choose one of {', '.join(ROLES)}.")


def _password(file: Path | None, *, generate: bool, login: str) -> str:
    """The password that a person typed, wrote into a file, or wants to have made up; checked already."""
    if file is not None and generate:
        raise UsageError("Choose one: --password-file or --generate.")
    if generate:
        return "-".join("".join(choice(_LETTERS) for _ in range(_FIVES)) for _ in range(_FIVES))
    password = _asked() if file is None else _read(file)
    keeping.checked(password, login)
    return password


def _asked() -> str:
    if not sys.stdin.isatty():
        raise UsageError("There is nobody to ask for a password: use --password-file FILE or --generate.")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt="The same again"))


def _read(file: Path) -> str:
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnavailableError(f"{file} cannot be read as text: {error}.") from error
    return text.rstrip("\r\n")


def _tell(password: str, *, generate: bool) -> None:
    if generate:
        typer.echo(f"The password, shown only now: {password}")
