"""Letters to submitters about their meeting: one to each address, whatever it sent."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import get_args

from intake.domain.calls.agenda import Due
from intake.domain.debt import Debt
from intake.domain.letters.notice import SubmitterLetter
from intake.domain.meeting import NEXT, Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.telling.meetings import Event, to_submitter
from intake.domain.verdict import Decision
from intake.pipeline.agenda.duty import Done
from intake.pipeline.agenda.telling import letterhead, tell_submitter
from intake.pipeline.debts import WATCHED
from intake.pipeline.decision.lookup import submission_named
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


def notify(line: Line, work: UnitOfWork, due: Due, now: datetime) -> Done:
    """Write to those who got the receipt of one mail, unless another of their mails has brought them this letter."""
    rulebook = line.rulebook(work, due.group)
    _, named, said, reference = due.subject.split("/")
    meeting = rulebook.meeting(named)
    event: Event = next(one for one in get_args(Event) if one == said)
    receipts = work.debts.receipts(submission_named(work, reference).id)
    if meeting is None or not receipts or not _may_be_written_to(receipts[-1][0]):
        return "lapsed"
    debt, receipt = receipts[-1]
    for address in dict.fromkeys((receipt.to, *receipt.cc)):
        numbers, waiting = _theirs(work, rulebook, meeting, event, address)
        if numbers or waiting:
            notice = to_submitter(event, meeting, now, numbers=numbers, waiting=waiting, page=_page(rulebook, meeting))
            letter = SubmitterLetter(
                letterhead(rulebook, receipt.languages),
                address,
                (),
                notice,
                receipt.reference,
                receipt.in_reply_to,
                receipt.references,
            )
            tell_submitter(line, work, rulebook, letter, _key(due, address), now, folder=debt.place == "folder")
    return "done"


def _may_be_written_to(receipt: Debt) -> bool:
    """Whether the receipt left, or would have in a home that does more than watch."""
    return receipt.state != "withheld" or receipt.note == WATCHED


def _key(due: Due, address: str) -> str:
    """The same for all mails of one address that this change concerns."""
    concerned = due.subject.rpartition("/")[0]
    return f"{concerned}:{due.at.isoformat()}:{sha256(address.lower().encode()).hexdigest()[:16]}"


def _theirs(
    work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, event: Event, address: str
) -> tuple[list[str], list[str]]:
    """The numbers that this address submitted for the meeting, and the references of its mails that still wait."""
    numbers: dict[str, None] = {}
    waiting: list[str] = []
    for submission, last in work.submissions.decided(rulebook.group.id, _named(meeting, event)):
        if address.lower() not in (last.verdict.submitters or (submission.sender.lower(),)):
            continue
        if event == "joined" and not _joins(last):
            continue
        numbers |= dict.fromkeys(_numbers(work, submission, last))
        if last.verdict.disposition == "hold":
            waiting.append(submission.reference)
    return list(numbers), waiting


def _named(meeting: Meeting, event: Event) -> tuple[str, ...]:
    return (meeting.id, *meeting.was, NEXT) if event == "joined" else (meeting.id, *meeting.was)


def _joins(last: Decision) -> bool:
    """Whether the mail has joined the meeting, or is about to."""
    return last.act == "join" or last.verdict.meeting in (None, NEXT)


def _numbers(work: UnitOfWork, submission: Submission, last: Decision) -> Iterator[str]:
    """The numbers of a mail that were not withdrawn."""
    withdrawn = {one.label for one in work.contributions.of(submission.id) if one.withdrawn_at}
    return (one for one in last.verdict.numbers if one not in withdrawn)


def _page(rulebook: Rulebook, meeting: Meeting) -> str:
    """Where the meeting is published; "" where nothing of it is."""
    return "" if rulebook.under(meeting).policy.audience == "none" else rulebook.group.home_page
