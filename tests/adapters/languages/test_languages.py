"""Each catalog is written in its own language: its letters, its punctuation, its length of sentences."""

import re
from pathlib import Path

import pytest

from intake.adapters.words.catalogs import Catalogs, placeholders
from intake.domain.text.language import language_of

CATALOGS = Catalogs(Path(__file__).parents[3] / "templates" / "locale")
LANGUAGES = CATALOGS.offered_languages()
PROSE = [key for key in CATALOGS.keys("en") if not key.startswith(("pattern.", "moment.", "zone.", "join."))]
PLACE = re.compile(r"\{[a-z_]+\}")
SENTENCE_END = re.compile(r"[.:;!?](?:\s|$)|[。：；！？]")
LONGEST = {"en": 30, "es": 36, "fr": 36, "ru": 32, "ar": 32}
"""The most words that a sentence may have: the one about rights is the measure."""

LATIN_NAMES = re.compile(
    r"\b(?:Word|PDF|UTC|HTML|XML|RTF|ITU-T A\.1|ITU-T|MB|TD|Rev1|Rich Text|CONTRIBUTION|Proposal|Conclusion|A\.1)\b"
    r"|\b(?:ZIP|XLSX|CSV|JSON|Atom|ICS)\b|--group|\.docx?\b"
    r"|\b(?:OpenOffice|StarWriter|WordPerfect|Microsoft Works|Apple Pages)\b|\.(?:sxw|sdw|wpd|wps|pages)\b"
)
"""Names and formats that are written in Latin letters everywhere."""

TEMPLATE_LABEL = re.compile(r"\A[A-Z][A-Za-z() ]+?[(（]")
"""The label as the template prints it, before its translation: "Source (источник)"."""


def prose(key: str, language: str) -> str:
    """A sentence without placeholders and without what is written in Latin letters everywhere."""
    text = PLACE.sub(" ", CATALOGS.raw(key, language))
    return LATIN_NAMES.sub(" ", TEMPLATE_LABEL.sub("", text) if key.startswith("label.") else text)


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_no_word_is_left_in_latin_letters(language: str) -> None:
    left = {key: re.findall(r"[A-Za-z]{2,}", prose(key, language)) for key in PROSE}
    assert {key: words for key, words in left.items() if words} == {}


@pytest.mark.parametrize("language", ["es", "fr", "ar", "ru", "zh"])
def test_no_sentence_is_left_in_english(language: str) -> None:
    same = {key for key in PROSE if prose(key, language).strip() == prose(key, "en").strip()}
    english = {key for key in PROSE if language_of(CATALOGS.raw(key, language)) == "en"}
    assert english == set()
    assert {key for key in same if len(prose(key, "en").split()) > 2} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_catalog_says_is_clearly_in_its_language(language: str) -> None:
    assert language_of(" ".join(prose(key, language) for key in PROSE)) == language


@pytest.mark.parametrize(
    ("language", "foreign"),
    [
        ("ar", r"[,;?](?!\d)|[“”]"),
        ("zh", r"(?<=[\u4e00-\u9fff])[,;:?!.()]|[,;:?!()](?=[\u4e00-\u9fff])|[«»]| [。，：；、）]|。 "),
        ("es", r"(?:^|[.:] )[^¿?.]*\?|(?:^|[.:] )[^¡!.]*!|« | »| [.,:;]"),
        ("ru", r"« | »| [.,:;]|[a-zA-Z][а-яё]|[а-яё][a-zA-Z]"),
        ("en", r"[«»]| [.,:;](?!doc)"),
    ],
)
def test_punctuation_is_that_of_the_language(language: str, foreign: str) -> None:
    found = {}
    for key in PROSE:
        text = re.sub(r" ?\.docx?\b", " docx", CATALOGS.raw(key, language))
        if re.search(foreign, text):
            found[key] = text
    assert found == {}


@pytest.mark.parametrize("language", ["en", "es", "fr", "ru", "ar"])
def test_no_sentence_is_too_long_to_be_understood_at_once(language: str) -> None:
    for key in PROSE:
        for sentence in SENTENCE_END.split(CATALOGS.raw(key, language)):
            words = sentence.split()
            assert len(words) <= LONGEST[language], f"{key}: {len(words)} words: {sentence}"


def test_no_chinese_sentence_is_too_long_to_be_understood_at_once() -> None:
    for key in PROSE:
        for sentence in SENTENCE_END.split(CATALOGS.raw(key, "zh")):
            assert len(sentence) <= 60, f"{key}: {sentence}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sentences_of_a_finding_end_as_sentences_do(language: str) -> None:
    end = "。" if language == "zh" else "."
    sentences = [key for key in PROSE if re.match(r"[A-Z]{3}-\d{3}\.", key)]
    assert [
        key for key in sentences if not CATALOGS.raw(key, language).rstrip("»").rstrip("\u00a0").endswith(end)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_guessed_to_be_a_man_or_a_woman(language: str) -> None:
    salutation = CATALOGS.text("letter.salutation", language)
    assert placeholders(salutation) == frozenset()
    both = {"es": ("señora", "señor"), "fr": ("Madame", "Monsieur")}
    assert all(one in salutation for one in both.get(language, ()))
    assert not re.search(r"\bM(?:r|s|rs)\b|господин|госпож|السيد|先生|女士", salutation)
