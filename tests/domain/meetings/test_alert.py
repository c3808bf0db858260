"""What an alert is about, and what one letter holds of many."""

from datetime import UTC, datetime

import pytest

from intake.domain.letters.alert import AlertLetter, AlertLine, line_of, topic_of
from intake.domain.log_entry import LogEntry
from intake.domain.mail import Fact

AT = datetime(2026, 4, 30, 15, 30, tzinfo=UTC)


def entry(what: str = "alert", **facts: Fact) -> LogEntry:
    return LogEntry(AT, what, "poll", "The mailbox does not answer.", group="jca-mv", facts=facts)


@pytest.mark.parametrize(
    ("one", "topic"),
    [
        pytest.param(entry(topic="mailbox"), "mailbox", id="named"),
        pytest.param(entry(topic="debt", debt="receipt:17:1"), "debt", id="about-a-receipt"),
        pytest.param(entry(), "other", id="of-an-older-version"),
        pytest.param(entry(topic="weather"), "other", id="unknown"),
        pytest.param(entry(topic="debt", debt="alert:debt:5"), None, id="about-a-letter-with-alerts"),
        pytest.param(entry(topic="bounce", debt="alert:mailbox:5"), None, id="such-a-letter-came-back"),
    ],
)
def test_an_alert_names_its_topic(one: LogEntry, topic: str | None) -> None:
    assert topic_of(one) == topic


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (entry(reference="MV-26-0001"), AlertLine(AT, "The mailbox does not answer.", "jca-mv", "MV-26-0001")),
        (entry("recovered"), AlertLine(AT, "The mailbox does not answer.", "jca-mv", recovered=True)),
    ],
    ids=["alert", "its-end"],
)
def test_a_letter_tells_time_place_and_sentence(one: LogEntry, told: AlertLine) -> None:
    assert line_of(one) == told


def letter(*whys: str, recovered: str = "") -> AlertLetter:
    lines = tuple(AlertLine(AT, why, recovered=why in recovered) for why in whys)
    return AlertLetter("mailbox", ("ops@example.org",), "mv@example.org", "Europe/Zurich", "en", lines)


@pytest.mark.parametrize(
    ("count", "kept", "more"),
    [
        pytest.param(1, [0], 0, id="one"),
        pytest.param(20, list(range(20)), 0, id="as-many-as-one-letter-holds"),
        pytest.param(21, [*range(10), *range(11, 21)], 1, id="one-more"),
        pytest.param(1000, [*range(10), *range(990, 1000)], 980, id="many"),
    ],
)
def test_a_letter_holds_the_first_and_the_newest_lines(count: int, kept: list[int], more: int) -> None:
    one = letter("0")
    for number in range(1, count):
        one = one.joined(AlertLine(AT, str(number)))
    assert ([int(line.why) for line in one.lines], one.more) == (kept, more)


@pytest.mark.parametrize(
    ("one", "all_clear"),
    [(letter("a"), False), (letter("a", "b", recovered="b"), False), (letter("a", "b", recovered="ab"), True)],
    ids=["alert", "both", "all-clear"],
)
def test_an_all_clear_tells_of_nothing_else(one: AlertLetter, all_clear: bool) -> None:
    assert one.is_all_clear is all_clear
