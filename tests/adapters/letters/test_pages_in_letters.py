"""Links to our own pages in a receipt: in six languages, as text and as HTML, and none where there are none."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from intake.domain.letters.links import StatusLink, UploadLink, signed_status, signed_upload
from intake.domain.letters.own_pages import NO_PAGES, OwnPages
from intake.pipeline.owing.plain import plain_letter
from tests.adapters.letters.receipts import receipt, utc
from tests.adapters.letters.test_letters import NOW, letters

BASE = "https://papers.example.org/intake"
UNTIL = utc(14, "21:52:00", month=5)
KEY = b"k" * 32
UP = f"{BASE}/upload/{signed_upload(UploadLink('MV-26-0417', 1, UNTIL), KEY)}"
STANDS = f"{BASE}/status/{signed_status(StatusLink('MV-26-0417', UNTIL), KEY)}"
CHECK = f"{BASE}/check/jca-mv"
PAGES = OwnPages(STANDS, CHECK, UP, UNTIL)


def bodies(raw: bytes) -> tuple[str, str]:
    letter = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    found = [letter.get_body((kind,)) for kind in ("plain", "html")]
    assert None not in found
    return found[0].get_content(), found[1].get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("language", "upload", "check", "status"),
    [
        ("en", "give us the file on this page", "Have a document checked", "See at any time how this mail stands"),
        ("fr", "remettez-nous le fichier", "Faire vérifier un document", "Voir à tout moment où en est ce message"),
        ("es", "entréguenos el archivo", "Comprobar un documento", "Ver en cualquier momento cómo está"),
        ("ar", "تسليمنا الملف في هذه الصفحة", "التحقق من وثيقة قبل إرسالها", "لمعرفة حالة هذه الرسالة"),
        ("ru", "передайте нам файл на этой странице", "Проверить документ", "Узнать в любое время"),
        ("zh", "请在此页面提交文件", "发送前检查文稿", "随时查看此邮件的处理情况"),
    ],
)
def test_each_page_stands_in_the_letter_as_a_sentence_and_an_address(
    language: str, upload: str, check: str, status: str
) -> None:
    one = replace(receipt(), outcome="returned", languages=(language,))
    text, html = bodies(letters().write(one, NOW, None, PAGES).raw)
    lines = text.splitlines()
    flat = re.sub(r"\s+", "" if language == "zh" else " ", text)
    for sentence, url in ((upload, UP), (check, CHECK), (status, STANDS)):
        assert sentence in flat
        assert lines.count(url) == 1, "an address has a line of its own, and no mark beside it"
        assert html.count(f'<a href="{url}">') == 1
    assert lines.index(UP) < lines.index(CHECK) < lines.index(STANDS)


def test_without_pages_a_letter_has_no_link_and_no_word_of_them() -> None:
    raw = letters().write(replace(receipt(), outcome="returned"), NOW, None).raw
    for body in bodies(raw):
        assert not any(word in body for word in ("<a ", "/upload/", "/status/", "/check/", "this page"))
    assert letters().write(receipt(), NOW, None, NO_PAGES).raw.count(b"href") == 0


def test_people_who_read_the_letter_on_the_desk_get_no_link_to_use() -> None:
    raw = letters().write(replace(receipt(), outcome="returned"), NOW, None, PAGES).raw
    _, text = plain_letter(raw)
    assert {f"{BASE}/upload/…", f"{BASE}/status/…", CHECK} <= set(text.splitlines())
    assert not any(part in text for one in (UP, STANDS) for part in one.rpartition("/")[2].split("."))
