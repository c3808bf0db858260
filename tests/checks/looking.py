"""Looks at a case as the engine does: with the check's scope, and the parameters of its default rule."""

from dataclasses import replace

from intake.checks import REGISTRY
from intake.domain.judging.case import Case
from intake.domain.verdict import Hit
from tests.domain.cases import default_rules


def look(check_id: str, case: Case) -> list[Hit]:
    """What this check sees in the case; a check of the whole mail looks at the mail, whatever `index` says."""
    one = REGISTRY[check_id]
    seen = replace(case, index=None) if one.scope == "mail" else case
    return list(one.look(seen, default_rules()[check_id].params))


def places(check_id: str, case: Case) -> list[str]:
    """Where this check sees something."""
    return [hit.at for hit in look(check_id, case)]
