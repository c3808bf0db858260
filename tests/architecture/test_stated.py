"""Errors that a page can show are known to the catalogs: every page speaks the reader's language."""

import ast
from collections.abc import Iterator
from pathlib import Path

from intake.adapters.words.catalogs import STATED, Catalogs, placeholders
from intake.shipped import shipped_templates

TOP = Path(__file__).parents[2]
CATALOGS = Catalogs(shipped_templates() / "locale", (STATED,))
ROOMS = ("domain", "pipeline", "store/collections", "web", "adapters/rulebook")
SHOWN = {"UsageError", "StaleDecisionError"}
COMMANDS_ONLY = {"pipeline/ingest.py"}
"""What no page does."""
PASSED_ON = {"error", "told"}
"""Another's sentence, which is told by what it says."""


def raised() -> Iterator[tuple[str, ast.expr, list[str]]]:
    """Each error that a page can show: where, its sentence, the names of its values."""
    for room in ROOMS:
        for path in sorted((TOP / "intake" / room).rglob("*.py")):
            name = str(path.relative_to(TOP / "intake"))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if name not in COMMANDS_ONLY and isinstance(node, ast.Call) and getattr(node.func, "id", "") in SHOWN:
                    for one in _either(node.args[0]):
                        yield f"{name}:{node.lineno}", one, [each.arg or "" for each in node.keywords]


def _either(one: ast.expr) -> list[ast.expr]:
    return [one.body, one.orelse] if isinstance(one, ast.IfExp) else [one]


def is_passed_on(one: ast.expr) -> bool:
    return any(isinstance(each, ast.Name) and each.id in PASSED_ON for each in ast.walk(one))


def test_every_error_that_a_page_shows_is_a_sentence_of_the_catalogs() -> None:
    found = list(raised())
    unknown = [
        f"{at}: {ast.unparse(one)[:80]}"
        for at, one, _ in found
        if not (isinstance(one, ast.Constant) and CATALOGS.has(str(one.value))) and not is_passed_on(one)
    ]
    assert len(found) > 120
    assert unknown == []


def test_every_place_of_such_a_sentence_has_a_value() -> None:
    wrong = [
        f"{at}: {ast.unparse(one)}"
        for at, one, values in raised()
        if isinstance(one, ast.Constant) and not placeholders(str(one.value)) <= set(values)
    ]
    assert wrong == []


def test_what_a_page_says_has_no_place_that_the_program_does_not_fill() -> None:
    assert CATALOGS.offered_languages() == ("en", "fr")
    assert [key for key in CATALOGS.keys() if not placeholders(CATALOGS.raw(key, "fr")) <= placeholders(key)] == []  # noqa: SIM118


def test_a_page_names_no_command_and_no_option() -> None:
    """The command line says what to type; a page says what to do there."""
    shown = [CATALOGS.raw(key, language) for key in CATALOGS.keys() for language in ("en", "fr")]  # noqa: SIM118
    assert [one for one in shown if "--" in one or "'intake " in one or "’intake " in one or "intake.toml" in one] == []
