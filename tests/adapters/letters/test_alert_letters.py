"""Letters with alerts: fixed headers, plain words in six languages, and nothing in them that becomes a link."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from intake.adapters.words.direction import bare
from intake.domain.letters.alert import TOPICS, AlertLetter, AlertLine, Topic
from tests.adapters.letters.test_letters import (
    CATALOGS,
    FIXED_FIELDS,
    TOKEN,
    WRITER,
    _words_of_html,
    body,
    letters,
    parsed,
)

NOW = datetime(2026, 4, 30, 15, 30, 20, tzinfo=UTC)
DOWN = AlertLine(NOW, "The mailbox jca-mv does not answer: no route.", "jca-mv")
LATER = AlertLine(NOW, "A receipt was not taken: 550 no such user", "jca-mv", "MV-26-0001")
UP = AlertLine(NOW, "The mailbox jca-mv answers again.", "jca-mv", recovered=True)
ALERT = AlertLetter(
    "mailbox", ("ops@example.org", "a@b.example"), "mv@example.org", "Europe/Zurich", "en", (DOWN, LATER)
)
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")


def test_the_letter_says_what_happened_when_and_where() -> None:
    letter = WRITER.write_alert(replace(ALERT, more=7), NOW)
    assert body(letter) == (
        "The contribution intake asks somebody to look at this:\n\n"
        "- Thursday 30 April 2026, 17:30:20 Geneva time (UTC+2) = 15:30:20 UTC\n"
        "  (jca-mv): The mailbox jca-mv does not answer: no route.\n"
        "- Thursday 30 April 2026, 17:30:20 Geneva time (UTC+2) = 15:30:20 UTC\n"
        "  (jca-mv, MV-26-0001): A receipt was not taken: 550 no such user\n\n"
        "More of the same kind, left out here: 7.\n"
        "All of them stand in the log: intake log --what alert.\n"
        "What comes of this kind within the next hour is gathered in one letter.\n"
        "Please do not reply to this letter: its mailbox takes contributions.\n"
    )


def test_headers_are_fixed_and_nobody_answers_by_machine() -> None:
    letter = WRITER.write_alert(ALERT, NOW)
    message = parsed(letter)
    assert [name for name in FIXED_FIELDS if name in message] == list(message.keys())
    assert [message[name] for name in ("From", "To", "Cc", "Auto-Submitted", "X-Intake-Loop")] == [
        "Contribution intake <mv@example.org>", "ops@example.org", "a@b.example", "auto-generated", "loop-0001"
    ]  # fmt: skip
    assert (letter.message_id, letter.sender) == (f"<{TOKEN}@intake.example.org>", "mv@example.org")
    assert letter.recipients == ("ops@example.org", "a@b.example")
    assert letter.raw == WRITER.write_alert(ALERT, NOW).raw


def test_reports_about_it_go_where_all_reports_go() -> None:
    assert letters(bounce_address="bounces@example.org").envelope(ALERT) == "bounces@example.org"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lines", [(DOWN, LATER), (UP,), (DOWN, UP)], ids=["alert", "all-clear", "both"])
def test_both_bodies_say_the_same_words(lines: tuple[AlertLine, ...], language: str) -> None:
    letter = WRITER.write_alert(replace(ALERT, lines=lines, language=language, more=3), NOW)
    text = re.sub(r"^ *- ", "", body(letter), flags=re.MULTILINE)
    words = _words_of_html(body(letter, "html"))
    if language == "zh":
        assert "".join(words) == "".join(text.split())
    else:
        assert bare(" ".join(words)).split() == bare(text).split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_has_its_words_in_the_subject(topic: Topic, language: str) -> None:
    alert = parsed(WRITER.write_alert(replace(ALERT, topic=topic, language=language), NOW))["Subject"]
    clear = parsed(WRITER.write_alert(replace(ALERT, topic=topic, language=language, lines=(UP,)), NOW))["Subject"]
    assert CATALOGS.raw(f"alert.topic.{topic}", language) in alert
    assert clear != alert
    assert len(alert) < 100


@pytest.mark.parametrize(
    ("why", "shown"),
    [
        pytest.param("550 see https://evil.example/x", "550 see https: //evil. example/x", id="link"),
        pytest.param("550 <b>ada@example.org</b>", "550 <b>ada (at) example.org</b>", id="markup"),
        pytest.param("550 a\r\nBcc: b\u202e\0", "550 a Bcc: b", id="controls"),
    ],
)
def test_a_strangers_words_stay_words(why: str, shown: str) -> None:
    letter = WRITER.write_alert(replace(ALERT, lines=(replace(DOWN, why=why),)), NOW)
    assert shown in " ".join(body(letter).split())
    assert "<b>" not in body(letter, "html")
    assert "Bcc" not in parsed(letter)


@pytest.mark.parametrize("address", ["ops@local", "a@b.example\r\nBcc: c@d.example", ""])
def test_an_address_that_cannot_be_written_to_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not a mail address"):
        WRITER.write_alert(replace(ALERT, to=(address,)), NOW)
