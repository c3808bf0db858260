"""`intake demo`: a meeting from its call to its list, replayed on embedded servers."""

import logging
import sys
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from intake.cli.showing.log import log_line
from intake.domain.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from intake.app.desk import OpenDesk
    from intake.demo.account import AccountLine
    from intake.demo.stage import House

_STEP_SECONDS = 1.5
"""Between two things that happen, for a person who watches."""


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
        code = _tell(house, console, svg, at_desk=keep)
        if keep:
            keep_running(house, console, log_line)
    raise typer.Exit(code)


def _tell(house: "House", console: Console, svg: Path | None, *, at_desk: bool) -> int:
    """Tell the story, with a desk beside it on which it plays out if that is wanted."""
    from intake.demo import show
    from intake.demo.stage import staged

    with ExitStack() as stack:
        stage = stack.enter_context(staged(house))
        pause = _shown_at(stack.enter_context(_desk_of(house)), console) if at_desk else None
        lines, unlike = show.perform(stage, console, pause or (lambda: None))
        if svg is not None:
            _draw(lines, svg)
        code = show.conclude(stage, console, lines, unlike, log_line)
    show.say(console, *(f"  {one}" for one in _next(house.home)))
    return code


def _desk_of(house: "House") -> "AbstractContextManager[OpenDesk]":
    """The desk beside the story, whose log lines are no part of it."""
    import structlog

    from intake.demo.desk import desk_beside

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    return desk_beside(house)


def _shown_at(desk: "OpenDesk", console: Console) -> "Callable[[], None] | None":
    """Say where the desk is. Before a person the story waits until they are there, and then goes at a walking pace."""
    from intake.demo import show
    from intake.demo.desk import way_in

    show.say(console, *way_in(desk))
    if not sys.stdin.isatty():
        return None
    console.input("Press Enter when you see the desk: the story plays out on it, in about two minutes. ")

    def pause() -> None:
        Event().wait(_STEP_SECONDS)

    return pause


def _draw(lines: "list[AccountLine]", file: Path) -> None:
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
