"""What everybody may read: no address and no telephone in it, at a cost that the length of the text bounds."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.text.private import without_contact

_SIMPLE = (
    re.compile(r"[^\s@<>()\[\]\",;:|/]+\s?[@＠﹫]\s?[^\s@<>()\[\]\",;:|]+"),
    re.compile(
        r"(?:\b(?:tel|t[eé]l[eé]phone|phone|fax|mobile|тел)|电话|هاتف)\.?\s*[:：]?\s*\+?[\d(][\d\s().\-/]{5,}\d",
        re.IGNORECASE,
    ),
    re.compile(r"\+\s?\d[\d\s().\-/]{6,}\d"),
)
"""The same said simply: right, and slow on a long word."""

LONG = 200_000
SECONDS = 5
"""Far more than the work takes, and far less than the square of LONG."""


@given(st.text(st.sampled_from('aé.@＠﹫ \n/<>:;|",()[]'), max_size=40))
def test_every_address_is_taken_out_as_the_simple_rule_says(text: str) -> None:
    assert without_contact(text) == _simply(text)


@given(
    st.lists(
        st.sampled_from(["tel", "Tel.", "тел", "电话", " ", "\n", ":", "：", "+", "(", "12", "345 67", "-"]),
        max_size=12,
    )
)
def test_every_telephone_is_taken_out_as_the_simple_rule_says(parts: list[str]) -> None:
    assert without_contact("".join(parts)) == _simply("".join(parts))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("@ " + "a" * LONG, id="long-word-behind-a-sign"),
        pytest.param("a" * LONG + " @", id="long-word-before-a-sign"),
        pytest.param("@ " + "＠" * LONG, id="many-wide-signs"),
        pytest.param("@ " + "a" * LONG + "/" + "b" * LONG, id="long-words-with-a-slash"),
        pytest.param("tel" + " " * LONG, id="much-white-space"),
        pytest.param("tel" + " (" * LONG, id="many-brackets"),
    ],
)
def test_a_long_text_costs_no_more_than_its_length(text: str) -> None:
    begun = time.process_time()
    without_contact(text)
    assert time.process_time() - begun < SECONDS


def _simply(text: str) -> str:
    for pattern in _SIMPLE:
        text = pattern.sub("…", text)
    return text
