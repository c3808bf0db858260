"""What is printed: lists stay tables on a narrow sheet, and what is pressed on a screen is left out."""

from playwright.sync_api import expect

from tests.web.desk.places import ServedDesk

SHEET = 700
"""Pixels between the margins of an A4 sheet, at 96 for an inch."""


def test_pages_are_printed_without_what_is_pressed_and_lists_stay_tables(served_desk: ServedDesk) -> None:
    page = served_desk.page("secretary", width=SHEET)
    page.emulate_media(media="print")
    for path, words in (("/log", "MV-26-0001"), ("/documents", "JCA-MV-Doc-001")):
        page.goto(path)
        table = page.locator("main table").first
        expect(table).to_be_visible()
        assert table.evaluate("one => getComputedStyle(one).display") == "table"
        expect(table).to_contain_text(words)
        assert table.evaluate("one => one.getBoundingClientRect().width") <= SHEET
        assert page.locator("button:visible, .button:visible, input:visible, select:visible, nav:visible").count() == 0
    page.goto("/submissions/MV-26-0001")
    expect(page.locator("#documents")).to_be_visible()
    expect(page.locator("#acts")).to_be_hidden()
    assert page.locator("button:visible, input:visible, nav:visible").count() == 0
