"""A Recommendation is known by number and title, wherever they stand at its start."""

import pytest

from intake.domain.cover.recommendations import recommendation_title
from tests.domain.documents import word

NUMBER, TITLE = "Recommendation ITU-T X.1234", "Security of virtual worlds"


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param((NUMBER, TITLE, "Summary"), id="number-first"),
        pytest.param((TITLE, NUMBER, "Summary"), id="title-first"),
        pytest.param(("International Telecommunication Union.", NUMBER, TITLE), id="below-a-head"),
        pytest.param(("ITU-T", TITLE, NUMBER, "Summary"), id="title-first-below-a-head"),
    ],
)
def test_a_recommendation_has_the_title_beside_its_number(paragraphs: tuple[str, ...]) -> None:
    assert recommendation_title(word(paragraphs=paragraphs)) == f"{NUMBER}: {TITLE}"
