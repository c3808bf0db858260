"""What a check needs beside its function and its table (tests/checks/test_registry.py): sentences in every language."""

import re
from pathlib import Path

import pytest

from intake.adapters.words.catalogs import Catalogs
from intake.checks import REGISTRY
from intake.shipped import shipped_templates
from tests.domain.cases import default_rules

CATALOGS = Catalogs(shipped_templates() / "locale")
LANGUAGES = ("en", "ar", "es", "fr", "ru", "zh")
RULES = default_rules()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("check_id", sorted(RULES))
def test_every_check_has_its_sentences(check_id: str, language: str) -> None:
    """What was found and what to do about it; for a repair also what the secretariat does."""
    parts = ["what", "remedy", *(["completed"] if RULES[check_id].severity == "repair" else [])]
    assert {f"{check_id}.{one}" for one in parts} <= set(CATALOGS.keys(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_of_a_check_that_is_gone(language: str) -> None:
    told = {key[:7] for key in CATALOGS.keys(language) if re.match(r"[A-Z]{3}-\d{3}\.", key)}
    assert told == set(RULES)


def test_a_check_stands_in_the_module_of_its_family() -> None:
    families: dict[str, set[str]] = {}
    for check_id, one in REGISTRY.items():
        families.setdefault(check_id[:3], set()).add(one.look.__module__)
    assert {family: len(modules) for family, modules in families.items()} == dict.fromkeys(families, 1)


OURS_ALONE = {("intake/domain/verdict.py", "SYS-001")}
"""What our own line could not finish is no check of the registry."""


def test_no_code_asks_for_the_id_of_a_check() -> None:
    """What a check means to others stands beside it, or in its rule; the table of the demo names what it expects."""
    top = Path(__file__).parents[2]
    quoted = {
        (str(path.relative_to(top)), check_id)
        for path in (top / "intake").rglob("*.py")
        for check_id in re.findall(r"[\"']([A-Z]{3}-\d{3})[\"']", path.read_text(encoding="utf-8"))
    }
    elsewhere = {
        (name, one) for name, one in quoted if not name.startswith(("intake/checks/", "intake/demo/scenes.py"))
    }
    assert elsewhere == OURS_ALONE
