"""What kind of document each file of a mail is, by what it is and by who sends it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.cover.kind_words import filed_kind, is_kind, named_kind, speaks_of_liaison, titled_kind
from intake.domain.document import Cover, Document, Glance, Liaison
from intake.domain.judging.kinds import OFFICERS, as_recorded, is_slides, kinds_of
from intake.domain.mail import Address, Mail
from intake.domain.meeting import Officer, Senders
from intake.domain.verdict import Kind
from tests.domain.cases import GROUP, OFF_TEMPLATE, address, cover, document, mail, other_file, rulebook

CHAIR = Officer("chair", "Grace Hopper", addresses=("chair@example.org",))
KNOWN = rulebook(group=replace(GROUP, officers=(CHAIR,), senders=Senders(liaison=("@ieee.org",))))


def sent(sender: str = "ada@example.org", subject: str = "Contribution to JCA-MV") -> Mail:
    return mail(subject, from_=(address(sender, "Ada Lovelace"),))


def kinds(*documents: Document, by: Mail | None = None) -> list[Kind]:
    return list(kinds_of(documents, by or sent(), KNOWN))


def off(file: str = "letter.docx", opening: str = "Dear all", **changes: Any) -> Document:  # noqa: ANN401 - as document()
    return document(file, template=OFF_TEMPLATE, opening=opening, **changes)


def seen(filetype: str, text: str = "", *, title: str = "", pages: int = 1, words: int = 300) -> Document:
    return other_file(f"file.{filetype}", filetype, glance=Glance(title, "", text, pages, words))  # type: ignore[arg-type]


LETTER = "IEEE Standards Association\nLIAISON STATEMENT\nTo: ITU-T JCA-MV"


@pytest.mark.parametrize(
    ("one", "by", "kind"),
    [
        pytest.param(document(), sent(), "contribution", id="on-the-template"),
        pytest.param(off(), sent(), "contribution", id="on-no-template"),
        pytest.param(off(opening=LETTER), sent(), "liaison_in", id="first-page"),
        pytest.param(off(opening="NOTE DE LIAISON"), sent(), "liaison_in", id="french"),
        pytest.param(off(opening="联络声明"), sent(), "liaison_in", id="chinese"),
        pytest.param(seen("pdf", LETTER), sent(), "liaison_in", id="pdf"),
        pytest.param(seen("doc", LETTER), sent(), "liaison_in", id="doc"),
        pytest.param(seen("rtf", LETTER), sent(), "liaison_in", id="rtf"),
        pytest.param(seen("odt", LETTER), sent(), "liaison_in", id="odt"),
        pytest.param(seen("pdf", title="Liaison statement on avatars"), sent(), "liaison_in", id="pdf-title"),
        pytest.param(seen("pdf", "Agenda\n1 Opening\n2 Liaison statements"), sent(), "contribution", id="an-agenda"),
        pytest.param(
            seen("pdf", "We answer the liaison statement of IEEE."), sent(), "contribution", id="a-sentence-about-one"
        ),
        pytest.param(off(opening="L I A I S O N  S T A T E M E N T"), sent(), "liaison_in", id="spaced-letters"),
        pytest.param(off(opening="国际标准化组织联络声明致JCA-MV"), sent(), "liaison_in", id="chinese-without-spaces"),
        pytest.param(seen("pptx", LETTER), sent(), "presentation", id="slides-about-liaison-statements"),
        pytest.param(document(cover=cover(kind="LIAISON STATEMENT")), sent(), "liaison_in", id="kind-cell"),
        pytest.param(document(cover=cover(liaison=Liaison(("JCA-MV",)))), sent(), "liaison_in", id="rows-of-l4"),
        pytest.param(
            document(cover=cover(title="Reply to the liaison statement of IEEE"), opening="Reply to liaison statement"),
            sent(subject="Liaison statement"),
            "contribution",
            id="a-contribution-about-one",
        ),
        pytest.param(off("LS_17.docx"), sent(), "contribution", id="file-name-alone"),
        pytest.param(off("LS_17.docx"), sent(subject="LS to JCA-MV"), "liaison_in", id="file-name-and-subject"),
        pytest.param(off("LS_17.docx"), sent("a@ieee.org"), "liaison_in", id="file-name-and-listed-body"),
        pytest.param(off(), sent(subject="LS on avatars"), "contribution", id="subject-alone"),
        pytest.param(off(), sent("a@ieee.org"), "contribution", id="listed-body-alone"),
        pytest.param(off(), sent("a@x.ieee.org", "LS on avatars"), "liaison_in", id="subject-and-listed-body"),
        pytest.param(document(), sent("a@ieee.org", "LS on avatars"), "contribution", id="contribution-of-a-body"),
        pytest.param(off(opening=LETTER), sent("chair@example.org"), "liaison_in", id="forwarded-by-an-officer"),
        pytest.param(
            off(opening=LETTER, cover=cover(source=("JCA-MV",))), sent("chair@example.org"), "liaison_out", id="ours"
        ),
        pytest.param(
            off(opening=LETTER, cover=cover(source=("JCA-MV",))), sent(), "liaison_in", id="not-by-an-officer"
        ),
        pytest.param(document(cover=cover(kind="TD 12")), sent(), "contribution", id="td-of-anybody"),
        pytest.param(document(cover=cover(kind="TD 12")), sent("chair@example.org"), "td", id="td-of-an-officer"),
        pytest.param(document(), sent("Chair@Example.org"), "contribution", id="contribution-of-an-officer"),
        pytest.param(
            document(cover=cover(title="Draft agenda of the second meeting")), sent("chair@example.org"), "agenda",
            id="agenda-by-its-title",
        ),
        pytest.param(
            off("Meeting_report_v2.docx", cover=Cover()), sent("chair@example.org"), "report", id="report-by-its-name"
        ),
        pytest.param(seen("pptx"), sent("chair@example.org"), "presentation", id="slides-of-an-officer"),
        pytest.param(
            document("report.docx"), sent("chair@example.org"), "contribution", id="a-contribution-with-the-name-of-one"
        ),
        pytest.param(
            other_file("participants.xlsx", "sheet"), sent("chair@example.org"), "participants", id="spreadsheet"
        ),
        pytest.param(other_file("agenda.png", "image"), sent("chair@example.org"), "contribution", id="picture"),
    ],
)  # fmt: skip
def test_each_file_has_its_kind(one: Document, by: Mail, kind: Kind) -> None:
    assert kinds(one, by=by) == [kind]


def test_the_assistant_of_an_officer_speaks_for_the_officer() -> None:
    by = replace(sent("deputy@example.org"), sender=Address("", "chair@example.org"))
    assert kinds(document(cover=cover(kind="AGENDA")), by=by) == ["agenda"]


@pytest.mark.parametrize(
    ("author", "sender", "kind"),
    [
        pytest.param("mallory@example.net", "chair@example.org", "contribution", id="another-house"),
        pytest.param("mallory@gmail.com", "co.chair@gmail.com", "contribution", id="a-service-that-anybody-can-join"),
        pytest.param("co.chair@gmail.com", "co.chair@gmail.com", "agenda", id="the-officer"),
    ],
)
def test_nobody_becomes_an_officer_by_naming_one_as_sender(author: str, sender: str, kind: Kind) -> None:
    by = replace(sent(author), sender=Address("", sender))
    officers = (CHAIR, Officer("co-chair", "Alan Turing", addresses=("co.chair@gmail.com",)))
    book = rulebook(group=replace(GROUP, officers=officers))
    assert kinds_of([document(cover=cover(kind="AGENDA"))], by, book) == (kind,)


def test_what_a_liaison_statement_sends_along_is_none_itself() -> None:
    by = sent("a@ieee.org", "Liaison statement on avatars")
    assert kinds(off(opening=LETTER), off("draft standard.docx"), by=by) == ["liaison_in", "contribution"]


@pytest.mark.parametrize(
    ("one", "slides"),
    [
        pytest.param(other_file("a.ppt", "ppt"), True, id="ppt"),
        pytest.param(seen("pptx"), True, id="pptx"),
        pytest.param(seen("pdf", pages=12, words=600), True, id="pdf-of-few-words"),
        pytest.param(seen("pdf", pages=12, words=4_800), False, id="pdf-of-text"),
        pytest.param(seen("pdf", pages=1, words=80), False, id="a-short-letter"),
        pytest.param(seen("pdf", pages=12, words=0), False, id="scanned"),
        pytest.param(other_file("a.pdf", "pdf"), False, id="unread"),
        pytest.param(seen("doc", pages=12, words=600), False, id="doc"),
    ],
)
def test_slides_are_told_from_text(one: Document, slides: bool) -> None:
    assert is_slides(one) is slides


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("CONTRIBUTION", "contribution"), ("Contribution 12", "contribution"), ("CONTRIBUCIÓN", "contribution"),
        ("ВКЛАД", "contribution"), ("مساهمة", "contribution"), ("文稿", "contribution"), ("C", "contribution"),
        ("TD", "td"), ("TD 120 Rev.1 (PLEN/2)", "td"), ("TEMPORARY DOCUMENT", "td"), ("Document temporaire", "td"),
        ("ВРЕМЕННЫЙ ДОКУМЕНТ", "td"), ("临时文件", "td"), ("R", "report"), ("REPORT 1", "report"),
        ("Rapport", "report"), ("Отчёт", "report"), ("LIAISON STATEMENT", "liaison_in"),
        ("Liaison statement (for information)", "liaison_in"),
        ("iLS", "liaison_in"), ("NOTE DE LIAISON", "liaison_in"), ("INFORMATION", "information"),
        ("Document d’information", "information"), ("Draft agenda", "agenda"), ("Ordre du jour", "agenda"),
        ("议程", "agenda"), ("List of participants", "participants"), ("Presentation", "presentation"),
        ("DOCUMENT", None), ("", None), (None, None), ("13 May 2026", None),
    ],
)  # fmt: skip
def test_a_kind_cell_names_the_kind(cell: str | None, kind: Kind | None) -> None:
    assert named_kind(cell) == kind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("CONTRIBUTION", True), ("REPORT 1", True), ("文稿", True), ("DOCUMENT", True), ("Draft agenda", True),
        ("Projet d’ordre du jour", True), ("议程草案", True), ("التقرير", True), ("Reply liaison statement", True),
        ("CONTRIBUCION", True), ("Participants", True), ("Participants:", False), ("For information", False),
        ("Contribution on avatars", False), ("ITU", False), ("Draft", False), ("12", False), ("", False),
        (f"REPORT{' ' * 53}1", True), (f"REPORT{' ' * 54}1", False),
    ],
)  # fmt: skip
def test_a_text_alone_in_its_row_tells_the_kind(text: str, told: bool) -> None:
    assert is_kind(text) is told


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Draft agenda of the second meeting", "agenda"), ("Agenda", "agenda"), ("Projet d'ordre du jour", "agenda"),
        ("议程草案", "agenda"), ("Повестка дня второго собрания", "agenda"), ("Report of the first meeting", "report"),
        ("List of participants", "participants"), ("Information model for avatars", None), ("Agendas of cities", None),
        ("On the agenda of the metaverse", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_title_opens_with_its_kind(title: str | None, kind: Kind | None) -> None:
    assert titled_kind(title) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("JCA-MV_agenda_v2.docx", "agenda"), ("Agenda.docx", "agenda"), ("TD-012.docx", "td"), ("TD12.docx", "td"),
        ("Meeting report.docx", "report"), ("participants.xlsx", "participants"), ("oLS_17.docx", "liaison_out"),
        ("LS-out to IEEE.docx", "liaison_out"), ("contd.docx", None), ("reporting.docx", None), ("Input.docx", None),
    ],
)  # fmt: skip
def test_a_file_name_says_the_officers_kind(name: str, kind: Kind | None) -> None:
    assert filed_kind(name) == kind


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("LS to JCA-MV", True), ("iLS_00012.docx", True), ("SG13-LS136_att17.docx", True), ("Note de liaison", True),
        ("Liaison from IEEE", True), ("Contribution on TLS", False), ("ls -la", False), ("Details.docx", False),
    ],
)  # fmt: skip
def test_a_subject_or_name_speaks_of_a_liaison_statement(text: str, says: bool) -> None:
    assert speaks_of_liaison(text) is says


@given(st.text(max_size=400))
def test_no_text_breaks_the_words_of_kinds(text: str) -> None:
    assert named_kind(text) in (None, "contribution", "liaison_in", "presentation", *OFFICERS)
    assert titled_kind(text) in (None, "contribution", "liaison_in", "presentation", *OFFICERS)
    assert filed_kind(text) in (None, *OFFICERS)


@pytest.mark.parametrize(
    ("one", "kind", "recorded"),
    [
        pytest.param(seen("pptx", title="Avatars"), "presentation", ("Avatars", ("Ada Lovelace",)), id="glance"),
        pytest.param(other_file("My slides.ppt", "ppt"), "presentation", ("My slides", ("Ada Lovelace",)), id="name"),
        pytest.param(off(), "agenda", (cover().title, cover().source), id="its-own-cover"),
        pytest.param(seen("pdf", title="Avatars"), "contribution", (None, ()), id="a-contribution-needs-a-cover"),
    ],
)
def test_what_has_no_cover_can_be_named_in_lists(
    one: Document, kind: Kind, recorded: tuple[str | None, tuple[str, ...]]
) -> None:
    found = as_recorded(one, kind, sent()).cover
    assert (found.title, found.source) == recorded
