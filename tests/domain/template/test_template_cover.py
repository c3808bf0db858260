"""The fields of a cover, as a person would copy them."""

import pytest

from intake.domain.document import Contact, Cover, Word
from intake.domain.template.learning import learn
from intake.domain.template.match import PLAIN, read_cover
from tests.domain.documents import (
    KIND_WORDS,
    LANGUAGES,
    PROFILE,
    bare,
    bare_cover,
    cell,
    contribution,
    empty_template,
    label,
    table,
    word,
)

SOURCE, TITLE = ("Source:", "ETRI"), ("Title:", "A study")


def cover_of(document: Word) -> Cover:
    return read_cover(document, PROFILE)[0]


def test_the_whole_cover_of_a_filled_template() -> None:
    assert cover_of(contribution(number="JCA-MV-Doc-012-Rev1")) == Cover(
        group="Joint Coordination Activity on metaverse standardization",
        doc_number="JCA-MV-Doc-012-Rev1",
        original_language="English",
        kind="CONTRIBUTION",
        source=("Analytical Engines Ltd",),
        title="Proposal for a vocabulary of virtual worlds",
        contacts=(
            Contact(
                "Ada Lovelace",
                "Analytical Engines Ltd",
                "United Kingdom",
                "+44 20 7946 0000",
                "+44 20 7946 0001",
                "ada@engines.example",
            ),
        ),
        keywords=("metaverse", "vocabulary"),
        abstract="This document proposes a vocabulary.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cover_typed_by_hand_in_six_languages(language: str) -> None:
    assert cover_of(bare_cover(language)) == Cover(
        doc_number="Doc 12",
        kind=KIND_WORDS[language],
        source=("ETRI",),
        title="A study",
        contacts=(
            Contact("Kim Min-ji", "ETRI", "Korea (Rep. of)", "+82 42 860 0000", "+82 42 860 0001", "kim@etri.example"),
        ),
        keywords=("one", "two"),
        abstract="What it says.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_purpose_and_meeting_in_six_languages(language: str) -> None:
    document = word(
        table(
            (label("questions", language), "1/17", label("meeting", language), "Geneva, 12 - 13 May 2026"),
            (label("source", language), "ETRI"),
            (label("title", language), "A study"),
            (label("purpose", language), "Discussion"),
        )
    )
    cover = cover_of(document)
    assert (cover.questions, cover.purpose, cover.place, cover.dates) == (
        "1/17",
        "Discussion",
        "Geneva",
        "12 - 13 May 2026",
    )


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([("Source 1:", "ETRI"), ("Source 2:", "KT Corp"), TITLE], ("ETRI", "KT Corp")),
        ([("Source:", "ETRI"), ("Source:", "KT Corp"), TITLE], ("ETRI", "KT Corp")),
        ([("Source: ETRI", ""), TITLE], ("ETRI",)),
        ([("Source:", ":", "ETRI"), TITLE], ("ETRI",)),
        ([("Source:", "", "ETRI"), TITLE], ("ETRI",)),
        ([("Source:", ""), TITLE], ()),
    ],
)
def test_sources_wherever_their_cells_are(rows: list[tuple[str, ...]], names: tuple[str, ...]) -> None:
    assert cover_of(word(table(*rows))).source == names


