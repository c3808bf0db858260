"""`intake doctor`: whether everything that the intake stands on is well; each line with its remedy."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from typing import Annotated, Literal

import typer

from intake import app
from intake.adapters.antivirus import signatures_of
from intake.cli.common import HERE, AsJson, Home, address
from intake.cli.printing.terminal import harmless, print_json
from intake.domain.errors import ConfigurationError, IntakeError, UnavailableError
from intake.domain.verdict import OUR_FAILURE
from intake.pipeline.showing.account import account
from intake.pipeline.showing.border import border_of_group, border_of_mailbox
from intake.pipeline.showing.remarks import remarks_on
from intake.pipeline.tick import CLOCK_TOLERANCE
from intake.ports import ConversionFailedError, ReaderFailedError

_DISK_LOW = 1_000_000_000
_OLD_SIGNATURES = 7
"""Days after which the scanner's signatures are no longer fresh: they come daily."""

_KNOWN_HOLES = {(3, 11): 12, (3, 12): 8, (3, 13): 1}
"""First patch release of each minor version without the known holes in email and zipfile that our own guards cover."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at: how it is, and what to do."""

    what: str
    state: Literal["good", "note", "bad"]
    sentence: str


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
    """Test settings, database, disk, mailboxes, border, SMTP, scanner, clock, reader, converter, rulebooks."""
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


def _examined(opened: "app.Opened", send_test: str) -> Iterator[Examined]:
    yield Examined("configuration", "good", f"{opened.files.settings}, {len(opened.settings.mailbox)} mailbox(es)")
    yield _tried("database", lambda: _database(opened))
    yield _disk(opened)
    for box in opened.mailboxes():
        yield _tried("mailbox", partial(_mailbox, opened, box))
    yield from _border(opened)
    yield from _smtp(opened, send_test)
    yield _antivirus(opened)
    yield _clock(opened)
    yield _interpreter()
    yield _tried("reader", lambda: _reader(opened))
    yield _converter(opened)
    yield from _rulebooks(opened)
    yield _alert_letters(opened)
    yield from _alerts(opened)


def _tried(what: str, look: Callable[[], str]) -> Examined:
    try:
        return Examined(what, "good", look())
    except (IntakeError, ReaderFailedError) as error:
        return Examined(what, "bad", str(error))


def _database(opened: "app.Opened") -> str:
    with opened.line.store.write() as work:
        waiting = work.submissions.count("stored") + work.submissions.count("read")
        failed, owed = work.submissions.count("failed"), work.debts.open_count()
    scheme = opened.settings.database_url.partition(":")[0]
    return f"{scheme} can be written; {waiting} wait, {failed} failed and are tried again, {owed} debts are open"


def _disk(opened: "app.Opened") -> Examined:
    free = shutil.disk_usage(opened.files.top).free
    sentence = f"{free / 1e9:.1f} GB free at {opened.files.top.resolve()}"
    return (
        Examined("disk", "good", sentence)
        if free > _DISK_LOW
        else Examined("disk", "bad", f"only {sentence}: make room")
    )


def _mailbox(opened: "app.Opened", box: "app.OpenMailbox") -> str:
    state = box.source.probe()
    with opened.line.store.read() as work:
        base = work.deliveries.base(box.box.account, box.box.folder) or box.box.base
        polled = work.deliveries.polled_at(box.box.account, box.box.folder)
    last = f"polled {polled:%Y-%m-%d %H:%M:%S} UTC" if polled else "not polled yet"
    return f"{box.box.account}: {state.messages} mails in {box.box.folder}, {last}, base line {base:%Y-%m-%d %H:%M} UTC"


def _border(opened: "app.Opened") -> Iterator[Examined]:
    for group in opened.groups():
        if found := border_of_group(group, _trusted(opened, group)):
            yield Examined("border", *found)
    for box in opened.mailboxes():
        place = f"{box.box.account}/{box.box.folder}"
        try:
            seen = border_of_mailbox(place, _trusted(opened, box.box.group), opened.newest_received(box))
        except (IntakeError, ReaderFailedError) as error:
            yield Examined("border", "note", f"{place}: the newest mail could not be read: {error}")
        else:
            yield Examined("border", *seen)


def _trusted(opened: "app.Opened", group: str) -> tuple[str, ...]:
    with opened.line.store.read() as work:
        return opened.line.rulebook(work, group).policy.trusted_received_hosts


