"""One act on several mails: its letters are seen before, and all of it is taken back by one button."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from intake.pipeline.desk.mails.acts import withdraw
from intake.ports import Reader
from tests.line.acts.test_acts import by, decisions
from tests.line.acts.test_foreseeing import everything
from tests.line.worlds import World
from tests.store.databases import ready_url
from tests.web.desk.places import Desk, desk_of, filled
from tests.web.desk.submission.test_submission import HELD, LATE, QUESTION

ITEMS = [f"{HELD}:1", f"{LATE}:1"]


@pytest.fixture
def waiting(tmp_path: Path, reader: Reader) -> Iterator[Desk]:
    """A desk on which letters of acts wait for two minutes."""
    world = World(tmp_path, ready_url("sqlite", tmp_path), reader)
    world.pace = replace(world.pace, send_delay=120)
    made = desk_of(world, filled(world))
    yield made
    made.close()
    world.close()


def test_the_letters_are_seen_before_one_after_another(waiting: Desk) -> None:
    before = everything(waiting.world)
    seen = waiting.visitor().post("/acts/release", item=[*ITEMS, f"{QUESTION}:1"], do="look", reason="both are fine")  # type: ignore[arg-type]
    assert everything(waiting.world) == before
    told = re.findall(r"(?:Registered|Admitted): (JCA-MV-Doc-\d+)", seen.text)
    assert (seen.status, len(set(told))) == (200, 2)
    assert "2 people would be written to: other@etri.example, " in seen.text
    assert f"{QUESTION} has no document that could be released" in seen.text
    assert 'value="act"' in seen.html


def test_all_of_it_is_taken_back_by_one_button_that_survives_a_reload(waiting: Desk) -> None:
    visitor, sent = waiting.visitor(), len(waiting.world.sink.sent)
    done = visitor.post("/acts/release", item=ITEMS, do="act", reason="both are fine")  # type: ignore[arg-type]
    assert done.status == 303
    there = done.headers["location"]
    for _ in range(2):
        page = visitor.get(there)
        assert (page.text.count("Take all of it back"), "2 mails at once, by sam : both are fine" in page.text) == (
            1,
            True,
        )
    undone = visitor.post(there, reason="Taken back at once")
    assert "Take all of it back" not in undone.text
    assert [decisions(waiting.line, own)[-1].act for own in (4, 7)] == ["undo", "undo"]
    waiting.world.clock.at += timedelta(minutes=3)
    waiting.run()
    assert len(waiting.world.sink.sent) == sent
    assert "Take all of it back" not in visitor.get(there).text


def test_what_has_left_says_so_and_what_somebody_did_since_stays(waiting: Desk) -> None:
    visitor = waiting.visitor()
    there = visitor.post("/acts/release", item=ITEMS, do="act", reason="both are fine").headers["location"]  # type: ignore[arg-type]
    withdraw(waiting.line, decisions(waiting.line, 7)[-1].verdict.numbers[0], by("Grace"))
    undone = visitor.post(there, reason="Taken back at once")
    assert "was decided in between" in undone.text
    assert [decisions(waiting.line, own)[-1].act for own in (4, 7)] == ["undo", "withdraw"]


def test_once_the_letters_have_left_there_is_no_button(waiting: Desk) -> None:
    visitor = waiting.visitor()
    there = visitor.post("/acts/release", item=ITEMS, do="act", reason="both are fine").headers["location"]  # type: ignore[arg-type]
    waiting.world.clock.at += timedelta(minutes=3)
    waiting.run()
    page = visitor.get(there).text
    assert ("Take all of it back" in page, page.count("can no longer be taken back")) == (False, 2)
    visitor.post(there, reason="Taken back at once")
    assert [decisions(waiting.line, own)[-1].act for own in (4, 7)] == ["release", "release"]


def test_nobody_sees_what_was_done_together_in_another_group(waiting: Desk) -> None:
    there = waiting.visitor().post("/acts/release", item=ITEMS, do="act", reason="fine").headers["location"]  # type: ignore[arg-type]
    assert waiting.visitor("chair").post(there, reason="no").status == 200
    assert [decisions(waiting.line, own)[-1].act for own in (4, 7)] == ["release", "release"]
    assert waiting.visitor().get("/acts/together/nobody-has-it").status == 404
