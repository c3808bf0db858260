"""Text as people write it: comparing it in six languages, and making it safe to show in one line."""

import re
import unicodedata
from collections import Counter

SHOWN = 200
"""The longest text of a stranger's that we show in one line, in characters."""

_KEPT_FORMAT = {"\u200c", "\u200d"}
"""Joiners that Arabic and Indic scripts need; every other invisible control is dropped."""

_LINKS = re.compile(r"://|www\.|@|\.(?=[^\W\d_]{2,63}/)", re.IGNORECASE)
_BROKEN = {"://": ": //", "www.": "www .", "@": " (at) ", ".": ". "}

_SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"}
_SMALL_WORDS = {
    "en": "the of and to is are we our you your for with this that have please find dear in on be will from",
    "fr": "le la les des du de et est sont nous notre vous votre pour avec ce cette que veuillez trouver dans une un",
    "es": "el la los las del de y es son nuestro nuestra usted su para con este esta que por favor en una un al se",
}
_ENOUGH = 4
_SAMPLE = 2_000


def letters(text: str) -> str:
    """Letters and digits only, case-folded and compatibility-normalised: what two spellings have in common.

    "JCA‑MV", "jca mv" and "J C A - M V" are the same; so are "Source:" and "Source :".
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in unicodedata.normalize("NFKC", folded) if one.isalnum())


def one_line(text: str, limit: int = SHOWN) -> str:
    """A stranger's text in one line: white space folded, controls and direction marks removed, cut to `limit`."""
    seen = (one for one in text if one.isspace() or one in _KEPT_FORMAT or unicodedata.category(one)[0] != "C")
    clean = " ".join("".join(seen).split())
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def unlinked(line: str) -> str:
    """The line with every link broken by a space, so that no mail program makes it one again."""
    return _LINKS.sub(lambda found: _BROKEN[found.group().lower()], line)


def language_of(text: str) -> str | None:
    """The one of the six languages in which these words clearly are ("en", "fr", ...), or None.

    By script for Arabic, Chinese and Russian; by at least four small words, and twice those of any other, for the
    rest.
    """
    sample = text[:_SAMPLE].casefold()
    names = Counter(unicodedata.name(one, "").partition(" ")[0] for one in sample if one.isalpha())
    for language, script in _SCRIPTS.items():
        if names[script] >= _ENOUGH and 3 * names[script] > names.total():
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample))
    hits = {language: sum(words[one] for one in set(small.split())) for language, small in _SMALL_WORDS.items()}
    best, second = sorted(hits, key=lambda one: hits[one], reverse=True)[:2]
    return best if hits[best] >= max(_ENOUGH, 2 * hits[second]) else None
