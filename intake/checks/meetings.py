"""Whether date and place that a person wrote on a cover can be those of the meeting."""

import re
import unicodedata
from collections.abc import Sequence

from intake.domain.meeting import Meeting
from intake.domain.text.language import SHOWN, letters


def contradicts(text: str, meeting: Meeting, months: Sequence[Sequence[str]]) -> bool:
    """Whether year, month or day, as far as the text names them, are none of the meeting's.

    The first 200 characters are looked at. `months` tells for January to December how their names begin in the
    languages that we know. A text without any of the three contradicts nothing.
    """
    folded = unicodedata.normalize("NFKC", text[:SHOWN]).casefold()
    numbers = [int(one) for one in re.findall(r"\d+", folded) if len(one) <= 4]
    first, last = meeting.first_day, meeting.last_day
    years = {one for one in numbers if 1900 <= one <= 2999}
    named = {number for number, begins in enumerate(months, 1) if _begins(folded, begins)}
    days = {one for one in numbers if one not in years}
    return (
        bool(years and years.isdisjoint({first.year, last.year}))
        or bool(named and named.isdisjoint({first.month, last.month}))
        or bool(days and days.isdisjoint({first.day, last.day}))
    )


def _begins(text: str, begins: Sequence[str]) -> bool:
    """Whether a word of the text begins so; a word that goes on from other letters does not count."""
    words = (unicodedata.normalize("NFKC", one).casefold() for one in begins)
    return any(re.search(rf"(?<![^\W\d_]){re.escape(one)}", text) for one in words)


def days(meeting: Meeting) -> str:
    """The first and the last day of a meeting, as ISO 8601 dates: "2026-05-13 to 2026-05-15"."""
    first, last = meeting.first_day, meeting.last_day
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def same_place(text: str, meant: str, places: Sequence[Sequence[str]]) -> bool:
    """Whether two spellings mean one place: the same town, or the same line of the list of spellings."""
    there, wanted = letters(text[:SHOWN]), letters(meant)
    town = letters(meant.split(",")[0])
    same = [spellings for spellings in places if any(letters(one) in wanted for one in spellings)]
    return town in there or there in wanted or any(letters(one) in there for line in same for one in line)
