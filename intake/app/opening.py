"""Opening a home: the one place that knows which adapter is real."""

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from intake.adapters.clock import SystemClock
from intake.adapters.home.disks import HomeDisks
from intake.adapters.home.files import HomeFiles
from intake.adapters.home.link_key import link_key
from intake.adapters.home.receipts_folder import FolderSender
from intake.adapters.letter.trial import trial_mail
from intake.adapters.smtp.sender import SmtpSender
from intake.adapters.tokens import RandomTokens
from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.sentences import Sentences
from intake.app.endpoints import Endpoints
from intake.app.lines import Around, line_over, public_of, reader_of, servers, use_limits
from intake.app.mailboxes import OpenMailbox, open_mailbox
from intake.domain.errors import ConfigurationError, UnavailableError
from intake.domain.letters.links import Public
from intake.domain.mail import Mail
from intake.domain.names import MeetingName, meeting_name, unknown_group
from intake.pipeline.line import Line
from intake.ports import AtStep, Clock, MailSender, Sending, Tokens, Words
from intake.readers.process.keeper import ReaderKeeper
from intake.settings import (
    MailboxSettings,
    PublicSettings,
    Settings,
    database_address,
    load_settings,
)
from intake.shipped import shipped_templates
from intake.store.work import open_store


@dataclass(slots=True)
class OpenHome:
    """A home that is open for work: its files and settings, the line over its adapters, its words."""

    files: HomeFiles
    settings: Settings
    line: Line
    words: Words
    reader: ReaderKeeper
    endpoints: Endpoints

    def groups(self) -> list[str]:
        """The groups that have a rulebook in force."""
        with self.line.store.read() as work:
            return work.rulebooks.groups()

    def use_limits(self) -> None:
        """Read files within the limits of the rulebooks in force; the widest where one of them is older."""
        use_limits(self.line, self.reader)

    def free_claims(self) -> int:
        """Free the claims of processes that are gone; for whoever holds the home's lock. How many.

        On a shared database other hosts are at work: their claims run out by themselves.
        """
        if not self.on_one_machine:
            return 0
        with self.line.store.write() as work:
            return work.submissions.release_all() + work.debts.release_all()

    @property
    def on_one_machine(self) -> bool:
        """Whether the database is this machine's alone (SQLite)."""
        return self.settings.database_url.startswith("sqlite")

    def require_group(self, group: str | None) -> None:
        """UsageError when a group is named that has no rulebook in force."""
        known = self.groups()
        if group is not None and group not in known:
            raise unknown_group(group, known)

    def meeting_name(self, typed: str) -> MeetingName:
        """GROUP/MEETING as typed; UsageError as in `require_group`. Whether there is the meeting, its act says."""
        name = meeting_name(typed)
        self.require_group(name.group)
        return name

    def require_smtp(self) -> None:
        """ConfigurationError when receipts cannot be sent."""
        if self.settings.smtp is None:
            raise ConfigurationError(f"{self.files.settings}: smtp: is missing; receipts cannot be sent without it.")

    def probe_smtp(self, sender: str, recipient: str, place: str = "smtp") -> str:
        """Go as far as RCPT with a mail at the server of this place and take it back; what was found.

        Raises LoginError or UnavailableError.
        """
        client = self.line.senders[place]
        if not isinstance(client, SmtpSender):
            raise TypeError(f"the sender for {place} is no SMTP client")
        client.probe(recipient, sender)
        return f"{servers(self.settings)[place].host} takes mail (asked as far as RCPT, nothing sent)"

    def send_test(self, sender: str, recipient: str) -> str:
        """Send one plain test mail. UnavailableError with the server's answer when it is not taken."""
        self.require_smtp()
        raw = trial_mail(sender, recipient, self.line.tokens.message_id(), self.line.clock.now(), self.line.loop_token)
        (handover,) = self.line.senders["smtp"].send([Sending(sender, (recipient,), raw)])
        if handover.outcome != "sent":
            raise UnavailableError(f"the test mail to {recipient} was not taken: {handover.reply}")
        return f"the test mail to {recipient} was taken: {handover.reply}"

    def mailboxes(self) -> list[OpenMailbox]:
        """The configured mailboxes, not yet connected. ConfigurationError for an unknown group or a missing secret."""
        return [self._mailbox(one) for one in self.settings.mailbox]

    def newest_mail(self, box: OpenMailbox) -> Mail | None:
        """The header fields of a mailbox's newest mail: the last one taken, else the last one in the folder.

        None when there is none. UnavailableError, ReaderFailedError.
        """
        with self.line.store.read() as work:
            raw = work.deliveries.newest_raw(box.box.account, box.box.folder)
        header = self.line.blobs.get(raw) if raw else box.newest_header()
        return self.reader.read_headers(header).mail if header else None

    def _mailbox(self, one: MailboxSettings) -> OpenMailbox:
        if one.group not in self.groups():
            raise ConfigurationError(
                f"{self.files.settings}: mailbox {one.name}: no rulebook of a group {one.group} is in force; write the "
                f"id of one that is ({', '.join(self.groups()) or 'none'}), or run 'intake rules activate'."
            )
        with self.line.store.read() as work:
            rulebook = self.line.rulebook(work, one.group)
        now, only_looks = self.line.clock.now(), partial(self._watches, one.group)
        return open_mailbox(one, self.settings, rulebook, self.endpoints.of(one), now=now, only_looks=only_looks)

    def _watches(self, group: str) -> bool:
        with self.line.store.read() as work:
            return self.line.watches(work, group)


@contextmanager
def open_home(
    home: Path,
    *,
    clock: Clock | None = None,
    tokens: Tokens | None = None,
    step: AtStep = lambda _: None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[OpenHome]:
    """Open a home for one command or one process; everything that was opened is closed at the end.

    Raises ConfigurationError and UnavailableError, each naming what is wrong, where, and the remedy.
    """
    files = HomeFiles(home)
    files.require()
    settings = load_settings(files.settings, os.environ if environment is None else environment)
    with ExitStack() as stack:
        store = open_store(database_address(settings, files.top))
        stack.callback(store.close)
        reader = reader_of(settings)
        stack.callback(reader.close)
        clock = clock or SystemClock()
        endpoints = Endpoints(settings, files.top, clock)
        senders: dict[str, MailSender] = {}
        for place, one in servers(settings).items():
            senders[place] = SmtpSender(endpoints.of(one), connections=one.connections)
            stack.callback(senders[place].close)
        senders["folder"] = FolderSender(files.receipts)
        around = Around(
            store=store,
            reader=reader,
            clock=clock,
            tokens=tokens or RandomTokens(),
            catalogs=Catalogs(shipped_templates() / "locale"),
            senders=senders,
            public=_public(settings.public, files),
            disks=_disks(settings, files.top),
        )
        line = line_over(settings, files.top, around, step)
        opened = OpenHome(files, settings, line, Sentences(around.catalogs), reader, endpoints)
        opened.use_limits()
        yield opened


def _disks(settings: Settings, top: Path) -> HomeDisks:
    """Where the home is, where its mails are kept, and where SQLite keeps its file; else other hosts may be there."""
    database = database_address(settings, top)
    if not database.startswith("sqlite"):
        return HomeDisks([top, top / settings.blobs], socket.gethostname())
    return HomeDisks([top, top / settings.blobs, Path(database.removeprefix("sqlite:///")).parent])


def _public(one: PublicSettings | None, files: HomeFiles) -> Public | None:
    return public_of(one, link_key(files)) if one else None
