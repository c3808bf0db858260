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


def heard(page: Page) -> str:
    """What a screen reader says of where the focus is now."""
    page.wait_for_load_state()
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || ''"))


def typed(page: Page, *keys: str) -> None:
    page.wait_for_load_state()  # letters act once the page's own script is there
    for key in keys:
        page.keyboard.press(key)


def test_a_night_with_the_keyboard_alone(desk: ServedDesk) -> None:
    """Three mails wait: one is returned, taken back and released, one noted and set aside, one admitted."""
    page = desk.page()
    page.goto("/")
    typed(page, "j", "j", "k", "Enter")
    page.wait_for_url(f"**/submissions/{HELD}?from=work")
    typed(page, "?")
    dialog = page.get_by_role("dialog")
    for told in ("Release", "Return", "Next that waits"):
        expect(dialog).to_contain_text(told)
    typed(page, "Escape", "t")
    page.wait_for_url("**/acts/return?from=work")
    assert heard(page).startswith("Reason")
    page.keyboard.type("the text is missing, jkt?")
    typed(page, "Tab", "Enter")
    expect(page.locator("#seen")).to_contain_text("the text is missing, jkt?")
    assert heard(page) == "What would happen"
    typed(page, "y")
    expect(page.locator("main")).to_contain_text(f"{HELD} is returned.")
    assert heard(page) == f"{HELD} is returned."
    typed(page, "u")
    expect(page.locator("main .notice[data-tone=done]")).to_contain_text("is undone")
    assert "is undone" in heard(page)
    typed(page, "r")
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.type("a scan of the paper that we have")
    typed(page, "Tab", "Enter")
    expect(page.locator("#seen")).to_contain_text("JCA-MV-Doc-003")
    typed(page, "y")
    expect(page.locator("main .notice[data-tone=done]")).to_contain_text(f"{HELD} is released.")
    typed(page, "f")
    page.wait_for_url(f"**/submissions/{QUESTION}?from=work")
    typed(page, "i")
    page.wait_for_url("**/acts/ignore?from=work")
    page.keyboard.type("answered by telephone")
    typed(page, "Tab", "Enter")
    expect(page.locator("#seen")).to_be_visible()
    typed(page, "y")
    expect(page.locator("main .notice[data-tone=done]")).to_contain_text(f"{QUESTION} is off the list.")
    typed(page, "f")
    page.wait_for_url(f"**/submissions/{LATE}?from=work")
    typed(page, "a")
    page.wait_for_url("**/acts/admit?from=work")
    expect(page.get_by_label("Reason")).to_be_focused()
    typed(page, "Tab", "Enter")  # without a reason: told at once, and the field is where the focus is
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.type("both chairs agree")
    typed(page, "Tab", "Enter")
    expect(page.locator("#seen")).to_contain_text("JCA-MV-Doc-004")
    typed(page, "y")
    expect(page.locator("main .notice[data-tone=done]")).to_contain_text(f"{LATE} is admitted.")
    typed(page, "b")
    page.wait_for_url(f"{page.url.partition('/submissions')[0]}/")
    expect(page.locator(".front-item")).to_have_count(0)


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
    page.get_by_role("button", name="Next: see the letter").click()
    page.get_by_role("button", name="Ignore it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done together")
    assert [decisions(desk.line, one)[-1].verdict.disposition for one in (4, 5)] == ["ignore", "ignore"]