@pytest.mark.parametrize(
    ("cells", "number", "group", "language"),
    [
        pytest.param(
            ("Doc 012", "Joint Coordination Activity on X", "Original: English"),
            *("Doc 012", "Joint Coordination Activity on X", "English"),
            id="as in the template",
        ),
        pytest.param(("Document 99Rev1", "JCA-MV", "English only"), "Document 99Rev1", "JCA-MV", "English", id="older"),
        pytest.param(("[to be assigned]", "", ""), "[to be assigned]", None, None, id="to be assigned"),
        pytest.param(("Doc xx", "", ""), "Doc xx", None, None, id="left open"),
        pytest.param(
            ("TD 292 (PLEN/2)-E", "TSAG", "Original : anglais"), "TD 292 (PLEN/2)-E", "TSAG", "anglais", id="TD"
        ),
        pytest.param(("SG17-C1000", "SG17", ""), "SG17-C1000", "SG17", None, id="study group"),
        pytest.param(("JCA-MV-Doc-012-Rev1", "", "原文：英文"), "JCA-MV-Doc-012-Rev1", None, "英文", id="ours"),
        pytest.param(
            ("Activité conjointe de coordination sur X", "", ""),
            None,
            "Activité conjointe de coordination sur X",
            None,
            id="fr",
        ),
        pytest.param(("STUDY PERIOD 2025-2028", "", ""), None, None, None, id="no number, no date"),
    ],
)
def test_the_right_column_has_no_labels(
    cells: tuple[str, str, str], number: str | None, group: str | None, language: str | None
) -> None:
    for block in ([("", "ITU", text) for text in cells], [("", "ITU", "\n".join(cells))]):
        cover = read_cover(word(table(*block, SOURCE, TITLE)), PLAIN)[0]
        assert (cover.doc_number, cover.group, cover.original_language) == (number, group, language)
        assert (cover.place, cover.dates) == (None, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CONTRIBUTION", "CONTRIBUTION"),
        ("Liaison statement", "Liaison statement"),
        ("REPORT 1", "REPORT 1"),
        ("TD", "TD"),
        ("ВКЛАД", "ВКЛАД"),
        ("التقرير 3", "التقرير 3"),
        ("Attention: please read", None),
    ],
)
def test_the_kind_stands_alone_in_its_row(text: str, kind: str | None) -> None:
    assert read_cover(word(table((text, ""), SOURCE, TITLE)), PLAIN)[0].kind == kind


def test_a_title_is_one_line_however_long() -> None:
    cover = cover_of(contribution(title="A study\nof very\x0b many\u202e words " + "and more " * 60))
    assert cover.title is not None
    assert cover.title.startswith("A study of very many words and more")
    assert len(cover.title) > 500


@pytest.mark.parametrize(
    ("document", "title"),
    [
        pytest.param(
            word(table(SOURCE, (cell("", "dtitle1"), "x"), ("Title:", "By label"))), "By label", id="an empty bookmark"
        ),
        pytest.param(
            word(table(SOURCE, ("Titre ou sujet", cell("By bookmark", "dtitle1")))), "By bookmark", id="bookmark"
        ),
        pytest.param(
            word(table(SOURCE, (cell("Title:", "dtitle1"), "By label"))), "By label", id="a bookmark on the label"
        ),
        pytest.param(
            word(table(("Source:", cell("ETRI", "dsource", "dtitle1")), ("Title:", "By label"))),
            "By label",
            id="a bookmark gone astray",
        ),
        pytest.param(
            word(table(SOURCE, ("Title:", cell("In the table", "dtitle1"))), table(("Title:", "Elsewhere"))),
            "In the table",
            id="a later table",
        ),
        pytest.param(word(table(("Title:", "A figure")), table(SOURCE, TITLE)), "A study", id="an earlier table"),
    ],
)
def test_bookmarks_lead_and_labels_correct_them(document: Word, title: str) -> None:
    assert cover_of(document).title == title


def test_a_bookmark_that_runs_on_adds_no_source() -> None:
    rows = (("Source:", cell("ETRI", "dsource")), ("Title:", cell("A study", "dsource")), ("", cell("x", "dsource")))
    assert cover_of(word(table(*rows))).source == ("ETRI",)


def test_a_bookmark_that_runs_on_adds_no_contact() -> None:
    rows = (
        ("Source:", cell("ETRI", "dsource")),
        ("Title:", cell("A study", "dtitle1")),
        ("Contact:", cell("Kim\nETRI", "dcontact"), "E-mail: kim@etri.example"),
        (cell("Please do not change the structure of this table.", "dcontact"),),
    )
    assert cover_of(word(table(*rows))).contacts == (Contact("Kim", "ETRI", email="kim@etri.example"),)


