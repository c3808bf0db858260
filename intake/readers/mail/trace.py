"""When and where: Date (RFC 5322, section 3.3) and the Received chain (RFC 5321, section 4.4)."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from intake.domain.mail import Received
from intake.readers.mail.addresses import Token, tokens

_CLAUSES = {"from", "by", "via", "with", "id", "for"}
_LONGEST = 200


def claimed_date(value: str) -> datetime | None:
    """A Date field as an aware time with the offset as written (none or -0000: UTC); None when it is no date."""
    text = re.sub(r"(:\d\d):6\d\b", r"\1:59", value[:_LONGEST])
    try:
        given = parsedate_tz(text)
        if given is None:
            return None
        zone = timezone(timedelta(seconds=given[9])) if given[9] else UTC
        year, month, day, hour, minute, second = given[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except (ValueError, OverflowError, TypeError, IndexError, AttributeError):
        return None


def received(value: str) -> Received:
    """Host and time of one Received field; what the sending side said in it (names, comments) is not looked at."""
    pieces = [token for token in tokens(value) if token.kind != "comment"]
    stamps = [index for index, token in enumerate(pieces) if token == Token("special", ";")]
    cut = stamps[-1] if stamps else len(pieces)
    at = claimed_date("".join(token.text for token in pieces[cut + 1 :]).strip())
    return Received(_host(pieces[:cut]), _utc(at))


def _host(pieces: list[Token]) -> str:
    words = [token.text for token in pieces if token.kind != "space"]
    at = 0
    while at + 1 < len(words):
        clause = words[at].lower()
        if clause == "by":
            return words[at + 1].lower().rstrip(".")[:_LONGEST]
        at += 2 if clause in _CLAUSES else 1
    return ""


def _utc(at: datetime | None) -> datetime | None:
    """The instant in UTC; None outside of 1970 to 8999, where some zone's calendar ends: nobody took a mail then."""
    try:
        utc = at.astimezone(UTC) if at else None
    except OverflowError:
        return None
    return utc if utc and 1970 <= utc.year < 9000 else None
