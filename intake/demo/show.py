"""How a demo looks: the table while it runs; then every receipt, the log, the account, and where to look next."""

import io
import re
from collections.abc import Callable, Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.rule import Rule
from rich.text import Text

from intake.demo.replay import Played, differences, objects, play
from intake.demo.scenes import SCENES
from intake.demo.smtp_server import Caught
from intake.demo.stage import Stage
from intake.demo.table import Row, line, rows_of, table
from intake.domain.log_entry import LogEntry
from intake.pipeline.showing.account import account

_AROUND = 8
"""Lines of the terminal that the growing table leaves to its head and to what stands above it."""

_PICTURE_COLUMNS = 100


def perform(stage: Stage, console: Console) -> list[Played]:
    """Play all scenes, and show each as soon as it has ended."""
    played: list[Played] = []
    rows: list[Row] = []
    with Live(console=console, transient=True, auto_refresh=False) as live:
        for one in play(stage, SCENES):
            played.append(one)
            new = rows_now(stage, [one])
            rows.extend(new)
            if console.is_terminal:
                live.update(table(rows[-max(1, (console.height - _AROUND) // 3) :], console.width), refresh=True)
            else:
                say(console, *map(line, new))
    return played


def rows_now(stage: Stage, played: Sequence[Played]) -> list[Row]:
    """The rows of these scenes as things stand now."""
    rows: list[Row] = []
    for one in played:
        with stage.opened.line.store.read() as work:
            deliveries = [len(work.deliveries.of(each)) for each in one.ids]
        rows.extend(rows_of(one.scene, objects(stage, one), deliveries))
    return rows


def say(console: Console, *lines: str, style: str = "") -> None:
    """Print lines as they are: nothing in them is markup, and long ones are left to the terminal."""
    for one in lines:
        console.print(Text(one, style=style), soft_wrap=True)


def show_receipts(stage: Stage, console: Console) -> None:
    """Every receipt that was sent, as its reader sees it."""
    for one in stage.servers.sent():
        show_receipt(console, one.raw)


def show_receipt(console: Console, raw: bytes) -> None:
    """One receipt: its head, and its text."""
    mail = message_from_bytes(raw, _class=EmailMessage, policy=default)
    body = mail.get_body(("plain",))
    console.print(Rule(characters="-", style="dim"))
    say(console, *(f"{name}: {mail[name]}" for name in ("From", "To", "Cc") if mail[name]), style="cyan")
    say(console, f"Subject: {mail['Subject']}", style="bold cyan")
    say(console, "", *(str(body.get_content()).splitlines() if body else ()))


def show_log(stage: Stage, console: Console, log_line: Callable[[LogEntry], str]) -> None:
    """The intake log."""
    _heading(console, "The intake log")
    with stage.opened.line.store.read() as work:
        entries = work.log.listed(limit=10_000)
    say(console, *map(log_line, entries), style="dim")


def _heading(console: Console, text: str) -> None:
    console.print(Rule(Text(text, style="bold"), align="left", characters="-", style="dim"))


def show_account(stage: Stage, console: Console) -> bool:
    """What became of every mail that was seen in each mailbox; whether that adds up."""
    with stage.opened.line.store.read() as work:
        accounts = account(work.deliveries.account_of())
    _heading(console, "The account of deliveries")
    for one in accounts:
        say(console, _sum(one), style="green" if one["adds_up"] else "bold red")
    return all(one["adds_up"] for one in accounts)


def _sum(one: dict[str, Any]) -> str:
    parts = [f"{count} {word}" for word, count in one.items() if type(count) is int and count and word != "seen"]
    verdict = "adds up" if one["adds_up"] else "DOES NOT ADD UP"
    return f"{one['account']}/{one['folder']}: {one['seen']} seen = {' + '.join(parts)}; {verdict}"


def conclude(stage: Stage, console: Console, played: Sequence[Played], commands: Sequence[str]) -> int:
    """Say how it ended and where to look next; the exit code."""
    adds_up = show_account(stage, console)
    unlike = [said for one in played for said in differences(one.scene, objects(stage, one))]
    letters = stage.servers.sent()
    receipts = sum(_answers(one) for one in letters)
    say(console, "", *unlike, style="bold red")
    verdict = f"{len(unlike)} things came out unlike the table" if unlike else "everything as the table expects"
    style = "bold green" if adds_up and not unlike else "bold red"
    sent = f"{receipts} receipts and {len(letters) - receipts} letter to the secretariat sent"
    say(console, f"{len(played)} scenes, {sent}: {verdict}.", style=style)
    say(console, "", "Where to look next:", *(f"  {one}" for one in commands))
    return 0 if adds_up and not unlike else 1


def draw(rows: Sequence[Row], file: Path) -> None:
    """Write the table as a picture (SVG) that names no other host. OSError when it cannot be written."""
    console = Console(record=True, width=_PICTURE_COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(table(rows, _PICTURE_COLUMNS))
    picture = console.export_svg(title="make demo", unique_id="intake-demo")
    without_fonts = re.sub(r"@font-face\s*\{.*?\}", "", picture, flags=re.DOTALL)
    plain = re.sub(r"<!--.*?-->", "", without_fonts, flags=re.DOTALL)
    file.write_text("\n".join(one.rstrip() for one in plain.splitlines() if one.strip()) + "\n", encoding="utf-8")


def _answers(letter: Caught) -> bool:
    """Whether it answers a mail (RFC 3834, section 5), and was not written of our own accord."""
    return b"\r\nAuto-Submitted: auto-replied\r\n" in letter.raw
