"""What counts after a Decision was taken back."""

from collections.abc import Sequence
from dataclasses import replace

from intake.domain.persons.people import CHAIRS_ACTS
from intake.domain.verdict import Act, Decision, Judged, Verdict, strictest

FIRST: tuple[Act, ...] = ("register",)
"""Acts that make a Submission, and can be taken back: then nothing of it counts."""


def held_again(verdict: Verdict, number: str | None = None) -> Verdict:
    """The verdict with every document on hold, or only the one with this number; a mail without documents waits too.

    A mail without documents that was a question stays one. What a person joined to a number stands alone again. A
    supporting file has no disposition of its own.
    """
    documents = tuple(
        _held(one)
        if one.role in ("contribution", "part") and number in (None, one.number) and one.disposition != "hold"
        else one
        for one in verdict.documents
    )
    if not any(one.role == "contribution" for one in documents):
        return verdict if verdict.disposition == "question" else replace(verdict, disposition="hold")
    return replace(verdict, disposition=strictest(documents) or "hold", documents=documents)


def _held(one: Judged) -> Judged:
    """A document that waits; what a person joined to a number is a document of its own again."""
    held = replace(one, disposition="hold", number=None, revision=0)
    alone = replace(held, role="contribution", part=None, main=None, of=None, arranged="")
    return alone if one.arranged == "joined" else held


def nothing_of(verdict: Verdict) -> Verdict:
    """The verdict by which nothing of the mail counts, and nothing waits: what is left of it once it is taken back."""
    held = held_again(verdict)
    documents = tuple(replace(one, disposition="ignore") if one.disposition else one for one in held.documents)
    return replace(held, disposition="ignore", documents=documents)


def standing_before(decisions: Sequence[Decision]) -> Decision | None:
    """The Decision that counted before the last one; None where there was none. What was undone never counts again.

    Where the first one was undone, the one that undid it counts: nothing is accepted any more.
    """
    at = len(decisions) - 2
    while at > 1 and decisions[at].act == "undo":
        at -= 2
    return decisions[at] if at >= 0 else None


def not_undone(decisions: Sequence[Decision]) -> list[Decision]:
    """The Decisions without those that were taken back, and without what took them back."""
    left: list[Decision] = []
    for one in decisions:
        if one.act != "undo":
            left.append(one)
        elif left:
            left.pop()
    return left


def why_not_undone(decisions: Sequence[Decision], chair: str = "") -> str:
    """Why the last Decision cannot be undone, apart from what has left; "" if it can be.

    `chair` is the name in whose office somebody asks; "" for the secretariat, who may take back what anybody did.
    """
    last = decisions[-1]
    if chair and (last.actor != chair or last.act not in CHAIRS_ACTS):
        return "a chair takes back only what was decided in their own name; the secretariat can take back the rest."
    if not last.by_person:
        return "it was decided by the intake itself; hold it, or use the act that you want."
    if last.act == "undo":
        return "the last act is undone already; use the act that you want."
    if last.act == "import":
        return "a list tells what was registered elsewhere, and nothing was sent; correct or withdraw what is wrong."
    if len(decisions) == 1 and last.act not in FIRST:
        return "what was done cannot be undone from here; hold or withdraw it instead."
    return ""
