"""`intake init`: a home that can be used at once."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, get_args

import typer

from intake import app
from intake.adapters.home.files import HomeWishes
from intake.cli.common import address, instant_of
from intake.domain.errors import UsageError
from intake.domain.rulebook import Replies
from intake.domain.transit.border import HOST_SENTENCE, is_host

_NEXT = """{home} is ready.
  Try a file:     intake check --home {home} --group jca-mv FILE.docx
  Take a mail:    intake ingest --home {home} MAIL.eml
  A real mailbox: fill in {home}/intake.toml, then intake doctor --home {home} and intake run --home {home}"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(command)


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    non_interactive: Annotated[bool, typer.Option("--non-interactive", help="Ask nothing.")] = False,
    border_hosts: Annotated[
        list[str] | None,
        typer.Option("--border-host", metavar="HOST", help="A server that takes your mail from the Internet."),
    ] = None,
    secretariat: Annotated[
        list[str] | None,
        typer.Option("--secretariat", metavar="ADDRESS", help="Who runs the groups, and gets reminders and reports."),
    ] = None,
    replies: Annotated[
        Replies | None,
        typer.Option("--replies", help="Receipts are sent, wait in Drafts, or are kept and no mail is moved: a trial."),
    ] = None,
) -> None:
    """Make a home: settings, the groups' rulebooks, the example template, the database."""
    asked = not non_interactive and sys.stdin.isatty()
    people = tuple(address(one) for one in secretariat or [])
    wishes = replace(_wishes() if asked else HomeWishes(), border_hosts=_hosts(border_hosts or []))
    wishes = replace(wishes, secretariat=people or wishes.secretariat, replies=replies or wishes.replies)
    made = app.make_home(folder, wishes=wishes)
    if not non_interactive:
        typer.echo(_NEXT.format(home=made))


def _hosts(typed: list[str]) -> tuple[str, ...]:
    for host in typed:
        if not is_host(host):
            raise UsageError(f"--border-host {host}: {HOST_SENTENCE}.")
    return tuple(typed)


def _wishes() -> HomeWishes:
    """Ask for the base line, how receipts leave, and who runs the groups."""
    typer.echo("Mail from before the base line is counted, and never answered.")
    base = typer.prompt("Base line, e.g. 2026-03-26T00:00:00Z (empty: the open meeting's circular)", default="")
    typer.echo("Receipts: send = at once; draft = they wait in Drafts for a person; watch = a trial, nothing leaves.")
    replies: Replies = typer.prompt("send, draft or watch", default="send", value_proc=_replies)
    people = typer.prompt("Who runs the groups, and gets reminders and reports (addresses, with commas)", default="")
    secretariat = tuple(address(one.strip()) for one in people.split(",") if one.strip())
    return HomeWishes(secretariat=secretariat, base=instant_of(base) if base.strip() else None, replies=replies)


def _replies(typed: str) -> Replies:
    chosen: dict[str, Replies] = {one: one for one in get_args(Replies)}
    if typed.strip().lower() not in chosen:
        raise typer.BadParameter("write send, draft or watch")
    return chosen[typed.strip().lower()]
