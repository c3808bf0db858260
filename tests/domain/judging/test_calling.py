"""Which meeting a mail calls by its name: an id, or a day. Days are compared as days, whatever the ids say."""

from datetime import date

import pytest

from intake.domain.deadlines import meeting_for
from intake.domain.judging.calling import named_meeting
from intake.domain.meeting import Meeting
from tests.domain.cases import at, meeting, rulebook

POSTPONED = meeting(id="2026-05-13", first_day=date(2026, 6, 10), last_day=date(2026, 6, 11))
IN_ITS_PLACE = meeting(id="extra", first_day=date(2026, 5, 13), last_day=date(2026, 5, 13))
RENAMED = meeting(
    id="2026-06-10", was=("2026-05-13", "spring"), first_day=date(2026, 6, 10), last_day=date(2026, 6, 11)
)
NINTH = meeting(id="jca-9", first_day=date(2026, 9, 1), last_day=date(2026, 9, 2))


@pytest.mark.parametrize(
    ("text", "meetings", "expected"),
    [
        pytest.param("for jca-9", [POSTPONED, NINTH], "jca-9", id="id"),
        pytest.param("for jca-90", [POSTPONED, NINTH], None, id="a-longer-word"),
        pytest.param("Geneva, 2026-06-11", [POSTPONED, NINTH], "2026-05-13", id="a-day-of-it"),
        pytest.param("Geneva, 2026-05-13", [POSTPONED, NINTH], "2026-05-13", id="the-day-it-was-to-be"),
        pytest.param("Geneva, 2026-05-13", [POSTPONED, IN_ITS_PLACE], "extra", id="another-meets-on-that-day"),
        pytest.param("Geneva, 2026-05-13", [RENAMED, NINTH], "2026-06-10", id="former-id"),
        pytest.param("for the spring meeting", [RENAMED, NINTH], "2026-06-10", id="former-word"),
        pytest.param("2026-06-10 and jca-9", [RENAMED, NINTH], None, id="two"),
        pytest.param("2026-02-30", [RENAMED], None, id="no-day"),
        pytest.param("Report 2026-05-13-b", [RENAMED], None, id="part-of-a-longer-name"),
        pytest.param("", [RENAMED], None, id="nothing"),
    ],
)
def test_what_a_text_names(text: str, meetings: list[Meeting], expected: str | None) -> None:
    assert named_meeting([text, "Contribution"], meetings) == expected


def test_the_next_meeting_is_the_first_by_its_days() -> None:
    """The id of the postponed one sorts first; the other meets first."""
    found = meeting_for([POSTPONED, meeting(id="z", first_day=date(2026, 6, 1))], at("2026-04-01T00:00Z"))
    assert found is not None
    assert found.id == "z"


def test_a_rulebook_knows_a_meeting_by_what_it_was_called() -> None:
    one = rulebook(meetings=(RENAMED, NINTH))
    assert [one.meeting(name) for name in ("2026-06-10", "2026-05-13", "spring", "next", None)] == [RENAMED] * 3 + [
        None
    ] * 2
    assert [one.present_id(name) for name in ("spring", "unknown", None)] == ["2026-06-10", "unknown", None]