@pytest.mark.parametrize(
    ("rows", "contacts"),
    [
        pytest.param(
            [("Contact 1:", "Kim\nETRI\nKorea"), ("Contact 2:", "Wang\nCT\nChina")],
            [Contact("Kim", "ETRI", "Korea"), Contact("Wang", "CT", "China")],
            id="numbered",
        ),
        pytest.param(
            [("Contact:", "Kim", "ETRI", "Korea (Rep. of)", "Tel: +82 42 860 0000", "E-mail: kim@etri.example")],
            [Contact("Kim", "ETRI", "Korea (Rep. of)", "+82 42 860 0000", None, "kim@etri.example")],
            id="a cell each",
        ),
        pytest.param(
            [("Contact: Kim\nETRI\nKorea (Rep. of)\nTel: +82 42 860 0000\nE-mail: kim@etri.example",)],
            [Contact("Kim", "ETRI", "Korea (Rep. of)", "+82 42 860 0000", None, "kim@etri.example")],
            id="all in one cell",
        ),
        pytest.param(
            [("Contact:", "Kim\nETRI\nKorea", "Tel:\t+82 42 860 0000\nFax:\t\nE-mail:\tmailto:kim@etri.example")],
            [Contact("Kim", "ETRI", "Korea", "+82 42 860 0000", None, "kim@etri.example")],
            id="tabs and a link",
        ),
        pytest.param(
            [("Contact:", "ETRI\nKorea (Rep. of)", "E-mail: kim@x.example")],
            [Contact(None, "ETRI", "Korea (Rep. of)", email="kim@x.example")],
            id="nobody above the source",
        ),
        pytest.param(
            [("Contact:", "Kim"), ("", "ETRI"), ("", "E-mail: kim@x.example")],
            [Contact("Kim", "ETRI", email="kim@x.example")],
            id="a row each",
        ),
    ],
)
def test_contacts_however_their_cells_are_cut(rows: list[tuple[str, ...]], contacts: list[Contact]) -> None:
    assert list(cover_of(word(table(SOURCE, TITLE, *rows))).contacts) == contacts


