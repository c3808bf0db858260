"""The mails that need a person, oldest first, each with its reason and the command that settles it."""

import json
import re
import shlex
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from intake.domain.answering.asked import already_decided, waits_for_chairs
from intake.domain.answering.outcomes import holding
from intake.domain.card import Card
from intake.domain.debt import Debt
from intake.domain.document import CONVERTED
from intake.domain.submission import Submission
from intake.domain.telling.chairs_words import Seeming, seems_to_say
from intake.domain.verdict import OUR_FAILURE, Decision, Finding, Judged, Verdict
from intake.pipeline.showing.plain import Object, instant

if TYPE_CHECKING:
    from intake.ports import UnitOfWork, Words

_REASON = "--reason WHY"
_ANSWER = "answer"
"""A question that is a chair's answer."""
_REFERENCE = re.compile(r"\b[A-Z0-9]{1,12}-\d{2}-\d{4,}\b")
_SEEMS = {
    "admit": ' It seems to say "admit"; read it, then record it.',
    "no": ' It seems to say "no"; read it, then record it.',
    "keep": ' It seems to say "keep it for the next meeting"; read it, then record it.',
    "": " Read what it says, then record it: admitted, or returned.",
}
_RECORDS = {"admit": ("admit",), "no": ("return",), "keep": ("admit --next",), "": ("admit", "return")}
"""The acts that record what an answer seems to say; the person who does has read the whole mail."""
_ASKED = "The chairs are asked; if they stay silent you may decide from {at} UTC."
_SILENT = "The chairs were asked and have not decided: you may decide."
_IN_A_LOOP = (
    "No receipt was sent: {note}. A machine may be answering ours, and each further receipt would go on with it."
)
_NOT_ARRIVED = {
    "withheld": "No receipt was sent: {note}.",
    "refused": "The mail server did not take the receipt: {note}.",
    "unknown": "Nobody knows whether the receipt left.",
    "bounced": "The receipt did not arrive: its delivery was reported as failed.",
}


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One mail that a person has to look at. `what` says why, `command` are the words after `intake` that settle it.

    An answer of a chair has the paper that it is about, what it seems to say, and `otherwise`, the command for another
    decision, where that is not plain.
    """

    what: str
    submission: Submission
    card: Card
    reason: str
    command: str
    about: Submission | None = None
    seems: Seeming = ""
    otherwise: str = ""

    def object(self, now: datetime) -> Object:
        """As a plain object; the age is in seconds since the mail was received."""
        return {
            "what": self.what,
            "reference": self.submission.reference,
            "group": self.submission.group,
            "received_at": instant(self.submission.received_at),
            "age": int((now - self.submission.received_at).total_seconds()),
            "subject": self.card.subject,
            "sender": self.submission.sender or None,
            "reason": self.reason,
            "command": self.command,
            "about": self.about.reference if self.about else None,
            "seems": self.seems or None,
            "otherwise": self.otherwise or None,
        }


def waiting(work: "UnitOfWork", words: "Words", group: str | None = None) -> list[WorkItem]:
    """The mails of one group, or of all, that need a person, by time of receipt."""
    groups = work.rulebooks.groups()
    found = [
        *(_undecided(work, one) for one in work.submissions.failed()),
        *(_held(words, one, last, groups) for one, last in work.submissions.open()),
    ]
    found = [_with_requests(work, _asked(work, one)) if one.what == "late" else one for one in found]
    found += _unanswered(work, {one.submission.id for one in found})
    mine = [one for one in found if group in (None, one.submission.group)]
    cards = work.cards.of([one.submission.id for one in mine])
    known = [replace(one, card=cards.get(one.submission.id, one.card)) for one in mine]
    known = [_answering(work, one) if one.what == "question" else one for one in known]
    return sorted(known, key=_place)


def _place(one: WorkItem) -> tuple[datetime, int, datetime, int]:
    """By time of receipt; an answer of a chair right after the paper that it is about."""
    first = one.about or one.submission
    return (first.received_at, first.id, one.submission.received_at, one.submission.id)


def _item(what: str, submission: Submission, reason: str, command: str) -> WorkItem:
    return WorkItem(what, submission, Card(submission.id, submission.group), reason, command)


def _undecided(work: "UnitOfWork", submission: Submission) -> WorkItem:
    told = [one.why for one in work.log.listed(submission=submission.id, what="alert")]
    reason = told[-1] if told else "It could not be read or decided; it is tried again."
    return _item("failed", submission, reason, "once")


def _held(words: "Words", submission: Submission, last: Decision, groups: Collection[str]) -> WorkItem:
    name = submission.reference
    if last.verdict.disposition == "question":
        return _item("question", submission, last.reason, f"ignore {name} {_REASON}")
    findings = list(holding(last.verdict))
    late = waits_for_chairs(last.verdict)
    command = f"admit {name} {_REASON}" if late else _act(last.verdict, findings, name, groups)
    return _item("late" if late else "held", submission, _reason(words, findings, last), command)


def _asked(work: "UnitOfWork", late: WorkItem) -> WorkItem:
    """A late mail with what the chairs were asked about it."""
    about = f"{late.submission.group}/{late.submission.meeting}/{late.submission.id}"
    rows = work.agenda.found("chairs-silent", about)
    if not rows:
        return late
    told = _SILENT if rows[-1].outcome else _ASKED.format(at=f"{rows[-1].due.at:%Y-%m-%d %H:%M}")
    return replace(late, reason=f"{late.reason} {told}")


def _with_requests(work: "UnitOfWork", late: WorkItem) -> WorkItem:
    """A late mail with what a chair has asked by a link, until that is decided."""
    open_ones = [one for one in work.requests.of(late.submission.reference) if not one.outcome]
    told = [
        f"{one.link.address} has asked by a link to {one.link.act} it, and it is being decided." for one in open_ones
    ]
    return replace(late, reason=" ".join((late.reason, *told)))


def _answering(work: "UnitOfWork", question: WorkItem) -> WorkItem:
    """A question that answers a letter to the chairs: under its late paper, with the command that records it."""
    papers = [one for one in _named_papers(work, question) if _was_asked(work, one)]
    if not papers:
        return question
    told = {one.id: already_decided(one.reference, work.submissions.decisions(one.id)) for one in papers}
    waits = [one for one in papers if not told[one.id]]
    named = [one for one in waits if one.reference in question.card.subject]
    about = next(iter([*named, *waits, *papers]))
    answer = replace(question, what=_ANSWER, about=about)
    if not waits:
        return replace(answer, reason=f"It seems to answer the letter to the chairs. {told[about.id]}")
    asked = ", ".join(one.reference for one in (named or waits))
    seems = seems_to_say(question.card.opening)
    command, *others = (_recorded(act, about, question) for act in _RECORDS[seems])
    return replace(
        answer,
        reason=f"It seems to answer the letter to the chairs about {asked}.{_SEEMS[seems]}",
        seems=seems,
        command=command,
        otherwise="".join(others),
    )


def _recorded(act: str, about: Submission, question: WorkItem) -> str:
    who = shlex.quote(question.submission.sender)
    return f"{act} {about.reference} --decided-by {who} --evidence {question.submission.reference} {_REASON}"


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


def _reason(words: "Words", findings: list[Finding], last: Decision) -> str:
    sentences = list(dict.fromkeys(words.what(one, "en") for one in findings))
    if not sentences:
        return last.reason
    more = len(sentences) - 1
    return sentences[0] if not more else f"{sentences[0].rstrip('.')}; and {more} more, see 'intake show'."


def _act(verdict: Verdict, findings: list[Finding], name: str, groups: Collection[str]) -> str:
    """The command that usually settles these findings; `show` tells more."""
    held = [one for one in verdict.documents if one.disposition == "hold" and one.role == "contribution"]
    if any(one.id == OUR_FAILURE for one in findings):
        return f"replay {name} --apply {_REASON}"
    if any(one.tells("passed-on") for one in findings):
        return f"release {name} --attached {_REASON}"
    if not held:
        return f"ignore {name} {_REASON}"
    if any(one.document.filetype in CONVERTED for one in held):
        return f"convert {name} {_REASON}"
    if all(map(_lacks_cover, held)):
        return f"make-cover {name} {_REASON}"
    meant = _meant(findings, groups)
    return f"release {name} --group {meant} {_REASON}" if meant else f"release {name} {_REASON}"


def _meant(findings: Iterable[Finding], groups: Collection[str]) -> str | None:
    """The one group of ours that the findings name in place of this one, or None."""
    facts = [one.facts.get("groups") for one in findings]
    named = {name.lower() for names in facts if isinstance(names, tuple) for name in names}
    return named.pop() if len(named) == 1 and named <= set(groups) else None


def _lacks_cover(one: Judged) -> bool:
    return one.kind == "liaison_in" and not one.document.template.conforms


def _unanswered(work: "UnitOfWork", waits: Collection[int]) -> Iterator[WorkItem]:
    """Receipts that did not leave or arrive, except withheld ones of mails that are on the list (`waits`) anyway."""
    open_ones = [one for one in work.debts.not_arrived() if not (one.state == "withheld" and one.submission in waits)]
    about = work.submissions.some([one.submission for one in open_ones if one.submission is not None])
    for debt in open_ones:
        if debt.submission is not None:
            yield _unsent(debt, about[debt.submission])


def _unsent(debt: Debt, submission: Submission) -> WorkItem:
    in_a_loop = debt.state == "withheld" and debt.capped == "address"
    state = "bounced" if debt.bounced_at is not None else debt.state
    reason = (_IN_A_LOOP if in_a_loop else _NOT_ARRIVED[state]).format(
        note=debt.note.rstrip(".") or "it did not say why"
    )
    drop = " --drop" if in_a_loop else ""
    return _item("receipt", submission, reason, f"resend {submission.reference}{drop} {_REASON}")
