"""Pages and the ways between them: templates with what each of them has, links below the prefix, notices."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import chain
from typing import Literal
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from intake.adapters.words.names import own_name
from intake.app.desk import OpenDesk
from intake.domain.errors import IntakeError
from intake.domain.persons.people import Right, may, visible_groups
from intake.domain.stated import Stated
from intake.domain.verdict import BY_ITSELF
from intake.web.desk.assets import Assets
from intake.web.desk.rights import person_of
from intake.web.desk.telling import Telling
from intake.web.languages import language_for
from intake.web.saving import saved_fields

THEMES = ("auto", "light", "dark")
LIVE = "desk-live"
"""The field of requests by which a page refreshes itself: they are no use of a session, and take no notice away."""

_PART_OF = {"/submissions/": "/log", "/acts/": "/"}
"""Pages that belong to another one in the navigation."""
_NOTICE, _NOTICE_SECONDS = "desk_notice", 60
_LANGUAGE, _THEME, _YEAR = "desk_language", "desk_theme", 31_536_000


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence on the next page: its key and what stands in its places; a link after it, with its words."""

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    tone: Literal["done", "note", "warn"] = "done"
    link: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class NavigationPlace:
    """A page that the navigation leads to."""

    name: str
    path: str
    right: Right


@dataclass(frozen=True, slots=True)
class KeptBack:
    """A group whose receipts do not leave by themselves: `how` is "watch" or "draft"."""

    how: str
    group: str
    acronym: str


