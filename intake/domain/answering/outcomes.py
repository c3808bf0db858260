"""The outcome of a Decision, the findings that still bear on it, and its reason in a sentence."""

from collections.abc import Iterable, Iterator, Mapping

from intake.domain.answering.letting_in import BY_THE_RULES
from intake.domain.answering.receipt import ReceiptOutcome
from intake.domain.verdict import Act, Decision, Disposition, Finding, Judged, Relation, Reply, Verdict

_OF_THE_ACT: Mapping[Act, ReceiptOutcome] = {
    "withdraw": "withdrawn",
    "correct": "corrected",
    "unite": "joined",
    "split": "split",
}
"""What the letter of an act is about, whatever became of the other files of the mail."""

_REPLIES: tuple[Reply, ...] = ("all", "neutral", "none")


def outcome(decision: Decision) -> ReceiptOutcome:
    """The outcome that the answer tells; the first that applies (docs/contributors.md)."""
    verdict = decision.verdict
    if decision.act in _OF_THE_ACT:
        return _OF_THE_ACT[decision.act]
    if decision.act == "replace":
        placed = [one for one in verdict.documents if one.arranged == "in-place"]
        return "registered" if any(one.relation == "revision" for one in placed) else "replaced"
    taken = _contributions(verdict, "accept")
    accepted = {one.relation for one in taken}
    if accepted - {"replacement", "repeat"}:
        kept = [one.kept_from for one in taken if one.kept_from]
        if kept and (decision.act == "keep" or len(kept) == len(taken)):
            return "next" if verdict.meeting in (None, *kept) else "registered"
        if decision.by_person and decision.act not in BY_THE_RULES and verdict.late_by:
            return "admitted"
        return "registered" if verdict.meeting else "next"
    if accepted:
        return "replaced" if "replacement" in accepted else "repeated"
    if verdict.disposition == "return" or _contributions(verdict, "return"):
        return "returned"
    return _of_held(verdict) if verdict.disposition == "hold" else "noted"


def _of_held(verdict: Verdict) -> ReceiptOutcome:
    held = [index for index, one in enumerate(verdict.documents) if one.disposition == "hold"]
    told = [index for index in held if reply_to(verdict, index) == "all"]
    papers = [index for index in told if verdict.documents[index].kind == "contribution"]
    if any(one.tells("late") and one.severity == "hold" for index in papers for one in standing(verdict, index)):
        return "late"
    again = bool(held) and all(verdict.documents[index].relation == "repeat" for index in held)
    return "repeated" if again and told == held else "held"


def _contributions(verdict: Verdict, disposition: Disposition) -> list[Judged]:
    return [one for one in verdict.documents if one.role == "contribution" and one.disposition == disposition]


def standing(verdict: Verdict, index: int | None) -> list[Finding]:
    """The findings about a document, or the whole mail, that its disposition has not settled.

    Once a person released or returned a document, findings that hold no longer count; once it is accepted, those
    that return no longer count.
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
    """The findings to tell about one document; without our cover, its empty fields are left out.

    "Copy your text into the template and fill in its cover" has said that already; the log keeps all of them.
    """
    found = list(findings)
    if not any(one.tells("off-template") for one in found):
        return found
    return [one for one in found if not one.tells("empty-field")]


_BECAME: dict[Relation, str] = {
    "new": "it is accepted",
    "repeat": "the same file is registered already",
    "replacement": "it replaces the file under the same number",
    "revision": "it is the next revision",
    "correction": "it corrects what was sent before",
}


def reason_of(verdict: Verdict) -> str:
    """The reason for the line's verdict in one sentence: the route, then the deciding findings."""
    why = verdict.why[:1].upper() + verdict.why[1:]
    words: dict[Disposition, tuple[str, str]] = {"hold": ("held", "hold"), "return": ("returned", "error")}
    done, severity = words.get(verdict.disposition, ("", ""))
    deciding = sorted({one.id for one in verdict.findings if one.severity == severity})
    if deciding:
        return f"{why}; {done} for {', '.join(deciding)}."
    repairs = sorted({one.id for one in verdict.findings if one.severity == "repair"})
    completed = f"; to be completed by the secretariat: {', '.join(repairs)}" if repairs else ""
    became = [_BECAME[one.relation] for one in verdict.documents if one.relation and one.disposition == "accept"]
    return f"{why}; {', '.join(dict.fromkeys(became))}{completed}." if became else f"{why}."


def holding(verdict: Verdict) -> Iterator[Finding]:
    """The findings that hold the mail, or one of its documents that nobody has decided on."""
    places = [index for index, one in enumerate(verdict.documents) if one.disposition == "hold"]
    for place in (*places, None):
        yield from (one for one in standing(verdict, place) if one.severity == "hold")
