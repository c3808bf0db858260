"""What the text below the cover is: its length, its language, its proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.cover.body import body_of
from intake.domain.cover.samples import is_sample_paragraph, looks_like_sample
from intake.domain.document import Body, Word
from intake.domain.text.language import count_words


def body(*paragraphs: str, **changes: int) -> Body:
    return body_of(Word(paragraphs=paragraphs, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "heading",
    [
        "Proposal", "PROPOSALS", "3. Proposal", "3 Proposal", "2.1 Proposed text", "A.2 Proposals:", "III. Conclusion",
        "Discussion and proposal", "Proposal 1: that the group adopts the vocabulary of the annex, with its changes.",
        "Conclusion – the group is asked to take note of what is said above and to send it on.",
        "Proposition", "4. Conclusions", "Texte proposé", "Propuesta", "Propuestas y conclusiones", "Conclusión",
        "Предложение", "3. Предложения", "Заключение", "Выводы", "مقترح", "3. المقترحات", "الاستنتاجات", "الخلاصة",
        "提案", "五、建议", "提案/建议", "结论",
    ],
)  # fmt: skip
def test_a_section_that_proposes_is_known_by_its_heading(heading: str) -> None:
    assert body("1. Background", "Much has been said.", heading, "The group is asked to agree.").proposal


@pytest.mark.parametrize(
    "paragraph",
    [
        "Background", "We propose to do so.", "This proposal is long.", "Recommendation ITU-T Y.3000",
        "根据ITU-T Y.3000建议书", "The earlier proposal, which was noted, is long" + " and longer" * 9, "", "-" * 200,
    ],
)  # fmt: skip
def test_other_paragraphs_are_no_proposal(paragraph: str) -> None:
    assert not body("1. Background", paragraph).proposal


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The purpose of this document is to inform you of the work that we have done with the group.", "en"),
        ("Le but de ce document est de présenter les travaux que nous avons menés avec le groupe.", "fr"),
        ("El objetivo de este documento es presentar los trabajos que se han hecho con el grupo.", "es"),
        ("Цель настоящего документа — представить работу ITU-T в области метавселенной.", "ru"),
        ("تهدف هذه الوثيقة إلى عرض الأعمال التي أنجزها الفريق JCA-MV", "ar"),
        ("本文稿介绍 ITU-T JCA-MV (Joint Coordination Activity on metaverse) 的工作", "zh"),
        ("O objetivo deste documento é apresentar os trabalhos que foram feitos na UIT, com uma nota das ações.", None),
        ("Lo scopo di questo documento è di presentare il lavoro che è stato fatto nella riunione del gruppo.", None),
        ("Das Dokument ist für die Gruppe und wir sind von der Arbeit mit ihr nicht mehr zu trennen.", None),
        ("Het doel van dit document is om aan te geven wat er in de groep is gedaan en wat niet.", None),
        ("Мета цього документа — представити роботу, її цілі та її зміст у галузі.", None),
        ("この文書は、メタバースの標準化に関する作業を紹介するものです。", None),
        ("هدف این سند معرفی کارهای گروه است که چگونه پیش می‌رود و کی", None),
        ("메타버스 표준화에 관한 기고서입니다", None),
        ("JCA-MV 2026", None),
        ("", None),
    ],
)
def test_the_language_is_one_of_the_six_or_not_told(text: str, language: str | None) -> None:
    assert body(text).language == language


def test_a_long_english_text_with_chinese_names_is_english() -> None:
    said = "This document is from 中国信息通信研究院 and we have the honour to send it to you for the meeting. " * 5
    assert body(said).language == "en"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n ", 0),
        ("One idea, told plainly.", 4),
        ("l’activité JCA-MV", 2),
        ("元宇宙标准", 3),
        ("JCA 元宇", 2),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_what_tracking_left_is_told_as_it_was_read() -> None:
    found = body("One two", "three", insertions=4, deletions=2, comments=1)
    assert (found.words, found.insertions, found.deletions, found.comments) == (3, 4, 2, 1)


@given(st.lists(st.text(max_size=300), max_size=8))
def test_no_text_is_too_odd(paragraphs: list[str]) -> None:
    found = body(*paragraphs)
    assert found.words <= sum(map(len, paragraphs)) + 1


def test_a_long_paragraph_costs_little() -> None:
    """A pattern that tries again from every character would take minutes."""
    assert body("(" * 256_000, "- " * 128_000, "1.1.1." * 40_000, "Proposal" * 30_000).words == 128_003


@pytest.mark.parametrize(
    ("paragraph", "sample"),
    [
        ("Click or tap here to enter text.", True),
        ("Cliquez ou appuyez ici pour entrer du texte.", True),
        ("<Insert text here>", True),
        ("[Insert the title of the document]", True),
        ("<title>", False),
        ("<html lang='en'>", False),
        ("[1]", False),
        ("[Editor's note: to be discussed]", False),
        ("Please insert the text of clause 5 below clause 4.", False),
        ("", False),
    ],
)
def test_a_sample_text_that_was_left_is_noticed(paragraph: str, sample: bool) -> None:
    assert is_sample_paragraph(paragraph) is sample


@pytest.mark.parametrize(
    ("text", "sample"),
    [
        ("[Tel]", True), ("[Fax]", True), ("[Nom]", True), ("[ФИО]", True), ("[会议]", True), ("[姓名]", True),
        ("[A]", False), ("[IEEE]", False), ("[数]", False),
    ],
)  # fmt: skip
def test_a_short_word_in_square_brackets_is_a_sample_where_it_names_what_belongs_there(text: str, sample: bool) -> None:
    assert looks_like_sample(text) is sample
