"""Circulars as files: Word with layout tables, the PDF and the web page made of it, mails, and files that are none."""

import io
import re
import textwrap
import zipfile
from collections.abc import Iterator

import pytest

from intake.domain.circular.found import Circular
from intake.domain.circular.interpret import best_of
from intake.domain.circular.letter import CircularLetters
from intake.domain.circular.text.lines import text_of
from intake.readers.process.keeper import ReaderKeeper
from tests.domain.circular.letter_files import LETTERS, TODAY, asked, values
from tests.readers.build import DOCX, archive, mail, members, multipart, p, part, words
from tests.readers.circulars import ENGLISH, SECOND_MEETING, SPANISH, circular_docx, schedule_docx, table_docx
from tests.readers.others import pdf
from tests.servers.office import Office

FORMS = {"fr": SECOND_MEETING, "en": ENGLISH, "es": SPANISH}
FACTS: dict[str, dict[str, object]] = {
    "fr": {
        "circular_no": "127",
        "issued": "2026-03-26",
        "reference": "CB",
        "contact": "Cristina Bueti",
        "group_acronym": "JCA-MV",
        "group_name": "la normalisation du métavers",
        "ordinal": 2,
        "mailbox": "tsbjcamv@itu.int",
        "meeting_date": "2026-05-13",
        "meeting_end_date": "2026-05-13",
        "meeting_time": "08:30-10:30",
        "timezone": "Europe/Zurich",
        "venue": "Genève, Suisse",
        "contribution_deadline": "2026-04-30",
        "registration_deadline": "2026-05-04",
        "working_language": "en",
        "parent_group": "TSAG",
        "chairs": ("Muath AlRumayh", "Shin-Gak Kang"),
        "home_page": "https://www.itu.int/en/ITU-T/jca/mv/Pages/tor.aspx",
    },
    "en": {
        "circular_no": "140",
        "issued": "2026-04-10",
        "reference": "SG17/XY",
        "contact": "Xiaoya Yang",
        "group_acronym": "JCA-IdM",
        "group_name": "identity management",
        "ordinal": 5,
        "mailbox": "tsbjcaidm@itu.int",
        "meeting_date": "2026-06-30",
        "meeting_end_date": "2026-07-01",
        "meeting_time": "09:30-12:30",
        "timezone": "Europe/Zurich",
        "venue": "Geneva, Switzerland",
        "contribution_deadline": "2026-06-18T23:59:00",
        "registration_deadline": "2026-06-22",
        "working_language": "en",
        "parent_group": "SG17",
        "chairs": ("Abbie Barbour", "Hiroko Takeuchi"),
        "home_page": "https://www.itu.int/en/ITU-T/jca/idm",
        "agenda_items": (
            "Opening of the meeting",
            "Adoption of the agenda",
            "Contributions",
            "Any other business",
            "Closing",
        ),
    },
    "es": {
        "circular_no": "141",
        "issued": "2026-04-10",
        "reference": "SG13/TK",
        "group_acronym": "JCA-IMT2020",
        "group_name": "las IMT-2020 y posteriores",
        "ordinal": 3,
        "mailbox": "tsbjcaimt2020@itu.int",
        "meeting_date": "2026-09-08",
        "meeting_end_date": "2026-09-08",
        "meeting_time": "13:00-15:00",
        "timezone": "Europe/Zurich",
        "venue": "e-meeting",
        "contribution_deadline": "2026-08-27",
        "registration_deadline": "2026-09-01",
        "working_language": "en",
        "parent_group": "SG13",
        "chairs": ("Scott Mansfield",),
    },
}


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderKeeper]:
    """A reader process as it comes."""
    keeper = ReaderKeeper(deadline=60.0)
    yield keeper
    keeper.close()


def understood(letters: CircularLetters) -> Circular:
    """The letter that tells the most."""
    assert letters.found, letters.why
    return best_of(letters.found, TODAY)


