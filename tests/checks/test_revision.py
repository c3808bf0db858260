"""REV: tables of relationships."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from dataclasses import replace
from typing import Any

import pytest

from intake.domain.judging.case import Case, Relationship
from intake.domain.numbers.numbering import Claim
from intake.domain.numbers.revisions import Mark
from intake.domain.origin.authentication import Authentication
from intake.domain.verdict import Relation
from tests.checks.looking import look
from tests.domain.cases import case, contribution, judged

KNOWN = contribution()


def related(relation: Relation, **changes: Any) -> Case:
    one = Relationship(relation, **changes)
    return case(relationships=(one,))


def beside(relation: Relation, **changes: Any) -> Case:
    one = Relationship(relation, **changes)
    return case(judged(role="supporting"), relationships=(one,))


@pytest.mark.parametrize(
    ("one", "relations"),
    [
        pytest.param(related("new"), [], id="new"),
        pytest.param(related("revision", contribution=KNOWN), [], id="by-its-submitter"),
        pytest.param(related("revision", contribution=KNOWN, stranger=True), ["revision"], id="revision"),
        pytest.param(related("replacement", contribution=KNOWN, stranger=True), ["replacement"], id="replacement"),
        pytest.param(related("repeat", contribution=KNOWN, stranger=True), ["repeat"], id="repeat"),
        pytest.param(beside("repeat", contribution=KNOWN, stranger=True), [], id="beside-a-contribution"),
    ],
)
def test_rev_001_its_submitter_sends_it(one: Case, relations: list[str]) -> None:
    hits = look("REV-001", one)
    assert [hit.facts["relation"] for hit in hits] == relations
    assert all(KNOWN.label not in map(str, hit.facts.values()) for hit in hits)


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(related("revision", contribution=KNOWN, revision=1), [], id="before-the-close"),
        pytest.param(
            related("revision", contribution=KNOWN, revision=2, after_close=True), [("JCA-MV-Doc-012", 2)], id="after"
        ),
        pytest.param(related("repeat", contribution=KNOWN, after_close=True), [], id="the-same-file-again"),
        pytest.param(related("revision", unknown="JCA-MV-Doc-099", after_close=True), [], id="unknown: REV-003"),
    ],
)
def test_rev_002_it_comes_before_the_close(one: Case, found: list[tuple[str, int]]) -> None:
    assert [(hit.facts["number"], hit.facts["revision"]) for hit in look("REV-002", one)] == found


@pytest.mark.parametrize(("mark", "kind"), [("Rev", "revision"), ("Cor", "corrigendum"), ("Add", "addendum")])
def test_rev_002_says_what_came_after_the_close(mark: Mark, kind: str) -> None:
    one = related("revision", contribution=KNOWN, revision=1, mark=mark, after_close=True)
    assert [hit.facts["kind"] for hit in look("REV-002", one)] == [kind]


CLAIM = Claim("JCA-MV-Doc-099", 99, 1, "file name")


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(related("revision", contribution=KNOWN), [], id="known"),
        pytest.param(
            related("revision", unknown="JCA-MV-Doc-099", claims=(CLAIM,)),
            [("file name", "JCA-MV-Doc-099")],
            id="unknown",
        ),
        pytest.param(related("revision", unknown="JCA-MV-Doc-098"), [("mail", "JCA-MV-Doc-098")], id="no-claim"),
    ],
)
def test_rev_003_the_number_is_known(one: Case, found: list[tuple[str, str]]) -> None:
    assert [(hit.at, hit.facts["number"]) for hit in look("REV-003", one)] == found


CELL = Claim("JCA-MV-Doc-012", 12, 1, "number cell")
SUBJECT = Claim("JCA-MV-Doc-013", 13, 0, "subject")
OTHER_REVISION = Claim("JCA-MV-Doc-012", 12, 2, "file name")
FOREIGN = Claim("SG17-C1000", 0, None, "number cell")


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(related("revision", contribution=KNOWN, claims=(CELL,)), [], id="one-place"),
        pytest.param(
            related("new", disagree=(CELL, SUBJECT), claims=(CELL, SUBJECT)),
            [("number cell", "JCA-MV-Doc-012-Rev1", "JCA-MV-Doc-013", "subject")],
            id="two-numbers",
        ),
        pytest.param(
            related("new", disagree=(CELL, OTHER_REVISION), claims=(FOREIGN, CELL, OTHER_REVISION)),
            [("number cell", "JCA-MV-Doc-012-Rev1", "JCA-MV-Doc-012-Rev2", "file name")],
            id="two-revisions",
        ),
        pytest.param(beside("new", disagree=(CELL, SUBJECT), claims=(CELL, SUBJECT)), [], id="beside-a-contribution"),
    ],
)
def test_rev_004_it_says_one_number(one: Case, found: list[tuple[str, str, str, str]]) -> None:
    told = [
        (hit.at, *(hit.facts[name] for name in ("number", "other", "second_place"))) for hit in look("REV-004", one)
    ]
    assert told == found


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(related("repeat", contribution=KNOWN), [], id="in-force"),
        pytest.param(
            related("repeat", contribution=KNOWN, in_force="JCA-MV-Doc-012-Rev2"),
            [("JCA-MV-Doc-012-Rev2", "earlier")],
            id="a-revision-is-in-force",
        ),
        pytest.param(
            related("repeat", contribution=KNOWN, in_force="JCA-MV-Doc-012"),
            [("JCA-MV-Doc-012", "replaced")],
            id="its-file-was-replaced",
        ),
        pytest.param(
            related("repeat", contribution=KNOWN, in_force="JCA-MV-Doc-012-Rev2", stranger=True), [], id="a-stranger"
        ),
        pytest.param(beside("repeat", contribution=KNOWN, in_force="JCA-MV-Doc-012-Rev2"), [], id="beside"),
    ],
)
def test_rev_005_it_is_the_version_in_force(one: Case, found: list[tuple[str, str]]) -> None:
    assert [(hit.facts["in_force"], hit.facts["kind"]) for hit in look("REV-005", one)] == found


def unconfirmed(one: Case) -> Case:
    """The same in a mail whose sender our border could not confirm."""
    return replace(one, mail=replace(one.mail, authentication=Authentication("none", told=True)))


CHANGED = related("revision", contribution=KNOWN, stranger=True)


@pytest.mark.parametrize(
    ("one", "relations", "strangers"),
    [
        pytest.param(CHANGED, [], ["revision"], id="by-a-stranger"),
        pytest.param(unconfirmed(CHANGED), ["revision"], [], id="revision"),
        pytest.param(unconfirmed(related("repeat", contribution=KNOWN, stranger=True)), ["repeat"], [], id="repeat"),
        pytest.param(unconfirmed(related("new")), [], [], id="new"),
        pytest.param(unconfirmed(beside("repeat", contribution=KNOWN, stranger=True)), [], [], id="beside-one"),
    ],
)
def test_rev_006_its_submitter_is_confirmed(one: Case, relations: list[str], strangers: list[str]) -> None:
    assert [hit.facts["relation"] for hit in look("REV-006", one)] == relations
    assert [hit.facts["relation"] for hit in look("REV-001", one)] == strangers
