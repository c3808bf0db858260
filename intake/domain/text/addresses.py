"""Mail addresses that we are ready to write to: the plain form of RFC 5321, and nothing else."""

import re
from collections.abc import Iterable

LONGEST = 254
"""The longest address that fits into a path of RFC 5321, section 4.5.3.1.3, in octets."""

_LONGEST_LOCAL = 64
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EXAMPLES = ("example", "example.com", "example.net", "example.org", "invalid", "test")
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?!\d+\Z){_LABEL}")
_ENCODED_WORD = re.compile(r"=\?[^?@]*\?[bq]\?[^?@]*\?=", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether this is `local@domain` in ASCII, without quoted local part, literal domain, comment or white space.

    The local part is a dot-atom of at most 64 octets (RFC 5321, sections 4.1.2 and 4.5.3.1.1); the domain has at
    least two labels and no all-numeric last one (RFC 3696, section 2), so a name of our own machine is none.
    """
    local, at, domain = text.rpartition("@")
    return (
        at == "@"
        and len(text) <= LONGEST
        and len(local) <= _LONGEST_LOCAL
        and _LOCAL.fullmatch(local) is not None
        and not has_encoded_word(local)
        and _DOMAIN.fullmatch(domain) is not None
    )


def has_encoded_word(local: str) -> bool:
    """Whether a local part holds an encoded word, which has no place in an address (RFC 2047, section 5, rule 3).

    Some programs decode it all the same: `=?utf-8?q?eve=40evil.test=2C?=@example.org` goes to eve@evil.test with them.
    """
    return _ENCODED_WORD.search(local) is not None


def checked_address(text: str) -> str:
    """The same text when it is an address (see is_address); else ValueError, which shows it in one short line."""
    if not is_address(text):
        raise ValueError(f"not a mail address that can be written to: {text[:80]!r}")
    return text


def is_listed(address: str, entries: Iterable[str]) -> bool:
    """Whether an address stands in a list of addresses and domains; "@example.org" takes its subdomains in too."""
    folded = address.casefold()
    domain = "." + folded.rpartition("@")[2]
    return "@" in folded and any(
        domain.endswith("." + entry[1:].casefold()) if entry.startswith("@") else folded == entry.casefold()
        for entry in entries
    )


def is_example(address: str) -> bool:
    """Whether nobody can read what is sent to this address: its domain is kept for examples (RFC 2606, RFC 6761)."""
    domain = address.rpartition("@")[2].casefold()
    return any(f".{domain}".endswith(f".{one}") for one in _EXAMPLES)
