"""`intake write`: a list of a meeting as a document of the house, with a number."""

from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, By, Home, MeetingArgument, ReasonOption, actor
from intake.cli.printing.result import finish
from intake.domain.errors import UsageError
from intake.domain.lists.values import STAFF_ONLY, ListKind
from intake.domain.numbers.revisions import revision_label
from intake.domain.verdict import Deed
from intake.pipeline.house.papers import register_paper
from intake.pipeline.lists.writing import written


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("write")(command)


def command(
    kind: Annotated[ListKind, typer.Argument(metavar="KIND", help="agenda, allocation, or another list.")],
    name: MeetingArgument,
    reason: ReasonOption,
    home: Home = HERE,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Write a list of a meeting as a document, and register it under its number or as the next revision."""
    if kind in STAFF_ONLY:
        raise UsageError(
            f"{kind} is for the secretariat alone, and gets no number; 'intake list {kind} {name}' shows it."
        )
    with app.open_home(home) as opened:
        named = opened.meeting_name(name)
        if not named.meeting:
            raise UsageError(f"{name}: name the meeting, too, as in jca-mv/2026-05-13.")
        paper = written(opened.line, kind, named.group, named.meeting)
        done = register_paper(opened.line, paper, named.group, named.meeting, Deed(actor(by), reason))
        if done.known and not as_json:
            (one,) = done.decision.verdict.documents
            label = revision_label(one.number or "", one.revision)
            typer.echo(f"Nothing has changed since {label}, which stays as it is.")
            return
        finish(opened, done.submission.id, as_json)
