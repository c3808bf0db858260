"""The page that tells how a mail stands: state, numbers and times. Whoever has the link learns nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from fastapi import FastAPI, Request
from starlette.responses import Response

from intake.adapters.words.moments import Moments
from intake.app.pages import OpenPages
from intake.domain.answering.status import Status, status_of, told_of
from intake.domain.letters.links import STATUS, read_status_link
from intake.domain.letters.tokens import LinkError
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Submission
from intake.pipeline.requests.uploading import uploads_for
from intake.ports import UnitOfWork
from intake.web.public.pages import PublicPages, Visitor

_AGAIN = "10"
"""Seconds after which the page of a mail that is not decided looks again."""


def add_status(app: FastAPI, pages: OpenPages, shown: PublicPages, visitor: Callable[[Request], Visitor]) -> None:
    """The page of a link to a status."""
    told = StatusWords(pages)

    @app.api_route(f"{pages.public.path}/{STATUS}/{{token}}", methods=["GET", "HEAD"])
    def status(request: Request, token: str) -> Response:
        link = read_status_link(token, pages.key, pages.clock.now())
        with pages.store.read() as work:
            found, book = _standing(pages, work, link.reference)
        language = shown.language(visitor(request), book.policy.languages)
        values = {"status": found, "lines": told.lines(found, book, language)}
        response = shown.answer("status.html.j2", language, values)
        if found.state == "waiting":
            response.headers["Refresh"] = _AGAIN
        return response


def standing(work: UnitOfWork, submission: Submission) -> Status:
    """How this mail stands, as far as its letters have told: none of what a letter tells that has yet to leave."""
    decisions = work.submissions.decisions(submission.id)
    told = told_of(decisions, _waiting(work, submission))
    next_at = decisions[len(told)].at if len(told) < len(decisions) else None
    again = [
        *work.stories.corrections_of(submission.reference),
        *uploads_for(work, submission, [one.n for one in decisions]),
    ]
    return status_of(
        submission,
        told[-1] if told else None,
        [_as_of(one, next_at) for one in work.contributions.of(submission.id)],
        tuple(dict.fromkeys(one.reference for one in again)),
    )


def _waiting(work: UnitOfWork, submission: Submission) -> list[int | None]:
    """The Decisions whose letter has yet to leave; one that was withheld, and told here, stays told once it is sent."""
    resent = {one.facts.get("decision") for one in work.log.about([submission.id], ["resent"]).get(submission.id, ())}
    waiting = [one.decision for one, _ in work.debts.receipts(submission.id) if one.has_yet_to_leave]
    return [one for one in waiting if one not in resent]


def _as_of(one: Contribution, next_at: datetime | None) -> Contribution:
    """The document as it was before a Decision of this instant, of which nobody has been told."""
    is_news = next_at is not None and one.withdrawn_at is not None and one.withdrawn_at >= next_at
    return replace(one, withdrawn_at=None) if is_news else one


class StatusWords:
    """What a status says, in every language that is offered."""

    def __init__(self, pages: OpenPages) -> None:
        self._catalogs = pages.catalogs
        self._moments = Moments(pages.catalogs)

    def lines(self, status: Status, book: Rulebook, language: str) -> Sequence[tuple[str, str]]:
        """The facts, each with its label: numbers, reference, times."""

        def text(key: str) -> str:
            return self._catalogs.text(key, language)

        def at(instant: datetime | None) -> str:
            if instant is None:
                return ""
            return self._moments.full(instant, book.group.zone, language, seconds=True)

        counts = status.counts_from if status.counts_from != status.received_at else None
        found = [
            *((text("web.status.number"), number) for number in status.numbers),
            (text("web.status.reference"), status.reference),
            (text("web.label.received"), at(status.received_at)),
            (text("web.status.counts"), at(counts)),
            (text("web.status.decided"), at(status.decided_at)),
            (text("web.status.until"), at(status.correct_until)),
        ]
        return [(label, value) for label, value in found if value]


def _standing(pages: OpenPages, work: UnitOfWork, reference: str) -> tuple[Status, Rulebook]:
    """The status of the mail with this reference; LinkError where there is none any more."""
    submission = work.submissions.find(reference)
    if submission is None or submission.reference != reference:
        raise LinkError("expired")
    try:
        return standing(work, submission), pages.rulebook(work, submission.group)
    except KeyError as error:
        raise LinkError("expired") from error
