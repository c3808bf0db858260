"""Templates are learned from the files that groups publish, whatever made them; what is odd about one is told."""

import pytest

from intake.domain.document import Word
from intake.domain.profile import Profile
from intake.domain.template.doubts import doubts
from intake.domain.template.learning import learn
from intake.domain.template.match import read_cover
from intake.readers.files import read_file
from tests.readers import resaving
from tests.readers.build import p, table, word
from tests.readers.layouts import Layout
from tests.readers.samples import LANGUAGES, LAYOUTS, cover_of, filled, template
from tests.readers.test_samples import PROFILES, word_of


def learned(content: bytes, kind: str = "contribution") -> Profile:
    return learn(word_of(content), id="new", group="jca-mv", kind=kind, reference="0" * 64)


def doubtful(content: bytes, kind: str = "contribution") -> list[str]:
    return list(doubts(word_of(content), learned(content, kind)))


def rows_of(profile: Profile) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.field, one.samples) for one in profile.fields]


@pytest.mark.parametrize("which", LAYOUTS)
def test_a_word_template_is_learned_as_the_document_is(which: Layout) -> None:
    content = resaving.as_dotx(template(which))
    assert read_file(content, "0" * 64).filetype == "dotx"
    assert rows_of(learned(content)) == rows_of(PROFILES[which])


@pytest.mark.parametrize(
    ("which", "where", "tables", "page_texts", "templates"),
    [
        ("L1", "body", ("3 3 3 3 1 2 2 2 3 3", "2 2"), "Attention: This is a document", "DDP-Contribution.dotx"),
        ("L2", "body", ("2 2 2 1 2 2 3 3", "2 2"), "Attention: This document was", "JCA-Contribution.dotx"),
        ("L3", "body", ("4 5 2 2 3 3 1",), "Attention: This is a document", "ItutBasic-Template.dot"),
        ("L4", "body", ("3 3 3 3 1 2 2 1 2 2 2 2 2 3 3", "2 2"), "Attention: This is a document", "Liaison.dotx"),
    ],
)
def test_a_profile_tells_what_the_template_looks_like(
    which: Layout, where: str, tables: tuple[str, ...], page_texts: str, templates: str
) -> None:
    profile = PROFILES[which]
    assert (profile.where, profile.tables, profile.templates) == (where, tables, (templates,))
    assert any(one.startswith(page_texts) for one in profile.page_texts)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (resaving.in_the_page_header, "header"),
        (resaving.in_text_boxes, "textbox"),
        (resaving.nested_in_a_frame, "cell"),
    ],
)
@pytest.mark.parametrize("which", LAYOUTS)
def test_a_cover_may_stand_outside_of_the_body(which: Layout, change: resaving.Change, where: str) -> None:
    profile = learned(change(template(which)))
    assert (profile.where, rows_of(profile)) == (where, rows_of(PROFILES[which]))
    for content in (filled("fr", which), change(filled("fr", which))):
        cover, match = read_cover(word_of(content), profile)
        assert (cover, match.conforms) == (cover_of("fr", which), True)


def control(tag: str, text: str, level: str) -> str:
    """A cell whose only name is that of a content control around its text, its paragraph, or itself."""

    def around(content: str) -> str:
        return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'

    run = f"<w:r><w:t>{text}</w:t></w:r>"
    cell = {"run": f"<w:p>{around(run)}</w:p>", "block": around(f"<w:p>{run}</w:p>"), "cell": f"<w:p>{run}</w:p>"}
    whole = f"<w:tc>{cell[level]}</w:tc>"
    return around(whole) if level == "cell" else whole


def controlled(level: str, source: str, title: str, name: str, address: str) -> bytes:
    """A cover without any label: two rows of one content control each, and two for the contact."""
    cells = (
        control("Document_Source", source, level),
        control("DocTitle", title, level),
        control("ContactNameOrgCountry", name, level) + control("ContactTelFaxEmail", address, level),
    )
    return word(f"<w:tbl>{''.join(f'<w:tr>{one}</w:tr>' for one in cells)}</w:tbl>")


@pytest.mark.parametrize("level", ["run", "block", "cell"])
def test_a_template_without_labels_is_known_by_its_content_controls(level: str) -> None:
    profile = learned(controlled(level, "[Source]", "[Title]", "[Name]", "[E-mail]"))
    assert [(one.field, one.tags, one.labels) for one in profile.fields] == [
        ("source", ("Document_Source",), ()),
        ("title", ("DocTitle",), ()),
        ("contact", ("ContactNameOrgCountry", "ContactTelFaxEmail"), ()),
    ]
    cover, match = read_cover(word_of(controlled(level, "ETRI", "A study", "Kim", "kim@etri.example")), profile)
    assert (cover.source, cover.title, match.conforms) == (("ETRI",), "A study", True)
    assert [(one.name, one.email) for one in cover.contacts] == [("Kim", "kim@etri.example")]


def test_bookmarks_over_columns_name_the_value_and_not_the_label() -> None:
    found = {one.field: one.bookmarks for one in PROFILES["L3"].fields}
    assert (found["source"], found["title"], found["questions"]) == (("dsource",), ("dtitle1",), ("dbluepink",))
    assert found["contact"] == ("dcontact", "dcontact1")


@pytest.mark.parametrize("which", LAYOUTS)
def test_nothing_is_odd_about_an_empty_template(which: Layout) -> None:
    assert doubtful(template(which), PROFILES[which].kind) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reference_that_somebody_filled_in_is_told_and_its_words_are_no_samples(language: str) -> None:
    for which in LAYOUTS:
        content = filled(language, which)
        assert doubtful(content, PROFILES[which].kind)[0].startswith("It looks like a document that somebody filled in")
        profile = learned(content, PROFILES[which].kind)
        assert {text for _, samples in rows_of(profile) for text in samples} == set()
        cover, match = read_cover(word_of(content), profile)
        assert (cover, match.placeholders) == (cover_of(language, which), ())


@pytest.mark.parametrize(
    ("content", "kind", "told"),
    [
        pytest.param(word(table([p("Source:"), p("")], [p("Title:"), p("")])), "contribution", "no row for a contact"),
        pytest.param(template("L2"), "liaison_in", "no row 'For action to'", id="kind"),
        pytest.param(resaving.with_tracked_insertions(template("L2")), "contribution", "tracked changes", id="tracked"),
        pytest.param(resaving.without_bookmarks(template("L2")), "contribution", "neither bookmarks nor", id="labels"),
    ],
)
def test_what_is_odd_about_a_reference_is_told(content: bytes, kind: str, told: str) -> None:
    assert any(told in one for one in doubtful(content, kind))


def test_a_reference_on_another_body_s_form_is_told() -> None:
    rows = [[p("Source to WG:"), p("")], [p("Source:"), p("")], [p("Title:"), p("")], [p("Work item code:"), p("")]]
    content = word(p("CHANGE REQUEST") + table(*rows))
    assert any("3GPP" in one for one in doubtful(content))


def test_a_document_of_no_table_cannot_be_learned_from() -> None:
    with pytest.raises(Exception, match="no table of the reference file has both"):
        learn(Word(paragraphs=("Source:", "Title:")), id="x", group="g", kind="contribution", reference="0" * 64)
