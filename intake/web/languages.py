"""The language of a page: the one that was clicked, else the browser's, else the group's."""

import re
from collections.abc import Sequence

_WANTED = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]{1,40})?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")
_LONGEST = 500


def language_for(clicked: str, header: str, usual: Sequence[str], offered: Sequence[str]) -> str:
    """The first of these that is offered; English where none is. `header` is Accept-Language (RFC 9110, 12.5.4)."""
    return next((one for one in (clicked, *_accepted(header), *usual) if one in offered), "en")


def _accepted(header: str) -> list[str]:
    """The languages of a browser, the best first, without what stands behind them ("fr-CH" is French)."""
    found = [one for one in map(_WANTED.fullmatch, header[:_LONGEST].split(",")) if one]
    weighed = [(float(one.group(2) or 1), one.group(1).lower()) for one in found]
    return [name for weight, name in sorted(weighed, key=lambda one: -one[0]) if weight]
