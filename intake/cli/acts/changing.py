"""Acts that change an earlier decision: hold, undo, move, link."""

from typing import Annotated

import typer

from intake import app
from intake.cli.acts.at_once import undo_at_once
from intake.cli.common import (
    HERE,
    AsJson,
    By,
    Home,
    NameArgument,
    OnlyDocument,
    PreviewOption,
    ReasonOption,
    ReplacesOption,
    actor,
)
from intake.cli.printing.result import leave, settle
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.changing_meeting import change_meeting
from intake.pipeline.desk.mails.holding import hold as hold_again
from intake.pipeline.desk.mails.linking import link as link_as_revision
from intake.pipeline.desk.mails.undoing import undo as undo_last

Tell = Annotated[bool, typer.Option("--tell", help="Write to the sender about it.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for name, command in (("hold", hold), ("undo", undo), ("move", move), ("link", link)):
        app.command(name)(command)


def hold(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    tell: Tell = False,
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Put a decided mail on the work list again; its number stays."""
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces, tells=tell)
        settle(opened, lambda line: hold_again(line, name, deed), as_json, preview=preview)


def undo(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    together: Annotated[
        bool, typer.Option("--together", help="For all mails that were acted on at once with this one.")
    ] = False,
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Take back the last act, as long as its letter has not left."""
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        if together:
            undo_at_once(opened, name, deed, as_json, preview=preview)
            return
        settle(opened, lambda line: undo_last(line, name, deed), as_json, preview=preview, itself=True)


def move(
    name: NameArgument,
    reason: ReasonOption,
    meeting: Annotated[str, typer.Option("--meeting", help="The meeting's id, or next.")],
    home: Home = HERE,
    tell: Tell = False,
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Let documents be for another meeting of their group; their numbers stay."""
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces, tells=tell)
        settle(opened, lambda line: change_meeting(line, name, deed, meeting), as_json, preview=preview)


def link(
    name: NameArgument,
    reason: ReasonOption,
    to: Annotated[str, typer.Option("--to", metavar="NUMBER", help="The number that it revises.")],
    home: Home = HERE,
    document: OnlyDocument = "",
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Accept a document that waits as the next revision of a number."""
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        shown = settle(opened, lambda line: link_as_revision(line, name, deed, to, document), as_json, preview=preview)
    leave(*shown)
