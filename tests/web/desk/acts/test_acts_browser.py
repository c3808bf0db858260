"""Acts as people do them in a real browser: with the mouse, with the keyboard alone, two at once."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from intake.adapters.endpoint import Endpoint
from intake.adapters.smtp.sender import SmtpSender
from intake.pipeline.owing.plain import plain_letter
from tests.line.acts.test_acts import decisions
from tests.servers.ports import HOST
from tests.servers.sink import Sink
from tests.web.desk.places import ServedDesk
from tests.web.desk.submission.test_submission import HELD, LATE, QUESTION

WHY = "looked at"
TWO_MINUTES = 120


@pytest.fixture
def desk(served_desk: ServedDesk) -> ServedDesk:
    """Letters of acts wait for two minutes."""
    pace = replace(served_desk.line.pace, send_delay=TWO_MINUTES)
    served_desk.line.pace = served_desk.desk.line.pace = pace
    return served_desk


def begun(page: Page, reference: str, act: str) -> None:
    """The form of an act, from the page of its mail, with a reason."""
    page.goto(f"/submissions/{reference}")
    page.locator("#acts").get_by_role("link", name=act, exact=True).click()
    page.get_by_label("Reason").fill(WHY)


def released(page: Page) -> None:
    begun(page, HELD, "Release")
    page.get_by_role("button", name="Next: see the letter").click()
    expect(page.locator("#seen")).to_contain_text("JCA-MV-Doc-003")
    page.get_by_role("button", name="Release it").click()
    expect(page.locator("main")).to_contain_text(f"{HELD} is released.")


def test_a_held_mail_that_is_released_is_answered_by_smtp(desk: ServedDesk) -> None:
    server = Sink()
    try:
        desk.line.senders["smtp"] = SmtpSender(Endpoint(HOST, server.port, "none"))
        released(desk.page())
        desk.run()
        assert server.caught == []
        desk.world.clock.wait(TWO_MINUTES)
        desk.run()
        (caught,) = server.caught
        assert caught.recipients == ("TO:<other@etri.example>",)
        assert plain_letter(caught.raw)[0] == "[JCA-MV] Registered: JCA-MV-Doc-003"
    finally:
        desk.line.senders["smtp"].close()
        server.stop()


def test_of_two_secretaries_one_wins_and_the_other_reads_who_was_faster(desk: ServedDesk) -> None:
    first, second = desk.page("secretary"), desk.page("administrator")
    begun(second, HELD, "Return")
    second.get_by_role("button", name="Next: see the letter").click()
    released(first)
    second.get_by_role("button", name="Return it").click()
    expect(second.get_by_role("alert")).to_contain_text("by sam")
    expect(second.get_by_label("Reason")).to_have_value(WHY)
    assert [one.actor for one in decisions(desk.line, 4)] == ["line", "sam"]


def test_undo_before_the_letter_has_left_and_after(desk: ServedDesk) -> None:
    page = desk.page()
    released(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text(f"The last act on {HELD} is undone.")
    before, page = len(desk.world.sink.sent), desk.page(java_script_enabled=False)
    released(page)
    desk.world.clock.wait(TWO_MINUTES)
    desk.run()
    assert len(desk.world.sink.sent) == before + 1
    page.get_by_role("button", name="Undo").click()  # the page is as it was before the letter left
    expect(page.get_by_role("alert")).to_contain_text("already sent")


def test_an_evening_with_the_keyboard_alone(desk: ServedDesk) -> None:
    page = desk.page()
    page.goto("/")
    page.keyboard.press("j")
    expect(page.locator("[data-entry]").nth(0).locator("a").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/submissions/{HELD}**")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Release")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("t")
    page.wait_for_url("**/acts/return")
    page.get_by_label("Reason").focus()
    page.keyboard.type("the text is missing, jkt?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#seen")).to_contain_text("the text is missing, jkt?")
    page.get_by_role("button", name="Return it").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(f"{HELD} is returned.")
    page.keyboard.press("u")
    expect(page.locator("main")).to_contain_text("is undone")


def test_letters_can_be_switched_off(desk: ServedDesk) -> None:
    page = desk.page()
    page.goto(f"/submissions/{LATE}")
    page.keyboard.press("?")
    page.get_by_label("Letters act on this browser").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("a")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.url.endswith(f"/submissions/{LATE}")


def test_several_mails_are_done_at_once_also_without_script(desk: ServedDesk) -> None:
    page = desk.page(java_script_enabled=False)
    page.goto("/")
    for one in (HELD, QUESTION):
        page.get_by_label(f"Tick {one}").check()
    page.get_by_role("button", name="Ignore", exact=True).click()
    page.get_by_label("Reason").fill("answered by telephone")
    page.get_by_role("button", name="Ignore it").click()
    expect(page.locator("main")).to_contain_text("2 mails: done.")
    assert [decisions(desk.line, one)[-1].verdict.disposition for one in (4, 5)] == ["ignore", "ignore"]
