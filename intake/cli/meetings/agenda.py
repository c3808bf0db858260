"""`intake agenda`: what comes, and what was done."""

from datetime import timedelta
from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home, OnlyGroup
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.calls.agenda import AgendaItem
from intake.domain.meeting import Zones
from intake.domain.names import meeting_name
from intake.pipeline.showing.agenda import local_of, object_of, state_of, words_of

_MOST = 1_000


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("agenda")(command)


def command(
    named: Annotated[
        str, typer.Argument(metavar="[GROUP]", show_default=False, help="Only this group, or this GROUP/MEETING.")
    ] = "",
    home: Home = HERE,
    group: OnlyGroup = "",
    past: Annotated[int, typer.Option("--past", min=0, help="How many days back.")] = 7,
    everything: Annotated[bool, typer.Option("--all", help="The mail of every morning, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what falls due, and what was done, in the meeting's time and UTC."""
    with app.look_into(home) as looking, looking.store.read() as work:
        now = looking.clock.now()
        name = meeting_name(named or group)
        one = looking.group_named(work, name.group)
        found = work.agenda.listed(one, after=now - timedelta(days=past), limit=_MOST)
        if name.meeting:
            about = f"{name.group}/{looking.meeting_named(work, name)}"
            found = [item for item in found if item.due.subject == about or item.due.subject.startswith(f"{about}/")]
        zones = {one: looking.zones(work, one) or Zones("UTC", {}, {}) for one in {item.due.group for item in found}}
    shown = [item for item in found if everything or as_json or item.due.kind != "morning"]
    if as_json:
        for item in shown:
            print_json(object_of(item, zones[item.due.group], now))
    elif shown:
        print_rows(_row(item, zones[item.due.group], state_of(item, now)) for item in shown)
    else:
        typer.echo("Nothing falls due.")


def _row(item: AgendaItem, zones: Zones, state: str) -> str:
    local = local_of(item, zones)
    row = f"{local:%a %Y-%m-%d %H:%M:%S} {local.tzinfo} = {item.due.at:%H:%M} UTC  {state:<7} {item.due.group}: "
    return row + words_of(item) + (f" ({item.note})" if item.note else "")
