"""The cover is one table at the start of a document; a form, a use case or a history in its text is none."""

from dataclasses import replace

import pytest

from intake.domain.cover.rows import START
from intake.domain.document import Contact, Cover, Table, Word
from intake.domain.template.match import best_match
from tests.domain.documents import ADA, LIAISON, PROFILE, REACHED, cell, contribution, table, word

PAGE = tuple("A sentence of a Recommendation that goes on for a while and says what is the case." for _ in range(40))
ROWS = (
    ("Source:", "Analytical Engines Ltd"),
    ("Title:", "A study"),
    ("Contact:", ADA, REACHED),
    ("Keywords:", "one, two"),
    ("Abstract:", "What it says."),
)


def read(document: Word) -> tuple[Cover, bool]:
    cover, match = best_match(document, (PROFILE,), match=0.6)
    return cover, match.conforms


def behind(one: Table, paragraphs: int) -> Table:
    return replace(one, behind=paragraphs)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(table(*ROWS), id="labels"),
        pytest.param(contribution().tables[0], id="the-template-with-its-bookmarks"),
        pytest.param(LIAISON.tables[0], id="liaison-statement"),
        pytest.param(replace(table(*ROWS), where="textbox"), id="in-a-text-box"),
        pytest.param(replace(table(*ROWS), where="cell"), id="in-a-cell"),
    ],
)
@pytest.mark.parametrize(
    "before",
    [
        (),
        (table(("Edition", "Recommendation", "Approval", "Study Group"), ("1.0", "X.1234", "2020-01-07", "17")),),
    ],
    ids=["text", "text-and-history"],
)
def test_a_form_deep_in_the_text_is_no_cover(form: Table, before: tuple[Table, ...]) -> None:
    document = word(*before, behind(form, 30), paragraphs=PAGE)
    cover, match = best_match(document, (PROFILE,), match=0.6)
    assert (cover, match.conforms, match.score) == (Cover(), False, 0.0)


@pytest.mark.parametrize(("characters", "title"), [(START, "A study"), (START + 1, None)])
def test_the_start_is_so_many_characters(characters: int, title: str | None) -> None:
    document = word(behind(table(*ROWS), 1), paragraphs=("x" * characters, *PAGE))
    assert read(document)[0].title == title


@pytest.mark.parametrize("paragraphs", [0, 1, 5, 12])
def test_a_cover_may_stand_below_a_few_lines(paragraphs: int) -> None:
    document = word(behind(table(*ROWS), paragraphs), paragraphs=("Dear chair, please find our paper below.", *PAGE))
    assert read(document)[0].title == "A study"


def test_a_whole_document_in_one_cell_has_its_cover_at_the_start() -> None:
    around = table((" ".join(PAGE),))
    assert read(word(around, replace(table(*ROWS), where="cell"), paragraphs=()))[1]


def test_what_belongs_to_the_cover_is_not_taken_from_the_text() -> None:
    first = table(*ROWS[:3])
    use_case = behind(table(("Title:", "Smart parking"), ("Abstract:", "A driver looks for a place.")), 35)
    cover, _ = read(word(first, use_case, paragraphs=PAGE))
    assert (cover.title, cover.abstract) == ("A study", None)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            (("Title", "Smart parking"), ("Source", "ETRI"), ("Contact", "Kim"), ("Abstract", "It is."),
             ("Actors", "A"), ("Preconditions", "P"), ("Main flow", "M"), ("Postconditions", "Q")),
            id="use-case",
        ),
        pytest.param((("Title", "Source", "Contact"), ("A study", "ETRI", "Kim"), ("Another", "KT", "Lee")), id="list"),
        pytest.param((("Title", "Source"), ("A study", "ETRI"), ("Another", "KT"), ("A third", "S")), id="short-list"),
        pytest.param((("Edition", "Approval", "Study Group"), ("1.0", "2020", "17")), id="history"),
    ],
)  # fmt: skip
def test_a_table_of_another_purpose_at_the_start_is_no_cover(rows: tuple[tuple[str, ...], ...]) -> None:
    assert not read(word(table(*rows), paragraphs=PAGE))[1]


def test_a_list_gives_no_title_and_no_source() -> None:
    cover, _ = read(word(table(("Title", "Source", "Date"), ("A study", "ETRI", "1"), ("Another", "KT", "2"))))
    assert (cover.title, cover.source) == (None, ())


