"""The third step: judged, numbered, debts owed, logged; one transaction per group (commit 2)."""

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from intake.domain.deadlines import correct_until
from intake.domain.document import Reading
from intake.domain.judging import Prepared, Receipted, judge, prepare
from intake.domain.mail import Problem
from intake.domain.receipts import answer, carried_a_file
from intake.domain.routing import groups_addressed, is_returned_answer
from intake.domain.rulebook import Rulebook
from intake.domain.submission import LogEntry, Snapshot, Submission
from intake.domain.verdict import Act, Decision, Inputs, Verdict
from intake.pipeline.debts import owe_moves, owe_receipt
from intake.pipeline.line import Done, Line, soonest
from intake.pipeline.numbers import give_numbers
from intake.pipeline.read import load_reading
from intake.ports import UnitOfWork

_SNAPSHOT = TypeAdapter(Snapshot)


@dataclass(frozen=True, slots=True)
class Ready:
    """A claimed Submission with its reading, prepared under the rulebook in force; `blob` is the reading's digest."""

    submission: Submission
    prepared: Prepared
    blob: str

    @property
    def reading(self) -> Reading:
        """What the reader saw."""
        return self.prepared.reading


def decide(line: Line) -> Done:
    """Decide what is ready, group by group, in order of receipt."""
    with line.store.read() as work:
        groups = work.rulebooks.groups()
    counts = [_decide_group(line, group) for group in groups]
    return Done(sum(one.count for one in counts), soonest(*(one.next_at for one in counts)))


def _decide_group(line: Line, group: str) -> Done:
    now = line.clock.now()
    token = line.tokens.claim()
    with line.store.write() as work:
        rulebook = line.rulebook(work, group)
        claimed = work.submissions.claim(
            "read", now=now, until=line.until(now), token=token, limit=line.pace.batch, group=group
        )
        if not claimed:
            return Done(0, work.submissions.next_due("read"))
        patience = timedelta(seconds=line.pace.order_patience)
        ready, early = _in_order(work, group, claimed, now - patience)
        for one in early:
            work.submissions.release(one.id, token=token)
    line.step("decide.claimed")
    prepared = [each for each in (_prepare(line, one, rulebook, token) for one in ready) if each is not None]
    decided = _decide_all(line, prepared, rulebook, token)
    return Done(decided, now if decided or not early else now + timedelta(seconds=0.2))


def _in_order(
    work: UnitOfWork, group: str, claimed: Sequence[Submission], since: datetime
) -> tuple[list[Submission], list[Submission]]:
    """Split into what may be decided and what waits for an earlier received mail that is not read yet."""
    for index, one in enumerate(claimed):
        if work.submissions.earlier_unread(group, one.received_at, since):
            return list(claimed[:index]), list(claimed[index:])
    return list(claimed), []


def _prepare(line: Line, submission: Submission, rulebook: Rulebook, token: str) -> Ready | None:
    with line.store.read() as work:
        blob = work.messages.reading(submission.raw, line.reader.version)
    try:
        reading = load_reading(line.blobs.get(blob or "no reading"))
        if submission.failures >= line.pace.tries_alone:
            reading = _unjudged(reading)
        return Ready(submission, prepare(reading, rulebook, submission.received_at), blob or "")
    except Exception as error:  # noqa: BLE001 - one mail that cannot be prepared never stops the others
        _give_back(line, submission, token, error, alone=submission.attempts > 1)
        return None


def _decide_all(line: Line, ready: Sequence[Ready], rulebook: Rulebook, token: str) -> int:
    """Decide in transactions of bounded size; a batch that fails is rolled back and its members are tried alone."""
    decided, left = 0, list(ready)
    while left:
        batch = _by_bytes(left, line.pace.batch_bytes)
        try:
            done = _commit(line, batch, rulebook, token)
        except Exception as error:
            if line.store.is_outage(error):
                raise
            for one in batch:
                _give_back(line, one.submission, token, error, alone=len(batch) == 1 and one.submission.attempts > 1)
            done = len(batch)
        decided, left = decided + done, left[done:]
    return decided


