"""`undo --together`: what was done to several mails at once is taken back for all of them."""

import typer

from intake import app
from intake.cli.printing.result import foreseen_object, show_foreseen
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.errors import UsageError
from intake.domain.verdict import Deed
from intake.pipeline.decision.acting import check_replaces
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.desk.mails.foreseeing import Foreseen
from intake.pipeline.desk.mails.together import foresee_together, undo_together
from intake.pipeline.runner import until_nothing_is_due


def undo_at_once(opened: "app.OpenHome", name: str, deed: Deed, as_json: bool, *, preview: bool) -> None:
    """Take back the last act on this mail, and on all that were acted on with it; or only show what would come of it.

    Ends with exit code 1 if one of them could not be taken back. Raises UsageError for a mail that was acted on alone.
    """
    with opened.line.store.read() as work:
        last = last_decision(work, submission_named(work, name))
    check_replaces(last, deed, name)
    if not last.together:
        raise UsageError("{name}: its last act was on this mail alone; leave --together out.", name=name)
    if preview:
        _show(foresee_together(opened.line, last.together, deed), as_json)
        return
    done = undo_together(opened.line, last.together, deed)
    until_nothing_is_due(opened.line, wait=0)
    if as_json:
        print_json([{"reference": one.reference, "why": str(one.why) if one.why else None} for one in done])
    else:
        print_rows(f"{one.reference}: {f'not taken back: {one.why}' if one.why else 'taken back'}" for one in done)
    if any(one.why for one in done):
        raise typer.Exit(1)


def _show(found: list[tuple[str, Foreseen | Exception]], as_json: bool) -> None:
    if as_json:
        print_json([{"reference": reference, **_object(seen)} for reference, seen in found])
        return
    for reference, seen in found:
        if isinstance(seen, Foreseen):
            typer.echo(f"{reference}:")
            show_foreseen(seen, as_json)
        else:
            print_rows([f"{reference}: would not be taken back: {seen}"])


def _object(seen: Foreseen | Exception) -> dict[str, object]:
    if isinstance(seen, Foreseen):
        return {**foreseen_object(seen), "why": None}
    return {"why": str(seen)}
