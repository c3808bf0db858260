"""A command answers at once: it loads what it needs, and no library that only other commands need."""

import inspect
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from intake.cli.main import COMMANDS, QUIET, command_line, run_command

LIBRARIES = {
    "aiosmtpd", "aiosmtplib", "alembic", "apscheduler", "babel", "docx", "email.mime", "fastapi", "imapclient",
    "jinja2", "lxml", "olefile", "psycopg", "pymap", "pypdf", "rich", "sqlalchemy", "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm", "starlette", "structlog", "tnefparse", "tomlkit", "uvicorn",
}  # fmt: skip
"""What takes long to load. Pydantic comes with typer."""

PARTS = {
    "intake.adapters.rulebook.codec",
    "intake.adapters.rulebook.toml_files",
    "intake.adapters.imap",
    "intake.adapters.smtp",
    "intake.checks",
    "intake.daemon",
    "intake.demo",
    "intake.readers",
    "intake.store.database.upgrade",
    "intake.store.indices",
    "intake.web",
}
"""Parts of our own that only working commands need."""

JUDGING = {
    "intake.domain.judging",
    "intake.domain.rulebook",
    "intake.pipeline.line",
    "intake.store.collections.mails.snapshots",
}
"""Parts that a command needs which judges, and that one does without which prints what was judged."""

DATABASE = {"sqlalchemy"}
WORDS = {"babel"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which one mail was decided."""
    top = tmp_path_factory.mktemp("quick")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = "a@b.example", "tsbjcamv@itu.int", "Room", "<1@b.x>"
    mail.set_content("When is the meeting?\n")
    (top / "question.eml").write_bytes(mail.as_bytes())
    assert run_command(["init", str(top / "home"), "--non-interactive"]) == 0
    assert run_command(["ingest", "--home", str(top / "home"), str(top / "question.eml")]) == 1
    return top / "home"


def loaded(home: Path, *words: str) -> set[str]:
    """The modules that a process has loaded when this command has ended."""
    program = (
        "import sys\nfrom intake.cli.main import run_command\n"
        f"code = run_command({list(words)!r})\nprint()\nprint('LOADED', *sys.modules)\nsys.exit(code)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], env={"INTAKE_HOME": str(home)}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        pytest.param(("--help",), set(), id="help"),
        pytest.param(("version",), set(), id="version"),
        pytest.param(("doctor", "--help"), set(), id="doctor-help"),
        pytest.param(("web", "--help"), set(), id="web-help"),
        pytest.param(("log",), DATABASE, id="log"),
        pytest.param(("log", "--json"), DATABASE, id="log-json"),
        pytest.param(("audit", "verify"), DATABASE, id="audit"),
        pytest.param(("audit", "numbers"), DATABASE, id="audit-numbers"),
        pytest.param(("waiting",), DATABASE | WORDS, id="waiting"),
        pytest.param(("list", "jca-mv"), DATABASE, id="list"),
        pytest.param(("show", "MV-26-0001"), DATABASE | WORDS, id="show"),
        pytest.param(("why-no-receipt", "MV-26-0001"), DATABASE, id="why-no-receipt"),
    ],
)
def test_a_command_loads_what_it_needs(home: Path, words: tuple[str, ...], needed: set[str]) -> None:
    modules = loaded(home, *words)
    assert {one for one in LIBRARIES if one in modules} <= needed
    unneeded = PARTS | JUDGING if words[0] in QUIET else PARTS
    assert {one for one in modules if one.startswith(tuple(unneeded))} == set()


@pytest.mark.parametrize(
    ("words", "collections"),
    [
        pytest.param(("log",), {"chain", "log"}, id="log"),
        pytest.param(
            ("list", "jca-mv"), {"contributions", "reservations", "rulebooks", "ticks", "versions"}, id="list"
        ),
    ],
)
def test_a_command_loads_the_collections_that_it_asks(
    home: Path, words: tuple[str, ...], collections: set[str]
) -> None:
    store = "intake.store.collections."
    inside = [one.removeprefix(store) for one in loaded(home, *words) if one.startswith(store)]
    assert {name for room, dot, name in (one.partition(".") for one in inside) if dot} == collections


def test_the_list_of_commands_says_what_each_command_says() -> None:
    every = get_command(command_line())
    assert isinstance(every, typer.core.TyperGroup)
    assert {one.name: one.sentence for one in COMMANDS} == {
        name: inspect.cleandoc(one.help or "") for name, one in every.commands.items() if name != "version"
    }


def test_a_command_that_only_prints_writes_no_log_of_its_own() -> None:
    assert {one.name for one in COMMANDS} >= QUIET
