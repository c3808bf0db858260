"""The rulebook at the desk: what counts and from where, its settings, its text, and what it would have said."""

import re
from html import unescape

import pytest

from intake.adapters.rulebook.file_schema import DefaultFile, GroupFile, SiteToml
from tests.web.desk.places import Desk
from tests.web.visitors import Answer

RULES = "/meetings/rules/jca-mv"


def text_of_rules(page: Answer) -> str:
    """The text in the page's text area."""
    return unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", page.html, re.DOTALL)[0])


def fields(page: Answer) -> dict[str, str]:
    """What the form with the text would send, without its button."""
    seen = re.findall(r'name="seen" value="([^"]*)"', page.html)[0]
    return {"seen": seen, "toml": text_of_rules(page)}


def late(desk: Desk) -> str:
    """What becomes of late contributions by the rulebook in force."""
    with desk.desk.store.read() as work:
        return desk.desk.line.rulebook(work, "jca-mv").policy.late


def test_each_line_stands_with_the_place_that_decides_it(desk: Desk) -> None:
    page = desk.visitor("viewer").get(RULES).text
    assert 'group.acronym "JCA-MV" this rulebook, line' in page
    assert 'policy.late "hold" the usual rules' in page
    assert "Change it as text" not in page
    assert desk.visitor("chair").get("/meetings/rules/jca-dcc").status == 404


def test_the_group_s_own_lines_stand_open_and_before_the_usual_ones(desk: Desk) -> None:
    page = desk.visitor("viewer").get(RULES)
    heads = re.findall(r"<details( open)?>\s*<summary><h3>(\w[^<]*?) <", page.html)
    assert [words for opened, words in heads if opened][:3] == ["The group", "Chairs and other officers", "Numbers"]
    assert (("", "Checks") in heads, ("", "Limits of size") in heads) == (True, True)
    assert heads.index(("", "Checks")) > heads.index((" open", "Meetings"))


def test_every_head_of_a_rulebook_has_words(desk: Desk) -> None:
    heads = {*DefaultFile.__annotations__, *SiteToml.__annotations__, *GroupFile.__annotations__}
    assert [one for one in heads if not desk.desk.words.has(f"rules.section.{one}")] == []


def test_what_doctor_remarks_on_a_rulebook_stands_there(desk: Desk) -> None:
    page = desk.visitor().get(RULES).text
    assert "secretariat@example.org is an example that nobody reads" in page
    assert "has no address and gets no report; write their addresses." in page
    assert "No template of the group's own is registered." in page


def test_a_setting_is_looked_at_then_put_in_force(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    page = visitor.post(f"{RULES}/settings", **{"policy.late": "reject", "group.telephone": "+41 22 000 0000"})
    assert page.status == 200
    assert 'policy.late "hold" "reject"' in page.text
    assert late(own_desk) == "hold"
    page = visitor.send(f"{RULES}/text", step="accept", reason="the group decided so", **fields(page))
    assert "The rulebook is in force." in page.text
    assert late(own_desk) == "reject"
    with own_desk.desk.store.read() as work:
        (line,) = [one for one in work.log.listed(what="rulebook") if one.who == "sam"]
    assert line.why.endswith(": the group decided so")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("short = ", "shrt = ", "line 6: group.shrt: is not known here; did you mean short?", id="key"),
        pytest.param("first_number = 1", 'first_number = "one"', "first_number", id="value"),
        pytest.param("[group]", "[group", "is not TOML", id="toml"),
        pytest.param('id = "2026-05-13"', 'id = "other"', "which is gone", id="meeting-with-documents"),
    ],
)
def test_a_fault_is_named_with_its_line_and_key(own_desk: Desk, old: str, new: str, told: str) -> None:
    visitor = own_desk.visitor()
    typed = fields(visitor.get(f"{RULES}/text"))
    assert old in typed["toml"]
    page = visitor.post(
        f"{RULES}/text", **{**typed, "toml": typed["toml"].replace(old, new)}, step="accept", reason="x"
    )
    assert page.status in (409, 422)
    assert told in re.sub(r"<[^>]*>", "", unescape(page.html))
    assert unescape(new) in text_of_rules(page)


def test_who_comes_second_is_told(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    typed = fields(visitor.get(f"{RULES}/text"))
    first = {**typed, "toml": typed["toml"] + '\n[policy]\nlate = "reject"\n'}
    visitor.send(f"{RULES}/text", step="accept", reason="first", **first)
    second = {**typed, "toml": typed["toml"] + '\n[policy]\nlate = "number-and-flag"\n'}
    page = visitor.post(f"{RULES}/text", step="accept", reason="second", **second)
    assert (page.status, "was changed in between" in page.text) == (409, True)
    assert late(own_desk) == "reject"


def test_without_a_reason_nothing_is_put_in_force(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    typed = fields(visitor.get(f"{RULES}/text"))
    page = visitor.post(
        f"{RULES}/text", **{**typed, "toml": typed["toml"] + '\n[policy]\nlate = "reject"\n'}, step="accept"
    )
    assert (page.status, "Say why, in a few words." in page.text) == (422, True)
    assert late(own_desk) == "hold"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param("", ("5 mails were judged.", "0 would be judged differently."), id="as-it-is"),
        pytest.param(
            '\n[policy]\nlate = "reject"\n', ("One would be judged differently.", "held → returned"), id="late"
        ),
    ],
)
def test_a_rulebook_is_tried_on_the_mails_of_a_meeting(desk: Desk, more: str, told: tuple[str, ...]) -> None:
    visitor = desk.visitor()
    typed = fields(visitor.get(f"{RULES}/text"))
    page = visitor.post(f"{RULES}/text", **{**typed, "toml": typed["toml"] + more}, step="try", meeting="2026-05-13")
    assert page.status == 200
    for words in told:
        assert words in page.text, words
    assert late(desk) == "hold"
