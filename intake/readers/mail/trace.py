"""When and where: Date (RFC 5322, section 3.3) and the Received chain (RFC 5321, section 4.4)."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from itertools import groupby

from intake.domain.mail import Received
from intake.readers.mail.addresses import Token, tokens

_CLAUSES = {"from", "by", "via", "with", "id", "for"}
_LONGEST = 200
_PEERS = 8
_PEER = re.compile(
    r"(?<![\w@.-])(?:IPv6:)?(?:[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*|[\w-]+(?:\.[\w-]+)+|unknown)(?![\w@-])",
    re.IGNORECASE,
)
_UTC = re.compile(r"(?:[+-]00:?00|\b(?:UTC?|GMT|Z))(?:\s+\d{4})?\s*$", re.IGNORECASE)
"""Universal time at the end of a date, where some programs write the year behind it."""
_COLON_IN_ZONE = re.compile(r"([+-]\d\d):(\d\d)\b")
_OF_NO_PEER = re.compile(r"\b(?:tls\w*|ssl|cipher|certificate|client|issuer|authenticated|account)\b", re.IGNORECASE)


def claimed_date(value: str) -> datetime | None:
    """A Date field as an aware time with the offset as written (none or -0000: UTC); None when it is no date."""
    text = _COLON_IN_ZONE.sub(r"\1\2", re.sub(r"(:\d\d):6\d\b", r"\1:59", value[:_LONGEST]))
    try:
        given = parsedate_tz(text)
        if given is None:
            return None
        zone = timezone(timedelta(seconds=given[9])) if given[9] else UTC
        year, month, day, hour, minute, second = given[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except (ValueError, OverflowError, TypeError, IndexError, AttributeError):
        return None


def _is_zoned(value: str) -> bool:
    """Whether a date ends in an offset, or in a name that RFC 5322, section 4.3 gives a meaning to.

    All other names are guesses (CST stands for three zones), single letters too, of which RFC 822 had the signs wrong.
    """
    given = parsedate_tz(_COLON_IN_ZONE.sub(r"\1\2", value[:_LONGEST]))
    return bool(given and given[9]) or _UTC.search(value[:_LONGEST]) is not None


def received(value: str) -> Received:
    """Host, time and peer of one Received field. Comments, and what the sending side said, never give host or time."""
    every = list(tokens(value))
    pieces = [token for token in every if token.kind != "comment"]
    stamps = [index for index, token in enumerate(pieces) if token == Token("special", ";")]
    cut = stamps[-1] if stamps else len(pieces)
    date = "".join(token.text for token in pieces[cut + 1 :]).strip()
    at = _utc(claimed_date(date))
    return Received(_host(pieces[:cut]), at, _peers(every), zoned=at is None or _is_zoned(date))


def _peers(every: list[Token]) -> tuple[str, ...]:
    """Names and IP addresses of the `from` clause: the name given, and those in the comments that tell of the peer.

    Comments that tell of encryption or of an account name no peer.
    """
    words = [token for token in every if token.kind != "space"]
    if not words or words[0].text.lower() != "from":
        return ()
    end = next((at for at in range(2, len(words)) if words[at].text.lower() == "by"), len(words))
    clause = [one.text for one in words[1:end] if one.kind != "comment" or not _OF_NO_PEER.search(one.text)]
    found = (one.lower().removeprefix("ipv6:").rstrip(".") for one in _PEER.findall(" ".join(_joined(clause))))
    return tuple(dict.fromkeys(one[:_LONGEST] for one in found if "." in one or ":" in one or one == "unknown"))[
        :_PEERS
    ]


def _joined(clause: list[str]) -> list[str]:
    """The clause with an address literal in one piece: `[`, `IPv6`, `:` and its digits are pieces of their own."""
    literal, _, rest = "".join(clause).partition("]") if clause[:1] == ["["] else ("", "", "")
    return [literal, rest] if literal else clause


def _host(pieces: list[Token]) -> str:
    words = ["".join(token.text for token in group) for space, group in groupby(pieces, _is_space) if not space]
    at = 0
    while at + 1 < len(words):
        clause = words[at].lower()
        if clause == "by":
            return words[at + 1].lower().rstrip(".")[:_LONGEST]
        at += 2 if clause in _CLAUSES else 1
    return ""


def _is_space(token: Token) -> bool:
    return token.kind == "space"


def _utc(at: datetime | None) -> datetime | None:
    """The instant in UTC; None outside of 1970 to 8999, where some zone's calendar ends: nobody took a mail then."""
    try:
        utc = at.astimezone(UTC) if at else None
    except OverflowError:
        return None
    return utc if utc and 1970 <= utc.year < 9000 else None
