"""The language of a page."""

import pytest

from intake.web.languages import language_for

OFFERED = ("en", "ar", "es", "fr", "ru", "zh")


@pytest.mark.parametrize(
    ("clicked", "header", "usual", "expected"),
    [
        pytest.param("", "", (), "en", id="nothing"),
        pytest.param("", "", ("fr",), "fr", id="group"),
        pytest.param("", "*", ("fr",), "fr", id="any"),
        pytest.param("", "en;q=0, fr", (), "fr", id="not-english"),
        pytest.param("", "fr;q=0.5, es;q=0.9", (), "es", id="weights"),
        pytest.param("", "fr-CA", ("es",), "fr", id="country"),
        pytest.param("", "zh-Hant-TW;q=0.8", (), "zh", id="script"),
        pytest.param("ru", "fr", ("es",), "ru", id="clicked"),
        pytest.param("<script>", "fr", (), "fr", id="clicked-nonsense"),
        pytest.param("", "fr;q=nan, ,;;;,es;q=2.5,\0", ("ar",), "ar", id="nonsense"),
        pytest.param("", "x" * 100_000, ("ar",), "ar", id="long"),
    ],
)
def test_the_first_language_that_is_offered(clicked: str, header: str, usual: tuple[str, ...], expected: str) -> None:
    assert language_for(clicked, header, usual, OFFERED) == expected
