"""`intake user office`: as which officer of the rulebook a chair decides at the desk."""

from typing import Annotated

import typer

from intake import app
from intake.app.people import door_of
from intake.cli.common import HERE, By, Home, LoginArgument, actor
from intake.cli.printing.terminal import in_one_line
from intake.domain.persons.entering import typed_login
from intake.pipeline.persons.offices import give_office, offices


def command(
    login: LoginArgument,
    home: Home = HERE,
    address: Annotated[
        str, typer.Option("--address", help="An address of the chair in the rulebook (default: as none).")
    ] = "",
    by: By = "",
) -> None:
    """Say as which chair of the rulebook a person decides; letters name the office."""
    with app.open_home(home) as opened:
        door = door_of(opened.line.store, opened.line.clock)
        with opened.line.store.read() as work:
            person = work.persons.named(typed_login(login))
            known = offices(opened.line, work, person.person.groups if person else ())
        give_office(door, actor(by), typed_login(login), address, known)
    chosen = in_one_line(address.strip())
    does = f"decides as {chosen}" if chosen else "holds no office, and decides nothing,"
    typer.echo(f"{in_one_line(typed_login(login))} {does} now.")
