"""Why a mail waits for a person, as keys and values, and the act that usually settles it."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from intake.domain.answering.asked import waits_for_chairs
from intake.domain.answering.outcomes import holding
from intake.domain.debt import Debt
from intake.domain.document import CONVERTED
from intake.domain.letters.notice import Said
from intake.domain.stated import Stated
from intake.domain.submission import Submission
from intake.domain.telling.waits import Proposed, Reason
from intake.domain.verdict import OUR_FAILURE, Decision, Finding, Judged, Verdict

if TYPE_CHECKING:
    from intake.ports import UnitOfWork

WORDS_ALONE = "It carries words and no file."
"""The reason of most questions, which a Decision has in English (`domain/judging/routing.py`)."""


def of_failed(work: "UnitOfWork", submission: Submission) -> Reason:
    """Why a mail is not decided: as the last alert about it says."""
    told = [one.why for one in work.log.listed(submission=submission.id, what="alert")]
    return Reason((Stated(told[-1]) if told else Said("waits.failed"),))


def of_question(last: Decision) -> Reason:
    """Why a mail waits that only has words."""
    return Reason((Said("waits.words") if last.reason == WORDS_ALONE else _recorded(last),))


def of_held(last: Decision) -> Reason:
    """Why a mail is held: its findings, or where there are none the reason of the Decision."""
    findings = tuple(holding(last.verdict))
    return Reason(() if findings else (_recorded(last),), findings)


def _recorded(last: Decision) -> Stated | str:
    """The reason of a Decision: a sentence of ours, or what a person typed."""
    return last.reason if last.by_person else Stated(last.reason)


def what_settles(last: Decision, reference: str, groups: Collection[str]) -> Proposed:
    """The act that usually settles a held mail; `groups` are ours."""
    if waits_for_chairs(last.verdict):
        return Proposed("admit", reference)
    return _act(last.verdict, list(holding(last.verdict)), reference, groups)


def of_receipt(debt: Debt) -> Reason:
    """Why a receipt did not leave or arrive."""
    state = "loop" if _in_a_loop(debt) else "bounced" if debt.bounced_at is not None else debt.state
    note = debt.note.rstrip(".")
    if not note and state in ("withheld", "refused", "loop"):
        return Reason((Said(f"waits.{state}", words={"note": "waits.unknown-note"}),))
    return Reason((Said(f"waits.{state}", {"note": note} if note else {}),))


def what_answers(debt: Debt, reference: str) -> Proposed:
    """The act that settles a receipt: sent after all; where a machine may be answering ours, taken off the list."""
    return Proposed("resend", reference, {"drop": True} if _in_a_loop(debt) else {})


def _in_a_loop(debt: Debt) -> bool:
    return debt.state == "withheld" and debt.capped == "address"


def _act(verdict: Verdict, findings: list[Finding], name: str, groups: Collection[str]) -> Proposed:
    held = [one for one in verdict.documents if one.disposition == "hold" and one.role == "contribution"]
    if any(one.id == OUR_FAILURE for one in findings):
        return Proposed("replay", name, {"apply": True})
    if any(one.tells("passed-on") for one in findings):
        return Proposed("release", name, {"attached": True})
    if not held:
        return Proposed("ignore", name)
    if any(one.document.filetype in CONVERTED for one in held):
        return Proposed("convert", name)
    if all(map(_lacks_cover, held)):
        return Proposed("make-cover", name)
    meant = _meant(findings, groups)
    return Proposed("release", name, {"group": meant} if meant else {})


def _meant(findings: Iterable[Finding], groups: Collection[str]) -> str | None:
    """The one group of ours that the findings name in place of this one, or None."""
    facts = [one.facts.get("groups") for one in findings]
    named = {name.lower() for names in facts if isinstance(names, tuple) for name in names}
    return named.pop() if len(named) == 1 and named <= set(groups) else None


def _lacks_cover(one: Judged) -> bool:
    return one.kind == "liaison_in" and not one.document.template.conforms
