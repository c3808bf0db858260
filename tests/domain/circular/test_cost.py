"""A text that no person wrote costs no more than a long letter."""

import pytest

from intake.domain.circular.interpret import interpreted
from tests.domain.circular.letter_files import TODAY, letter_of


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Subject: " + "(" * 50_000, id="brackets"),
        pytest.param("1 May 2026 - 2 May 2026 - " * 2_000, id="dates"),
        pytest.param("deadline for contributions " * 5_000, id="deadlines"),
        pytest.param("30 April 2026\n" * 6_000, id="lines-of-dates"),
        pytest.param("Key deadlines:\n" + "x\n30 April 2026\n" * 3_000, id="list"),
        pytest.param("Réf.:\n" * 6_000, id="labels"),
        pytest.param("Mr " + "Aa " * 30_000, id="names"),
        pytest.param("(JCA-" * 20_000, id="acronyms"),
        pytest.param("Joint Coordination Activity on " * 5_000, id="groups"),
        pytest.param("http://" * 20_000, id="addresses"),
        pytest.param("postponed from " * 8_000, id="postponed"),
        pytest.param("10:00-" * 10_000, id="hours"),
        pytest.param("Draft agenda\n" + "1 a\n2 b\n" * 3_000, id="agenda"),
        pytest.param("a" * 300_000, id="one-word"),
    ],
)
def test_a_long_text_is_read_in_time(text: str) -> None:
    assert "contribution_deadline" not in interpreted(letter_of(text), TODAY).facts
