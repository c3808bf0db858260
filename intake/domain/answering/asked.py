"""What the chairs are asked about, document by document, and who decided on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.answering.outcomes import outcome, reply_to
from intake.domain.verdict import Decision, Finding, Verdict


def late_documents(verdict: Verdict) -> tuple[int, ...]:
    """The contributions (indices) that have no number because, or also because, they are late."""
    return tuple(
        index
        for index, one in enumerate(verdict.documents)
        if one.role == "contribution"
        and one.disposition in ("hold", "return", "ignore")
        and any(is_open(each, index) for each in verdict.findings)
    )


def is_open(finding: Finding, index: int) -> bool:
    """Whether it says that this document is late, and nobody has settled that."""
    return finding.document == index and finding.tells("late") and finding.severity in ("hold", "error")


def before_chairs(verdict: Verdict) -> tuple[int, ...]:
    """The documents (indices) that wait for a chair: held since they are late, which their sender was told."""
    return tuple(
        index
        for index in late_documents(verdict)
        if verdict.documents[index].disposition == "hold" and reply_to(verdict, index) == "all"
    )


def waits_for_chairs(verdict: Verdict) -> bool:
    """Whether the chairs are asked about the mail: a contribution of it waits, whatever became of its other files."""
    return any(verdict.documents[index].kind == "contribution" for index in before_chairs(verdict))


def settled_in(before: Verdict, after: Verdict) -> tuple[int, ...]:
    """The documents (indices of `after`) that waited for a chair, and do not any more."""
    waiting = before_chairs(after)
    found = (place_of(before, index, after) for index in before_chairs(before))
    return tuple(index for index in found if index is not None and index not in waiting)


def place_of(then: Verdict, index: int, now: Verdict) -> int | None:
    """The index that this document has now, or that of the text or cover that was made from it; None if it is gone."""
    sha256 = then.documents[index].document.sha256
    same = [place for place, one in enumerate(now.documents) if one.document.sha256 == sha256]
    if not same:
        return None
    place = index if index in same else same[0]
    main = now.documents[place].main
    return place if main is None else main


@dataclass(frozen=True, slots=True)
class Asked:
    """A document on which chairs were asked: in `then`, and at `index` in the last Decision.

    `settled` is the Decision by which it waits no longer, with its index there; None while it does.
    """

    then: Decision
    last: Decision
    index: int
    settled: Decision | None = None


def asked_about(decisions: Sequence[Decision], index: int) -> Asked | None:
    """The document that had this index when the chairs were asked, or None where there was none."""
    then = next((one for one in decisions if index in before_chairs(one.verdict)), None)
    if then is None:
        return None
    settled, found = None, index
    for one in decisions[then.n :]:
        place = place_of(then.verdict, index, one.verdict)
        found = index if place is None else place
        waits = place is not None and place in before_chairs(one.verdict)
        settled = None if waits else settled or one
    return Asked(then, decisions[-1], found, settled)


def decided_since(decisions: Sequence[Decision]) -> Decision | None:
    """The Decision by which a late mail waited no longer; None while one document waits, or none ever did."""
    waited = [one.n for one in decisions if before_chairs(one.verdict)]
    if not waited or decisions[-1].n == waited[-1]:
        return None
    return next(one for one in decisions if one.n > waited[-1])


def already_decided(reference: str, decisions: Sequence[Decision]) -> str:
    """The sentence that says who decided on a late mail, and when; "" while one document waits, or none ever did."""
    first = decided_since(decisions)
    if first is None:
        return ""
    by = "the line, since its date was moved" if first.by_line else first.actor
    became = "kept for the next meeting" if first.act == "keep" else outcome(first)
    return f"{reference} is already decided by {by} at {first.at:%Y-%m-%d %H:%M} UTC: {became}."
