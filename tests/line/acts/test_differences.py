"""Differences between two verdicts, in words for the desk."""

from dataclasses import replace

from intake.domain.verdict import Verdict
from intake.pipeline.desk.differences import differences
from tests.domain.cases import judged, rulebook

BEFORE = Verdict(
    "submission", "accept", meeting="2026-05-13", documents=(judged(number="JCA-MV-Doc-001", disposition="accept"),)
)


def test_what_changed_is_told_in_words() -> None:
    (one,) = BEFORE.documents
    after = replace(BEFORE, documents=(replace(one, number="JCA-MV-Doc-002", revision=2),), late_by=90)
    assert differences(BEFORE, after, rulebook()) == (
        "after the date for contributions: in time -> 90 seconds",
        "input.docx: number: JCA-MV-Doc-001 -> JCA-MV-Doc-002",
        "input.docx: revision: 0 -> 2",
    )
