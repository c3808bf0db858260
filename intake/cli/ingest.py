"""`intake ingest`: take mail from files as if it came from a mailbox."""

from pathlib import Path
from typing import Annotated

import typer

from intake import app
from intake.adapters.home.mail_files import mails_in
from intake.cli.common import HERE, UNLIKE, Home, instant_of
from intake.cli.printing.terminal import print_json
from intake.domain.errors import StorageUnavailableError
from intake.pipeline.ingest import Wishes, dry_run, ingest, require_past

_AGAIN = "Then run the same command again: nothing is lost, and no mail is taken twice."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest")(command)


def command(
    paths: Annotated[list[Path], typer.Argument(readable=False, help="Mails: .eml, mbox, maildir, folders.")],
    home: Home = HERE,
    group: Annotated[str | None, typer.Option("--group", help="The group (default: by the addresses).")] = None,
    received: Annotated[str | None, typer.Option("--received", help="The time of receipt, with offset.")] = None,
    send: Annotated[bool, typer.Option("--send", help="Send receipts (default: files in receipts/).")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show the outcome; write nothing.")] = False,
    _: Annotated[bool, typer.Option("--json", help="Print JSON; it always does.", show_default=False)] = True,
) -> None:
    """Take mail from files, and print one JSON line for each Submission."""
    wishes = Wishes(
        group=group.lower() if group else None,
        received=instant_of(received) if received else None,
        answers="send" if send else "folder",
    )
    unlike = False
    with app.open_home(home) as opened:
        opened.require_group(wishes.group)
        require_past(wishes, opened.line.clock.now())
        if send:
            opened.require_smtp()
        take = dry_run if dry else ingest
        try:
            for shown in take(opened.line, mails_in(paths), wishes, opened.words):
                print_json(shown)
                unlike = unlike or shown["state"] != "decided" or shown["disposition"] in UNLIKE
        except StorageUnavailableError as error:
            raise StorageUnavailableError(f"{error} {_AGAIN}") from error
    raise typer.Exit(1 if unlike else 0)
