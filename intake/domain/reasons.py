"""Why the line decided as it did, in a sentence for the log."""

from intake.domain.verdict import Disposition, Relation, Verdict

_BECAME: dict[Relation, str] = {
    "new": "it is accepted",
    "repeat": "the same file is registered already",
    "replacement": "it replaces the file under the same number",
    "revision": "it is the next revision",
    "correction": "it corrects what was sent before",
}


def reason_of(verdict: Verdict) -> str:
    """Why the line decided so, in one sentence: the route, then what decided."""
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
