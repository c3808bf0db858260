"""Receipts as letters: what they say, in which order, in six languages; and what no sender can make them say.

The letters in tests/golden/letters are the measure. To write them anew after the words have changed, run this file
with INTAKE_WRITE_LETTERS=1, and read what changed as the person who will get it.
"""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.adapters.letter.writer import WordedLetters
from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.direction import END, LEFT, RIGHT, bare
from intake.domain.answering.receipt import Receipt
from intake.domain.errors import ConfigurationError
from intake.ports import Letter, LetterWriter, Tokens
from tests.adapters.letters.receipts import DEADLINE, SCENES, Scene, file, finding, receipt, utc
from tests.adapters.words import FORBIDDEN

TOP = Path(__file__).parents[3]
TEMPLATES = TOP / "templates"
GOLDEN = TOP / "tests" / "golden" / "letters"
CATALOGS = Catalogs(TEMPLATES / "locale")
TOKEN = "0123456789abcdef0123456789abcdef"
NOW = utc(30, "15:30:20")
FIXED_FIELDS = [
    "Date", "From", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "X-Intake-Loop",
    "X-Auto-Response-Suppress", "MIME-Version", "Content-Type",
]  # fmt: skip


class FixedTokens:
    def claim(self) -> str:
        return TOKEN

    def message_id(self) -> str:
        return TOKEN


def letters(*, tokens: Tokens | None = None, bounce_address: str | None = None) -> WordedLetters:
    return WordedLetters(
        TEMPLATES,
        CATALOGS,
        tokens=tokens or FixedTokens(),
        domain="intake.example.org",
        loop_token="loop-0001",
        bounce_address=bounce_address,
    )


WRITER = letters()


def write(one: Receipt, now: datetime = NOW, until: datetime | None = None) -> Letter:
    return WRITER.write(one, now, until)


def parsed(letter: Letter) -> EmailMessage:
    message = message_from_bytes(letter.raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body(letter: Letter, kind: str = "plain") -> str:
    part = parsed(letter).get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def shown(scene: Scene, *languages: str) -> str:
    """A letter as a person reads it: the header fields that mail programs show, and the text."""
    letter = write(replace(scene.receipt, languages=languages), scene.now, scene.correct_until)
    message = parsed(letter)
    fields = [f"{name}: {message[name]}" for name in ("From", "To", "Cc", "Subject", "Date") if message[name]]
    return "\n".join([*fields, "", body(letter)])


LANGUAGES: list[tuple[str, ...]] = [("en",), ("fr",), ("es",), ("ar",), ("ru",), ("zh",)]


GOLDEN_LETTERS = [
    *[(name, languages) for name in SCENES for languages in LANGUAGES],
    ("registered-parts", ("en", "fr")),
    ("registered-parts", ("en", "ar")),
]


@pytest.mark.parametrize(("name", "languages"), GOLDEN_LETTERS)
def test_a_letter_says_exactly_what_was_read_and_approved(name: str, languages: tuple[str, ...]) -> None:
    path = GOLDEN / f"{name}.{'-'.join(languages)}.txt"
    text = shown(SCENES[name], *languages)
    if os.environ.get("INTAKE_WRITE_LETTERS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCENES)
def test_a_letter_loads_nothing_and_no_mail_program_cuts_it_off(name: str) -> None:
    """Gmail cuts a mail off behind 102 kB, and keeps neither html nor body: what they say stands further in, too."""
    scene = SCENES[name]
    letter = write(replace(scene.receipt, languages=("ar", "ru")), scene.now, scene.correct_until)
    html = body(letter, "html")
    assert len(letter.raw) < 102_000
    assert not re.search(r"<(?:img|link|script|style|iframe|object|form|svg|video)\b|\bsrc=|url\(|@import", html)
    assert re.findall(r'<div lang="(\w+)" dir="(\w+)">', html) == [("ar", "rtl"), ("ru", "ltr")]


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
@pytest.mark.parametrize("name", SCENES)
def test_both_bodies_say_the_same_words_in_the_same_order(name: str, languages: tuple[str, ...]) -> None:
    scene = SCENES[name]
    letter = write(replace(scene.receipt, languages=languages), scene.now, scene.correct_until)
    text = re.sub(r"^ *(?:-|\d+\.) ", "", body(letter), flags=re.MULTILINE)
    words = _words_of_html(body(letter, "html"))
    if languages == ("zh",):
        assert "".join(words) == "".join(text.split())
    else:
        assert bare(" ".join(words)).split() == bare(text).split()


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        (("ar",), [("ar", "rtl"), ("ar", "rtl")]),
        (("zh",), [("zh", "ltr"), ("zh", "ltr")]),
        (("en", "ar"), [("en", "ltr"), ("en", "ltr"), ("ar", "rtl"), ("ar", "rtl")]),
    ],
)
def test_html_names_language_and_direction(languages: tuple[str, ...], told: list[tuple[str, str]]) -> None:
    html = _Words()
    html.feed(body(write(receipt(languages=languages)), "html"))
    assert [(one.get("lang"), one["dir"]) for _, one in html.tags if "dir" in one] == told


