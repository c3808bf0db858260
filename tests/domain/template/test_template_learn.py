"""A profile is derived from the empty template that a group publishes."""

import pytest

from intake.domain.cover.field_words import LABELS
from intake.domain.cover.labels import FIELDS, spellings
from intake.domain.document import Cell, Word
from intake.domain.errors import ConfigurationError
from intake.domain.profile import Profile, ProfileField
from intake.domain.template.learning import REQUIRED, learn
from intake.domain.template.match import read_cover
from tests.domain.documents import LANGUAGES, bare_cover, cell, empty_template, label, table, word

PLAIN_SAMPLES = ("Name\nOrganization\nCountry", "Tel: +xx\nFax: +xx\nE-mail: a@b.com")


def learned(document: Word) -> Profile:
    return learn(document, id="jca", group="jca-mv", kind="contribution", reference="0" * 64)


def field(profile: Profile, name: str) -> ProfileField:
    found = profile.field(name)
    assert found is not None
    return found


def test_a_profile_says_all_that_the_reference_shows() -> None:
    profile = learn(empty_template(), id="jca", group="jca-mv", kind="contribution", reference="0" * 64)
    assert (profile.styles, profile.templates) == (("Docnumber", "Normal"), ("JCA.dotx",))
    assert [(one.field, one.bookmarks, one.samples, one.required) for one in profile.fields] == [
        ("doc_number", ("dnum",), (), False),
        ("group", ("dsg",), ("<Name of the group>",), False),
        ("original_language", ("dorlang",), (), False),
        ("kind", ("dkind",), (), False),
        ("source", ("dsource",), ("<Source>",), True),
        ("title", ("dtitle1",), ("<Title>",), True),
        (
            "contact",
            ("dcontact", "dcontact1"),
            ("<Name>", "<Organization>", "<Country>", "<Telephone>", "<Fax>", "<E-mail>"),
            True,
        ),
        ("keywords", ("dkeywords",), ("<Keywords>",), True),
        ("abstract", ("dabstract",), ("<Abstract>",), True),
    ]


def test_the_template_s_own_label_stands_first_and_all_languages_follow() -> None:
    profile = learned(word(table(("ORIGEN :", ""), ("Titre:", ""), ("Contact:", ""))))
    assert field(profile, "source").labels[0] == "ORIGEN"
    assert field(profile, "title").labels[0] == "Titre"
    assert set(spellings(LABELS["title"])) == set(field(profile, "title").labels)
    for language in LANGUAGES:
        assert read_cover(bare_cover(language), profile)[1].conforms


