"""Outages of what we stand on become one alert each, and one all-clear; over restarts, with any number of workers."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from intake.domain.errors import LoginError, StorageUnavailableError, UnavailableError
from intake.domain.letters.alert import Topic
from intake.domain.space import Space, gigabytes
from intake.pipeline.line import ALERTS, Line
from intake.pipeline.notes import alert, all_clear
from intake.ports import Handover, UnitOfWork

PATIENCE = timedelta(minutes=5)
"""A mail server may be away so long before a person hears of it: its own restarts are shorter.

What only a person can end, such as a refused login, is told at once: it would be the same in five minutes. So is an
outage of our own database or disk.
"""

_DISKS_EVERY = timedelta(minutes=1)
_SECRETS_EVERY = timedelta(minutes=1)
SECRET_AHEAD = timedelta(days=1)
"""How long before its last day the end of a secret is told."""

SERVERS: dict[str, tuple[Topic, str]] = {
    "smtp": ("smtp", "The mail server"),
    ALERTS: ("alert-server", "The mail server for alerts"),
}
"""The places of payment that a server stands behind: the topic of its alerts, and its name in them."""


def look_at_server(work: UnitOfWork, place: str, handovers: Iterable[Handover], now: datetime) -> None:
    """Tell that the server of a place takes no letters, or that it does again; by how some handovers went."""
    if place not in SERVERS:
        return
    topic, server = SERVERS[place]
    asked = [one for one in handovers if one.server != "unasked"]
    if any(one.server == "answers" for one in asked):
        if since := work.outages.end(topic):
            why = f"{server} takes letters again. It took none {span(since, now)}."
            all_clear(work, "", at=now, who="pay", topic=topic, why=why)
    elif asked:
        blamed = next((one for one in asked if one.server == "no-login"), asked[0])
        patience = timedelta() if blamed.server == "no-login" else PATIENCE
        if work.outages.begin(topic, now, patience):
            why = f"{server} takes no letters, so they wait: {blamed.reply}"
            alert(work, "", at=now, who="pay", topic=topic, why=why)


def server_is_gone(work: UnitOfWork, place: str, now: datetime) -> None:
    """Tell that the settings name the server of a place no more, if its outage was told."""
    topic, server = SERVERS[place]
    if since := work.outages.end(topic):
        why = f"{server} is no longer named in intake.toml. It took no letters {span(since, now)}."
        all_clear(work, "", at=now, who="pay", topic=topic, why=why)


def mailbox_fails(line: Line, account: str, group: str, error: UnavailableError) -> None:
    """Tell who is to blame: our own database or disk says so itself; a server that refuses our login does answer."""
    now = line.clock.now()
    topic, why = _blamed(account, error)
    patience = timedelta() if error.needs_a_person or topic == "storage" else PATIENCE
    with line.store.write() as work:
        if not work.outages.begin(_key(topic, account), now, patience):
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


def mailboxes_are_gone(work: UnitOfWork, read: Collection[str], now: datetime) -> None:
    """End the outages of all accounts but these, which are read: their mailboxes are named no more."""
    for key, since in work.outages.standing().items():
        topic, _, account = key.partition(":")
        if topic in ("mailbox", "login") and account not in read and work.outages.end(key):
            why = f"The mailbox {account} is no longer read. It did not answer {span(since, now)}."
            all_clear(work, "", at=now, who="poll", topic="mailbox" if topic == "mailbox" else "login", why=why)


def _key(topic: Topic, account: str) -> str:
    """The name of an outage: of our own storage there is one, whichever mailbox sees it."""
    return topic if topic == "storage" else f"{topic}:{account}"


def look_at_disks(line: Line) -> int:
    """Tell that a disk fills up, or that it has room again; looks once a minute at most. How much was told."""
    now = line.clock.now()
    if line.disks is None or (line.disks_seen_at and abs(now - line.disks_seen_at) < _DISKS_EVERY):
        return 0
    spaces = line.disks.spaces()
    first, line.disks_seen_at = line.disks_seen_at is None, now
    left = _disks_left(line, spaces, now) if first else 0
    return left + sum(_look_at_disk(line, space, now) for space in spaces)


def _disks_left(line: Line, spaces: Sequence[Space], now: datetime) -> int:
    """Tell that disks that were short are used no more, after a start with other folders. How many."""
    mine = {_key_of(one) for one in spaces}
    hosts = tuple(_key_of(replace(one, place="")) for one in spaces)
    with line.store.read() as work:
        left = [key for key in work.outages.standing() if key.startswith(hosts) and key not in mine]
    for key in left:
        with line.store.write() as work:
            if since := work.outages.end(key):
                why = f"{key.removeprefix(hosts[0])} is no longer a disk of ours. It was short {span(since, now)}."
                all_clear(work, "", at=now, who="tick", topic="disk", why=why)
    return len(left)


def _key_of(space: Space) -> str:
    return f"disk:{space.host}:{space.place}" if space.host else f"disk:{space.place}"


def _look_at_disk(line: Line, space: Space, now: datetime) -> bool:
    key = _key_of(space)
    with line.store.read() as work:
        stands = work.outages.stands(key)
    if stands == space.is_low or (stands and not space.has_room):
        return False
    line.step("outage.disk")
    with line.store.write() as work:
        if space.is_low and work.outages.begin(key, now):
            why = (
                f"Only {gigabytes(space.free)} are free at {space}. Below {gigabytes(space.least)} there is soon "
                "no room for the next mails: make room."
            )
            alert(work, "", at=now, who="tick", topic="disk", why=why)
        elif space.has_room and (since := work.outages.end(key)):
            why = f"{gigabytes(space.free)} are free again at {space}. The disk was short {span(since, now)}."
            all_clear(work, "", at=now, who="tick", topic="disk", why=why)
        line.step("outage.before-commit")
    line.step("outage.committed")
    return True


def look_at_secrets(line: Line) -> int:
    """Tell a day before a secret ends, or that it was replaced; looks once a minute at most. How much was told."""
    now = line.clock.now()
    if line.secrets_seen_at and abs(now - line.secrets_seen_at) < _SECRETS_EVERY:
        return 0
    line.secrets_seen_at = now
    named = {f"secret:{name}:{ends}": (name, ends) for name, ends in line.secrets.items()}
    with line.store.read() as work:
        standing = [key for key in work.outages.standing() if key.startswith("secret:")]
    ending = [key for key, (_, ends) in named.items() if now.date() >= ends - SECRET_AHEAD and key not in standing]
    replaced = [key for key in standing if key not in named]
    told = [_secret_ends(line, key, *named[key], now) for key in ending] + [
        _secret_is_replaced(line, key, now) for key in replaced
    ]
    return sum(told)


def _secret_ends(line: Line, key: str, name: str, ends: date, now: datetime) -> bool:
    with line.store.write() as work:
        if not work.outages.begin(key, now):
            return False
        why = (
            f"The secret of oauth.{name} ends on {ends}. Make a new one, put it into its file, write its last day "
            "into secret_ends, and restart."
        )
        alert(work, "", at=now, who="tick", topic="secret", why=why)
    return True


def _secret_is_replaced(line: Line, key: str, now: datetime) -> bool:
    _, name, ends = key.split(":")
    with line.store.write() as work:
        if not work.outages.end(key):
            return False
        why = f"The secret of oauth.{name} that ends on {ends} is no longer the one in use."
        all_clear(work, "", at=now, who="tick", topic="secret", why=why)
    return True


def span(since: datetime, until: datetime) -> str:
    """From when to when, for the log."""
    return f"from {since:%Y-%m-%d %H:%M:%S} to {until:%Y-%m-%d %H:%M:%S} UTC"
