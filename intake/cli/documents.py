"""`intake documents`: what was registered before the intake gave numbers."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from intake import app
from intake.adapters.home.listed_files import ListedFiles
from intake.cli.common import HERE, AsJson, By, CheckOption, GroupOption, Home, ListArgument, ReasonOption, actor
from intake.cli.printing.terminal import in_one_line, print_json, print_rows
from intake.domain.errors import UsageError
from intake.domain.limits import MEGABYTE
from intake.domain.submission import Contribution
from intake.domain.verdict import Deed
from intake.pipeline.desk.imports.importing import HandList, Imported, SeriesProgress, import_documents, look_at_list
from intake.pipeline.runner import until_nothing_is_due

commands = typer.Typer(help="What was registered by hand: import.", no_args_is_help=True)


@commands.callback()
def group() -> None:
    """What was registered by hand: import."""


@commands.command("import")
def import_command(
    listing: ListArgument,
    files: Annotated[Path, typer.Option("--files", help="The folder with the files that it names.")],
    group: GroupOption,
    reason: ReasonOption,
    home: Home = HERE,
    meeting: Annotated[
        str, typer.Option("--meeting", help="The meeting (default: the one ahead when each was received).")
    ] = "",
    check: CheckOption = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Take what was registered by hand, under its numbers; nobody is written to."""
    try:
        content = listing.read_bytes()
    except OSError as error:
        raise UsageError(f"{listing}: {error.strerror}.") from error
    if not files.is_dir():
        raise UsageError(f"{files}: there is no such folder.")
    with app.open_home(home) as opened:
        opened.require_group(group.lower())
        folder = ListedFiles(files, opened.settings.limits.max_document_mb * MEGABYTE)
        given = HandList(listing.name, content, group.lower(), meeting or None)
        deed = Deed(actor(by), reason)
        documents: list[Contribution] = []
        if check:
            imported, documents = look_at_list(opened.line, given, folder, deed)
        else:
            imported = import_documents(opened.line, given, folder, deed)
            until_nothing_is_due(opened.line, wait=0)
    if as_json:
        print_json(_object(imported) | ({"checked": True} if check else {}))
        return
    print_rows(_would_be(imported, documents))
    print_rows(_told(imported))
    if check:
        typer.echo("Nothing was stored.")


def _would_be(imported: Imported, documents: Sequence[Contribution]) -> Iterator[str]:
    """The documents that would be recorded, by number: what a list changes is never undone, so it is looked at."""
    for number, one in zip(imported.taken, documents, strict=False):
        of = f"a further version of {one.label}" if number != one.label else "new"
        source = in_one_line("; ".join(one.source))
        yield f"{number:24} {of}: {in_one_line(one.title)} ({source}), received {one.received_at:%Y-%m-%d %H:%M} UTC"


def _object(imported: Imported) -> dict[str, object]:
    return {
        "taken": list(imported.taken),
        "known": imported.known,
        "missing": [
            one.series.label(number)
            for one in imported.series
            for first, last in one.missing
            for number in range(first, last + 1)
        ],
        "next": [one.series.label(one.next) for one in imported.series],
    }


def _told(imported: Imported) -> Iterator[str]:
    """How many were taken; then of each series what is not in the list, and how it counts on."""
    taken, known = len(imported.taken), imported.known
    if not taken and known:
        what = f"nothing changed: {f'all {known}' if known > 1 else 'the one'} in the list {_was(known)} taken before"
    else:
        what = f"{taken} taken" + (f", {known} {_was(known)} taken before" if known else "")
    yield "; ".join((what, *(sentence for series in imported.series for sentence in _counted(series))))


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _counted(one: SeriesProgress) -> Iterator[str]:
    def short(number: int) -> str:
        return one.series.label(number).removeprefix(one.series.pattern.partition("{")[0])

    if one.missing:
        runs = ", ".join(short(a) if a == b else f"{short(a)} to {short(b)}" for a, b in one.missing)
        alone = len(one.missing) == 1 and one.missing[0][0] == one.missing[0][1]
        yield f"{runs} {'is' if alone else 'are'} not in the list"
    yield f"the next number is {short(one.next)}"
