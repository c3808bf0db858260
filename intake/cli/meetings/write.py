"""`intake write`: a list of a meeting as a document of the house, with a number."""

from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, By, Home, Reason, actor
from intake.cli.printing.result import finish
from intake.domain.errors import UsageError
from intake.domain.lists.values import STAFF_ONLY, ListKind
from intake.domain.revisions import revision_label
from intake.domain.verdict import Deed
from intake.pipeline.house.papers import register_paper
from intake.pipeline.lists.writing import written


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("write")(command)


def command(
    kind: Annotated[ListKind, typer.Argument(metavar="KIND", help="agenda, allocation, or another list.")],
    place: Annotated[str, typer.Argument(metavar="GROUP/MEETING", help="The meeting, e.g. jca-mv/2026-05-13.")],
    reason: Reason,
    home: Home = HERE,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Write a list of a meeting as a document, and register it under its number or as the next revision."""
    group, _, meeting = place.strip().lower().partition("/")
    if not meeting:
        raise UsageError(f"{place}: name the meeting, too, as in jca-mv/2026-05-13.")
    if kind in STAFF_ONLY:
        raise UsageError(
            f"{kind} is for the secretariat alone, and gets no number; 'intake list {kind} {group} {meeting}' shows it."
        )
    with app.open_home(home) as opened:
        opened.require_group(group)
        paper = written(opened.line, kind, group, meeting)
        done = register_paper(opened.line, paper, group, meeting, Deed(actor(by), reason))
        if done.known:
            (one,) = done.decision.verdict.documents
            label = revision_label(one.number or "", one.revision)
            typer.echo(f"note: nothing has changed since {label}, which stays as it is.", err=True)
        finish(opened, done.submission.id, as_json)
