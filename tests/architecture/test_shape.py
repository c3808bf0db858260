"""Habits of the code base that would decay if nobody looked."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
MODULES = sorted((TOP / "intake").rglob("*.py"))
COMMANDS = tuple(TOP / "intake" / "cli" / one for one in ("", "acts", "meetings", "persons", "showing"))
MOST_MODULES = 24
LONGEST = 250
LONGEST_FUNCTION = 50
MOST_PARAMETERS = 7
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
NEVER = re.compile(r"(?:^|_)(?:manager|helpers?|utils?|data|info|processor)(?:_|$)")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOP)))
def test_a_module_fits_in_one_reading(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST, f"{len(lines)} lines: is there more than one idea in it?"


@pytest.mark.parametrize(
    "path", [one for one in MODULES if "migrations" not in one.parts], ids=lambda path: str(path.relative_to(TOP))
)
def test_a_function_fits_on_one_screen(path: Path) -> None:
    """What it does, without its arguments and docstring; a migration is a list."""
    functions = [one for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(one, FUNCTION)]
    assert not [one.name for one in functions if _lines_of_work(one) > LONGEST_FUNCTION]


@pytest.mark.parametrize(
    "path",
    [one for one in MODULES if one.parent not in COMMANDS],
    ids=lambda path: str(path.relative_to(TOP)),
)
def test_what_is_handed_over_together_is_one_value(path: Path) -> None:
    """By name or by place, a function takes few things; a command takes as many as it has options."""
    functions = [one for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(one, FUNCTION)]
    assert not [one.name for one in functions if _parameters(one) > MOST_PARAMETERS]


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    taken = function.args
    named = [one.arg for one in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
    return len([name for name in named if name not in ("self", "cls")])


def _lines_of_work(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    told = ast.get_docstring(function) is not None
    work = function.body[1:] if told else function.body
    return (function.end_lineno or 0) - work[0].lineno + 1 if work else 0


def test_a_folder_is_one_idea() -> None:
    """Migrations aside, which only grow: a folder with more modules is missing a room."""
    folders = Counter(one.parent for one in MODULES if "migrations" not in one.parts)
    assert [str(one.relative_to(TOP)) for one, count in folders.items() if count > MOST_MODULES] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOP)))
def test_names_say_what_a_thing_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    assert not [name for name in (path.stem, *names) if NEVER.search(name.lower())]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOP)))
def test_nothing_is_left_open(path: Path) -> None:
    assert not re.search(r"\b(?:TODO|FIXME|XXX)\b|NotImplementedError", path.read_text(encoding="utf-8"))


def test_every_alert_is_written_with_its_topic() -> None:
    """By one function, which asks for the topic: a line without one would join letters about something else."""
    written = [
        f"{path.relative_to(TOP)}:{node.lineno}"
        for path in MODULES
        if path.name != "notes.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("note", "LogEntry")
        for one in node.keywords
        if one.arg == "what" and any(_is_alert(each) for each in ast.walk(one.value))
    ]
    assert written == []


def _is_alert(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value in ("alert", "recovered")
