"""`intake replay`: judge again one Submission, or all that a check holds."""

from dataclasses import replace
from typing import Annotated, NoReturn

import typer

from intake import app
from intake.cli.common import HERE, UNLIKE, AsJson, By, Home, NameArgument, ReplacesOption, actor
from intake.cli.printing.result import finish, leave
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.submission import Submission
from intake.domain.verdict import OUR_FAILURE, Decision, Deed
from intake.pipeline.desk.mails.replay import Replayed, held_for, replay_and_apply, replay_as_now, replay_as_then


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("replay")(command)


def command(
    name: NameArgument = "",
    home: Home = HERE,
    as_then: Annotated[bool, typer.Option("--as-then", help="By what was known then: the same verdict.")] = False,
    as_now: Annotated[bool, typer.Option("--as-now", help="By today's reader, rules, records and scanner.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Judge as now, and record the Decision.")] = False,
    held: Annotated[
        str,
        typer.Option("--held-for", metavar="CHECK", help=f"All mails that this check holds, e.g. {OUR_FAILURE}."),
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="The reason; with --apply.")] = "",
    by: By = "",
    replaces: ReplacesOption = None,
    as_json: AsJson = False,
) -> None:
    """Judge again one Submission, or all that a check holds."""
    if bool(name) == bool(held):
        raise UsageError("Give either an ID or --held-for CHECK.")
    if held and as_then:
        raise UsageError("--held-for goes with --as-now or --apply only.")
    if held and replaces is not None:
        raise UsageError("--replaces names a Decision of one Submission: give its ID in place of --held-for.")
    if as_then + as_now + apply != 1 and not (held and not apply):
        raise UsageError("Choose one of --as-then, --as-now and --apply.")
    if apply and not reason.strip():
        raise UsageError("--apply makes a new Decision: say why with --reason.")
    with app.open_home(home) as opened:
        if held:
            _all_held(opened, held.strip().upper(), Deed(actor(by), reason) if apply else None, as_json)
        if apply:
            decision = replay_and_apply(opened.line, name, Deed(actor(by), reason, replaces))
            leave(finish(opened, decision.submission, as_json))
        again = replay_as_then(opened.line, name) if as_then else replay_as_now(opened.line, name)
    _show_replayed(again, as_json)
    raise typer.Exit(1 if again.differences else 0)


def _all_held(opened: "app.OpenHome", check: str, deed: Deed | None, as_json: bool) -> NoReturn:
    """Judge again all that the check holds; a deed records the Decisions. A failure stops only its own Submission."""
    waiting = held_for(opened.line, check)
    if not waiting and not as_json:
        typer.echo(f"{check} holds no mail.")
    left = [one for one in waiting if not _settled(opened, one, check, deed, as_json)]
    raise typer.Exit(1 if left else 0)


def _settled(opened: "app.OpenHome", one: Submission, check: str, deed: Deed | None, as_json: bool) -> bool:
    """Judge one Submission again and show it; whether it is settled or, without a deed, has the same verdict."""
    try:
        if deed is None:
            came: Decision | Replayed = replay_as_now(opened.line, one.reference)
        else:
            deed = replace(deed, replaces=one.decisions)
            came = replay_and_apply(opened.line, one.reference, deed, unless_held_for=check)
    except (UsageError, StaleDecisionError) as error:
        typer.echo(f"intake: {error}", err=True)
        return False
    if isinstance(came, Decision):
        return finish(opened, came.submission, as_json)["disposition"] not in UNLIKE
    _show_replayed(came, as_json)
    return deed is None and not came.differences


def _show_replayed(again: Replayed, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "reference": again.submission.reference,
                "then": again.then.disposition,
                "again": again.again.disposition,
                "same": not again.differences,
                "differences": list(again.differences),
            }
        )
    else:
        same = f"the same verdict ({again.again.disposition})"
        print_rows(f"{again.submission.reference}: {one}" for one in again.differences or (same,))
