"""The desk beside the replay of the demo: pages in the story's time, and persons in today's."""

import re
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest

from intake.app.desk import OpenDesk
from intake.demo.desk import desk_beside, way_in
from intake.demo.scenes import SCENES, utc
from intake.demo.servers import desk_socket
from intake.demo.stage import demo_house, staged
from intake.demo.story import Story
from intake.domain.persons.people import Person
from intake.pipeline.persons import keeping
from intake.pipeline.persons.door import Browser
from intake.pipeline.persons.entering import open_session
from intake.web.desk.cookies import Cookies
from tests.web.visitors import answered

pytestmark = pytest.mark.xdist_group("demo")
NIGHT = utc("04-30T21:52:12")


def session(desk: OpenDesk) -> str:
    known = keeping.add(desk.door, "demo", Person("eva", "Eva", "secretary"))
    with desk.store.write() as work:
        return open_session(work, desk.door, known, Browser(), "password").secret


def shown(desk: OpenDesk, secret: str) -> str:
    host, port = desk.place.place
    cookie = f"{Cookies(desk).session}={secret}"
    answer = answered(HTTPConnection(host, port, timeout=20), "GET", "/", b"", {"cookie": cookie})
    assert answer.status == 200, answer.headers
    return answer.text


def test_the_deadline_plays_out_on_the_page(tmp_path: Path) -> None:
    """Whoever entered stays, though the story goes through a month in seconds.

    A demo that starts before this desk is there listens elsewhere: neither shows the desk of the other.
    """
    with ExitStack() as stack:
        house = stack.enter_context(demo_house(tmp_path / "home"))
        others = stack.enter_context(desk_socket())
        stage, desk = stack.enter_context(staged(house)), stack.enter_context(desk_beside(house))
        assert desk.place.place == house.desk.getsockname() != others.getsockname()
        said, address = way_in(desk)
        assert (said[:24], re.sub(r"[\w-]{43}$", "", address)) == (
            "Nobody works at the desk",
            f"  {desk.settings.desk.address}/link/",
        )
        secret = session(desk)
        assert way_in(desk) == ("The desk is here:", f"  {desk.settings.desk.address}")
        assert "0 things need you" in shown(desk, secret), "the line of the story is no silent one"
        for _ in Story(stage).tell(tuple(one for one in SCENES if one.at < NIGHT), NIGHT):
            pass
        told = shown(desk, secret)
    assert "5 things need you 1 of them is a cover to complete" in told
    assert "Last sign of life 0 seconds ago" in told
    assert "Until the date for contributions 00:07:47" in told
    assert "The last five mails Received Mail Outcome 30 Apr 2026, 23:50 UTC+2" in told
