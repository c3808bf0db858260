"""An option or argument that several commands have is written once, in intake/cli/common.py."""

import ast
from collections import Counter
from pathlib import Path

COMMANDS = Path(__file__).parents[2] / "intake/cli"


def described(source: str) -> list[str]:
    """Each option and argument that the source describes, as code."""
    return [
        ast.unparse(one)
        for one in ast.walk(ast.parse(source))
        if isinstance(one, ast.Subscript) and isinstance(one.value, ast.Name) and one.value.id == "Annotated"
    ]


def test_no_option_is_written_twice() -> None:
    found = Counter(one for file in COMMANDS.rglob("*.py") for one in described(file.read_text(encoding="utf-8")))
    assert len(found) > 100
    assert [one for one, times in found.items() if times > 1] == []
