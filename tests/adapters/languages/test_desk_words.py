"""The words of the desk: complete in both its languages, written as each is written, and none too many."""

import re
from pathlib import Path

import pytest

from intake.adapters.words.catalogs import DESK, LETTERS, Catalogs
from intake.domain.errors import ConfigurationError
from intake.shipped import shipped_templates
from tests.adapters.languages.test_sentences import _catalog

LOCALE = shipped_templates() / "locale"
WORDS = Catalogs(LOCALE, (LETTERS, DESK))
OWN = Catalogs(LOCALE, (DESK,))
PROSE = [key for key in OWN.keys("en") if ".pattern." not in key]
SENTENCE_END = re.compile(r"[.:;!?](?:\s|$)")
LONGEST = {"en": 30, "fr": 36}
FOREIGN = {
    "en": r"[«»’]| [.,:;!?]|\u00a0",
    "fr": r"'|(?<!\u00a0)[;?!»](?!\w)|(?<!\u00a0):(?!\w)(?=\s|$)|«(?!\u00a0)| [.,]|[“”]",
}


def test_the_desk_speaks_both_its_languages_and_letters_lose_none() -> None:
    assert WORDS.offered_languages() == ("en", "fr")
    assert Catalogs(LOCALE).offered_languages() == ("en", "ar", "es", "fr", "ru", "zh")


def test_both_catalogs_name_the_same_in_the_same_order() -> None:
    assert OWN.missing("fr") == ()
    assert OWN.keys("fr") == OWN.keys("en")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_punctuation_is_that_of_the_language(language: str) -> None:
    said = {key: OWN.raw(key, language) for key in PROSE}
    assert {key: text for key, text in said.items() if re.search(FOREIGN[language], text)} == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_sentence_is_too_long_to_be_understood_at_once(language: str) -> None:
    sentences = [(key, one) for key in PROSE for one in SENTENCE_END.split(OWN.raw(key, language))]
    assert [(key, one) for key, one in sentences if len(one.split()) > LONGEST[language]] == []


TO_SENDERS = {"en": r"\b[Yy]ours?\b", "fr": r"\b[Vv](?:otre|os)\b"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_at_the_desk_a_finding_speaks_of_the_mail_and_not_to_its_sender(language: str) -> None:
    told = [key for key in WORDS.keys("en") if re.match(r"(?:[A-Z]{3}-\d{3}\..*what|place\.)", key)]
    spoken = [key for key in told if re.search(TO_SENDERS[language], WORDS.raw(key, language))]
    assert len(spoken) > 10
    assert [key for key in spoken if not OWN.has(f"desk.{key}")] == []
    assert [key for key in spoken if re.search(TO_SENDERS[language], OWN.raw(f"desk.{key}", language))] == []


def test_no_sentence_is_left_in_english() -> None:
    same = [key for key in PROSE if OWN.raw(key, "fr") == OWN.raw(key, "en")]
    assert [key for key in same if len(re.sub(r"\{[a-z_]+\}", "", OWN.raw(key, "en")).split()) > 2] == []


def test_a_language_lacks_what_one_of_its_catalogs_lacks(tmp_path: Path) -> None:
    for language in ("en", "fr", "es"):
        _catalog(tmp_path, language, ("a", "x"))
    (tmp_path / "en" / "LC_MESSAGES" / "desk.po").write_text('msgid "b"\nmsgstr "y"\n')
    (tmp_path / "fr" / "LC_MESSAGES" / "desk.po").write_text('msgid "b"\nmsgstr "z"\n')
    both = Catalogs(tmp_path, (LETTERS, DESK))
    assert both.offered_languages() == ("en", "fr")
    assert [both.text(key, "fr") for key in ("a", "b")] == ["x", "z"]
    assert Catalogs(tmp_path).offered_languages() == ("en", "es", "fr")


def test_no_key_is_said_by_two_catalogs(tmp_path: Path) -> None:
    _catalog(tmp_path, "en", ("a", "x"))
    (tmp_path / "en" / "LC_MESSAGES" / "desk.po").write_text('msgid "a"\nmsgstr "y"\n')
    with pytest.raises(ConfigurationError, match=r"desk\.po: another catalog of en says a, too"):
        Catalogs(tmp_path, (LETTERS, DESK)).keys()


def test_a_catalog_that_is_not_there_is_named(tmp_path: Path) -> None:
    _catalog(tmp_path, "en", ("a", "x"))
    with pytest.raises(ConfigurationError, match=r"there is no catalog en/LC_MESSAGES/desk\.po"):
        Catalogs(tmp_path, (LETTERS, DESK))
