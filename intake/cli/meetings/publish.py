"""`intake publish`: the posted documents as a site."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home, OnlyGroup
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.errors import UsageError
from intake.pipeline.publishing import Published, Wish, publish


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("publish")(command)


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the site; it is made if absent.")],
    home: Home = HERE,
    group: OnlyGroup = "",
    meeting: Annotated[str, typer.Option("--meeting", help="Only this meeting of the group, or next.")] = "",
    audience: Annotated[
        Literal["members", "public"], typer.Option("--audience", help="Whom the site is for.")
    ] = "members",
    as_json: AsJson = False,
) -> None:
    """Write the posted documents as a static site."""
    if meeting and not group:
        raise UsageError("--meeting needs --group.")
    with app.open_home(home) as opened:
        opened.require_group(group.lower() or None)
        with app.open_site(folder, audience) as site:
            written, gone = publish(opened.line, site, Wish(audience, group.lower(), meeting))
    if as_json:
        print_json(_object(folder, written, gone))
    else:
        rows = [*(_row(one) for one in written), *(f"{one}: taken down" for one in gone)]
        print_rows(rows or ["Nothing to publish."])


def _object(folder: Path, written: list[Published], gone: list[str]) -> dict[str, object]:
    return {
        "folder": str(folder),
        "meetings": [
            {"group": one.group, "meeting": one.meeting, "documents": one.documents, "changed": one.changed}
            for one in written
        ],
        "taken_down": gone,
    }


def _row(one: Published) -> str:
    what = "written" if one.changed else "nothing changed"
    return f"{one.group}/{one.meeting}: {one.documents} documents, {what}"
