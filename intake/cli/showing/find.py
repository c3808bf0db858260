"""`intake find`: the mails of the log, by what a person asks, as the page `/log` of the desk finds them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from intake import app
from intake.app.logs import KINDS, Heading, file_of, zones_in_force
from intake.cli.common import HERE, AsJson, Home, OnlyGroup, write_file
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.errors import UsageError
from intake.domain.search.address import UnknownValue, asked_in
from intake.domain.search.asked import LogRow
from intake.pipeline.showing.mails import IN_FILES, Reach, every_row, query_of, row_object

_UNLIKE = {
    "since": "write a day or a time as 2026-04-30 or 2026-04-30T17:00",
    "until": "write a day or a time as 2026-04-30 or 2026-04-30T17:00",
    "finding": "findings are written like TPL-001",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("find")(command)


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help="Beginnings of words that the mail has, all of them."),
    ] = None,
    home: Home = HERE,
    group: OnlyGroup = "",
    meeting: Annotated[str, typer.Option("--meeting", help="Only this meeting, or 'next'.")] = "",
    disposition: Annotated[
        str, typer.Option("--disposition", help="accept, return, hold, question, ignore, undecided or failed.")
    ] = "",
    finding: Annotated[str, typer.Option("--finding", help="Only with this finding, e.g. TPL-001.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="Only with a document of this kind, e.g. liaison_in.")] = "",
    sender: Annotated[str, typer.Option("--sender", help="An address or a name, or a part of one.")] = "",
    who: Annotated[str, typer.Option("--who", help="Who decided: a person, or 'line'.")] = "",
    mailbox: Annotated[str, typer.Option("--mailbox", help="ACCOUNT/FOLDER; '/' for mails of files.")] = "",
    since: Annotated[str, typer.Option("--since", help="Received from this day or time on, in local time.")] = "",
    until: Annotated[str, typer.Option("--until", help="Received until the end of this day or minute.")] = "",
    waits: Annotated[bool, typer.Option("--waiting", help="Only what needs a person.")] = False,
    oldest: Annotated[bool, typer.Option("--oldest", help="The oldest first (default: the newest).")] = False,
    most: Annotated[int, typer.Option("--most", min=0, help="So many at most; 0 for all.")] = 50,
    output: Annotated[
        Path | None, typer.Option("--output", help="Write all of them to this file: .csv, .xlsx or .json.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find mails by words of theirs, and by what became of them."""
    given = {
        "text": " ".join(words or ()), "group": group, "meeting": meeting, "disposition": disposition,
        "finding": finding, "kind": kind, "sender": sender, "who": who, "mailbox": mailbox, "since": since,
        "until": until, "waiting": "yes" if waits else "", "order": "oldest" if oldest else "",
    }  # fmt: skip
    asked, view, unread = asked_in(given.items())
    with app.look_into(home) as looking:
        with looking.store.read() as work:
            reach = Reach(zones_in_force(work))
        query, unseen = query_of(asked, reach)
        _require_none((*unread, *unseen))
        found = every_row(looking.store, query, view, most or None if output is None else None)
        if output is not None:
            rows = list(found)
            write_file(output, _content(output, rows, reach, looking))
            typer.echo(f"{len(rows)} {'mail' if len(rows) == 1 else 'mails'}: {output}", err=True)
        elif as_json:
            for row in found:
                print_json(row_object(row, reach))
        else:
            print_rows(_lines(found))


def _require_none(unknown: Sequence[UnknownValue]) -> None:
    for one in unknown:
        there = ", ".join(one.known) or "none"
        remedy = _UNLIKE.get(one.name, f"there are {there}")
        raise UsageError(f"--{one.name} {one.value}: {remedy}.")


def _content(output: Path, rows: list[LogRow], reach: Reach, looking: "app.Looking") -> bytes:
    suffix = output.suffix.removeprefix(".").lower()
    kind = next((one for one in KINDS if one == suffix), None)
    if kind is None:
        raise UsageError(f"--output {output}: the name ends with one of {', '.join(f'.{one}' for one in KINDS)}.")
    return b"".join(file_of(kind, rows, reach, Heading("Intake log", "en", IN_FILES, looking.clock.now())))


def _lines(found: Iterator[LogRow]) -> Iterator[str]:
    none = True
    for row in found:
        none = False
        one, card = row.submission, row.card
        became = one.disposition or one.state
        numbers = f" [{', '.join(card.numbers)}]" if card and card.numbers else ""
        subject = card.subject or "(no subject)" if card else "(not known yet, or erased)"
        sender = one.sender or "unknown sender"
        yield f"{one.reference:<12} {one.received_at:%Y-%m-%d %H:%M} UTC {became:<9}{numbers} {sender}: {subject}"
    if none:
        yield "No mail fits all of this."
