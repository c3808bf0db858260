"""`intake waiting`: everything that needs a person."""

import os
import shlex
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home, OnlyGroup
from intake.cli.printing.terminal import print_json, print_rows
from intake.pipeline.showing.waiting import WorkItem, waiting

if TYPE_CHECKING:
    from intake.ports import UnitOfWork

_NAMES = ("day", "hour", "minute")
_SECONDS = (86_400, 3600, 60)
_BY_HAND = "Answer it from the mailbox, and it leaves this list by itself; if it needs no answer:"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("waiting")(command)


def command(
    home: Home = HERE,
    group: OnlyGroup = "",
    everything: Annotated[bool, typer.Option("--all", help="Also what rests by 'intake snooze'.")] = False,
    as_json: AsJson = False,
) -> None:
    """List everything that needs a person, oldest first, each with the command that settles it."""
    with app.look_into(home) as looking, looking.store.read() as work:
        named, now = looking.group_named(work, group), looking.clock.now()
        listed = waiting(work, [named] if named else None)
        found = [one for one in listed if everything or not one.task.rests(now)]
        told = [_reason(looking, work, one) for one in found]
    where = _where(home)
    if as_json:
        for one, reason in zip(found, told, strict=True):
            acts = {"command": one.act, "otherwise": one.otherwise}
            whole = {name: f"intake {act.command}{where}" for name, act in acts.items() if act}
            print_json(one.object(now, reason) | whole)
    elif found:
        for one, reason in zip(found, told, strict=True):
            print_rows(_lines(one, reason, now, where))
    else:
        typer.echo("Nothing waits for you.")
    if (resting := len(listed) - len(found)) and not as_json:
        typer.echo(f"{resting} more rest{'s' if resting == 1 else ''} for now: 'intake waiting --all'.")


def _reason(looking: "app.Looking", work: "UnitOfWork", one: WorkItem) -> str:
    """Why it waits, in English, with times on the clock of its meeting."""
    zones = looking.zones(work, one.submission.group)
    zone = zones.of(one.submission.meeting) if zones else "UTC"
    return looking.reasons.in_one_line(one.reason, "en", zone)


def _where(home: Path) -> str:
    """The `--home` option, if the command would not find the home by itself."""
    found = home == Path(os.environ.get("INTAKE_HOME", "."))
    return "" if found else f" --home {shlex.quote(str(home))}"


def _lines(one: WorkItem, reason: str, now: datetime, where: str) -> tuple[str, ...]:
    sender = one.submission.sender or "unknown sender"
    age = age_in_words((now - one.submission.received_at).total_seconds())
    return (
        f"{one.submission.reference:<12} {one.what:<9} {age}, from {sender}: {one.card.subject or '(no subject)'}",
        f"             {reason}",
        *([f"             {told}"] if (told := _task(one, now)) else []),
        *(f"             | {line}" for line in one.card.opening),
        *([f"             {_BY_HAND}"] if one.what == "question" else []),
        f"             intake {one.act.command}{where}",
        *([f"             intake {one.otherwise.command}{where}"] if one.otherwise else []),
    )


def _task(one: WorkItem, now: datetime) -> str:
    after = f"{one.task.assignee} looks after it." if one.task.assignee else ""
    rests = f"It rests until {one.task.rests_until:%Y-%m-%d %H:%M} UTC." if one.task.rests(now) else ""
    return " ".join(filter(None, (after, rests)))


def age_in_words(seconds: float) -> str:
    """An age in its largest unit: "2 days ago", "less than a minute ago"; below 0 "2 days from now"."""
    for name, size in zip(_NAMES, _SECONDS, strict=True):
        if count := int(abs(seconds) // size):
            return f"{count} {name}{'s' if count > 1 else ''} {'ago' if seconds > 0 else 'from now'}"
    return "less than a minute ago"
