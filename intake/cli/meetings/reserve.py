"""`intake reserve`: numbers that no mail gets."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from intake import app
from intake.cli.common import HERE, AsJson, By, Home, MeetingArgument, actor
from intake.cli.printing.terminal import in_one_line, print_json, print_rows
from intake.domain.errors import UsageError
from intake.domain.house.reservation import Reservation
from intake.domain.verdict import Deed
from intake.pipeline.house.reserving import give_up
from intake.pipeline.house.reserving import reserve as reserve_number
from intake.pipeline.showing.plain import instant


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("reserve")(command)


def command(
    place: MeetingArgument,
    home: Home = HERE,
    purpose: Annotated[str, typer.Option("--for", help="What the number is for: agenda, or any words.")] = "",
    number: Annotated[int | None, typer.Option("--number", min=1, help="This number (default: the next one).")] = None,
    release: Annotated[str, typer.Option("--release", metavar="NUMBER", help="Keep this number no longer.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="The reason; it is kept in the log.")] = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Keep a number for a document that will come, or list those that are kept."""
    acts = bool(purpose) + bool(release)
    if acts > 1:
        raise UsageError("Choose one of --for and --release.")
    if acts and not reason.strip():
        raise UsageError("Say why, with --reason: it is kept in the log.")
    if number is not None and not purpose:
        raise UsageError("--number goes with --for: say what the number is for.")
    deed = Deed(actor(by), reason.strip())
    with app.open_home(home) as opened:
        group = opened.meeting_name(place).group
        note = ""
        if purpose:
            kept = reserve_number(opened.line, place, purpose, number, deed)
            one, since = kept.reservation, "now" if kept.new else "already"
            note = f"{one.label} is kept {since}: {one.purpose}"
        elif release:
            note = f"{give_up(opened.line, place, release, deed).label} is no longer kept"
        with opened.line.store.read() as work:
            listed = work.reservations.listed(group)
    if as_json:
        for one in listed:
            print_json(_object(one))
    else:
        print_rows([in_one_line(note)] if note else _rows(listed))


def _rows(listed: Sequence[Reservation]) -> Iterator[str]:
    if not listed:
        yield "No number is kept."
    for one in listed:
        state = {"": "kept", "taken": "taken by a document"}.get(one.settled, f"released: {one.note}")
        words = f"{one.label}  {one.meeting}  {one.purpose} ({one.actor}: {one.reason}); {state}"
        yield in_one_line(words)


def _object(one: Reservation) -> dict[str, Any]:
    return {
        "number": one.label,
        "meeting": one.meeting,
        "purpose": one.purpose,
        "actor": one.actor,
        "reason": one.reason,
        "at": instant(one.at),
        "state": one.settled or "reserved",
        "settled_at": instant(one.settled_at),
        "note": one.note,
    }
