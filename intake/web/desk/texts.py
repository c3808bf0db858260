"""Forms whose fields depend on what a page shows."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request

_MOST = 400
_LONGEST = 500_000


async def _texts(request: Request) -> Mapping[str, str]:
    """The text fields of a form by name; a later one of the same name wins where the earlier is empty."""
    found: dict[str, str] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str) and len(found) < _MOST:
            found[name[:100]] = value[:_LONGEST] or found.get(name, "")
    return found


Texts = Annotated[Mapping[str, str], Depends(_texts)]
"""A route that takes whatever text fields its form has."""


def unfolded(text: str) -> str:
    """A text from a browser's text area with line ends as our files have them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
