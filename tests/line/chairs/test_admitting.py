"""Admitting late documents one by one: what holds one for another reason holds it still."""

from datetime import timedelta

import pytest

from intake.domain.errors import UsageError
from intake.domain.verdict import Decision
from intake.pipeline.desk.mails.acts import admit, release
from tests.line.acts.test_acts import DEADLINE, by, decisions, receipts, taken
from tests.line.letters_in import RTF, mail, paper
from tests.line.test_line import numbers, subjects
from tests.line.worlds import World

LATE = DEADLINE + timedelta(minutes=11)
TWO = (("One.docx", paper("First")), ("Two.docx", paper("Second")))


def dispositions(decision: Decision) -> list[str | None]:
    return [one.disposition for one in decision.verdict.documents]


@pytest.mark.parametrize(
    ("document", "becomes", "given"),
    [
        pytest.param("", ["accept", "accept"], ["JCA-MV-Doc-001", "JCA-MV-Doc-002"], id="all"),
        pytest.param("1", ["accept", "hold"], ["JCA-MV-Doc-001"], id="the-first"),
        pytest.param("Two.docx", ["hold", "accept"], ["JCA-MV-Doc-001"], id="by-its-file"),
    ],
)
def test_one_document_of_several_is_admitted(world: World, document: str, becomes: list[str], given: list[str]) -> None:
    line = taken(world, mail("two", *TWO), LATE)
    assert dispositions(decisions(line)[-1]) == ["hold", "hold"]
    decision = admit(line, "1", by("Ada"), document)
    world.run(line)
    assert dispositions(decision) == becomes
    assert numbers(line) == given
    assert subjects(world)[-1].startswith("[JCA-MV] Admitted: JCA-MV-Doc-001")


def test_what_is_left_is_admitted_later(world: World) -> None:
    line = taken(world, mail("two", *TWO), LATE)
    admit(line, "1", by("Ada"), "2")
    world.run(line)
    with pytest.raises(UsageError, match="2: this document of 1 is not held for being late"):
        admit(line, "1", by("Ada"), "2")
    admit(line, "1", by("Ada"))
    world.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001", "JCA-MV-Doc-002"]


HELD = [
    pytest.param(mail("rtf", ("old.rtf", RTF)), id="an-older-format"),
    pytest.param(mail("other", ("Input.docx", paper(group="Study Group 17"))), id="another-group"),
]


@pytest.mark.parametrize("raw", HELD)
def test_another_reason_to_hold_it_stays(world: World, raw: bytes) -> None:
    line = taken(world, raw, LATE)
    before = len(subjects(world))
    decision = admit(line, "1", by("Ada"))
    world.run(line)
    assert dispositions(decision) == ["hold"]
    late = [one.severity for one in decision.verdict.findings if one.tells("late")]
    assert late == ["warning"]
    assert any(one.severity == "hold" for one in decision.verdict.findings)
    assert subjects(world)[before:] == []
    assert [one.decision for one in receipts(line)] == [1]
    with pytest.raises(UsageError, match="is not held for being late; use 'intake release'"):
        admit(line, "1", by("Ada"))
    release(line, "1", by("Ada"))
    world.run(line)
    assert subjects(world)[-1].startswith("[JCA-MV] Admitted: JCA-MV-Doc-001")


def test_a_document_that_is_not_there_is_named(world: World) -> None:
    line = taken(world, mail("two", *TWO), LATE)
    with pytest.raises(UsageError, match=r"3: there is no such document, or more than one; there are 1 \(One.docx\)"):
        admit(line, "1", by("Ada"), "3")
