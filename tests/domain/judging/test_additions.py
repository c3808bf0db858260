"""Files that the secretariat made take the place of those that they were made from."""

import pytest

from intake.domain.judging.additions import behind_additions
from intake.domain.mail import Making
from tests.domain.cases import document, judged, other_file


@pytest.mark.parametrize(
    ("made", "role", "part"), [("converted", "companion", None), ("cover", "part", "annex")], ids=["converted", "cover"]
)
def test_what_was_sent_stands_behind_what_was_made_from_it(made: Making, role: str, part: str | None) -> None:
    sent = other_file("paper.doc", "doc")
    ours = document("paper.docx", made=made, made_of=(sent.sha256,))
    first, second = behind_additions([judged(sent), judged(ours)])
    assert (first.role, first.part, first.main) == (role, part, 1)
    assert (second.role, second.main) == ("contribution", None)
