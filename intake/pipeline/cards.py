"""After an upgrade, write the cards that an older version did not keep, batch by batch."""

from dataclasses import dataclass, replace

import structlog

from intake.domain.card import Card, card_of
from intake.domain.mail import Mail
from intake.domain.submission import Submission
from intake.domain.verdict import Decision
from intake.pipeline.decision.numbers import as_corrected
from intake.pipeline.line import Done, Line
from intake.ports import DamagedBlobError, UnitOfWork

_BATCH = 50
_log = structlog.get_logger("intake")


def catch_up(line: Line) -> Done:
    """Write the next missing cards; returns how many Submissions it looked at. It may stop anywhere and be resumed."""
    with line.store.read() as work:
        left = work.cards.behind(_BATCH)
        if left is None:
            return Done()
        known = work.cards.of(left.submissions) if left.what == "words" else {}
        found = [_found(work, one, known.get(one)) for one in left.submissions]
    line.step("cards.found")
    cards = [_card(line, one) for one in found]
    with line.store.write() as work:
        work.cards.fill(cards, left, left.submissions[-1] if len(left.submissions) == _BATCH else None)
        line.step("cards.before-commit")
    line.step("cards.committed")
    return Done(len(left.submissions))


@dataclass(frozen=True, slots=True)
class _Found:
    """A mail, the Decision that counts, those who made the earlier ones, and the card that it has already."""

    submission: Submission
    decision: Decision
    earlier: tuple[str, ...]
    known: Card | None


def _found(work: UnitOfWork, submission: int, known: Card | None) -> _Found:
    *earlier, last = work.submissions.decisions(submission)
    actors = tuple(one.actor for one in earlier)
    return _Found(work.submissions.get(submission), as_corrected(work, last), actors, known)


def _card(line: Line, one: _Found) -> Card:
    """The card of a mail, by its Decision alone where its reading cannot be understood any more."""
    if one.known is not None:
        fresh = card_of(one.submission, one.decision, None, one.earlier)
        return replace(one.known, findings=fresh.findings, kinds=fresh.kinds, actors=fresh.actors)
    try:
        return card_of(one.submission, one.decision, _mail(line, one.decision), one.earlier)
    except Exception as error:  # noqa: BLE001 - one old mail never stops the others, nor the daemon at every start
        _log.error("card failed", message=one.submission.raw[:12], exc_info=error)
        return card_of(one.submission, one.decision, None, one.earlier)


def _mail(line: Line, decision: Decision) -> Mail | None:
    try:
        return line.values.reading(line.blobs.get(decision.inputs.reading)).mail
    except (DamagedBlobError, KeyError, ValueError):
        return None