def _by_bytes(ready: Sequence[Ready], most: int) -> list[Ready]:
    batch: list[Ready] = []
    size = 0
    for one in ready:
        size += one.reading.size
        if batch and size > most:
            break
        batch.append(one)
    return batch


def _commit(line: Line, batch: Sequence[Ready], rulebook: Rulebook, token: str) -> int:
    """Decide these one after the other in one transaction, as many as its time allows; how many."""
    started = time.monotonic()
    count = 0
    with line.store.write() as work:
        work.contributions.lock(rulebook.group.id, [(one.id, one.first_number) for one in rulebook.series])
        for one in batch:
            _decide_one(line, work, one, rulebook, token)
            count += 1
            if time.monotonic() - started > line.pace.batch_seconds:
                break
        line.step("decide.before-commit")
    line.step("decide.committed")
    return count


def _decide_one(line: Line, work: UnitOfWork, ready: Ready, rulebook: Rulebook, token: str) -> None:
    submission = work.submissions.get(ready.submission.id)
    now = line.clock.now()
    known = work.submissions.by_content(submission.group, ready.reading.mail.content)
    if known is not None and known.id != submission.id:
        if work.submissions.merge(submission.id, into=known.id, token=token):
            _log_merge(work, submission, known, now)
            owe_moves(work, work.submissions.get(known.id), now)
        return
    snapshot = work.submissions.snapshot(submission.group, ready.prepared.wanted)
    receipted = Receipted(
        submission.received_at, submission.received_evidence, submission.stamps, partial=submission.partial
    )
    verdict = judge(ready.prepared, receipted, snapshot, line.checks, loop_token=line.loop_token)
    record(line, work, ready, rulebook, verdict, snapshot, actor="line", reason=verdict.why, token=token, now=now)
    line.step("decide.recorded")


def record(
    line: Line,
    work: UnitOfWork,
    ready: Ready,
    rulebook: Rulebook,
    verdict: Verdict,
    snapshot: Snapshot,
    *,
    actor: str,
    reason: str,
    token: str | None,
    now: datetime,
    act: Act = "judge",
) -> Decision:
    """Write one Decision with everything that follows from it: numbers, debts, log lines. Never commits.

    LostClaimError when another worker finished it: then the transaction has to be dropped.
    """
    submission = ready.submission
    text = _canonical(snapshot)
    decision = Decision(
        submission=submission.id,
        n=submission.decisions + 1,
        actor=actor,
        at=now,
        reason=reason,
        verdict=give_numbers(work, verdict, submission, ready.reading.mail, rulebook, now),
        inputs=Inputs(
            raw=submission.raw,
            reading=ready.blob,
            rulebook=rulebook.version,
            snapshot=hashlib.sha256(text.encode()).hexdigest(),
            profiles=tuple(one.id for one in rulebook.profiles),
        ),
        act=act,
    )
    until = _correct_until(verdict, rulebook, now)
    if not work.submissions.decide(decision, token=token, correct_until=until, snapshot=text):
        raise LostClaimError(submission.reference)
    _log_decision(work, decision, submission, ready.reading, now)
    _owe(line, work, decision, ready, rulebook, now)
    return decision


class LostClaimError(Exception):
    """Another worker finished this Submission; the whole transaction is dropped."""


def _owe(line: Line, work: UnitOfWork, decision: Decision, ready: Ready, rulebook: Rulebook, now: datetime) -> None:
    submission = work.submissions.get(decision.submission)
    mail = ready.reading.mail
    owed = answer(
        decision,
        submission,
        mail,
        rulebook,
        also=_also(mail.addressed, rulebook),
        offered=line.offered,
        recent=work.debts.receipts_since(now - timedelta(days=1)),
    )
    if owed is not None:
        owe_receipt(work, decision, submission, owed, rulebook)
        if owed.withheld:
            _log_withheld(work, submission, owed.withheld, now)
    owe_moves(work, submission, now)
    _join_report(work, ready, now)


