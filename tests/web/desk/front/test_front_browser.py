"""The desk's first page in Chromium: live, by its counter, by letters."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.line.chairs.test_chairs import DEADLINE
from tests.line.letters_in import mail
from tests.web.desk.front.test_front import beat, take
from tests.web.desk.places import ServedDesk


def test_a_mail_that_comes_appears_by_itself(served_desk: ServedDesk) -> None:
    beat(served_desk)
    shown = served_desk.page("secretary", width=380)
    shown.goto("/")
    expect(shown.locator("#front-needs")).to_contain_text("MV-26-0007")
    expect(shown.locator(".front-item")).to_have_count(3)
    shown.evaluate("window.kept = true")
    take(served_desk, mail("new", subject="Visa", text="Do I need a letter for my visa?", sender="v@x.example"))
    expect(shown.locator(".front-item")).to_have_count(4)
    expect(shown.locator("#front-needs")).to_contain_text("Do I need a letter for my visa?")
    expect(shown.locator("#front-latest")).to_contain_text("Visa")
    expect(shown).to_have_title(re.compile(r"^\(4\) Desk"))
    assert shown.evaluate("window.kept"), "the page was not loaded again"


def test_the_counter_runs_in_a_browser(served_desk: ServedDesk) -> None:
    served_desk.world.clock.at = DEADLINE - timedelta(seconds=65)
    shown = served_desk.page("secretary")
    shown.goto("/")
    expect(shown.locator("[role=timer]")).to_have_text(re.compile(r"^00:01:0[0-4]$"))


def test_letters_go_through_the_list(served_desk: ServedDesk) -> None:
    beat(served_desk)
    shown = served_desk.page("secretary")
    shown.goto("/")
    for reference in ("MV-26-0004", "MV-26-0005"):
        shown.keyboard.press("j")
        expect(shown.locator(":focus")).to_have_text(reference)


def test_what_is_ticked_and_opened_stays_when_something_arrives(served_desk: ServedDesk) -> None:
    beat(served_desk)
    shown = served_desk.page("secretary")
    shown.goto("/")
    shown.get_by_label("Tick MV-26-0004").check()
    table = shown.locator("#front-chart-1 details")
    table.locator("summary").click()
    shown.locator("h1").click()  # who is about something in a part keeps it as it is
    shown.evaluate("document.activeElement.blur()")
    take(served_desk, mail("new", subject="Visa", text="Do I need a letter for my visa?", sender="v@x.example"))
    expect(shown.locator(".front-item")).to_have_count(4)
    expect(shown.get_by_label("Tick MV-26-0004")).to_be_checked()
    expect(shown.get_by_label("Tick MV-26-0005")).not_to_be_checked()
    expect(table).to_have_attribute("open", "")
    expect(shown.locator("#told")).to_have_text("4 things need you")
