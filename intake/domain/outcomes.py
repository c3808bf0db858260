"""What the answer to a Decision is about, and which findings still bear on it."""

from collections.abc import Iterable

from intake.domain.receipt import Outcome
from intake.domain.verdict import Decision, Disposition, Finding, Judged, Reply, Verdict

_REPLIES: tuple[Reply, ...] = ("all", "neutral", "none")
_OFF_THE_TEMPLATE = ("TPL-001", "TPL-002")
_EMPTY_FIELDS = {"COV-001": "text", "COV-002": "text", "COV-003": "contacts", "COV-005": "found"}
"""Checks that speak of an empty field of the cover where this fact of theirs is empty."""


def outcome(decision: Decision) -> Outcome:
    """What the answer is about; the first that applies (docs/contributors.md)."""
    verdict = decision.verdict
    if decision.act == "withdraw":
        return "withdrawn"
    accepted = {one.relation for one in _contributions(verdict, "accept")}
    if accepted - {"replacement", "repeat"}:
        if decision.actor != "line" and verdict.late_by:
            return "admitted"
        return "registered" if verdict.meeting else "next"
    if accepted:
        return "replaced" if "replacement" in accepted else "repeated"
    if verdict.disposition == "return" or _contributions(verdict, "return"):
        return "returned"
    return _of_held(verdict) if verdict.disposition == "hold" else "noted"


def _of_held(verdict: Verdict) -> Outcome:
    held = [index for index, one in enumerate(verdict.documents) if one.disposition == "hold"]
    told = [index for index in held if reply_to(verdict, index) == "all"]
    papers = [index for index in told if verdict.documents[index].kind == "contribution"]
    if any(one.id == "TIM-001" and one.severity == "hold" for index in papers for one in standing(verdict, index)):
        return "late"
    again = bool(held) and all(verdict.documents[index].relation == "repeat" for index in held)
    return "repeated" if again and told == held else "held"


def _contributions(verdict: Verdict, disposition: Disposition) -> list[Judged]:
    return [one for one in verdict.documents if one.role == "contribution" and one.disposition == disposition]


def standing(verdict: Verdict, index: int | None) -> list[Finding]:
    """The findings about a document, or the whole mail, that its disposition has not settled.

    What a person released or returned is no longer held, and what is accepted is no longer returned.
    """
    disposition = verdict.documents[index].disposition if index is not None else verdict.disposition
    found = (
        verdict.of_document(index) if index is not None else [one for one in verdict.findings if one.document is None]
    )
    settled: set[str] = set()
    if disposition in ("accept", "return"):
        settled.add("hold")
    if disposition == "accept":
        settled.add("error")
    return [one for one in found if one.severity not in settled]


def reply_to(verdict: Verdict, index: int) -> Reply:
    """The strictest reply among the findings about a document."""
    return max((one.reply for one in standing(verdict, index)), key=_REPLIES.index, default="all")


def said_once(findings: Iterable[Finding]) -> list[Finding]:
    """What is told of one document: without the empty fields of a cover, where there is no cover of ours.

    "Copy your text into the template and fill in its cover" has said that already; the log keeps all of them.
    """
    found = list(findings)
    if not any(one.id in _OFF_THE_TEMPLATE for one in found):
        return found
    return [one for one in found if one.id not in _EMPTY_FIELDS or one.facts.get(_EMPTY_FIELDS[one.id])]
