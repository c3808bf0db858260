"""TPL: tables of template matches."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from datetime import date
from typing import Any

import pytest

from intake.domain.document import TemplateMatch
from intake.domain.judging.case import Case
from intake.domain.profile import Profile
from intake.domain.rulebook import Rule, Rulebook
from intake.domain.verdict import Kind
from tests.checks.looking import look, places
from tests.domain.cases import (
    OFF_TEMPLATE,
    case,
    cover,
    document,
    judged,
    match,
    other_file,
    placeholder,
    profile,
    rulebook,
)

NO_TEMPLATE = rulebook(profiles=())


ALL_ALIKE = rulebook(rules={**rulebook().rules, "TPL-002": Rule("TPL-002", "off", "all")})
FOR_AGENDAS = rulebook(profiles=(profile(), profile(id="jca-mv-agenda", kind="agenda")))


def of_kind(kind: Kind, book: Rulebook | None = None) -> Case:
    return case(judged(document(template=OFF_TEMPLATE), kind=kind), rulebook=book or rulebook())


def matched(template: TemplateMatch, **changes: Any) -> Case:
    return case(document(template=template), **changes)


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(matched(match()), [], id="on-the-template"),
        pytest.param(matched(OFF_TEMPLATE), ["input.docx"], id="off-the-template"),
        pytest.param(matched(OFF_TEMPLATE, rulebook=NO_TEMPLATE), [], id="no-template-registered"),
        pytest.param(case(other_file("old.doc", "doc")), [], id="old-format: FIL-001"),
        pytest.param(case(other_file("input.docx", "docx", "password")), [], id="locked: FIL-003"),
        pytest.param(case(other_file("input.docx", "docx", "crashed")), [], id="our-fault: SYS-001"),
        pytest.param(of_kind("liaison_in"), [], id="liaison: FIL-010"),
        pytest.param(of_kind("agenda"), [], id="an-officers-agenda"),
        pytest.param(of_kind("agenda", FOR_AGENDAS), ["input.docx"], id="agendas-have-a-template"),
        pytest.param(matched(match(score=0.3, conforms=False, foreign="3GPP")), [], id="foreign: TPL-002"),
        pytest.param(matched(match(score=0.3, conforms=False, foreign="3GPP"), rulebook=ALL_ALIKE), ["input.docx"],
                     id="foreign-does-not-matter"),
    ],
)  # fmt: skip
def test_tpl_001_it_is_on_the_template(one: Case, where: list[str]) -> None:
    assert places("TPL-001", one) == where


@pytest.mark.parametrize(
    ("one", "bodies"),
    [
        pytest.param(matched(match()), [], id="on-the-template"),
        pytest.param(matched(match(foreign="ETSI")), [], id="on-the-template-with-words-of-another"),
        pytest.param(matched(OFF_TEMPLATE), [], id="nobodys: TPL-001"),
        pytest.param(matched(match(score=0.3, conforms=False, foreign="3GPP")), ["3GPP"], id="foreign"),
        pytest.param(matched(match(score=0.3, conforms=False, foreign="3GPP"), rulebook=NO_TEMPLATE), [],
                     id="no-template-registered"),
        pytest.param(case(judged(document(template=match(conforms=False, foreign="IEEE")), kind="liaison_in")), [],
                     id="liaison: FIL-010"),
    ],
)  # fmt: skip
def test_tpl_002_it_is_on_no_other_template(one: Case, bodies: list[str]) -> None:
    assert [hit.facts["body"] for hit in look("TPL-002", one)] == bodies


@pytest.mark.parametrize(
    ("one", "facts"),
    [
        pytest.param(matched(match()), [], id="unchanged"),
        pytest.param(matched(match(missing=("Contact",))), [(("Contact",), 0)], id="missing"),
        pytest.param(matched(match(reordered=True)), [((), 1)], id="reordered"),
        pytest.param(matched(OFF_TEMPLATE), [], id="off-the-template"),
        pytest.param(matched(match(reordered=True), rulebook=NO_TEMPLATE), [], id="no-template-registered"),
    ],
)
def test_tpl_003_the_cover_has_its_rows(one: Case, facts: list[tuple[tuple[str, ...], int]]) -> None:
    assert [(hit.facts["missing"], hit.facts["reordered"]) for hit in look("TPL-003", one)] == facts


def left(*fields: str, **changes: Any) -> Case:
    template = match(placeholders=tuple(placeholder(one) for one in fields))
    return case(document(cover=cover(**changes), template=template))


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(left(), [], id="none"),
        pytest.param(left("contact 2"), [("cover, Contact 2", "contacts")], id="second-contact"),
        pytest.param(
            left("kind", "meeting"), [("cover, Kind", "kind"), ("cover, Meeting date", "dates")], id="two-fields"
        ),
        pytest.param(left("source"), [("cover, Source", "source")], id="second-source"),
        pytest.param(left("source", "title", source=(), title=None), [], id="empty: COV-001, COV-002"),
        pytest.param(case(document(template=OFF_TEMPLATE)), [], id="off-the-template"),
        pytest.param(case(document(template=match(placeholders=(placeholder("kind"),))), rulebook=NO_TEMPLATE), [],
                     id="no-template-registered"),
    ],
)  # fmt: skip
def test_tpl_004_no_sample_text_is_left(one: Case, found: list[tuple[str, str]]) -> None:
    assert [(hit.at, hit.facts["field"]) for hit in look("TPL-004", one)] == found


OLDER = profile(valid_from=date(2025, 1, 1), accept_until=date(2026, 6, 30))
NEWER = profile(id="jca-mv-2", valid_from=date(2026, 1, 1))


def between(*profiles: Profile, used: str = "jca-mv-1", **changes: Any) -> Case:
    return matched(match(profile=used, **changes), rulebook=rulebook(profiles=profiles))


@pytest.mark.parametrize(
    ("one", "untils"),
    [
        pytest.param(between(OLDER), [], id="the-only-one"),
        pytest.param(between(OLDER, NEWER, used="jca-mv-2"), [], id="the-newest"),
        pytest.param(between(OLDER, NEWER), ["2026-06-30"], id="older"),
        pytest.param(between(profile(), NEWER), [""], id="older-without-an-end"),
        pytest.param(between(OLDER, profile(id="b", kind="agenda", valid_from=date(2026, 1, 1))), [], id="other-kind"),
        pytest.param(between(OLDER, profile(id="b", valid_from=date(2025, 1, 1))), [], id="of-the-same-day"),
        pytest.param(between(OLDER, NEWER, conforms=False), [], id="off-the-template: TPL-001"),
        pytest.param(matched(TemplateMatch(), rulebook=NO_TEMPLATE), [], id="no-template-registered"),
    ],
)
def test_tpl_005_it_is_on_the_newest_template(one: Case, untils: list[str]) -> None:
    assert [hit.facts["until"] for hit in look("TPL-005", one)] == untils
