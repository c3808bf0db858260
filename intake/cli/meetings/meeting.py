"""`intake meeting`: the meetings of the groups, their deadlines, and whether they take place."""

from datetime import date
from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, By, Home, MeetingArgument, ReasonOption, actor, address
from intake.cli.meetings import closing, pack
from intake.cli.printing.meetings import meeting_row, meeting_rows
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.by_hand.days import day_of, day_or_time_of
from intake.domain.calls.moving import MoreTime
from intake.domain.names import meeting_named
from intake.pipeline.desk.calls import meetings
from intake.pipeline.desk.calls.meetings import Changed, MeetingDeed
from intake.pipeline.runner import until_nothing_is_due
from intake.pipeline.showing.meetings import close_of, documents_for, meeting_object, meetings_of
from intake.pipeline.showing.plain import Object

commands = typer.Typer(
    help="Meetings: list, show, open, extend, close, report, pack, reopen, postpone, cancel, reported.",
    no_args_is_help=True,
)
closing.register(commands)
pack.register(commands)

UntilOption = Annotated[str, typer.Option("--until", help="A day (its end), or a local time as 2026-05-04T16:00.")]
ReplacesVersion = Annotated[
    str,
    typer.Option("--replaces-version", help="The version of the rulebook that you saw (default: the one in force)."),
]


@commands.command("list")
def list_command(
    home: Home = HERE,
    group: Annotated[str | None, typer.Option("--group", help="Only this group's meetings.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the meetings of all groups, each with its state, its days and its date for contributions."""
    with app.open_home(home) as opened:
        opened.require_group(group.lower() if group else None)
        chosen = [group.lower()] if group else opened.groups()
        with opened.line.store.read() as work:
            books = [opened.line.rulebook(work, one) for one in chosen]
            found = [one for book in books for one in meetings_of(work, book, opened.line.clock.now())]
    if as_json:
        print_json(found)
    else:
        print_rows(map(meeting_row, found))


@commands.command("show")
def show(name: MeetingArgument, home: Home = HERE, as_json: AsJson = False) -> None:
    """Show one meeting: its state, its days, its deadlines, and who moved them."""
    with app.open_home(home) as opened:
        _print(_object(opened, name), as_json)


@commands.command("open")
def open_command(
    name: MeetingArgument,
    reason: ReasonOption,
    home: Home = HERE,
    by: By = "",
    replaces: ReplacesVersion = "",
    as_json: AsJson = False,
) -> None:
    """Open the call of a meeting now, before its time."""
    with app.open_home(home) as opened:
        _end(opened, meetings.open_call(opened.line, _known(opened, name), _deed(by, reason, replaces)), as_json)


@commands.command("extend")
def extend(
    name: MeetingArgument,
    reason: ReasonOption,
    until: UntilOption,
    home: Home = HERE,
    for_: Annotated[list[str] | None, typer.Option("--for", help="For this sender alone; may be repeated.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="contribution, registration, or another kind.")] = "contribution",
    shorten: Annotated[bool, typer.Option("--shorten", help="An earlier date than the present one is meant.")] = False,
    by: By = "",
    replaces: ReplacesVersion = "",
    as_json: AsJson = False,
) -> None:
    """Move a deadline, before or after it; late mails that are in time then are judged again."""
    wish = MoreTime(day_or_time_of(until), kind, tuple(_listed(one) for one in for_ or ()), shorten)
    with app.open_home(home) as opened:
        _end(opened, meetings.extend(opened.line, _known(opened, name), _deed(by, reason, replaces), wish), as_json)


@commands.command("reopen")
def reopen(
    name: MeetingArgument,
    reason: ReasonOption,
    until: UntilOption,
    home: Home = HERE,
    by: By = "",
    replaces: ReplacesVersion = "",
    as_json: AsJson = False,
) -> None:
    """Open a call again that is closed."""
    when = day_or_time_of(until)
    with app.open_home(home) as opened:
        _end(opened, meetings.reopen(opened.line, _known(opened, name), _deed(by, reason, replaces), when), as_json)


@commands.command("postpone")
def postpone(
    name: MeetingArgument,
    reason: ReasonOption,
    home: Home = HERE,
    to: Annotated[str, typer.Option("--to", help="The new day, or FIRST..LAST (default: not known yet).")] = "",
    until: Annotated[str, typer.Option("--until", help="The new date for contributions.")] = "",
    by: By = "",
    replaces: ReplacesVersion = "",
    as_json: AsJson = False,
) -> None:
    """Postpone a meeting; each of its submitters gets one letter."""
    days, when = _days(to) if to else None, day_or_time_of(until) if until else None
    with app.open_home(home) as opened:
        deed = _deed(by, reason, replaces)
        _end(opened, meetings.postpone(opened.line, _known(opened, name), deed, days, when), as_json)


@commands.command("cancel")
def cancel(
    name: MeetingArgument,
    reason: ReasonOption,
    home: Home = HERE,
    by: By = "",
    replaces: ReplacesVersion = "",
    as_json: AsJson = False,
) -> None:
    """Cancel a meeting; each of its submitters gets one letter."""
    with app.open_home(home) as opened:
        _end(opened, meetings.cancel(opened.line, _known(opened, name), _deed(by, reason, replaces)), as_json)


@commands.command("reported")
def reported(
    name: MeetingArgument,
    reason: ReasonOption,
    home: Home = HERE,
    undo: Annotated[bool, typer.Option("--undo", help="It is not out yet.")] = False,
    by: By = "",
    replaces: ReplacesVersion = "",
    as_json: AsJson = False,
) -> None:
    """Say that the report of a meeting is out; its state is then reported."""
    with app.open_home(home) as opened:
        deed = _deed(by, reason, replaces)
        _end(opened, meetings.report_is_out(opened.line, _known(opened, name), deed, undo=undo), as_json)


def _deed(by: str, reason: str, replaces: str) -> MeetingDeed:
    return MeetingDeed(actor(by), reason, replaces)


def _known(opened: "app.OpenHome", name: str) -> str:
    return str(opened.meeting_name(name))


def _end(opened: "app.OpenHome", changed: Changed, as_json: bool) -> None:
    """Do the work that the act makes due (unless a daemon does it), then show the meeting."""
    until_nothing_is_due(opened.line, wait=0)
    shown = _object(opened, f"{changed.group}/{changed.meeting.id}")
    _print(shown | {"judged_again": changed.judged_again, "mails_told": changed.told}, as_json)


def _object(opened: "app.OpenHome", name: str) -> Object:
    named = opened.meeting_name(name)
    with opened.line.store.read() as work:
        rulebook = opened.line.rulebook(work, named.group)
        meeting = meeting_named(rulebook, named.meeting)
        documents, closing = documents_for(work, rulebook, meeting), close_of(work, rulebook, meeting)
    return meeting_object(rulebook, meeting, opened.line.clock.now(), documents, closing)


def _print(shown: Object, as_json: bool) -> None:
    if as_json:
        print_json(shown)
    else:
        print_rows(meeting_rows(shown))


def _listed(entry: str) -> str:
    """An address, or a domain as "@example.org"."""
    bare = entry.strip()
    return f"@{address('x' + bare)[2:]}" if bare.startswith("@") else address(bare)


def _days(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    return day_of(first), day_of(last or first)