ABOVE = (
    pytest.param(
        (("Source", "Title"), ("Analytical Engines Ltd", "A study"), ("Contact",), (ADA, REACHED),
         ("Keywords",), ("one, two",), ("Abstract",), ("What it says.",)), id="two-and-one",
    ),
    pytest.param(
        (("Source:", "Title:"), ("Analytical Engines Ltd", "A study"), ("Contact:", "Keywords:"),
         (f"{ADA}\n{REACHED}", "one; two"), ("Abstract:",), ("What it says.",)), id="pairs-with-colons",
    ),
    pytest.param(
        (("Source",), ("Analytical Engines Ltd",), ("Title",), ("A study",), ("Contact",), (f"{ADA}\n{REACHED}",),
         ("Keywords",), ("one, two",), ("Abstract",), ("What it says.",)), id="one-column",
    ),
    pytest.param(
        ((cell("Titre", span=2), cell("Origine")), (cell("A study", span=2), cell("Analytical Engines Ltd")),
         (cell("Contact", span=3),), (cell(f"{ADA}\n{REACHED}", span=3),), ("Mots clés",), ("one, two",),
         ("Résumé",), ("What it says.",)), id="french-and-spans",
    ),
    pytest.param(
        (("标题", "来源"), ("A study", "Analytical Engines Ltd"), ("联系人",), (f"{ADA}\n{REACHED}",),
         ("关键词",), ("one，two",), ("摘要",), ("What it says.",)), id="chinese",
    ),
)  # fmt: skip


@pytest.mark.parametrize("rows", ABOVE)
def test_labels_above_their_values_are_read(rows: tuple[tuple[str, ...], ...]) -> None:
    cover, conforms = read(word(table(*rows)))
    assert (cover.source, cover.title, cover.keywords, cover.abstract) == (
        ("Analytical Engines Ltd",), "A study", ("one", "two"), "What it says.",
    )  # fmt: skip
    assert [(one.name, one.country, one.email) for one in cover.contacts] == [
        ("Ada Lovelace", "United Kingdom", "ada@engines.example")
    ]
    assert conforms


def test_a_recommendation_has_the_title_of_its_styles() -> None:
    styled = {"RecNo": "Recommendation ITU\u2011T X.1234", "Rectitle": "Guidelines on trust", "Normal": "Summary"}
    cover, conforms = read(word(behind(table(*ROWS), 30), paragraphs=PAGE, leads=styled))
    assert (cover, conforms) == (Cover(title="Recommendation ITU-T X.1234: Guidelines on trust"), False)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Recommendation ITU-T X.1234", "Guidelines on trust"), "Recommendation ITU-T X.1234: Guidelines on trust"),
        (("ITU-T Recommendation X.1234 (01/2020)", "On x and y"), "ITU-T Recommendation X.1234 (01/2020): On x and y"),
        (("Draft new Recommendation ITU-T Y.4000", "Overview"), "Draft new Recommendation ITU-T Y.4000: Overview"),
        (("Recommandation UIT-T X.1254", "Cadre de garantie"), "Recommandation UIT-T X.1254: Cadre de garantie"),
        (("Recomendación UIT-T X.1254", "Marco de garantía"), "Recomendación UIT-T X.1254: Marco de garantía"),
        (("Рекомендация МСЭ-Т X.1254", "Структура доверия"), "Рекомендация МСЭ-Т X.1254: Структура доверия"),
        (("التوصية ITU-T X.1254", "إطار ضمان الثقة"), "التوصية ITU-T X.1254: إطار ضمان الثقة"),
        (("ITU-T X.1254 建议书", "实体鉴别保证框架和指南说明"), "ITU-T X.1254 建议书: 实体鉴别保证框架和指南说明"),
        (("On trust", "Recommendation ITU-T X.1254 says a lot about this."), None),
        (("We refer to Recommendation ITU-T X.1254", "Foo"), None),
    ],
)
def test_a_recommendation_without_styles_has_the_title_by_its_number(lines: tuple[str, ...], title: str | None) -> None:
    assert read(word(paragraphs=lines))[0].title == title


def test_a_contribution_about_a_recommendation_keeps_its_own_title() -> None:
    document = word(table(*ROWS), leads={"RecNo": "Recommendation ITU-T X.1", "Rectitle": "Another"})
    assert read(document)[0].title == "A study"


