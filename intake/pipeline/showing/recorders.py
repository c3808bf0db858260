"""Who recorded a Decision for somebody else."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake.ports import UnitOfWork

_MOST = 10_000


def recorders(work: "UnitOfWork", submission: int) -> dict[int, str]:
    """By the number of a Decision that somebody else recorded for its actor: who did."""
    lines = work.log.listed(submission=submission, what="decided", limit=_MOST)
    return {
        n: name
        for one in lines
        if isinstance(n := one.facts.get("decision"), int) and (name := one.personal.get("recorded by"))
    }
