"""Draws docs/desk-night.png: the desk eight minutes before the deadline, from the story of `make demo`.

    .venv/bin/python tools/desk_night.py [FILE] [WIDTH] [light|dark] [LOCALE] [--full]

It plays the story until then, and photographs the page in Debian's Chromium: as much of it as a screen shows, or all.
"""

import logging
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import structlog
from playwright.sync_api import sync_playwright

from intake.demo.acts import ACTS
from intake.demo.desk import desk_beside
from intake.demo.scenes import SCENES, utc
from intake.demo.stage import demo_house, staged
from intake.demo.story import Story
from intake.domain.persons.people import Person
from intake.pipeline.persons import keeping
from intake.pipeline.persons.door import Browser
from intake.pipeline.persons.entering import open_session
from intake.web.desk.cookies import Cookies

NIGHT = utc("04-30T21:52:12")
PICTURE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "docs", "desk-night.png")


def main(file, width, theme, locale):
    """Play the story until the night, and draw it into this file."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with ExitStack() as stack:
        house = stack.enter_context(demo_house(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "home"))
        stage = stack.enter_context(staged(house))
        turns = [one for one in (*SCENES, *ACTS) if one.at < NIGHT]
        for _ in Story(stage).tell(tuple(turns), NIGHT):
            pass
        desk = stack.enter_context(desk_beside(house))
        photograph(desk, session_of(desk), file, (width, theme, locale))


def session_of(desk):
    """The secret of a session of the secretary."""
    known = keeping.add(desk.door, "demo", Person("eva", "Eva Secretary", "secretary"))
    with desk.store.write() as work:
        return open_session(work, desk.door, known, Browser(), "password").secret


def photograph(desk, secret, file, look):
    """Open the page as this person sees it."""
    width, theme, locale = look
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        size = {"width": width, "height": 780}
        context = browser.new_context(viewport=size, color_scheme=theme, locale=locale)
        address = desk.settings.desk.address
        context.add_cookies([{"name": Cookies(desk).session, "value": secret, "url": address}])
        page = context.new_page()
        page.goto(f"{address}/")
        page.wait_for_timeout(2500)  # the page catches up with the log once
        page.screenshot(path=file, full_page="--full" in sys.argv)
        browser.close()


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if not one.startswith("--")]
    file, width, theme, locale = (*given, *(PICTURE, "1280", "light", "en-GB")[len(given) :])
    main(file, int(width), theme, locale)
