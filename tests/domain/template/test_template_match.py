"""What is on the template, what comes near, and what is something else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.document import Cell, Placeholder, Table, TemplateMatch, Word
from intake.domain.template.match import opening, read_cover
from tests.domain.documents import (
    CR_COVER,
    CV,
    IEEE_COVER,
    INVOICE,
    LANGUAGES,
    LETTER,
    LIAISON,
    MINUTES,
    PROFILE,
    bare,
    bare_cover,
    contribution,
    empty_template,
    table,
    word,
)

SOURCE, TITLE = ("Source:", "ETRI"), ("Title:", "A study")
CONTACT, ABSTRACT, KEYWORDS = ("Contact:", "Kim"), ("Abstract:", "What it says."), ("Keywords:", "one; two")


def match_of(document: Word) -> TemplateMatch:
    return read_cover(document, PROFILE)[1]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(contribution(), id="the template filled in"),
        pytest.param(empty_template(), id="the template unfilled"),
        pytest.param(bare(SOURCE, TITLE, CONTACT, ABSTRACT), id="typed by hand"),
        pytest.param(bare(SOURCE, TITLE, CONTACT), id="source, title, contact"),
        pytest.param(bare(TITLE, SOURCE, ABSTRACT, KEYWORDS, CONTACT), id="in another order"),
        pytest.param(
            bare(("Agenda item:", "5"), SOURCE, TITLE, ("Document for:", "Decision"), CONTACT, ABSTRACT),
            id="rows added",
        ),
        pytest.param(word(table(("Source: ETRI",), ("Title: A study",), ("Contact: Kim",))), id="one cell a row"),
        pytest.param(word(table(("Source: ETRI\nTitle: A study\nContact: Kim",), where="textbox")), id="a text box"),
        pytest.param(word(table(SOURCE, TITLE, CONTACT, where="header")), id="in the page header"),
        pytest.param(word(table(("Logo",)), table(SOURCE, TITLE, CONTACT, where="cell")), id="a nested table"),
        pytest.param(word(table(SOURCE, TITLE, CONTACT), table(KEYWORDS, ABSTRACT)), id="two tables"),
        pytest.param(word(table(("Source", ":", "ETRI"), ("Title", ":", "A study"), CONTACT)), id="colon in a cell"),
        pytest.param(word(table(("Source:",), ("ETRI",), ("Title:",), ("A study",), CONTACT)), id="values below"),
        *(pytest.param(bare_cover(language), id=language) for language in LANGUAGES),
    ],
)
def test_a_person_would_take_it_for_the_template(document: Word) -> None:
    match = match_of(document)
    assert (match.conforms, match.score >= 0.6, match.profile) == (True, True, "jca")


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(CR_COVER, id="3GPP change request"),
        pytest.param(IEEE_COVER, id="IEEE 802.16 cover"),
        pytest.param(MINUTES, id="minutes"),
        pytest.param(LETTER, id="letter"),
        pytest.param(CV, id="curriculum vitae"),
        pytest.param(INVOICE, id="invoice"),
        pytest.param(bare(TITLE), id="one word"),
        pytest.param(word(paragraphs=("Title:", "Source:")), id="no table"),
        pytest.param(Word(), id="nothing"),
        pytest.param(word(table(("Sourcecode", "x"), ("Titles", "y"), ("Contactless", "z"))), id="longer words"),
    ],
)
def test_other_papers_do_not_even_come_near(document: Word) -> None:
    match = match_of(document)
    assert (match.conforms, match.score < 0.5) == (False, True)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(bare(SOURCE, TITLE), id="source and title only"),
        pytest.param(bare(TITLE, SOURCE, ABSTRACT), id="no contact, in another order"),
        pytest.param(LIAISON, id="a liaison statement"),
    ],
)
def test_a_near_miss_scores_between_half_and_match(document: Word) -> None:
    match = match_of(document)
    assert (match.conforms, 0.5 <= match.score < 0.6) == (False, True)


def test_source_and_title_belong_into_one_table() -> None:
    apart = word(table(SOURCE, CONTACT), table(TITLE, KEYWORDS, ABSTRACT))
    match = match_of(apart)
    assert (match.conforms, match.score) == (False, 0.9)


def test_the_least_score_is_the_caller_s() -> None:
    assert read_cover(bare(SOURCE, TITLE), PROFILE, match=0.5)[1].conforms
    assert not read_cover(bare_cover("en"), PROFILE, match=0.95)[1].conforms


def test_every_bookmark_counts() -> None:
    scores = [match_of(one).score for one in (contribution(), bare_cover("en"))]
    assert scores == [1.0, 0.9]


@pytest.mark.parametrize(
    ("document", "missing", "reordered"),
    [
        pytest.param(contribution(), (), False, id="whole"),
        pytest.param(bare(SOURCE, TITLE, CONTACT, ABSTRACT), ("Keywords",), False, id="a row less"),
        pytest.param(bare(TITLE, SOURCE, CONTACT, KEYWORDS, ABSTRACT), (), True, id="moved"),
        pytest.param(bare(SOURCE, TITLE), ("Contact", "Keywords", "Abstract"), False, id="three rows less"),
        pytest.param(
            word(table(KEYWORDS, ABSTRACT), table(SOURCE, TITLE, CONTACT)), (), False, id="order counts within a table"
        ),
        pytest.param(
            bare(SOURCE, TITLE, CONTACT, ("Contact 2:", "Wang"), KEYWORDS, ABSTRACT), (), False, id="two contacts"
        ),
    ],
)
def test_a_changed_cover_table_is_told(document: Word, missing: tuple[str, ...], reordered: bool) -> None:
    match = match_of(document)
    assert (match.missing, match.reordered) == (missing, reordered)


@pytest.mark.parametrize(
    ("changes", "placeholders"),
    [
        ({"title": "<Title>"}, [("title", "<Title>")]),
        ({"title": "[Title]"}, [("title", "[Title]")]),
        ({"title": "Title"}, [("title", "Title")]),
        ({"title": "Insert title"}, [("title", "Insert title")]),
        ({"title": "＜Title＞"}, [("title", "＜Title＞")]),
        ({"source": "Click or tap here to enter text."}, [("source", "Click or tap here to enter text.")]),
        ({"source": "ETRI\n<Source 2>"}, [("source", "<Source 2>")]),
        ({"abstract": "<Abstract>"}, [("abstract", "<Abstract>")]),
        ({"keywords": "Insert keywords"}, [("keywords", "Insert keywords")]),
        ({"contact": "Ada\n<Organization>\nUK"}, [("contact", "<Organization>")]),
        ({"reach": "Tel: <Telephone>\nFax:\nE-mail: ada@engines.example"}, [("contact", "<Telephone>")]),
        ({"contact2": "Kim\n<Organization>\nKorea"}, [("contact 2", "<Organization>")]),
        ({"group": "<Name of the group>"}, [("group", "<Name of the group>")]),
        ({"number": "[to be assigned]"}, []),
        ({"number": "<Number>"}, []),
        ({"title": "Use of <b> in [HTML]"}, []),
        ({"title": "[Draft] A study"}, []),
        ({"title": "Title and name in identity systems"}, []),
        ({"title": "Type approval of devices"}, []),
        ({"reach": "E-mail: <ada@engines.example>"}, []),
    ],
)
def test_sample_texts_still_standing_are_named(changes: dict[str, str], placeholders: list[tuple[str, str]]) -> None:
    reach2 = {"contact2": "", "reach2": ""}
    match = match_of(contribution(**{**reach2, **changes}))
    assert list(match.placeholders) == [Placeholder(*one) for one in placeholders]


def test_an_unfilled_second_contact_is_a_placeholder_and_no_contact() -> None:
    cover, match = read_cover(contribution(), PROFILE)
    assert [one.name for one in cover.contacts] == ["Ada Lovelace"]
    assert {one.field for one in match.placeholders} == {"contact 2"}
    assert Placeholder("contact 2", "<Name>") in match.placeholders


TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["Source:", "Title", "Contact:", "来源：x", "<Name>", "Tel: 1\nE-mail: a@b.example\nc@d.example", "Doc 1"]
    ),
)
CELLS = st.builds(
    Cell, TEXTS, st.lists(st.sampled_from(["dsource", "dtitle1", "dcontact", "x"]), max_size=2).map(tuple)
)
TABLES = st.builds(
    Table,
    st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=6).map(tuple),
    st.sampled_from(["body", "header", "textbox", "cell"]),
)
WORDS = st.builds(Word, st.lists(TABLES, max_size=4).map(tuple), st.lists(st.text(max_size=20), max_size=3).map(tuple))


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_any_document_is_read(document: Word) -> None:
    cover, match = read_cover(document, PROFILE)
    assert 0 <= match.score <= 1
    assert (cover, match) == read_cover(document, PROFILE)
    assert all("\n" not in text for text in (cover.title or "", *cover.source))
    assert len(opening(document)) <= 600


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("1" * 100_000 + "x", id="digits"),
        pytest.param("a" * 100_000 + "@", id="an address without an end"),
        pytest.param("x\n" * 100_000, id="lines"),
        pytest.param("a, of," * 40_000, id="commas"),
        pytest.param(";(((" * 40_000, id="brackets"),
        pytest.param("<" * 50_000 + " " * 50_000, id="an open sample"),
        pytest.param("e - m a i l " * 20_000, id="spaced words"),
        pytest.param("Source:\n" * 30_000, id="labels"),
    ],
)
@pytest.mark.timeout(10)
def test_no_text_costs_more_than_a_moment(hostile: str) -> None:
    rows = [(one, hostile) for one in ("Question(s):", "Source:", "Title:", "Contact:", "Keywords:", "Abstract:")]
    assert match_of(word(table((hostile, hostile, hostile), *rows))).conforms
