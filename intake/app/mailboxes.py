"""The mailboxes that the settings name, each ready for the thread that will own its connection."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.mailbox import ImapMailbox
from intake.domain.limits import MEGABYTE
from intake.domain.rulebook import Rulebook
from intake.pipeline.mailbox import Mailbox
from intake.settings import MailboxSettings, Settings


@dataclass(slots=True)
class OpenMailbox:
    """A mailbox with its connection, which its own thread uses, and how that thread waits."""

    box: Mailbox
    source: ImapMailbox
    poll_seconds: float
    idle: bool
    bell: threading.Event = field(default_factory=threading.Event)

    def rest(self) -> None:
        """Wait for news, for a wake-up, or for the next poll."""
        if self.idle:
            self.source.idle(self.poll_seconds)
        else:
            self.pause(self.poll_seconds)

    def pause(self, seconds: float) -> None:
        """Wait for a wake-up, or so long: without asking the server for news."""
        if self.idle:
            self.source.pause(seconds)
        else:
            self.bell.wait(seconds)
            self.bell.clear()

    def newest_header(self) -> bytes | None:
        """The header block of the newest mail in the folder, on a connection of its own; None: there is no mail."""
        self.source.open()
        try:
            uids = self.source.uids()
            return self.source.fetch_headers(uids[-1]) if uids else None
        finally:
            self.source.close()

    def wake(self) -> None:
        """End the rest at once; any thread may call it."""
        self.bell.set()
        if self.idle:
            self.source.wake()


def open_mailbox(
    one: MailboxSettings,
    settings: Settings,
    rulebook: Rulebook,
    endpoint: Endpoint,
    *,
    now: datetime,
    only_looks: Callable[[], bool] = lambda: False,
) -> OpenMailbox:
    """This mailbox at its server, not yet connected.

    Where no base line is set, it is the instant at which the call of the meeting that is open `now` (UTC) was made.
    While `only_looks`, nothing changes in it.
    """
    limits = settings.limits
    box = Mailbox(
        account=one.name,
        folder=one.folder,
        group=one.group,
        base=one.base or settings.base or _call_opened(rulebook, now),
        mark=one.mark,
        junk=_junk_of(one),
        fetch_count=limits.fetch_count,
        fetch_bytes=limits.fetch_mb * MEGABYTE,
        max_message_bytes=limits.max_message_mb * MEGABYTE,
        rebuilt_limit=limits.rebuilt_limit,
    )
    source = ImapMailbox(endpoint, one.folder, account=one.name, only_looks=only_looks)
    return OpenMailbox(box, source, one.poll_seconds, one.idle)


def _junk_of(one: MailboxSettings) -> str:
    """The folder for junk: as the settings say, else the account's own, beside its INBOX."""
    return one.junk if one.junk is not None else "Junk" if one.folder.upper() == "INBOX" else ""


def _call_opened(rulebook: Rulebook, now: datetime) -> datetime:
    """When the call of the meeting that is open now was made; without one, now: older mail is not answered."""
    opened = [one.opens for one in rulebook.meetings if one.opens and one.opens <= now and one.last_day >= now.date()]
    return max(opened, default=now)
