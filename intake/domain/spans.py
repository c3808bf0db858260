"""Spans of time as people write them in a rulebook: "15 min", "3 h", "7 d"."""

import re

NONE = "0 min"
"""No time at all, where that makes sense."""

_SPAN = re.compile(r"([1-9][0-9]{0,3}) ?(min|h|d)")
_SECONDS = {"min": 60, "h": 3_600, "d": 86_400}


def span(text: str) -> tuple[int, str]:
    """Amount and unit ("min", "h" or "d") of a span. Raises ValueError with a sentence for anything else."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f'{text!r} is no span of time; write it like "7 d", "3 h" or "15 min"')
    return int(found.group(1)), found.group(2)


def seconds_in(text: str) -> int:
    """The length of a span in seconds, a day taken as 24 hours; 0 for `NONE`. Raises ValueError as `span` does."""
    if text.strip() == NONE:
        return 0
    amount, unit = span(text)
    return amount * _SECONDS[unit]
