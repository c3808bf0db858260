"""Who let a late document in, from the Decisions on the mail that brought it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from intake.domain.answering.letting_in import is_late, let_in_by
from intake.domain.document import Document
from intake.domain.verdict import Act, Decision, Disposition, Finding, Inputs, Judged, Verdict

NUMBER = "JCA-MV-Doc-007"
AT = datetime(2026, 5, 1, tzinfo=UTC)


def verdict(disposition: Disposition) -> Verdict:
    one = Judged(Document("Input.docx", "0" * 64, 9, "docx"), number=NUMBER, disposition=disposition)
    return Verdict("submission", disposition, documents=(one,), late_by=660)


def story(*told: tuple[str, Act, Disposition]) -> list[Decision]:
    return [
        Decision(1, n, actor, AT, "", verdict(became), Inputs("", "", "", ""), act)
        for n, (actor, act, became) in enumerate(told, 1)
    ]


HELD: tuple[str, Act, Disposition] = ("line", "judge", "hold")


@pytest.mark.parametrize(
    ("told", "by"),
    [
        pytest.param([HELD, ("Ada", "admit", "accept")], 2, id="admitted"),
        pytest.param([HELD, ("Ada", "release", "accept")], 2, id="released"),
        pytest.param([HELD, ("Ada", "link", "accept")], 2, id="linked-as-a-revision"),
        pytest.param([HELD, ("Ada", "make-cover", "accept")], 2, id="given-a-cover"),
        pytest.param([HELD, ("Ada", "convert", "accept")], 2, id="converted"),
        pytest.param([("Ada", "register", "accept")], 1, id="registered-on-behalf"),
        pytest.param([HELD, ("Ada", "keep", "accept"), ("Ada", "change-meeting", "accept")], 2, id="kept-then-moved"),
        pytest.param([HELD, ("Ada", "admit", "accept"), ("Ben", "correct", "accept")], 2, id="corrected-after"),
        pytest.param([HELD, ("Ada", "admit", "accept"), ("line", "judge-again", "accept")], 2, id="judged-again"),
        pytest.param([("line", "judge", "accept")], None, id="by-the-rules"),
        pytest.param([HELD, ("line", "judge-again", "accept")], None, id="its-date-was-moved"),
        pytest.param([HELD, ("Ada", "replay", "accept")], None, id="replayed-under-other-rules"),
        pytest.param([("Ada", "import", "accept")], None, id="registered-elsewhere"),
        pytest.param([HELD, ("Ada", "admit", "accept"), ("Ada", "undo", "hold")], None, id="undone"),
        pytest.param([HELD, ("Ada", "admit", "accept"), ("Ada", "hold", "hold")], None, id="held-again"),
        pytest.param(
            [HELD, ("Ada", "admit", "accept"), ("Ben", "hold", "hold"), ("Ben", "undo", "accept")], 2, id="hold-undone"
        ),
        pytest.param(
            [HELD, ("Ada", "admit", "accept"), ("Ben", "hold", "hold"), ("Cid", "release", "accept")], 4, id="again"
        ),
        pytest.param([("Ada", "register", "accept"), ("Ada", "undo", "ignore")], None, id="register-undone"),
        pytest.param(
            [("Ada", "register", "accept"), ("Ada", "undo", "ignore"), ("Ben", "release", "accept")], 3, id="and-again"
        ),
        pytest.param([], None, id="undecided"),
    ],
)
def test_it_is_the_person_who_accepted_it_first(told: Sequence[tuple[str, Act, Disposition]], by: int | None) -> None:
    found = let_in_by(story(*told), NUMBER)
    assert (found.n if found else None) == by


def test_another_document_of_the_mail_says_nothing() -> None:
    assert let_in_by(story(HELD, ("Ada", "admit", "accept")), "JCA-MV-Doc-008") is None


def test_it_was_late_as_its_findings_say() -> None:
    (one,) = story(("Ada", "link", "accept"))
    late = Finding("TIM-001", "hold", "all", 0, means=("late",))
    assert not is_late(one, NUMBER)
    assert is_late(replace(one, verdict=replace(one.verdict, findings=(late,))), NUMBER)
    assert not is_late(replace(one, verdict=replace(one.verdict, findings=(replace(late, document=1),))), NUMBER)
