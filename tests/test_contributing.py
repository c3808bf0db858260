"""The recipe of CONTRIBUTING.md works to the letter: what it shows, added to the files that it names, passes."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
TEXT = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPE = TEXT[TEXT.index("## How to add a check") : TEXT.index("## Set up")]
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", RECIPE, re.MULTILINE | re.DOTALL)
PIECES = {
    name: piece
    for language, text in BLOCKS
    if language != "sh"
    for name, piece in re.findall(r"\A# (\S+)\n(.*)\Z", text, re.DOTALL)
}
COMMANDS = [line for language, text in BLOCKS if language == "sh" for line in text.splitlines()]
QUICK = "tests/checks/test_registry.py tests/architecture/test_checks.py tests/adapters/languages/test_sentences.py"
PARTS = ("intake", "rules", "templates", "tests", "tools", "docs", "bench", "requirements")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the checkout, as somebody has it who begins."""
    for name in PARTS:
        shutil.copytree(TOP / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for one in TOP.iterdir():
        if one.is_file():
            shutil.copy(one, tmp_path)
    return tmp_path


def follow(tree: Path, names: Sequence[str]) -> None:
    """Add the pieces of these files, each at its end with the empty lines that a formatter wants."""
    for name in names:
        path = tree / name
        apart = "\n\n\n" if path.suffix == ".py" else "\n" if path.suffix == ".toml" else "\n\n"
        path.write_text(path.read_text(encoding="utf-8").rstrip() + apart + PIECES[name], encoding="utf-8")


def run(tree: Path, command: str) -> subprocess.CompletedProcess[str]:
    """What this command says in that checkout, by the interpreter and the tools of this one."""
    program, *rest = shlex.split(command)
    own = Path(sys.executable).parent / Path(program).name
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTEST_ADDOPTS": "-q -x -p no:cacheprovider"}
    for name in [one for one in environment if one.startswith("PYTEST_XDIST") or one == "PYTEST_CURRENT_TEST"]:
        del environment[name]
    return subprocess.run([own, *rest], cwd=tree, env=environment, capture_output=True, text=True, check=False)


def test_the_recipe_names_a_file_for_each_piece_and_an_id_that_is_free() -> None:
    assert len(PIECES) == len(BLOCKS) - 1
    assert {name for name in PIECES if not (TOP / name).is_file()} == set()
    (given,) = set(re.findall(r"[A-Z]{3}-\d{3}", "".join(PIECES.values())))
    assert {name for name in PIECES if given in (TOP / name).read_text(encoding="utf-8")} == set()


@pytest.mark.timeout(900)
def test_who_follows_the_recipe_has_a_check_that_passes(tree: Path) -> None:
    follow(tree, list(PIECES))
    for command in COMMANDS:
        ended = run(tree, command)
        assert ended.returncode == 0, f"{command}\n{ended.stdout[-5000:]}{ended.stderr[-2000:]}"


@pytest.mark.timeout(900)
@pytest.mark.parametrize("missed", list(PIECES))
def test_who_misses_a_file_is_told(tree: Path, missed: str) -> None:
    follow(tree, [one for one in PIECES if one != missed])
    page, *_, tests = COMMANDS
    told = [run(tree, page), run(tree, f"{tests.partition(' tests')[0]} {QUICK}")]
    assert [one.returncode for one in told] != [0, 0]


@pytest.mark.timeout(900)
def test_who_does_not_write_the_page_of_checks_is_told(tree: Path) -> None:
    follow(tree, list(PIECES))
    assert run(tree, f"{COMMANDS[-1].partition(' tests')[0]} {QUICK}").returncode != 0
