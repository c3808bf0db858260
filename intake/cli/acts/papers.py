"""The acts on one document: convert, make-cover, correct, withdraw."""

from typing import Annotated, get_args

import typer

from intake import app
from intake.cli.common import HERE, AsJson, By, Home, NameArgument, PreviewOption, ReasonOption, ReplacesOption, actor
from intake.cli.printing.result import leave, settle
from intake.domain.document import Contact
from intake.domain.errors import UsageError
from intake.domain.verdict import Deed, Kind
from intake.pipeline.desk.mails import acts
from intake.pipeline.desk.mails.conversion import convert
from intake.pipeline.desk.mails.covers import CoverWishes, make_cover

NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="The number, e.g. JCA-MV-Doc-012.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for name, command in (
        ("convert", convert_command),
        ("make-cover", make_cover_command),
        ("correct", correct),
        ("withdraw", withdraw),
    ):
        app.command(name)(command)


def convert_command(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Convert .doc, .rtf and .odt files to .docx, and judge the result."""
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        shown = settle(opened, lambda line: convert(line, name, deed), as_json, preview=preview)
    leave(*shown)


def make_cover_command(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    title: Annotated[str | None, typer.Option("--title", help="The title (default: the file's).")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="A source; may be repeated.")] = None,
    contact_name: Annotated[str, typer.Option("--contact-name", help="The contact (default: the sender).")] = "",
    contact_organization: Annotated[
        str, typer.Option("--contact-organization", help="The contact's organization.")
    ] = "",
    contact_country: Annotated[str, typer.Option("--contact-country", help="The contact's country.")] = "",
    contact_tel: Annotated[str, typer.Option("--contact-tel", help="The contact's telephone.")] = "",
    contact_email: Annotated[str, typer.Option("--contact-email", help="Their address (default: the sender's).")] = "",
    abstract: Annotated[str, typer.Option("--abstract", help="The document's abstract.")] = "",
    file: Annotated[list[str] | None, typer.Option("--file", help="Only for this file; may be repeated.")] = None,
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Put our template's cover before documents that came without one, and accept them."""
    contact = Contact(contact_name, contact_organization, contact_country, contact_tel, None, contact_email)
    wishes = CoverWishes(title, tuple(source or ()), contact, abstract, tuple(file or ()))
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        shown = settle(opened, lambda line: make_cover(line, name, deed, wishes), as_json, preview=preview)
    leave(*shown)


def correct(
    number: NumberArgument,
    reason: ReasonOption,
    home: Home = HERE,
    title: Annotated[str | None, typer.Option("--title", help="The title to record.")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="A source to record; may be repeated.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="The kind to record: information, liaison-in, ...")] = "",
    as_it_is: Annotated[bool, typer.Option("--as-it-is", help="Nothing more has to be completed in it.")] = False,
    tell: Annotated[bool, typer.Option("--tell", help="Write to the sender what is recorded now.")] = False,
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Correct the recorded title, source or kind."""
    recorded = _kind(kind) if kind else None
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces, tells=tell)
        sources = tuple(source) if source else None
        settle(
            opened,
            lambda line: acts.correct(
                line, number, deed, title=title, source=sources, kind=recorded, as_it_is=as_it_is
            ),
            as_json,
            preview=preview,
        )


def _kind(text: str) -> Kind:
    known: tuple[Kind, ...] = get_args(Kind)
    found = next((one for one in known if one == text.strip().lower().replace("-", "_")), None)
    if found is None:
        raise UsageError(f"--kind {text}: there is no such kind; there are {', '.join(known).replace('_', '-')}.")
    return found


def withdraw(
    number: NumberArgument,
    reason: ReasonOption,
    home: Home = HERE,
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Withdraw a contribution; its number is never given again."""
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        settle(opened, lambda line: acts.withdraw(line, number, deed), as_json, preview=preview)
