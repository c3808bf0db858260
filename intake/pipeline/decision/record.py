"""Writing one Decision with its numbers, debts and log lines, in the caller's transaction."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from intake.domain.answering.answer import QUIET, Answer, answer
from intake.domain.card import card_of, numbers_of
from intake.domain.deadlines import correct_until, zone_of
from intake.domain.document import Reading
from intake.domain.judging.corrections import asked_for_again
from intake.domain.origin.telling import told
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.text.canonical import canonical
from intake.domain.verdict import Decision, Deed, Inputs, Verdict
from intake.pipeline.decision.afterwards import (
    plan_asking,
    plan_posting,
    plan_reminders,
    plan_supplement,
    plan_unanswered,
)
from intake.pipeline.decision.judging import Ready, Ruling
from intake.pipeline.decision.numbers import as_corrected, count_again, give_numbers, keep_released, let_in
from intake.pipeline.decision.reports import join_report
from intake.pipeline.line import Line
from intake.pipeline.notes import alert, note
from intake.pipeline.owing.debts import owe_moves, owe_receipt, stays_in_mailbox, with_a_way
from intake.ports import UnitOfWork


def record(
    line: Line, work: UnitOfWork, ready: Ready, found: Ruling, deed: Deed, now: datetime, *, token: str | None = None
) -> Decision:
    """Write one Decision with its numbers, debts and log lines. Never commits.

    The series must be locked. `token` is the line's claim, None for a person's act; LostClaimError when another
    worker finished it: then the transaction has to be dropped.
    """
    submission, rulebook = ready.submission, ready.prepared.rulebook
    text = canonical(found.known)
    decision = Decision(
        submission=submission.id,
        n=submission.decisions + 1,
        actor=deed.actor,
        at=now,
        reason=deed.reason,
        verdict=give_numbers(work, ready, found.verdict, now),
        inputs=Inputs(
            raw=submission.raw,
            reading=ready.blob,
            rulebook=rulebook.version,
            snapshot=hashlib.sha256(text.encode()).hexdigest(),
            profiles=tuple(profile.id for profile in rulebook.profiles),
        ),
        act=deed.act,
        together=deed.together,
    )
    if deed.by_person:
        let_in(work, decision.verdict, ready)
    if decision.n > 1:
        before = work.submissions.decisions(submission.id)[-1].verdict
        count_again(work, before, decision)
        keep_released(work, before, decision)
    until = _correct_until(found.verdict, rulebook, now)
    if not work.submissions.decide(decision, token=token, correct_until=until, snapshot=text):
        raise LostClaimError(submission.reference)
    _log_decision(work, decision, submission, ready.reading, deed)
    if submission.answers == "junk" and decision.by_line and decision.verdict.disposition == "hold":
        _tell_junk(work, submission, now)
    plan_asking(work, rulebook, decision, now, line.leaves_at(now, waits=deed.waits))
    plan_supplement(work, rulebook, submission, decision.verdict, now)
    plan_reminders(work, rulebook, submission, decision.verdict, until, now)
    plan_posting(work, rulebook, decision)
    _owe(line, work, decision, ready, deed)
    return decision


class LostClaimError(Exception):
    """Another worker finished this Submission; the whole transaction is dropped."""


def _owe(line: Line, work: UnitOfWork, decision: Decision, ready: Ready, deed: Deed) -> None:
    submission, now = work.submissions.get(decision.submission), decision.at
    leaves_at = line.leaves_at(now, waits=deed.waits)
    mail, rulebook = ready.reading.mail, ready.prepared.rulebook
    recorded = as_corrected(work, decision)
    earlier = work.submissions.actors(submission.id, before=decision.n) if decision.n > 1 else []
    work.cards.put(card_of(submission, recorded, mail, earlier))
    recorded, deed = _as_it_waits(work, recorded, deed)
    owed = answer(
        recorded,
        submission,
        mail,
        rulebook,
        offered=line.offered,
        recent=work.debts.receipts_to(mail.author.address if mail.author else "", now - timedelta(days=1)),
        deed=deed,
    )
    owed = _without_silent(work, owed, submission, rulebook)
    says_nothing = owed is None and decision.act in (*QUIET, "admit", "keep") and decision.act != "hold"
    if decision.n > 1 and recorded.act != "correct" and not says_nothing:
        work.debts.supersede(submission.id, decision.n, "receipt")
    if decision.n > 1 and stays_in_mailbox(submission):
        work.debts.supersede(submission.id, decision.n, "move")
    if owed is not None:
        owed = with_a_way(line, work, submission, owed, rulebook)
        if _is_first_over_cap(work, owed, rulebook, now):
            _log_cap(work, submission, owed, now)
        owe_receipt(work, decision, submission, owed, rulebook, leaves_at)
        if owed.withheld:
            _log_withheld(work, submission, owed.withheld, now)
            plan_unanswered(work, rulebook, now)
    owe_moves(work, submission, leaves_at)
    join_report(work, mail, now)


def _as_it_waits(work: UnitOfWork, decision: Decision, deed: Deed) -> tuple[Decision, Deed]:
    """A quiet change while a letter still waits: that letter is to tell what is recorded now, and so is owed anew."""
    if decision.act not in ("correct", "change-meeting") or deed.tells:
        return decision, deed
    waiting = [one for one in work.debts.of(decision.submission) if one.kind == "receipt" and one.state == "owed"]
    if not waiting or waiting[-1].decision is None or waiting[-1].frozen is not None:
        return decision, deed
    first = work.submissions.decisions(decision.submission)[waiting[-1].decision - 1]
    told = replace(decision, act=first.act, actor=first.actor, reason=first.reason)
    return told, replace(deed, act=first.act, about=None, tells=True)


def _without_silent(work: UnitOfWork, owed: Answer | None, submission: Submission, rulebook: Rulebook) -> Answer | None:
    """The answer without the groups that do not answer this mail themselves, since it was moved on from them."""
    if owed is None or not owed.receipt.also:
        return owed
    silent = {one.group for one in work.submissions.by_raw(submission.raw) if one.disposition == "ignore"}
    gone = {one.acronym for one in rulebook.neighbours if one.id in silent}
    return replace(owed, receipt=replace(owed.receipt, also=tuple(one for one in owed.receipt.also if one not in gone)))


def _correct_until(verdict: Verdict, rulebook: Rulebook, now: datetime) -> datetime | None:
    if not asked_for_again(verdict):
        return None
    meeting = rulebook.meeting(verdict.meeting)
    zone = rulebook.group.zone_for(meeting)
    return correct_until(now, zone, rulebook.calendar, rulebook.policy.correction_days, verdict.deadline)


def _log_decision(work: UnitOfWork, decision: Decision, submission: Submission, reading: Reading, deed: Deed) -> None:
    verdict = decision.verdict
    recorded = {"recorded by": deed.recorded_by} if deed.recorded_by else {}
    kept = submission.authentication
    recorded |= {"confirmed": str(told(kept))} if kept else {}
    evidence = {"evidence": deed.evidence} if deed.evidence else {}
    evidence |= {"evidence_from": "an address that is not on the chair's record"} if deed.elsewhere else {}
    note(
        work,
        submission,
        at=decision.at,
        what="decided",
        who=decision.actor,
        why=decision.reason,
        personal={"from": submission.sender, "subject": reading.mail.subject, **recorded},
        decision=decision.n,
        act=decision.act,
        route=verdict.route,
        disposition=verdict.disposition,
        numbers=numbers_of(verdict),
        findings=tuple(sorted({finding.id for finding in verdict.findings})),
        received_at=submission.received_at.isoformat(),
        **evidence,
    )


def _tell_junk(work: UnitOfWork, submission: Submission, now: datetime) -> None:
    why = (
        "A mail with a document lies in the folder for junk, and nobody was answered. Move it to the inbox or release "
        "it to take it in, or ignore it if it is junk."
    )
    alert(work, submission, at=now, who="decide", topic="junk", why=why)


def _is_first_over_cap(work: UnitOfWork, owed: Answer, rulebook: Rulebook, now: datetime) -> bool:
    """Whether this is the first receipt of the group's day that a cap withholds, for its address, domain or everybody.

    A machine that goes on for weeks is told once a day. A file that comes again and again is no reason for an alert:
    its sender was answered.
    """
    if owed.withheld is None or owed.capped in (None, "file"):
        return False
    _, at, domain = owed.receipt.to.rpartition("@")
    to = {"address": owed.receipt.to, "domain": at + domain}.get(owed.capped, "")
    here = now.astimezone(zone_of(rulebook.group.zone))
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    return not work.debts.withheld_since(owed.withheld, midnight.astimezone(UTC), to=to)


def _log_cap(work: UnitOfWork, submission: Submission, owed: Answer, now: datetime) -> None:
    """Raise one alert when a cap is reached: a machine may be answering our receipts."""
    whom = {"address": "one address", "domain": "one domain", "total": "everybody"}[owed.capped or "total"]
    why = f"Receipts to {whom} stop for now: {owed.withheld}. Each is kept, and the log says why it did not leave."
    alert(work, submission, at=now, who="decide", topic="cap", why=why, personal={"to": owed.receipt.to})


def _log_withheld(work: UnitOfWork, submission: Submission, why: str, now: datetime) -> None:
    note(work, submission, at=now, what="withheld", who="decide", why=f"No receipt was sent: {why}.")
