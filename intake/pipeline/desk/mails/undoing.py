"""`undo`: take back a person's last act as long as nothing of it has left; what was decided before counts again."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from intake.domain.answering.taken_back import nothing_of, standing_before, why_not_undone
from intake.domain.debt import Debt
from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.house.source import SETTLED, evidence_of
from intake.domain.submission import Contribution
from intake.domain.verdict import Decision, Deed, FileRole, Verdict
from intake.pipeline.decision.acting import Acting, Reread, acting, check_replaces
from intake.pipeline.decision.joined import joined_again
from intake.pipeline.decision.judging import Ruling
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.desk.mails.beside import Beside, acting_beside, made_beside
from intake.pipeline.desk.mails.brought import Brought
from intake.pipeline.desk.mails.holding import take_back
from intake.pipeline.line import Line
from intake.pipeline.owing.debts import receipt_key
from intake.pipeline.scan import Scanned
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Undoing:
    """The Decision to be taken back, the one that counts again, and the mails that the act made.

    Nothing counts again (None) where the act had brought the mail itself.
    """

    undone: Decision
    again: Decision | None
    beside: Sequence[Beside] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict that counts then."""
        return self.again.verdict if self.again else nothing_of(self.undone.verdict)


def undo(line: Line, name: str, deed: Deed) -> Brought:
    """Take back the last Decision, which a person made; its letters and its move do not leave.

    A number that it gave stays, as that of a withdrawn document. The mails that it made are taken back with it. Raises
    UsageError if the line decided last, or for a chair somebody else; if something of it has left or was posted;
    StaleDecisionError if somebody was faster.
    """
    found, reread = _found(line, name, deed)
    its_deed, undone = replace(deed, act="undo", replaces=found.undone.n), found.undone
    groups = {one.ready.submission.group for one in found.beside}
    with acting(line, str(undone.submission), its_deed, reread, called=name, also=groups) as act:
        for each in acting_beside(act, found.beside):
            _recall(each, each.last, each.ready.submission.reference)
            _set_back(each, each.last, nothing_of(each.last.verdict))
            each.decide(nothing_of(each.last.verdict))
        _recall(act, undone, name)
        _set_back(act, undone, found.verdict)
        act.work.additions.drop(undone.submission, undone.n)
        decision = act.record(Ruling(found.verdict, act.known()))
        if found.again is not None:
            leaves_at = line.leaves_at(act.now, waits=True)
            act.work.debts.owe_again(receipt_key(found.again.submission, found.again.n), leaves_at)
        made = tuple(act.work.submissions.get(one.last.submission) for one in found.beside)
    _ask_again(line, undone, deed)
    return Brought(decision, made)


def _found(line: Line, name: str, deed: Deed) -> tuple[_Undoing, Reread | None]:
    """What is undone, and the reading that counts again where the act has made another."""
    with line.store.read() as work:
        submission = submission_named(work, name)
        last = last_decision(work, submission)
        decisions = work.submissions.decisions(submission.id)
    check_replaces(last, deed, name)
    if why := why_not_undone(decisions, deed.actor if deed.role else ""):
        raise UsageError("{name}: {why}", name=name, why=why)
    found = _Undoing(last, standing_before(decisions), made_beside(line, last))
    if found.again is None or found.again.inputs.reading == last.inputs.reading:
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


def _ask_again(line: Line, undone: Decision, deed: Deed) -> None:
    """Let the mail that showed what was decided wait as a question again; where it has left the inbox it stays so."""
    with line.store.read() as work:
        shown_by = [work.submissions.find(name) for name in _evidence(work, undone)]
        asked = [(one, last_decision(work, one)) for one in shown_by if one is not None and one.decisions > 1]
    for one, last in asked:
        if last.act == "ignore" and last.at >= undone.at and last.reason.startswith(SETTLED):
            with suppress(UsageError, StaleDecisionError):
                undo(line, one.reference, Deed(deed.actor, deed.reason, replaces=last.n))


def _evidence(work: UnitOfWork, undone: Decision) -> list[str]:
    """The references of the mails that showed when a document came, or what a chair decided, as this act says."""
    lines = work.log.about([undone.submission], ["decided"]).get(undone.submission, ())
    said = [one.facts.get("evidence") for one in lines if one.facts.get("decision") == undone.n]
    given = [evidence_of(work.submissions.get(undone.submission).source)] if undone.act == "register" else []
    return [one for one in (*said, *given) if isinstance(one, str) and one]


def _accepted(verdict: Verdict) -> frozenset[tuple[str, FileRole]]:
    """The contributions that are accepted."""
    taken = (one for one in verdict.documents if one.role == "contribution" and one.disposition == "accept")
    return frozenset((one.document.sha256, one.role) for one in taken)


def _set_back(act: Acting, undone: Decision, again: Verdict) -> None:
    """Record of each contribution what was recorded before; a number that was given stays, withdrawn."""
    snapshot = act.line.values.snapshot(act.work.submissions.snapshot_of(undone.submission, undone.n))
    before = {one.id: one for one in snapshot.contributions}
    numbered = _accepted(undone.verdict) - _accepted(again)
    for one in act.work.contributions.of(undone.submission):
        if one.posted_at is not None and one.posted_at >= undone.at:
            raise UsageError("{number} is posted already; withdraw it instead.", number=one.label)
        was = before.get(one.id)
        if was is not None and _is_changed_since(act, undone, one, was):
            raise UsageError(
                "{number} was changed by a later act on another mail; undo that one first, or use another act.",
                number=one.label,
            )
        take_back(act, one, numbered)
        act.work.contributions.set_aside_since(one.id, undone.submission, undone.at, act.now)
        if was is not None:
            act.work.contributions.restore(was)
    joined_again(act.work, snapshot.contributions)


def _is_changed_since(act: Acting, undone: Decision, one: Contribution, was: Contribution) -> bool:
    """Whether a person has changed this number since by an act on another mail, which undoing would take back, too."""
    others = {one.submission, *(version.submission for version in one.versions)} - {undone.submission}
    later = (each for other in sorted(others) for each in act.work.submissions.decisions(other) if each.at >= undone.at)
    acted = {each.at for each in later if each.by_person}
    if not acted:
        return False
    if any(version.submission in others and version.at in acted for version in one.versions):
        return True
    counted = (one.withdrawn_at, one.joined_to) != (was.withdrawn_at, was.joined_to)
    return (counted and one.withdrawn_at != undone.at) or (
        one.submission != undone.submission
        and (one.title, one.source, one.kind, one.meeting) != (was.title, was.source, was.kind, was.meeting)
    )
