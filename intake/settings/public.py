"""The section of intake.toml for the pages that chairs open from their letters."""

import ipaddress
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, field_validator

from intake.settings.places import host_and_port, is_this_machine
from intake.settings.values import Table, Whole, listed

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
"""What a path prefix may hold: nothing that a server or a mail program would write in another way."""


class PublicSettings(Table):
    """`[public]`: the pages that `intake web --public` serves, and the links to them."""

    url: str
    """Where people reach the pages, as it stands in letters: https, host, and a path where there is one."""
    listen: str = "127.0.0.1:8026"
    """Host and port that the process listens on; a web server of yours stands before it."""
    days: Annotated[Whole, Field(ge=1, le=366)] = 14
    """How many days a link works; never longer than the meeting lasts."""
    requests_per_minute: Annotated[Whole, Field(ge=1)] = 60
    """Requests that one address may make in a minute."""
    forwarded_from: tuple[str, ...] = ()
    """Addresses or networks of web servers before us, whose word on the client's address counts."""

    @field_validator("url")
    @classmethod
    def _can_stand_in_a_letter(cls, url: str) -> str:
        parts = _parts(url)
        if parts is None:
            raise ValueError(
                "expected an https address with host and path alone, "
                f'like "https://contributions.example.org/intake"; found {url[:80]!r}'
            )
        if not _PLAIN.issuperset(parts.path) or "//" in parts.path or "/." in parts.path:
            raise ValueError(
                f'write the path with letters, digits and hyphens alone, like "/intake"; found {parts.path[:80]!r}'
            )
        return url.rstrip("/")

    @field_validator("listen")
    @classmethod
    def _is_a_place(cls, address: str) -> str:
        host, port = host_and_port(address)
        if not host or not 1 <= port <= 65535:
            raise ValueError(f'expected host and port, like "127.0.0.1:8026"; found {address[:80]!r}')
        return address

    @field_validator("forwarded_from", mode="before")
    @classmethod
    def _of_a_variable(cls, given: object) -> object:
        return listed(given)

    @field_validator("forwarded_from")
    @classmethod
    def _are_addresses(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for one in given:
            try:
                ipaddress.ip_network(one)
            except ValueError as error:
                raise ValueError(
                    f'{one[:80]!r} is no address and no network; write it, like "127.0.0.1" or "10.0.0.0/24"'
                ) from error
        return given

    @property
    def path(self) -> str:
        """The path below which the pages stand; "" where they have the host to themselves."""
        return urlsplit(self.url).path

    @property
    def place(self) -> tuple[str, int]:
        """Host and port to listen on."""
        return host_and_port(self.listen)


def _parts(url: str) -> SplitResult | None:
    """The parts of an address that can stand in a letter; None for one that cannot."""
    if not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    alone = url == f"{parts.scheme}://{parts.netloc}{parts.path}" and "@" not in parts.netloc
    hidden = parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(host))
    return parts if host and alone and hidden and port != 0 else None
