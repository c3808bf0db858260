"""TPL: tables of template matches."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from typing import Any

import pytest

from intake.domain.case import Case
from intake.domain.document import TemplateMatch
from tests.checks.looking import look, places
from tests.domain.cases import OFF_TEMPLATE, case, cover, document, match, other_file, placeholder, rulebook

NO_TEMPLATE = rulebook(profiles=())


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
        pytest.param(
            case(document(template=OFF_TEMPLATE, opening="LIAISON STATEMENT")), [], id="liaison: FIL-010"
        ),
    ],
)  # fmt: skip
def test_tpl_001_it_is_on_the_template(one: Case, where: list[str]) -> None:
    assert places("TPL-001", one) == where


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
