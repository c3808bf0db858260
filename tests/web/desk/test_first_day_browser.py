"""Somebody with only the pages: a circular becomes an open call, a liaison statement a number, all of it the list."""

from playwright.sync_api import expect

from intake.shipped import shipped_templates
from tests.line.letters_in import mail
from tests.line.test_liaison_letters import LETTERS
from tests.web.desk.meetings.test_meetings_browser import CIRCULAR, clicks_of, new_desk
from tests.web.desk.places import ServedDesk

__all__ = ["new_desk"]

TEMPLATE = shipped_templates() / "docx" / "jca-contribution.docx"
WHY = "looked at"


def test_from_a_circular_to_the_list_with_only_the_pages(new_desk: ServedDesk) -> None:
    page = new_desk.page("secretary")
    clicked = clicks_of(page)
    page.goto("/")
    page.get_by_role("link", name="New meeting from a circular").first.click()
    page.get_by_label("The circular").set_input_files(CIRCULAR)
    page.get_by_role("button", name="Read it").click()
    name = page.get_by_role("group", name="Name of the group in English").get_by_role("textbox")
    name.fill("Joint Coordination Activity on metaverse standardization")
    page.get_by_role("button", name="Put it in force").click()
    expect(page.locator("main .badge").first).to_have_text("call open")
    new_desk.world.server.deliver(mail("ls", LETTERS["pdf"], sender="ls@ieee.example"), new_desk.world.clock.at)
    new_desk.run()
    page.get_by_role("link", name="Desk", exact=True).click()
    page.get_by_role("link", name="Make a cover").click()
    expect(page.get_by_text("JCA-MV has no template yet")).to_be_visible()
    page.locator("main").get_by_role("link", name="Templates").click()
    page.get_by_label("The template").set_input_files(TEMPLATE)
    page.get_by_label("Group").select_option("jca-mv")
    page.get_by_role("button", name="Look at it").click()
    page.get_by_label("Reason").fill("it is ours")
    page.get_by_role("button", name="Register the template").click()
    page.get_by_role("link", name="Desk", exact=True).click()
    page.get_by_role("link", name="Make a cover").click()
    page.get_by_label("Reason").fill(WHY)
    page.get_by_role("button", name="Next: see the letter").click()
    page.get_by_role("button", name="Make the cover").click()
    expect(page.get_by_role("status")).to_contain_text("has a cover and is accepted")
    page.get_by_role("link", name="Meetings", exact=True).click()
    page.get_by_role("link", name="Second meeting of JCA-MV").click()
    page.locator("#act-extend > summary").click()
    page.locator("#day-extend").fill("2026-05-04")
    page.locator("#reason-extend").fill("holidays")
    page.get_by_role("button", name="Move the date").click()
    expect(page.get_by_role("status")).to_contain_text("The date is moved.")
    page.get_by_role("link", name="Documents", exact=True).click()
    page.get_by_label("Tick all").check()
    page.locator("#f-reason").fill(WHY)
    page.get_by_role("button", name="Post the ticked documents").click()
    expect(page.get_by_role("status")).to_contain_text("Posted: JCA-MV-Doc-001.")
    assert len([one for one in clicked if one.strip()]) == 19, clicked
