"""A cover is found wherever a person sees one: in text boxes, in the page header, and half of it below the table."""

import pytest

from intake.domain.cover.cells import is_foreign
from intake.domain.document import Cell, Word
from intake.domain.template.match import read_cover
from tests.domain.documents import ADA, LANGUAGES, PROFILE, REACHED, cell, label, table, word

COVER = (("Source:", "ETRI"), ("Title:", "A study"), ("Contact:", ADA, REACHED))
BOXES = ("Source:\nETRI", "Title: A study", f"Contact: {ADA}\n{REACHED}")


def boxes(*texts: str) -> Word:
    return word(*(table((text,), where="textbox") for text in texts), paragraphs=("Discussion",))


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(boxes(*BOXES), id="a text box for each"),
        pytest.param(boxes("\n".join(BOXES)), id="one text box"),
        pytest.param(boxes("Source:", "ETRI", "Title:", "A study", f"Contact: {ADA}\n{REACHED}"), id="labels apart"),
        pytest.param(word(table(*COVER, where="textbox")), id="a table in a text box"),
        pytest.param(word(table(*COVER, where="header")), id="page header"),
        pytest.param(word(*(table(*COVER, where="header"),) * 3), id="three page headers"),
        pytest.param(word(table(("x", "y")), table(*COVER, where="cell")), id="nested"),
        pytest.param(
            word(table(("No.", "What"), ("1", "x")), table(*COVER, where="header")), id="beside another table"
        ),
    ],
)
def test_a_cover_outside_of_a_body_s_table_is_accepted(document: Word) -> None:
    cover, match = read_cover(document, PROFILE)
    assert (cover.source, cover.title, match.conforms) == (("ETRI",), "A study", True)
    assert [(one.name, one.email) for one in cover.contacts] == [("Ada Lovelace", "ada@engines.example")]


FOOTER = (
    "Contact: Ada Lovelace",
    "Analytical Engines Ltd",
    "United Kingdom",
    "Tel: +44 20 7946 0000",
    "E-mail: a@b.example",
)
ATTENTION = "Attention: This is not a publication made available to the public, but an internal document of the group."


@pytest.mark.parametrize(
    "page_texts",
    [
        pytest.param((*FOOTER, ATTENTION), id="lines"),
        pytest.param((ATTENTION, "\n".join(FOOTER), "Page 1"), id="one paragraph"),
        pytest.param((*FOOTER, ATTENTION, "Doc 119", *FOOTER, ATTENTION), id="on every page"),
    ],
)
def test_an_older_template_has_its_contact_in_the_page_footer(page_texts: tuple[str, ...]) -> None:
    cover, match = read_cover(word(table(*COVER[:2]), page_texts=page_texts), PROFILE)
    assert [(one.name, one.email) for one in cover.contacts] == [("Ada Lovelace", "a@b.example")]
    assert (match.conforms, "Contact" in match.missing) == (True, False)


def test_a_contact_on_the_cover_comes_before_the_one_in_the_footer() -> None:
    cover = read_cover(word(table(*COVER), page_texts=("Contact: somebody else", ATTENTION)), PROFILE)[0]
    assert [one.name for one in cover.contacts] == ["Ada Lovelace"]


def test_labels_and_values_may_be_stacked_in_a_cell_each() -> None:
    cover, match = read_cover(word(table(("Source:\nTitle:\nContact:", "ETRI\nA study\nKim"))), PROFILE)
    assert (cover.source, cover.title, match.conforms) == (("ETRI",), "A study", True)
    assert [one.name for one in cover.contacts] == ["Kim"]


def test_labels_in_a_cell_with_values_of_their_own_are_not_stacked() -> None:
    rows = ("Source: ETRI\nTitle: A study", "see\nbelow"), ("Contact:", "Kim")
    cover = read_cover(word(table(*rows)), PROFILE)[0]
    assert (cover.source, cover.title) == (("ETRI",), "A study")


def test_a_contact_outside_of_the_cover_s_table_is_not_the_author_s() -> None:
    letterhead = table(("Contact:", "TSB secretariat"))
    cover = read_cover(word(letterhead, table(*COVER)), PROFILE)[0]
    assert [one.name for one in cover.contacts] == ["Ada Lovelace"]


HEADINGS = ("Source:", "Title:", "Contact:")


