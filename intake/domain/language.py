"""Text as people write it: comparing it in six languages, and making it safe to show in one line."""

import unicodedata

SHOWN = 200
"""The longest text of a stranger's that we show in one line, in characters."""

_KEPT_FORMAT = {"\u200c", "\u200d"}
"""Joiners that Arabic and Indic scripts need; every other invisible control is dropped."""


def letters(text: str) -> str:
    """Letters and digits only, case-folded and compatibility-normalised: what two spellings have in common.

    "JCA‑MV", "jca mv" and "J C A - M V" are the same; so are "Source:" and "Source :".
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in unicodedata.normalize("NFKC", folded) if one.isalnum())


def one_line(text: str, limit: int = SHOWN) -> str:
    """A stranger's text in one line: white space folded, controls and direction marks removed, cut to `limit`."""
    spaced = " ".join(text.split())
    clean = "".join(one for one in spaced if one in _KEPT_FORMAT or unicodedata.category(one)[0] != "C")
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"
