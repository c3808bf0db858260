"""What a check found, in words and HTML: the outcome in one sentence, then the points, gravest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from intake.adapters.words.moments import Moments
from intake.adapters.words.sentences import Sentences
from intake.app.pages import OpenPages
from intake.domain.answering.outcomes import said_once
from intake.domain.deadlines import in_time, meeting_for
from intake.domain.rulebook import Rulebook
from intake.domain.text.language import one_line
from intake.domain.verdict import Finding, Severity
from intake.pipeline.showing.preview import CheckedFile
from intake.web.public.pages import PublicPages, Visitor
from intake.web.public.template import template_address

_HEADINGS: dict[Severity, str] = {
    "error": "check.error",
    "hold": "check.holds",
    "repair": "check.repairs",
    "warning": "check.warning",
    "note": "check.note",
}
"""The headings of findings, gravest first."""


@dataclass(frozen=True, slots=True)
class Point:
    """One finding: what it is, how it is corrected, and where it stands."""

    what: str
    remedy: str
    place: str


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """One document: its name, its outcome ("accept", "return", "hold", "none", "unread", "in"), and its points.

    `received` tells when it came, where it did.
    """

    name: str
    outcome: str
    sentence: str
    received: str
    points: tuple[tuple[str, tuple[Point, ...]], ...] = ()


class CheckPages:
    """The pages for authors, in every language that is offered."""

    def __init__(self, pages: OpenPages, shown: PublicPages) -> None:
        self._pages = pages
        self._shown = shown
        self._sentences = Sentences(pages.catalogs, in_hand=True)
        self._moments = Moments(pages.catalogs)

    def groups(self, visitor: Visitor, books: Sequence[Rulebook], path: str) -> Response:
        """The groups whose rules a document can be checked by."""
        language = self._shown.language(visitor)
        named = [(f"{path}/{one.group.id}", one.group.acronym, one.group.name) for one in books]
        query = f"?language={visitor.clicked}" if visitor.clicked == language else ""
        return self._shown.answer("groups.html.j2", language, {"groups": named, "query": query})

    def form(self, visitor: Visitor, book: Rulebook, found: Sequence[CheckedFile], *, missing: bool) -> Response:
        """The form for a document, and above it what was found in the one that came."""
        language = self._shown.language(visitor, book.policy.languages)
        values = {
            "acronym": book.group.acronym,
            "group": book.group.name,
            "until": self._until(book, language),
            "template": template_address(self._pages, book),
            "found": [self._told(one, language) for one in found],
            "missing": missing,
        }
        return self._shown.answer("check.html.j2", language, values, 422 if missing else 200)

    def _until(self, book: Rulebook, language: str) -> str:
        """Until when contributions are taken, "" where nothing is ahead."""
        now = self._pages.clock.now()
        meeting = meeting_for(book.meetings, now)
        until = meeting.deadline("contribution") if meeting else None
        return self._moments.full(until.utc, until.zone, language) if until and in_time(now, until) else ""

    def _told(self, one: CheckedFile, language: str) -> CheckedDocument:
        name = one_line(one.name)
        received = self._received(one, language)
        if received and one.judged is None:
            return CheckedDocument(name, "in", "", received)
        points = said_once(one.findings)
        counted: Severity = "error" if one.disposition == "return" else "repair"
        count = sum(point.severity == counted for point in points)
        key = "repair" if one.outcome == "accept" and count else one.outcome
        groups = tuple(
            (self._say(heading, language), tuple(self._point(point, language) for point in own))
            for severity, heading in _HEADINGS.items()
            if (own := [point for point in points if point.severity == severity])
        )
        return CheckedDocument(name, one.outcome, self._say(f"check.{key}", language, count=count), received, groups)

    def _received(self, one: CheckedFile, language: str) -> str:
        if one.is_in is None:
            return ""
        at = self._moments.date_and_time(one.is_in.received_at, one.is_in.zone, language)
        return self._say("known.received", language, at=at)

    def _point(self, finding: Finding, language: str) -> Point:
        what, remedy = self._sentences.what(finding, language), self._sentences.remedy(finding, language)
        place = self._sentences.place(finding.at, language)
        return Point(what, remedy, "" if place in f"{what} {remedy}" else place)

    def _say(self, key: str, language: str, **values: object) -> str:
        return self._pages.catalogs.text(key, language, values)
