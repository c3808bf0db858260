"""`intake audit`: show that nobody has changed the intake log, and that every number is accounted for."""

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home, OnlyGroup
from intake.cli.printing.terminal import harmless, in_one_line, print_json, print_rows
from intake.pipeline.showing.numbers import SeriesRun, runs

commands = typer.Typer(help="The intake log's chain of seals, and the numbers.", no_args_is_help=True)


@commands.callback()
def group() -> None:
    """The intake log's chain of seals, and the numbers."""


@commands.command("verify")
def verify(home: Home = HERE, as_json: AsJson = False) -> None:
    """Check every seal, and name the first entry that was changed."""
    with app.look_into(home) as looking, looking.store.read() as work:
        fault, head = work.log.verify(), work.log.head()
    position, seal = head or (0, "")
    if as_json:
        print_json({"holds": fault is None, "fault": fault, "position": position, "head": seal or None})
    elif fault is None:
        typer.echo(f"The log is unchanged: {position} entries, head {seal[:16] or '-'}.")
    else:
        typer.echo(harmless(fault))
    raise typer.Exit(0 if fault is None else 1)


@commands.command("numbers")
def numbers(
    home: Home = HERE,
    named: OnlyGroup = "",
    as_json: AsJson = False,
) -> None:
    """Account for every number that was given, and say why others have no document."""
    with app.look_into(home) as looking, looking.store.read() as work:
        only = looking.group_named(work, named)
        groups = [only] if only else work.rulebooks.groups()
        found = [(one, run) for one in groups for run in runs(work, one, looking.series(work, one))]
    if as_json:
        for one, run in found:
            print_json({"group": one, **run.object()})
    else:
        print_rows(row for one, run in found for row in _rows(one, run))
    raise typer.Exit(0 if all(run.explained for _, run in found) else 1)


def _rows(group: str, run: SeriesRun) -> list[str]:
    withdrawn = f", {run.withdrawn} of them withdrawn" if run.withdrawn else ""
    what = f"{run.documents} documents{withdrawn}, the last number is {run.last}" if run.last else "no number yet"
    gaps = [f"  {number}: {in_one_line(why) or 'no document, and nobody said why'}" for number, why in run.gaps]
    return [f"{group} ({run.series}): {what}", *gaps]
