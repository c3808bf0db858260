"""Declaring a check. Importing `intake.checks` fills the registry, one module per family."""

import re
from collections.abc import Callable
from typing import TypedDict, Unpack

from intake.domain.judging.case import Check, Look, Needs, Scope
from intake.domain.verdict import Meaning

REGISTRY: dict[str, Check] = {}

_SCOPES: dict[str, Scope] = {
    "ENV": "mail",
    "SND": "mail",
    "FIL": "document",
    "TPL": "contribution",
    "COV": "contribution",
    "TIM": "document",
    "REV": "document",
    "LIA": "document",
}
_OF_FILES = ("FIL", "TPL", "COV", "LIA")
"""Families whose checks need a file alone; those of the others need the mail, where they do not say otherwise."""


class Traits(TypedDict, total=False):
    """The traits that set a check apart from the others of its family; see `Check`."""

    scope: Scope
    needs: Needs
    means: tuple[Meaning, ...]
    empty: str
    harm: bool
    unsure: bool


def check(check_id: str, **traits: Unpack[Traits]) -> Callable[[Look], Look]:
    """Register a function as a check. The family of the id gives scope and needs unless they are named.

    The docstring's first line states how things should be; then "Why:" and "See:" (the clause). Raises ValueError
    for an id that is taken, or a docstring without them.
    """

    def register(look: Look) -> Look:
        doc = " ".join((look.__doc__ or "").split())
        parts = re.fullmatch(r"(?P<statement>.+?\.) Why: (?P<why>.+?) See: (?P<see>.+)", doc)
        if parts is None:
            raise ValueError(f"{check_id}: its docstring needs a statement, then 'Why:' and 'See:'")
        if check_id in REGISTRY:
            raise ValueError(f"{check_id} is registered twice")
        family = check_id[:3]
        usual: Traits = {"scope": _SCOPES[family], "needs": "file" if family in _OF_FILES else "mail"}
        statement, why, see = parts.group("statement", "why", "see")
        REGISTRY[check_id] = Check(check_id, look=look, statement=statement, why=why, see=see, **(usual | traits))
        return look

    return register
