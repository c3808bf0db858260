"""Finding the meeting that a text names, by its id or by one of its days."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from intake.domain.meeting import Meeting

_DAY = re.compile(r"(?<![\w-])(\d{4}-\d\d-\d\d)(?![\w-])")


def named_meeting(texts: Iterable[str], meetings: Sequence[Meeting]) -> str | None:
    """The id of the one meeting that these texts name, or None.

    A day is compared with the days of the meetings before their ids, since a postponed meeting often keeps its
    first date as id. Only a day without a meeting is compared with ids, present and former.
    """
    named = {one for text in texts for one in _named(text, meetings)}
    return named.pop() if len(named) == 1 else None


def _named(text: str, meetings: Sequence[Meeting]) -> Iterator[str]:
    for one in meetings:
        if any(_day(name) is None and _stands_in(name, text) for name in (one.id, *one.was)):
            yield one.id
    for written in _DAY.findall(text):
        day = _day(written)
        on_that_day = [one.id for one in meetings if day is not None and one.first_day <= day <= one.last_day]
        yield from on_that_day or (one.id for one in meetings if written in (one.id, *one.was))


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
