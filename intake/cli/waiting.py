"""`intake waiting`: everything that needs a person."""

import os
import shlex
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home
from intake.cli.printing.terminal import print_json, print_rows
from intake.pipeline.showing.waiting import WorkItem, waiting

_NAMES = ("day", "hour", "minute")
_SECONDS = (86_400, 3600, 60)
_BY_HAND = "Answer it from the mailbox, and it leaves this list by itself; if it needs no answer:"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("waiting")(command)


def command(
    home: Home = HERE,
    group: Annotated[str, typer.Option("--group", help="Only this group (default: all).")] = "",
    as_json: AsJson = False,
) -> None:
    """List everything that needs a person, oldest first, each with the command that settles it."""
    with app.look_into(home) as looking, looking.store.read() as work:
        found, now = waiting(work, looking.words, looking.group_named(work, group)), looking.clock.now()
    where = _where(home)
    if as_json:
        for one in found:
            whole = {
                name: f"intake {words}{where}"
                for name, words in (("command", one.command), ("otherwise", one.otherwise))
                if words
            }
            print_json(one.object(now) | whole)
    elif found:
        for one in found:
            print_rows(_lines(one, now, where))
    else:
        typer.echo("Nothing waits for you.")


def _where(home: Path) -> str:
    """The `--home` option, if the command would not find the home by itself."""
    found = home == Path(os.environ.get("INTAKE_HOME", "."))
    return "" if found else f" --home {shlex.quote(str(home))}"


def _lines(one: WorkItem, now: datetime, where: str) -> tuple[str, ...]:
    sender = one.submission.sender or "unknown sender"
    age = age_in_words((now - one.submission.received_at).total_seconds())
    return (
        f"{one.submission.reference:<12} {one.what:<9} {age}, from {sender}: {one.card.subject or '(no subject)'}",
        f"             {one.reason}",
        *(f"             | {line}" for line in one.card.opening),
        *([f"             {_BY_HAND}"] if one.what == "question" else []),
        f"             intake {one.command}{where}",
        *([f"             intake {one.otherwise}{where}"] if one.otherwise else []),
    )


def age_in_words(seconds: float) -> str:
    """An age in its largest unit: "2 days ago", "less than a minute ago"; below 0 "2 days from now"."""
    for name, size in zip(_NAMES, _SECONDS, strict=True):
        if count := int(abs(seconds) // size):
            return f"{count} {name}{'s' if count > 1 else ''} {'ago' if seconds > 0 else 'from now'}"
    return "less than a minute ago"
