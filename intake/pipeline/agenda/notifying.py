"""Letters to submitters about their meeting: one to each address, whatever it sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import get_args

from intake.domain.answering.admitting import kept_from
from intake.domain.answering.receipt import Receipt
from intake.domain.calls.agenda import Due
from intake.domain.debt import WATCHED, Debt
from intake.domain.letters.notice import Notice, SubmitterLetter
from intake.domain.meeting import NEXT, Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.telling.meetings import MeetingEvent, to_submitter
from intake.domain.verdict import Decision
from intake.pipeline.agenda.duty import DutyEnd
from intake.pipeline.agenda.telling import letterhead, tell_submitter
from intake.pipeline.decision.lookup import last_decision
from intake.pipeline.line import Line
from intake.ports import UnitOfWork

_TOGETHER = 100
"""So many mails, by their ids, make one row: each row reads all mails of the meeting once."""


@dataclass(slots=True)
class _Theirs:
    """What one address sent for the meeting: its numbers, and the references of its mails that still wait."""

    numbers: dict[str, None] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)


def plan_notices(work: UnitOfWork, about: str, mails: Iterable[Submission], at: datetime) -> None:
    """Plan one letter to each submitter of these mails; `about` is "group/meeting/event"."""
    for some in dict.fromkeys(_some(one) for one in mails):
        work.agenda.plan(Due("notify", f"{about}/{some}", at))


def concerned(work: UnitOfWork, mails: Iterable[tuple[Submission, Decision]]) -> int:
    """How many of these mails bring their sender a letter: with a number or waiting, and answered before."""
    return sum(
        1
        for submission, last in mails
        if (last.verdict.numbers or last.verdict.disposition == "hold")
        and any(_may_be_written_to(debt) for debt, _ in work.debts.receipts(submission.id)[-1:])
    )


def notify(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Write to those who got the receipts of some mails, one letter to each whatever it sent."""
    rulebook = line.rulebook(work, due.group)
    _, named, said, some = due.subject.split("/")
    meeting = rulebook.meeting(named)
    event: MeetingEvent = next(one for one in get_args(MeetingEvent) if one == said)
    if meeting is None:
        return "lapsed"
    mails = _mails(work, rulebook, meeting, event)
    theirs = _by_address(work, meeting, mails, event)
    owed = 0
    for submission, last in mails:
        mine = some in (_some(submission), submission.reference) and _is_told(last, event)
        receipts = work.debts.receipts(submission.id) if mine else []
        if not receipts or not _may_be_written_to(receipts[-1][0]):
            continue
        debt, receipt = receipts[-1]
        for address in dict.fromkeys((receipt.to, *receipt.cc)):
            if sent := theirs.pop(address.lower(), None):
                page = _page(rulebook, meeting)
                notice = to_submitter(event, meeting, now, numbers=[*sent.numbers], waiting=sent.waiting, page=page)
                letter = _answering(receipt, rulebook, address, notice)
                tell_submitter(line, work, rulebook, letter, _key(due, address), now, folder=debt.place == "folder")
                owed += 1
    return "done" if owed else "lapsed"


def _some(one: Submission) -> str:
    return str(one.id // _TOGETHER)


def _answering(receipt: Receipt, rulebook: Rulebook, address: str, notice: Notice) -> SubmitterLetter:
    """A letter in the thread of this receipt, and in its languages."""
    head = letterhead(rulebook, receipt.languages)
    return SubmitterLetter(head, address, (), notice, receipt.reference, receipt.in_reply_to, receipt.references)


def _may_be_written_to(receipt: Debt) -> bool:
    """Whether the receipt left, or would have in a home that does more than watch."""
    return receipt.state != "withheld" or receipt.note == WATCHED


def _key(due: Due, address: str) -> str:
    """The same for all mails of one address that this change concerns."""
    concerned = due.subject.rpartition("/")[0]
    return f"{concerned}:{due.at.isoformat()}:{sha256(address.lower().encode()).hexdigest()[:16]}"


def _mails(
    work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, event: MeetingEvent
) -> list[tuple[Submission, Decision]]:
    """The mails that this concerns; of some only a document that was kept from the meeting of the others."""
    group = rulebook.group.id
    mails = work.submissions.decided(group, _named(meeting, event))
    if event == "joined":
        whole = {submission.id for submission, _ in mails}
        here = {one.submission for one in work.contributions.listed(group) if one.meeting in (meeting.id, *meeting.was)}
        for submission in work.submissions.some(sorted(here - whole)).values():
            last = last_decision(work, submission)
            mails += [(submission, last)] if kept_from(last.verdict) else []
    return mails


def _by_address(
    work: UnitOfWork, meeting: Meeting, mails: Sequence[tuple[Submission, Decision]], event: MeetingEvent
) -> dict[str, _Theirs]:
    """For each address that has numbers or mails that wait: both. A number that was withdrawn is none."""
    known = work.contributions.listed(mails[0][0].group) if mails else []
    withdrawn = {one.label for one in known if one.withdrawn_at}
    mine = (*_named(meeting, event), *((None,) if event == "joined" else ()))
    elsewhere = withdrawn | {one.label for one in known if one.meeting not in mine}
    found: dict[str, _Theirs] = {}
    for submission, last in mails:
        gone = elsewhere if kept_from(last.verdict) else withdrawn
        numbers = [one for one in last.verdict.numbers if one not in gone]
        waits = last.verdict.disposition == "hold"
        if not (numbers or waits) or (event == "joined" and not _joins(last)):
            continue
        for address in last.verdict.submitters or (submission.sender.lower(),):
            sent = found.setdefault(address, _Theirs())
            sent.numbers |= dict.fromkeys(numbers)
            sent.waiting += [submission.reference] if waits else []
    return found


def _named(meeting: Meeting, event: MeetingEvent) -> tuple[str, ...]:
    return (meeting.id, *meeting.was, NEXT) if event == "joined" else (meeting.id, *meeting.was)


def _is_told(last: Decision, event: MeetingEvent) -> bool:
    """Whether this mail brings its sender a letter; what only waits joins no meeting."""
    accepted = any(one.disposition == "accept" for one in last.verdict.documents)
    return event != "joined" or (accepted and _joins(last))


def _joins(last: Decision) -> bool:
    """Whether the mail has joined the meeting, or is about to."""
    return last.act == "join" or last.verdict.meeting in (None, NEXT)


def _page(rulebook: Rulebook, meeting: Meeting) -> str:
    """Where the meeting is published; "" where nothing of it is."""
    return "" if rulebook.under(meeting).policy.audience == "none" else rulebook.group.home_page
