"""The whole command line: every command, and the sentence and exit code for each error."""

import os
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from intake import __version__
from intake.cli.printing.terminal import harmless
from intake.domain.errors import IntakeError

FAULT = 70
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class _Command:
    """A command or a family of commands (`rules show`): its sentence in `intake --help`, and its module."""

    name: str
    module: str
    sentence: str
    family: bool = False


COMMANDS = (
    _Command("init", "init", "Make a home: settings, the groups' rulebooks, the example template, the database."),
    _Command("ingest", "ingest", "Take mail from files, and print one JSON line for each Submission."),
    _Command("check", "check", "Judge documents by a group's template and rules; nothing is stored or sent."),
    _Command(
        "show",
        "showing.show",
        "Show one Submission: when it was received, what was found, what was decided, what was answered.",
    ),
    _Command("find", "showing.find", "Find mails by words of theirs, and by what became of them."),
    _Command("log", "showing.log", "Print the intake log: when, what, who or which step, why."),
    _Command(
        "waiting",
        "showing.waiting",
        "List everything that needs a person, oldest first, each with the command that settles it.",
    ),
    _Command(
        "why-no-receipt",
        "showing.no_receipt",
        "Say why a mail got no receipt, or that one was sent, when, and to whom.",
    ),
    _Command("agenda", "meetings.agenda", "Show what falls due, and what was done, in the meeting's time and UTC."),
    _Command(
        "list", "meetings.lists", "List the documents of a group or a meeting, or what a list of another kind tells."
    ),
    _Command(
        "document",
        "document",
        "Write a contribution's file; in a folder, the file is named by its number.",
    ),
    _Command(
        "run",
        "run",
        "Work until stopped: poll the mailboxes, judge, number, answer. Logs JSON lines to standard error.",
    ),
    _Command("web", "web", "Serve the desk until stopped, or the pages for chairs. Logs JSON lines to standard error."),
    _Command("once", "run", "Do everything that is due now, then end."),
    _Command(
        "doctor",
        "doctor",
        "Test settings, database, disk, desk, pages, mailboxes, border, SMTP, scanner, clock, reader, converter, "
        "rules.",
    ),
    _Command(
        "register",
        "meetings.register",
        "Register a document on behalf of its submitter, by the time at which it really came.",
    ),
    _Command("release", "acts.deciding", "Accept a held mail; its documents get their numbers now."),
    _Command("admit", "acts.deciding", "Accept documents that came after the deadline for contributions."),
    _Command("return", "acts.deciding", "Return a mail to its sender for correction."),
    _Command("ignore", "acts.deciding", "Take a mail off the work list; nothing is sent."),
    _Command("convert", "acts.papers", "Convert .doc, .rtf and .odt files to .docx, and judge the result."),
    _Command(
        "make-cover", "acts.papers", "Put our template's cover before documents that came without one, and accept them."
    ),
    _Command("correct", "acts.papers", "Correct the recorded title, source or kind."),
    _Command("withdraw", "acts.papers", "Withdraw a contribution; its number is never given again."),
    _Command("hold", "acts.changing", "Put a decided mail on the work list again; its number stays."),
    _Command("undo", "acts.changing", "Take back the last act, as long as its letter has not left."),
    _Command("move", "acts.changing", "Let documents be for another meeting of their group; their numbers stay."),
    _Command("link", "acts.changing", "Accept a document that waits as the next revision of a number."),
    _Command("join", "acts.arranging", "Make a document a part of another number; its own number is given up."),
    _Command(
        "split",
        "acts.arranging",
        "Give a file that came as part of a contribution, or beside one, a number of its own.",
    ),
    _Command("replace", "acts.arranging", "Put another file in place of the one under a number; both are kept."),
    _Command("note", "acts.tasks", "Keep a note beside a mail; its sender never reads it."),
    _Command("assign", "acts.tasks", "Say who looks after a mail."),
    _Command("snooze", "acts.tasks", "Take a mail off the work list for a while; a decision puts it back."),
    _Command(
        "write",
        "meetings.write",
        "Write a list of a meeting as a document, and register it under its number or as the next revision.",
    ),
    _Command(
        "reserve", "meetings.reserve", "Keep a number for a document that will come, or list those that are kept."
    ),
    _Command("allocate", "meetings.allocate", "Put documents under an item of their meeting's agenda."),
    _Command("outcome", "meetings.allocate", "Note what became of documents at their meeting, for the report."),
    _Command("post", "meetings.post", "Post documents: from then on they are in what 'intake publish' writes."),
    _Command(
        "publish",
        "meetings.publish",
        "Write the posted documents as a static site.",
    ),
    _Command("resend", "acts.deciding", "Send the last receipt if it was withheld, refused or came back."),
    _Command("replay", "acts.replay", "Judge again one Submission, or all that a check holds."),
    _Command(
        "demo",
        "demo",
        "Replay a meeting from its call to its list. Exit code 0 if everything comes out as expected.",
    ),
    _Command("rules", "rules", "Rulebooks: check, show, activate, export.", family=True),
    _Command("mailbox", "mailbox", "Mailboxes: login.", family=True),
    _Command("template", "template", "Contribution templates: register, inspect.", family=True),
    _Command(
        "meeting",
        "meetings.meeting",
        "Meetings: list, show, open, extend, close, report, pack, reopen, postpone, cancel, reported.",
        family=True,
    ),
    _Command("circular", "meetings.circular", "Letters that announce a meeting: import.", family=True),
    _Command("documents", "documents", "What was registered by hand: import.", family=True),
    _Command("watch", "watch", "A home on trial: compare, end.", family=True),
    _Command(
        "user",
        "persons.user",
        "The persons of the desk: add, list, role, office, password, link, join, disable, enable, sessions, end, "
        "token.",
        family=True,
    ),
    _Command("audit", "showing.audit", "The intake log's chain of seals, and the numbers.", family=True),
)
"""The commands in the order of `intake --help`. Only the module of the typed command is loaded, to answer at once."""

