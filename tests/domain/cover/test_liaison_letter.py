"""Liaison statements as other bodies write them: what is asked of whom, until when, under which title."""

from collections.abc import Callable

import pytest

from intake.domain.cover.field_words import LABELS, LIAISON
from intake.domain.cover.liaison_letter import LiaisonLetter, letter_in_glance, letter_in_word
from intake.domain.cover.liaison_words import addressed_in
from intake.domain.document import Cell, Glance, Liaison, Table, Word

LINES = (
    "LIAISON STATEMENT",
    "Title: LS on interoperability of avatars",
    "Source: ISO/IEC JTC 1/SC 24",
    "For action to: ITU-T JCA-MV",
    "For comment to: ITU-T SG16, ITU-T SG17",
    "For information to: TSAG",
    "Approval: SC 24 plenary, Busan, 12 March 2026",
    "Deadline: 30 June 2026",
    "Contact: Ada Lovelace, ISO, United Kingdom",
    "Tel: +44 20 7946 0000",
    "E-mail: ada@example.org",
    "ISO/IEC JTC 1/SC 24 informs JCA-MV of its work on avatars, and asks for comments on the attached draft text.",
)
WHOLE = Liaison(
    ("ITU-T JCA-MV",), ("ITU-T SG16", "ITU-T SG17"), ("TSAG",), "SC 24 plenary, Busan, 12 March 2026", "30 June 2026"
)


def table(*rows: tuple[str, ...], behind: int = 0) -> Table:
    return Table(tuple(tuple(Cell(text) for text in row) for row in rows), behind=behind)


def rows(lines: tuple[str, ...], sign: str = ":") -> list[tuple[str, ...]]:
    parted = (line.partition(": ") for line in lines)
    return [(f"{label}{sign}", said) for label, _, said in parted if said]


def as_paragraphs(lines: tuple[str, ...]) -> Word:
    return Word(paragraphs=lines)


@pytest.mark.parametrize(
    "word",
    [
        pytest.param(as_paragraphs(LINES), id="paragraphs"),
        pytest.param(Word(paragraphs=("\n".join(LINES),)), id="one-paragraph-with-breaks"),
        pytest.param(as_paragraphs(tuple(one.replace(": ", " :\t") for one in LINES)), id="tabs"),
        pytest.param(as_paragraphs(tuple(part for one in LINES for part in one.split(": "))), id="label-above-text"),
        pytest.param(Word(tables=(table(*rows(LINES)),), paragraphs=LINES[-1:]), id="table"),
        pytest.param(Word(tables=(table(*rows(LINES, "")),), paragraphs=LINES[-1:]), id="table-without-colons"),
        pytest.param(Word(tables=(table(*((one,) for one in LINES)),)), id="table-of-one-column"),
        pytest.param(Word(tables=(table(*rows(LINES[:4])),), paragraphs=LINES[4:]), id="table-and-paragraphs"),
    ],
)
def test_the_head_of_a_letter_is_read(word: Word) -> None:
    letter = letter_in_word(word)
    assert letter is not None
    assert letter.asked == WHOLE
    assert (letter.title, letter.source) == ("LS on interoperability of avatars", ("ISO/IEC JTC 1/SC 24",))
    (contact,) = letter.contacts
    assert (contact.name, contact.email) == ("Ada Lovelace", "ada@example.org")


def test_the_lines_of_another_file_are_read_as_well() -> None:
    letter = letter_in_glance(Glance(text="\n".join(LINES)))
    assert letter is not None
    assert (letter.asked, letter.title) == (WHOLE, "LS on interoperability of avatars")
    wrapped = "Title: LS on interoperability\nof avatars\nSource: ISO\nFor information to: JCA-MV\nWe inform you."
    told = letter_in_glance(Glance(text=wrapped))
    assert told is not None
    assert (told.title, told.asked.for_information) == ("LS on interoperability of avatars", ("JCA-MV",))


