"""`intake check`: what would be found in a file, before it is sent."""

from pathlib import Path
from typing import Annotated, Any

import typer

from intake.app import Opened, open_home
from intake.cli.common import HERE, AsJson, Home, print_json
from intake.pipeline.preview import check_file
from intake.pipeline.views import fields_object, finding_object, template_object, unreadable_check
from intake.ports import ReaderFailedError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(command)


def command(
    files: Annotated[list[Path], typer.Argument(readable=False, help="Word files to check.")],
    group: Annotated[str, typer.Option("--group", help="The group that they are for, e.g. jca-mv.")],
    home: Home = HERE,
    _: AsJson = True,
) -> None:
    """Check files against a group's template and rules: one JSON line for each."""
    unlike = False
    with open_home(home) as opened:
        opened.require_group(group.lower())
        for path in files:
            shown = _checked(opened, path, group.lower())
            print_json(shown)
            unlike = unlike or shown["disposition"] != "accept"
    raise typer.Exit(1 if unlike else 0)


def _checked(opened: Opened, path: Path, group: str) -> dict[str, Any]:
    try:
        reading = opened.line.reader.read_file(path.read_bytes(), path.name).reading
    except OSError as error:
        return unreadable_check(str(path), error.strerror or "cannot be read")
    except ReaderFailedError as error:
        return unreadable_check(str(path), str(error))
    with opened.line.store.read() as work:
        rulebook = opened.line.rulebook(work, group)
    judged, findings = check_file(opened.line, reading, rulebook)
    return {
        "file": str(path),
        "filetype": judged.document.filetype,
        "kind": judged.kind,
        "template": template_object(judged.document.template),
        "fields": fields_object(judged.document.cover),
        "findings": [finding_object(one, opened.words) for one in findings],
        "disposition": judged.disposition,
    }
