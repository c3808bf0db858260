"""The verb that decides what chairs asked for by a link.

The public pages only write a request down. Here its link is looked at again, and the chair's decision is recorded by
the same act as `intake admit --decided-by`, in one transaction with the answer that the page shows.
"""

from datetime import datetime, timedelta

import structlog

from intake.domain.errors import StaleDecisionError, StorageFailedError, UsageError
from intake.domain.letters.links import read_link
from intake.domain.letters.notice import Said
from intake.domain.letters.requests import Request, RequestOutcome
from intake.domain.letters.tokens import LinkError
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.telling.answered import WhyNoAnswer, done, refused
from intake.domain.verdict import Deed
from intake.pipeline.agenda.chairs import what_was_decided
from intake.pipeline.agenda.late import take_late
from intake.pipeline.decision.acting import acting
from intake.pipeline.line import Done, Line
from intake.pipeline.notes import alert, note
from intake.pipeline.requests.links import LinkStanding, standing_of_link
from intake.ports import UnitOfWork

MOST_TRIES = 8
"""A request that failed so often is given up, and a person is alerted."""

_AT_ONCE = timedelta(seconds=1)

_program_log = structlog.get_logger("intake")


def answer_requests(line: Line) -> Done:
    """Decide what chairs asked for by a link, each request by itself; one that fails waits, and stops no other."""
    now = line.clock.now()
    if line.public is None:  # another host, which has the key, decides them
        return Done()
    with line.store.read() as work:
        waiting = work.requests.waiting(now)
    count = sum(_one(line, request, now) for request in waiting)
    with line.store.read() as work:
        return Done(count, work.requests.next_due())


def _one(line: Line, request: Request, now: datetime) -> bool:
    """Decide one request; whether that is done now."""
    try:
        return _answer(line, request, now)
    except StaleDecisionError:  # somebody was faster: what became of it is seen at the next look
        _wait(line, request, now + _AT_ONCE)
    except StorageFailedError:
        raise
    except Exception as error:  # noqa: BLE001 - one request stops no other
        if line.store.is_outage(error):
            _wait(line, request, line.retry(now, request.attempts + 1))
            return False
        _program_log.error("request failed", request=request.id, reference=request.link.reference, exc_info=error)
        if request.attempts + 1 < MOST_TRIES and not isinstance(error, UsageError):
            _wait(line, request, line.retry(now, request.attempts + 1), failed=True)
            return False
        return _give_up(line, request, error, now)
    return False


def _answer(line: Line, request: Request, now: datetime) -> bool:
    if why := _wrong(line, request):
        return _settle(line, request, "refused", refused(why), now)
    link = request.link
    with line.store.read() as work:
        submission = work.submissions.find(link.reference)
        try:
            found = standing_of_link(work, _rulebook(line, work, submission), link, now)
        except KeyError:
            found = None
    if found is None:
        return _settle(line, request, "refused", refused("gone"), now)
    if found.told:
        return _settle(line, request, found.outcome, found.told, now)
    _decide(line, request, found)
    return True


def _rulebook(line: Line, work: UnitOfWork, submission: Submission | None) -> Rulebook:
    if submission is None:
        raise KeyError("submission")
    return line.rulebook(work, submission.group)


def _wrong(line: Line, request: Request) -> WhyNoAnswer | None:
    """Why its link does not count; a link that was used in time counts, however long we were away."""
    key = line.public.key if line.public else b""
    try:
        read = read_link(request.token, key, request.asked_at)
    except LinkError as error:
        return "expired" if error.why == "expired" else "broken"
    return None if read == request.link else "broken"


def _decide(line: Line, request: Request, found: LinkStanding) -> None:
    """Record the chair's decision, and the answer with it. StaleDecisionError where somebody was faster."""
    chair, last = found.chair, found.asked.last
    if chair is None:
        raise StaleDecisionError("request {request} has no chair", request=request.id)
    deed = Deed(
        chair.name,
        request.reason,
        replaces=last.n,
        act=request.link.act,
        role=chair.role,
        evidence=f"request {request.id}",
    )
    line.step("request.found")
    with acting(line, found.submission.reference, deed) as act:
        again = standing_of_link(act.work, line.rulebook(act.work, found.submission.group), request.link, act.now)
        if again.told or again.chair != chair:
            raise StaleDecisionError("request {request} stands in another way now", request=request.id)
        decision = take_late(act, (again.asked.index,))
        line.step("request.decided")
        told = done(what_was_decided(found.submission, decision, (again.asked.index,), (chair,)))
        if not act.work.requests.settle(request.id, "decided", told, act.now):
            raise StaleDecisionError("request {request} is settled", request=request.id)
    line.step("request.committed")


def _settle(
    line: Line, request: Request, outcome: RequestOutcome, told: tuple[Said, ...], now: datetime, *, alarm: str = ""
) -> bool:
    """Record that a request decides nothing, with a line in the log, and an alert where our own failure is why."""
    link = request.link
    with line.store.write() as work:
        settled = work.requests.settle(request.id, outcome, told, now)
        if settled:
            about = work.submissions.find(link.reference)
            why = f"A chair asked by a link ({link.act}): {_WHY.get(told[0].key, 'it cannot be decided by it')}."
            note(
                work,
                about or "",
                at=now,
                what="asked",
                who="page",
                why=why,
                personal={"from": link.address, "reason": request.reason},
                request=request.id,
                outcome=outcome,
            )
        if settled and alarm:
            alert(work, about or "", at=now, who="answer_requests", topic="deciding", why=alarm)
        line.step("request.settled")
    return settled


_WHY = {
    "request.already": "somebody had decided already",
    "request.expired": "the link was used after its end",
    "request.broken": "the link is not one of ours",
    "request.gone": "there is no such document",
    "request.no-chair": "the address is on no chair's record today",
    "request.postponed": "the meeting is postponed",
    "request.cancelled": "the meeting is cancelled",
    "request.over": "the meeting is over",
    "request.secretariat": "the chairs do not decide here",
    "request.failed": "deciding it did not work",
}


def _wait(line: Line, request: Request, until: datetime, *, failed: bool = False) -> None:
    with line.store.write() as work:
        work.requests.wait(request.id, until, failed=failed)


def _give_up(line: Line, request: Request, error: Exception, now: datetime) -> bool:
    """Tell the chair that it did not work, and a person that somebody should look."""
    why = f"A chair's decision by a link could not be recorded ({type(error).__name__}: {error})."[:300]
    return _settle(line, request, "refused", refused("failed"), now, alarm=why)
