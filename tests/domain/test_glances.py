"""The title of a contribution that came as a PDF or in an older text format is the one on its cover."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.cover.glances import titled
from intake.domain.document import Glance
from tests.readers.samples import LABELS, LANGUAGES

SEEN = "Introduction"
"""What the reader took for the title: the largest letters, or the template's own title."""


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param(("Source:", "ETRI", "Title:", "On avatars", "Contact:", "Kim"), "On avatars", id="cells"),
        pytest.param(("Source: ETRI", "Title: On avatars", "Contact: Kim"), "On avatars", id="rows"),
        pytest.param(
            ("Source: ETRI", "Title: On", "avatars in rooms", "Contact", ":"), "On avatars in rooms", id="long"
        ),
        pytest.param(("Source:\tETRI", "Title:\tOn avatars"), "On avatars", id="tabs"),
        pytest.param(("Title: On avatars", "1 Introduction"), SEEN, id="no-source"),
        pytest.param(("Source: ETRI", "Title:", "Contact: Kim"), SEEN, id="empty"),
        pytest.param((*("x",) * 60, "Source: ETRI", "Title: On avatars"), SEEN, id="far-down"),
        pytest.param((), SEEN, id="nothing"),
    ],
)
def test_the_title_stands_behind_its_label(lines: tuple[str, ...], title: str) -> None:
    found = titled(Glance(SEEN, "", "\n".join(lines), 1, 9))
    assert found is not None
    assert found.title == title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_may_be_in_any_of_the_six_languages(language: str) -> None:
    labels = LABELS[language]
    text = "\n".join((labels["source"], "ETRI", labels["title"], "On avatars", labels["contact"], "Kim"))
    assert titled(Glance(SEEN, "", text, 1, 9)) == Glance("On avatars", "", text, 1, 9)


@given(st.text(alphabet="Title:Source\n\tABC ", max_size=200))
def test_whatever_stands_there_the_text_stays(text: str) -> None:
    found = titled(Glance(SEEN, "Ada", text, 1, 9))
    assert found is not None
    assert (found.author, found.text, bool(found.title)) == ("Ada", text, True)
    assert titled(None) is None
