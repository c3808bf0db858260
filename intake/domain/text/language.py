"""Text as people write it: comparing it in six languages, and making it safe to show in one line."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from itertools import repeat
from typing import Literal

Language = Literal["en", "fr", "es", "ar", "ru", "zh"]

SHOWN = 200
"""The longest text of a stranger's that we show in one line, in characters."""

_KEPT_FORMAT = {"\u200c", "\u200d"}
"""Joiners that Arabic and Indic scripts need; every other invisible control is dropped."""

_LINKS = re.compile(r"://|www\.|@|\.(?=[^\W\d_]{2,63}/)", re.IGNORECASE)
_BROKEN = {"://": ": //", "www.": "www .", "@": " (at) ", ".": ". "}

_SCRIPTS: Mapping[Language, re.Pattern[str]] = {
    "ar": re.compile("[\u0621-\u064a\u066e-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "zh": re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"),
}
_NEIGHBOURS: Mapping[Language, re.Pattern[str]] = {
    "ar": re.compile("[پچژگکیےٹڈڑں]"),
    "ru": re.compile("[ґєіїўјљњћђџәғқңөұүһ]"),
    "zh": re.compile("[\u3041-\u30ff\uac00-\ud7a3]"),
}
"""Letters by which another language of the same script is known: Persian and Urdu, Ukrainian, Japanese ..."""

_SMALL_WORDS = {
    "en": "the of and to is are we our you your for with this that have please find dear in on be will from by as not",
    "fr": "le la les des du de et est sont nous notre vous votre pour avec ce cette que veuillez trouver dans une un",
    "es": "el la los las del de y es son nuestro nuestra usted su para con este esta que por favor en una un al se",
    "pt": "do da dos das em não uma um ao são os as na nos nas pelo pela com",
    "it": "il lo gli di del della dei che non sono nel nella alla per con è un una",
    "de": "der die das und ist von mit für auf ein eine nicht wir sie zu im den dem",
    "nl": "de het een van en is niet dat zijn op voor met wordt te in aan",
}
"""Those of ours, and those of languages that are taken for them."""

_WORDS_OF_MAILS = {
    "en": "dear hello regards sincerely attached thank thanks best kind i my",
    "fr": "bonjour cordialement salutations joint jointe jointes madame monsieur merci je mon ma",
    "es": "buenos buenas días tardes estimado estimada estimados estimadas adjunto adjunta adjuntos adjuntamos envío "
    "enviamos saludo saludos cordial cordiales atentamente gracias mi les",
}
"""The usual words of a short mail."""

_KNOWN_WORDS = {
    language: frozenset(f"{small} {_WORDS_OF_MAILS.get(language, '')}".split())
    for language, small in _SMALL_WORDS.items()
}
_BY_SMALL_WORDS: tuple[Language, ...] = ("en", "fr", "es")
_APART: Mapping[Language, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {
    ours: tuple(
        (_KNOWN_WORDS[ours] - known, known - _KNOWN_WORDS[ours])
        for theirs, known in _KNOWN_WORDS.items()
        if theirs != ours
    )
    for ours in _BY_SMALL_WORDS
}
"""For each language the words that it has and another one has not, and the other way round."""

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 4
_WEIGHT_OF_A_SIGN = 3
"""A Chinese sign says as much as about three letters: a text in Chinese is full of Latin names."""

_SAMPLE = 6_000
"""The characters of a text that are examined: more than an abstract in another language."""

_LATIN = re.compile("[\0-\u024f\u2000-\u206f]+")
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_WITHOUT_SIGNS = re.compile("[\0-\u303f]*")


def letters(text: str) -> str:
    """Letters and digits only, case-folded and compatibility-normalised: equal for all spellings.

    "JCA‑MV", "jca mv" and "J C A - M V" are the same; so are "Source:" and "Source :".
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", folded)))


def one_line(text: str, limit: int = SHOWN) -> str:
    """A stranger's text in one line: white space folded, controls and direction marks removed, cut to `limit`."""
    clean = " ".join((text if text.isprintable() else "".join(filter(_is_seen, text))).split())
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def _is_seen(sign: str) -> bool:
    return sign.isspace() or sign in _KEPT_FORMAT or unicodedata.category(sign)[0] != "C"


def unlinked(line: str) -> str:
    """The line with every link broken by a space, so that no mail program makes it one again."""
    return _LINKS.sub(lambda found: _BROKEN[found.group().lower()], line)


def language_of(text: str) -> Language | None:
    """The one of the six languages in which these words clearly are ("en", "fr", ...), or None.

    By script for Arabic, Chinese and Russian, unless a neighbour's letters stand there; for the rest by at least four
    small words, those that another language has too left aside twice as many as of that one. The first 6,000
    characters are looked at.
    """
    sample = text[:_SAMPLE].casefold()
    if script := _by_script(sample):
        return None if len(_NEIGHBOURS[script].findall(sample)) >= _ENOUGH else script
    words = Counter(_WORD.findall(sample))
    return next((one for one in _BY_SMALL_WORDS if _is_clearly(one, words)), None)


def _is_clearly(language: Language, words: Counter[str]) -> bool:
    return _count(words, _KNOWN_WORDS[language]) >= _ENOUGH and all(
        _count(words, ours) >= max(2 * _count(words, theirs), 2) for ours, theirs in _APART[language]
    )


def _count(words: Counter[str], some: frozenset[str]) -> int:
    return sum(map(words.get, words.keys() & some, repeat(0)))


def _by_script(sample: str) -> Language | None:
    """The language whose script makes at least a third of the letters, each Chinese sign counted as three."""
    other = _LATIN.sub("", sample)
    signs = {language: len(script.findall(other)) for language, script in _SCRIPTS.items()}
    if max(signs.values()) < _ENOUGH:
        return None
    others = sum(map(str.isalpha, sample)) - sum(signs.values())
    weights = {language: count * (_WEIGHT_OF_A_SIGN if language == "zh" else 1) for language, count in signs.items()}
    total = others + sum(weights.values())
    return next((one for one in _SCRIPTS if signs[one] >= _ENOUGH and 3 * weights[one] > total), None)


def count_words(text: str) -> int:
    """Count the words between spaces; a Chinese or Japanese sign counts as half a word."""
    signs = 0 if text.isascii() or _WITHOUT_SIGNS.fullmatch(text) else len(_SIGN.findall(text))
    return len((_SIGN.sub(" ", text) if signs else text).split()) + (signs + 1) // 2


_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], " ")


def for_xml(text: str) -> str:
    """The text with a space for each character that XML cannot hold (XML 1.0, section 2.2)."""
    return text.translate(_NOT_IN_XML)
