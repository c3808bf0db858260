"""The stage of the demo: a home of its own, embedded servers, mailboxes for both groups, and a clock that is moved."""

import secrets
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from intake.adapters.clock import OffsetClock
from intake.adapters.home.files import HomeFiles
from intake.adapters.home.lock import locked
from intake.app import OpenHome, OpenMailbox, activate_all, make_home, open_home
from intake.demo import people
from intake.demo.scenes import STARTS
from intake.demo.servers import Servers, desk_socket, embedded_servers
from intake.demo.written import BORDER, DCC, MV
from intake.domain.errors import UnavailableError, UsageError

MARK = ".intake-demo"

_MAILBOX = """
[[mailbox]]
name = "{group}"
group = "{group}"
host = "{host}"
port = {port}
security = "none"
user = "{address}"
password_file = "secrets/{group}"
poll_seconds = 5
"""
PAGES = "https://contributions.example.org/intake"
"""Where the pages for chairs would be."""

_SMTP = """
[public]
url = "{pages}"

[desk]
listen = "{desk}"

[smtp]
host = "{host}"
port = {port}
security = "none"
"""
_POLICY = f"""
[policy]
audience = "public"
trusted_received_hosts = ["{BORDER}"]
reserve_for_agenda = true
"""
_SAID_LATER = (
    ('country = "Kingdom of Saudi Arabia"\n', f'addresses = ["{people.CO_CHAIR.address}"]\n'),
    ('country = "Republic of Korea"\n', f'addresses = ["{people.OTHER_CHAIR.address}"]\n'),
    ('telephone = "+41 22 730 6301"', f'\nannounce_to = "{people.LIST.address}"  #'),
    (
        'kinds = ["contribution"]\n',
        f'\n[policy]\naudience = "public"\ntrusted_received_hosts = ["{BORDER}"]\nreserve_for_agenda = true\n',
    ),
)
"""What the circular does not say, and the secretariat has added: each behind a place of the rulebook."""

_ITEMS = "".join(
    f'\n[[meeting.item]]\nnumber = "{number}"\ntitle = "{title}"\n'
    for number, title in enumerate(
        ("Opening", "Approval of the agenda", "Use cases, gaps and terms", "Testing and energy", "Closing"), 1
    )
)
"""The draft agenda, as the secretariat has added it."""


class _StandingClock:
    """A clock on which no time passes but by waiting, so that a demo is the same on every machine."""

    def now(self) -> datetime:
        return STARTS

    def wait(self, seconds: float) -> None:
        """Nobody waits for a story."""


@dataclass(frozen=True, slots=True)
class House:
    """The home of a demo, the servers that it uses while they run, the clock of its story, and the place of its desk.

    `desk` is taken from the start, so that no other demo of this machine chooses the same place.
    """

    home: Path
    servers: Servers
    clock: OffsetClock
    desk: socket.socket


@dataclass(frozen=True, slots=True)
class Stage:
    """What a scene plays on: the open home, its mailboxes, the servers, and the clock that scenes move."""

    opened: OpenHome
    boxes: tuple[OpenMailbox, ...]
    servers: Servers
    clock: OffsetClock

    @property
    def addresses(self) -> tuple[str, ...]:
        """Of its mailboxes."""
        return tuple(one.user for one in self.opened.settings.mailbox)


@contextmanager
def demo_house(home: Path) -> Iterator[House]:
    """Make a home in this folder, in place of an earlier demo, and start servers for it. They end; the home stays.

    Raises UsageError when the folder holds anything else, HomeLockedError when a demo is at work in it, and
    ConfigurationError when the embedded servers are not installed.
    """
    clear(home)
    clock = OffsetClock(_StandingClock(), STARTS, jumps=True)
    with embedded_servers({}) as servers, desk_socket() as desk:
        make_home(home, clock=clock, environment={})
        _complete(home / "rules" / "groups" / "jca-mv.toml")
        (home / MARK).write_text("Made by 'intake demo', which may replace this folder.\n", encoding="utf-8")
        house = House(home, servers, clock, desk)
        host, port = desk.getsockname()
        places = {"pages": PAGES, "desk": f"{host}:{port}", "host": servers.smtp_host, "port": servers.smtp_port}
        _write_settings(home, _SMTP.format(**places))
        add_mailboxes(house, {"jca-mv": MV, "jca-dcc": DCC})
        yield house


@contextmanager
def staged(house: House) -> Iterator[Stage]:
    """Open the home on the clock of the story."""
    with open_home(house.home, clock=house.clock, environment={}) as opened, locked(opened.files):
        activate_all(opened, who="demo")
        boxes = tuple(opened.mailboxes())
        try:
            yield Stage(opened, boxes, house.servers, house.clock)
        finally:
            for box in boxes:
                box.source.close()


def clear(home: Path) -> None:
    """Make room for a new home; only an earlier demo is taken away."""
    if not home.exists() or (home.is_dir() and not any(home.iterdir())):
        return
    if not (home / MARK).is_file():
        raise UsageError(f"{home} holds something other than an earlier demo; name another folder with --home.")
    with locked(HomeFiles(home)):
        pass
    try:
        shutil.rmtree(home)
    except OSError as error:
        raise UnavailableError(f"{home} cannot be replaced: {error.strerror}.") from error


def add_mailboxes(house: House, addresses: Mapping[str, str]) -> None:
    """Make a mailbox for each of these groups, with a random password in a file of its own."""
    kept = house.home / "secrets"
    kept.mkdir(mode=0o700, exist_ok=True)
    for group, address in addresses.items():
        password = secrets.token_urlsafe(18)
        house.servers.add_user(address, password)
        file = kept / group
        file.touch(mode=0o600)
        file.write_text(password + "\n", encoding="utf-8")
        servers = house.servers
        where = _MAILBOX.format(group=group, address=address, host=servers.imap_host, port=servers.imap_port)
        _write_settings(house.home, where)


def _complete(rulebook: Path) -> None:
    """Add to the shipped rulebook of JCA-MV what its circular does not say. LookupError if it has changed."""
    text = rulebook.read_text(encoding="utf-8")
    for place, added in _SAID_LATER:
        if text.count(place) != 1:
            raise LookupError(f"{rulebook}: {place!r} stands there {text.count(place)} times")
        text = text.replace(place, place + added)
    rulebook.write_text(text + _ITEMS, encoding="utf-8")


def _write_settings(home: Path, table: str) -> None:
    with (home / "intake.toml").open("a", encoding="utf-8") as settings:
        settings.write(table)
