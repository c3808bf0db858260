"""`undo`: take back a person's last act as long as nothing of it has left; what was decided before counts again."""

from dataclasses import dataclass, replace

from intake.domain.answering.taken_back import standing_before, why_not_undone
from intake.domain.debt import Debt
from intake.domain.errors import UsageError
from intake.domain.verdict import Decision, Deed
from intake.pipeline.decision.acting import Acting, Reread, acting, check_replaces
from intake.pipeline.decision.judging import Ruling
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.desk.mails.holding import take_back
from intake.pipeline.line import Line
from intake.pipeline.owing.debts import receipt_key
from intake.pipeline.scan import Scanned


@dataclass(frozen=True, slots=True)
class _Undoing:
    """The Decision to be taken back, the one that counts again, and the files (digests) that count no more."""

    undone: Decision
    again: Decision
    numbered: frozenset[str]


def undo(line: Line, name: str, deed: Deed) -> Decision:
    """Take back the last Decision, which a person made; its letter and its move do not leave.

    A number that it gave stays, as that of a withdrawn document. Raises UsageError if the line decided last, or
    something of it has left or was posted; StaleDecisionError if somebody was faster.
    """
    found, reread = _found(line, name, deed)
    its_deed = replace(deed, act="undo", replaces=found.undone.n)
    with acting(line, str(found.undone.submission), its_deed, reread, called=name) as act:
        _recall(act, found.undone, name)
        _set_back(act, found)
        act.work.additions.drop(found.undone.submission, found.undone.n)
        decision = act.record(Ruling(found.again.verdict, act.known()))
        leaves_at = line.leaves_at(act.now, by_person=True)
        act.work.debts.owe_again(receipt_key(found.again.submission, found.again.n), leaves_at)
        return decision


def _found(line: Line, name: str, deed: Deed) -> tuple[_Undoing, Reread | None]:
    """What is undone, and the reading that counts again where the act has made another."""
    with line.store.read() as work:
        submission = submission_named(work, name)
        last = last_decision(work, submission)
        decisions = work.submissions.decisions(submission.id)
    check_replaces(last, deed, name)
    if why := why_not_undone(decisions):
        raise UsageError("{name}: {why}", name=name, why=why)
    again = standing_before(decisions)
    found = _Undoing(last, again, _accepted(last) - _accepted(again))
    if found.again.inputs.reading == last.inputs.reading:
        return found, None
    return found, Reread(line.reading(found.again.inputs.reading), found.again.inputs.reading, Scanned())


def _recall(act: Acting, undone: Decision, name: str) -> None:
    """Take back the letter and the moves that are owed; UsageError where one has left or is about to."""
    mine = [one for one in act.work.debts.of(undone.submission) if one.decision == undone.n]
    for one in mine:
        if one.state == "withheld":
            act.work.debts.drop(one.id)
        if one.kind == "receipt" and one.state not in ("withheld", "superseded") and not act.work.debts.recall(one.id):
            raise UsageError(
                "{name}: the letter is already sent{when}; hold it, or correct it by another act.",
                name=name,
                when=_when(one),
            )
        if one.kind == "move" and one.state != "superseded" and not act.work.debts.take_back(one.id):
            raise UsageError(
                "{name}: its mail has left the inbox{when}; hold it, or correct it by another act.",
                name=name,
                when=_when(one),
            )


def _when(debt: Debt) -> str:
    at = debt.frozen_at or debt.paid_at
    return f" ({at:%Y-%m-%d %H:%M:%S} UTC)" if at else ""


def _accepted(decision: Decision) -> frozenset[str]:
    """The digests of the contributions that a Decision accepts."""
    taken = (one for one in decision.verdict.documents if one.role == "contribution" and one.disposition == "accept")
    return frozenset(one.document.sha256 for one in taken)


def _set_back(act: Acting, found: _Undoing) -> None:
    """Record of each contribution what was recorded before; a number that was given stays, withdrawn."""
    undone = found.undone
    snapshot = act.line.values.snapshot(act.work.submissions.snapshot_of(undone.submission, undone.n))
    before = {one.id: one for one in snapshot.contributions}
    for one in act.work.contributions.of(undone.submission):
        if one.posted_at is not None and one.posted_at >= undone.at:
            raise UsageError("{number} is posted already; withdraw it instead.", number=one.label)
        was = before.get(one.id)
        take_back(act, one, found.numbered)
        if was is not None:
            act.work.contributions.restore(was)
