"""The servers: mailboxes and their border, SMTP, the virus scanner."""

from collections.abc import Iterator

from intake import app
from intake.adapters.antivirus import signatures_of
from intake.cli.examining.examined import Examined, tried
from intake.domain.errors import IntakeError, UnavailableError
from intake.domain.verdict import OUR_FAILURE
from intake.pipeline.line import ALERTS
from intake.pipeline.showing.border import border_of_group, border_of_mailbox, senders_of_mailbox
from intake.ports import ReaderFailedError

_OLD_SIGNATURES = 7
"""Days after which the scanner's signatures are no longer fresh: they come daily."""


def mailbox(opened: "app.OpenHome", box: "app.OpenMailbox") -> str:
    """Tell how many mails are in its folder, when it was last polled, and since when mail counts. IntakeError."""
    state = box.source.probe()
    with opened.line.store.read() as work:
        base = work.deliveries.base(box.box.account, box.box.folder) or box.box.base
        polled = work.deliveries.polled_at(box.box.account, box.box.folder)
    last = f"polled {polled:%Y-%m-%d %H:%M:%S} UTC" if polled else "not polled yet"
    found = (
        f"{box.box.account}: {state.messages} mails in {box.box.folder}, {last}, base line {base:%Y-%m-%d %H:%M} UTC"
    )
    return f"{found}{_junk(box)}"


def _junk(box: "app.OpenMailbox") -> str:
    """Whether the account's folder for junk is there to be looked through."""
    if not box.box.junk:
        return ""
    try:
        found = box.source.beside(box.box.junk).open()
    finally:
        box.source.close()
    if found is None:
        return f"; there is no folder {box.box.junk}, so documents that the server takes for junk are not seen"
    return f"; documents are looked for in the folder {box.box.junk}, too ({found.messages} mails)"


def border(opened: "app.OpenHome") -> Iterator[Examined]:
    """For each group and mailbox, the servers whose time of receipt is believed."""
    for group in opened.groups():
        if found := border_of_group(group, _trusted(opened, group)):
            yield Examined("border", *found)
    for box in opened.mailboxes():
        place = f"{box.box.account}/{box.box.folder}"
        try:
            hosts, newest = _trusted(opened, box.box.group), opened.newest_mail(box)
            seen = border_of_mailbox(place, hosts, newest.received if newest else None)
            told = senders_of_mailbox(
                place, opened.line.borders.get(box.box.account), hosts, newest, opened.line.organization
            )
        except (IntakeError, ReaderFailedError) as error:
            yield Examined("border", "note", f"{place}: the newest mail could not be read: {error}")
        else:
            yield Examined("border", *seen)
            yield Examined("sender", *told)


def _trusted(opened: "app.OpenHome", group: str) -> tuple[str, ...]:
    with opened.line.store.read() as work:
        return opened.line.rulebook(work, group).policy.trusted_received_hosts


def smtp(opened: "app.OpenHome", send_test: str) -> Iterator[Examined]:
    """Whether the servers take mail from us, tried without sending any; a test mail leaves by the one for receipts."""
    with opened.line.store.read() as work:
        addresses = [opened.line.rulebook(work, group).group.mailboxes[0] for group in work.rulebooks.groups()]
    told = opened.settings.alerts
    if told and told.smtp:
        yield tried("alert server", lambda: opened.probe_smtp(addresses[0], told.to[0], ALERTS))
    if opened.settings.smtp is None:
        yield Examined("smtp", "note", "not configured: receipts are written to receipts/, none is sent")
        return
    yield tried("smtp", lambda: opened.probe_smtp(addresses[0], addresses[0]))
    if send_test:
        yield tried("test mail", lambda: opened.send_test(addresses[0], send_test))


def secrets(opened: "app.OpenHome") -> Iterator[Examined]:
    """The secrets of logins by token, and the days until each ends."""
    for name, ends in opened.line.secrets.items():
        days = (ends - opened.line.clock.now().date()).days
        if days < 0:
            yield Examined("secret", "bad", f"the secret of oauth.{name} ended on {ends}: {_ANOTHER}")
            continue
        sentence = f"the secret of oauth.{name} ends on {ends}, in {days} days"
        soon = days <= _SOON
        yield Examined("secret", "note" if soon else "good", f"{sentence}: {_ANOTHER}" if soon else sentence)


_SOON = 30
"""Days before the end of a secret from which on it is worth a note."""
_ANOTHER = "put a new one into its file and its last day into secret_ends, and restart"


def antivirus(opened: "app.OpenHome") -> Examined:
    """The virus scanner, and the age of its signatures."""
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
