"""Every check has its reason, its rule and its table, and fits on a screen."""

import ast
import importlib
import inspect
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from intake.checks import REGISTRY
from intake.checks.registry import check
from intake.domain.judging.case import Case
from intake.domain.verdict import Hit, Params
from tests.domain.cases import default_rules

FAMILIES = ("envelope", "senders", "files", "template", "cover", "liaison", "timing", "revision")
OURS = "SYS-001"
RETIRED = {"ENV-003", "ENV-006"}
"""Numbers that were given once and are no longer used: they are never given again."""


def test_every_number_of_a_family_is_given_once_and_none_again() -> None:
    given = {*REGISTRY, OURS}
    counts = Counter(one[:3] for one in given | RETIRED)
    assert given | RETIRED == {f"{family}-{n:03d}" for family, count in counts.items() for n in range(1, count + 1)}
    assert not given & RETIRED


def test_every_check_stands_on_the_page_of_checks() -> None:
    page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^### ([A-Z]{3}-\d{3})$", page, re.MULTILINE)) == {*REGISTRY, OURS}


@pytest.mark.parametrize("check_id", sorted(REGISTRY))
def test_a_check_says_how_things_should_be_why_and_where_that_stands(check_id: str) -> None:
    one = REGISTRY[check_id]
    assert one.statement.endswith(".")
    assert one.why
    assert one.see


def test_every_check_has_a_rule_and_every_rule_a_check() -> None:
    assert set(default_rules()) == {*REGISTRY, OURS}


def test_every_rule_has_severity_and_reply() -> None:
    lines = tomllib.loads(files("intake.checks").joinpath("default.toml").read_text(encoding="utf-8"))["checks"]
    assert {key for key, line in lines.items() if "severity" not in line} == {"TIM-001"}
    assert all("reply" in line for line in lines.values())


def test_every_rule_tells_its_sense_beside_it() -> None:
    text = files("intake.checks").joinpath("default.toml").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(text):
        if line[:8].rstrip() in REGISTRY:
            assert "#" in line or text[number - 1].startswith("#"), line


@pytest.mark.parametrize("check_id", sorted(REGISTRY))
def test_a_check_fits_on_a_screen(check_id: str) -> None:
    lines, _ = inspect.getsourcelines(REGISTRY[check_id].look)
    assert len(lines) <= 25


@pytest.mark.parametrize("family", FAMILIES)
def test_each_check_of_a_family_has_a_table(family: str) -> None:
    """A table is a parametrised test whose name begins with the check's id: test_cov_003_..."""
    tests = ast.parse((Path(__file__).parent / f"test_{family}.py").read_text(encoding="utf-8")).body
    tabled = {
        one.name[5:12].upper().replace("_", "-")
        for one in tests
        if isinstance(one, ast.FunctionDef) and any("parametrize" in ast.unparse(each) for each in one.decorator_list)
    }
    module = importlib.import_module(f"intake.checks.{family}")
    assert {key for key, one in REGISTRY.items() if one.look.__module__ == module.__name__} <= tabled


def test_every_module_of_a_family_is_imported() -> None:
    assert {one.look.__module__ for one in REGISTRY.values()} == {f"intake.checks.{family}" for family in FAMILIES}


@pytest.mark.parametrize(
    ("check_id", "doc", "told"),
    [
        ("COV-003", "It is so. Why: because. See: there.", "registered twice"),
        ("COV-999", "It is so. Why: because.", "needs a statement"),
        ("COV-999", None, "needs a statement"),
    ],
)
def test_a_check_without_reason_is_refused(check_id: str, doc: str | None, told: str) -> None:
    def look(case: Case, params: Params) -> Iterator[Hit]:
        yield from ()

    look.__doc__ = doc
    before = dict(REGISTRY)
    with pytest.raises(ValueError, match=told):
        check(check_id)(look)
    assert before == REGISTRY
