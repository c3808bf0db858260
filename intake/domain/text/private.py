"""Words for everybody: what was recorded, without the addresses and telephones that may stand in it."""

import re
from collections.abc import Iterable

from intake.domain.text.language import one_line

# A match begins where a run of such signs does: from every sign of it in turn, a long word would cost its square.
_ADDRESS = re.compile(r"(?<![^\s@<>()\[\]\",;:|/])[^\s@<>()\[\]\",;:|/]+\s?[@＠﹫]\s?[^\s@<>()\[\]\",;:|]+")
_CALLED = re.compile(
    r"(?:\b(?:tel|t[eé]l[eé]phone|phone|fax|mobile|тел)|电话|هاتف)\.?\s*(?:[:：]\s*)?\+?[\d(][\d\s().\-/]{5,}\d",
    re.IGNORECASE,
)
_INTERNATIONAL = re.compile(r"\+\s?\d[\d\s().\-/]{6,}\d")
_FEWEST_DIGITS = 7
_LONGEST = 500
TAKEN_OUT = "…"


def for_everybody(text: str, telephones: Iterable[str] = ()) -> str:
    """The text in one line, with "…" for e-mail addresses, for `telephones`, and for what is called a telephone."""
    line = without_contact(one_line(text, _LONGEST))
    for pattern in _known(telephones):
        line = pattern.sub(TAKEN_OUT, line)
    return one_line(line, _LONGEST)


def without_contact(text: str) -> str:
    """The text with "…" for e-mail addresses and for what is called a telephone; nothing else changes."""
    patterns = (
        (_ADDRESS, _CALLED, _INTERNATIONAL) if any(sign in text for sign in "@＠﹫") else (_CALLED, _INTERNATIONAL)
    )
    for pattern in patterns:
        text = pattern.sub(TAKEN_OUT, text)
    return text


def _known(telephones: Iterable[str]) -> Iterable[re.Pattern[str]]:
    """Patterns for these telephones, with anything but letters and digits between their digits."""
    for one in telephones:
        digits = re.sub(r"\D", "", one)
        if len(digits) >= _FEWEST_DIGITS:
            yield re.compile(r"\+?\(?" + r"[^\w]{0,3}".join(digits))