@pytest.mark.parametrize(
    ("headings", "values", "read"),
    [
        pytest.param(HEADINGS, ("ETRI", "A study", "Kim"), ("ETRI", "A study", ["Kim"]), id="one for each"),
        pytest.param(HEADINGS, ("ETRI", "A study"), ("ETRI", "A study", []), id="none under the last"),
        pytest.param(HEADINGS, ("ETRI",), ("ETRI", None, []), id="the first alone"),
        pytest.param(HEADINGS[:2], ("ETRI", "A study", "x"), ("ETRI", "A study", []), id="one more than headings"),
        pytest.param(
            (cell("Source:", span=2), cell("Title:", span=2), cell("Contact:", span=2)),
            ("ETRI", "A study", "Kim"),
            ("ETRI", "A study", ["Kim"]),
            id="as many but narrower",
        ),
        pytest.param(
            (cell("Source:"), cell("Title:", span=2), cell("Contact:")),
            (cell("ETRI", span=2), "A study", "Kim"),
            ("ETRI", "A study", ["Kim"]),
            id="borders that do not meet",
        ),
        pytest.param(
            (cell("Source:", span=2), cell("Title:")), ("ETRI", "IEEE", "A study"), ("ETRI", "A study", []), id="parted"
        ),
    ],
)
def test_a_value_stands_under_its_own_heading_alone(
    headings: tuple[str | Cell, ...], values: tuple[str | Cell, ...], read: tuple[str, str | None, list[str]]
) -> None:
    cover = read_cover(word(table(headings, values)), PROFILE)[0]
    assert (*cover.source, cover.title, [one.name for one in cover.contacts]) == read


def test_a_later_table_with_a_title_of_its_own_moves_nothing_above_the_cover_s() -> None:
    later = table(("Title:", "Minutes"), ("Item", "Decision"))
    rows = ("JCA-MV-Doc-012",), ("Joint Coordination Activity on metaverse standardization",), *COVER
    cover = read_cover(word(table(*rows), later), PROFILE)[0]
    assert (cover.doc_number, cover.title) == ("JCA-MV-Doc-012", "A study")
    assert cover.group == "Joint Coordination Activity on metaverse standardization"


@pytest.mark.parametrize(
    ("row", "foreign"),
    [
        pytest.param(("Category:", "F"), True, id="a label and a value"),
        pytest.param(("Work item code:", "NR_newRAT-Core", "2022-10-10"), True, id="a label and two values"),
        pytest.param(("Category:", ""), False, id="a label alone"),
        pytest.param(("", "F", "2022-10-10"), False, id="no label"),
        pytest.param(("Title:", "A study"), False, id="a label of ours"),
        pytest.param(("Tel:", "+41 22 730 5111"), False, id="a part of a contact"),
    ],
)
def test_a_labelled_row_of_another_cover(row: tuple[str, ...], foreign: bool) -> None:
    assert is_foreign(tuple(map(cell, row))) is foreign


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("between", [" ", "\xa0", "\n", None], ids=["a space", "NBSP", "a line", "a paragraph"])
def test_abstract_and_keywords_may_stand_below_the_table(language: str, between: str | None) -> None:
    texts = (("abstract", "What it says."), ("keywords", "one, two"))
    lines = ((label(name, language), text) for name, text in texts)
    paragraphs = [
        one for label_, text in lines for one in ([label_, text] if between is None else [f"{label_}{between}{text}"])
    ]
    cover, match = read_cover(word(table(*COVER), paragraphs=[*paragraphs, "Introduction"]), PROFILE)
    assert (cover.abstract, cover.keywords) == ("What it says.", ("one", "two"))
    assert (match.missing, match.reordered, match.conforms) == ((), False, True)


@pytest.mark.parametrize(
    ("paragraphs", "abstract"),
    [
        pytest.param(["Abstract", "What it says."], "What it says.", id="a heading"),
        pytest.param(["1 Abstract", "What it says."], None, id="a numbered section"),
        pytest.param(["Abstract", "Keywords: one"], None, id="an empty heading"),
        pytest.param(["Abstract"], None, id="at the end"),
        pytest.param(["Abstract art is not meant."], None, id="a sentence"),
        pytest.param(["x"] * 40 + ["Abstract: late"], None, id="pages later"),
    ],
)
def test_only_a_label_makes_a_paragraph_a_field(paragraphs: list[str], abstract: str | None) -> None:
    assert read_cover(word(table(*COVER), paragraphs=paragraphs), PROFILE)[0].abstract == abstract


def test_what_the_table_says_comes_first() -> None:
    document = word(table(*COVER, ("Abstract:", "In the table.")), paragraphs=["Abstract: below"])
    assert read_cover(document, PROFILE)[0].abstract == "In the table."
    unfilled = word(table(*COVER), table(("Abstract:", "<Abstract>")), paragraphs=["Abstract: below"])
    cover, match = read_cover(unfilled, PROFILE)
    assert (cover.abstract, match.placeholders) == ("below", ())


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            word(table(("Qty", "Price"), ("1", "2")), paragraphs=["Abstract: x", "Keywords: y"]), id="a paper"
        ),
        pytest.param(word(paragraphs=["Source: ETRI", "Title: A study", "Contact: Ada", "Abstract: x"]), id="no table"),
        pytest.param(boxes("Figure 1", "Source: own photographs", "Abstract"), id="captions"),
        pytest.param(
            word(table(("Document", "Title", "Source"), ("Doc 1", "Agenda", "Chair")), paragraphs=["Abstract: x"]),
            id="a meeting report",
        ),
    ],
)
def test_and_nothing_else_is_made_a_cover(document: Word) -> None:
    match = read_cover(document, PROFILE)[1]
    assert (match.conforms, match.score < 0.5) == (False, True)
