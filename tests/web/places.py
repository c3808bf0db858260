"""An intake with a late paper, and the pages by which its chairs decide on it."""

from dataclasses import dataclass, field
from datetime import timedelta

from intake.adapters.blobs import FileBlobs
from intake.app.lines import public_of
from intake.app.pages import OpenPages
from intake.domain.errors import IntakeError
from intake.domain.letters.links import Link, LinkAct, signed
from intake.domain.letters.requests import Request
from intake.pipeline.line import Line
from intake.settings import PublicSettings
from intake.shipped import shipped_templates
from intake.store.work import store_as_it_is
from intake.web.public.app import public_app
from tests.line.chairs.test_chairs import LATE, MUATH, started
from tests.line.letters_in import mail, paper
from tests.line.worlds import World, _catalogs
from tests.web.visitors import HOST, Visitor

KEY = b"k" * 32
URL = f"https://{HOST}/intake"


@dataclass
class Place:
    """The pages of one world, and who asks for them."""

    world: World
    line: Line
    pages: OpenPages
    ended: list[IntakeError] = field(default_factory=list)

    def visitor(self, **about: str) -> Visitor:
        return Visitor(public_app(self.pages, self.ended.append), **about)

    def token(self, act: LinkAct = "admit", address: str = MUATH, days: int = 14) -> str:
        return signed(Link("MV-26-0001", 0, address, act, LATE + timedelta(days=days)), KEY)

    def path(self, act: LinkAct = "admit", address: str = MUATH, days: int = 14) -> str:
        return f"/intake/decide/{self.token(act, address, days)}"

    def requests(self) -> list[Request]:
        with self.line.store.read() as work:
            return work.requests.of("MV-26-0001")


def place_of(world: World, content: bytes | None = None, **settings: object) -> Place:
    """A paper that came eleven minutes late, and the pages for it."""
    world.clock.at = LATE
    world.server.deliver(mail("late", ("Input.docx", content or paper())), LATE)
    made = pages_of(world, started(world), **settings)
    world.run(made.line)
    return made


def pages_of(world: World, line: Line | None = None, **settings: object) -> Place:
    """The pages of a world, whose letters lead to them."""
    public = PublicSettings.model_validate({"url": URL, "requests_per_minute": 10_000, **settings})
    line = line or world.start()
    line.public = public_of(public, KEY)
    return Place(
        world,
        line,
        OpenPages(
            public,
            store_as_it_is(world.url),
            world.clock,
            KEY,
            _catalogs(),
            shipped_templates() / "web",
            world.reader,
            FileBlobs(world.folder / "blobs"),
        ),
    )