def test_a_label_of_the_template_s_own_is_learned_beside_a_bookmark() -> None:
    profile = learned(word(table(("Submitted by:", cell("", "dsource")), ("Name of paper:", cell("", "dtitle1")))))
    assert (field(profile, "source").labels[0], field(profile, "title").labels[0]) == ("Submitted by", "Name of paper")
    match = read_cover(word(table(("Submitted by:", "ETRI"), ("Name of paper:", "A study"))), profile)[1]
    assert (match.conforms, match.missing) == (True, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_in_any_of_the_six_languages_is_learned(language: str) -> None:
    rows = [(label(name, language), "") for name in ("questions", "source", "title", "purpose", "contact", "abstract")]
    profile = learned(word(table(*rows)))
    assert [one.field for one in profile.fields] == ["questions", "source", "title", "purpose", "contact", "abstract"]
    assert [one.field for one in profile.fields if one.required] == ["source", "title", "contact", "abstract"]


def test_bookmarks_around_everything_and_word_s_own_are_left_out() -> None:
    rows = (
        ("Source:", cell("", "dtableau", "_GoBack", "dsource")),
        ("Title:", cell("", "dtableau", "_Hlk1", "dtitle1")),
    )
    profile = learned(word(table(*rows)))
    assert [one.bookmarks for one in profile.fields] == [("dsource",), ("dtitle1",)]


def test_plain_words_as_samples_are_learned_from_an_empty_reference() -> None:
    rows = (("Source:", "Insert source(s)"), ("Title:", "Insert title"), ("Contact:", *PLAIN_SAMPLES))
    profile = learned(word(table(*rows)))
    assert field(profile, "contact").samples == ("Name", "Organization", "Country", "+xx", "a@b.com")
    assert read_cover(word(table(*rows)), profile)[0].contacts == ()


def test_a_reference_that_somebody_filled_in_teaches_no_contact_as_a_sample() -> None:
    rows = (("Source:", "ETRI"), ("Title:", "A study"), ("Contact:", "Kim\nETRI\nKorea", "E-mail: kim@etri.example"))
    assert field(learned(word(table(*rows))), "contact").samples == ()


def test_the_label_of_a_bookmark_stands_in_the_cell_before_it() -> None:
    profile = learned(word(table(("Submitted by:", cell("", "dsource"), "Name of paper:", cell("", "dtitle1")))))
    assert (field(profile, "source").labels[0], field(profile, "title").labels[0]) == ("Submitted by", "Name of paper")


def test_a_bookmark_that_names_two_fields_means_none() -> None:
    rows = (("", cell("Metaverse", "Source_Title")), ("Source:", ""), ("Title:", ""))
    assert [(one.field, one.bookmarks) for one in learned(word(table(*rows))).fields] == [("source", ()), ("title", ())]


@pytest.mark.parametrize(
    ("row", "name", "samples"),
    [
        pytest.param(("Purpose:", "Insert text"), "purpose", ("Insert text",), id="an order"),
        pytest.param(("Purpose:", "[Purpose]"), "purpose", ("[Purpose]",), id="square brackets"),
        pytest.param(("Purpose:", "Proposal"), "purpose", (), id="a word of its own"),
        pytest.param(("", cell("<Number>", "dnum")), "doc_number", ("<Number>",), id="a number in angle brackets"),
        pytest.param(("", cell("[Number]", "dnum")), "doc_number", (), id="what the secretariat fills in"),
        pytest.param(
            ("Abstract:", "Say what it proposes\nin 200 words"),
            "abstract",
            ("Say what it proposes in 200 words",),
            id="an abstract of two lines",
        ),
    ],
)
def test_the_samples_of_a_reference_are_learned(
    row: tuple[str | Cell, ...], name: str, samples: tuple[str, ...]
) -> None:
    profile = learned(word(table(("Source:", "<Source>"), ("Title:", "<Title>"), row)))
    assert field(profile, name).samples == samples


def test_the_lines_of_every_page_are_learned_without_page_numbers() -> None:
    texts = ("JCA-MV contributions", "- 3 -", "Page 3 of 9", "Seite 12", "2026-05-13", "  JCA-MV  contributions ")
    profile = learned(word(table(("Source:", ""), ("Title:", "")), page_texts=texts))
    assert profile.page_texts == ("JCA-MV contributions",)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(Word(), id="nothing"),
        pytest.param(word(table(("Source:", ""), ("Name:", ""))), id="no title"),
        pytest.param(word(table(("Source:", "")), table(("Title:", ""))), id="two tables"),
        pytest.param(word(table(("Source", "Document", "Title", "Outcome"))), id="a list of documents"),
    ],
)
def test_a_reference_without_source_and_title_in_one_table_is_no_template(document: Word) -> None:
    with pytest.raises(ConfigurationError, match=r"Template jca: no table .* both a Source row and a Title row"):
        learned(document)


def test_every_required_row_is_a_field() -> None:
    assert set(REQUIRED) < set(FIELDS)


def test_a_cover_with_every_row_of_its_template_is_wholly_on_it() -> None:
    rows = [(label(name), "") for name in ("source", "title", "purpose", "questions")]
    filled = [(label(name), "One") for name in ("source", "title", "purpose", "questions")]
    assert read_cover(word(table(*filled)), learned(word(table(*rows))))[1].score == 1.0
