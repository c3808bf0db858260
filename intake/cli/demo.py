"""`intake demo`: a meeting from its call to its list, replayed on embedded servers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from intake.cli.log import log_line
from intake.domain.errors import UnavailableError

if TYPE_CHECKING:
    from intake.demo.account import Line
    from intake.demo.stage import House


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(command)


def command(
    home: Annotated[Path, typer.Option("--home", help="The folder to use; an earlier demo in it is deleted.")] = Path(
        ".demo"
    ),
    keep: Annotated[bool, typer.Option("--keep", help="Keep the servers running, for mails of yours.")] = False,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Save the account as a picture.")] = None,
) -> None:
    """Replay a meeting from its call to its list. Exit code 0 if everything comes out as expected."""
    # loaded only here: no other command should wait for them
    from intake.demo import show
    from intake.demo.keep import keep_running
    from intake.demo.stage import demo_house

    console = Console(file=typer.get_text_stream("stdout"), highlight=False)
    with demo_house(home) as house:
        show.say(console, f"Mail servers for IMAP and SMTP run on this machine; everything is in {home}.")
        code = _tell(house, console, svg)
        if keep:
            keep_running(house, console, log_line)
    raise typer.Exit(code)


def _tell(house: "House", console: Console, svg: Path | None) -> int:
    from intake.demo import show
    from intake.demo.stage import staged

    with staged(house) as stage:
        lines, unlike = show.perform(stage, console)
        if svg is not None:
            _draw(lines, svg)
        code = show.conclude(stage, console, lines, unlike, log_line)
    show.say(console, *(f"  {one}" for one in _next(house.home)))
    return code


def _draw(lines: "list[Line]", file: Path) -> None:
    from intake.demo import show

    try:
        show.draw(lines, file)
    except OSError as error:
        raise UnavailableError(f"{file} cannot be written: {error.strerror}.") from error


def _next(home: Path) -> list[str]:
    """Commands that show more, with a number and a mail of the story."""
    program = sys.argv[0] if Path(sys.argv[0]).name == "intake" else "intake"
    return [
        f"{program} show --home {home} JCA-MV-Doc-007",
        f"{program} agenda --home {home} --past 3650",
        f"{program} log --home {home} --what decided",
    ]
