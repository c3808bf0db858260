"""The mails that need a person, oldest first, each with its reason and the act that settles it."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from intake.domain.answering.asked import decided_since, waits_for_chairs
from intake.domain.answering.outcomes import outcome
from intake.domain.card import Card
from intake.domain.letters.notice import Said
from intake.domain.submission import Submission
from intake.domain.tasks import TASK_WORDS, Task, task_of
from intake.domain.telling.chairs_words import Seeming, seems_to_say
from intake.domain.telling.waits import Proposed, Reason
from intake.domain.verdict import Decision
from intake.pipeline.showing.plain import Object, instant
from intake.pipeline.showing.reasons import of_failed, of_held, of_question, of_receipt, what_answers, what_settles

if TYPE_CHECKING:
    from intake.ports import UnitOfWork

What = Literal["failed", "held", "late", "question", "answer", "receipt"]
"""Kinds of what waits."""

_ANSWER: What = "answer"
"""A question that is a chair's answer."""

_REFERENCE = re.compile(r"\b[A-Z0-9]{1,12}-\d{2}-\d{4,}\b")
_RECORDS: dict[Seeming, tuple[tuple[str, bool], ...]] = {
    "admit": (("admit", False),),
    "no": (("return", False),),
    "keep": (("admit", True),),
    "": (("admit", False), ("return", False)),
}
"""The acts that record what an answer seems to say (True: for the next meeting); whoever does has read the mail."""
_BECAME = ("admitted", "registered", "returned", "kept", "noted")


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One mail that a person has to look at. `what` says why, `act` is what settles it.

    An answer of a chair has the paper that it is about, what it seems to say, and `otherwise`, the act for another
    decision, where that is not plain. `chairs`: the chairs are asked, and it waits for them until they are silent.
    `task`: who looks after it, and until when it rests.
    """

    what: What
    submission: Submission
    card: Card
    reason: Reason
    act: Proposed
    about: Submission | None = None
    seems: Seeming = ""
    otherwise: Proposed | None = None
    chairs: bool = False
    task: Task = field(default_factory=Task)

    def object(self, now: datetime, reason: str) -> Object:
        """As a plain object, its `reason` in words; the age is in seconds since the mail was received."""
        return {
            "what": self.what,
            "reference": self.submission.reference,
            "group": self.submission.group,
            "received_at": instant(self.submission.received_at),
            "age": int((now - self.submission.received_at).total_seconds()),
            "subject": self.card.subject,
            "sender": self.submission.sender or None,
            "reason": reason,
            "command": self.act.command,
            "about": self.about.reference if self.about else None,
            "seems": self.seems or None,
            "otherwise": self.otherwise.command if self.otherwise else None,
            "assignee": self.task.assignee or None,
            "rests_until": instant(self.task.rests_until),
        }


def waiting(work: "UnitOfWork", groups: Collection[str] | None = None, most: int | None = None) -> list[WorkItem]:
    """The mails of these groups, or of all, that need a person or rest, oldest first; at most so many of each kind."""
    ours = work.rulebooks.groups()
    found = [
        *(_failed(work, one) for one in work.submissions.failed()),
        *(_held(one, last, ours) for one, last in work.submissions.open(groups, most)),
    ]
    found = [_with_requests(work, _asked(work, one)) if one.what == "late" else one for one in found]
    found += _unanswered(work, {one.submission.id for one in found}, most)
    mine = [one for one in found if groups is None or one.submission.group in groups]
    cards = work.cards.of([one.submission.id for one in mine])
    said = work.log.about([one.submission.id for one in mine], TASK_WORDS)
    known = [
        replace(one, card=cards.get(one.submission.id, one.card), task=task_of(said.get(one.submission.id, ())))
        for one in mine
    ]
    known = [_answering(work, one) if one.what == "question" else one for one in known]
    return sorted(known, key=_place)


def _place(one: WorkItem) -> tuple[datetime, int, datetime, int]:
    """By time of receipt; an answer of a chair right after the paper that it is about."""
    first = one.about or one.submission
    return (first.received_at, first.id, one.submission.received_at, one.submission.id)


def _item(what: What, submission: Submission, reason: Reason, act: Proposed) -> WorkItem:
    return WorkItem(what, submission, Card(submission.id, submission.group), reason, act)


def _failed(work: "UnitOfWork", submission: Submission) -> WorkItem:
    return _item("failed", submission, of_failed(work, submission), Proposed("once"))


def _held(submission: Submission, last: Decision, groups: Collection[str]) -> WorkItem:
    name = submission.reference
    if last.verdict.disposition == "question":
        return _item("question", submission, of_question(last), Proposed("ignore", name))
    what: What = "late" if waits_for_chairs(last.verdict) else "held"
    return _item(what, submission, of_held(last), what_settles(last, name, groups))


def _asked(work: "UnitOfWork", late: WorkItem) -> WorkItem:
    """A late mail with what the chairs were asked about it."""
    about = f"{late.submission.group}/{late.submission.meeting}/{late.submission.id}"
    rows = work.agenda.found("chairs-silent", about)
    if not rows:
        return late
    if rows[-1].outcome:
        return replace(late, reason=late.reason.and_(Said("waits.chairs-silent")))
    asked = Said("waits.chairs-asked", moments={"at": rows[-1].due.at})
    return replace(late, reason=late.reason.and_(asked), chairs=True)


def _with_requests(work: "UnitOfWork", late: WorkItem) -> WorkItem:
    """A late mail with what a chair has asked by a link, until that is decided."""
    open_ones = [one for one in work.requests.of(late.submission.reference) if not one.outcome]
    told = (Said(f"waits.request-{one.link.act}", {"chair": one.link.address}) for one in open_ones)
    return replace(late, reason=late.reason.and_(*told))


def _answering(work: "UnitOfWork", question: WorkItem) -> WorkItem:
    """A question that answers a letter to the chairs: under its late paper, with the act that records it."""
    papers = [one for one in _named_papers(work, question) if _was_asked(work, one)]
    if not papers:
        return question
    decided = {one.id: decided_since(work.submissions.decisions(one.id)) for one in papers}
    waits = [one for one in papers if not decided[one.id]]
    named = [one for one in waits if one.reference in question.card.subject]
    about = next(iter([*named, *waits, *papers]))
    answer = replace(question, what=_ANSWER, about=about)
    if last := decided[about.id]:
        return replace(answer, reason=Reason((Said("waits.answer-late"), _already(about, last))))
    asked = ", ".join(one.reference for one in (named or waits))
    seems = seems_to_say(question.card.opening)
    act, *others = (_recorded(*one, about, question) for one in _RECORDS[seems])
    says = Said(f"waits.seems-{seems or 'neither'}")
    return replace(
        answer,
        reason=Reason((Said("waits.answer", {"references": asked}), says)),
        seems=seems,
        act=act,
        otherwise=next(iter(others), None),
    )


def _already(about: Submission, by: Decision) -> Said:
    """Who decided, when, and what became of the late mail."""
    became = "kept" if by.act == "keep" else outcome(by)
    return Said(
        "waits.already-line" if by.by_line else "waits.already",
        {"reference": about.reference, **({} if by.by_line else {"by": by.actor})},
        moments={"at": by.at},
        words={"became": f"waits.became.{became if became in _BECAME else 'other'}"},
    )


def _recorded(act: str, for_next: bool, about: Submission, question: WorkItem) -> Proposed:
    fields: dict[str, str | bool] = {
        "next": for_next,
        "decided-by": question.submission.sender,
        "evidence": question.submission.reference,
    }
    return Proposed(act, about.reference, fields)


def _named_papers(work: "UnitOfWork", question: WorkItem) -> list[Submission]:
    """The mails that a question is about: of the letter that it answers, or else that its subject names."""
    mail = question.submission
    asked = json.loads(work.submissions.snapshot_of(mail.id, mail.decisions)).get("asked", ())
    named = _REFERENCE.search(question.card.subject)
    found = [work.submissions.find(one) for one in asked or ([named.group()] if named else [])]
    return [one for one in found if one and one.group == mail.group and one.id != mail.id]


def _was_asked(work: "UnitOfWork", about: Submission) -> bool:
    meetings = {one.verdict.meeting for one in work.submissions.decisions(about.id)}
    rows = [row for one in meetings for row in work.agenda.found("ask-chairs", f"{about.group}/{one}/{about.id}")]
    return any(one.outcome == "done" for one in rows)


def _unanswered(work: "UnitOfWork", waits: Collection[int], most: int | None) -> Iterator[WorkItem]:
    """Receipts that did not leave or arrive, except withheld ones of mails that are on the list (`waits`) anyway."""
    known = work.debts.not_arrived(most)
    open_ones = [one for one in known if not (one.state == "withheld" and one.submission in waits)]
    about = work.submissions.some([one.submission for one in open_ones if one.submission is not None])
    for debt in open_ones:
        if debt.submission is not None:
            submission = about[debt.submission]
            yield _item("receipt", submission, of_receipt(debt), what_answers(debt, submission.reference))
