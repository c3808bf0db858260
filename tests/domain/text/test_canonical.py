"""One value, one text: what is digested must not depend on how a value was put together."""

import pytest

from intake.domain.text.canonical import canonical


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}', id="sorted-without-spaces"),
        pytest.param("été 会", '"été 会"', id="letters-as-they-are"),
        pytest.param('a"b\\c\n\x00', '"a\\"b\\\\c\\n\\u0000"', id="escaped-where-it-must-be"),
        pytest.param("a\ud800b", '"a\ufffdb"', id="lone-surrogate"),
    ],
)
def test_a_value_has_one_text(value: object, text: str) -> None:
    assert canonical(value) == text
    canonical(value).encode()


def test_what_json_has_no_word_for_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical({1, 2})
