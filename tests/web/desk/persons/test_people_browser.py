"""Login and the pages about persons in Chromium, by the keyboard alone."""

from playwright.sync_api import expect

from intake.pipeline.persons.keeping import set_password
from tests.web.desk.places import ServedDesk

HERS = "correct horse battery"


def test_login_a_new_password_and_logout_by_the_keyboard_alone(served_desk: ServedDesk) -> None:
    set_password(served_desk.desk.door, "root", "sam", HERS)
    page = served_desk.page(None, width=380)
    page.goto("/me")
    expect(page).to_have_title("Log in · Intake")
    page.get_by_label("Login").focus()
    for text in ("sam", "wrong"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    expect(page.get_by_label("Password")).to_be_focused()
    page.keyboard.type(HERS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    assert [one["httpOnly"] for one in page.context.cookies() if one["name"] == "desk_session"] == [True]
    page.get_by_label("The password until now").focus()
    for text in (HERS, "another long password", "another long password"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="changed")).to_be_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Log out", exact=True).press("Enter")
    expect(page.get_by_text("You are logged out")).to_be_visible()
    page.goto("/me")
    expect(page).to_have_title("Log in · Intake")