@pytest.mark.parametrize(
    ("number", "group", "questions", "expected"),
    [
        pytest.param(
            "INTERNATIONAL TELECOMMUNICATION UNION\nJCA-MV-Doc-012",
            "STANDARDIZATION SECTOR\nJoint Coordination Activity\non metaverse standardization",
            "5/17\nGeneva, 13 May 2026",
            ("JCA-MV-Doc-012", "Joint Coordination Activity on metaverse standardization", "5/17"),
            id="with the office beside it",
        ),
        pytest.param(
            "Doc 12\nRev1", "JCA-MV\nWorking Party: 1", "5/17, 6/17", ("Doc 12", "JCA-MV", "5/17, 6/17"), id="lines"
        ),
        pytest.param("", "", "", (None, None, None), id="nothing"),
    ],
)
def test_merged_cells_are_read_line_by_line(
    number: str, group: str, questions: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    cover = cover_of(
        word(table((cell(number, "dnum"),), (cell(group, "dsg"),), ("Question(s):", questions), SOURCE, TITLE))
    )
    assert (cover.doc_number, cover.group, cover.questions) == expected


def test_a_tag_of_a_content_control_finds_the_cell() -> None:
    reference = word(table(("Source:", cell("", tags=("ETSI_source",))), ("Titel", cell("", tags=("Title",)))))
    profile = learn(reference, id="tags", group="", kind="contribution", reference="0" * 64)
    document = word(table(("Quelle", cell("ETRI", tags=("etsi_source",))), ("Titel", cell("A study", tags=("Title",)))))
    cover, match = read_cover(document, profile)
    assert (cover.source, cover.title, match.conforms) == (("ETRI",), "A study", True)


def test_several_contact_rows_with_details_in_rows_below() -> None:
    kim = (("Contact:", "Kim\nETRI"), ("Tel:", "+82 42 860 0000"), ("", "E-mail: kim@etri.example"))
    wang = (("Contact:", "Wang\nCT"), ("Email:", "wang@ct.example"))
    assert cover_of(bare(SOURCE, TITLE, *kim, *wang)).contacts == (
        Contact("Kim", "ETRI", None, "+82 42 860 0000", None, "kim@etri.example"),
        Contact("Wang", "CT", email="wang@ct.example"),
    )


def test_what_is_absent_is_none_or_empty() -> None:
    assert cover_of(Word()) == Cover()
    assert cover_of(empty_template()) == Cover(
        doc_number="Doc [to be assigned]", original_language="English", kind="CONTRIBUTION"
    )


@pytest.mark.parametrize(
    "text",
    ["Purpose: none of ours", "Meeting: a report", "Group: the theory", "Abstract: a reading", "Original: a copy"],
)
def test_a_value_may_begin_like_a_label(text: str) -> None:
    cover = cover_of(bare(("Source:", "ETRI"), ("Title:", text), ("Contact:", "Kim"), ("Abstract:", text)))
    assert cover == Cover(source=("ETRI",), title=text, contacts=(Contact("Kim"),), abstract=text)


def test_an_unfilled_cell_beside_another_label_is_empty() -> None:
    first, second = (
        ("Question(s):", "Meeting, date:", "Geneva, 13 May 2026"),
        ("Study Group:", "", "Working Party:", "1"),
    )
    cover = cover_of(word(table(first, second, SOURCE, TITLE)))
    assert (cover.questions, cover.place, cover.dates, cover.group) == (None, "Geneva", "13 May 2026", None)


@pytest.mark.parametrize(
    "title", ["n/a", "N/A", "None", "TBC", "to be determined", "Untitled", "sans titre", "нет", "无"]
)
def test_a_title_that_says_nothing_is_none(title: str) -> None:
    assert read_cover(contribution(title=title), PROFILE)[0].title is None
    assert read_cover(contribution(reach=f"Tel: {title}"), PROFILE)[0].title is not None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<Avatars in six languages>", "Avatars in six languages"),
        (
            "<On the naming of worlds and the title of its chapters>",
            "On the naming of worlds and the title of its chapters",
        ),
        ("<Аватары>", "Аватары"),
        ("＜虚拟形象＞", "虚拟形象"),
        ("<Title>", None),
        ("<Insert the full title of your contribution here please>", None),
        ("<Title of the paper>", None),
        ("<Titre>", None),
        ("<xxx>", None),
        ("<…>", None),
    ],
)
def test_what_is_written_between_the_brackets_of_a_sample_counts(written: str, read: str | None) -> None:
    assert read_cover(contribution(title=written), PROFILE)[0].title == read


def test_a_person_between_the_brackets_of_a_sample_is_a_contact() -> None:
    cover, match = read_cover(contribution(contact="<Jane Doe>\n<ETRI>\n<Korea>"), PROFILE)
    assert [(one.name, one.organization, one.country) for one in cover.contacts] == [("Jane Doe", "ETRI", "Korea")]
    assert all("Jane" not in one.text for one in match.placeholders)


@pytest.mark.parametrize(
    ("source", "title", "expected"),
    [
        ("Source: ETRI", "Title: On avatars", ("ETRI", "On avatars")),
        ("<Source> ETRI", "<Title> On avatars", ("ETRI", "On avatars")),
        ("ETRI <Source>", "On avatars <Title>", ("ETRI", "On avatars")),
        ("ETRI", "On the <title> element of pages", ("ETRI", "On the <title> element of pages")),
        ("ETRI", "Titles: a study", ("ETRI", "Titles: a study")),
        ("Source: <Source>", "Title: <Title>", (None, None)),
    ],
)
def test_a_label_typed_again_and_a_sample_beside_the_answer_are_left_out(
    source: str, title: str, expected: tuple[str | None, str | None]
) -> None:
    cover, match = read_cover(contribution(source=source, title=title), PROFILE)
    assert (next(iter(cover.source), None), cover.title) == expected
    told = {one.field for one in match.placeholders} & {"source", "title"}
    assert bool(told) is (source.startswith(("<", "Source: <")) or source.endswith(">"))
