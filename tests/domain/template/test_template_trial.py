"""A template is filled in as a trial: would a document on it be taken?"""

import pytest

from intake.domain.document import Word
from intake.domain.errors import ConfigurationError
from intake.domain.template.learning import learn
from intake.domain.template.match import best_match
from intake.domain.template.trial import why_returned
from tests.domain.documents import LANGUAGES, cell, empty_template, label, table, word


def reasons(document: Word, match: float = 0.6) -> tuple[str, ...]:
    profile = learn(document, id="new", group="jca-mv", kind="contribution", reference="0" * 64)
    return why_returned(document, profile, match=match)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(empty_template(), id="usual"),
        pytest.param(word(table(("Source:", ""), ("Title:", ""), ("Contact:", "", ""))), id="labels"),
        pytest.param(word(table(("Source:",), ("Title:",), ("Contact:",))), id="one-cell-for-label-and-value"),
        pytest.param(word(table(("Source",), ("",), ("Title",), ("",))), id="labels-above-in-one-column"),
        pytest.param(word(table(("Source", "Title"), ("", ""), ("Contact",), ("", ""))), id="labels-above"),
        pytest.param(word(table(("Source", "Title", "Contact"), ("", "", ""))), id="one-row-of-headings"),
        pytest.param(
            word(table((cell("[Source]", tags=("Source",)),), (cell("[Title]", tags=("Title",)),))), id="controls"
        ),
        pytest.param(
            word(table(*((one, "") for one in ("Source:", "Title:", "Ballot:", "Reviewer:", "Track:")))), id="own-rows"
        ),
        *(
            pytest.param(word(table((label("source", one), ""), (label("title", one), ""))), id=one)
            for one in LANGUAGES
        ),
    ],
)
def test_a_copy_of_a_usual_template_is_taken(document: Word) -> None:
    assert reasons(document) == ()


@pytest.mark.parametrize(
    ("document", "match", "told"),
    [
        pytest.param(
            word(table(("3GPP TSG-RAN WG1 Meeting #90", "R1-1712345"), ("Title:", ""), ("Source:", ""),
                       ("Document for:", "Decision"), ("Agenda item:", "5"))),
            0.6, "it looks like a form of 3GPP", id="another-body",
        ),
        pytest.param(
            word(table(("Title:", ""), ("Source:", ""), ("Scope:", "x"), ("Aim:", "y"))),
            0.95, "its score is 0.85, and a document needs 0.95", id="score",
        ),
    ],
)  # fmt: skip
def test_why_a_copy_would_be_returned_is_told(document: Word, match: float, told: str) -> None:
    assert reasons(document, match) == (told,)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        pytest.param(word(table(("Title:", ""))), "not found: source", id="no-source"),
        pytest.param(word(table(("Name:", ""))), "not found: source and title", id="neither"),
        pytest.param(word(table(("Title:", "")), table(("Source:", ""))), "in two tables", id="two-tables"),
    ],
)
def test_what_is_not_found_in_a_template_is_told(document: Word, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        reasons(document)


def test_what_is_written_on_labels_above_is_read_under_that_template() -> None:
    headings = ("Source", "Title", "Contact")
    profile = learn(word(table(headings, ("", "", ""))), id="new", group="g", kind="contribution", reference="0" * 64)
    paper = word(table(headings, ("ETRI", "A study", "Kim\nETRI\nKorea\nE-mail: kim@etri.example")))
    cover, match = best_match(paper, (profile,), match=0.6)
    assert (cover.source, cover.title, cover.contacts[0].email) == (("ETRI",), "A study", "kim@etri.example")
    assert match.conforms