def _smtp(opened: "app.Opened", send_test: str) -> Iterator[Examined]:
    if opened.settings.smtp is None:
        yield Examined("smtp", "note", "not configured: receipts are written to receipts/, none is sent")
        return
    with opened.line.store.read() as work:
        addresses = [opened.line.rulebook(work, group).group.mailboxes[0] for group in work.rulebooks.groups()]
    yield _tried("smtp", lambda: opened.probe_smtp(addresses[0]))
    if send_test:
        yield _tried("test mail", lambda: opened.send_test(addresses[0], send_test))


def _antivirus(opened: "app.Opened") -> Examined:
    scanner = opened.line.scanner
    if scanner is None:
        return Examined("antivirus", "note", "not configured: files are not scanned for viruses")
    try:
        version = scanner.version()
    except UnavailableError as error:
        return Examined("antivirus", "bad", f"{error}; meanwhile files are held ({OUR_FAILURE})")
    day = signatures_of(version)
    if day is None:
        return Examined("antivirus", "note", f"{version} answers, and does not say of which day its signatures are")
    days = (opened.line.clock.now() - day).days
    sentence = f"{version} answers, its signatures are {max(0, days)} days old"
    if days > _OLD_SIGNATURES:
        return Examined("antivirus", "note", f"{sentence}: look whether freshclam runs")
    return Examined("antivirus", "good", sentence)


def _clock(opened: "app.Opened") -> Examined:
    off = opened.line.store.check_clock(opened.line.clock.now())
    if abs(off) <= CLOCK_TOLERANCE:
        return Examined("clock", "good", f"{off:+.1f} s from the database's")
    return Examined("clock", "bad", f"{off:+.0f} s from the database's: nothing scheduled happens; set the clock (NTP)")


def _interpreter() -> Examined:
    major, minor, patch = sys.version_info[:3]
    version = f"Python {major}.{minor}.{patch}"
    fixed = _KNOWN_HOLES.get((major, minor), 0)
    if patch >= fixed:
        return Examined("interpreter", "good", version)
    sentence = (
        f"{version} has known holes in email and zipfile (our own guards cover them); take {major}.{minor}.{fixed}+"
    )
    return Examined("interpreter", "note", sentence)


def _reader(opened: "app.Opened") -> str:
    opened.reader.read_headers(b"Subject: hello\r\n\r\n")
    return f"reads in a process of its own, sandbox: {', '.join(opened.reader.sandbox) or 'limits only'}"


def _converter(opened: "app.Opened") -> Examined:
    try:
        version, given_up = opened.line.converter.probe()
    except (ConfigurationError, ConversionFailedError) as error:
        return Examined("converter", "note", f"{str(error).rstrip('.')}; only 'intake convert' needs it")
    return Examined("converter", "good", f"{version}, for 'intake convert', sandbox: {given_up or 'none'}")


def _rulebooks(opened: "app.Opened") -> Iterator[Examined]:
    for group, same in app.files_in_force(opened).items():
        if not same:
            yield Examined(
                "rulebook", "note", f"{group}: the files differ from what is in force: intake rules activate"
            )
        with opened.line.store.read() as work:
            if work.rulebooks.active(group) is None:
                continue
            rulebook = opened.line.rulebook(work, group)
        for remark in remarks_on(rulebook, opened.line.clock.now(), can_send=opened.settings.smtp is not None):
            yield Examined(remark.what, "note", remark.sentence)
        if not rulebook.profiles:
            yield Examined("template", "note", f"{group}: no template is registered, so documents wait for a person")
        elif all(one.example for one in rulebook.profiles):
            yield Examined(
                "template", "note", f"{group}: the example template is still in use: intake template register"
            )


def _alert_letters(opened: "app.Opened") -> Examined:
    if opened.settings.alerts is None:
        return Examined("alert letters", "note", "nobody is told of alerts by letter: name people in [alerts] to")
    to = opened.settings.alerts.to
    with opened.line.store.read() as work:
        books = [opened.line.rulebook(work, group) for group in work.rulebooks.groups()]
    own = [one for one in to if any(one.lower() in book.group.mailboxes for book in books)]
    if own:
        sentence = f"{', '.join(own)} is a group's own mailbox, where nobody would see them: name people in [alerts] to"
        return Examined("alert letters", "bad", sentence)
    return Examined("alert letters", "good", f"go to {', '.join(to)}, each kind once an hour at most")


def _alerts(opened: "app.Opened") -> Iterator[Examined]:
    since = opened.line.clock.now() - timedelta(days=1)
    with opened.line.store.read() as work:
        alerts = [one for one in work.log.listed(what="alert", limit=100_000) if one.at >= since]
    if not alerts:
        yield Examined("alerts", "good", "none in the last 24 hours")
    for one in alerts[-10:]:
        yield Examined("alert", "note", f"{one.at:%Y-%m-%d %H:%M:%S} UTC {one.why}")
