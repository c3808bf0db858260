"""What a person tells of a document: when it was received, and by whom it was submitted."""

from datetime import datetime
from email.utils import parseaddr

from intake.domain.deadlines import instant, utc_of
from intake.domain.mail import Address
from intake.domain.text.language import one_line

_SHOWN = 80


def time_of_receipt(text: str, zone: str, now: datetime) -> datetime:
    """The instant (UTC) that a person typed: an ISO 8601 time with an offset, or one in `zone` (IANA).

    Raises ValueError with a sentence for what is no time, for one that the change of the clocks leaves open, and for
    one that is later than `now` (UTC).
    """
    try:
        local = datetime.fromisoformat(text)
        at = utc_of(local, zone) if local.tzinfo is None else instant(text)
    except (ValueError, OverflowError) as error:
        clocks_change = "exist" in str(error)
        what = str(error) if clocks_change else f"{one_line(text, _SHOWN)} is no time"
        raise ValueError(what.partition(";")[0]) from error
    if at > now:
        raise ValueError(f"{one_line(text, _SHOWN)} is still to come")
    return at


def submitter_of(text: str) -> Address:
    """A name, an address, or "Name <address>"; the address is not checked."""
    if "@" not in text:
        return Address(one_line(text), "")
    name, address = parseaddr(text)
    return Address(one_line(name), address or text)