class Shown:
    """Shows the pages of one desk."""

    def __init__(self, desk: OpenDesk, position: Callable[[], int]) -> None:
        """`position` tells how far the log had come when a page was made, or less."""
        self._desk = desk
        self._position = position
        self.prefix = desk.place.path
        self.assets = Assets(desk.templates)
        self.places: tuple[NavigationPlace, ...] = ()
        self._kept: tuple[int, tuple[KeptBack, ...]] = (-1, ())
        self._tellings = {one: Telling(desk.words, desk.stating, one) for one in desk.words.offered_languages()}
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(desk.templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(self, request: Request, template: str, status: int = 200, **values: object) -> Response:
        """This page, in the reader's language; every value is escaped where it is shown."""
        telling = self.telling(request)
        notice = None if LIVE in request.headers else self._notice(request.cookies.get(_NOTICE, ""))
        html = self._environment.get_template(template).render(**self._always(request, telling, notice), **values)
        answer = HTMLResponse(html.encode("utf-8", "replace"), status, {"Content-Language": telling.language})
        if notice is not None:
            self._keep(answer, _NOTICE, "", 0)
        return answer

    def plain(self, request: Request, kind: str, status: int, why: Stated | None = None) -> Response:
        """A page that says one thing (error.`kind` in the catalog); `why` is told below it."""
        return self.page(request, "error.html.j2", status, kind=kind, why=why)

    def to(self, path: str, notice: Notice | None = None, **query: object) -> Response:
        """Send the browser on to one of our pages, by its path alone: the Host field is a stranger's word."""
        answer = RedirectResponse(self.link(path, **query), 303)
        if notice is not None:
            text = json.dumps(asdict(notice), ensure_ascii=False).encode("utf-8", "replace")
            self._keep(answer, _NOTICE, base64.urlsafe_b64encode(text).decode(), _NOTICE_SECONDS)
        return answer

    def link(self, path: str, /, **query: object) -> str:
        """The address of one of our pages; values that are empty drop out of its query, a sequence gives several."""
        pairs = [
            (name, str(one))
            for name, given in query.items()
            for one in (given if isinstance(given, list | tuple | frozenset | set) else [given])
            if one is not None and one != "" and one is not False
        ]
        return self.prefix + quote(path, safe="/:@!$'()*+,;=-._~") + (f"?{urlencode(pairs)}" if pairs else "")

    def local(self, path: str) -> str:
        """The path of one of our pages (with its query, prefix and all), for RedirectResponse; else the desk's."""
        plain = path.startswith(f"{self.prefix}/") and not path.startswith("//") and "\\" not in path
        return path if plain and path.isprintable() and path.isascii() else self.link("/")

    def asset(self, name: str) -> str:
        """The address of a style sheet or script. KeyError for one that is not there."""
        return self.link(f"/assets/{name}", v=self.assets.mark(name))

    def file(self, content: bytes, name: str, kind: str) -> Response:
        """A file to be saved, never shown: whatever is in it runs nowhere (RFC 6266, RFC 8187)."""
        return Response(content, media_type=kind, headers=saved_fields(name))

    def streamed(self, pieces: Iterator[bytes], name: str, kind: str, size: int | None = None) -> Response:
        """The same of a file that may be large. The first piece is made at once: what fails there is told on a page."""
        first = next(pieces, b"")
        length = {} if size is None else {"Content-Length": str(size)}
        return StreamingResponse(chain((first,), pieces), media_type=kind, headers={**length, **saved_fields(name)})

    def telling(self, request: Request) -> Telling:
        """What speaks to this reader: the language that they chose, else their browser's."""
        chosen, header = request.cookies.get(_LANGUAGE, ""), request.headers.get("accept-language", "")
        return self._tellings[language_for(chosen, header, (), tuple(self._tellings))]

    def choose(self, answer: Response, language: str, theme: str) -> None:
        """Remember the look that a reader chose; what we do not have changes nothing."""
        if language in self._tellings:
            self._keep(answer, _LANGUAGE, language, _YEAR)
        if theme in THEMES:
            self._keep(answer, _THEME, theme, _YEAR)

    def remember(self, answer: Response, name: str, value: str) -> None:
        """Keep a choice of this reader's in their browser."""
        self._keep(answer, name, value, _YEAR)

    def _kept_back(self) -> tuple[KeptBack, ...]:
        """The groups on trial, or with drafts; looked up once for each position of the log, where a change stands."""
        position = self._position()
        if self._kept[0] != position or position == 0:
            try:
                with self._desk.store.read() as work:
                    books = [self._desk.line.readable_rulebook(work, one) for one in work.rulebooks.groups()]
            except IntakeError:
                return ()
            kept = (one for one in books if one is not None and one.policy.replies != "send")
            found = tuple(KeptBack(one.policy.replies, one.group.id, one.group.acronym) for one in kept)
            self._kept = (position, found)
        return self._kept[1]

    def _keep(self, answer: Response, name: str, value: str, seconds: int) -> None:
        answer.set_cookie(
            name,
            value,
            max_age=seconds,
            path=self.link("/"),
            secure=self._desk.place.secure,
            httponly=True,
            samesite="lax",
        )

    def _notice(self, cookie: str) -> Notice | None:
        """What a cookie of ours says; None for one that is not, or of another version."""
        try:
            found = Notice(**json.loads(base64.urlsafe_b64decode(cookie))) if cookie else None
            if found is not None:
                self._tellings["en"].say(found.key, **found.values)
            if found is not None and found.link:
                self._tellings["en"].say(found.label)
                found = found if found.link == self.local(found.link) else None
        except (AttributeError, KeyError, TypeError, ValueError):
            return None
        return found

    def _always(self, request: Request, telling: Telling, notice: Notice | None) -> Mapping[str, object]:
        """What every template has."""
        person, path = person_of(request), request.url.path
        theme = request.cookies.get(_THEME, "")
        local = path.removeprefix(self.prefix)
        local = next((place for own, place in _PART_OF.items() if local.startswith(own)), local)
        return {
            "say": telling.say,
            "stated": telling.stated,
            "term": telling.term,
            "actor": telling.actor,
            "by_person": lambda actor: actor not in BY_ITSELF,
            "count": telling.count,
            "number": telling.number,
            "moment": telling.moment,
            "day": telling.day,
            "clock_of": telling.zone,
            "lasting": telling.lasting,
            "browser": telling.browser,
            "link": self.link,
            "asset": self.asset,
            "language": telling.language,
            "languages": [(one, own_name(one)) for one in self._tellings],
            "theme": theme if theme in THEMES else THEMES[0],
            "themes": THEMES,
            "person": person,
            "may": partial(may, person) if person else lambda *_: False,
            "places": [one for one in self.places if person and may(person, one.right)],
            "at": next((one.name for one in reversed(self.places) if _is_below(local, one.path)), ""),
            "kept_back": [
                one for one in (self._kept_back() if person else ()) if person and visible_groups(person, [one.group])
            ],
            "here": path + (f"?{request.url.query}" if request.url.query else ""),
            "csrf": getattr(request.state, "csrf", ""),
            "notice": notice,
            "position": self._position(),
        }


def _is_below(path: str, place: str) -> bool:
    return path == place or (place != "/" and path.startswith(f"{place}/"))