@pytest.mark.parametrize("language", FORMS)
def test_a_word_file_with_layout_tables_and_hyphens_that_do_not_break(reader: ReaderKeeper, language: str) -> None:
    content = circular_docx(FORMS[language])
    assert b"noBreakHyphen" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
    assert values(understood(reader.read_letters(content, "circular.docx"))) == FACTS[language]


def test_a_word_file_whose_lists_are_numbered_by_the_word_processor(reader: ReaderKeeper) -> None:
    circular = understood(reader.read_letters(schedule_docx(), "circular.docx"))
    assert asked(circular) == {}
    assert values(circular) == {
        "circular_no": "142",
        "issued": "2026-05-04",
        "reference": "SG5/RS",
        "contact": "Reyna Ubeda",
        "group_acronym": "JCA-SSA",
        "group_name": "smart sustainable agriculture",
        "ordinal": 6,
        "mailbox": "tsbjcassa@itu.int",
        "meeting_date": "2026-09-09",
        "meeting_end_date": "2026-09-10",
        "meeting_time": "09:00-13:00",
        "timezone": "Europe/Rome",
        "venue": "Rome, Italy",
        "contribution_deadline": "2026-08-27T23:59:00",
        "registration_deadline": "2026-09-02",
        "working_language": "en",
        "agenda_items": ("Opening of the meeting", "Adoption of the agenda", "Contributions", "Closing"),
    }


def test_a_word_file_that_is_mostly_a_table(reader: ReaderKeeper) -> None:
    circular = understood(reader.read_letters(table_docx(), "circulaire.docx"))
    assert values(circular) == {
        "circular_no": "146",
        "issued": "2026-05-18",
        "reference": "TSB/AB",
        "group_acronym": "FG-AI4H",
        "ordinal": 10,
        "mailbox": "tsbfgai4h@itu.int",
        "meeting_date": "2026-07-06",
        "meeting_end_date": "2026-07-08",
        "meeting_time": "09:00-17:00",
        "timezone": "Europe/Zurich",
        "venue": "Genève, Suisse",
        "contribution_deadline": "2026-06-24",
        "registration_deadline": "2026-07-01",
        "working_language": "en",
    }


@pytest.fixture(scope="module")
def saved(office: Office) -> dict[str, bytes]:
    """The forms as LibreOffice saves them: PDF and web page, by name with ending."""
    files = {f"{language}.docx": circular_docx(form) for language, form in FORMS.items()}
    return {
        f"{name}.{kind}": content for kind in ("pdf", "html") for name, content in office.convert(files, kind).items()
    }


@pytest.mark.parametrize("kind", ["pdf", "html"])
@pytest.mark.parametrize("language", FORMS)
def test_the_pdf_and_the_web_page_that_libreoffice_makes(
    reader: ReaderKeeper, saved: dict[str, bytes], language: str, kind: str
) -> None:
    name = f"{language}.{kind}"
    assert values(understood(reader.read_letters(saved[name], name))) == FACTS[language]


def test_a_mail_with_the_letter_attached(reader: ReaderKeeper) -> None:
    letter = part(circular_docx(ENGLISH), DOCX, disposition='attachment; filename="circular.docx"')
    picture = part(b"\x89PNG\r\n\x1a\n", "image/png", disposition='attachment; filename="logo.png"')
    letters = reader.read_letters(mail(multipart(words("Please publish the circular."), picture, letter)), "mail.eml")
    assert [one.name for one in letters.found] == ["circular.docx", "the mail's own words"]
    assert values(understood(letters)) == FACTS["en"]


def test_a_mail_that_is_the_letter(reader: ReaderKeeper) -> None:
    text = (LETTERS / "en_mv.txt").read_text(encoding="utf-8")
    circular = understood(reader.read_letters(mail(words(text)), "mail.eml"))
    assert circular.value("contribution_deadline") == "2026-04-30"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_in_any_usual_encoding(reader: ReaderKeeper, encoding: str) -> None:
    text = (LETTERS / "fr_fg_metavers.txt").read_text(encoding="utf-8")
    circular = understood(reader.read_letters(text.encode(encoding), "lettre.txt"))
    assert circular.value("venue") == "e-meeting"
    assert circular.value("contribution_deadline") == "2026-04-14T23:59:00"


