"""Options that many commands share, and what people type for them."""

import getpass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from intake.adapters.whole_files import replace_file
from intake.domain.errors import UnavailableError, UsageError
from intake.domain.text.addresses import checked_address

Home = Annotated[
    Path, typer.Option("--home", envvar="INTAKE_HOME", help="The folder that 'intake init' made.", show_default=True)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _said(reason: str) -> str:
    if not reason.strip():
        raise typer.BadParameter("say why: it is kept in the log.")
    return reason.strip()


def address(text: str) -> str:
    """The mail address as typed, or "" if none was; raises typer.BadParameter for anything else."""
    try:
        return checked_address(text) if text else ""
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


ReasonOption = Annotated[str, typer.Option("--reason", callback=_said, help="The reason; it is kept in the log.")]
By = Annotated[str, typer.Option("--by", help="Who acts (default: your login name).")]
ReplacesOption = Annotated[
    int | None, typer.Option("--replaces", help="The Decision that this one replaces (default: the latest).")
]
PreviewOption = Annotated[bool, typer.Option("--preview", help="Only print the letter that it would cause.")]
NameArgument = Annotated[str, typer.Argument(metavar="ID", help="Id, reference or number.")]
NumbersArgument = Annotated[
    list[str] | None, typer.Argument(metavar="NUMBER...", help="The numbers, e.g. JCA-MV-Doc-012.")
]
LoginArgument = Annotated[str, typer.Argument(metavar="LOGIN", help="The login, which the log names.")]
MeetingArgument = Annotated[str, typer.Argument(metavar="GROUP/MEETING", help="The meeting, e.g. jca-mv/2026-05-13.")]
ListArgument = Annotated[
    Path, typer.Argument(metavar="LIST", help="The list, a CSV file with a header row.", readable=False)
]
GroupOption = Annotated[str, typer.Option("--group", help="The group, e.g. jca-mv.")]
OnlyGroup = Annotated[str, typer.Option("--group", help="Only this group (default: all).")]
OnlyDocument = Annotated[str, typer.Option("--document", help="Only this one, by its place (from 1) or its file name.")]
CheckOption = Annotated[bool, typer.Option("--check", help="Only show what would come of it.")]
HERE = Path()
UNLIKE = ("hold", "return", "question")
"""A command that takes or releases a mail ends with exit code 1 after these dispositions."""


def instant_of(text: str) -> datetime:
    """The ISO 8601 instant, with offset, that a person typed; raises UsageError that says what is missing."""
    from intake.domain.deadlines import instant

    try:
        return instant(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def write_file(target: Path, content: bytes) -> None:
    """Write a file that a person asked for, whole; raises UnavailableError where it cannot be written."""
    try:
        replace_file(target, content)
    except OSError as error:
        raise UnavailableError(f"{target} cannot be written: {error.strerror}.") from error


def actor(name: str) -> str:
    """Who acts: the name given, else the login name."""
    return name.strip() or getpass.getuser()
