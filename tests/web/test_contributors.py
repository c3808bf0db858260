"""A contributor's browser: from the letter to the number, by telephone, without script, both ways of writing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import START, World
from tests.servers.ports import free_ports
from tests.web.places import Place, pages_of
from tests.web.served import served

CLOUD = "Please find it here: https://itu.sharepoint.com/sites/x/Input.docx\n"
EVIL = "<script>window.ran=1</script>.docx"


@pytest.fixture
def place(world: World) -> Iterator[Place]:
    (port,) = free_ports(1)
    world.server.deliver(mail("cloud", subject="<script>window.ran=1</script>", text=CLOUD), START)
    made = pages_of(world, url=f"http://127.0.0.1:{port}/intake", listen=f"127.0.0.1:{port}")
    world.run(made.line)
    with served(made):
        yield made
    made.pages.database.close()


@pytest.fixture
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 380, "height": 800}, java_script_enabled=False, locale="en-GB")
    context.set_default_timeout(20_000)
    yield context
    context.close()


def link(place: Place, page: str) -> str:
    """The address of this page in the newest letter."""
    (found,) = re.findall(
        rf"{re.escape(place.pages.public.url)}/{page}/[\w.-]+", text_of(letters(place.world, DELEGATE)[-1])
    )
    return str(found)


def test_a_contributor_sends_the_file_and_sees_its_number(
    place: Place, telephone: BrowserContext, browser: Browser, tmp_path: Path
) -> None:
    upload, first = link(place, "upload"), link(place, "status")
    check_everywhere(browser, (upload, first))
    file = tmp_path / EVIL.replace("/", "_")
    file.write_bytes(paper())
    page = telephone.new_page()
    page.goto(upload)
    by_keyboard(page)
    expect(page.get_by_label("Files (your contribution")).to_have_attribute("aria-describedby", "limits")
    page.set_input_files("#files", str(file))
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your files")
    expect(page.get_by_text("Received: 30 April 2026, 17:30:00 Geneva time (UTC+2)")).to_be_visible()
    place.world.run(place.line)
    expect(page.get_by_text("JCA-MV-Doc-001")).to_be_visible(timeout=15_000)
    page.go_back()
    page.goto(upload)
    expect(page.get_by_text("This page took files once and takes no more.")).to_be_visible()
    page.goto(link(place, "status"))
    expect(page.get_by_text("It is registered.")).to_be_visible()
    check_everywhere(browser, (upload, link(place, "status")))


def by_keyboard(page: Page) -> None:
    """What is reached first by the keyboard: the two links, the file, the button."""
    order = []
    for _ in range(4):
        page.keyboard.press("Tab")
        order.append(page.locator(":focus").evaluate("one => one.tagName + ' ' + (one.name || one.textContent.trim())"))
    assert [one.partition(" ")[0] for one in order] == ["A", "A", "INPUT", "BUTTON"]


def check_everywhere(browser: Browser, addresses: tuple[str, ...]) -> None:
    """No fault of access, nothing wider than the screen, nothing that runs: both themes, both directions."""
    said: list[str] = []
    for width, theme, languages in ((380, "dark", ("ar", "ru")), (1280, "light", ("en", "zh"))):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("console", lambda one: said.append(one.text))
        for address in addresses:
            for language in languages:
                page.goto(f"{address}?language={language}")
                assert page.evaluate("window.ran") is None
                assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (address, width)
                assert page.locator("script, img, svg, iframe, [style]").count() == 0
        context.close()
        assert_accessible(browser, addresses, width, theme)
    assert said == [], "the page breaks no rule that it has set itself"


def assert_accessible(browser: Browser, addresses: tuple[str, ...], width: int, theme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,  # type: ignore[arg-type]
        bypass_csp=True,  # so that axe may run
    )
    page = context.new_page()
    for address in addresses:
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [each["html"] for each in one["nodes"]]) for one in found] == [], address
    context.close()
