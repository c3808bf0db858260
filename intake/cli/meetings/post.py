"""`intake post`: documents are posted, or taken off again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, By, Home, NumbersArgument, ReasonOption, actor
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.errors import UsageError
from intake.domain.publishing.posting import Doubt
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.posting import Posted, post, post_all, take_off
from intake.pipeline.desk.documents.ticking import Ticked, post_with, untick
from intake.pipeline.runner import until_nothing_is_due

_WHY: dict[Doubt, str] = {
    "unconfirmed": "a sender whom our mail server could not confirm",
    "first-mail": "the first mail of its address",
    "free-mail": "a source that speaks for a State, from a free-mail address",
    "held": "findings for which it was held or returned",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("post")(command)


def command(
    reason: ReasonOption,
    numbers: NumbersArgument = None,
    home: Home = HERE,
    group: Annotated[str, typer.Option("--group", help="With --all: the group, e.g. jca-mv.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="All documents that raise no doubt.")] = False,
    meeting: Annotated[str, typer.Option("--meeting", help="With --all: only this meeting, or next.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take them off again.")] = False,
    with_files: Annotated[
        list[str] | None, typer.Option("--with", metavar="FILE", help="A file to post with it: its name, or its place.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="FILE", help="A file to post with it no longer.")
    ] = None,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Post documents: from then on they are in what 'intake publish' writes."""
    if with_files or without:
        if everything or undo or len(numbers or []) != 1 or bool(with_files) == bool(without):
            raise UsageError("--with and --without go with one number, one of them at a time, and without other words.")
        _tick(home, (numbers or [""])[0], with_files or [], without or [], Deed(actor(by), reason), as_json=as_json)
        return
    if everything == bool(numbers):
        raise UsageError("Name the numbers, or say --all with --group.")
    if everything and (undo or not group):
        raise UsageError("--all needs --group; to take documents off, name their numbers.")
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason)
        if everything:
            opened.require_group(group.lower())
            done = post_all(opened.line, group.lower(), meeting or None, deed)
        elif undo:
            done = take_off(opened.line, numbers or [], deed)
        else:
            done = post(opened.line, numbers or [], deed)
        until_nothing_is_due(opened.line, wait=0)
    if as_json:
        print_json(_object(done))
    else:
        print_rows(_rows(done, "taken off" if undo else "posted", "not posted" if undo else "posted before"))


def _tick(home: Path, number: str, files: Sequence[str], off: Sequence[str], deed: Deed, *, as_json: bool) -> None:
    with app.open_home(home) as opened:
        done = post_with(opened.line, {number: files}, deed) if files else untick(opened.line, number, off, deed)
        until_nothing_is_due(opened.line, wait=0)
    if as_json:
        print_json({**_object(done.posted), "files": list(done.changed), "files_unchanged": list(done.unchanged)})
    else:
        print_rows([*(_document_rows(done.posted)), *_file_rows(done, "posted with it" if files else "taken off")])


def _document_rows(done: Posted) -> list[str]:
    return [f"{one}: posted" for one in done.changed] + [f"{one}: posted before" for one in done.unchanged]


def _file_rows(done: Ticked, what: str) -> list[str]:
    rows = [f"{one}: {what}" for one in done.changed]
    return rows + [f"{one}: {what} before, nothing changed" for one in done.unchanged]


def _object(done: Posted) -> dict[str, object]:
    return {
        "changed": list(done.changed),
        "unchanged": list(done.unchanged),
        "to_review": [{"number": number, "why": list(why)} for number, why in done.doubted],
    }


def _rows(done: Posted, new: str, known: str) -> list[str]:
    rows = [f"{one}: {new}" for one in done.changed]
    rows += [f"{one}: {known}, nothing changed" for one in done.unchanged]
    for number, why in done.doubted:
        rows.append(f"{number}: look at it first ({'; '.join(_WHY[one] for one in why)}), then post it by its number")
    return rows or ["Nothing waits to be posted."]
