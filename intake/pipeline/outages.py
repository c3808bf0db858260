"""Outages of what we stand on become one alert each, and one all-clear; over restarts, with any number of workers."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from intake.domain.errors import LoginError, StorageUnavailableError, UnavailableError
from intake.domain.letters.alert import Topic
from intake.domain.space import Space, gigabytes
from intake.pipeline.line import ALERTS, Line
from intake.pipeline.notes import alert, all_clear
from intake.ports import Handover, UnitOfWork

SMTP_PATIENCE = timedelta(minutes=5)
"""A mail server may be away so long before a person hears of it: its own restarts are shorter."""

_DISKS_EVERY = timedelta(minutes=1)

_SERVERS: dict[str, tuple[Topic, str]] = {
    "smtp": ("smtp", "The mail server"),
    ALERTS: ("alert-server", "The mail server for alerts"),
}
"""The places of payment that a server stands behind: the topic of its alerts, and its name in them."""


def look_at_server(work: UnitOfWork, place: str, handovers: Iterable[Handover], now: datetime) -> None:
    """Tell that the server of a place takes no letters, or that it does again; by how some handovers went."""
    if place not in _SERVERS:
        return
    topic, server = _SERVERS[place]
    asked = [one for one in handovers if one.server != "unasked"]
    silent = [one for one in asked if one.server == "silent"]
    if len(silent) < len(asked):
        if since := work.outages.end(topic):
            why = f"{server} takes letters again. It took none {span(since, now)}."
            all_clear(work, "", at=now, who="pay", topic=topic, why=why)
    elif silent and work.outages.begin(topic, now, SMTP_PATIENCE):
        why = f"{server} takes no letters, so they wait: {silent[0].reply}"
        alert(work, "", at=now, who="pay", topic=topic, why=why)


def mailbox_fails(line: Line, account: str, group: str, error: UnavailableError) -> None:
    """Tell who is to blame: our own database or disk says so itself; a server that refuses our login does answer."""
    now = line.clock.now()
    topic, why = _blamed(account, error)
    with line.store.write() as work:
        if not work.outages.begin(_key(topic, account), now):
            return
        alert(work, group, at=now, who="poll", topic=topic, why=why)
        line.step("outage.before-commit")
    line.step("outage.committed")


def _blamed(account: str, error: UnavailableError) -> tuple[Topic, str]:
    if isinstance(error, StorageUnavailableError):
        return "storage", f"{error} The work goes on by itself once it answers."
    if isinstance(error, LoginError):
        return "login", f"The mailbox {account} cannot be opened: {error}"
    return "mailbox", f"The mailbox {account} does not answer: {error}"


def mailbox_answers(line: Line, account: str, group: str, unnoted: datetime | None = None) -> None:
    """Tell that mailbox, database and disk answer again; since `unnoted` (UTC) our own outage could not be noted."""
    now = line.clock.now()
    over: dict[Topic, str] = {
        "mailbox": f"The mailbox {account} answers again. It did not answer",
        "login": f"The mailbox {account} can be opened again. It could not be opened",
        "storage": "Our own database and disk answer again. They did not answer",
    }
    with line.store.write() as work:
        for topic, told in over.items():
            since = work.outages.end(_key(topic, account)) or (unnoted if topic == "storage" else None)
            if since:
                all_clear(work, group, at=now, who="poll", topic=topic, why=f"{told} {span(since, now)}.")
        line.step("outage.before-commit")
    line.step("outage.committed")


def _key(topic: Topic, account: str) -> str:
    """The name of an outage: of our own storage there is one, whichever mailbox sees it."""
    return topic if topic == "storage" else f"{topic}:{account}"


def look_at_disks(line: Line) -> int:
    """Tell that a disk fills up, or that it has room again; looks once a minute at most. How much was told."""
    now = line.clock.now()
    if line.disks is None or (line.disks_seen_at and abs(now - line.disks_seen_at) < _DISKS_EVERY):
        return 0
    line.disks_seen_at = now
    return sum(_look_at_disk(line, space, now) for space in line.disks.spaces())


def _look_at_disk(line: Line, space: Space, now: datetime) -> bool:
    key = f"disk:{space.place}"
    with line.store.read() as work:
        stands = work.outages.stands(key)
    if stands == space.is_low or (stands and not space.has_room):
        return False
    line.step("outage.disk")
    with line.store.write() as work:
        if space.is_low and work.outages.begin(key, now):
            why = (
                f"Only {gigabytes(space.free)} are free at {space.place}. Below {gigabytes(space.least)} there is soon "
                "no room for the next mails: make room."
            )
            alert(work, "", at=now, who="tick", topic="disk", why=why)
        elif space.has_room and (since := work.outages.end(key)):
            why = f"{gigabytes(space.free)} are free again at {space.place}. The disk was short {span(since, now)}."
            all_clear(work, "", at=now, who="tick", topic="disk", why=why)
        line.step("outage.before-commit")
    line.step("outage.committed")
    return True


def span(since: datetime, until: datetime) -> str:
    """From when to when, for the log."""
    return f"from {since:%Y-%m-%d %H:%M:%S} to {until:%Y-%m-%d %H:%M:%S} UTC"
