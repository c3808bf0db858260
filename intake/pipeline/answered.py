"""Questions that a person has settled in the mail program, by an answer or by a move: nobody does it twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from intake.domain.document import Reading
from intake.domain.judging.judge import prepare
from intake.domain.submission import Delivery, Submission
from intake.domain.verdict import Decision, Deed
from intake.pipeline.decision.judging import Ready, Ruling, known_of
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.decision.record import record
from intake.pipeline.line import Done, Line
from intake.pipeline.mailbox import Mailbox
from intake.ports import DamagedBlobError, MailSource

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
    answered = _answered(line, source, [one for one, _ in questions if one.id not in gone])
    line.step("answered.looked")
    whys = dict.fromkeys(gone, _TAKEN) | dict.fromkeys(answered, _ANSWERED)
    return Done(sum(_close(line, one, why) for one, why in whys.items()))


def _questions(line: Line, box: Mailbox) -> list[_Open]:
    """The questions that wait, each with where it lies in this folder."""
    with line.store.read() as work:
        found = [one for one, last in work.submissions.open() if last.verdict.disposition == "question"]
        places = [(one, [at for at in work.deliveries.of(one.id) if _is_here(at, box)]) for one in found]
    return [(one, here) for one, here in places if here]


def _is_here(at: Delivery, box: Mailbox) -> bool:
    return (at.account, at.folder) == (box.account, box.folder) and at.uid > 0


def _gone(source: MailSource, questions: Sequence[_Open]) -> list[int]:
    """The questions of which no copy is left in the folder; a folder that was rebuilt says nothing of its old mails."""
    state = source.open()
    there = {one.uid for one in source.look([at.uid for _, places in questions for at in places])}
    return [
        one.id
        for one, places in questions
        if all(at.uidvalidity == state.uidvalidity and at.uid not in there for at in places)
    ]


def _answered(line: Line, source: MailSource, questions: Sequence[Submission]) -> Iterator[int]:
    if not questions:
        return
    with line.store.read() as work:
        cards = work.cards.of([one.id for one in questions])
    since = min(one.received_at for one in questions) - _BEFORE
    replied = source.replied_to(since.date())
    for one in questions:
        to = replied.get(cards[one.id].message_id) if one.id in cards else None
        if to and not to.isdisjoint(_askers(line, one)):
            yield one.id


def _askers(line: Line, question: Submission) -> set[str]:
    """The addresses, in lower case, to which an answer goes."""
    with line.store.read() as work:
        last = work.submissions.decisions(question.id)[-1]
    reading = _reading(line, last)
    mail = reading.mail if reading else None
    named = (*mail.from_, *mail.reply_to, *([mail.sender] if mail.sender else [])) if mail else ()
    return {one.address.lower() for one in named if one.address}


def _reading(line: Line, last: Decision) -> Reading | None:
    try:
        return line.values.reading(line.blobs.get(last.inputs.reading))
    except (DamagedBlobError, KeyError, ValueError):
        return None  # a person sees it in the work list, and 'replay' reads it again


def _close(line: Line, question: int, why: str) -> int:
    """Decide it, unless somebody was faster; the mail leaves the inbox as after any other decision."""
    with line.store.write() as work:
        submission = work.submissions.get(question)
        if submission.disposition != "question":
            return 0
        rulebook = line.rulebook(work, submission.group)
        lock_series(work, rulebook)
        last = work.submissions.decisions(question)[-1]
        if (reading := _reading(line, last)) is None:
            return 0
        ready = Ready(submission, prepare(reading, rulebook, submission.received_at), last.inputs.reading)
        settled = Ruling(replace(last.verdict, disposition="ignore"), known_of(work, ready))
        record(line, work, ready, settled, Deed(ACTOR, why, act="ignore"), line.clock.now())
        line.step("answered.before-commit")
    line.step("answered.committed")
    return 1
