"""All that is known of one mail, gathered in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.card import Card
from intake.domain.debt import Debt
from intake.domain.house.source import is_upload
from intake.domain.judging.additions import Addition
from intake.domain.letters.notice import StaffLetter
from intake.domain.letters.requests import Request
from intake.domain.log_entry import LogEntry
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Delivery, Submission
from intake.domain.verdict import Decision
from intake.pipeline.agenda.chairs import topics_of_asking
from intake.pipeline.decision.lookup import owed_beside
from intake.pipeline.decision.now import decisions_as_they_stand
from intake.pipeline.requests.uploading import uploads_for
from intake.ports import SenderPast, UnitOfWork

MOST_LINES = 500
"""Lines of the log that are shown of one mail."""


@dataclass(frozen=True, slots=True)
class GatheredMail:
    """What the database knows of one mail.

    `asking` are the letters to chairs about it; `beside` is what is owed for mails that the last act made of it.
    `others` are the mails that its documents have to do with, by id, and `named` by reference: what came before or
    after under its numbers, what it corrects, repeats or was moved from. `uploads` came by the upload pages of its
    receipts; by such a page of `upload_of` it came itself.
    """

    submission: Submission
    rulebook: Rulebook | None = None
    decisions: tuple[Decision, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    debts: tuple[Debt, ...] = ()
    asking: tuple[Debt, ...] = ()
    log: tuple[LogEntry, ...] = ()
    requests: tuple[Request, ...] = ()
    card: Card | None = None
    siblings: tuple[Submission, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    others: Mapping[int, Submission] = field(default_factory=dict)
    named: Mapping[str, Submission] = field(default_factory=dict)
    corrected_by: tuple[Submission, ...] = ()
    past: SenderPast = field(default_factory=SenderPast)
    read_at: datetime | None = None
    additions: tuple[Addition, ...] = ()
    beside: tuple[Debt, ...] = ()
    uploads: tuple[Submission, ...] = ()
    upload_of: Submission | None = None

    @property
    def last(self) -> Decision | None:
        """The Decision that counts, None while there is none."""
        return self.decisions[-1] if self.decisions else None

    @property
    def zone(self) -> str:
        """The IANA zone of its meeting; the group's where it has none."""
        if self.rulebook is None:
            return "UTC"
        meeting = self.rulebook.meeting(self.last.verdict.meeting) if self.last else None
        return self.rulebook.group.zone_for(meeting)


def gather(work: UnitOfWork, submission: Submission, rulebook: Rulebook | None) -> GatheredMail:
    """All that is known of this mail; `rulebook` is the one of its group in force, None where there is none."""
    decisions = decisions_as_they_stand(work, submission.id)
    contributions = work.contributions.of(submission.id)
    last = decisions[-1] if decisions else None
    ids = {one.submission for each in contributions for one in each.versions} - {submission.id}
    return GatheredMail(
        submission,
        rulebook,
        tuple(decisions),
        tuple(work.deliveries.of(submission.id)),
        tuple(work.debts.of(submission.id)),
        tuple(_asking(work, submission, rulebook, decisions)),
        tuple(work.log.listed(submission=submission.id, limit=MOST_LINES)),
        tuple(work.requests.of(submission.reference)),
        work.cards.of([submission.id]).get(submission.id),
        tuple(one for one in work.submissions.by_raw(submission.raw) if one.id != submission.id),
        tuple(contributions),
        work.submissions.some(sorted(ids)) if ids else {},
        {one.reference: one for one in _named(work, last)},
        tuple(work.stories.corrections_of(submission.reference)),
        work.stories.past_of(submission),
        work.stories.read_at(submission.raw, last.inputs.reading) if last else None,
        tuple(work.additions.of(submission.id)),
        tuple(owed_beside(work, decisions)),
        tuple(uploads_for(work, submission, [one.n for one in decisions])),
        next(_answered(work, submission), None),
    )


def _named(work: UnitOfWork, last: Decision | None) -> Iterator[Submission]:
    """The mails that the last Decision names by their references: corrected ones, and those on hold that it repeats."""
    if last is None:
        return
    names = (*last.verdict.corrected, *(one.of for one in last.verdict.documents if one.of))
    for name in dict.fromkeys(names):
        if found := work.submissions.find(name):
            yield found


def _answered(work: UnitOfWork, submission: Submission) -> Iterator[Submission]:
    """The mail whose receipt led to the upload page by which this one came."""
    if is_upload(submission.source):
        followed = [one.follows for one in work.deliveries.of(submission.id)]
        yield from (work.submissions.get(one) for one in followed if one is not None)


def _asking(
    work: UnitOfWork, submission: Submission, rulebook: Rulebook | None, decisions: Sequence[Decision]
) -> Iterator[Debt]:
    """The letters that asked the chairs about this mail."""
    if rulebook is None or not any(one.verdict.late_by for one in decisions):
        return
    meetings = dict.fromkeys(one.verdict.meeting for one in decisions)
    rows = [
        row for one in meetings for row in work.agenda.found("ask-chairs", f"{submission.group}/{one}/{submission.id}")
    ]
    topics = topics_of_asking(rulebook, submission.reference, [one.due.at for one in rows])
    for debt in work.stories.letters_of(topics):
        letter = debt.payload
        if isinstance(letter, StaffLetter) and any(
            notice.about and notice.about.reference == submission.reference for notice in letter.notices
        ):
            yield debt
