"""Host and port as a person writes them, and whether they are this machine's."""

import ipaddress
import re

_HOST_AND_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^/:]+):([0-9]+)")


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
