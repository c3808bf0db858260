"""A co-chair's telephone: the letter's link, the page, the reason, the number. In a real Chromium."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.line.chairs.test_chairs import KANG, MUATH, SECRETARIAT, asked
from tests.line.letters_in import DELEGATE, paper
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import World
from tests.servers.ports import free_ports
from tests.web.places import Place, place_of
from tests.web.served import served

EVIL = (
    "<script>window.ran=1</script><img src=x onerror=window.ran=1> {{7*7}} \u202etxt.exe \"'><svg onload=window.ran=1>"
)
PHONE, DESK = 380, 1280


@pytest.fixture
def open_place(world: World) -> Iterator[Callable[..., Place]]:
    """Makes the pages of this world, served."""
    with_pages = []

    def make(content: bytes | None = None) -> Place:
        (port,) = free_ports(1)
        made = place_of(world, content, url=f"http://127.0.0.1:{port}/intake", listen=f"127.0.0.1:{port}")
        serving = served(made)
        serving.__enter__()
        with_pages.append((made, serving))
        return made

    yield make
    for made, serving in with_pages:
        serving.__exit__(None, None, None)
        made.pages.database.close()


@pytest.fixture
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, locale="en-GB")
    context.set_default_timeout(20_000)
    yield context
    context.close()


def links(place: Place, chair: str) -> list[str]:
    """The links of a chair's letter: admit, keep."""
    (letter,) = asked(place.world, chair)
    return re.findall(rf"{re.escape(place.pages.public.url)}/decide/[\w.-]+", text_of(letter))


def scan(url: str) -> None:
    """What a mail scanner does with a link: it looks, and runs nothing."""
    for method in ("HEAD", "GET", "OPTIONS"):
        request = Request(url, method=method, headers={"User-Agent": "scanner"})
        with suppress(HTTPError), urlopen(request, timeout=20) as answer:
            answer.read()


def test_a_co_chair_decides_by_the_letters_link(open_place: Callable[..., Place], telephone: BrowserContext) -> None:
    place = open_place()
    world, (admit, keep) = place.world, links(place, MUATH)
    for link in (admit, keep, *links(place, KANG)):
        scan(link)
    world.run(place.line)
    assert place.requests() == [], "whoever only looks decides nothing"
    page = telephone.new_page()
    page.goto(admit)
    expect(page.get_by_role("heading", level=1)).to_have_text("Admit this document?")
    expect(page.get_by_text("11 minutes after the date for contributions")).to_be_visible()
    confirm(page, by_keyboard="")
    expect(page.get_by_role("heading", level=1)).to_have_text("Admit this document?")
    assert place.requests() == [], "a reason is compulsory"
    confirm(page, by_keyboard="It completes Doc 4.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your decision is recorded")
    world.run(place.line)
    expect(page.get_by_role("heading", level=1)).to_have_text("Decided", timeout=15_000)
    expect(page.get_by_text("Number: JCA-MV-Doc-001.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Number: JCA-MV-Doc-001.")).to_be_visible()
    world.run(place.line)
    receipt = text_of(letters(world, DELEGATE)[-1])
    assert "JCA-MV-Doc-001" in receipt
    assert "co-chair Muath AlRumayh" in receipt
    for other in (KANG, SECRETARIAT):
        assert any("It completes Doc 4." in text_of(one) for one in letters(world, other)), other
    page.goto(links(place, KANG)[1])
    expect(page.get_by_text("This is decided already.")).to_be_visible()
    expect(page.get_by_text("by the co-chair Muath AlRumayh")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)


def confirm(page: Page, by_keyboard: str) -> None:
    """Write the reason and press the button, with the keyboard alone."""
    page.get_by_label("Reason").focus()
    page.keyboard.type(by_keyboard)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_nothing_that_a_mail_says_runs_and_everything_fits(
    open_place: Callable[..., Place], telephone: BrowserContext, browser: Browser
) -> None:
    place = open_place(paper(EVIL, "<b>ETRI</b> " + "long" * 60, EVIL))
    said: list[str] = []
    page = telephone.new_page()
    page.on("console", lambda one: said.append(one.text))
    page.on("dialog", lambda one: said.append(one.message))
    for link in links(place, MUATH):
        for language in ("en", "ar", "ru"):
            page.goto(f"{link}?language={language}")
            assert page.evaluate("window.ran") is None
            assert page.locator("script, img, svg, iframe, [onerror], [onload]").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), language
    assert "<script>window.ran=1</script>" in page.locator(".lead").first.inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('button')).backgroundColor") == "rgb(11, 79, 138)"
    assert said == [], "the page breaks no rule that it has set itself"


def test_the_pages_can_be_read_and_reached_by_everybody(open_place: Callable[..., Place], browser: Browser) -> None:
    place = open_place()
    context = browser.new_context(viewport={"width": DESK, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(links(place, MUATH)[0])
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("main").count() == 1
    reason = page.get_by_role("textbox", name="Reason (required)")
    expect(reason).to_have_attribute("aria-describedby", "hint")
    expect(page.get_by_role("button", name="Admit the document")).to_be_visible()
    box = page.get_by_role("button").bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.keyboard.press("Tab")
    order = []
    for _ in range(8):
        order.append(page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.textContent.trim()"))
        page.keyboard.press("Tab")
    assert order[:2] == ["TEXTAREA ", "BUTTON Admit the document"]
    context.close()
