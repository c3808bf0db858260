"""Acts that put files under other numbers: join, split, replace."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from intake import app
from intake.adapters.home.given_file import given_file
from intake.cli.common import HERE, AsJson, By, Home, NameArgument, PreviewOption, ReasonOption, ReplacesOption, actor
from intake.cli.printing.result import settle
from intake.domain.errors import UsageError
from intake.domain.limits import MEGABYTE
from intake.domain.verdict import Deed, Part
from intake.pipeline.desk.mails.joining import join as join_to_number
from intake.pipeline.desk.mails.replacing import replace_by_upload, replace_file
from intake.pipeline.desk.mails.splitting import split as split_file_off

_PARTS = ", ".join(get_args(Part))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for name, command in (("join", join), ("split", split), ("replace", replace)):
        app.command(name)(command)


def join(
    name: NameArgument,
    reason: ReasonOption,
    to: Annotated[str, typer.Option("--to", metavar="NUMBER", help="The number that it is a part of.")],
    home: Home = HERE,
    document: Annotated[str, typer.Option("--document", help="This file, by its place (from 1) or its name.")] = "",
    part: Annotated[str, typer.Option("--as", metavar="PART", help=f"What it is there: {_PARTS}.")] = "annex",
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Make a document a part of another number; its own number is given up."""
    taken_for = next((one for one in get_args(Part) if one == part.strip().lower()), None)
    if taken_for is None:
        raise UsageError("{part}: a part is one of {parts}.", part=part, parts=_PARTS)
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        settle(
            opened,
            lambda line: join_to_number(line, name, deed, to, document, taken_for),
            as_json,
            preview=preview,
        )


def split(
    name: NameArgument,
    reason: ReasonOption,
    document: Annotated[
        list[str],
        typer.Option("--document", help="This file, by its place (from 1) or its name; further ones go with it."),
    ],
    home: Home = HERE,
    title: Annotated[str, typer.Option("--title", help="The title, for a file that has none.")] = "",
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Give a file that came as part of a contribution, or beside one, a number of its own."""
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        settle(opened, lambda line: split_file_off(line, name, deed, document, title), as_json, preview=preview)


def replace(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The number that gets another file.")],
    reason: ReasonOption,
    home: Home = HERE,
    file: Annotated[Path | None, typer.Option("--file", help="A file of yours.")] = None,
    document: Annotated[
        str, typer.Option("--document", help="A file that a mail brought, by its place (from 1) or its name.")
    ] = "",
    of: Annotated[
        str, typer.Option("--of", metavar="ID", help="The mail that brought it (default: that of the number).")
    ] = "",
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Put another file in place of the one under a number; both are kept."""
    if (file is None) == (not document) or (of and not document):
        raise UsageError("Name one file: one of yours with --file, or one that a mail brought with --document.")
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        if file is None:
            settle(opened, lambda line: replace_file(line, number, deed, document, of), as_json, preview=preview)
            return
        given, name = given_file(file, opened.settings.limits.max_document_mb * MEGABYTE), file.name
        settle(opened, lambda line: replace_by_upload(line, number, deed, name, given), as_json, preview=preview)
