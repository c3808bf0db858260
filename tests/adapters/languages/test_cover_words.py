"""What the secretariat writes on a cover that it makes is read again as what it is, in every language."""

from datetime import date
from typing import get_args

import pytest

from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.cover_words import CatalogCoverWords
from intake.checks.meetings import contradicts
from intake.domain.cover.kind_words import is_kind, named_kind
from intake.domain.verdict import Kind
from intake.shipped import shipped_templates
from tests.domain.cases import meeting, rulebook

CATALOGS = Catalogs(shipped_templates() / "locale")
WORDS = CatalogCoverWords(CATALOGS)
LANGUAGES = CATALOGS.offered_languages()
MONTHS = rulebook().rules["COV-006"].params["months"]
FIRST = date(2026, 5, 30)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_kind_is_read_again(kind: Kind, language: str) -> None:
    assert named_kind(WORDS.kind(kind, language)) == ("liaison_in" if kind == "liaison_out" else kind)
    assert is_kind(WORDS.kind(kind, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("last", [FIRST, date(2026, 5, 31), date(2026, 6, 2), date(2027, 1, 2)])
def test_the_days_are_read_again(last: date, language: str) -> None:
    days = WORDS.days(FIRST, last, language)
    assert days.isprintable()
    assert isinstance(MONTHS, list)
    assert not contradicts(days, meeting(first_day=FIRST, last_day=last), MONTHS)
    assert contradicts(days, meeting(first_day=date(2025, 2, 3), last_day=date(2025, 2, 4)), MONTHS)


@pytest.mark.parametrize(
    ("language", "days"),
    [("en", "13–15 May 2026"), ("fr", "13–15 mai 2026"), ("zh", "2026年5月13日至15日"), ("de", "13–15 May 2026")],
)
def test_days_are_written_as_the_language_does(language: str, days: str) -> None:
    assert WORDS.days(date(2026, 5, 13), date(2026, 5, 15), language) == days


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The document itself is attached: a {files}.pdf, file without a name."),
        ("zh", "文件本身附后：a {files}.pdf, 未命名的文件。"),
        ("xx", "The document itself is attached: a {files}.pdf, file without a name."),
    ],
)
def test_the_document_itself_is_named(language: str, sentence: str) -> None:
    assert WORDS.attached(["a {files}.pdf", ""], language) == sentence
