"""A chair confirms: the page records what is asked for, the line decides, the page shows what became of it."""

import re
from datetime import timedelta

import pytest

from intake.domain.letters.requests import LONGEST_REASON
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import admit
from tests.line.chairs.test_chairs import KANG, MUATH
from tests.web.places import Place


def test_a_chair_decides_by_the_page_and_reads_the_number(on_either: Place) -> None:
    place = on_either
    visitor, path = place.visitor(), place.path()
    asked = visitor.post(path, reason="It completes Doc 4.")
    assert (asked.status, asked.headers["location"]) == (303, f"{path}/asked")
    waits = visitor.get(f"{path}/asked")
    assert "Your decision is recorded" in waits.text
    assert "This page shows the outcome by itself." in waits.text
    assert waits.headers["refresh"] == "2"
    (request,) = place.requests()
    assert (request.link.address, request.link.act, request.reason) == (MUATH, "admit", "It completes Doc 4.")
    place.world.run(place.line)
    done = visitor.get(f"{path}/asked")
    assert "refresh" not in done.headers
    assert "Decided Your decision is recorded. The sender, the secretariat and the other chairs are told." in done.text
    assert (
        "MV-26-0001, “Digital twins for metaverse standards”, was admitted by the co-chair Muath AlRumayh" in done.text
    )
    assert '<p class="lead">Number: JCA-MV-Doc-001.</p>' in done.html
    again = visitor.get(path)
    assert (again.status, again.headers["location"]) == (303, f"{path}/asked")


def test_pressing_twice_asks_once(place: Place) -> None:
    visitor, path = place.visitor(), place.path()
    assert {visitor.post(path, reason="Yes.").status, visitor.post(path, reason="Yes!").status} == {303}
    assert [one.reason for one in place.requests()] == ["Yes."]


@pytest.mark.parametrize("reason", ["", "   ", "\r\n\t", "\u200b\u202e"])
def test_a_reason_is_compulsory(shown: Place, reason: str) -> None:
    answer = shown.visitor().post(shown.path(), reason=reason)
    assert answer.status == 422
    assert "Please write your reason, then press the button again." in answer.text
    assert 'aria-invalid="true"' in answer.html
    assert "autofocus" in answer.html
    assert shown.requests() == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        pytest.param(b'{"reason": "x"}', "application/json", 422, id="json"),
        pytest.param(b"reason=x", "", 422, id="no-type"),
        pytest.param(b"reason=%FF%FE", "application/x-www-form-urlencoded", 303, id="not-utf-8"),
        pytest.param(b"other=x", "application/x-www-form-urlencoded", 422, id="another-field"),
        pytest.param(
            b'--b\r\nContent-Disposition: form-data; name="reason"; filename="a"\r\n\r\nx\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
            400,
            id="a-file",
        ),
        pytest.param(b"--b\r\nbroken", "multipart/form-data; boundary=b", 422, id="broken-multipart"),
    ],
)
def test_what_no_form_of_ours_sends_is_answered_in_words(place: Place, body: bytes, kind: str, status: int) -> None:
    answer = place.visitor().ask("POST", place.path(), body, {"content-type": kind})
    assert answer.status == status
    assert answer.headers.get("content-type", "text/html").startswith("text/html")
    assert len(place.requests()) == (status == 303)


def test_a_long_reason_is_cut_and_one_with_controls_is_cleaned(place: Place) -> None:
    place.visitor().post(place.path(), reason="a\u202eb\x01c\r\nd " + "x" * 5_000)
    (request,) = place.requests()
    assert request.reason.startswith("abc d xxx")
    assert len(request.reason) <= LONGEST_REASON


def test_a_reason_that_no_record_can_hold_is_told_so_and_asks_for_nothing(place: Place) -> None:
    assert place.visitor().post(place.path(), reason="a\0b").status == 400
    assert place.requests() == []


@pytest.mark.parametrize(
    ("seconds", "said", "refresh"),
    [
        (19, "This page shows the outcome by itself.", "2"),
        (21, "The service is busy; it will be tried again.", "10"),
        (601, "The service is busy; it will be tried again.", "60"),
    ],
)
def test_a_busy_service_is_told_in_words(place: Place, seconds: int, said: str, refresh: str) -> None:
    visitor, path = place.visitor(), place.path()
    visitor.post(path, reason="Yes.")
    place.world.clock.at += timedelta(seconds=seconds)
    answer = visitor.get(f"{path}/asked")
    assert said in answer.text
    assert answer.headers["refresh"] == refresh
    assert f'href="{path}/asked"' in answer.html


def test_the_second_chair_reads_who_decided_and_when(on_either: Place) -> None:
    place = on_either
    visitor = place.visitor()
    visitor.post(place.path(), reason="It completes Doc 4.")
    place.world.run(place.line)
    place.world.clock.at += timedelta(minutes=1)
    other = visitor.get(place.path("keep", KANG))
    assert other.status == 200
    assert "This is decided already." in other.text
    assert re.search(r"by the co-chair Muath AlRumayh: Friday 1 May 2026, 00:1\d Geneva time \(UTC\+2\)", other.text)
    assert "<form" not in other.html


def test_of_two_chairs_at_once_one_decides_and_the_other_reads_it(on_either: Place) -> None:
    place = on_either
    visitor = place.visitor()
    paths = place.path("admit", MUATH), place.path("keep", KANG)
    for path in paths:
        assert visitor.post(path, reason="Mine.").status == 303
    place.world.run(place.line)
    pages = [visitor.get(f"{path}/asked").text for path in paths]
    assert "Your decision is recorded." in pages[0]
    assert "This was decided already" in pages[1]
    assert all("by the co-chair Muath AlRumayh" in page for page in pages)
    with place.line.store.read() as work:
        assert len(work.submissions.decisions(1)) == 2


def test_what_the_secretariat_decided_meanwhile_is_shown(place: Place) -> None:
    admit(place.line, "1", Deed("ada", "In session."))
    answer = place.visitor().get(place.path())
    assert "There is nothing to decide" in answer.text
    assert "by the secretariat ada" in answer.text
    assert "<form" not in answer.html


def test_a_link_of_somebody_who_is_no_chair_decides_nothing(place: Place) -> None:
    path = place.path(address="was@example.org")
    answer = place.visitor().get(path)
    assert "Your address is on no chair’s record today." in answer.text
    assert "<form" not in answer.html
    place.visitor().post(path, reason="Mine.")
    place.world.run(place.line)
    outcome = place.visitor().get(f"{path}/asked")
    assert "Nothing was decided by this link" in outcome.text
    assert f'href="{path}"' in outcome.html
