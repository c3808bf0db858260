"""The end of an act: its debts are paid, its outcome is shown, and the exit code says what still waits."""

from typing import NoReturn

import typer

from intake import app
from intake.cli.common import UNLIKE
from intake.cli.printing.terminal import print_json, print_rows
from intake.pipeline.desk.mails.foreseeing import Foreseen, Trial, foresee, mails_of
from intake.pipeline.runner import until_nothing_is_due
from intake.pipeline.showing.plain import Object
from intake.pipeline.showing.views import submission_object


def settle(
    opened: "app.OpenHome", act: Trial, as_json: bool, *, preview: bool, itself: bool = False
) -> tuple[Object, ...]:
    """Do an act and show its outcome; or with `preview` only print the letters that it would cause, and end.

    Where it made other mails of one, those are shown; with `itself` the mail that it was done to, all the same.
    """
    if preview:
        show_foreseen(foresee(opened.line, act), as_json)
        raise typer.Exit
    first, *others = mails_of(act(opened.line))
    return tuple(finish(opened, one, as_json, acted_on=first) for one in ([first] if itself else others or [first]))


def show_foreseen(seen: Foreseen, as_json: bool) -> None:
    """Print what would come of an act."""
    if as_json:
        print_json(foreseen_object(seen))
        return
    _print_foreseen(seen, "It")
    for one in seen.beside:
        typer.echo("")
        _print_foreseen(one, one.reference)


def foreseen_object(seen: Foreseen) -> Object:
    """The same for programs."""
    return {
        "disposition": seen.decision.verdict.disposition if seen.decision else None,
        "numbers": list(seen.numbers),
        "to": list(seen.to),
        "subject": seen.subject,
        "text": seen.text,
        "languages": list(seen.languages),
        "withheld_reason": seen.withheld or None,
        "taken_back": list(seen.taken_back),
        "beside": [{"reference": one.reference, **foreseen_object(one)} for one in seen.beside],
    }


def _print_foreseen(seen: Foreseen, named: str) -> None:
    disposition = seen.decision.verdict.disposition if seen.decision else None
    outcome = ", ".join((*([disposition] if disposition else []), *seen.numbers))
    rows = [f"{named} would be: {outcome}" if outcome else "Nothing would be decided"]
    rows += [f"It would not leave: {one}" for one in seen.taken_back]
    print_rows([*rows, *letter_rows(seen)])


def letter_rows(seen: Foreseen) -> list[str]:
    """The letter that would leave, or that there is none."""
    if not seen.to:
        return ["No letter would be sent."]
    kept = [f"It would be kept: {seen.withheld}"] if seen.withheld else []
    return [*kept, f"To: {', '.join(seen.to)}", f"Subject: {seen.subject}", "", *seen.text.splitlines()]


def finish(opened: "app.OpenHome", submission_id: int, as_json: bool, *, acted_on: int | None = None) -> Object:
    """Do the work that the act makes due (unless a daemon does it), then show the Submission.

    `acted_on` is the one that the act was done to, by which it is undone, where that is another one.
    """
    until_nothing_is_due(opened.line, wait=0)
    with opened.line.store.read() as work:
        submission = work.submissions.get(submission_id)
        undone_by = work.submissions.get(submission_id if acted_on is None else acted_on).reference
        shown = submission_object(work, submission, opened.words, opened.line.letters)
    if as_json:
        print_json(shown)
        return shown
    numbers = ", ".join(dict.fromkeys(one["number"] for one in shown["documents"] if one["number"]))
    receipt = shown["receipt"]
    new = receipt is not None and receipt["decision"] == shown["decision"]["n"]
    why = f" ({receipt['withheld_reason']})" if new and receipt["withheld_reason"] else ""
    answered = f"; receipt {receipt['state']}{why}: {receipt['subject']}" if new else "; nothing is sent"
    if new and receipt["leaves_at"]:
        answered += f" (leaves at {receipt['leaves_at'][11:19]} UTC; until then: intake undo {undone_by})"
    typer.echo(f"{shown['reference']}: {shown['disposition']}{f', {numbers}' if numbers else ''}{answered}")
    return shown


def leave(*shown: Object) -> NoReturn:
    """End the command; exit code 1 if anything still waits or was returned."""
    raise typer.Exit(1 if any(one["disposition"] in UNLIKE for one in shown) else 0)
