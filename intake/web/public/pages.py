"""The pages in words and HTML: no script, no image, nothing from elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from starlette.responses import HTMLResponse, Response

from intake.adapters.words.direction import direction
from intake.adapters.words.moments import Moments
from intake.adapters.words.names import own_name
from intake.adapters.words.saying import Saying
from intake.app.pages import OpenPages
from intake.domain.letters.links import PAGE
from intake.domain.letters.notice import Said
from intake.domain.letters.requests import LONGEST_REASON, Request
from intake.domain.text.language import one_line
from intake.web.languages import language_for
from intake.web.public.visits import Visit

_SOON = timedelta(seconds=20)
"""So long a decision takes at most when the line is well."""
_LATER = timedelta(minutes=10)
_NUMBERS = "chairs.decided.numbers"
_LONGEST = 10_000
"""Characters of an abstract that are shown."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who reads: the language that was clicked, and those of the browser."""

    clicked: str
    header: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is known of a document: what it is about, what matters most of it, the rest, and how we know."""

    label: str
    paragraphs: tuple[str, ...]
    lead: str = ""
    hint: str = ""


class PublicPages:
    """The pages, in every language that is offered."""

    def __init__(self, pages: OpenPages) -> None:
        self._pages = pages
        self._offered = pages.catalogs.offered_languages()
        self._moments = Moments(pages.catalogs)
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(pages.templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.styles = (pages.templates / "pages.css").read_bytes()
        self._sheet = f"{pages.public.path}/pages.css?v={sha256(self.styles).hexdigest()[:12]}"

    def plain(self, visitor: Visitor, kind: str, status: int) -> Response:
        """A page that says one thing and nothing of any document: "broken", "away" and the like."""
        language = self.language(visitor)
        return self.answer("plain.html.j2", language, {"kind": kind}, status)

    def offer(self, visitor: Visitor, found: Visit, *, missing: bool = False) -> Response:
        """The document, and the button by which its chair decides; without a button once somebody has decided."""
        language, saying = self._voice(visitor, found)
        return self.answer(
            "offer.html.j2",
            language,
            {
                **self._about(found),
                "act": found.link.act,
                "told": self._told(saying, found.standing.told),
                "chair": self._chair(found, language),
                "own": one_line(found.standing.own),
                "details": [one for one in self._details(found, language) if one.lead or any(one.paragraphs)],
                "missing": missing,
                "longest": LONGEST_REASON,
                "target": self._target(found, visitor),
            },
            422 if missing else 200,
        )

    def outcome(self, visitor: Visitor, found: Visit, request: Request) -> Response:
        """What became of it; while nothing has, the page looks again by itself."""
        language, saying = self._voice(visitor, found)
        since = self._pages.clock.now() - request.asked_at
        response = self.answer(
            "outcome.html.j2",
            language,
            {
                **self._about(found),
                "state": request.outcome or ("waiting" if since < _SOON else "busy"),
                "told": self._told(saying, request.told),
                "title": one_line(found.standing.title),
                "offer": self._target(found, visitor),
                "again": self._target(found, visitor, "/asked"),
            },
        )
        if not request.outcome:
            response.headers["Refresh"] = "2" if since < _SOON else "10" if since < _LATER else "60"
        return response

    def language(self, visitor: Visitor, usual: Sequence[str] = ()) -> str:
        """The language for this visitor; `usual` are those of the group that the page is about."""
        return language_for(visitor.clicked, visitor.header, usual, self._offered)

    def answer(self, template: str, language: str, values: Mapping[str, object], status: int = 200) -> Response:
        """The page of this template with these values."""
        html = self._environment.get_template(template).render(
            say=lambda key, **given: self._pages.catalogs.text(key, language, given),
            language=language,
            direction=direction(language),
            styles=self._sheet,
            languages=[(one, own_name(one)) for one in self._offered],
            **values,
        )
        return HTMLResponse(html.encode("utf-8", "replace"), status, {"Content-Language": language})

    def _voice(self, visitor: Visitor, found: Visit) -> tuple[str, Saying]:
        rulebook = found.rulebook
        language = self.language(visitor, rulebook.policy.languages)
        known = {"acronym": rulebook.group.acronym}
        return language, Saying(self._pages.catalogs, language, self._zone(found), known)

    def _told(self, saying: Saying, told: Sequence[Said]) -> list[tuple[str, bool]]:
        """Each sentence, and whether it is the one that a visitor looks for."""
        return [(saying.say(one), one.key == _NUMBERS) for one in told]

    def _about(self, found: Visit) -> dict[str, object]:
        group = found.rulebook.group
        return {"acronym": group.acronym, "group": group.name, "reference": found.link.reference}

    def _zone(self, found: Visit) -> str:
        meeting = found.standing.meeting
        return found.rulebook.group.zone_for(meeting)

    def _target(self, found: Visit, visitor: Visitor, page: str = "") -> str:
        path = f"{self._pages.public.path}/{PAGE}/{found.token}{page}"
        return f"{path}?language={visitor.clicked}" if visitor.clicked in self._offered else path

    def _chair(self, found: Visit, language: str) -> Mapping[str, str]:
        """Name and role of the person whom the letter was written to."""
        chair = found.standing.chair
        if chair is None:
            return {}
        key = f"role.{chair.role.casefold()}"
        known = self._pages.catalogs.has(key)
        role = self._pages.catalogs.text(key, language) if known else one_line(chair.role)
        return {"name": one_line(chair.name), "role": role}

    def _details(self, found: Visit, language: str) -> list[Detail]:
        """What a decision needs, in the order in which a chair asks for it."""
        it, zone = found.standing, self._zone(found)
        document, submission = it.document, it.submission

        def text(key: str, **values: object) -> str:
            return self._pages.catalogs.text(key, language, values)

        def exactly(at: datetime) -> str:
            return self._moments.full(at, zone, language, seconds=True)

        title = one_line(it.title, _LONGEST)
        after = text("web.late", after=self._moments.lasting(it.late_by, language)) if it.late_by else ""
        clock = text(f"chairs.clock.{submission.received_evidence}")
        abstract = (document.cover.abstract or "")[:_LONGEST].splitlines()
        return [
            Detail(text("report.head.title"), (), lead=title),
            Detail(text("report.head.source"), (one_line("; ".join(document.cover.source), _LONGEST),)),
            Detail(text("web.label.received"), (exactly(submission.received_at),), lead=after, hint=clock),
            Detail(text("web.label.deadline"), (exactly(it.deadline),)),
            Detail(text("web.label.meeting"), (one_line(it.meeting.title) if it.meeting else "",)),
            Detail(text("web.label.abstract"), tuple(one_line(one, _LONGEST) for one in abstract)),
            Detail(text("web.label.file"), (one_line(document.file),)),
        ]
