"""The pages of meetings: all of them, one with its dates and acts, and what each act says before and after."""

import re

import pytest

from tests.line.test_line import subjects
from tests.web.desk.places import Desk

MEETING = "/meetings/jca-mv/2026-05-13"


def seen(desk: Desk) -> str:
    """The version of the rulebook that the page of the meeting shows."""
    with desk.desk.store.read() as work:
        active = work.rulebooks.active("jca-mv")
    assert active is not None
    return active[0]


def test_the_list_shows_each_meeting_with_its_state_and_what_comes_next(desk: Desk) -> None:
    page = desk.visitor().get("/meetings")
    assert page.status == 200
    for words in ("Second meeting of JCA-MV", "call closed", "Close of the call", "30 Apr 2026, 23:59 UTC+2"):
        assert words in page.text, words


def test_a_chair_sees_the_own_group_alone(desk: Desk) -> None:
    assert "JCA-DCC" in desk.visitor().get("/meetings").text
    assert "JCA-DCC" not in desk.visitor("chair").get("/meetings").text
    assert desk.visitor("chair").get("/meetings/jca-dcc/2022-06-01").status == 404


def test_the_page_of_a_meeting_tells_its_dates_in_both_times(desk: Desk) -> None:
    page = desk.visitor().get(MEETING).text
    for words in (
        "Thursday 30 April 2026, 23:59 Geneva time (UTC+2)",
        "30 Apr 2026, 21:59 UTC",
        "TSB Circular 127",
        "Late, for the chairs",
        "meeting.ics",
    ):
        assert words in page, words


@pytest.mark.parametrize(("role", "offered"), [("secretary", True), ("administrator", True), ("viewer", False)])
def test_acts_are_offered_to_who_may(desk: Desk, role: str, offered: bool) -> None:
    assert ("Cancel the meeting" in desk.visitor(role).get(MEETING).text) is offered


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("extend", "One late mail may be in time then: its sender gets a receipt."),
        ("postpone", "each address gets one letter"),
        ("close", "The report on the call goes to the secretariat and the chairs."),
    ],
)
def test_each_act_names_the_letters_that_it_causes(desk: Desk, act: str, words: str) -> None:
    page = desk.visitor().get(MEETING).html
    form = page[page.index(f'id="act-{act}"') :].partition("</details>")[0]
    assert words in form


@pytest.mark.parametrize(
    ("act", "names"),
    [
        ("extend", {"csrf", "seen", "day", "hour", "kind", "addresses", "shorten", "reason"}),
        ("reopen", {"csrf", "seen", "day", "hour", "reason"}),
        ("postpone", {"csrf", "seen", "first", "last", "day", "hour", "reason"}),
        ("cancel", {"csrf", "seen", "reason"}),
    ],
)
def test_each_form_asks_for_what_its_act_needs(desk: Desk, act: str, names: set[str]) -> None:
    page = desk.visitor().get(MEETING).html
    form = page[page.index(f'id="act-{act}"') :].partition("</details>")[0]
    assert set(re.findall(r' name="(\w+)"', form)) == names


def test_a_date_is_moved_and_the_late_paper_is_in_time(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    page = visitor.send(f"{MEETING}/extend", day="2026-05-04", reason="holidays", seen=seen(own_desk))
    assert "The date is moved. Mails judged again: 1." in page.text
    assert "Monday 4 May 2026, 23:59 Geneva time (UTC+2)" in page.text
    assert "by sam" in page.text
    own_desk.run()
    assert "[JCA-MV] Registered: JCA-MV-Doc-003 - A late paper" in subjects(own_desk.world)


@pytest.mark.parametrize(
    ("act", "typed", "status", "told"),
    [
        pytest.param("extend", {"day": "2026-05-04"}, 422, "Say why, in a few words.", id="no-reason"),
        pytest.param("extend", {"day": "soon", "reason": "x"}, 422, "is no day; write it like", id="no-day"),
        pytest.param("extend", {"day": "2026-04-20", "reason": "x"}, 422, "is earlier than", id="earlier"),
        pytest.param("extend", {"day": "2026-05-04", "reason": "x", "seen": "0" * 64}, 409, "in between", id="stale"),
        pytest.param("extend", {"day": "2026-05-04", "reason": "x", "addresses": "nobody"}, 422, "nobody", id="whom"),
        pytest.param("reported", {"reason": "x"}, 422, "not over yet", id="not-over"),
    ],
)
def test_what_cannot_be_done_is_said_beside_the_form(
    own_desk: Desk, act: str, typed: dict[str, str], status: int, told: str
) -> None:
    page = own_desk.visitor().post(f"{MEETING}/{act}", **typed)
    assert page.status == status
    assert told in page.text
    assert act != "extend" or f'value="{typed.get("reason", "")}"' in page.html


def test_a_meeting_is_postponed_to_other_days_and_cancelled(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    page = visitor.send(f"{MEETING}/postpone", first="2026-06-10", day="2026-05-28", reason="the hall")
    assert "Wednesday 10 June 2026" in page.text
    assert "Thursday 28 May 2026" in page.text
    page = visitor.send(f"{MEETING}/cancel", reason="nobody comes")
    assert "The meeting is cancelled." in page.text
    assert "cancelled" in visitor.get("/meetings").text


def test_the_report_is_read_and_saved(desk: Desk) -> None:
    page = desk.visitor().get(f"{MEETING}/report")
    assert "Registered documents" in page.text
    assert "Received after the date for contributions" in page.text
    saved = desk.visitor().get(f"{MEETING}/report.docx")
    assert saved.headers["content-disposition"].startswith('attachment; filename="JCA-MV-2026-05-13-report.docx"')
    assert "Sent back" not in desk.visitor("viewer").get(f"{MEETING}/report").text


def test_in_french_too(desk: Desk) -> None:
    page = desk.visitor(languages="fr").get(MEETING).text
    assert "Déplacer une date" in page
    assert "jeudi 30 avril 2026" in page
