"""The command line as a whole: every command, and how an error becomes one sentence and an exit code."""

import os
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import typer
from typer.main import get_command

from intake import __version__
from intake.adapters.logs import log_as_json
from intake.cli import acts, audit, check, demo, doctor, document, ingest, init, log, replay, rules, run, show, template
from intake.cli.terminal import harmless
from intake.domain.errors import IntakeError

FAULT = 70
INTERRUPTED = 130

app = typer.Typer(
    name="intake",
    help="Takes e-mailed contributions: checks, numbers and acknowledges each.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for module in (init, ingest, check, show, log, document, run, doctor, acts, replay, demo):
    module.register(app)
app.add_typer(rules.app, name="rules")
app.add_typer(template.app, name="template")
app.add_typer(audit.app, name="audit")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def run_command(argv: Sequence[str]) -> int:
    """Run one command; its exit code. An error that a person can act on is one sentence on standard error."""
    log_as_json()
    try:
        get_command(app).main(args=list(argv), prog_name="intake")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except IntakeError as error:
        return _say(str(error), error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last line of defence: a person never sees a traceback
        return _our_fault(error, argv)
    return 0


def _say(sentence: str, code: int) -> int:
    typer.echo(harmless(f"intake: {sentence}"), err=True)
    return code


def _our_fault(error: Exception, argv: Sequence[str]) -> int:
    """Keep the traceback in a file of the home, where there is one, and say so."""
    sentence = f"this is our fault ({type(error).__name__}); nothing was lost."
    home = _home_in(argv)
    if (home / "intake.toml").is_file():
        kept = home / "intake-fault.log"
        with suppress(OSError), kept.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
            sentence += f" Please report it with {kept}."
    return _say(sentence, FAULT)


def _home_in(argv: Sequence[str]) -> Path:
    """The home that a command line names, else that of the environment, else the current folder."""
    for word, after in zip(argv, [*argv[1:], ""], strict=True):
        if word == "--home":
            return Path(after)
        if word.startswith("--home="):
            return Path(word.removeprefix("--home="))
    return Path(os.environ.get("INTAKE_HOME", "."))