def _also(addresses: Sequence[str], rulebook: Rulebook) -> tuple[str, ...]:
    named = groups_addressed(addresses, rulebook.neighbours)
    return tuple(one.acronym for one in rulebook.neighbours if one.id in named)


def _correct_until(verdict: Verdict, rulebook: Rulebook, now: datetime) -> datetime | None:
    if not carried_a_file(verdict):
        return None
    meeting = rulebook.meeting(verdict.meeting)
    zone = meeting.zone if meeting else rulebook.group.zone
    return correct_until(now, zone, rulebook.calendar, rulebook.policy.correction_days)


def _join_report(work: UnitOfWork, ready: Ready, now: datetime) -> None:
    """Join a delivery report to the receipt that it speaks about (RFC 3464); a failed one is an alert."""
    report = ready.reading.mail.report
    if report is None or not is_returned_answer(ready.reading.mail):
        return
    for message_id in report.original_ids:
        debt = work.debts.bounced(message_id, now)
        if debt is not None:
            other = work.submissions.get(debt.submission)
            facts = {"reference": other.reference, "debt": debt.key, "message_id": message_id}
            why = f"The receipt for {other.reference} did not arrive: its delivery was reported as failed."
            work.log.add(
                LogEntry(
                    at=now, what="alert", who="decide", why=why, group=other.group, submission=other.id, facts=facts
                )
            )


def _unjudged(reading: Reading) -> Reading:
    """After three failures alone in this step: the mail without its files, held as our own failure (SYS-001)."""
    problems = (*reading.mail.problems, Problem("crashed"))
    return replace(reading, mail=replace(reading.mail, attachments=(), problems=problems), files=())


def _give_back(line: Line, submission: Submission, token: str, error: Exception, *, alone: bool) -> None:
    now = line.clock.now()
    with line.store.write() as work:
        if not work.submissions.mark_failed(
            submission.id, token=token, next_try=line.retry(now, submission.attempts), alone=alone, back_to="read"
        ):
            return
        work.log.add(
            LogEntry(
                at=now,
                what="alert",
                who="decide",
                why=f"Deciding this mail failed ({type(error).__name__}); it is tried again alone.",
                group=submission.group,
                submission=submission.id,
                facts={"reference": submission.reference, "attempts": submission.attempts},
            )
        )


def load_snapshot(text: str) -> Snapshot:
    """The snapshot that a Decision rests on, from its JSON."""
    return _SNAPSHOT.validate_json(text)


def _canonical(snapshot: Snapshot) -> str:
    value = _SNAPSHOT.dump_python(snapshot, mode="json")
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _log_merge(work: UnitOfWork, submission: Submission, known: Submission, now: datetime) -> None:
    work.log.add(
        LogEntry(
            at=now,
            what="linked",
            who="decide",
            why=f"This is the mail known as {known.reference}, by another path; it is linked to it.",
            group=submission.group,
            submission=known.id,
            facts={"reference": submission.reference, "winner": known.reference},
        )
    )


def _log_decision(
    work: UnitOfWork, decision: Decision, submission: Submission, reading: Reading, now: datetime
) -> None:
    verdict = decision.verdict
    numbers = tuple(one.number for one in verdict.documents if one.number and one.disposition == "accept")
    work.log.add(
        LogEntry(
            at=now,
            what="decided",
            who=decision.actor,
            why=decision.reason,
            group=submission.group,
            submission=submission.id,
            facts={
                "reference": submission.reference,
                "decision": decision.n,
                "act": decision.act,
                "route": verdict.route,
                "disposition": verdict.disposition,
                "numbers": numbers,
                "findings": tuple(sorted({one.id for one in verdict.findings})),
                "received_at": submission.received_at.isoformat(),
            },
            personal={"from": submission.sender, "subject": reading.mail.subject},
        )
    )


def _log_withheld(work: UnitOfWork, submission: Submission, why: str, now: datetime) -> None:
    work.log.add(
        LogEntry(
            at=now,
            what="withheld",
            who="decide",
            why=f"No receipt was sent: {why}.",
            group=submission.group,
            submission=submission.id,
            facts={"reference": submission.reference},
        )
    )