@pytest.mark.parametrize(
    "title", ["LS on avatars", "Reply LS on avatars", "[DRAFT] LS on avatars", "Liaison on avatars"]
)
@pytest.mark.parametrize("sign", [": ", ":\t"])
def test_to_and_copies_are_read_where_the_title_says_what_it_is(title: str, sign: str) -> None:
    lines = (
        f"Title{sign}{title}",
        f"Source{sign}3GPP SA4",
        f"To{sign}JCA-MV",
        f"Cc{sign}ITU-T SG16",
        "SA4 informs you.",
    )
    letter = letter_in_word(as_paragraphs(lines))
    assert letter is not None
    assert (letter.asked.for_action, letter.asked.for_information) == (("JCA-MV",), ("ITU-T SG16",))
    assert (letter.title, letter.source) == (title, ("3GPP SA4",))


def test_what_else_the_head_of_3gpp_says_belongs_to_no_other_line() -> None:
    lines: tuple[str, ...] = (
        "3GPP TSG-SA4 Meeting #130",
        "Title:\tLS on avatars",
        "Response to:\tLS S4-1",
        "Release:\tRel-19",
    )
    lines += ("Work Item:\tAvatar", "Source:\tSA4", "To:\tJCA-MV", "Cc:\tSG16", "Attachments:\tnone", "1. Text")
    letter = letter_in_word(as_paragraphs(lines))
    assert letter is not None
    assert (letter.title, letter.source) == ("LS on avatars", ("3GPP SA4",))
    assert (letter.asked.for_action, letter.asked.for_information) == (("JCA-MV",), ("SG16",))


@pytest.mark.parametrize("title", ["On avatars", "Minutes", "On liaison officers"])
def test_to_alone_makes_no_liaison_statement(title: str) -> None:
    assert letter_in_word(as_paragraphs((f"Title: {title}", "Source: SA4", "To: JCA-MV", "Cc: SG16"))) is None


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_the_labels_of_six_languages_are_known(language: str) -> None:
    for asked in ("for_action", "for_comment", "for_information"):
        for label in LIAISON[asked][language]:
            title, source = LABELS["title"][language][0], LABELS["source"][language][0]
            reply, approval = LIAISON["reply_by"][language][0], LIAISON["approval"][language][0]
            for sign in (":", " :", "："):
                said = ((title, "LS"), (source, "3GPP"), (label, "JCA-MV"), (reply, "2026-06-30"), (approval, "SA4"))
                letter = letter_in_word(Word(paragraphs=tuple(f"{name}{sign} {text}" for name, text in said)))
                assert letter is not None, label
                assert getattr(letter.asked, asked) == ("JCA-MV",)
                assert (letter.title, letter.source) == ("LS", ("3GPP",))
                assert (letter.asked.reply_by, letter.asked.approval) == ("2026-06-30", "SA4")


@pytest.mark.parametrize(
    "word",
    [
        pytest.param(Word(), id="empty"),
        pytest.param(as_paragraphs(("Title: On avatars", "Source: ETRI", "Deadline: 30 June")), id="nothing-is-asked"),
        pytest.param(as_paragraphs(("For information to: JCA-MV", "We inform you.")), id="no-title-no-source"),
        pytest.param(as_paragraphs(("Title: A", "This is for information to all who read it.")), id="a-sentence"),
        pytest.param(as_paragraphs(("Title: A", "Source: B", "For action to: none")), id="to-nobody"),
        pytest.param(as_paragraphs((*["Text."] * 90, *LINES)), id="far-below"),
        pytest.param(
            Word(paragraphs=("Text.",) * 40, tables=(table(*rows(LINES), behind=40),)), id="a-form-in-an-annex"
        ),
    ],
)
def test_what_is_no_liaison_letter(word: Word) -> None:
    assert letter_in_word(word) is None


