"""Every library that the code imports is one that the project declares: nothing is there by luck of another's needs."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DISTRIBUTIONS = packages_distributions()


def plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]).lower()


ALWAYS = {plain(one) for one in PROJECT["dependencies"]}
EXTRAS = {name: {plain(one) for one in needed} for name, needed in PROJECT["optional-dependencies"].items()}


@cache
def imported(folder: str) -> set[tuple[str, str]]:
    found = set()
    for path in sorted((TOP / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            found |= {(name.split(".")[0], str(path.relative_to(TOP))) for name in names}
    return {(name, path) for name, path in found if name not in sys.stdlib_module_names and name != "intake"}


@pytest.mark.parametrize(("name", "path"), sorted(imported("intake")))
def test_what_the_package_imports_is_declared(name: str, path: str) -> None:
    demo = "/demo/" in f"/{path}"
    allowed = ALWAYS | (EXTRAS["demo"] if demo else set()) | EXTRAS["postgresql"] | EXTRAS["tnef"]
    allowed |= EXTRAS["microsoft"] | EXTRAS["google"] if "/oauth/" in path else set()
    assert {plain(one) for one in DISTRIBUTIONS[name]} & allowed, (
        f"{path} imports {name}, which pyproject.toml does not name"
    )


@pytest.mark.parametrize("requirement", sorted(ALWAYS - {"tzdata", "python-multipart"}))  # both loaded by others
def test_what_is_declared_is_used(requirement: str) -> None:
    names = {name for name, dists in DISTRIBUTIONS.items() if requirement in {plain(one) for one in dists}}
    assert names & {name for name, _ in imported("intake")}, f"nothing imports {requirement}"


@pytest.mark.parametrize("lock", ["demo.txt", "test.txt"])
def test_every_dependency_is_locked_with_hashes_and_without_hosts(lock: str) -> None:
    text = (TOP / "requirements" / lock).read_text(encoding="utf-8")
    locked = {plain(line) for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)}
    assert locked >= ALWAYS | EXTRAS["demo"]
    assert "--hash=sha256:" in text
    assert "://" not in text
