"""The secretariat's list beside what we decided: what agrees, and for all else one reason."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.domain.by_hand.entries import HandEntry
from intake.domain.mail import Address
from intake.domain.meeting import Series
from intake.domain.numbers.revisions import Mark
from intake.domain.telling.comparison import Comparison, OurDocument, OurMail, compared

SERIES = Series("jca-mv", "JCA-MV-Doc-{number:03d}")
NOON = datetime(2026, 4, 30, 12, tzinfo=UTC)
DATE = datetime(2026, 4, 30, 22, tzinfo=UTC)


def listed(number: int, title: str, *, which: int = 0, mark: Mark = "Rev", at: datetime = NOON) -> HandEntry:
    submitter = (Address("Ada", "Ada@etri.example"),)
    return HandEntry(number + 1, SERIES, number, mark, which, title, ("ETRI",), submitter, at, ())


def ours(number: int, title: str, *versions: tuple[Mark, int], at: datetime = NOON, gone: bool = False) -> OurDocument:
    held = (("Rev", 0), *versions)
    return OurDocument(SERIES.label(number), title, f"MV-26-{number:04d}", at, DATE, held, gone)


def mailed(disposition: str, *titles: str, sender: str = "ada@etri.example", at: datetime = NOON) -> OurMail:
    return OurMail("MV-26-0099", titles, (sender,), at, disposition)


AGREE = [
    pytest.param([listed(1, "Avatars")], [ours(1, "Avatars")], id="same"),
    pytest.param([listed(1, "AVATARS – in “Haptics”")], [ours(1, "Avatars: in Haptics")], id="written-otherwise"),
    pytest.param([listed(1, "数字孪生")], [ours(1, "数字孪生")], id="chinese"),
    pytest.param([listed(1, "التوائم الرقمية")], [ours(1, "التوائم الرقمية")], id="arabic"),
    pytest.param([listed(1, "Цифровые двойники")], [ours(1, "цифровые двойники")], id="russian"),
    pytest.param(
        [listed(1, "A"), listed(1, "A, revised", which=1)],
        [ours(1, "A", ("Rev", 1))],
        id="a-revision-with-another-title",
    ),
    pytest.param([listed(1, "A", at=DATE)], [ours(1, "A", at=NOON)], id="both-in-time"),
    pytest.param([listed(1, "A", at=DATE + timedelta(1))], [ours(1, "A", at=DATE + timedelta(2))], id="both-late"),
]


@pytest.mark.parametrize(("theirs", "here"), AGREE)
def test_they_agree(theirs: list[HandEntry], here: list[OurDocument]) -> None:
    found = compared(theirs, here, [], None)
    assert (len(found.agree), found.differ, found.older) == (len(theirs), (), 0)


LATE = DATE + timedelta(minutes=1)
DIFFER = [
    ([listed(1, "Avatars")], [ours(2, "Avatars")], [], "as JCA-MV-Doc-001, and intake gave JCA-MV-Doc-002"),
    ([listed(1, "Avatars")], [ours(1, "Avatar")], [], "calls it “Avatars”, and intake read “Avatar” (MV-26-0001)"),
    ([listed(1, "A", at=LATE)], [ours(1, "A")], [], "It is late by the list (2026-04-30 22:01 UTC), and in time"),
    ([listed(1, "A")], [ours(1, "A", at=LATE)], [], "It is in time by the list (2026-04-30 12:00 UTC), and late"),
    ([listed(1, "A")], [], [mailed("return", "a")], "Intake sent it back (MV-26-0099):"),
    ([listed(1, "A")], [], [mailed("hold", "a")], "Intake holds it for a person (MV-26-0099):"),
    ([listed(1, "A")], [], [mailed("", "a")], "Intake has not decided on it yet (MV-26-0099)."),
    (
        [listed(1, "A")],
        [],
        [mailed("question", at=NOON - timedelta(minutes=9))],
        "its submitter wrote MV-26-0099 at that time:",
    ),
    ([listed(1, "A")], [], [mailed("question", at=NOON + timedelta(3))], "No mail that intake saw brought it."),
    ([listed(1, "A")], [], [mailed("question", sender="x@y.example")], "No mail that intake saw brought it."),
    (
        [listed(1, "A"), listed(1, "A", which=1)],
        [ours(1, "A")],
        [],
        "has JCA-MV-Doc-001, and no JCA-MV-Doc-001-Rev1 came",
    ),
    ([], [ours(1, "A")], [], "The list does not have it; intake gave the number to MV-26-0001"),
    (
        [listed(1, "A")],
        [ours(1, "A", ("Rev", 1))],
        [],
        "The list does not have it; intake gave the number to MV-26-0001",
    ),
    ([listed(1, "A"), listed(2, "A")], [ours(1, "A")], [], "No mail that intake saw brought it."),
]


@pytest.mark.parametrize(("theirs", "here", "mails", "told"), DIFFER)
def test_they_differ_for_one_reason(
    theirs: list[HandEntry], here: list[OurDocument], mails: list[OurMail], told: str
) -> None:
    found: Comparison = compared(theirs, here, mails, None)
    (one,) = found.differ
    assert told in str(one.said)


def test_two_that_were_registered_in_another_order_differ_by_their_numbers() -> None:
    found = compared([listed(1, "A"), listed(2, "B")], [ours(1, "B"), ours(2, "A")], [], None)
    assert [(one.listed, one.ours) for one in found.differ] == [
        ("JCA-MV-Doc-001", "JCA-MV-Doc-002"),
        ("JCA-MV-Doc-002", "JCA-MV-Doc-001"),
    ]


def test_what_is_older_than_the_trial_is_only_counted() -> None:
    found = compared([listed(1, "A", at=NOON - timedelta(1)), listed(2, "B")], [ours(2, "B")], [], NOON)
    assert (found.agree, found.differ, found.older) == (("JCA-MV-Doc-002",), (), 1)


def test_what_was_withdrawn_is_missed_by_nobody() -> None:
    assert compared([], [ours(1, "A", gone=True)], [], None) == Comparison((), ())
