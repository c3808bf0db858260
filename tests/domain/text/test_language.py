"""Text as people write it: compared, shown in one line, and told apart by language."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.text.language import SHOWN, language_of, letters, one_line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JCA‑MV", "jca mv"),
        ("J C A - M V", "JCA-MV"),
        ("Source:", "Source :"),
        ("来源：", "来源"),
        ("Re\u0301sume\u0301", "RÉSUMÉ"),
        ("STRASSE", "straße"),
        ("Doc. ０１２", "doc012"),
        ("", " – "),
    ],
)
def test_spellings_have_their_letters_in_common(one: str, other: str) -> None:
    assert letters(one) == letters(other)


@pytest.mark.parametrize(("one", "other"), [("Part 1", "Part 2"), ("Título", "Titulo"), ("来源", "标题")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert letters(one) != letters(other)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  On\tvirtual\r\n worlds ", "On virtual worlds"),
        ("On \x00 worlds", "On worlds"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("one\u2028two\u0085three", "one two three"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\x1b[31mred", "[31mred"),
        ("x" * 300, "x" * 199 + "…"),
        ("\ud800", ""),
    ],
)
def test_a_strangers_text_is_one_harmless_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(st.text(), st.integers(1, 50))
def test_one_line_is_short_and_final(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert one_line(line, limit) == line
    assert not any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in line)
    assert SHOWN == 200


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dear secretariat, please find attached our contribution to the meeting.", "en"),
        ("Madame, Monsieur, veuillez trouver ci-joint notre contribution pour la réunion.", "fr"),
        ("Estimados señores, adjunto encontrarán nuestra contribución para la reunión de mayo.", "es"),
        ("Уважаемые коллеги, направляем наш вклад.", "ru"),
        ("السادة الأفاضل، تجدون رفقه مساهمتنا", "ar"),
        ("您好，请查收我们的文稿。", "zh"),
        ("您好，请查收 ETRI 的文稿 JCA-MV。", "zh"),
        ("Buenos días:\nAdjunto la contribución de nuestra Administración para la reunión de la JCA-MV.", "es"),
        ("Estimada secretaría: les envío en anexo la contribución. Gracias y saludos, Ana", "es"),
        ("Добрый день! Вклад в приложении. Иван Петров, ivan@example.org, +7 495 000 00 00", "ru"),
        ("Прилагаем документ Input_ETRI_avatars_v2.docx к собранию JCA-MV (Geneva, 13 May 2026).", "ru"),
        ("تحية طيبة، مرفق مساهمة الهيئة في اجتماع JCA-MV. أحمد\nAhmed, National Authority, Cairo", "ar"),
        ("مرفق المساهمة", "ar"),
        ("附件是文稿，请查收。谢谢！张伟\nZhang Wei, Academy of Information Technology, Beijing", "zh"),
        ("請查收附件。謝謝", "zh"),
        ("Please find attached our contribution to the meeting. Best regards, Иван Петров", "en"),
        ("Thanks, 张伟", None),
        ("Prezados, segue em anexo a contribuição da Anatel para a próxima reunião.", None),
        ("Input ETRI JCA-MV", None),
        ("お世話になっております。よろしくお願いします。", None),
        ("안녕하세요, 기고서를 첨부합니다.", None),
        ("", None),
        ("1234 5678 ??", None),
    ],
)
def test_the_language_of_a_mail_is_told_when_it_is_clear(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_an_abstract_in_another_language_does_not_decide() -> None:
    abstract = "The contribution proposes a framework for avatars and tells how it is to be used with them. " * 18
    text = "La contribution propose un cadre pour les avatars et montre comment il est mis en œuvre par tous. " * 60
    assert language_of(f"{abstract}\n{text}") == "fr"


@given(st.text())
def test_any_text_has_a_known_language_or_none(text: str) -> None:
    assert language_of(text) in ("en", "fr", "es", "ru", "ar", "zh", None)
