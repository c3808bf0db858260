"""Questions that a person has settled in the mail program, by an answer or by a move: nobody does it twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.submission import Delivery, Submission
from intake.domain.verdict import Deed
from intake.pipeline.decision.acting import acting
from intake.pipeline.decision.judging import reading_of
from intake.pipeline.decision.lookup import last_decision
from intake.pipeline.line import Done, Line
from intake.pipeline.mailbox import Mailbox
from intake.ports import MailSource

ACTOR = "mailbox"
"""Who decides here: people, by what they did in the mailbox."""

_ANSWERED = "A person has answered it in the mailbox."
_TAKEN = "A person has taken it out of the inbox."
_BEFORE = timedelta(days=1)
"""A server knows days, not instants, and its day may be the one before ours."""

_Open = tuple[Submission, list[Delivery]]


def settle_questions(line: Line, source: MailSource, box: Mailbox) -> Done:
    """Close the questions of this mailbox that a person has settled there; how many.

    A reply is looked for in the Sent folder, by the Message-ID that it names; it counts where it went to whoever asked,
    so that a mail passed on to a colleague is none. What waits with a document is never closed so: somebody has to
    decide on that. Raises UnavailableError.
    """
    questions = _questions(line, box)
    if not questions:
        return Done()
    gone = _gone(source, questions)
    answered = _answered(line, source, [one for one, _ in questions if one not in gone])
    line.step("answered.looked")
    settled = [*((one, _TAKEN) for one in gone), *((one, _ANSWERED) for one in answered)]
    return Done(sum(_close(line, one, why) for one, why in settled))


def _questions(line: Line, box: Mailbox) -> list[_Open]:
    """The questions that wait, each with where it lies in this folder."""
    with line.store.read() as work:
        found = work.submissions.questions()
        here = work.deliveries.in_folder([one.id for one in found], box.account, box.folder)
    return [(one, here[one.id]) for one in found if one.id in here]


def _gone(source: MailSource, questions: Sequence[_Open]) -> list[Submission]:
    """The questions of which no copy is left in the folder; a folder that was rebuilt says nothing of its old mails."""
    state = source.open()
    there = {one.uid for one in source.look([at.uid for _, places in questions for at in places])}
    return [
        one
        for one, places in questions
        if all(at.uidvalidity == state.uidvalidity and at.uid not in there for at in places)
    ]


def _answered(line: Line, source: MailSource, questions: Sequence[Submission]) -> list[Submission]:
    if not questions:
        return []
    with line.store.read() as work:
        cards = work.cards.of([one.id for one in questions])
    since = min(one.received_at for one in questions) - _BEFORE
    replied = source.replied_to(since.date())
    went = ((one, replied.get(cards[one.id].message_id)) for one in questions if one.id in cards)
    return [one for one, to in went if to and not to.isdisjoint(_askers(line, one))]


def _askers(line: Line, question: Submission) -> set[str]:
    """The addresses, in lower case, to which an answer goes."""
    with line.store.read() as work:
        last = last_decision(work, question)
    try:
        mail = reading_of(line, question, last).mail
    except UsageError:  # it is damaged: a person sees the mail in the work list
        return set()
    named = (*mail.from_, *mail.reply_to, *([mail.sender] if mail.sender else []))
    return {one.address.lower() for one in named if one.address}


def _close(line: Line, question: Submission, why: str) -> int:
    """Decide it, unless somebody was faster; the mail leaves the inbox as after any other decision."""
    deed = Deed(ACTOR, why, act="ignore", replaces=question.decisions)
    try:
        with acting(line, question.reference, deed) as act:
            act.decide(replace(act.last.verdict, disposition="ignore"))
    except (StaleDecisionError, UsageError):
        return 0  # a person sees it in the work list; 'replay' reads again what is damaged
    return 1
