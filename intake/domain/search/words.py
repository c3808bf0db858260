"""The words by which a text is found again, in six languages, the same for every database.

A word is folded: case, accents and marks above or below letters are gone, signs that mean the same are one. What is
written together with signs between ("JCA-MV-Doc-012", "kim.jy@etri.re.kr") is found by any of its parts and by any
run of them. Chinese, Japanese and Korean are written without blanks between words, so each pair of neighbouring
signs is a word of its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LONGEST = 64
_SHORT = 32
_FOREIGN = re.compile("[^\0-\x7f]+")
_PARTS = 12
_LETTERS_LEFT = 3
_SPELT = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    **{chr(first + digit): str(digit) for first in (0x660, 0x6F0) for digit in range(10)},
    "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": None,
    "\u200b": None, "\u200c": None, "\u200d": None, "\u00ad": None, "\u2060": None, "\ufeff": None,
})  # fmt: skip
"""Letters without a mark to take away, letters that are written for one another, and signs that are not seen."""

_VOICED = {"\u3099", "\u309a"}
"""The marks that make another sign of a Japanese one."""

_SIGNS = "\u3005\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U000323af"
_TOGETHER = re.compile(rf"[^\W_{_SIGNS}]+(?:[-‐‑–._/@+'’:&\\]+[^\W_{_SIGNS}]+)*|[{_SIGNS}]+")
_PART = re.compile(r"[^\W_]+")
_IS_SIGN = re.compile(f"[{_SIGNS}]")
_ARTICLE = re.compile("(?:[وفبك]?ال|لل)(?=[\u0621-\u064a])")
"""The Arabic article, alone or behind a word of one letter that is written together with it."""


def folded(text: str) -> str:
    """The text as it is compared: lower case without accents, wide and narrow signs the same."""
    return text.lower() if text.isascii() else _FOREIGN.sub(_folded_part, text.lower())


def _folded_part(found: re.Match[str]) -> str:
    return _letters_known(found[0]) if len(found[0]) <= _SHORT else _letters(found[0])


def _letters(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(one for one in parted if one in _VOICED or not unicodedata.combining(one))
    return unicodedata.normalize("NFC", bare).casefold().translate(_SPELT)


_letters_known = lru_cache(4096)(_letters)
"""The same words come again and again."""


def index_words(text: str) -> Iterator[str]:
    """Every word under which the text is found; a query finds a word by its beginning. Words may come twice."""
    for found in _TOGETHER.findall(folded(text)):
        if _IS_SIGN.match(found):
            yield from (found[place : place + 2] for place in range(len(found)))
        else:
            parts = _PART.findall(found)
            yield from _runs(parts)
            if "0" in found and (plain := [_plain(one) for one in parts]) != parts:
                yield from _runs(plain)


def query_words(text: str) -> list[str]:
    """The words that a person typed, each the beginning of a word of `index_words`; all of them have to be found."""
    found: list[str] = []
    for one in _TOGETHER.findall(folded(text)):
        if _IS_SIGN.match(one):
            found += [one[place : place + 2] for place in range(len(one) - 1)] or [one]
        else:
            found.append(_without_article("".join(_PART.findall(one)))[:_LONGEST])
    return list(dict.fromkeys(found))


def _runs(parts: list[str]) -> Iterator[str]:
    """What is written together from each part on; so any run of its parts is the beginning of a word."""
    if len(parts) == 1 and parts[0].isascii():
        yield parts[0][:_LONGEST]
        return
    for place in range(min(len(parts), _PARTS)):
        whole = "".join(parts[place:])[:_LONGEST]
        yield whole
        if (bare := _without_article(whole)) != whole:
            yield bare


def _plain(part: str) -> str:
    """A number as people say it: "12" for "012"."""
    return part.lstrip("0") or part if part.isdecimal() else part


def _without_article(word: str) -> str:
    bare = _ARTICLE.sub("", word, count=1) if _ARTICLE.match(word) else word
    return bare if len(bare) >= _LETTERS_LEFT else word
