"""After an upgrade, write the cards that an older version did not keep, batch by batch."""

import structlog

from intake.domain.card import Card, card_of
from intake.domain.mail import Mail
from intake.domain.submission import Submission
from intake.domain.verdict import Decision
from intake.pipeline.decision.numbers import as_corrected
from intake.pipeline.line import Done, Line
from intake.ports import DamagedBlobError

_BATCH = 50
_log = structlog.get_logger("intake")


def catch_up(line: Line) -> Done:
    """Write the next missing cards; returns how many Submissions it looked at. It may stop anywhere and be resumed."""
    with line.store.read() as work:
        left = work.cards.missing(_BATCH)
        if left is None:
            return Done()
        found = [(work.submissions.get(one), as_corrected(work, work.submissions.decisions(one)[-1])) for one in left]
    line.step("cards.found")
    cards = [_card(line, submission, decision) for submission, decision in found]
    with line.store.write() as work:
        work.cards.fill(cards, left[-1] if len(left) == _BATCH else None)
        line.step("cards.before-commit")
    line.step("cards.committed")
    return Done(len(left))


def _card(line: Line, submission: Submission, decision: Decision) -> Card:
    """The card of a mail, by its Decision alone where its reading cannot be understood any more."""
    try:
        return card_of(submission, decision, _mail(line, decision))
    except Exception as error:  # noqa: BLE001 - one old mail never stops the others, nor the daemon at every start
        _log.error("card failed", message=submission.raw[:12], exc_info=error)
        return card_of(submission, decision, None)


def _mail(line: Line, decision: Decision) -> Mail | None:
    try:
        return line.values.reading(line.blobs.get(decision.inputs.reading)).mail
    except (DamagedBlobError, KeyError, ValueError):
        return None
