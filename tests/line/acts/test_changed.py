"""Documents for another meeting, documents that are revisions, and what people say about the work on a mail."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.domain.errors import UsageError
from intake.domain.tasks import TASK_WORDS, Task, task_of
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.desk.mails.acts import release
from intake.pipeline.desk.mails.changing_meeting import change_meeting
from intake.pipeline.desk.mails.linking import link
from intake.pipeline.desk.mails.tasks import assign, snooze, write_note
from intake.pipeline.line import Line
from tests.line.acts.test_acts import accepted, by, contribution, decisions, held, returned, submission
from tests.line.letters_in import RTF, mail
from tests.line.test_line import numbers, subjects
from tests.line.worlds import START, World

MEETING = "2026-05-13"


def test_a_document_for_the_next_meeting_keeps_its_number_and_does_not_join_this_one_again(world: World) -> None:
    line = accepted(world)
    change_meeting(line, "JCA-MV-Doc-001", by("Ada"), "next")
    world.run(line)
    assert (contribution(line).meeting, numbers(line), len(subjects(world))) == (None, ["JCA-MV-Doc-001"], 1)
    change_meeting(line, "1", by("Ada"), MEETING)
    assert (contribution(line).meeting, decisions(line)[-1].verdict.meeting) == (MEETING, MEETING)


def test_what_waits_is_numbered_for_the_meeting_that_it_was_moved_to(world: World) -> None:
    line = held(world)
    change_meeting(line, "1", by("Ada"), "next")
    release(line, "1", by("Ada"))
    assert contribution(line).meeting is None


@pytest.mark.parametrize(
    ("meeting", "said"), [(MEETING, "already"), ("2031-01-01", "no such meeting; there are 2026-05-13, and next")]
)
def test_a_meeting_that_it_is_for_or_that_is_none_is_told(world: World, meeting: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        change_meeting(accepted(world), "1", by("Ada"), meeting)


def with_a_paper_and_a_held_one(world: World) -> Line:
    line = accepted(world)
    world.server.deliver(mail("second", ("other.rtf", RTF), sender="bo@example.com"), START)
    world.run(line)
    return line


def test_a_document_that_waits_is_linked_as_the_next_revision_also_after_the_posting(world: World) -> None:
    line = with_a_paper_and_a_held_one(world)
    post(line, ["JCA-MV-Doc-001"], by("Ada"))
    link(line, "2", by("Ada"), "JCA-MV-Doc-001")
    world.run(line)
    (_, revised) = contribution(line).versions
    assert (revised.revision, revised.submission, numbers(line)) == (1, 2, ["JCA-MV-Doc-001"])
    assert subjects(world)[-1].startswith("[JCA-MV] Registered: JCA-MV-Doc-001-Rev1")
    assert "bo@example.com" in contribution(line).submitters


NOT_LINKED = [
    pytest.param("1", "JCA-MV-Doc-001", "no such document waits", id="has-a-number"),
    pytest.param("2", "JCA-MV-Doc-099", "no contribution with this number", id="no-such-number"),
]


@pytest.mark.parametrize(("name", "number", "said"), NOT_LINKED)
def test_what_cannot_be_linked_says_why(world: World, name: str, number: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        link(with_a_paper_and_a_held_one(world), name, by("Ada"), number)


def task(line: Line) -> Task:
    with line.store.read() as work:
        return task_of(work.log.about([1], TASK_WORDS)[1])


def test_who_looks_after_a_mail_is_said_in_the_log_and_is_no_decision(world: World) -> None:
    line = returned(world)
    assign(line, "1", by("Ada"), " Ben  Ali ")
    write_note(line, "1", Deed("Ben", "The author is on a journey until Monday."))
    assert (task(line).assignee, len(decisions(line))) == ("Ben Ali", 1)
    assign(line, "1", by("Ada"), "")
    assert task(line).assignee == ""
    with line.store.read() as work:
        (noted,) = work.log.listed(submission=1, what="noted")
    assert (noted.who, noted.why) == ("Ben", "The author is on a journey until Monday.")


def test_a_mail_rests_until_its_time_or_until_somebody_decides(world: World) -> None:
    line = held(world)
    until = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)
    snooze(line, "1", by("Ada"), until)
    assert (task(line).rests(until - timedelta(seconds=1)), task(line).rests(until)) == (True, False)
    release(line, submission(line).reference, by("Ada"))
    assert not task(line).rests(world.clock.now())


def test_nothing_rests_until_an_instant_that_has_passed(world: World) -> None:
    with pytest.raises(UsageError, match="has passed"):
        snooze(held(world), "1", by("Ada"), START - timedelta(minutes=1))
