"""The page of a link: what its chair sees before deciding."""

import pytest

from tests.line.chairs.test_chairs import KANG, MUATH
from tests.line.letters_in import paper
from tests.line.worlds import World
from tests.web.places import Place, place_of

SEEN = (
    "Admit this document?",
    "You decide as Muath AlRumayh (co-chair). Nothing is decided until you press the button below.",
    "The document MV-26-0001",
    "Title Digital twins for metaverse standards",
    "Source ETRI",
    "Received 11 minutes after the date for contributions",
    "Friday 1 May 2026, 00:10:59 Geneva time (UTC+2) = Thursday 30 April, 22:10:59 UTC",
    "the mail server put the mail into the mailbox",
    "Date for contributions Thursday 30 April 2026, 23:59:59 Geneva time (UTC+2) = 21:59:59 UTC",
    "Meeting Second meeting of JCA-MV",
    "Abstract It proposes something.",
    "File Input.docx",
    "Reason (required)",
    "Admit the document",
)


def test_the_page_shows_what_a_decision_needs(shown: Place) -> None:
    answer = shown.visitor().get(shown.path())
    assert answer.status == 200
    for words in SEEN:
        assert words in answer.text
    assert answer.html.count("<button") == 1
    assert " required" in answer.html
    assert "<script" not in answer.html
    assert " style=" not in answer.html


def test_the_other_link_keeps_it_for_the_next_meeting(shown: Place) -> None:
    text = shown.visitor().get(shown.path("keep")).text
    assert "Keep this document for the next meeting?" in text
    assert "Keep it for the next meeting" in text
    assert "Admit" not in text


def test_a_chair_whose_organization_is_a_source_is_told_so(shown: Place) -> None:
    assert "Please note" not in shown.visitor().get(shown.path(address=MUATH)).text
    own = shown.visitor().get(shown.path(address=KANG)).text
    assert "Electronics and Telecommunications Research Institute (ETRI), for which you are recorded" in own


@pytest.mark.parametrize(
    ("languages", "clicked", "lang", "title"),
    [
        pytest.param("", "", "en", "Admit this document?", id="group"),
        pytest.param("fr-CH, fr;q=0.9, en;q=0.8", "", "fr", "Admettre ce document ?", id="browser"),
        pytest.param("ko, ar-SA;q=0.5", "", "ar", "هل تُقبل هذه الوثيقة؟", id="second-choice"),
        pytest.param("fr", "es", "es", "¿Admitir este documento?", id="clicked"),
        pytest.param("fr", "xx", "fr", "Admettre ce document ?", id="clicked-unknown"),
        pytest.param("zh-Hans-CN", "", "zh", "是否接纳此文稿？", id="chinese"),
        pytest.param("ru", "", "ru", "Принять этот документ?", id="russian"),
        pytest.param("de, ko", "", "en", "Admit this document?", id="none-of-ours"),
    ],
)
def test_the_page_speaks_the_readers_language(
    shown: Place, languages: str, clicked: str, lang: str, title: str
) -> None:
    answer = shown.visitor(languages=languages).get(shown.path() + (f"?language={clicked}" if clicked else ""))
    assert title in answer.text
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in answer.html
    assert answer.headers["content-language"] == lang


def test_the_clicked_language_stays_until_the_outcome(place: Place) -> None:
    visitor, path = place.visitor(), place.path()
    assert f'action="{path}?language=fr"' in visitor.get(f"{path}?language=fr").html
    asked = visitor.post(f"{path}?language=fr", reason="oui")
    assert asked.headers["location"] == f"{path}/asked?language=fr"
    assert "Votre décision est enregistrée" in visitor.get(asked.headers["location"]).text


EVIL = '<script>window.ran=1</script>\u202egpj.exe\u2066 {{7*7}} javascript:alert(1) "><img src=x onerror=alert(1)>'


def test_what_a_mail_says_is_shown_as_text(world: World) -> None:
    place = place_of(world, paper(EVIL, EVIL, EVIL))
    html = place.visitor().get(place.path()).html
    assert "&lt;script&gt;window.ran=1" in html
    assert "{{7*7}}" in html
    assert "<script" not in html
    assert "<img" not in html
    assert not any(one in html for one in "\u202a\u202b\u202c\u202d\u202e\u200f")
