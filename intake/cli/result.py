"""What an act ends with: what follows from it is done, what came of it is shown, and the exit code tells."""

from typing import NoReturn

import typer

from intake import app
from intake.cli.common import UNLIKE, print_json
from intake.pipeline.runner import until_nothing_is_due
from intake.pipeline.showing.plain import Object
from intake.pipeline.showing.views import submission_object


def finish(opened: "app.Opened", submission_id: int, as_json: bool) -> Object:
    """Do what follows from the act (unless a daemon does it), and show what came of it."""
    until_nothing_is_due(opened.line, wait=0)
    with opened.line.store.read() as work:
        submission = work.submissions.get(submission_id)
        shown = submission_object(work, submission, opened.words, opened.line.letters)
    if as_json:
        print_json(shown)
        return shown
    numbers = ", ".join(dict.fromkeys(one["number"] for one in shown["documents"] if one["number"]))
    receipt = shown["receipt"]
    new = receipt is not None and receipt["decision"] == shown["decision"]["n"]
    answered = f"; receipt {receipt['state']}: {receipt['subject']}" if new else "; nothing is sent"
    typer.echo(f"{shown['reference']}: {shown['disposition']}{f', {numbers}' if numbers else ''}{answered}")
    return shown


def leave(*shown: Object) -> NoReturn:
    """End the command: with exit code 1 where something still waits, or was returned."""
    raise typer.Exit(1 if any(one["disposition"] in UNLIKE for one in shown) else 0)
