"""Taking late documents, as a chair or the secretariat decides it."""

from collections.abc import Collection

from intake.domain.answering.admitting import admitted, kept
from intake.domain.verdict import Decision
from intake.pipeline.agenda.moved import plan_joins
from intake.pipeline.decision.acting import Acting


def take_late(act: Acting, chosen: Collection[int]) -> Decision:
    """Take these late documents (indices): for the meeting, or by the act "keep" for the next one."""
    if act.deed.act != "keep":
        return act.decide(admitted(act.last.verdict, chosen))
    decision = act.decide(kept(act.last.verdict, chosen))
    plan_joins(act.work, act.ready.prepared.rulebook, act.now)
    return decision
