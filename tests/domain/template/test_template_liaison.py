"""What a liaison statement asks of whom, in the words of six languages."""

import pytest

from intake.domain.cover.entries import bodies
from intake.domain.cover.field_words import LIAISON
from intake.domain.document import Liaison
from intake.domain.template.learning import learn
from intake.domain.template.match import PLAIN, best_match, read_cover
from tests.domain.documents import LANGUAGES, bare, contribution, empty_template, label, table, word

CONTRIBUTIONS = learn(empty_template(), id="jca", group="jca-mv", kind="contribution", reference="0" * 64)
EMPTY = word(
    table(
        ("Source:", ""),
        ("Title:", ""),
        *((label(name), "") for name in LIAISON),
        ("Contact:", "<Name>", "E-mail: <E-mail>"),
    )
)
LIAISONS = learn(EMPTY, id="ls", group="jca-mv", kind="liaison_out", reference="1" * 64)
ASKED = ("ITU-T SG17", "ISO/IEC JTC 1 (SC 27, WG 5)", "none", "SG17 meeting, 12 May 2026", "1 June 2026")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rows_of_a_liaison_statement_are_read_in_six_languages(language: str) -> None:
    rows = [(label(name, language), text) for name, text in zip(LIAISON, ASKED, strict=True)]
    document = bare((label("source", language), "SG17"), (label("title", language), "A question"), *rows)
    expected = Liaison((ASKED[0],), (ASKED[1],), (), ASKED[3], ASKED[4])
    for profile in (PLAIN, CONTRIBUTIONS, LIAISONS):
        assert read_cover(document, profile)[0].liaison == expected


def test_a_contribution_asks_nothing() -> None:
    rows = (("Source:", "ETRI"), ("Title:", "For information to: everybody"), ("Deadline:", "soon"))
    assert read_cover(bare(*rows), PLAIN)[0].liaison is None
    apart = word(table(("Source:", "ETRI"), ("Title:", "A study")), table(("For action:", "SG17")))
    assert read_cover(apart, PLAIN)[0].liaison is None


def test_each_kind_is_read_under_the_template_of_its_kind() -> None:
    both = (CONTRIBUTIONS, LIAISONS)
    asked = bare(("Source:", "SG17"), ("Title:", "A question"), ("For action to:", "SG20"), ("Contact:", "Kim"))
    assert best_match(asked, both, match=0.6)[1].profile == "ls"
    assert best_match(contribution(), both, match=0.6)[1].profile == "jca"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SG17", ["SG17"]),
        ("SG17, SG20; TSAG\nJCA-MV", ["SG17", "SG20", "TSAG", "JCA-MV"]),
        ("ISO/IEC JTC 1 (SC 27, WG 5)", ["ISO/IEC JTC 1 (SC 27, WG 5)"]),
        ("-", []),
        ("None", []),
        ("N/A", []),
        ("无", []),
    ],
)
def test_the_bodies_that_are_asked(text: str, names: list[str]) -> None:
    assert list(bodies(text)) == names
