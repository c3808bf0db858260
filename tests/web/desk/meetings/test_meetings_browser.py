"""In a browser: from a circular to an open call, with nothing known of its group; and a date that is moved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.line.worlds import World
from tests.web.desk.places import ServedDesk, browsed, desk_of

CIRCULAR = Path(__file__).parents[3] / "domain" / "circular" / "letters" / "fr_circular_127.txt"


@pytest.fixture
def new_desk(world: World, browser: Browser) -> Iterator[ServedDesk]:
    """A desk that knows another group only."""
    world.groups = ("jca-dcc",)
    made = desk_of(world, None, ServedDesk)
    assert isinstance(made, ServedDesk)
    with browsed(made, browser):
        yield made
    made.close()


def clicks_of(page: Page) -> list[str]:
    """What a person clicked, by its words."""
    clicked: list[str] = []
    page.expose_function("noted", lambda words: clicked.append(words))
    page.add_init_script(
        "addEventListener('click', ({isTrusted, target: it}) =>"
        " isTrusted && noted(it.innerText || it.ariaLabel || it.name), true)"
    )
    return clicked


def test_a_circular_becomes_an_open_call_in_four_clicks(new_desk: ServedDesk) -> None:
    page = new_desk.page("secretary", width=1280)
    clicked = clicks_of(page)
    page.goto("/meetings")
    page.get_by_role("link", name="New meeting from a circular").click()
    page.get_by_label("The circular").set_input_files(CIRCULAR)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="A circular that announces a meeting")).to_be_visible()
    row = page.get_by_role("row", name="Date for contributions")
    expect(row).to_contain_text("2026-04-30")
    expect(row).to_contain_text("Soumission des contributions")
    name = page.get_by_role("group", name="Name of the group in English").get_by_role("textbox")
    name.fill("Joint Coordination Activity on metaverse standardization")
    page.get_by_role("button", name="Put it in force").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second meeting of JCA-MV")
    expect(page.locator("main .badge").first).to_have_text("call open")
    expect(page.get_by_role("status")).to_contain_text("What the letter says counts now")
    assert [one for one in clicked if one.strip()] == ["New meeting from a circular", "Read it", "Put it in force"]


def test_a_date_is_moved_on_a_telephone(served_desk: ServedDesk) -> None:
    page = served_desk.page("secretary", width=380, theme="dark")
    page.goto("/meetings/jca-mv/2026-05-13")
    page.locator("#act-extend > summary").click()
    expect(page.locator("#act-extend")).to_contain_text("Contributions are taken until Thursday 30 April 2026, 23:59")
    page.locator("#day-extend").fill("2026-05-04")
    page.locator("#reason-extend").fill("holidays in several countries")
    page.get_by_role("button", name="Move the date").click()
    expect(page.get_by_role("status")).to_contain_text("Mails judged again: 1.")
    expect(page.locator("#meeting-dates")).to_contain_text("Monday 4 May 2026, 23:59 Geneva time (UTC+2)")
