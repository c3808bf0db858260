"""`intake demo`: the last hours before a deadline, replayed on embedded servers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from intake.cli.log import log_line
from intake.domain.errors import UnavailableError

if TYPE_CHECKING:
    from intake.demo.replay import Played
    from intake.demo.stage import House, Stage
    from intake.demo.table import Row


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(command)


def command(
    home: Annotated[Path, typer.Option("--home", help="The folder to use; an earlier demo in it is deleted.")] = Path(
        ".demo"
    ),
    keep: Annotated[bool, typer.Option("--keep", help="Keep the servers running, for mails of yours.")] = False,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Save the table as a picture.")] = None,
) -> None:
    """Replay the last hours before the deadline of 30 April 2026. Exit code 0 if every outcome is as expected."""
    # loaded only here: no other command should wait for them
    from intake.demo import show
    from intake.demo.keep import keep_running
    from intake.demo.stage import demo_house

    console = Console(file=typer.get_text_stream("stdout"), highlight=False)
    with demo_house(home) as house:
        show.say(console, f"Mail servers for IMAP and SMTP run on this machine; everything is in {home}.")
        code = _replay(house, console, svg)
        if keep:
            keep_running(house, console, log_line)
    raise typer.Exit(code)


def _replay(house: "House", console: Console, svg: Path | None) -> int:
    from intake.demo import show
    from intake.demo.stage import staged
    from intake.demo.table import table

    with staged(house) as stage:
        played = show.perform(stage, console)
        show.show_receipts(stage, console)
        show.show_log(stage, console, log_line)
        rows = show.rows_now(stage, played)
        if console.is_terminal:
            console.print(table(rows, console.width))
        if svg is not None:
            _draw(rows, svg)
        return show.conclude(stage, console, played, _next(house.home, stage, played))


def _draw(rows: "list[Row]", file: Path) -> None:
    from intake.demo import show

    try:
        show.draw(rows, file)
    except OSError as error:
        raise UnavailableError(f"{file} cannot be written: {error.strerror}.") from error


def _next(home: Path, stage: "Stage", played: "list[Played]") -> list[str]:
    """Three commands that show more, with numbers and ids that exist."""
    from intake.demo.replay import objects

    program = sys.argv[0] if Path(sys.argv[0]).name == "intake" else "intake"
    found = [shown for scene in played for shown in objects(stage, scene)]
    held = [shown["reference"] for shown in found if shown["disposition"] == "hold"]
    numbers = [document["number"] for shown in found for document in shown["documents"] if document["number"]]
    return [
        f"{program} show --home {home} {numbers[-1]}",
        f"{program} show --home {home} {held[-1]}",
        f"{program} log --home {home} --what decided",
    ]
