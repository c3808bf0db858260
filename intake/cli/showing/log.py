"""`intake log`: the intake log, one line for each event."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home
from intake.cli.printing.terminal import in_one_line, print_json
from intake.domain.errors import UsageError
from intake.domain.log_entry import LOG_WORDS, LogEntry
from intake.pipeline.showing.plain import instant, plain_facts

_PAGE = 500
_LOOK_SECONDS = 0.5


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("log")(command)


def command(
    home: Home = HERE,
    as_json: AsJson = False,
    follow: Annotated[bool, typer.Option("--follow", help="Keep printing new lines.")] = False,
    what: Annotated[str | None, typer.Option("--what", help="Only this kind: alert, decided, stored ...")] = None,
) -> None:
    """Print the intake log: when, what, who or which step, why."""
    if what is not None and what not in LOG_WORDS:
        raise UsageError(f"--what {what}: there is no such kind; choose one of {', '.join(LOG_WORDS)}.")
    with app.look_into(home) as looking:
        for entry in _followed(looking, what) if follow else _listed(looking, what):
            print_json(entry_object(entry)) if as_json else typer.echo(log_line(entry))


def _listed(looking: "app.Looking", what: str | None) -> Iterator[LogEntry]:
    """Every entry until now, sealed or not."""
    after = 0
    while True:
        with looking.store.read() as work:
            entries = work.log.listed(after=after, limit=_PAGE, what=what)
        yield from entries
        if not entries:
            return
        after = entries[-1].id


def _followed(looking: "app.Looking", what: str | None) -> Iterator[LogEntry]:
    """The sealed entries by position, then each new one once it is sealed."""
    after = 0
    while True:
        with looking.store.read() as work:
            entries = work.log.sealed(after=after, limit=_PAGE, what=what)
        yield from entries
        if entries:
            after = entries[-1].position or after
        else:
            looking.clock.wait(_LOOK_SECONDS)


def entry_object(entry: LogEntry) -> dict[str, Any]:
    """One entry as a plain object."""
    return {
        "id": entry.id,
        "position": entry.position,
        "at": instant(entry.at),
        "what": entry.what,
        "who": entry.who,
        "why": entry.why,
        "group": entry.group or None,
        "submission": entry.submission,
        "facts": plain_facts(entry.facts),
        "personal": dict(entry.personal),
        "seal": entry.seal,
    }


def log_line(entry: LogEntry) -> str:
    """One entry as a line for people."""
    facts = entry.facts
    about = facts.get("reference", "")
    numbers = facts.get("numbers", ())
    given = f" [{', '.join(numbers)}]" if isinstance(numbers, tuple) and numbers else ""
    act, became = facts.get("act", "judge"), facts.get("disposition", "")
    disposition = f" {became}" if act == "judge" and became else f" {act} ({became})" if became else ""
    sender = f" from {entry.personal['from']}" if entry.personal.get("from") else ""
    by = f" by {facts['evidence']}" if facts.get("evidence") else ""
    when, who = f"{entry.at:%Y-%m-%d %H:%M:%S}", f"{entry.who}{by}"
    return in_one_line(f"{when} {entry.what:<11} {about:<12}{disposition}{given}{sender} {who}: {entry.why}")
