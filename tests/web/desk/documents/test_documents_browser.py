"""A secretary posts what she checked, and puts documents under an item of the agenda, by keyboard alone."""

from dataclasses import replace

from tests.line.meetings.test_meetings import change
from tests.web.desk.documents.test_documents import AT, FIRST, ITEMS, SECOND, path
from tests.web.desk.places import ServedDesk


def test_a_set_is_posted_and_allocated_by_keyboard(served_desk: ServedDesk) -> None:
    desk = served_desk
    change(desk.line, lambda book: replace(book, meetings=(replace(book.meetings[0], items=ITEMS),)))
    page = desk.page("secretary")
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    page.goto(path("/documents", meeting=AT))
    press = page.keyboard.press
    press("?")
    told = page.locator("#keys dl").inner_text()
    assert [one for one in ("x\ncheck it", "p\nReason", "a\n") if one not in told] == []
    press("Escape")
    for key in ("j", "x", "j", "x", "p"):
        press(key)
    page.keyboard.type("looked at both, jkx")
    press("Enter")
    page.wait_for_selector(".notice[data-tone=done]")
    assert f"Posted: {FIRST}, {SECOND}." in page.inner_text(".notice[data-tone=done]")
    for key in ("j", "x", "k", "j", "j", "x", "p"):
        press(key)
    page.keyboard.type("as the chair said")
    press("Tab")
    for _ in range(3):  # past the two buttons that post
        press("Tab")
        if page.evaluate("document.activeElement.id") == "f-item":
            break
    page.keyboard.type("4")
    press("Tab")
    press("Enter")
    page.wait_for_selector(".notice[data-tone=done]")
    assert "Put under item 4: 2." in page.inner_text(".notice[data-tone=done]")
    with desk.line.store.read() as work:
        known = work.contributions.listed("jca-mv")
        assert [one.state for one in known] == ["posted", "posted"]
        assert [(one.text, one.by) for one in work.minutes.of([one.id for one in known])] == [("4", "sam")] * 2
    assert [one for one in faults if not one.endswith("/favicon.ico")] == []


def test_letters_that_are_switched_off_do_nothing_in_the_list_either(served_desk: ServedDesk) -> None:
    page = served_desk.page("secretary")
    page.goto(path("/documents", meeting=AT))
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.name") == "number"
    page.goto("/")
    page.keyboard.press("?")
    page.get_by_label("Letters act on this browser").uncheck()
    page.get_by_role("button", name="Close").click()
    page.goto(path("/documents", meeting=AT))
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.name || ''") == ""


def test_all_are_checked_by_one_box(served_desk: ServedDesk) -> None:
    page = served_desk.page("secretary")
    page.goto(path("/documents", meeting=AT))
    box, each = page.get_by_label("Tick all"), page.locator("input[name=number]")
    box.check()
    assert [one.is_checked() for one in each.all()] == [True, True]
    each.nth(0).uncheck()
    assert (box.is_checked(), box.evaluate("it => it.indeterminate")) == (False, True)
