"""The import contract of the design, as a test."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]


def test_every_part_imports_only_what_stands_below_it() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--config", "pyproject.toml"]
    found = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False, timeout=120)
    assert found.returncode == 0, found.stdout + found.stderr
    assert "0 broken" in found.stdout
