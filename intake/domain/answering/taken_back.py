"""What counts after a Decision was taken back."""

from collections.abc import Sequence
from dataclasses import replace

from intake.domain.verdict import Act, Decision, Deed, Verdict, strictest

ELSEWHERE: tuple[Act, ...] = ("move", "import")
"""Acts that did something beside this Submission, which no Decision about it takes back."""


def held_again(verdict: Verdict, number: str | None = None) -> Verdict:
    """The verdict with every document on hold, or only the one with this number; a mail without documents waits too.

    What was a question is held: a person knows why. A supporting file has no disposition of its own.
    """
    documents = tuple(
        replace(one, disposition="hold", number=None, revision=0)
        if one.role in ("contribution", "part") and number in (None, one.number) and one.disposition != "hold"
        else one
        for one in verdict.documents
    )
    if not any(one.role == "contribution" for one in documents):
        return verdict if verdict.disposition == "question" else replace(verdict, disposition="hold")
    return replace(verdict, disposition=strictest(documents) or "hold", documents=documents)


def standing_before(decisions: Sequence[Decision]) -> Decision:
    """The Decision that counted before the last one; one that was undone never counts again."""
    at = len(decisions) - 2
    while decisions[at].act == "undo":
        at -= 2
    return decisions[at]


def why_not_undone(decisions: Sequence[Decision]) -> str:
    """Why the last Decision cannot be undone, apart from what has left; "" if it can be."""
    last = decisions[-1]
    if not Deed(last.actor, "").by_person:
        return "it was decided by the intake itself; hold it, or use the act that you want."
    if last.act == "undo":
        return "the last act is undone already; use the act that you want."
    if last.act in ELSEWHERE or len(decisions) == 1:
        return "what was done cannot be undone from here; hold or withdraw it instead."
    return ""
