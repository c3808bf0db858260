"""Days and hours as people type them (ISO 8601), with one sentence for what is none."""

from datetime import date, datetime, time

from intake.domain.errors import UsageError
from intake.domain.text.language import one_line

_SHOWN = 40


def day_of(text: str) -> date:
    """The day that was typed, as 2026-05-04. Raises UsageError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError("'{text}' is no day; write it like 2026-05-04.", text=one_line(text, _SHOWN)) from error


def day_or_none(text: str) -> date | None:
    """The same; None where nothing was typed."""
    return day_of(text) if text.strip() else None


def hour_of(text: str) -> time:
    """The hour that was typed, as 16:00. Raises UsageError."""
    try:
        return time.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError("'{hour}' is no hour; write it like 16:00.", hour=one_line(text, _SHOWN)) from error


def day_or_time_of(text: str) -> date | datetime:
    """A day, or a local time on it as 2026-05-04T16:00. Raises UsageError."""
    typed = text.strip()
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(typed)
        except ValueError:
            pass
    raise UsageError(
        "'{text}' is no day and no time; write 2026-05-04 or 2026-05-04T16:00.", text=one_line(typed, _SHOWN)
    )
