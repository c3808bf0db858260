"""`intake check`: judge a file before it is sent."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from intake import app
from intake.adapters.home.mail_files import documents_in
from intake.adapters.words.sentences import Sentences
from intake.cli.common import HERE, AsJson, Home, address
from intake.cli.printing.report import PrintedReport
from intake.cli.printing.terminal import console, in_one_line, print_json, show
from intake.domain.rulebook import Rulebook
from intake.pipeline.showing.checked import checked_object
from intake.pipeline.showing.preview import CheckedFile


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(command)


def command(
    files: Annotated[list[Path], typer.Argument(readable=False, help="Files to check, or folders of them.")],
    group: Annotated[str, typer.Option("--group", help="The group (default: the one on the cover).")] = "",
    lang: Annotated[str, typer.Option("--lang", help="The language of the report.")] = "en",
    sender: Annotated[str, typer.Option("--from", metavar="ADDRESS", callback=address, help="The sender.")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Judge documents by a group's template and rules; nothing is stored or sent."""
    out = console()
    with app.open_checking(app.home_or_none(home)) as checking:
        report = PrintedReport(
            checking.catalogs, checking.only(group.lower() or None), checking.language(lang), out.width
        )
        documents = _checked(checking, report.rulebooks, list(documents_in(files)), sender)
        if out.is_terminal:
            documents = iter(list(documents))  # the bar would overwrite the reports
        code = _print_json(documents, report) if as_json else _print(documents, report, out)
    raise typer.Exit(code)


def _print(documents: Iterable[CheckedFile], report: PrintedReport, out: Console) -> int:
    """Print a report for each document, and a table if there are several; return the exit code."""
    seen: list[CheckedFile] = []
    for one in documents:
        show(out, *([""] if seen else []), *report.of(one))
        seen.append(one)
    if len(seen) > 1:
        show(out, "", *report.summary(seen))
    return _code(seen)


def _print_json(documents: Iterable[CheckedFile], report: PrintedReport) -> int:
    """Print one JSON object per line, one for each document; return the exit code."""
    seen: list[CheckedFile] = []
    words = Sentences(report.catalogs, in_hand=True)
    for one in documents:
        print_json(checked_object(one, words, report.sentence(one), report.language))
        seen.append(one)
    return _code(seen)


def _code(seen: Sequence[CheckedFile]) -> int:
    return 0 if all(one.outcome in ("accept", "none") for one in seen) else 1


def _checked(
    checking: "app.Checking", rulebooks: Sequence[Rulebook], paths: Sequence[Path], sender: str
) -> Iterator[CheckedFile]:
    """Yield each document as soon as it is judged; several files get a progress bar on the terminal."""
    error = console(error=True)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[file]}", markup=False))
    hidden = len(paths) == 1 or not error.is_terminal
    with Progress(
        *columns, console=error, transient=True, redirect_stdout=False, redirect_stderr=False, disable=hidden
    ) as bar:
        task = bar.add_task("", total=len(paths), file="")
        for path in paths:
            bar.update(task, file=in_one_line(path.name))
            yield from checking.checked(path, rulebooks, sender)
            bar.advance(task)