def test_the_letter_itself_belongs_to_no_label() -> None:
    text = ("For information to: JCA-MV", "Title:", "LS on avatars", "Source:", "W3C", "W3C is pleased to tell. " * 9)
    assert letter_in_word(as_paragraphs(text)) == LiaisonLetter(
        Liaison(for_information=("JCA-MV",)), "LS on avatars", ("W3C",)
    )


@pytest.mark.parametrize(
    ("between", "email"),
    [pytest.param(7, "kim@etri.example", id="8-lines"), pytest.param(8, None, id="9-lines")],
)
def test_a_contact_goes_on_for_a_few_lines(between: int, email: str | None) -> None:
    head = ("Title: LS on avatars", "Source: ETRI", "For action to: JCA-MV", "Contact:")
    letter = letter_in_word(as_paragraphs((*head, *["Daejeon"] * between, "E-mail: kim@etri.example")))
    assert letter is not None
    assert [one.email for one in letter.contacts] == [email]


def as_table(text: str) -> Word:
    return Word(tables=(table(*rows(tuple(text.split("\n")))),))


BODIES = {
    "3GPP": (
        ("3GPP TSG-SA WG2 Meeting #162\tS2-2404321\nTitle:\tLS on avatar call\nResponse to:\tLS S1-240011 from SA1\n"
        "Release:\tRel-19\nWork Item:\tNG_RTC\nSource:\tSA2\nTo:\tITU-T JCA-MV\nCc:\tSA4\nContact person:\tKim Min-ji\n"
        "\tkim@etri.example\nSend any reply LS to:\t3GPP Liaisons Coordinator\nAttachments:\tnone\n"
        "1. Overall Description:\nSA2 informs JCA-MV.\n2. Actions:\nTo JCA-MV group.\nACTION: SA2 asks for feedback."),
        "LS on avatar call", "3GPP SA2", (("ITU-T JCA-MV",), (), ("SA4",)), None,
    ),
    "ETSI": (
        ("LIAISON STATEMENT\nTitle*: Metaverse terms\nDate: 2026-03-12\nFrom (source)*: ETSI ISG ARF\n"
        "Contact(s)*: Kim Min-ji, kim@etri.example\nTo*: ITU-T JCA-MV\nCopy to: ETSI TC HF\n"
        "Response to (if applicable):\nAttachments: ETSI GS ARF 003"),
        "Metaverse terms", "ETSI ISG ARF", (("ITU-T JCA-MV",), (), ("ETSI TC HF",)), None,
    ),
    "OMA": (
        ("Liaison Statement\nTitle: Device management of headsets\nDate: 12 Mar 2026\nTo: ITU-T JCA-MV\nCC: GSMA\n"
        "Source: OMA SpecWorks DM Working Group\nSend Replies to: OMA-LIAISON@mail.example\nContact(s): Kim Min-ji\n"
        "Attachments: n/a\n1 Overview\nThis is the text."),
        "Device management of headsets", "OMA SpecWorks DM Working Group", (("ITU-T JCA-MV",), (), ("GSMA",)), None,
    ),
    "GSMA": (
        ("Liaison Statement\nFrom: GSMA Networks Group\nTo: ITU-T JCA-MV\nCC: 3GPP SA4\nSubject: Immersive services\n"
        "Document for: Information\nDear colleagues,"),
        "Immersive services", "GSMA Networks Group", ((), (), ("ITU-T JCA-MV",)), None,
    ),
    "IETF": (
        ("Liaison statement\nTitle: Identifiers of avatars\nSubmission Date: 2026-03-12\n"
        "URL of the IETF Web page: https://datatracker.example/liaison/1/\nPlease reply by 2026-06-30\n"
        "From: Ada Lovelace (IETF)\nTo: ITU-T JCA-MV\nCc: The IETF Chair\nResponse Contacts: ada@example.org\n"
        "Purpose: For comment\nBody: We work on it."),
        "Identifiers of avatars", "Ada Lovelace (IETF)", ((), ("ITU-T JCA-MV",), ("The IETF Chair",)), "2026-06-30",
    ),
    "IEEE 802": (
        ("IEEE 802 LAN/MAN Standards Committee\nDate: 12 March 2026\nTo: ITU-T JCA-MV\nCC: IEEE SA\n"
        "From: IEEE 802.11 Working Group\nSubject: Liaison response to ITU-T JCA-MV on XR traffic\nDear colleagues,"),
        "Liaison response to ITU-T JCA-MV on XR traffic", "IEEE 802.11 Working Group",
        (("ITU-T JCA-MV",), (), ("IEEE SA",)), None,
    ),
    "ISO/IEC JTC 1": (
        ("ISO/IEC JTC 1/SC 29/WG 2 N 0345\nDocument type: Outgoing Liaison Statement\n"
        "Title: Liaison statement from SC 29/WG 2 to ITU-T JCA-MV on avatar formats\nStatus: Approved\n"
        "Date of document: 2026-03-12\nSource: ISO/IEC JTC 1/SC 29/WG 2\nExpected action: INFO\nAction due date: None\n"
        "No. of pages: 3"),
        "Liaison statement from SC 29/WG 2 to ITU-T JCA-MV on avatar formats", "ISO/IEC JTC 1/SC 29/WG 2",
        ((), (), ("ITU-T JCA-MV",)), None,
    ),
    "APT": (
        ("ASIA-PACIFIC TELECOMMUNITY\nThe 38th Meeting of ASTAP\nDocument: ASTAP-38/OUT-12\n"
        "Source: Expert Group MA\nTitle: Liaison Statement to ITU-T JCA-MV on metaverse use cases"),
        "Liaison Statement to ITU-T JCA-MV on metaverse use cases", "Expert Group MA",
        (("ITU-T JCA-MV",), (), ()), None,
    ),
    "CEPT": (
        ("Doc: ECC(26)014\nDate issued: 12 March 2026\nSource: ECC PT1\n"
        "Subject: LS to ITU-T JCA-MV on spectrum for XR\n"
        "Group membership required to read? (Y/N): N\nSummary:\nIt is sent."),
        "LS to ITU-T JCA-MV on spectrum for XR", "ECC PT1", (("ITU-T JCA-MV",), (), ()), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    "shape", [lambda text: as_paragraphs(tuple(text.split("\n"))), as_table], ids=["lines", "table"]
)
def test_the_statements_of_other_bodies_are_read_in_their_layouts(body: str, shape: Callable[[str], Word]) -> None:
    text, title, source, (action, comment, information), reply_by = BODIES[body]
    if shape is as_table:
        text = text.replace(":\t", ": ").replace("Please reply by ", "Reply requested by: ")
        text = f"{text}\nLiaison statement: yes"
    letter = letter_in_word(shape(text))
    assert letter is not None
    assert (letter.title, letter.source) == (title, (source,))
    assert letter.asked == Liaison(action, comment, information, None, reply_by)
    told = letter_in_glance(Glance(text=text))
    assert shape is as_table or (told is not None and told.asked == letter.asked)


LABELLED = {
    "en": ("Title", "LS on avatars", "Source", "To", "Cc", "Response to"),
    "fr": ("Titre", "Note de liaison sur les avatars", "Origine", "À", "Copie à", "En réponse à"),
    "es": ("Título", "Declaración de coordinación sobre avatares", "Origen", "Para", "Con copia a", "En respuesta a"),
    "ru": ("Название", "Заявление о взаимодействии по аватарам", "Источник", "Кому", "Копия", "В ответ на"),
    "ar": ("العنوان", "بيان اتصال بشأن الصور الرمزية", "المصدر", "إلى", "نسخة إلى", "ردا على"),
    "zh": ("标题", "关于虚拟形象的联络声明", "来源", "致", "抄送", "回复"),
}


@pytest.mark.parametrize("sign", [":", " :", "："])
@pytest.mark.parametrize("language", LABELLED)
def test_to_and_copies_are_known_in_six_languages(language: str, sign: str) -> None:
    title, about, source, to, copy, response = LABELLED[language]
    said = ((title, about), (response, "LS 12"), (source, "3GPP SA4"), (to, "JCA-MV"), (copy, "ITU-T SG16"))
    letter = letter_in_word(as_paragraphs(tuple(f"{label}{sign} {text}" for label, text in said)))
    assert letter is not None
    assert (letter.title, letter.source) == (about, ("3GPP SA4",))
    assert letter.asked == Liaison(("JCA-MV",), (), ("ITU-T SG16",))


@pytest.mark.parametrize(
    ("title", "by", "to"),
    [
        ("Liaison statement from SC 29 to ITU-T SG16 on avatars", "SC 29", "ITU-T SG16"),
        ("LS response to JCA-MV", "", "JCA-MV"),
        ("Note de liaison à la JCA-MV sur les avatars", "", "la JCA-MV"),
        ("Declaración de coordinación a la JCA-MV sobre avatares", "", "la JCA-MV"),
        ("Заявление о взаимодействии для JCA-MV по аватарам", "", "JCA-MV"),
        ("بيان اتصال إلى JCA-MV بشأن الصور", "", "JCA-MV"),
        ("致JCA-MV关于虚拟形象的联络声明", "", "JCA-MV"),
        ("On avatars", "", ""),
    ],
)
def test_a_title_tells_who_writes_to_whom(title: str, by: str, to: str) -> None:
    assert addressed_in(title) == (by, to)


@pytest.mark.parametrize(
    ("lines", "title", "source", "to"),
    [
        (("NOTE DE LIAISON", "De : ISO/TC 1", "À : JCA-MV", "Objet : Avatars"), "Avatars", "ISO/TC 1", "JCA-MV"),
        (("DECLARACIÓN DE ENLACE", "De: CITEL", "Para: JCA-MV", "Asunto: Avatares"), "Avatares", "CITEL", "JCA-MV"),
        (("Письмо о взаимодействии", "От: РСС", "Кому: JCA-MV", "Тема: Аватары"), "Аватары", "РСС", "JCA-MV"),
        (("بيان اتصال", "من: الجهة", "إلى: JCA-MV", "الموضوع: الصور"), "الصور", "الجهة", "JCA-MV"),
        (("联络函", "发件人：CCSA", "致：JCA-MV", "主题：虚拟形象"), "虚拟形象", "CCSA", "JCA-MV"),
        (("LIAISON STATEMENT", "LS from: ETSI TC HF", "To: JCA-MV", "Re: Avatars"), "Avatars", "ETSI TC HF", "JCA-MV"),
    ],
)
def test_a_heading_says_that_it_is_a_statement(lines: tuple[str, ...], title: str, source: str, to: str) -> None:
    letter = letter_in_word(as_paragraphs(lines))
    assert letter is not None
    assert (letter.title, letter.source, letter.asked.for_action) == (title, (source,), (to,))


@pytest.mark.parametrize(
    "lines",
    [
        ("Title: Liaison officers of JCA-MV", "Source: TSB", "To: all"),
        ("Title: Liaison activities in 2026", "Source: ETRI", "Cc: SG16"),
        ("To: JCA-MV", "From: ETRI", "Subject: Proposal on avatars"),
        ("Title: Report on the LS from SA4", "Source: ETRI", "To: JCA-MV"),
        ("A", "De", "Title: On avatars", "Source: ETRI"),
        ("Liaison statements", "Title: Meeting report", "Source: TSB", "To: all"),
    ],
)
def test_who_writes_about_liaison_sends_no_statement(lines: tuple[str, ...]) -> None:
    assert letter_in_word(as_paragraphs(lines)) is None
