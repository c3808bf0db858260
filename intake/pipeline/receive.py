"""The first step: raw mail is stored with its row before anything looks inside (commit 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.deadlines import receipt_time, zone_of
from intake.domain.meeting import Group
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Answers, Delivery, NewSubmission, Submission, Timestamps
from intake.pipeline.line import Line
from intake.pipeline.notes import alert, note
from intake.pipeline.owing.debts import owe_move
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Arrived:
    """One mail as it came, for one group. `key` is the Delivery's; `source` tells people where it came from."""

    raw: bytes
    key: str
    group: str
    account: str
    folder: str
    uidvalidity: int
    uid: int
    stamps: Timestamps
    source: str
    partial: bool = False
    answers: Answers = "send"


@dataclass(frozen=True, slots=True)
class Taken:
    """The Submission of an arrival, and whether it was known before."""

    submission: Submission
    known: bool


def receive(line: Line, arrived: Sequence[Arrived]) -> list[Taken]:
    """Store the whole mails, then their rows in one transaction; a known mail is linked.

    Running it again with the same mails changes nothing.
    """
    digests = line.blobs.put([arrival.raw for arrival in arrived])
    line.step("receive.stored")
    now = line.clock.now()
    taken: list[Taken] = []
    with line.store.write() as work:
        for arrival, raw in zip(arrived, digests, strict=True):
            taken.append(take(work, line.rulebook(work, arrival.group), arrival, raw, now))
        line.step("receive.before-commit")
    line.step("receive.committed")
    return taken


def take(work: UnitOfWork, rulebook: Rulebook, arrival: Arrived, raw: str, now: datetime) -> Taken:
    """Add the rows of one stored mail (`raw` is its digest), under its group's rulebook. Never commits."""
    received_at, evidence = receipt_time(arrival.stamps)
    work.messages.add(raw, len(arrival.raw), arrival.partial, now)
    coming = NewSubmission(
        group=arrival.group,
        short=rulebook.group.short,
        year=year_of_receipt(received_at, rulebook.group),
        raw=raw,
        source=arrival.source,
        received_at=received_at,
        received_evidence=evidence,
        stamps=arrival.stamps,
        partial=arrival.partial,
        answers=arrival.answers,
    )
    submission, new = work.submissions.add(coming, now)
    delivery = work.deliveries.add(_delivery(arrival, raw, submission, new))
    if delivery is None:
        return Taken(submission, known=True)
    _log(work, submission, arrival, new, now)
    if not new:
        submission = delivered_again(work, submission, arrival.stamps, arrival.answers, now)
        owe_move(work, delivery, submission, now)
    return Taken(submission, known=not new)


def year_of_receipt(received_at: datetime, group: Group) -> int:
    """The year that a reference names: that of the receipt in the group's zone."""
    return received_at.astimezone(zone_of(group.zone)).year


def delivered_again(
    work: UnitOfWork, submission: Submission, stamps: Timestamps, answers: Answers, now: datetime
) -> Submission:
    """Take over what another Delivery of this mail shows: an earlier time, or that a person found it to be no junk."""
    if submission.answers == "junk" and answers != "junk" and work.submissions.let_out_of_junk(submission.id, answers):
        why = "It lies in the inbox now, not only in the folder for junk: it is judged as any other mail."
        note(work, submission, at=now, what="no-junk", who="receive", why=why)
        submission = work.submissions.get(submission.id)
    return _earlier_receipt(work, submission, stamps, now)


def _earlier_receipt(work: UnitOfWork, submission: Submission, stamps: Timestamps, now: datetime) -> Submission:
    """Take over an earlier trusted time of receipt from another Delivery of the same mail (docs/line.md)."""
    at, evidence = receipt_time(stamps)
    if at >= submission.received_at or (evidence == "first-seen" and submission.received_evidence != "first-seen"):
        return submission
    work.submissions.received(submission.id, at=at, evidence=evidence, stamps=stamps)
    why = f"Another delivery of this mail shows that it was received earlier ({evidence})."
    if submission.state == "decided":
        alert(work, submission, at=now, who="receive", topic="receipt-time", why=why, received_at=at.isoformat())
    else:
        note(work, submission, at=now, what="received-earlier", who="receive", why=why, received_at=at.isoformat())
    return work.submissions.get(submission.id)


def brought(key: str, submission: Submission) -> Delivery:
    """The Delivery of a Submission that a person made: it lay in no folder of a mailbox."""
    return Delivery(
        key=key,
        group=submission.group,
        account="",
        folder="",
        uidvalidity=0,
        uid=0,
        stamps=submission.stamps,
        state="taken",
        raw=submission.raw,
        submission=submission.id,
    )


def _delivery(arrival: Arrived, raw: str, submission: Submission, new: bool) -> Delivery:
    return Delivery(
        key=arrival.key,
        group=arrival.group,
        account=arrival.account,
        folder=arrival.folder,
        uidvalidity=arrival.uidvalidity,
        uid=arrival.uid,
        stamps=arrival.stamps,
        state="taken" if new else "linked",
        raw=raw,
        submission=submission.id,
    )


def _log(work: UnitOfWork, submission: Submission, arrival: Arrived, new: bool, now: datetime) -> None:
    note(
        work,
        submission,
        at=now,
        what="stored" if new else "linked",
        who="receive",
        why="The mail is stored." if new else "This mail is known; another delivery of it is linked.",
        raw=submission.raw,
        size=len(arrival.raw),
        delivery=arrival.key,
        received_at=submission.received_at.isoformat(),
        evidence=submission.received_evidence,
    )