def test_in_arabic_what_runs_from_left_to_right_keeps_its_order_on_every_line() -> None:
    scene = SCENES["registered-parts"]
    letter = write(replace(scene.receipt, languages=("ar",)), scene.now, scene.correct_until)
    for text in (body(letter), body(letter, "html")):
        for value in ("Input_clean.docx", "+41 22 730 6301", "UTC+2", "JCA-MV-Doc-012", "tsbjcamv@itu.int", "17:30"):
            assert f"{LEFT}{value}{END}" in text
        for line in text.splitlines():
            assert line.count(LEFT) + line.count(RIGHT) == line.count(END)
    assert letter.subject.isprintable()


def test_an_arabic_name_keeps_its_order_in_an_english_letter() -> None:
    text = body(write(receipt(files=(file("مساهمة 2.docx"), file("Input.docx")))))
    assert f"- {RIGHT}مساهمة 2.docx{END}: the contribution JCA-MV-Doc-012" in text
    assert "- Input.docx: the contribution JCA-MV-Doc-012" in text


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._skipped = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._skipped = tag in ("title", "style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._skipped = False

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words += data.split()


def _words_of_html(html: str) -> list[str]:
    words = _Words()
    words.feed(html)
    return words.words


@pytest.mark.parametrize("name", SCENES)
def test_no_letter_has_a_word_that_frightens_or_misleads(name: str) -> None:
    for language, forbidden in FORBIDDEN.items():
        own_words = replace(SCENES[name], receipt=replace(SCENES[name].receipt, reason=""))
        found = forbidden.findall(shown(own_words, language).partition("\n\n")[2])
        assert not found, f"{name} in {language}: {found}"


@pytest.mark.parametrize("languages", [*LANGUAGES, ("fr", "en"), ("zh", "ar")], ids="-".join)
@pytest.mark.parametrize("name", SCENES)
def test_a_letter_is_sound_mail(name: str, languages: tuple[str, ...]) -> None:
    scene = SCENES[name]
    letter = write(replace(scene.receipt, languages=languages), scene.now, scene.correct_until)
    message = parsed(letter)
    assert not message.defects
    assert [one.get_content_type() for one in message.iter_parts()] == ["text/plain", "text/html"]
    assert not [defect for part in message.iter_parts() for defect in part.defects]
    assert letter.raw.isascii()
    assert b"\n" not in letter.raw.replace(b"\r\n", b"")
    assert b"\r" not in letter.raw.replace(b"\r\n", b"")
    assert max(len(line) for line in letter.raw.split(b"\r\n")) <= 78
    assert message["Date"] == scene.now.strftime("%a, %d %b %Y %H:%M:%S +0000")
    assert message["Message-ID"] == letter.message_id == f"<{TOKEN}@intake.example.org>"
    assert message["Subject"] == letter.subject == WRITER.subject(replace(scene.receipt, languages=languages))
    assert WRITER.id_of(letter.raw) == letter.message_id
    assert set(message.keys()) <= set(FIXED_FIELDS)


def test_the_header_fields_are_a_fixed_set_in_a_fixed_order() -> None:
    message = parsed(write(receipt(cc=("assistant@example.org",))))
    assert message.keys() == FIXED_FIELDS
    assert message["From"] == '"JCA-MV secretariat (contributions)" <tsbjcamv@itu.int>'
    assert message["To"] == "delegate@institute.example.kr"
    assert message["Cc"] == "assistant@example.org"
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Intake-Loop"] == "loop-0001"
    assert "NDR" not in message["X-Auto-Response-Suppress"].split(", ")
    assert message["In-Reply-To"] == message["References"] == "<20260430.1@institute.example.kr>"


def test_the_same_receipt_at_the_same_time_is_the_same_letter() -> None:
    assert write(receipt()) == write(receipt())
    assert write(receipt()).raw != write(receipt(), utc(30, "15:30:21")).raw


def test_every_letter_takes_a_token_of_its_own() -> None:
    tokens = iter(("1" * 32, "2" * 32))

    class CountedTokens(FixedTokens):
        def message_id(self) -> str:
            return next(tokens)

    writer: LetterWriter = letters(tokens=CountedTokens())
    first, second = (writer.write(receipt(), NOW, None) for _ in range(2))
    assert (first.message_id, second.message_id) == (
        f"<{'1' * 32}@intake.example.org>", f"<{'2' * 32}@intake.example.org>",
    )  # fmt: skip
    assert b'boundary="=_' + b"2" * 32 in second.raw


def test_the_envelope_is_the_mailbox_the_bounce_address_or_nobody() -> None:
    assert write(receipt(cc=("assistant@example.org",))).sender == "tsbjcamv@itu.int"
    assert letters(bounce_address="bounces@itu.int").write(receipt(), NOW, None).sender == "bounces@itu.int"
    assert write(receipt(null_sender=True)).sender == ""
    assert WRITER.envelope(receipt(null_sender=True)) == ""


def test_recipients_are_named_once() -> None:
    letter = write(receipt(cc=("assistant@example.org", "delegate@institute.example.kr")))
    assert letter.recipients == ("delegate@institute.example.kr", "assistant@example.org")
    assert parsed(letter)["Cc"] == "assistant@example.org"


@pytest.mark.parametrize(
    "address",
    ["", "a b@example.org", "a@example.org\r\nBcc: all@example.org", "a@example.org\x00", "a@" + "d." * 130 + "org"],
)
@pytest.mark.parametrize("field", ["to", "cc", "mailbox"])
def test_an_address_that_is_none_gets_no_letter(field: str, address: str) -> None:
    with pytest.raises(ValueError, match="not a mail address"):
        write(receipt(**{field: (address,) if field == "cc" else address}))


HOSTILE = [
    "a\r\nBcc: all@example.org",
    "a\nContent-Type: text/html\n\n<script>",
    "a\x00b\x0bc\x85d\u2028e\u2029f",
    "\u202egnp.exe\u2066\u2069\u200f",
    "=?utf-8?q?a=0D=0ABcc:_all=40example.org?=",
    "<img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}{reference}",
    "--=_" + TOKEN,
    "x" * 1_000_000,
    "\ud800\udfff",
    "é" * 5_000,
]


@pytest.mark.parametrize("echo", [True, False], ids=["known", "stranger"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:24])
def test_nothing_that_a_mail_says_becomes_a_header_a_line_or_markup(text: str, echo: bool) -> None:
    hostile = receipt(
        echo=echo,
        outcome="registered",
        languages=("en", "fr"),
        title=text,
        their_subject=text,
        reason=text,
        also=(text,),
        in_reply_to=text,
        references=(text, "<fine@example.org>"),
        corrects=text,
        files=(
            file(text, title=text, source=(text, text), kind=text, findings=(
                finding("TPL-004", "repair", text, field=text, text=text),
                finding("COV-005", "repair", "cover, Group", found=text, group=text, name=text),
                finding("FIL-002", "warning", text, file=text, reason=text),
            )),
            file(text, disposition="return", number=None, findings=(
                finding("TPL-001", "error", text, document=1, file=text, missing=(text, text)),)),
        ),
        findings=(finding("ENV-001", "error", text, document=None, reason=text, file=text),),
    )  # fmt: skip
    letter = write(hostile, until=utc(1, "21:59:59", month=5))
    message = parsed(letter)
    assert not message.defects
    assert message.keys() == [name for name in FIXED_FIELDS if name not in ("Cc", "In-Reply-To")]
    assert message["References"] == "<fine@example.org>"
    assert len(letter.subject) <= 200
    assert letter.subject.isprintable()
    assert len(letter.raw) < 400_000
    assert max(len(line) for line in letter.raw.split(b"\r\n")) <= 200
    text_shown = body(letter)
    assert "49" not in text_shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", text_shown)
    assert not re.search(r"^(?:Bcc|Content-Type):", text_shown, re.MULTILINE)
    html = _Words()
    html.feed(body(letter, "html"))
    assert not {tag for tag, _ in html.tags} & {"script", "img", "a", "link", "iframe", "form"}
    assert not [name for _, attributes in html.tags for name in attributes if name.startswith("on") or name == "src"]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_title_makes_a_letter_that_reads_back(title: str) -> None:
    message = parsed(write(receipt(title=title, files=(file(title, title=title),))))
    assert not message.defects
    assert message.keys() == [name for name in FIXED_FIELDS if name != "Cc"]
    assert message["Subject"].startswith("[JCA-MV] Registered: JCA-MV-Doc-012")


def test_a_stranger_sees_little_of_what_he_wrote_and_no_link() -> None:
    scene = SCENES["stranger"]
    letter = write(scene.receipt, scene.now)
    assert letter.subject == "[JCA-MV] Registered: JCA-MV-Doc-012"
    theirs = body(letter).replace(scene.receipt.home_page, "")
    assert not re.search(r"://|www\.|@", theirs, re.IGNORECASE)
    assert 100 < theirs.count("x") < 200


@pytest.mark.parametrize(
    ("changed", "subject"),
    [
        ({}, "[JCA-MV] Registered: JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"numbers": ("A-1", "A-2", "A-3")}, "[JCA-MV] Registered: A-1 (+2)"),
        ({"outcome": "replaced"}, "[JCA-MV] Replaced: JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"outcome": "repeated"}, "[JCA-MV] Already registered: JCA-MV-Doc-012"),
        ({"outcome": "repeated", "numbers": ()}, "[JCA-MV] Received, the secretariat will reply"),
        ({"outcome": "returned", "numbers": ()}, "[JCA-MV] Please correct and send again"),
        ({"outcome": "late", "numbers": ()}, "[JCA-MV] Received after the date for contributions"),
        ({"outcome": "held", "numbers": ()}, "[JCA-MV] Received, the secretariat will reply"),
        ({"outcome": "noted", "numbers": ()}, "[JCA-MV] Received, the secretariat will reply"),
        ({"outcome": "next"}, "[JCA-MV] Registered for the next meeting: JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"outcome": "admitted"}, "[JCA-MV] Admitted: JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"outcome": "withdrawn"}, "[JCA-MV] Withdrawn: JCA-MV-Doc-012"),
        ({"outcome": "corrected"}, "[JCA-MV] Recorded as: JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"title": ""}, "[JCA-MV] Registered: JCA-MV-Doc-012"),
        ({"echo": False}, "[JCA-MV] Registered: JCA-MV-Doc-012"),
        ({"title": "x" * 500}, "[JCA-MV] Registered: JCA-MV-Doc-012 - " + "x" * 161 + "…"),
        ({"languages": ("fr",)}, "[JCA-MV] Enregistrée\u00a0: JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"languages": ("xx", "fr")}, "[JCA-MV] Enregistrée\u00a0: JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"languages": ("es",)}, "[JCA-MV] Registro confirmado: JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"languages": ("ar",)}, "[JCA-MV] تم التسجيل: JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"languages": ("ru",)}, "[JCA-MV] Зарегистрировано: JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"languages": ("zh",)}, "[JCA-MV] 已登记：JCA-MV-Doc-012 - Interoperability of avatars"),
        ({"languages": ("xx",)}, "[JCA-MV] Registered: JCA-MV-Doc-012 - Interoperability of avatars"),
    ],
)  # fmt: skip
def test_the_subject_says_what_became_of_it(changed: dict[str, Any], subject: str) -> None:
    letter = write(receipt(**changed))
    assert letter.subject == subject
    assert parsed(letter)["Subject"] == " ".join(subject.split(" "))


@pytest.mark.parametrize(
    ("received", "shown_time"),
    [
        (utc(30, "21:58:58"), "23:58 Geneva time (UTC+2) = 21:58 UTC"),
        (utc(30, "21:58:59"), "23:58:59 Geneva time (UTC+2) = 21:58:59 UTC"),
        (DEADLINE, "23:59:59 Geneva time (UTC+2) = 21:59:59 UTC"),
        (utc(30, "22:00:07"), "Friday 1 May 2026, 00:00:07 Geneva time (UTC+2) = Thursday 30 April, 22:00:07 UTC"),
        (utc(30, "22:01:00"), "Friday 1 May 2026, 00:01 Geneva time (UTC+2) = Thursday 30 April, 22:01 UTC"),
    ],
)
def test_seconds_are_printed_where_they_matter(received: datetime, shown_time: str) -> None:
    text = " ".join(body(write(receipt(received_at=received, counts_from=received))).split())
    assert shown_time in text


def test_times_in_winter_and_in_other_zones_are_those_of_the_clocks_there() -> None:
    winter = datetime(2027, 1, 15, 8, 30, tzinfo=UTC)
    text = body(write(receipt(received_at=winter, counts_from=winter, deadline=None)))
    assert "Friday 15 January 2027, 09:30 Geneva time (UTC+1) = 08:30 UTC" in text
    seoul = " ".join(body(write(receipt(zone="Asia/Seoul", deadline=None, sender_offset=120))).split())
    assert "Friday 1 May 2026, 00:30 Seoul time (UTC+9) = Thursday 30 April, 15:30 UTC" in seoul
    assert "= Thursday 30 April, 17:30 at your mail's time (UTC+2)" in seoul
    assert "Thursday 30 April 2026, 15:30 UTC" in body(write(receipt(zone="UTC", deadline=None)))


@pytest.mark.parametrize("offset", [None, 0, 120, 1440, -2000], ids=str)
def test_the_senders_clock_is_left_out_where_it_says_nothing_new(offset: int | None) -> None:
    assert "your mail's time" not in body(write(receipt(sender_offset=offset)))


def test_what_may_not_be_told_is_not_told() -> None:
    secret = finding("REV-001", "hold", "sender", reply="neutral", relation="replacement")
    held = file("Input.docx", disposition="hold", number=None, neutral=True, findings=(secret,))
    silent = file("Hidden.docx", disposition="hold", number=None, named=False)
    text = body(write(receipt(outcome="held", numbers=(), title="", files=(held, silent))))
    assert "Input.docx: with the secretariat" in text
    assert "Hidden" not in text
    assert "REV-001" not in text
    assert "JCA-MV-Doc-" not in text
    assert "in time" not in text


def test_beside_a_registered_document_a_late_one_goes_to_the_chairs() -> None:
    late = finding("TIM-001", "hold", "time of receipt", document=1, late_by=5)
    files = (file("JCA-MV-Doc-012-Rev1.docx", relation="revision"), file("New.docx", disposition="hold", number=None,
             findings=(late,)))  # fmt: skip
    text = body(write(receipt(files=files, late_by=5)))
    assert "Another document is with the secretariat." in text
    assert "The secretariat will ask the chairs and write to you again." in text
    assert "The file New.docx was received 5 seconds after the date for contributions" in " ".join(text.split())


def test_long_lists_of_references_keep_the_first_and_the_last() -> None:
    many = tuple(f"<{number}@example.org>" for number in range(60))
    kept = parsed(write(receipt(references=many, in_reply_to="<59@example.org>")))["References"].split()
    assert kept == ["<0@example.org>", *many[41:]]


def test_a_broken_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "receipt.txt.j2").write_text("{% if %}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"receipt\.txt\.j2: this template cannot be used"):
        WordedLetters(tmp_path, CATALOGS, tokens=FixedTokens(), domain="example.org", loop_token="loop")
