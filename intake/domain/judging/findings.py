"""Running the checks: every Hit gets its severity from the rulebook and becomes a Finding."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from intake.domain.judging.additions import hidden
from intake.domain.judging.case import Case, Check, Checks, Scope
from intake.domain.mail import Fact, Facts
from intake.domain.rulebook import Rule
from intake.domain.verdict import OUR_FAILURE, Finding, Hit, Reply, Severity

_LONGEST, _MOST = 1_000, 100
"""A Finding keeps so many characters of one text, and so many texts of one list; the reading keeps them all."""

CRASHES = ("crashed", "killed", "timed-out", "out-of-memory")
"""Problems that are our own failure: they hold with SYS-001, and are never the sender's fault."""


def findings_of(case: Case, checks: Checks) -> tuple[Finding, ...]:
    """The findings of all checks in a mail and its documents, in a fixed order.

    A check that raises is our failure: SYS-001. Mail of programs is looked into only where it carries a document on
    the template.
    """
    found: list[Finding] = list(_crashes(case))
    looked_into = case.route == "submission" or any(one.document.template.conforms for one in case.documents)
    found.extend(_unscanned(case) if looked_into else ())
    behind = hidden(case.documents)
    views = _views(case)
    for check in checks.values() if looked_into else ():
        rule = case.rulebook.rules.get(check.id)
        if rule is None or rule.severity == "off":  # a rulebook of an earlier version does not know every check
            continue
        for view in views[check.scope]:
            if view.index not in behind or check.harm:
                found += _found(check, rule, view)
    return _soften(tuple(sorted(found, key=_order)), case)


def timed_again(before: Sequence[Finding], now: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of before, with those of time and of the group's past as they are now."""
    kept = [one for one in before if one.id[:3] not in _BY_TIME]
    return tuple(sorted((*kept, *(one for one in now if one.id[:3] in _BY_TIME)), key=_order))


_BY_TIME = ("TIM", "REV")
"""The families that look at the deadline; whether a document replaces or revises another depends on it, too."""

_FAMILIES = ("SYS", "ENV", "SND", "FIL", "TPL", "COV", "LIA", "TIM", "REV")
"""The order of findings for a person: that a paper is not on the template comes first."""


def _order(finding: Finding) -> tuple[int, int, str, str]:
    family = _FAMILIES.index(finding.id[:3]) if finding.id[:3] in _FAMILIES else len(_FAMILIES)
    return (-1 if finding.document is None else finding.document, family, finding.id, finding.at)


def _views(case: Case) -> dict[Scope, list[Case]]:
    """The cases that the checks of each scope look at."""
    whole = replace(case, index=None)
    each = [case.at(index) for index in range(len(case.documents))]
    sent = [one for one in each if one.judged.role in ("contribution", "part")]
    return {"mail": [whole], "document": each, "contribution": sent, "any": [whole, *each]}


def _found(check: Check, rule: Rule, case: Case) -> list[Finding]:
    try:
        hits = list(check.look(case, rule.params))
    except Exception as error:  # noqa: BLE001 - whatever breaks in a check is our fault: held, and never the sender's
        return [_ours(case, case.index, at=check.id, why="crashed", detail=type(error).__name__)]
    return [_finding(check, rule, case, one) for one in hits]


def _finding(check: Check, rule: Rule, case: Case, hit: Hit) -> Finding:
    severity: Severity = rule.severity if rule.severity != "off" else "note"
    if check.unsure and not case.rulebook.profiles:
        severity = "hold"
    facts = _cut({**hit.facts, **_archive(hit, case)})
    return Finding(
        check.id, severity, _reply(rule, hit), case.index, hit.at[:_LONGEST], facts, means=check.meanings(facts)
    )


def _archive(hit: Hit, case: Case) -> Facts:
    """The name of the archive that a file came in, where the hit names the file: the sender knows what was attached."""
    if case.index is None or not case.document.inside or hit.facts.get("file") != case.document.file:
        return {}
    around = (one.document.file for one in case.documents if one.document.sha256 == case.document.inside)
    return {"archive": name} if (name := next(around, "")) else {}


def _cut(facts: Facts) -> Facts:
    """Facts short enough to be kept with every Decision: a stranger may write a title of a megabyte."""
    return {name: _shortened(fact) for name, fact in facts.items()}


def _shortened(fact: Fact) -> Fact:
    if isinstance(fact, str):
        return fact[:_LONGEST]
    return tuple(one[:_LONGEST] for one in fact[:_MOST]) if isinstance(fact, tuple) else fact


def _reply(rule: Rule, hit: Hit) -> Reply:
    """The reply for a hit: for the kinds in the rule's `neutral`, only that we have the document."""
    neutral = rule.params.get("neutral", ())
    listed = isinstance(neutral, list | tuple) and hit.facts.get("kind") in neutral
    return "neutral" if listed and rule.reply == "all" else rule.reply


def _crashes(case: Case) -> Iterator[Finding]:
    """SYS-001 for everything that our own reader could not finish."""
    for problem in case.mail.problems:
        if problem.kind in CRASHES:
            yield _ours(case, None, at=problem.at, why=problem.kind)
    for index, one in enumerate(case.documents):
        for problem in one.document.problems:
            if problem.kind in CRASHES:
                yield _ours(case, index, at=one.document.file, why=problem.kind)


def _unscanned(case: Case) -> Iterator[Finding]:
    """SYS-001 for every file, pictures apart, about which the virus scanner gave no answer."""
    for index, one in enumerate(case.documents):
        scan = case.known.scan_of(one.document.sha256)
        if scan is not None and scan.outcome == "unscanned" and not one.document.picture:
            yield _ours(case, index, at=one.document.file, why="unscanned", detail=scan.why)


def _ours(case: Case, document: int | None, *, at: str, why: str, detail: str = "") -> Finding:
    rule = case.rulebook.rules[OUR_FAILURE]
    facts = {"why": why, "detail": detail} if detail else {"why": why}
    return Finding(OUR_FAILURE, "hold", rule.reply, document, at, facts, means=())


def _soften(findings: tuple[Finding, ...], case: Case) -> tuple[Finding, ...]:
    """Errors of files beside another become warnings: the reason why they are supporting files.

    So do those of a part, where a document of the mail is on the template.
    """
    conforms = any(one.document.template.conforms for one in case.documents)
    kept = ("contribution",) if conforms else ("contribution", "part")
    return tuple(
        replace(one, severity="warning")
        if one.severity == "error" and one.document is not None and case.documents[one.document].role not in kept
        else one
        for one in findings
    )
