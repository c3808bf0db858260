"""Liaison statements as other bodies write them: what is asked of whom, until when, under which title."""

import pytest

from intake.domain.cover.field_words import LABELS, LIAISON
from intake.domain.cover.liaison_letter import LiaisonLetter, letter_in_glance, letter_in_word
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
    assert (letter.title, letter.source) == ("LS on avatars", ("SA4",))
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
