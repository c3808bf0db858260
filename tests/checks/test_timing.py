"""TIM: tables around the deadline of 30 April 2026, 21:59:59 UTC."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from datetime import timedelta
from typing import Any

import pytest

from intake.domain.judging.case import Case, Relationship
from intake.domain.rulebook import Policy
from intake.domain.submission import OpenReturn, Snapshot, Timestamps
from tests.checks.looking import look
from tests.domain.cases import (
    DEADLINE,
    RECEIVED,
    address,
    at,
    case,
    contribution,
    document,
    judged,
    mail,
    meeting,
    other_file,
    rulebook,
)

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
REVISION = Relationship("revision", "JCA-MV-Doc-012", contribution(), 1)
FOR_NEXT = Relationship("revision", contribution=contribution(meeting=None))
UNTIL_DEADLINE = rulebook(policy=Policy(revisions_until="deadline"))
NO_DEADLINE = meeting(deadlines=())
AFTER_MEETING = at("2026-05-13T22:00:10Z")


def received(after: timedelta, **changes: Any) -> Case:
    return case(received_at=DEADLINE + after, **changes)


def stamped(first_seen: timedelta, trusted: timedelta | None = None, internal: timedelta | None = None) -> Case:
    def instant(after: timedelta | None) -> object:
        return None if after is None else DEADLINE + after

    known = Timestamps(DEADLINE + first_seen, None, instant(trusted), instant(internal))  # type: ignore[arg-type]
    return case(stamps=known)


@pytest.mark.parametrize(
    ("one", "late"),
    [
        pytest.param(received(-SECOND), [], id="a-second-before"),
        pytest.param(received(0 * SECOND), [], id="the-printed-second"),
        pytest.param(received(SECOND), [1], id="a-second-after"),
        pytest.param(received(11 * MINUTE), [660], id="eleven-minutes"),
        pytest.param(received(SECOND, meeting=NO_DEADLINE), [], id="no-deadline"),
        pytest.param(received(SECOND, documents=(judged(other_file("a.xlsx")),)), [], id="no-document: ENV-001"),
        pytest.param(received(SECOND, counts_from=RECEIVED), [], id="place-kept"),
        pytest.param(received(SECOND, documents=(judged(role="companion"),)), [], id="beside-a-contribution"),
        pytest.param(received(SECOND, relationships=(Relationship("repeat"),)), [], id="the-same-file-again"),
        pytest.param(received(SECOND, relationships=(REVISION,)), [], id="revision-until-the-meeting-ends"),
        pytest.param(case(received_at=AFTER_MEETING, relationships=(REVISION,)), [11], id="too-late"),
        pytest.param(received(SECOND, relationships=(REVISION,), rulebook=UNTIL_DEADLINE), [1], id="by-policy"),
        pytest.param(
            case(received_at=AFTER_MEETING, relationships=(FOR_NEXT,)),
            [],
            id="revision-for-next",
        ),
        pytest.param(stamped(10 * SECOND), [], id="first-seen-late: TIM-003"),
        pytest.param(stamped(20 * MINUTE, -10 * MINUTE, 10 * MINUTE), [], id="disputed-across: TIM-003"),
        pytest.param(stamped(60 * MINUTE, 10 * MINUTE, 40 * MINUTE), [600], id="disputed-after"),
        pytest.param(stamped(60 * MINUTE, -10 * SECOND, 10 * SECOND), [], id="our-own-filter-was-slow"),
    ],
)  # fmt: skip
def test_tim_001_it_is_in_time(one: Case, late: list[int]) -> None:
    assert [hit.facts["late_by"] for hit in look("TIM-001", one)] == late


@pytest.mark.parametrize(
    ("one", "early"),
    [
        pytest.param(received(-24 * HOUR), [], id="a-day-before"),
        pytest.param(received(SECOND - 24 * HOUR), [86_399], id="less-than-a-day"),
        pytest.param(received(0 * SECOND), [0], id="the-printed-second"),
        pytest.param(received(timedelta(seconds=0.5)), [0], id="within-the-printed-second"),
        pytest.param(received(SECOND), [], id="after: TIM-001"),
        pytest.param(received(-SECOND, documents=(judged(role="companion"),)), [], id="beside-a-contribution"),
        pytest.param(received(-SECOND, relationships=(Relationship("repeat"),)), [], id="the-same-file-again"),
        pytest.param(received(-SECOND, counts_from=DEADLINE - HOUR), [3_600], id="place-kept"),
    ],
)
def test_tim_002_it_is_in_good_time(one: Case, early: list[int]) -> None:
    assert [hit.facts["early_by"] for hit in look("TIM-002", one)] == early


@pytest.mark.parametrize(
    ("one", "evidence"),
    [
        pytest.param(received(SECOND), [], id="late-but-known"),
        pytest.param(stamped(-SECOND), [], id="first-seen-in-time"),
        pytest.param(stamped(SECOND), ["first-seen"], id="first-seen-late"),
        pytest.param(stamped(20 * MINUTE, -10 * MINUTE, 10 * MINUTE), ["trusted-received"], id="across"),
        pytest.param(stamped(60 * MINUTE, 10 * MINUTE, 40 * MINUTE), [], id="one-side"),
        pytest.param(stamped(20 * MINUTE, -MINUTE, 10 * MINUTE), [], id="eleven-minutes-apart"),
        pytest.param(case(stamps=Timestamps(DEADLINE + SECOND, given=DEADLINE - SECOND)), [], id="given-by-a-person"),
        pytest.param(case(stamps=Timestamps(DEADLINE + SECOND), meeting=NO_DEADLINE), [], id="no-deadline"),
        pytest.param(case(stamps=Timestamps(DEADLINE + SECOND), counts_from=RECEIVED), [], id="place-kept"),
    ],
)
def test_tim_003_the_timestamps_agree(one: Case, evidence: list[str]) -> None:
    assert [hit.facts["evidence"] for hit in look("TIM-003", one)] == evidence


def test_deadline_and_zone_are_told() -> None:
    (hit,) = look("TIM-001", received(SECOND))
    assert dict(hit.facts) == {"late_by": 1, "deadline": "2026-04-30T21:59:59+00:00", "zone": "Europe/Zurich"}


def test_each_contribution_of_a_mail_is_looked_at_by_itself() -> None:
    two = (judged(document("rev.docx")), judged(document("new.docx")))
    related = (REVISION, Relationship())
    late = [
        look("TIM-001", received(SECOND, documents=two, relationships=related, index=index, meeting=meeting()))
        for index in (0, 1)
    ]
    assert [len(hits) for hits in late] == [0, 1]


OPEN = OpenReturn(
    submission=2,
    reference="MV-26-0041",
    submitters=("ada@example.org",),
    meeting="2026-05-13",
    counts_from=RECEIVED,
    correct_until=DEADLINE + 24 * HOUR,
    receipt_ids=(),
    stems=("draft",),
    title_keys=(),
)
WAITING = Snapshot(returns=(OPEN,))


@pytest.mark.parametrize(
    ("one", "references"),
    [
        pytest.param(received(SECOND, known=WAITING), ["MV-26-0041"], id="late-and-unlike"),
        pytest.param(received(-SECOND, known=WAITING), [], id="in-time"),
        pytest.param(received(SECOND), [], id="nothing-waits"),
        pytest.param(received(SECOND, known=WAITING, relationships=(Relationship("correction"),)), [], id="corrects"),
        pytest.param(received(25 * HOUR, known=WAITING), [], id="the-time-for-corrections-is-over"),
        pytest.param(
            received(SECOND, known=WAITING, mail=mail(from_=(address("eve@example.org"),))), [], id="of-another-sender"
        ),
    ],
)
def test_tim_004_it_is_no_correction_under_another_name(one: Case, references: list[str]) -> None:
    assert [hit.facts["reference"] for hit in look("TIM-004", one)] == references
