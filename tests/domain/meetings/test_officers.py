"""Officers: who speaks for a group on a day, and from which addresses."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from intake.domain.document import Reading
from intake.domain.judging.judge import prepare
from intake.domain.judging.kinds import is_officer
from intake.domain.meeting import Officer
from tests.domain.cases import GROUP, address, mail, rulebook

CHAIR = Officer(
    "co-chair",
    "Grace Hopper",
    addresses=("grace@example.org", "grace@home.example"),
    assistants=("office@example.org",),
    since=date(2026, 4, 1),
    until=date(2026, 4, 30),
)
IN_OFFICE = datetime(2026, 4, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("officer", "day", "serves"),
    [
        pytest.param(CHAIR, date(2026, 3, 31), False, id="the-day-before"),
        pytest.param(CHAIR, date(2026, 4, 1), True, id="first-day"),
        pytest.param(CHAIR, date(2026, 4, 30), True, id="last-day"),
        pytest.param(CHAIR, date(2026, 5, 1), False, id="the-day-after"),
        pytest.param(replace(CHAIR, until=None), date(2030, 1, 1), True, id="no-end"),
        pytest.param(replace(CHAIR, since=None), date(2000, 1, 1), True, id="no-beginning"),
        pytest.param(Officer("chair", "Ada"), date(2000, 1, 1), True, id="nothing-said"),
    ],
)
def test_an_officer_serves_from_the_first_to_the_last_day(officer: Officer, day: date, serves: bool) -> None:
    assert replace(GROUP, officers=(officer,)).officers_at(day) == ((officer,) if serves else ())


@pytest.mark.parametrize(
    ("sender", "at", "is_known"),
    [
        pytest.param("grace@example.org", IN_OFFICE, True, id="first-address"),
        pytest.param("Grace@Home.example", IN_OFFICE, True, id="private-address"),
        pytest.param("office@example.org", IN_OFFICE, True, id="assistant"),
        pytest.param("ada@example.org", IN_OFFICE, False, id="somebody-else"),
        pytest.param("grace@example.org", datetime(2026, 3, 31, 21, 59, tzinfo=UTC), False, id="before"),
        pytest.param("grace@example.org", datetime(2026, 3, 31, 22, 0, tzinfo=UTC), True, id="first-day-in-geneva"),
        pytest.param("grace@example.org", datetime(2026, 4, 30, 21, 59, tzinfo=UTC), True, id="last-day-in-geneva"),
        pytest.param("office@example.org", datetime(2026, 4, 30, 22, 0, tzinfo=UTC), False, id="assistant-afterwards"),
    ],
)
def test_a_mail_is_an_officers_from_each_address_while_in_office(sender: str, at: datetime, is_known: bool) -> None:
    sent = mail(from_=(address(sender),), attachments=())
    book = rulebook(group=replace(GROUP, officers=(CHAIR,)))
    assert is_officer(sent, prepare(Reading("raw", 1, "1", sent), book, at).rulebook) is is_known
