"""What an act would do, before anybody does it: it is done for real on a line that is rolled back.

So the preview and the act are the same code. Nothing leaks out: no number, no line of the log, no file.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.answering.receipt import Receipt
from intake.domain.debt import Debt
from intake.domain.errors import ConfigurationError, StaleDecisionError, UsageError
from intake.domain.submission import Submission
from intake.domain.verdict import Decision
from intake.pipeline.desk.mails.brought import Brought
from intake.pipeline.desk.mails.rehearsal import Answers, each_alone, rehearse
from intake.pipeline.line import Line
from intake.pipeline.owing.letters import LETTERS
from intake.pipeline.owing.plain import plain_letter
from intake.ports import UnitOfWork

TrialDone = Decision | Submission | Brought
"""The Decision of an act; the Submission that it is about, without one; or its Decision, and mails beside."""

Trial = Callable[[Line], TrialDone]
"""An act on the line that it is given."""

NOT_DONE = (UsageError, ConfigurationError, StaleDecisionError)
"""What an act raises where it cannot be done as asked."""


def mails_of(done: TrialDone) -> tuple[int, ...]:
    """The Submissions (ids) that an act was about; the one that it was done to comes first."""
    if isinstance(done, Submission):
        return (done.id,)
    if isinstance(done, Brought):
        return (done.decision.submission, *(one.id for one in done.mails))
    return (done.submission,)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would come of an act: its Decision, and the letter that it causes.

    Without a letter, `to` is empty. `withheld` says why a letter would not leave by itself, `leaves_at` (UTC) when it
    would leave. `taken_back` are the letters, by subject, that would not leave any more. `beside` is what would come
    of other mails by the same act.
    """

    decision: Decision | None
    reference: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    languages: tuple[str, ...] = ()
    withheld: str = ""
    leaves_at: datetime | None = None
    taken_back: tuple[str, ...] = ()
    beside: tuple["Foreseen", ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers that documents of the mail would have."""
        return self.decision.verdict.numbers if self.decision else ()


def foresee(line: Line, act: Trial) -> Foreseen:
    """What this act would do now. Raises whatever the act raises: UsageError, StaleDecisionError, ..."""
    return rehearse(line, lambda dry: _foreseen(line, dry, act(dry)))


def foresee_all(line: Line, acts: Sequence[Trial]) -> list[Foreseen | Exception]:
    """The same of several acts, one after another: each sees those before it. Of one that cannot be done, why.

    First each is tried alone, so that all that has to be waited for is there when they are tried in one transaction.
    """
    known = Answers()
    for act in acts:
        with suppress(*NOT_DONE):
            rehearse(line, _seen_by(line, act), known)
    play = [_seen_by(line, act) for act in acts]
    return rehearse(line, lambda dry: list(each_alone(dry, play, NOT_DONE)), known)


def _seen_by(line: Line, act: Trial) -> Callable[[Line], Foreseen]:
    return lambda dry: _foreseen(line, dry, act(dry))


def _foreseen(line: Line, dry: Line, done: TrialDone) -> Foreseen:
    """What was done on the dry line, beside what stands on the real one."""
    if isinstance(done, Submission):
        return _of_one(line, dry, done.id, None)
    if isinstance(done, Decision):
        return _of_one(line, dry, done.submission, done)
    with dry.store.read() as work:
        made = [(one.id, next(reversed(work.submissions.decisions(one.id)), None)) for one in done.mails]
    beside = tuple(_of_one(line, dry, own, decision) for own, decision in made)
    return replace(_of_one(line, dry, done.decision.submission, done.decision), beside=beside)


def _of_one(line: Line, dry: Line, submission: int, decision: Decision | None) -> Foreseen:
    """The letter that is owed now and was not before, and those that are owed no more."""
    with line.store.read() as work:
        before = _receipts(work, submission)
    with dry.store.read() as work:
        after = _receipts(work, submission)
        reference = work.submissions.get(submission).reference
    gone = [before[id_] for id_, one in after.items() if one.state == "superseded" and id_ in before]
    taken_back = tuple(_written(dry, one)[0] for one in gone if one.state == "owed")
    new = [one for id_, one in after.items() if id_ not in before or (before[id_].state, one.state) in _REVIVED]
    found = Foreseen(decision, reference, taken_back=taken_back)
    if not new or not isinstance(receipt := new[-1].payload, Receipt):
        return found
    subject, text = _written(dry, new[-1])
    return replace(
        found,
        to=(receipt.to, *receipt.cc),
        subject=subject,
        text=text,
        languages=receipt.languages,
        withheld=new[-1].note if new[-1].state == "withheld" else "",
        leaves_at=new[-1].due_at if new[-1].state == "owed" else None,
    )


_REVIVED = {(before, "owed") for before in ("withheld", "refused", "unknown", "paid", "superseded")}
"""What a person's word makes of a receipt: it is owed again."""


def _receipts(work: UnitOfWork, submission: int) -> dict[int, Debt]:
    return {one.id: one for one, _ in work.debts.receipts(submission)}


def _written(line: Line, debt: Debt) -> tuple[str, str]:
    """Subject and text of a letter, as it was frozen or as it would be written now."""
    if debt.frozen is not None:
        return plain_letter(line.blobs.get(debt.frozen))
    kind = LETTERS[debt.kind]
    try:
        return plain_letter(kind.write(line, debt, kind.of(debt), line.clock.now()).letter.raw)
    except ValueError:  # an address that nobody can write to
        return "", ""
