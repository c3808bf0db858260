"""Whether all works: the daemon, the mailboxes, mail servers and disks, the clock, and the rules in force."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from intake.domain.letters.notice import Said
from intake.domain.rulebook import Rulebook
from intake.pipeline.line import CLOCK_TOLERANCE
from intake.pipeline.outages import PATIENCE, SERVERS
from intake.pipeline.showing.remarks import remarks_on
from intake.ports import UnitOfWork

SILENT_AFTER = timedelta(minutes=1)
"""A daemon leaves a sign of life every fifteen seconds (`daemon/running.py`)."""
STUCK_AFTER = timedelta(minutes=5)
"""So long a mail may wait for its Decision."""
_UNREAD_AFTER = timedelta(minutes=5)
"""So much later than it should have been a mailbox may be read."""

BoxReading = Literal["read", "late", "away", "never"]


@dataclass(frozen=True, slots=True)
class ShownMailbox:
    """A mailbox: when it was last read in full (UTC), and since when it has not answered."""

    account: str
    folder: str
    group: str
    state: BoxReading
    polled_at: datetime | None = None
    away_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something beside the mails that somebody has to look at: a sentence by its key, and since when it is so (UTC).

    `grave`: mail is not taken or answered until then. A remark on the rules has its `group`, and what it is `about`.
    """

    kind: str
    said: Said
    since: datetime | None = None
    grave: bool = True
    group: str = ""
    about: str = ""


Counts = Mapping[tuple[str, str], Mapping[str, int]]
"""The account of deliveries: by account and folder, how many were seen and what became of them."""


def seen_at(work: UnitOfWork, now: datetime) -> datetime | None:  # noqa: ARG001 - who shares the line's process knows it
    """The last sign of life of any daemon (UTC); None where none has ever worked here."""
    return max(work.beats.last().values(), default=None)


def _counted(work: UnitOfWork, mailboxes: Sequence[tuple[str, str]]) -> Counts:
    return work.deliveries.account_of(mailboxes)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the desk's process knows of itself: how often each mailbox is read (seconds, by account), its clock.

    `clock_off` are seconds that our clock is ahead of the database's; `can_send`: a server for receipts is named.
    `seen_at` tells the last sign of life of a daemon, at an instant (UTC).
    `account` counts the deliveries: the one figure that grows with what is kept, so that it may be kept for a while.
    """

    polled_every: Mapping[str, float]
    clock_off: float = 0.0
    can_send: bool = True
    seen_at: Callable[[UnitOfWork, datetime], datetime | None] = seen_at
    account: Callable[[UnitOfWork, Sequence[tuple[str, str]]], Counts] = _counted


def mailboxes(work: UnitOfWork, machine: Machine, now: datetime) -> list[ShownMailbox]:
    """The mailboxes that are read, by name."""
    outages = work.outages.standing()
    return [
        ShownMailbox(
            one.account,
            one.folder,
            one.group,
            _reading(one.polled_at, _away(one.account, outages), machine.polled_every.get(one.account, 60.0), now),
            one.polled_at,
            _away(one.account, outages),
        )
        for one in work.overview.folders()
    ]


def _away(account: str, outages: Mapping[str, datetime]) -> datetime | None:
    return outages.get(f"mailbox:{account}") or outages.get(f"login:{account}")


def _reading(polled_at: datetime | None, away: datetime | None, every: float, now: datetime) -> BoxReading:
    if away is not None:
        return "away"
    if polled_at is None:
        return "never"
    return "late" if now - polled_at > _UNREAD_AFTER + timedelta(seconds=every) else "read"


def troubles(work: UnitOfWork, machine: Machine, now: datetime) -> Iterator[Trouble]:
    """What keeps mail from being taken or answered, the gravest first."""
    last = machine.seen_at(work, now)
    if last is None or now - last > SILENT_AFTER:
        yield Trouble("daemon", Said("front.trouble.silent" if last else "front.trouble.no-daemon"), last)
    if abs(machine.clock_off) > CLOCK_TOLERANCE:
        yield Trouble("clock", Said("front.trouble.clock", lasting={"off": int(abs(machine.clock_off))}))
    told = work.outages.standing(told=True)
    for key, since in work.outages.standing().items():
        if key in told or now - since >= PATIENCE:
            yield from _outage(work, key, since)
    if stuck := work.overview.undecided(now - STUCK_AFTER):
        yield Trouble("stuck", Said("front.trouble.stuck", {"count": stuck}))


def _outage(work: UnitOfWork, key: str, since: datetime) -> Iterator[Trouble]:
    topic, _, where = key.partition(":")
    place = next((place for place, (name, _) in SERVERS.items() if name == topic), None)
    if place is not None:
        values: dict[str, str | int] = {"count": work.debts.open_count(place)}
        yield Trouble(topic, Said(f"front.trouble.{topic}", values), since)
    elif topic in ("mailbox", "login"):
        yield Trouble(topic, Said(f"front.trouble.{topic}", {"account": where}), since)
    elif topic == "disk":
        yield Trouble(topic, Said("front.trouble.disk", {"place": where}), since)
    elif topic == "secret":
        name, _, ends = where.rpartition(":")
        yield Trouble(topic, Said("front.trouble.secret", {"name": name, "ends": ends}), since)
    elif topic == "storage":
        yield Trouble(topic, Said("front.trouble.storage"), since)


def rules(rulebook: Rulebook, machine: Machine, now: datetime) -> Iterator[Trouble]:
    """What somebody should look at in the rules in force; mail is taken all the same."""
    found = [str(one.what) for one in remarks_on(rulebook, now, can_send=machine.can_send)]
    if not rulebook.profiles:
        found.append("template")
    elif all(one.example for one in rulebook.profiles):
        found.append("example")
    for about in dict.fromkeys(found):
        said = Said(f"front.rules.{about}", {"group": rulebook.group.acronym})
        yield Trouble("rules", said, grave=False, group=rulebook.group.id, about=about)


def of_groups(found: Collection[ShownMailbox], groups: Collection[str] | None) -> list[ShownMailbox]:
    """Those of these groups, or all."""
    return [one for one in found if groups is None or one.group in groups]
