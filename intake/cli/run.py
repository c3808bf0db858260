"""`intake run` and `intake once`: the daemon, and one pass of it."""

from contextlib import ExitStack, suppress
from functools import partial
from typing import Annotated

import typer

from intake import app, daemon
from intake.adapters.home.lock import locked
from intake.cli.common import HERE, AsJson, Home
from intake.cli.printing.terminal import harmless, print_json
from intake.domain.errors import HomeLockedError, UnavailableError
from intake.pipeline.flow import OfLine, OfMailbox, in_order
from intake.pipeline.line import Done, Line
from intake.pipeline.poll import know
from intake.pipeline.runner import until_nothing_is_due
from intake.pipeline.showing.plain import instant


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("run")(run)
    app.command("once")(once)


def run(home: Home = HERE) -> None:
    """Work until stopped: poll the mailboxes, judge, number, answer. Logs JSON lines to standard error."""
    with app.open_home(home) as opened:
        _activate_on_sqlite(opened)
        code = daemon.run(opened)
    raise typer.Exit(code)


def once(
    home: Home = HERE,
    as_json: AsJson = False,
    wait: Annotated[float | None, typer.Option("--wait", help="Seconds to wait for work that falls due (60).")] = None,
) -> None:
    """Do everything that is due now, then end."""
    with app.open_home(home) as opened, ExitStack() as held:
        _activate_on_sqlite(opened)
        with suppress(HomeLockedError):
            # Only without a daemon may claims be freed: a daemon's own are at work.
            held.enter_context(locked(opened.files))
            opened.free_claims()
        failures: list[str] = []
        boxes = opened.mailboxes()
        know(opened.line, [one.box for one in boxes])
        verbs = in_order([partial(_guarded, box, failures) for box in boxes])
        done = until_nothing_is_due(opened.line, verbs, wait=wait)
        for box in boxes:
            box.source.close()
    next_at = instant(done.next_at)
    if as_json:
        print_json({"done": done.count, "next_at": next_at, "unavailable": failures})
    else:
        typer.echo(f"{done.count} things done; next due {next_at or 'when mail comes'}.")
        for failure in failures:
            typer.echo(harmless(failure), err=True)
    raise typer.Exit(UnavailableError.exit_code if failures else 0)


def _guarded(box: "app.OpenMailbox", failures: list[str], verb: OfMailbox) -> OfLine:
    """The verb for one mailbox; a mailbox that does not answer is named, and left for the next pass."""
    dead = False

    def do(line: Line) -> Done:
        nonlocal dead
        if dead:
            return Done()
        try:
            return verb(line, box.source, box.box)
        except UnavailableError as error:
            dead = True
            failures.append(str(error))
            return Done()

    return do


def _activate_on_sqlite(opened: "app.OpenHome") -> None:
    """Put changed rulebook files in force on SQLite; on a shared database a person does so."""
    if opened.on_one_machine:
        app.activate_all(opened, who="start", only_changed=True)
        for sentence in app.start_remarks(opened):
            typer.echo(harmless(f"Please note: {sentence} What is in force stays."), err=True)
