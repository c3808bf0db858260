"""The first step: raw mail becomes durable, with its row, before anybody looks inside (commit 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.deadlines import receipt_time, zone_of
from intake.domain.meeting import Group
from intake.domain.submission import Answers, Delivery, NewSubmission, Submission, Timestamps
from intake.pipeline.debts import owe_move
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Arrived:
    """One mail as it came, for one group. `key` is the Delivery's; `source` says for people where it came from."""

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
    """What an arrival became: its Submission, and whether that was known before."""

    submission: Submission
    known: bool


def receive(line: Line, arrived: Sequence[Arrived]) -> list[Taken]:
    """Store these mails, whole and durable, then their rows in one transaction; a known mail is linked.

    Running it again with the same mails changes nothing.
    """
    digests = line.blobs.put([one.raw for one in arrived])
    line.step("receive.stored")
    now = line.clock.now()
    taken: list[Taken] = []
    with line.store.write() as work:
        for one, raw in zip(arrived, digests, strict=True):
            taken.append(_take(line, work, one, raw, now))
        line.step("receive.before-commit")
    line.step("receive.committed")
    return taken


def _take(line: Line, work: UnitOfWork, one: Arrived, raw: str, now: datetime) -> Taken:
    rulebook = line.rulebook(work, one.group)
    received_at, evidence = receipt_time(one.stamps)
    work.messages.add(raw, len(one.raw), one.partial, now)
    arriving = NewSubmission(
        group=one.group,
        short=rulebook.group.short,
        year=year_of_receipt(received_at, rulebook.group),
        raw=raw,
        source=one.source,
        received_at=received_at,
        received_evidence=evidence,
        stamps=one.stamps,
        partial=one.partial,
        answers=one.answers,
    )
    submission, new = work.submissions.add(arriving, now)
    delivery = work.deliveries.add(_delivery(one, raw, submission, new))
    if delivery is None:
        return Taken(submission, known=True)
    _log(work, submission, one, new, now)
    if not new:
        submission = earlier_receipt(work, submission, one.stamps, now)
        owe_move(work, delivery, submission, now)
    return Taken(submission, known=not new)


def year_of_receipt(received_at: datetime, group: Group) -> int:
    """The year that a reference names: that of the receipt in the group's zone."""
    return received_at.astimezone(zone_of(group.zone)).year


def earlier_receipt(work: UnitOfWork, submission: Submission, stamps: Timestamps, now: datetime) -> Submission:
    """Take over an earlier trusted time of receipt from another Delivery of the same mail (docs/line.md)."""
    at, evidence = receipt_time(stamps)
    if at >= submission.received_at or (evidence == "first-seen" and submission.received_evidence != "first-seen"):
        return submission
    work.submissions.received(submission.id, at=at, evidence=evidence, stamps=stamps)
    what = "alert" if submission.state == "decided" else "received-earlier"
    why = f"Another delivery of this mail shows that it was received earlier ({evidence})."
    note(work, submission, at=now, what=what, who="receive", why=why, received_at=at.isoformat())
    return work.submissions.get(submission.id)


def _delivery(one: Arrived, raw: str, submission: Submission, new: bool) -> Delivery:
    return Delivery(
        key=one.key,
        group=one.group,
        account=one.account,
        folder=one.folder,
        uidvalidity=one.uidvalidity,
        uid=one.uid,
        stamps=one.stamps,
        state="taken" if new else "linked",
        raw=raw,
        submission=submission.id,
    )


def _log(work: UnitOfWork, submission: Submission, one: Arrived, new: bool, now: datetime) -> None:
    note(
        work,
        submission,
        at=now,
        what="stored" if new else "linked",
        who="receive",
        why="The mail is stored." if new else "This mail was known; one more delivery of it is linked.",
        raw=submission.raw,
        size=len(one.raw),
        delivery=one.key,
        received_at=submission.received_at.isoformat(),
        evidence=submission.received_evidence,
    )
