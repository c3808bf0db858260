"""A page that follows the log by itself, in a real Chromium, while another process writes."""

import pytest
from playwright.sync_api import Page, expect

from intake.web.desk import app as application
from tests.line.letters_in import mail
from tests.web.desk import gallery
from tests.web.desk.people import PEOPLE
from tests.web.desk.places import ServedDesk


@pytest.fixture
def shows(served_desk: ServedDesk, monkeypatch: pytest.MonkeyPatch) -> ServedDesk:
    """The desk with a page that has a live part: how far the log has come."""
    monkeypatch.setattr(application, "PAGES", (*application.PAGES, gallery.add_to))
    return served_desk


def grown(desk: ServedDesk, name: str) -> str:
    """Something happens in another process: how far the log has come."""
    desk.world.server.deliver(mail(name, text="One more question?"), desk.world.clock.at)
    desk.run()
    with desk.line.store.read() as work:
        head = work.log.head()
    assert head is not None
    return str(head[0])


def shown(page: Page) -> str:
    return page.locator("#figures p").first.inner_text()


def test_a_part_follows_the_log_and_leaves_alone_what_a_person_does(shows: ServedDesk) -> None:
    page = shows.page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    with page.expect_request("**/events?*"):
        page.goto("/gallery")
    page.get_by_label("Title").fill("Half a title")
    told = grown(shows, "first")
    expect(page.locator("#figures p").first).to_have_text(told)
    expect(page.get_by_label("Title")).to_have_value("Half a title")
    expect(page.locator("#lost")).to_be_hidden()
    assert page.evaluate("document.querySelectorAll('#figures').length") == 1
    told = grown(shows, "second")
    expect(page.locator("#figures p").first).to_have_text(told)
    assert said == []


def test_a_session_that_has_ended_is_told(shows: ServedDesk) -> None:
    page = shows.page()
    with page.expect_request("**/events?*"):
        page.goto("/gallery")
    with shows.line.store.write() as work:
        work.sessions.end(PEOPLE["secretary"].login)
    expect(page.locator("#lost")).to_be_visible()


def test_the_page_is_whole_without_script(shows: ServedDesk) -> None:
    page = shows.page(java_script_enabled=False)
    page.goto("/gallery")
    page.locator("details.menu summary").click()
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/gallery")
    assert shown(page) != ""
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(18, 21, 24)"


def test_all_is_reached_by_the_keyboard(shows: ServedDesk) -> None:
    page = shows.page()
    page.goto("/me")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Go to the content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    summary = page.locator("details.menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Log out")).to_be_hidden()
    expect(summary).to_be_focused()
