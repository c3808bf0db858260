"""How a check is declared. Importing `intake.checks` fills the registry, one module per family."""

import re
from collections.abc import Callable

from intake.domain.judging.case import Check, Look, Scope

REGISTRY: dict[str, Check] = {}

_SCOPES: dict[str, Scope] = {
    "ENV": "mail",
    "FIL": "document",
    "TPL": "contribution",
    "COV": "contribution",
    "TIM": "document",
    "REV": "document",
    "LIA": "document",
}


def check(check_id: str, *, scope: Scope | None = None) -> Callable[[Look], Look]:
    """Register a function as a check. The family of the id gives the scope unless `scope` says otherwise.

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
        REGISTRY[check_id] = Check(
            check_id, scope or _SCOPES[check_id[:3]], look, *parts.group("statement", "why", "see")
        )
        return look

    return register