QUIET = frozenset({"agenda", "audit", "find", "list", "log", "show", "waiting", "why-no-receipt"})
"""Commands that only print; they write nothing to the program's own log."""


def command_line(named: str | None = None) -> typer.Typer:
    """The command line; with a name it loads that command, and only lists the others."""
    app = typer.Typer(
        name="intake",
        help="Check, number and acknowledge contributions that come by e-mail.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    done: set[str] = set()
    for one in COMMANDS:
        if named is not None and named != one.name:
            app.command(one.name, help=one.sentence)(_only_named)
        elif one.family:
            app.add_typer(_loaded(one).commands, name=one.name)
        elif one.module not in done:
            done.add(one.module)
            _loaded(one).register(app)
    app.command("version")(version)
    return app


def _loaded(one: _Command) -> Any:  # noqa: ANN401 - a module
    return import_module(f"intake.cli.{one.module}")


def _only_named() -> None:
    """Stand for a command that was not typed."""


def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def run_command(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; print an expected error as one sentence on standard error."""
    if not only_prints(argv):
        _log_as_json()
    try:
        get_command(command_line(_typed(argv))).main(args=list(argv), prog_name="intake")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except IntakeError as error:
        return _say(str(error), error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last line of defence: a person never sees a traceback
        return _our_fault(error, argv)
    return 0


def _typed(argv: Sequence[str]) -> str:
    return next((one for one in argv if not one.startswith("-")), "")


def only_prints(argv: Sequence[str]) -> bool:
    """Whether this command line only prints: records or help."""
    typed = _typed(argv)
    if typed in QUIET or typed not in {one.name for one in COMMANDS}:
        return True
    return [one for one in argv if one.startswith("-")] == ["--help"]


def _log_as_json() -> None:
    from intake.adapters.logs import log_as_json  # its library takes longer to load than most commands take to run

    log_as_json()


def _say(sentence: str, code: int) -> int:
    typer.echo(harmless(f"intake: {sentence}"), err=True)
    return code


def _our_fault(error: Exception, argv: Sequence[str]) -> int:
    """Write the traceback to a file in the home, if there is one, and say so."""
    sentence = f"this is our fault ({type(error).__name__}); nothing was lost."
    home = _home_in(argv)
    if (home / "intake.toml").is_file():
        kept = home / "intake-fault.log"
        with suppress(OSError), kept.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
            sentence += f" Please report it with {kept}."
    return _say(sentence, FAULT)


def _home_in(argv: Sequence[str]) -> Path:
    """The home named on the command line, else in the environment, else the current folder."""
    for word, after in zip(argv, [*argv[1:], ""], strict=True):
        if word == "--home":
            return Path(after)
        if word.startswith("--home="):
            return Path(word.removeprefix("--home="))
    return Path(os.environ.get("INTAKE_HOME", "."))
