"""LIA: tables of liaison statements."""

import pytest

from intake.domain.document import Cover, Liaison
from intake.domain.judging.case import Case
from intake.domain.verdict import Kind
from tests.checks.looking import look
from tests.domain.cases import case, document, judged, other_file

WHOLE = Liaison(for_action=("JCA-MV",), approval="SG17 meeting", reply_by="1 June 2026")


def statement(asked: Liaison | None, kind: Kind = "liaison_in", role: str = "contribution") -> Case:
    return case(judged(document("ls.docx", cover=Cover(liaison=asked)), kind=kind, role=role))


@pytest.mark.parametrize(
    ("one", "missing"),
    [
        pytest.param(statement(WHOLE), [], id="whole"),
        pytest.param(statement(WHOLE, "liaison_out"), [], id="ours"),
        pytest.param(statement(Liaison((), (), (), "x", "y")), [("for",)], id="for-nobody"),
        pytest.param(statement(Liaison(("A",), (), (), None, "y")), [("approval",)], id="not-approved"),
        pytest.param(statement(Liaison((), ("A",), (), "x", None)), [("reply_by",)], id="comment-without-date"),
        pytest.param(statement(Liaison((), (), ("A",), "x", None)), [], id="information-needs-no-reply"),
        pytest.param(statement(Liaison(("A",), (), ("B",), "x", None)), [("reply_by",)], id="action-does"),
        pytest.param(statement(Liaison(), "liaison_out"), [("for", "approval", "reply_by")], id="nothing-said"),
        pytest.param(statement(None), [("for", "approval", "reply_by")], id="a-letter"),
        pytest.param(case(judged(other_file("ls.pdf", "pdf"), kind="liaison_in")), [], id="cover-not-read"),
        pytest.param(statement(None, "contribution"), [], id="contribution"),
        pytest.param(
            case(judged(document("cover.docx", made="cover"), kind="liaison_in")), [], id="a-cover-that-we-made"
        ),
        pytest.param(statement(None, role="supporting"), [], id="beside-a-contribution"),
    ],
)
def test_lia_001_it_says_what_it_asks(one: Case, missing: list[tuple[str, ...]]) -> None:
    assert [hit.facts["missing"] for hit in look("LIA-001", one)] == missing


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("ITU-T SG17", True),
        ("SG20", True),
        ("Study Group 16", True),
        ("Q4/16", True),
        ("WP 2/17", True),
        ("TSAG", True),
        ("JCA-IoT", True),
        ("ITU-T FG-AN", True),
        ("ITU-R WP 5D", True),
        ("Commission d'études 17 de l'UIT-T", True),
        ("МСЭ-Т", True),
        ("国际电联", True),
        ("3GPP SA4", False),
        ("ETSI ISG ARF", False),
        ("ISO/IEC JTC 1/SC 29/WG 2", False),
        ("IEEE 802.11 Working Group", False),
        ("GSMA", False),
        ("IETF", False),
        ("Situational Unit", False),
    ],
)
def test_other_bodies_hear_nothing_of_the_rules_of_the_union(source: str, *, told: bool) -> None:
    letter = document("ls.docx", cover=Cover(source=(source,), liaison=Liaison(for_action=("JCA-MV",))))
    hits = look("LIA-001", case(judged(letter, kind="liaison_in")))
    assert [hit.facts["missing"] for hit in hits] == ([("approval", "reply_by")] if told else [])
