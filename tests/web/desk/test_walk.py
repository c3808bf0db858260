"""Every page that the application has, in a real Chromium: everybody can read and reach it (WCAG 2.2 AA, by axe).

A page that is added is walked without a word more, with the examples of test_rights.py in its path.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

from intake.web.desk import app as application
from intake.web.desk.rights import right_of
from tests.web.desk import gallery
from tests.web.desk.places import ServedDesk
from tests.web.desk.test_rights import all_routes, path_of

LEFT_OUT = ("/assets/{name:path}", "/healthz", "/events")
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.fixture
def with_gallery(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "PAGES", (*application.PAGES, gallery.add_to))


def pages_of(desk: ServedDesk) -> list[str]:
    shows = [one for one in all_routes(desk) if "GET" in (one.methods or ()) and one.path not in LEFT_OUT]
    assert any(right_of(one) == "see" for one in shows)
    return [*(path_of(one) for one in shows), "/no/such/page"]


def walk(page: Page, paths: list[str]) -> dict[str, list[str]]:
    """What is wrong with each page: what axe finds, what the browser says, what is wider than the window."""
    wrong: dict[str, list[str]] = {}
    said: list[str] = []
    page.on("console", lambda one: said.append(f"console: {one.text}"))
    page.on("pageerror", lambda one: said.append(f"script: {one}"))
    for path in paths:
        try:
            answer = page.goto(path)
        except Error as error:
            if "Download is starting" in error.message:
                continue
            raise
        if answer is None or not answer.headers.get("content-type", "").startswith("text/html"):
            continue  # a file to be saved
        found = Axe().run(page, options=OPTIONS).response["violations"]
        axe = [f"axe: {one['id']}: {', '.join(str(node['target']) for node in one['nodes'][:3])}" for one in found]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            axe.append("wider than the window")
        # That a page is not there is what it says.
        wrong[path] = axe + [one for one in said if "Failed to load resource" not in one]
        said.clear()
    return {path: them for path, them in wrong.items() if them}


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (380, "dark")])
def test_everybody_can_read_and_reach_every_page(
    with_gallery: None, served_desk: ServedDesk, width: int, theme: str
) -> None:
    page = served_desk.page("administrator", width=width, theme=theme)
    paths = pages_of(served_desk)
    assert walk(page, paths) == {}


def test_whoever_is_not_known_can_read_the_way_in(served_desk: ServedDesk) -> None:
    page = served_desk.page(None, width=380)
    assert walk(page, ["/login", "/link/nobody-has-it", "/no/such/page"]) == {}