def test_a_text_that_was_broken_at_the_end_of_each_line(reader: ReaderKeeper) -> None:
    text = (LETTERS / "en_midnight_mailboxes.txt").read_text(encoding="utf-8").replace("\t", " ")
    broken = "\n".join(line for one in text.split("\n") for line in textwrap.wrap(one, 76) or [""])
    circular = understood(reader.read_letters(broken.encode(), "letter.txt"))
    assert values(circular) == values(understood(reader.read_letters(text.encode(), "letter.txt")))


def test_text_boxes_footnotes_and_page_headers_are_read_in_their_place(reader: ReaderKeeper) -> None:
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{p('Geneva, 10 April 2026')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    note = b"<w:footnotes xmlns:w='%s'><w:footnote w:id='2'>%s</w:footnote></w:footnotes>"
    main = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = "Registration closes on 22 June 2026."
    parts = members(box + p("Dear Sir/Madam,"), links=[("footnotes", "footnotes.xml", "")])
    parts["word/footnotes.xml"] = note % (main, p(text).encode())
    letters = reader.read_letters(archive(parts), "letter.docx")
    places = {one.cells[0]: one.place for one in letters.found[0].blocks}
    assert places["Geneva, 10 April 2026"].startswith("text box")
    assert places[text] == "footnote"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "it is empty|not read|no text", id="empty"),
        pytest.param(b"\0" * 2000, "not read|no text", id="zeros"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, "damaged|odd", id="broken-zip"),
        pytest.param(archive({"letter.txt": b"x"}), "archive", id="archive"),
        pytest.param(archive(members("<w:p>")), "damaged", id="damaged-word"),
        pytest.param(archive(members("<w:p/>")), "no text", id="empty-word"),
        pytest.param(b"%PDF-1.7\nnothing", "damaged|no text", id="damaged-pdf"),
        pytest.param(pdf([]), "no text", id="scanned-pdf"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "older Word", id="older-word"),
        pytest.param(rb"{\rtf1 Dear Sir}", "RTF", id="rtf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture", id="picture"),
        pytest.param(mail(part(b"\x89PNG\r\n\x1a\n", "image/png")), "picture", id="mail-without-letter"),
    ],
)
def test_a_file_that_is_no_letter_says_why(reader: ReaderKeeper, content: bytes, why: str) -> None:
    letters = reader.read_letters(content, "file")
    assert not letters.found
    assert letters.why
    assert re.search(why, letters.why)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<html>" + b"<table><tr><td>" * 3_000 + b"13 May 2026", id="deep-page"),
        pytest.param(b"<html><script>x</script><p>" + b"&#9999999;" * 1_000, id="odd-signs"),
        pytest.param(b"Subject: " + b"(" * 50_000, id="brackets"),
        pytest.param(b"deadline for contributions " * 5_000, id="one-long-line"),
        pytest.param(b"1 May 2026 - 2 May 2026 - " * 2_000, id="dates"),
        pytest.param(("Réf.:\n" * 20_000).encode(), id="labels"),
        pytest.param(b"From: a@b.example\nTo: c@d.example\n" + b"x" * 100_000, id="mail-without-body"),
        pytest.param(archive(members(p("13 May 2026") * 20_000)), id="many-paragraphs"),
    ],
)
def test_a_hostile_file_is_read_within_bounds(reader: ReaderKeeper, content: bytes) -> None:
    letters = reader.read_letters(content, "file")
    for one in letters.found:
        assert len(one.blocks) <= 6_000
        assert len(text_of(one)) <= 500_000


def test_the_reader_goes_on_after_any_letter(reader: ReaderKeeper) -> None:
    reader.read_letters(b"\x00\xff" * 1_000, "odd")
    assert asked(understood(reader.read_letters(circular_docx(ENGLISH), "circular.docx"))) == {}
