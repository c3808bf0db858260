"""A desk on an intake that has seen some days: mails of all ways, and who comes to look."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import make_url
from starlette.types import ASGIApp

from intake.adapters.passwords import Argon2Passwords
from intake.adapters.words.catalogs import DESK, LETTERS, Catalogs
from intake.app.desk import LeftToTheDaemon, OpenDesk
from intake.domain.errors import IntakeError
from intake.pipeline.line import Line
from intake.readers.process.keeper import ReaderKeeper
from intake.settings import Settings
from intake.shipped import shipped_templates
from intake.store.work import store_as_it_is
from intake.web.desk.app import desk_app
from intake.web.desk.cookies import Cookies
from intake.web.desk.follower import Follower
from intake.web.serving import Ending, ListensAt, serve
from tests.line.chairs.test_chairs import CHAIRS, LATE, MUATH
from tests.line.chairs.test_chairs_by_link import new_chairs
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.line.worlds import START, World, _catalogs
from tests.people.doors import QUICK
from tests.servers.ports import HOST, free_ports, wait_until_it_listens
from tests.web.desk.people import PEOPLE, DeskVisitor, let_in, secret_of

ROLES = tuple(PEOPLE)


@dataclass
class Desk:
    """The desk of one world. `line` is the daemon's, `desk.line` its own."""

    world: World
    line: Line
    desk: OpenDesk
    ended: list[IntakeError] = field(default_factory=list)

    @cached_property
    def app(self) -> ASGIApp:
        """The application."""
        return desk_app(self.desk, self.ended.append)

    def visitor(self, role: str | None = "secretary", languages: str = "") -> DeskVisitor:
        cookies = {Cookies(self.desk).session: secret_of(role)} if role else {}
        return DeskVisitor(self.app, languages=languages, cookies=cookies)

    def again(self, **settings: object) -> "Desk":
        """A desk of the same world with other settings of [desk]; whoever asks for it closes it."""
        return _desk(self.world, self.line, Desk, **settings)

    def run(self) -> None:
        """What `intake run` does beside the desk, until nothing is due."""
        self.world.run(self.line)

    def close(self) -> None:
        self.desk.database.close()


@dataclass
class ServedDesk(Desk):
    """The same, on a port, for browsers."""

    browser: Browser | None = None
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(self, role: str | None = "secretary", *, width: int = 1280, theme: str = "light", **about: Any) -> Page:  # noqa: ANN401
        """A browser of somebody with this role; `theme` is their device's."""
        assert self.browser is not None
        port = _serving(self)
        made = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            base_url=f"http://{HOST}:{port}",
            locale="en-GB",
            **about,
        )
        made.set_default_timeout(20_000)
        if role:
            made.add_cookies([{"name": "desk_session", "value": secret_of(role), "url": f"http://{HOST}:{port}"}])
        self.contexts.append(made)
        return made.new_page()


def desk_of(world: World, line: Line | None = None, kind: type[Desk] = Desk, **settings: object) -> Desk:
    """The desk of this world, with a person for each role; `settings` are those of [desk]."""
    made = _desk(world, line or world.start(), kind, **settings)
    let_in(made.desk.database)
    return made


def _desk(world: World, line: Line, kind: type[Desk] = Desk, **settings: object) -> Desk:
    given = Settings.model_validate(
        {"database_url": _told(world.url), "desk": {"requests_per_minute": 10_000, **settings}}
    )
    store = store_as_it_is(world.url)
    of_desk = replace(line, store=store, senders=dict.fromkeys(line.senders, LeftToTheDaemon()))
    assert isinstance(world.reader, ReaderKeeper)
    passwords = Argon2Passwords(QUICK)
    return kind(world, line, OpenDesk(given, store, of_desk, world.reader, _catalogs(), _words(), passwords))


@cache
def _words() -> Catalogs:
    """The words of all pages; reading them takes longer than most tests of a page."""
    return Catalogs(shipped_templates() / "locale", (LETTERS, DESK))


def _told(url: str) -> str:
    """The address of a database as settings tell it: without its password."""
    return make_url(url)._replace(password=None).render_as_string() if url.startswith("postgresql") else url


def filled(world: World) -> Line:
    """An evening before the deadline, and eleven minutes after it: one mail of each way, and some more papers."""
    line = world.start()
    deliver = world.server.deliver
    deliver(mail("accepted", ("Input.docx", paper())), START)
    deliver(
        mail("second", ("Gaps.docx", paper("Gaps in metaverse standards", "ITU-T SG21")), sender="b@sg.example"), START
    )
    deliver(mail("returned", ("minutes.docx", other_paper())), START + timedelta(minutes=1))
    deliver(mail("held", ("old.rtf", RTF), sender="other@etri.example"), START + timedelta(minutes=2))
    deliver(
        mail("question", text="When does the meeting start?", sender="c@etri.example"), START + timedelta(minutes=3)
    )
    deliver(mail("thanks", subject="Re: our paper", text="Thank you very much!"), START + timedelta(minutes=4))
    world.run(line)
    world.clock.at = LATE
    deliver(mail("late", ("Late.docx", paper("A late paper", "KAIST")), sender="d@kaist.example"), LATE)
    world.run(line)
    return line


def take_office(desk: Desk) -> None:
    """Let the chair act as Muath AlRumayh, one of the chairs that the rulebook names from now on."""
    new_chairs(*CHAIRS)(desk.world, desk.line)
    assert desk.visitor("administrator").post("/people/kang/office", address=MUATH).status == 303


_PORTS: dict[int, int] = {}
_ENDINGS: dict[int, list[Ending]] = {}


def _serving(desk: Desk) -> int:
    """The port on which the desk is served from now on."""
    if id(desk) in _PORTS:
        return _PORTS[id(desk)]
    settings = desk.desk.place
    port = settings.place[1] if settings.url else free_ports(1)[0]
    follower = Follower(desk.desk, desk.ended.append)
    served = desk_app(desk.desk, desk.ended.append, follower)

    def app(ending: Ending) -> ASGIApp:
        ending.at_end.append(follower.close)
        _ENDINGS.setdefault(id(desk), []).append(ending)
        return served

    place = ListensAt(HOST, port, "desk", settings.forwarded_from)
    threading.Thread(target=serve, args=(app, place), daemon=True).start()
    wait_until_it_listens(port, None, Path())
    _PORTS[id(desk)] = port
    return port


@contextmanager
def served_for(desk: Desk) -> Iterator[int]:
    """The desk on a port, until the block ends."""
    try:
        yield _serving(desk)
    finally:
        _end(desk)


@contextmanager
def browsed(desk: ServedDesk, browser: Browser) -> Iterator[ServedDesk]:
    """The desk for browsers, until the block ends; it is served from the first page on."""
    desk.browser = browser
    try:
        yield desk
    finally:
        for one in desk.contexts:
            one.close()
        _end(desk)


def _end(desk: Desk) -> None:
    for ending in _ENDINGS.pop(id(desk), []):
        if ending.server is not None:
            ending.server.should_exit = True
    _PORTS.pop(id(desk), None)
