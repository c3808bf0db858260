"""Each file has the virus scanner's answer about itself, and no other."""

import pytest

from intake.domain.scan import Scan
from intake.domain.submission import Snapshot
from tests.domain.cases import RECEIVED

CLEAN, SICK = Scan("2" * 64, "clean", RECEIVED), Scan("4" * 64, "infected", RECEIVED, "Test.Virus")


@pytest.mark.parametrize(
    ("digest", "answer"), [("2" * 64, CLEAN), ("4" * 64, SICK), ("1" * 64, None), ("3" * 64, None), ("5" * 64, None)]
)
def test_a_file_has_its_own_answer(digest: str, answer: Scan | None) -> None:
    assert Snapshot(scans=(CLEAN, SICK)).scan_of(digest) is answer
    assert Snapshot(scans=(SICK, CLEAN)).scan_of(digest) is answer
