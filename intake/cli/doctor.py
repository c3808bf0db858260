"""`intake doctor`: whether everything that the intake stands on is well; each line with its remedy."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home, address
from intake.cli.examining import machine, pages, records, servers
from intake.cli.examining.examined import Examined, tried
from intake.cli.printing.terminal import harmless, print_json
from intake.domain.errors import UnavailableError
from intake.pipeline.showing.account import account


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(command)


def command(
    home: Home = HERE,
    as_json: AsJson = False,
    send_test: Annotated[
        str, typer.Option("--send-test", metavar="ADDRESS", callback=address, help="Send a test mail there.")
    ] = "",
) -> None:
    """Test settings, database, disk, desk, pages, mailboxes, border, SMTP, scanner, clock, reader, converter, rules."""
    with app.open_home(home) as opened:
        lines = list(_examined(opened, send_test))
        with opened.line.store.read() as work:
            mailboxes = [(one.name, one.folder) for one in opened.settings.mailbox]
            counts = account(work.deliveries.account_of(mailboxes))
    if as_json:
        print_json({"healthy": not _bad(lines), "lines": [asdict(one) for one in lines], "account": counts})
    else:
        for one in lines:
            typer.echo(harmless(f"{one.state:<5} {one.what:<14} {one.sentence}"))
        for row in counts:
            figures = ", ".join(f"{name} {count}" for name, count in row.items() if type(count) is int)
            place = f"{row['account']}/{row['folder']}" if row["account"] else "from files"
            typer.echo(f"      {place}: {figures}{'' if row['adds_up'] else '; DOES NOT ADD UP'}")
    raise typer.Exit(UnavailableError.exit_code if _bad(lines) else 0)


def _bad(lines: list[Examined]) -> bool:
    return any(one.state == "bad" for one in lines)


def _examined(opened: "app.OpenHome", send_test: str) -> Iterator[Examined]:
    yield Examined("configuration", "good", f"{opened.files.settings}, {len(opened.settings.mailbox)} mailbox(es)")
    yield tried("database", lambda: machine.database(opened))
    yield from machine.disks(opened)
    yield machine.desk(opened)
    yield pages.public_pages(opened)
    for box in opened.mailboxes():
        yield tried("mailbox", partial(servers.mailbox, opened, box))
    yield from servers.border(opened)
    yield from servers.smtp(opened, send_test)
    yield from servers.secrets(opened)
    yield from records.letters(opened)
    yield servers.antivirus(opened)
    yield machine.clock(opened)
    yield machine.interpreter()
    yield tried("reader", lambda: machine.reader(opened))
    yield machine.converter(opened)
    yield from records.rulebooks(opened)
    yield from records.replies(opened)
    yield records.alert_letters(opened)
    yield from records.alerts(opened)
