"""Host and port as a person writes them, whether they are this machine's, and addresses where people reach pages."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

_HOST_AND_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^/:]+):([0-9]+)")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
"""What a path prefix may hold: nothing that a server or a mail program would write in another way."""


def host_and_port(address: str) -> tuple[str, int]:
    """The parts of host:port; ("", 0) for a path."""
    found = _HOST_AND_PORT.fullmatch(address)
    return (found.group(1).strip("[]"), int(found.group(2))) if found else ("", 0)


def is_this_machine(host: str) -> bool:
    """Whether nobody but this machine is reached by this name or address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def checked_place(address: str, example: str) -> str:
    """Host and port to listen on, as written; raises ValueError, which shows the example."""
    host, port = host_and_port(address)
    if not host or not 1 <= port <= 65535:
        raise ValueError(f'expected host and port, like "{example}"; found {address[:80]!r}')
    return address


def checked_url(url: str, example: str) -> str:
    """Where people reach pages, without a slash at its end; raises ValueError, which shows the example.

    https, host, and a path where there is one; http on this machine alone.
    """
    parts = _parts(url)
    if parts is None:
        raise ValueError(f'expected an https address with host and path alone, like "{example}"; found {url[:80]!r}')
    if not _PLAIN.issuperset(parts.path) or "//" in parts.path or "/." in parts.path:
        raise ValueError(
            f'write the path with letters, digits and hyphens alone, like "/intake"; found {parts.path[:80]!r}'
        )
    return url.rstrip("/")


def checked_networks(given: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses or networks, as written; raises ValueError for what is neither."""
    for one in given:
        try:
            ipaddress.ip_network(one)
        except ValueError as error:
            raise ValueError(
                f'{one[:80]!r} is no address and no network; write it, like "127.0.0.1" or "10.0.0.0/24"'
            ) from error
    return given


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
