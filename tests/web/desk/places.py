"""A desk on an intake that has seen some days: mails of all ways, and who comes to look."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from starlette.types import ASGIApp

from intake.adapters.words.catalogs import DESK, LETTERS, Catalogs
from intake.app.desk import LeftToTheDaemon, OpenDesk
from intake.domain.errors import IntakeError
from intake.pipeline.line import Line
from intake.readers.process.keeper import ReaderKeeper
from intake.settings import Settings
from intake.shipped import shipped_templates
from intake.store.work import store_as_it_is
from intake.web.desk.app import desk_app
from intake.web.desk.follower import Follower
from intake.web.serving import Ending, serve
from tests.line.chairs.test_chairs import LATE
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.line.worlds import START, World, _catalogs
from tests.servers.ports import HOST, free_ports, wait_until_it_listens
from tests.web.desk.people import PEOPLE, DeskVisitor, KnownAs

ROLES = tuple(PEOPLE)


@dataclass
class Desk:
    """The desk of one world. `line` is the daemon's, `desk.line` its own."""

    world: World
    line: Line
    desk: OpenDesk
    ended: list[IntakeError] = field(default_factory=list)
    _apps: dict[str | None, ASGIApp] = field(default_factory=dict)

    def app(self, role: str | None) -> ASGIApp:
        """The application, for somebody with this role."""
        if role not in self._apps:
            known = PEOPLE[role] if role else None
            self._apps[role] = KnownAs(desk_app(self.desk, self.ended.append), known)
        return self._apps[role]

    def visitor(self, role: str | None = "secretary", languages: str = "") -> DeskVisitor:
        return DeskVisitor(self.app(role), languages=languages)

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
        port = _serving(self, role)
        made = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            base_url=f"http://{HOST}:{port}",
            locale="en-GB",
            **about,
        )
        made.set_default_timeout(20_000)
        self.contexts.append(made)
        return made.new_page()


def desk_of(world: World, line: Line | None = None, kind: type[Desk] = Desk, **settings: object) -> Desk:
    """The desk of this world; `settings` are those of [desk]."""
    line = line or world.start()
    given = Settings.model_validate({"database_url": world.url, "desk": {"requests_per_minute": 10_000, **settings}})
    store = store_as_it_is(world.url)
    own = replace(line, store=store, senders=dict.fromkeys(line.senders, LeftToTheDaemon()))
    words = Catalogs(shipped_templates() / "locale", (LETTERS, DESK))
    assert isinstance(world.reader, ReaderKeeper)
    return kind(world, line, OpenDesk(given, store, own, world.reader, _catalogs(), words))


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


_PORTS: dict[tuple[int, str | None], int] = {}
_ENDINGS: dict[int, list[Ending]] = {}


def _serving(desk: Desk, role: str | None) -> int:
    """The port on which the desk is served for somebody with this role; it is served from now on."""
    if (id(desk), role) in _PORTS:
        return _PORTS[id(desk), role]
    (port,) = free_ports(1)
    follower = Follower(desk.desk, desk.ended.append)
    known = KnownAs(desk_app(desk.desk, desk.ended.append, follower), PEOPLE[role] if role else None)

    def app(ending: Ending) -> ASGIApp:
        ending.at_end.append(follower.close)
        _ENDINGS.setdefault(id(desk), []).append(ending)
        return known

    threading.Thread(target=serve, args=(app, (HOST, port), ()), daemon=True).start()
    wait_until_it_listens(port, None, Path())
    _PORTS[id(desk), role] = port
    return port


@contextmanager
def browsed(desk: ServedDesk, browser: Browser) -> Iterator[ServedDesk]:
    """The desk for browsers, until the block ends."""
    desk.browser = browser
    try:
        yield desk
    finally:
        for one in desk.contexts:
            one.close()
        for ending in _ENDINGS.pop(id(desk), []):
            if ending.server is not None:
                ending.server.should_exit = True
        for key in [one for one in _PORTS if one[0] == id(desk)]:
            del _PORTS[key]
