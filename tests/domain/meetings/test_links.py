"""Links by which chairs decide: signed, for one act, one document and one person, until an instant."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.letters.links import ACTS, Link, Public, read_link, signed
from intake.domain.letters.requests import LONGEST_REASON, reason_of
from intake.domain.letters.tokens import KEY_BYTES, LinkError

KEY = bytes(range(KEY_BYTES))
UNTIL = datetime(2026, 5, 13, 21, 59, 59, tzinfo=UTC)
NOW = UNTIL - timedelta(days=3)
LINK = Link("MV-26-0417", 0, "muath@cst.example", "admit", UNTIL)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LINKS = st.builds(
    Link,
    TEXT,
    st.integers(0, 500),
    TEXT,
    st.sampled_from(ACTS),
    st.datetimes(timezones=st.just(UTC)),
)


def why(token: str, now: datetime = NOW, key: bytes = KEY) -> str:
    """Why this token does nothing; "" if it does something."""
    try:
        read_link(token, key, now)
    except LinkError as error:
        return error.why
    return ""


@given(LINKS)
def test_a_link_comes_back_as_it_was_signed(link: Link) -> None:
    token = signed(link, KEY)
    assert read_link(token, KEY, link.until) == link
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


@given(LINKS, st.data())
def test_a_token_with_any_byte_changed_is_broken(link: Link, data: st.DataObject) -> None:
    token = signed(link, KEY)
    place = data.draw(st.integers(0, len(token) - 1))
    sign = data.draw(st.sampled_from("ABab09-_.=/ %é\0").filter(lambda one: one != token[place]))
    assert why(token[:place] + sign + token[place + 1 :], link.until) == "broken"


@given(LINKS, st.data())
def test_a_token_that_is_cut_or_longer_is_broken(link: Link, data: st.DataObject) -> None:
    token = signed(link, KEY)
    cut = data.draw(st.integers(0, len(token) - 1))
    assert why(token[:cut], link.until) == why(token[cut + 1 :], link.until) == "broken"
    assert why(token + data.draw(st.text(min_size=1, max_size=5)), link.until) == "broken"


@given(st.text(max_size=300))
def test_what_somebody_types_is_broken(text: str) -> None:
    assert why(text) == "broken"


@pytest.mark.parametrize(
    ("token", "told"),
    [
        pytest.param("", "broken", id="nothing"),
        pytest.param(".", "broken", id="a-dot"),
        pytest.param("x" * 5_000_000, "broken", id="five-megabytes"),
        pytest.param(signed(LINK, b"another key" * 3), "broken", id="another-key"),
        pytest.param(signed(LINK, KEY) + "\n", "broken", id="a-line-end"),
        pytest.param(f" {signed(LINK, KEY)}", "broken", id="a-space"),
        pytest.param(signed(replace(LINK, act="delete"), KEY), "broken", id="no-act"),  # type: ignore[arg-type]
        pytest.param(signed(replace(LINK, document=-1), KEY), "broken", id="no-document"),
        pytest.param(signed(replace(LINK, until=NOW - timedelta(microseconds=1)), KEY), "expired", id="expired"),
        pytest.param(signed(replace(LINK, until=NOW), KEY), "", id="the-last-instant"),
    ],
)
def test_a_link_works_until_its_end(token: str, told: str) -> None:
    assert why(token) == told


@pytest.mark.parametrize("now", [UNTIL, UNTIL + timedelta(days=900)])
def test_a_changed_token_is_broken_though_it_is_over(now: datetime) -> None:
    assert why(signed(LINK, KEY)[:-1], now) == "broken"


@pytest.mark.parametrize(
    "other",
    [{"reference": "MV-26-0418"}, {"document": 1}, {"address": "kang@etri.example"}, {"act": "keep"}],
    ids=lambda one: next(iter(one)),
)
def test_a_link_is_bound_to_act_document_and_person(other: dict[str, Any]) -> None:
    """The signature of one link makes no other one valid."""
    mine, theirs = signed(LINK, KEY), signed(replace(LINK, **other), KEY)
    assert why(f"{theirs.partition('.')[0]}.{mine.partition('.')[2]}") == "broken"
    assert read_link(theirs, KEY, NOW) == replace(LINK, **other)


def test_the_page_of_a_link_tells_no_key() -> None:
    public = Public("https://contributions.example.org/intake/", KEY)
    assert public.page(LINK) == f"https://contributions.example.org/intake/decide/{signed(LINK, KEY)}"
    assert "key" not in repr(public)


@pytest.mark.parametrize(
    ("given_reason", "kept"),
    [
        pytest.param("  It is on\r\n the agenda.\t", "It is on the agenda.", id="lines"),
        pytest.param("fine\u202e.cod\u2066", "fine.cod", id="direction"),
        pytest.param("a\0b\x1b[31mc\x9bd", "ab[31mcd", id="controls"),
        pytest.param("\ud800ok", "ok", id="half-a-sign"),
        pytest.param("على جدول الأعمال", "على جدول الأعمال", id="arabic"),
        pytest.param("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", id="formula-stays-text"),
        pytest.param(" \u200b\n\0", "", id="nothing"),
        pytest.param("long " * 200_000, ("long " * 400)[: LONGEST_REASON - 1].rstrip() + "…", id="a-megabyte"),
        pytest.param(" " * 1_000_000, "", id="a-megabyte-of-nothing"),
    ],
)
def test_a_reason_is_kept_in_one_clean_line(given_reason: str, kept: str) -> None:
    assert reason_of(given_reason) == kept
    assert len(reason_of(given_reason)) <= LONGEST_REASON
