"""A text is found by what people type of it, in six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.search.words import folded, index_words, query_words


def is_found(typed: str, text: str) -> bool:
    """Whether each word of the query begins a word of the index, as a database looks it up."""
    words = set(index_words(text))
    asked = query_words(typed)
    return bool(asked) and all(any(word.startswith(one) for word in words) for one in asked)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param("JCA-MV-Doc-012", "[JCA-MV] Registered: JCA-MV-Doc-012 - Avatars", id="number"),
        pytest.param("JCA-MV-Doc-012", "JCA-MV-Doc-012-Rev1_clean.docx", id="number-in-a-file-name"),
        pytest.param("jca-mv-doc-012", "JCA-MV-Doc-012", id="number-in-small-letters"),
        pytest.param("Doc-012", "JCA-MV-Doc-012", id="end-of-a-number"),
        pytest.param("Doc 12", "JCA-MV-Doc-012", id="number-as-people-say-it"),
        pytest.param("Doc-12", "JCA-MV-Doc-012", id="number-without-its-noughts"),
        pytest.param("JCA‑MV‑Doc‑012", "JCA-MV-Doc-012", id="number-with-hyphens-that-do-not-break"),
        pytest.param("MV-26-0417", "MV-26-0417", id="reference"),
        pytest.param("0417", "MV-26-0417", id="end-of-a-reference"),
        pytest.param("kim.jy@etri.re.kr", "kim.jy@etri.re.kr", id="address"),
        pytest.param("kim.jy", "kim.jy@etri.re.kr", id="before-the-at"),
        pytest.param("@etri.re.kr", "kim.jy@etri.re.kr", id="domain"),
        pytest.param("etri", "kim.jy@etri.re.kr", id="part-of-a-domain"),
        pytest.param("re.kr", "kim.jy@etri.re.kr", id="end-of-a-domain"),
        pytest.param("kim.jy@et", "kim.jy@etri.re.kr", id="address-not-yet-finished"),
        pytest.param("H.264", "Codecs beyond H.264/AVC", id="recommendation"),
        pytest.param("Y.4560", "draft Recommendation ITU-T Y.4560 (ex Y.blockchain)", id="recommendation-in-brackets"),
        pytest.param("email", "The e-mail interface", id="e-mail-as-one-word"),
        pytest.param("avatar", "Use of AVATARS", id="beginning-of-a-word"),
        pytest.param("resume evaluation", "Résumé de l’Évaluation", id="french-without-accents"),
        pytest.param("évaluation", "Resume de l'evaluation", id="accents-that-the-text-lacks"),
        pytest.param("œuvre", "mise en oeuvre", id="ligature"),
        pytest.param("señalizacion", "Señalización numérica", id="spanish"),
        pytest.param("straße", "STRASSE 5", id="german"),
        pytest.param("lodz", "Uniwersytet Łódzki, Łódź", id="polish"),
        pytest.param("istanbul", "İstanbul", id="turkish"),
        pytest.param("вклад", "Вклады в работу", id="russian-beginning"),
        pytest.param("отчёт", "Отчет о собрании", id="russian-io-written-ie"),
        pytest.param("отчет", "Отчёт", id="russian-ie-for-io"),
        pytest.param("مساهمة", "المساهمة الأولى", id="arabic-behind-the-article"),
        pytest.param("المساهمة", "مساهمة من الأردن", id="arabic-article-only-typed"),
        pytest.param("للمساهمة", "المساهمة", id="arabic-for-the"),
        pytest.param("الاردن", "مساهمة من الأُرْدُنّ", id="arabic-without-hamza-and-vowels"),
        pytest.param("Doc-٠١٢", "JCA-MV-Doc-012", id="arabic-digits"),
        pytest.param("مساهمه", "مساهمة", id="arabic-last-letter"),
        pytest.param("会议", "元宇宙联合协调会议记录", id="chinese-two-signs-in-the-middle"),
        pytest.param("元宇宙", "关于元宇宙的提案", id="chinese-three-signs"),
        pytest.param("记", "会议记录", id="chinese-one-sign"),
        pytest.param("录", "会议记录", id="chinese-last-sign"),
        pytest.param("元宇宙 avatar", "元宇宙avatar提案", id="chinese-and-latin-written-together"),
        pytest.param("アバター", "標準化アバター仕様", id="japanese"),
        pytest.param("ｱﾊﾞﾀｰ", "アバター", id="japanese-narrow"),
        pytest.param("표준", "메타버스표준화회의", id="korean-inside-a-word"),
        pytest.param("Ｄｏｃ０１２", "doc012", id="wide-letters"),
        pytest.param("ﬁle", "the file", id="typeset-letters"),
    ],
)
def test_a_text_is_found(typed: str, text: str) -> None:
    assert is_found(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param("JCA-MV-Doc-012", "JCA-MV-Doc-013", id="another-number"),
        pytest.param("JCA-MV-Doc-012", "JCA-MV-TD-012", id="another-series"),
        pytest.param("MV-26-0417", "DCC-26-0417", id="reference-of-another-group"),
        pytest.param("會議", "会议", id="the-other-way-to-write-chinese"),
        pytest.param("バ", "ハト", id="another-japanese-sign"),
        pytest.param("会记", "会议记录", id="signs-that-are-no-neighbours"),
        pytest.param("avatar report", "an avatar", id="one-word-of-two"),
        pytest.param("atar", "avatar", id="the-middle-of-a-word"),
    ],
)
def test_another_text_is_not_found(typed: str, text: str) -> None:
    assert not is_found(typed, text)


@pytest.mark.parametrize("typed", ["", "  ", "???", '"', "* (", "-", "' ; --", "😀", "\0", "\ud800"])
def test_what_has_no_letter_has_no_word(typed: str) -> None:
    assert query_words(typed) == []


@given(st.text())
def test_words_are_letters_and_digits_alone(text: str) -> None:
    """So no word can end a question to a database, or be more than a word in it."""
    for word in (*query_words(text), *index_words(text)):
        assert word.isalnum()
        assert len(word) <= 64


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_every_text_is_found_by_itself(text: str) -> None:
    assert is_found(text, text) or not query_words(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)
