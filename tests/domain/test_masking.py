"""Tokens in words that people see: none is shown, however a program quoted, wrapped or broke the link."""

from datetime import UTC, datetime

import pytest

from intake.domain.letters.links import Link, Public, StatusLink, UploadLink
from intake.domain.letters.masking import without_tokens
from intake.pipeline.showing.story.pages import text_page

UNTIL = datetime(2026, 5, 14, 21, 50, tzinfo=UTC)
PUBLIC = Public("https://papers.example.org/intake", b"k" * 32)
DECIDE = PUBLIC.page(Link("MV-26-0001", 0, "chair@example.org", "admit", UNTIL))
UPLOAD = PUBLIC.upload_page(UploadLink("MV-26-0001", 1, UNTIL))
STATUS = PUBLIC.status_page(StatusLink("MV-26-0001", UNTIL))


def quoted(address: str) -> str:
    return "\r\n".join("> " + address[at : at + 60] for at in range(0, len(address), 60))


@pytest.mark.parametrize("address", [DECIDE, UPLOAD, STATUS], ids=["decide", "upload", "status"])
@pytest.mark.parametrize(
    "wrapped",
    [
        pytest.param("{}", id="plain"),
        pytest.param("> > Admit it: <{}>", id="quoted"),
        pytest.param("Принять：{}。", id="other-scripts"),
        pytest.param("https://urldefense.com/v3/__{}__;!!Ab12$", id="behind-a-guard"),
        pytest.param("({})[{}]", id="twice"),
    ],
)
def test_no_token_is_left(address: str, wrapped: str) -> None:
    token = address.rpartition("/")[2]
    shown = without_tokens(wrapped.replace("{}", address))
    assert token[:30] not in shown
    assert token[-30:] not in shown
    assert "/…" in shown


@pytest.mark.parametrize("address", [DECIDE, UPLOAD, STATUS], ids=["decide", "upload", "status"])
def test_no_token_is_left_of_a_link_that_was_broken_escaped_or_cut(address: str) -> None:
    token = address.rpartition("/")[2]
    escaped = "https://eur01.safelinks.protection.outlook.com/?url=" + address.replace(":", "%3A").replace("/", "%2F")
    for text in (quoted(address), escaped + "&data=05", address[:-1], address[:-20]):
        assert token[-40:-25] not in without_tokens(text)
        assert token[:30] not in without_tokens(text)


@pytest.mark.parametrize(
    "text",
    [
        "See https://www.itu.int/upload/documents-of-2026/JCA-MV-Doc-001.extension.docx",
        "the_status_of_the_document_2026_04_30.presentation",
        "Please decide/upload/status.",
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert without_tokens(text) == text


def test_a_page_of_a_mail_that_quotes_our_letter_shows_no_right() -> None:
    page = text_page(f"My answer.\n> Admit it:\n{quoted(DECIDE)}\n> Kind regards", 1)
    shown = "\n".join(run.text for block in page.blocks for line in block.lines for run in line)
    assert "/decide/…" in shown
    assert DECIDE[-20:] not in shown
    assert shown.endswith("> Kind regards")