COMPLETE = Contact("Ada Lovelace", "ETRI", "Korea", "+44 20 7946 0000", None, "ada@etri.example")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((("Ada Lovelace\nETRI\nKorea", "Tel: +44 20 7946 0000\nE-mail: ada@etri.example"),) * 2,
                     id="twice"),
        pytest.param((("Ada Lovelace\nETRI\nKorea", "E-mail: ada@etri.example"),
                      ("Ada Lovelace\nETRI\nKorea", "Tel: +44 20 7946 0000")), id="completed-by-the-second"),
        pytest.param((("Ada Lovelace\nETRI\nKorea", "Tel: +44 20 7946 0000\nE-mail: ada@etri.example"),
                      ("Ms LOVELACE, Ada\nETRI\nKorea", "ADA@etri.example")), id="another-spelling"),
        pytest.param((("Ada Lovelace\nETRI\nKorea",
                       "Ada Lovelace\nTel: +44 20 7946 0000\nE mail: ada@etri.example"),), id="in-two-cells"),
        pytest.param((("Ada Lovelace\nETRI\nKorea\nTel: +44 20 7946 0000\nE-Mail : ada@etri.example",
                       "Tel: +44 20 7946 0000\nFax:\nE-mail: ada@etri.example"),), id="reached-in-both-cells"),
    ],
)  # fmt: skip
def test_one_person_is_one_contact(rows: tuple[tuple[str, str], ...]) -> None:
    cover, _ = read(word(table(*ROWS[:2], *(("Contact:", *one) for one in rows))))
    assert cover.contacts == (COMPLETE,)


@pytest.mark.parametrize(
    "cells",
    [
        ("Ada Lovelace\nETRI\nKorea\nKim Min-ji\nETRI\nKorea", "ada@etri.example\nkim@etri.example"),
        ("Ada Lovelace, ETRI, Korea, ada@etri.example\nKim Min-ji, ETRI, Korea, kim@etri.example", ""),
        ("Ada Lovelace, ETRI, Korea, ada@etri.example; Kim Min-ji, ETRI, Korea, kim@etri.example", ""),
        ("Ada Lovelace, Kim Min-ji\nETRI\nKorea", "E-mail: ada@etri.example, kim@etri.example"),
        ("Ada Lovelace and Kim Min-ji\nETRI\nKorea", "E-mail: ada@etri.example; kim@etri.example"),
    ],
)
def test_two_people_in_one_cell_are_two(cells: tuple[str, str]) -> None:
    cover, _ = read(word(table(*ROWS[:2], ("Contact:", *cells))))
    assert [(one.name, one.organization, one.country, one.email) for one in cover.contacts] == [
        ("Ada Lovelace", "ETRI", "Korea", "ada@etri.example"),
        ("Kim Min-ji", "ETRI", "Korea", "kim@etri.example"),
    ]


def test_two_people_with_one_mailbox_are_two() -> None:
    rows = (("Contact:", name, "E-mail: info@etri.example") for name in ("Ada Lovelace", "Kim Min-ji"))
    assert len(read(word(table(*ROWS[:2], *rows)))[0].contacts) == 2


@pytest.mark.parametrize(
    "label", ["Fax:", "Fax", "E-mail:", "E mail", "E-Mail :", "Tel.", "Tel./Fax:", "Факс:", "电话："]
)
def test_a_bare_label_is_nobodys_contact(label: str) -> None:
    rows = (*ROWS[:2], ("Contact:", f"Ada Lovelace\nETRI\nKorea\n{label}", f"{label}\nE-mail: ada@etri.example"))
    cover, _ = read(word(table(*rows)))
    assert cover.contacts == (replace(COMPLETE, tel=None),)


@pytest.mark.parametrize("label", ["Fax:", "E-mail", "E-Mail :", "Tel.", "Contact:", "Title", "Purpose", "Résumé"])
def test_a_bare_label_is_no_source_and_no_title(label: str) -> None:
    cover, _ = read(word(table(("Source:", f"ETRI\n{label}"), ("Title:", label), ("Contact:", ADA, REACHED))))
    assert (cover.source, cover.title) == (("ETRI",), None)


def test_labels_are_dealt_to_the_values_beside_them() -> None:
    stacked = ("Name\nOrganization\nCountry\nE-mail", "Ada Lovelace\nETRI\nKorea\nada@etri.example")
    headed = (("Contact:", "Name", "Organization", "Country", "E-mail"), ("", *stacked[1].split("\n")))
    for rows in ((("Contact:", *stacked),), headed):
        assert read(word(table(*ROWS[:2], *rows)))[0].contacts == (replace(COMPLETE, tel=None),)
