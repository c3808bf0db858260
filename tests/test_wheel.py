"""What is installed works away from the checkout: rules, templates and demo travel in the wheel."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `intake` in an environment that has the wheel, and the libraries of this one by a path file."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=TOP, check=True, capture_output=True, timeout=120)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    site = folder / "env" / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    libraries = sysconfig.get_path("purelib")
    # A plain path entry: the path files inside (our editable install) are not read through it.
    (site / "libraries.pth").write_text(libraries + "\n")
    return folder / "env" / "bin" / "intake"


def _run(command: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "COLUMNS": "160"}
    return subprocess.run(
        [str(command), *words], cwd=folder, capture_output=True, text=True, check=False, timeout=200, env=environment
    )


def test_the_wheel_is_used_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    script = "import intake; print(intake.__file__)"
    told = subprocess.run(
        [str(installed.parent / "python"), "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert str(installed.parents[1]) in told.stdout


def test_a_home_is_made_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    made = _run(installed, tmp_path, "init", "home", "--non-interactive")
    assert made.returncode == 0, made.stderr
    shown = _run(installed, tmp_path, "rules", "show", "jca-mv", "--home", "home")
    assert "contribution: Thursday 30 April 2026, 23:59:59 Europe/Zurich = 2026-04-30T21:59:59Z" in shown.stdout


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    played = _run(installed, tmp_path, "demo", "--home", "demo")
    assert played.returncode == 0, played.stdout[-3000:] + played.stderr
    assert "everything as the tables expect" in played.stdout
