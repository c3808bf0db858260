"""Our own border in the Received fields of a mail (RFC 5321, section 4.4): its name, and when it took the mail."""

import ipaddress
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from intake.domain.mail import Received

_OWN_NETWORKS = tuple(
    ipaddress.ip_network(one)
    for one in (
        *("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"),
        *("::1/128", "fc00::/7", "fe80::/10", "2002:a00::/24"),
    )
)
"""Addresses that nobody has on the Internet (RFC 6890); the last is 10.0.0.0/8 as Google writes it (RFC 3056)."""

_CHANGING = (".mail.protection.outlook.com", ".outlook.office365.com", ".prod.outlook.com")
"""Hosts of a large provider, whose names change from mail to mail: named by what their names end with."""
HOST_SENTENCE = 'write a server like "mx1.example.org", or the end of its name like ".mail.example.org"'
"""The advice to a person whose host `is_host` does not accept."""
_HOST = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?|(?:\.[A-Za-z0-9_-]+){2,}\.?")
_ONE_HOUSE = (".outlook.com", ".office365.com")


def is_host(entry: str) -> bool:
    """Whether this can stand in `trusted_received_hosts`: a host, or the end of host names, of at least two labels."""
    return len(entry) <= 253 and _HOST.fullmatch(entry) is not None


def trusted_received(received: Sequence[Received], hosts: Sequence[str]) -> datetime | None:
    """The instant (UTC) at which our own border took the mail; None if no field of ours records it.

    `hosts` are names, or ends of names that begin with a dot. It is the lowest dated field of the unbroken run, from
    the top, whose `by` host is one of ours; below that run strangers wrote what they liked. The run ends

    - at a host that is none of ours, or that repeats;
    - below a field that says it took the mail from a stranger on the Internet;
    - where an entry of `hosts` would be used again.

    Where several hosts in a row have one end of a name in common, the highest of them counts: a stranger can invent
    another such name below our border's own field, which must not make a mail older.
    """
    return next((one.at for one in reversed(_run(received, hosts).dated) if one.zoned), None)


def unzoned(received: Sequence[Received], hosts: Sequence[str]) -> datetime | None:
    """The time that our own border wrote, where its zone is none that everybody knows; else None.

    The field of the run that would count by `trusted_received`, taken for UTC: it proves no more than the day.
    """
    return next((None if one.zoned else one.at for one in reversed(_run(received, hosts).dated)), None)


def last_hop(received: Sequence[Received], hosts: Sequence[str]) -> datetime | None:
    """The instant (UTC) at which the last server of that run took the mail: ours to the mailbox; None as above.

    None too where the mail came over the Internet between two fields of the run: a stranger may have called itself by
    the name of ours there, so that the run does not prove that the mail waited with us.
    """
    ours = _run(received, hosts)
    return next((one.at for one in ours.dated if one.zoned), None) if ours.inside else None


def trusted_fields(received: Sequence[Received], hosts: Sequence[str]) -> int:
    """How many fields from the top our own servers wrote, judged as by `trusted_received`."""
    return _run(received, hosts).fields


@dataclass(frozen=True, slots=True)
class _Run:
    """The fields that our own servers wrote: the dated ones, each entry of `hosts` once, from the top.

    `inside`: the mail stayed inside until then. `fields` counts all of them.
    """

    dated: list[Received]
    inside: bool
    fields: int


def _run(received: Sequence[Received], hosts: Sequence[str]) -> _Run:
    entries = {_plain(one) for one in hosts if _plain(one)}
    dated: list[Received] = []
    inside = so_far = True
    fields = 0
    seen: set[str] = set()
    used: list[str] = []
    for place, one in enumerate(received, 1):
        if not one.peers and not entries & {_plain(one.by)} and _is_own_address(one.by):
            continue
        entry = _entry_of(one.by, entries)
        if entry is None or _plain(one.by) in seen or entry in used[:-1]:
            break
        fields = place
        if entry not in used:
            dated += [one] if one.at else []
            used.append(entry)
            inside = so_far
        so_far = so_far and _from_inside(one)
        seen.add(_plain(one.by))
        if _from_a_stranger(one, entries):
            break
    return _Run(dated, inside, fields)


def seems_ours(received: Sequence[Received]) -> tuple[str, ...]:
    """Suggested `trusted_received_hosts` from this mail; the last host is the border, which took it from outside.

    A guess for people: from the top, the hosts that got the mail from a host of the same domain. Hosts whose names
    change from mail to mail are given by the end of their names.
    """
    named = [one for one in received if one.by and not (not one.peers and _is_own_address(one.by))]
    ours = [one.by for one in named[:1]]
    for upper, lower in pairwise(named):
        if not _from_inside(upper) and _house(upper.by) != _house(lower.by):
            break
        ours.append(lower.by)
    return tuple(dict.fromkeys(map(_usual_entry, ours)))


def _entry_of(host: str, entries: set[str]) -> str | None:
    """The entry that names this host: the host itself, else the longest end of its name."""
    name = _plain(host)
    if not name or name in entries:
        return name or None
    return max((one for one in entries if one.startswith(".") and name.endswith(one)), key=len, default=None)


def _from_a_stranger(one: Received, entries: set[str]) -> bool:
    """Whether this field shows that the mail came from the Internet, and not from one of our hosts.

    With an address of the Internet, every name has to be of a house of ours. Where the field gives no name that its own
    host looked up, a stranger may have called itself so: then only the entries of `hosts` that are used up hold.
    """
    if _from_inside(one):
        return False
    houses = {_house(entry) for entry in entries}
    names = _names(one)
    return not names or any(_house(name) not in houses for name in names)


def _from_inside(one: Received) -> bool:
    """Whether this field names no address of the Internet as the mail's origin."""
    return all(map(_is_own_address, _addresses(one)))


def _addresses(one: Received) -> list[str]:
    return [peer for peer in one.peers if _address(peer)]


def _names(one: Received) -> list[str]:
    return [peer for peer in one.peers if not _address(peer)]


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_own_address(text: str) -> bool:
    found = _address(text)
    return found is not None and any(found in network for network in _OWN_NETWORKS)


def _usual_entry(host: str) -> str:
    return next((end for end in _CHANGING if _plain(host).endswith(end)), _plain(host))


def _house(host: str) -> str:
    """The domain of a host, judged by its name: example.org, example.co.uk."""
    name = _plain(host)
    if f".{name}".endswith(_ONE_HOUSE):
        return _ONE_HOUSE[0]
    return ".".join(_last_labels(name.strip(".").split(".")))


def _last_labels(labels: list[str]) -> Iterator[str]:
    country_below = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    yield from labels[-3:] if country_below else labels[-2:]


def _plain(name: str) -> str:
    return name.strip().rstrip(".").casefold()
