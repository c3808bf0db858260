"""When a mail counts as received, and whether that is in time. Pure arithmetic over UTC instants and IANA zones."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from intake.domain.meeting import Calendar, Deadline, Meeting
from intake.domain.submission import Evidence, Timestamps

DISPUTED_AFTER = timedelta(minutes=15)
"""The largest difference of the two trusted timestamps that is not yet disputed."""

FARTHEST_ZONE = timedelta(hours=14)
"""The clocks that are farthest before UTC (in Kiribati): a local time without a zone may be so much later than UTC."""

_END_OF_DAY = time(23, 59, 59)
_PRINTED_SECOND = timedelta(seconds=1)


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of this name. ValueError with a sentence when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; write an IANA name such as Europe/Zurich") from error


def utc_of(local: datetime, zone: str) -> datetime:
    """The one UTC instant that a local wall time means in this zone.

    Raises ValueError with a sentence for a time with an offset of its own, and for one that does not exist or exists
    twice because the clocks change.
    """
    if local.tzinfo is not None:
        raise ValueError(f"{local.isoformat()} has an offset of its own; write the local time in {zone} without one")
    earlier = local.replace(tzinfo=zone_of(zone), fold=0)
    later = earlier.replace(fold=1)
    if earlier.utcoffset() == later.utcoffset():
        return earlier.astimezone(UTC)
    exists = earlier.astimezone(UTC).astimezone(earlier.tzinfo).replace(tzinfo=None) == local
    told = "exists twice" if exists else "does not exist"
    raise ValueError(f"{local.isoformat(' ')} {told} in {zone}, where the clocks change then; choose another time")


def deadline(kind: str, when: date | datetime, zone: str) -> Deadline:
    """The Deadline for one kind of document: a date means the end of that day, 23:59:59, in `zone`.

    Raises ValueError as `utc_of` does.
    """
    local = when if isinstance(when, datetime) else datetime.combine(when, _END_OF_DAY)
    return Deadline(kind, local, zone, utc_of(local, zone))


def in_time(at: datetime, deadline: Deadline) -> bool:
    """Whether this instant is in time: the printed second of the deadline is included."""
    return at < deadline.utc + _PRINTED_SECOND


def late_by(at: datetime, deadline: Deadline) -> int:
    """Whole seconds after the deadline, 0 when in time."""
    return 0 if in_time(at, deadline) else int((at - deadline.utc).total_seconds())


def instant(text: str) -> datetime:
    """The UTC instant that an ISO 8601 text with an offset means; second 60 counts as second 59 of the same minute.

    Raises ValueError with a sentence for anything else.
    """
    day_and_time, _, rest = text.strip().partition(":60")
    try:
        at = datetime.fromisoformat(f"{day_and_time}:59{rest}" if _is_leap(day_and_time, rest) else text.strip())
    except ValueError as error:
        raise ValueError(f"{text!r} is no time; write it as 2026-04-30T21:59:59Z") from error
    if at.tzinfo is None:
        raise ValueError(f"{text!r} has no offset; write it as 2026-04-30T21:59:59Z or with +02:00 behind it")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text!r} lies outside the years 1 to 9999") from error


def _is_leap(day_and_time: str, rest: str) -> bool:
    """Whether ":60" stood where the seconds stand: behind hours and minutes, at the end or before what may follow."""
    return day_and_time.count(":") == 1 and rest[:1] in ("", "Z", "z", "+", "-", ".")


def has_ended(meeting: Meeting, at: datetime) -> bool:
    """Whether the meeting's last day is over in its own zone."""
    return at.astimezone(zone_of(meeting.zone)).date() > meeting.last_day


def meeting_for(meetings: Sequence[Meeting], at: datetime, named: str | None = None) -> Meeting | None:
    """The meeting that a mail received at this instant is for; None means "next".

    The first of the group by first day whose last day has not ended, unless mail or cover clearly names (by its id)
    another one that has not ended. One that is postponed or cancelled is none.
    """
    held = [one for one in meetings if one.takes_place and not has_ended(one, at)]
    ahead = sorted(held, key=lambda one: (one.first_day, one.id))
    wanted = next((one for one in ahead if one.id == named), None)
    return wanted or next(iter(ahead), None)


