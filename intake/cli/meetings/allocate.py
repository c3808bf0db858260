"""`intake allocate` and `intake outcome`: what stands beside a number in the lists of its meeting."""

from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, By, Home, NumbersArgument, ReasonOption, actor
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.errors import UsageError
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.allocating import Noted, allocate, allocate_as_proposed, record_outcome


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("allocate")(allocate_command)
    app.command("outcome")(outcome_command)


def allocate_command(
    reason: ReasonOption,
    numbers: NumbersArgument = None,
    home: Home = HERE,
    item: Annotated[str, typer.Option("--item", help="The item of the agenda, e.g. 4.1.")] = "",
    clear: Annotated[bool, typer.Option("--clear", help="Take them off the item that they were put under.")] = False,
    proposed: Annotated[
        str, typer.Option("--proposed", metavar="GROUP/MEETING", help="Take all that is proposed for it.")
    ] = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Put documents under an item of their meeting's agenda."""
    if sum((bool(item), clear, bool(proposed))) != 1 or bool(numbers) == bool(proposed):
        raise UsageError("Name the numbers and --item or --clear; or --proposed GROUP/MEETING alone.")
    deed = Deed(actor(by), reason)
    with app.open_home(home) as opened:
        if proposed:
            named = opened.meeting_name(proposed)
            done = allocate_as_proposed(opened.line, named.group, named.meeting, deed)
        else:
            done = allocate(opened.line, numbers or [], deed, item or None)
    _print(done, ("under item ", "under no item", "Nothing is proposed."), as_json=as_json)


def outcome_command(
    reason: ReasonOption,
    numbers: NumbersArgument = None,
    home: Home = HERE,
    text: Annotated[str | None, typer.Option("--text", help="What became of it, in a sentence.")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Take the outcome off again.")] = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Note what became of documents at their meeting, for the report."""
    if not numbers or (text is None) != clear:
        raise UsageError("Name the numbers, and --text or --clear.")
    with app.open_home(home) as opened:
        done = record_outcome(opened.line, numbers, Deed(actor(by), reason), text)
    _print(done, ("", "no outcome", ""), as_json=as_json)


def _print(done: Noted, words: tuple[str, str, str], *, as_json: bool) -> None:
    """Print what was noted; the words stand before it, in its place where it was taken off, and where nothing was."""
    before, cleared, nothing = words
    if as_json:
        print_json({"changed": dict(done.changed), "unchanged": list(done.unchanged)})
        return
    rows = [f"{number}: {before + text if text else cleared}" for number, text in done.changed]
    rows += [f"{number}: stands so already, nothing changed" for number in done.unchanged]
    print_rows(rows or [nothing])
