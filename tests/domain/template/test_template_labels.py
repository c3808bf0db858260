"""Labels are found however people type them, in six languages, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.cover.field_words import LABELS, PARTS
from intake.domain.cover.labels import EVERY_LABEL, FIELDS, ROWS, key, spellings, split_label
from intake.domain.template.match import PLAIN, read_cover
from tests.domain.documents import LANGUAGES, bare

EVERY = [(field, text) for field in ROWS for texts in LABELS[field].values() for text in texts]


@pytest.mark.parametrize(
    ("text", "field", "label", "colon", "rest"),
    [
        ("Source:", "source", "Source", True, ""),
        ("Source", "source", "Source", False, ""),
        ("SOURCE :", "source", "SOURCE", True, ""),
        ("  Source\xa0:\xa0", "source", "Source", True, ""),
        ("S o u r c e :", "source", "S o u r c e", True, ""),
        ("Source:\xa0ITU-T SG17", "source", "Source", True, "ITU-T SG17"),
        ("Source\tITU-T", "source", "Source", False, "ITU-T"),
        ("Source\n: ITU-T", "source", "Source", True, "ITU-T"),
        ("Source 2:", "source", "Source 2", True, ""),
        ("Title:* A study: part 2", "title", "Title", True, "A study: part 2"),
        ("Title (in English): A", "title", "Title (in English)", True, "A"),
        ("Source / Origen:", "source", "Source / Origen", True, ""),
        ("来源：中国电信", "source", "来源", True, "中国电信"),
        ("标题", "title", "标题", False, ""),
        ("Resume:", "abstract", "Resume", True, ""),
        ("Mots-clés :", "keywords", "Mots-clés", True, ""),
        ("Question:", "questions", "Question", True, ""),
        ("المسألة (المسائل):", "questions", "المسألة (المسائل)", True, ""),
        ("الـمصدر:", "source", "الـمصدر", True, ""),
        ("Для контактов: ", "contact", "Для контактов", True, ""),
        ("Contact person 1:", "contact", "Contact person 1", True, ""),
    ],
)
def test_a_label_is_known_however_it_is_typed(text: str, field: str, label: str, colon: bool, rest: str) -> None:
    found = split_label(text, EVERY_LABEL)
    assert found is not None
    assert (found.field, found.label, found.colon, found.rest) == (field, label, colon, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Source to WG:",
        "Sources of energy: sun",
        "Subtitle:",
        "Contactless payments",
        "Question 5/17",
        "Title / Source:",
        "Notice",
        ":",
        "",
        "   ",
        "x" * 200,
    ],
)
def test_a_longer_text_is_no_label(text: str) -> None:
    assert split_label(text, EVERY_LABEL) is None


def test_every_field_and_part_has_labels_in_six_languages_and_none_means_two_fields() -> None:
    for words in (LABELS, PARTS):
        assert all(set(one) == set(LANGUAGES) for one in words.values())
        owners = [(letters, name) for name, one in words.items() for letters in {key(text) for text in spellings(one)}]
        assert len({letters for letters, _ in owners}) == len(owners)
    assert set(ROWS) < set(FIELDS)


@given(
    st.sampled_from(EVERY),
    st.sampled_from([":", " :", "\xa0:", "：", " ： ", ":\xa0", ""]),
    st.sampled_from([str, str.upper, str.lower, str.title]),
    st.sampled_from(["", " ", "\xa0", "\u2009"]),
    st.sampled_from(["", " ", "\n", "\u200b"]),
)
def test_spacing_case_and_colon_never_hide_a_label(
    known: tuple[str, str], colon: str, case: type[str], between: str, before: str
) -> None:
    field, text = known
    typed = before.replace("\u200b", "") + between.join(case(text)) + colon
    cover = read_cover(bare(("x", "y"), (typed, "A value")), PLAIN)[0]
    values = {
        "source": cover.source == ("A value",),
        "title": cover.title == "A value",
        "contact": [one.name for one in cover.contacts] == ["A value"],
        "keywords": cover.keywords == ("A value",),
        "abstract": cover.abstract == "A value",
        "questions": cover.questions == "A value",
        "purpose": cover.purpose == "A value",
    }
    assert values[field]


@given(st.text(max_size=60))
def test_any_text_is_compared(text: str) -> None:
    found = split_label(text, EVERY_LABEL)
    assert found is None or key(found.label)
    assert key(key(text)) == key(text)