def meeting_after(meetings: Sequence[Meeting], at: datetime, kept_from: Collection[str] = ()) -> Meeting | None:
    """The meeting that waits for what was sent for "next", or kept from these meetings (ids); None while none does.

    It is the one that a mail of this instant would be for, and later than those.
    """
    before = [one for one in meetings if set(kept_from).intersection((one.id, *one.was))]
    first = max((one.first_day for one in before), default=date.min)
    return meeting_for([one for one in meetings if one not in before and one.first_day >= first], at)


def receipt_time(stamps: Timestamps) -> tuple[datetime, Evidence]:
    """When it counts as received, by which evidence: given by a person, our upload page, our border, the server, us."""
    if stamps.given is not None:
        return stamps.given, "given"
    if stamps.uploaded is not None:
        return stamps.uploaded, "upload"
    if stamps.trusted_received is not None:
        return stamps.trusted_received, "trusted-received"
    if stamps.internaldate is not None:
        return stamps.internaldate, "internaldate"
    return stamps.first_seen, "first-seen"


def disputed(stamps: Timestamps) -> bool:
    """Whether the two trusted timestamps are more than 15 minutes apart, and our own servers do not explain it.

    A wait in our own queue explains it: the last server before the mailbox then took the mail when the mailbox did.
    """
    handed_over = stamps.last_hop or stamps.trusted_received
    if stamps.trusted_received is None or stamps.internaldate is None or handed_over is None:
        return False
    apart = abs(stamps.trusted_received - stamps.internaldate)
    waited = handed_over >= stamps.trusted_received and abs(handed_over - stamps.internaldate) <= DISPUTED_AFTER
    return apart > DISPUTED_AFTER and not waited


def straddles(stamps: Timestamps, evidence: Evidence, deadline: Deadline | None) -> bool:
    """Whether the evidence does not tell on which side of the deadline the mail came.

    This is so if disputed timestamps lie on different sides, or if only first-seen is known and lies after the
    deadline: it proves only that the mail came no later. It is so too if the mail counts as late, and our border may
    have taken it before, by a time in a zone that nobody knows. A time given by a person settles it.
    """
    if deadline is None or evidence == "given":
        return False
    if evidence == "first-seen":
        return not in_time(stamps.first_seen, deadline)
    counted, earliest = receipt_time(stamps)[0], stamps.unzoned and stamps.unzoned - FARTHEST_ZONE
    if earliest is not None and not in_time(counted, deadline) and in_time(earliest, deadline):
        return True
    if stamps.trusted_received is None or stamps.internaldate is None or not disputed(stamps):
        return False
    return in_time(stamps.trusted_received, deadline) != in_time(stamps.internaldate, deadline)


def correct_until(
    day_of: datetime, zone: str, calendar: Calendar, working_days: int, deadline: datetime | None = None
) -> datetime:
    """The end (as a UTC instant) of the n-th working day after the local day of `day_of`, in the meeting's zone.

    No working day at all (0) means the end of that day itself; while contributions are taken it is not before their
    `deadline` (UTC). OverflowError beyond the year 9999.
    """
    local_zone = zone_of(zone)
    day = day_of.astimezone(local_zone).date()
    left = working_days
    while left > 0:
        day += timedelta(days=1)
        left -= calendar.works_on(day)
    until = datetime.combine(day, _END_OF_DAY, local_zone).astimezone(UTC)
    return max(until, deadline) if deadline else until


def revision_deadline(
    meeting: Meeting | None, kind: str, until: Literal["deadline", "meeting-end"], senders: Sequence[str] = ()
) -> Deadline | None:
    """The last instant for revisions of a document for this meeting (`revisions_until` of the policy).

    The end of the meeting's last day, or the deadline of the kind for these senders; None for the virtual meeting
    "next" and for a kind without a deadline.
    """
    if meeting is None:
        return None
    return (
        deadline(kind, meeting.last_day, meeting.zone) if until == "meeting-end" else meeting.deadline(kind, *senders)
    )
