"""How a mail stands, for whoever has the link of its receipt: state, numbers and times, nobody's name or words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.domain.answering.files import file_of
from intake.domain.answering.outcomes import outcome
from intake.domain.answering.receipt import ReceiptOutcome
from intake.domain.submission import Contribution, Submission
from intake.domain.verdict import Decision

State = Literal[
    "waiting", "registered", "replaces", "replaced", "repeated", "next", "returned", "sent-again", "late", "held",
    "question", "joined", "withdrawn", "closed",
]  # fmt: skip

STATES: Mapping[ReceiptOutcome, State] = {
    "registered": "registered",
    "admitted": "registered",
    "corrected": "registered",
    "replaced": "replaces",
    "repeated": "repeated",
    "returned": "returned",
    "late": "late",
    "held": "held",
    "next": "next",
    "withdrawn": "withdrawn",
    "noted": "question",
    "joined": "joined",
    "split": "registered",
}
"""The state of a mail by what its receipt tells; every outcome has one."""


@dataclass(frozen=True, slots=True)
class Status:
    """How one mail stands; instants are UTC.

    `counts_from` is the time of receipt that counts, `decided_at` when the Decision that counts was made,
    `correct_until` until when what was sent back may be corrected. `returned`, `held`: so are some of its documents.
    `again` are the references of the mails that brought again what this one did not, or not so that it could be taken.
    """

    state: State
    reference: str
    received_at: datetime
    counts_from: datetime
    numbers: tuple[str, ...] = ()
    decided_at: datetime | None = None
    correct_until: datetime | None = None
    returned: bool = False
    held: bool = False
    again: tuple[str, ...] = ()


def told_of(decisions: Sequence[Decision], waiting: Sequence[int | None]) -> Sequence[Decision]:
    """The Decisions on a mail, oldest first, up to the first one of `waiting`: those whose letter has yet to leave.

    A letter that is withheld, and a Decision that no letter tells, keep nothing back.
    """
    first = min((n for n in waiting if n is not None), default=None)
    return [one for one in decisions if first is None or one.n < first]


def status_of(
    submission: Submission,
    decision: Decision | None,
    contributions: Sequence[Contribution],
    again: Sequence[str] = (),
) -> Status:
    """The status of a mail by the last Decision that its sender was told, and what it gave or changed.

    `again` are the references of the mails that brought its document again.

    A number is told only where a receipt would tell it.
    """
    if decision is None or submission.state != "decided":
        return Status("waiting", submission.reference, submission.received_at, submission.received_at)
    verdict = decision.verdict
    documents = [(index, one) for index, one in enumerate(verdict.documents) if one.role == "contribution"]
    numbers = [file_of(index, verdict).number for index, one in documents if one.disposition in ("accept", "hold")]
    state = _state(submission, decision, contributions)
    if again and state in ("returned", "held", "question"):
        state = "sent-again"
    dispositions = {one.disposition for _, one in documents}
    stands = state not in ("returned", "sent-again", "closed", "question")
    return Status(
        state,
        submission.reference,
        submission.received_at,
        verdict.counts_from or submission.received_at,
        tuple(dict.fromkeys(one for one in numbers if one)),
        decision.at,
        submission.correct_until if "return" in dispositions and not again else None,
        returned=stands and "return" in dispositions,
        again=tuple(again),
        held=stands and state not in ("held", "late", "repeated") and "hold" in dispositions,
    )


def _state(submission: Submission, decision: Decision, contributions: Sequence[Contribution]) -> State:
    if decision.verdict.disposition in ("ignore", "question"):
        return "closed" if decision.verdict.disposition == "ignore" else "question"
    found = STATES[outcome(decision)]
    if found not in ("registered", "replaces", "next") or not contributions:
        return found
    if all(one.withdrawn_at for one in contributions):
        return "withdrawn"
    return "replaced" if all(_has_later_version(one, submission.id) for one in contributions) else found


def _has_later_version(one: Contribution, submission: int) -> bool:
    """Whether another mail brought a later version than this one did."""
    own = [place for place, each in enumerate(one.versions) if each.submission == submission]
    return bool(own) and any(
        each.submission != submission and each.mark == one.versions[own[-1]].mark
        for each in one.versions[own[-1] + 1 :]
    )
