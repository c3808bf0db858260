"""What a link leads to: the document as it stands, and what its chair has asked for already."""

from dataclasses import dataclass

from intake.app.pages import OpenPages
from intake.domain.letters.links import Link, read_link
from intake.domain.letters.requests import NewRequest, Request
from intake.domain.letters.tokens import LinkError
from intake.domain.rulebook import Rulebook
from intake.pipeline.requests.links import LinkStanding, standing_of_link


@dataclass(frozen=True, slots=True)
class Visit:
    """One link at one moment; `request` is None until its chair has asked for what it offers."""

    token: str
    link: Link
    rulebook: Rulebook
    standing: LinkStanding
    request: Request | None


def visit(pages: OpenPages, token: str) -> Visit:
    """What this link leads to. Nothing is changed. LinkError for a link that leads nowhere, or no longer."""
    now = pages.clock.now()
    link = read_link(token, pages.key, now)
    with pages.store.read() as work:
        submission = work.submissions.find(link.reference)
        if submission is None:
            raise LinkError("broken")
        try:
            rulebook = pages.rulebook(work, submission.group)
            found = standing_of_link(work, rulebook, link, now)
        except KeyError as error:
            raise LinkError("broken") from error
        return Visit(token, link, rulebook, found, work.requests.by_token(token))


def ask(pages: OpenPages, token: str, reason: str) -> Request:
    """Record what the chair asks for, once; the line decides it. Raises as `visit` does.

    UsageError where nothing is left of the reason.
    """
    found = visit(pages, token)
    with pages.store.write() as work:
        return work.requests.add(NewRequest(found.link, reason, token), pages.clock.now())
