"""`intake meeting close` and `intake meeting report`."""

from pathlib import Path
from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, By, Home, MeetingArgument, ReasonOption, actor, write_file
from intake.cli.printing.terminal import harmless, print_json
from intake.pipeline.desk.calls import closing
from intake.pipeline.desk.calls.meetings import MeetingDeed
from intake.pipeline.runner import until_nothing_is_due


def register(family: typer.Typer) -> None:
    """Add both commands to the family `meeting`."""
    family.command("close")(close)
    family.command("report")(report)


def close(name: MeetingArgument, reason: ReasonOption, home: Home = HERE, by: By = "", as_json: AsJson = False) -> None:
    """Close a call after its deadline now, without waiting for a mailbox that does not answer."""
    with app.open_home(home) as opened:
        named = opened.meeting_name(name)
        complete = closing.close(opened.line, str(named), MeetingDeed(actor(by), reason))
        until_nothing_is_due(opened.line, wait=0)
    if as_json:
        print_json({"meeting": str(named), "closed": True, "complete": complete})
    else:
        behind = (
            "" if complete else " A mailbox has not been read to the end since its deadline; a final report follows."
        )
        typer.echo(f"The call of {harmless(str(named))} is closed, and the report is on its way.{behind}")


def report(
    name: MeetingArgument,
    home: Home = HERE,
    chairs: Annotated[bool, typer.Option("--chairs", help="What the chairs read: registered and late papers.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write it as a Word document there.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the report on a call as it stands now."""
    with app.open_home(home) as opened:
        named = opened.meeting_name(name)
        found = closing.report(opened.line, str(named), for_chairs=chairs)
        text = opened.line.letters.as_text(found.head, found.notice)
        document = opened.line.letters.as_document(found.head, found.notice, opened.line.clock.now()) if output else b""
    if output:
        target = output / found.notice.file if output.is_dir() else output
        write_file(target, document)
        typer.echo(str(target))
    elif as_json:
        print_json({"meeting": str(named), "text": text, "file": found.notice.file})
    else:
        typer.echo(harmless(text).rstrip())
