"""How a demo looks: a line for each thing while it happens; then how it ended, and where to look next."""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from intake.demo.account import COLUMNS, AccountLine, headed, lines_of
from intake.demo.acts import ACTS
from intake.demo.letters import DRAFTS, LETTERS, is_answer, letters_unlike, parsed, read
from intake.demo.look.folder import FolderTold, write_folder
from intake.demo.replay import differences, objects
from intake.demo.scenes import ENDS, SCENES
from intake.demo.stage import Stage
from intake.demo.story import Happened, Story
from intake.domain.log_entry import LogEntry
from intake.pipeline.showing.account import account


def perform(
    stage: Stage, console: Console, pause: Callable[[], None] = lambda: None
) -> tuple[list[AccountLine], list[str]]:
    """Tell the whole story, each thing as soon as it has happened, with a pause behind it.

    Its lines, and what came out unlike the tables.
    """
    shown: list[AccountLine] = []
    unlike: list[str] = []
    told: list[Happened] = []
    for happened in Story(stage).tell((*SCENES, *ACTS), ENDS):
        told.append(happened)
        unlike += _at_once(stage, happened)
        new = lines_of(stage, happened)
        say(console, *headed(new, shown[-1] if shown else None))
        shown += new
        pause()
    return shown, unlike + _at_the_end(stage, told)


def _at_once(stage: Stage, happened: Happened) -> list[str]:
    """Where what just happened is unlike the tables."""
    if happened.act and happened.came != happened.act.expected:
        act = happened.act
        return [f"{act.at:%d %B %H:%M:%S} UTC, {act.what}: expected {act.expected}, came {happened.came}."]
    if happened.played:
        scene = happened.played.scene
        return differences(scene, objects(stage, happened.played), scene.expected_at_once)
    return []


def _at_the_end(stage: Stage, told: Sequence[Happened]) -> list[str]:
    """Where the mails, or the letters that nobody's mail asked for, are unlike the tables when all is told."""
    unlike = [
        said
        for one in told
        if one.played
        for said in differences(one.played.scene, objects(stage, one.played), one.played.scene.expected)
    ]
    sent = stage.servers.sent()
    letters = [sent[place] for one in told if one.kind == "letter" for place in one.mails]
    unlike += letters_unlike(LETTERS, [read(one.raw, one.recipients) for one in letters])
    return unlike + letters_unlike(DRAFTS, [read(raw) for raw in _drafts(stage)])


def _drafts(stage: Stage) -> list[bytes]:
    return [raw for address in stage.addresses for raw in stage.servers.folder(address, "Drafts")]


def say(console: Console, *lines: str | Text, style: str = "") -> None:
    """Print lines as they are: nothing in them is markup, and long ones are left to the terminal."""
    for one in lines:
        console.print(one if isinstance(one, Text) else Text(one, style=style), soft_wrap=True)


def show_receipt(console: Console, raw: bytes) -> None:
    """One receipt: its head, and its text."""
    mail = parsed(raw)
    body = mail.get_body(("plain",))
    say(console, "", *(f"{name}: {mail[name]}" for name in ("From", "To", "Cc") if mail[name]), style="cyan")
    say(console, f"Subject: {mail['Subject']}", style="bold cyan")
    say(console, "", *(str(body.get_content()).splitlines() if body else ()))


def conclude(
    stage: Stage,
    console: Console,
    lines: Sequence[AccountLine],
    unlike: Sequence[str],
    log_line: Callable[[LogEntry], str],
) -> int:
    """Write the folder, and say how it ended; the exit code."""
    with stage.opened.line.store.read() as work:
        accounts = account(work.deliveries.account_of())
        log = [log_line(one) for one in work.log.listed(limit=10_000)]
    sums = [_sum(one) for one in accounts]
    index = write_folder(stage, FolderTold(lines, log, sums, _drafts(stage)))
    well = not unlike and all(one["adds_up"] for one in accounts)
    style = "bold green" if well else "bold red"
    say(console, "", *sums)
    say(console, *unlike, style=style)
    verdict = f"{len(unlike)} things came out unlike the tables" if unlike else "everything as the tables expect"
    say(console, f"{_counted(stage)}: {verdict}.", style=style)
    say(console, "", "Where to look next:", f"  {index}, in a browser: all that was sent and written")
    return 0 if well else 1


def _counted(stage: Stage) -> str:
    sent = stage.servers.sent()
    answers = sum(map(is_answer, sent))
    return f"{len(SCENES)} mails, {len(ACTS)} acts, {answers} answers, {len(sent) - answers} letters of our own accord"


def _sum(one: dict[str, Any]) -> str:
    parts = [f"{count} {word}" for word, count in one.items() if type(count) is int and count and word != "seen"]
    verdict = "adds up" if one["adds_up"] else "DOES NOT ADD UP"
    where = f"{one['account']}/{one['folder']}" if one["account"] else "from the desk"
    return f"{where}: {one['seen']} seen = {' + '.join(parts)}; {verdict}"


def draw(lines: Sequence[AccountLine], file: Path) -> None:
    """Write the account as a picture (SVG) that names no other host. OSError when it cannot be written."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    say(console, *headed(lines))
    picture = console.export_svg(title="make demo", unique_id="intake-demo")
    without_fonts = re.sub(r"@font-face\s*\{.*?\}", "", picture, flags=re.DOTALL)
    plain = re.sub(r"<!--.*?-->", "", without_fonts, flags=re.DOTALL)
    file.write_text("\n".join(one.rstrip() for one in plain.splitlines() if one.strip()) + "\n", encoding="utf-8")
