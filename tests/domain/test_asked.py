"""What the chairs are asked about, document by document, and who decided on it."""

from dataclasses import replace

import pytest

from intake.domain.answering.admitting import admitted, kept, kept_from
from intake.domain.answering.asked import already_decided, asked_about, before_chairs, place_of, settled_in
from intake.domain.answering.outcomes import outcome
from intake.domain.verdict import Act, Decision, Finding, Inputs, Judged, Verdict
from tests.domain.cases import DEADLINE, document, judged

INPUTS = Inputs("raw", "reading", "rulebook", "snapshot")


def late(index: int) -> Finding:
    return Finding("TIM-001", "hold", "all", index, means=("late",))


def held(*names: str) -> Verdict:
    """A mail with these late documents."""
    documents = tuple(judged(document(name), disposition="hold") for name in names)
    findings = tuple(late(index) for index in range(len(names)))
    return Verdict("submission", "hold", "may", documents=documents, findings=findings, late_by=660)


def decided(*found: tuple[Verdict, str, Act]) -> list[Decision]:
    return [
        Decision(1, n, actor, DEADLINE, "Because.", verdict, INPUTS, act)
        for n, (verdict, actor, act) in enumerate(found, 1)
    ]


TWO = held("one.docx", "two.docx")
FIRST_ADMITTED = admitted(TWO, (0,))
OTHER_REASON = replace(TWO, findings=(*TWO.findings, Finding("FIL-001", "hold", "neutral", 1)))
RETURNED = replace(TWO, documents=tuple(replace(one, disposition="return") for one in TWO.documents))


@pytest.mark.parametrize(
    ("verdict", "waiting"),
    [
        pytest.param(TWO, (0, 1), id="both"),
        pytest.param(FIRST_ADMITTED, (1,), id="the-other-one"),
        pytest.param(admitted(TWO, (0, 1)), (), id="admitted"),
        pytest.param(kept(TWO, (0, 1)), (), id="kept"),
        pytest.param(RETURNED, (), id="returned"),
        pytest.param(OTHER_REASON, (0,), id="not-told-to-the-sender"),
    ],
)
def test_a_document_waits_for_a_chair_while_it_is_held_as_late(verdict: Verdict, waiting: tuple[int, ...]) -> None:
    assert before_chairs(verdict) == waiting


def test_each_decision_settles_its_own_documents() -> None:
    assert settled_in(TWO, FIRST_ADMITTED) == (0,)
    assert settled_in(FIRST_ADMITTED, kept(FIRST_ADMITTED, (1,))) == (1,)
    assert settled_in(TWO, TWO) == ()


def test_the_decision_that_counts_is_the_one_after_which_it_waits_no_longer() -> None:
    history = decided((TWO, "line", "judge"), (FIRST_ADMITTED, "Muath", "admit"), (FIRST_ADMITTED, "ada", "correct"))
    first, other = asked_about(history, 0), asked_about(history, 1)
    assert first is not None
    assert other is not None
    assert (first.settled, other.settled) == (history[1], None)
    assert already_decided("MV-26-0001", history) == "", "the other one still waits"
    assert asked_about(history, 2) is asked_about(history[:0], 0) is None


def test_what_is_held_as_late_again_waits_again() -> None:
    history = decided((TWO, "line", "judge"), (RETURNED, "ada", "return"), (TWO, "ada", "replay"))
    found = asked_about(history, 0)
    assert found is not None
    assert found.settled is None


CONVERTED = document("one.converted.docx", made="converted", made_of=(document("one.doc").sha256,))


@pytest.mark.parametrize(
    ("now", "place"),
    [
        pytest.param((judged(document("one.doc")),), 0, id="itself"),
        pytest.param((judged(document("new.docx")), judged(document("one.doc"))), 1, id="in-another-place"),
        pytest.param(
            (judged(document("one.doc"), role="companion", main=1), judged(CONVERTED)), 1, id="the-text-made-from-it"
        ),
        pytest.param((judged(document("other.docx")),), None, id="gone"),
        pytest.param((judged(document("one.doc")), judged(document("one.doc"))), 0, id="twice"),
    ],
)
def test_a_document_is_known_by_its_file(now: tuple[Judged, ...], place: int | None) -> None:
    assert place_of(held("one.doc"), 0, replace(TWO, documents=now)) == place


@pytest.mark.parametrize(
    ("verdict", "meeting", "told"),
    [
        pytest.param(kept(TWO, (0, 1)), None, "next", id="all-for-the-next-meeting"),
        pytest.param(kept(TWO, (0,)), "may", "next", id="another-waits"),
        pytest.param(kept(FIRST_ADMITTED, (1,)), "may", "next", id="another-is-admitted"),
    ],
)
def test_what_is_kept_is_for_the_next_meeting(verdict: Verdict, meeting: str | None, told: str) -> None:
    assert (verdict.meeting, kept_from(verdict)) == (meeting, frozenset({"may"}))
    assert outcome(decided((verdict, "Muath", "keep"))[0]) == told


def test_once_its_meeting_is_known_it_is_registered_for_it() -> None:
    joined = replace(kept(TWO, (0, 1)), meeting="september")
    assert outcome(decided((joined, "line", "join"))[0]) == "registered"


def test_parts_go_with_their_document() -> None:
    annex = replace(judged(document("annex.pdf"), role="part", main=0), disposition="hold")
    verdict = replace(TWO, documents=(TWO.documents[0], annex), findings=(late(0),))
    assert [one.kept_from for one in kept(verdict, (0,)).documents] == ["may", "may"]
