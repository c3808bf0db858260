"""Presentations, as attached or embedded: slides that start a program (ECMA-376 Part 1, 21.1.2.3.5)."""

from collections.abc import Iterable, Iterator

from intake.domain.mail import Problem
from intake.readers.zip.container import Container
from intake.readers.zip.ooxml import Relationship, part

_SHOWN = ("slide", "notes", "handout", "diagram")
"""How the kinds of relationships begin that lead to parts in which people click."""

_NAMED = b"action"
_RUN = "ppaction://program"


def starting(container: Container, links: Iterable[Relationship]) -> Iterator[Problem]:
    """Problems "active" (`what` = "script") for parts where a click, or the pointer alone, starts a program."""
    shown = {one.target for one in links if one.internal and one.kind.lower().startswith(_SHOWN)}
    for name in sorted(one for one in shown if one in container):
        if _NAMED in container.markup(name).replace(b"\0", b"") and _starts(container, name):
            yield Problem("active", name, {"what": "script"})


def _starts(container: Container, name: str) -> bool:
    return any(_RUN in one.get("action", "").lower() for one in part(container, name).iter("*"))
