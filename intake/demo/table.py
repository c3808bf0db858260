"""What the demo shows of each scene: a row of a table that grows, or a line of text where there is no terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rich import box
from rich.table import Table
from rich.text import Text

from intake.demo.replay import came_of
from intake.demo.scenes import Scene
from intake.pipeline.showing.plain import Object

GENEVA = ZoneInfo("Europe/Zurich")

_STYLES = {"accept": "bold green", "return": "bold yellow", "hold": "bold magenta", "ignore": "dim"}
_WIDE = 136
_TWO_FINDINGS = 15
_TITLE = "The last hours before a deadline: JCA-MV, 30 April 2026, 23:59:59 in Geneva"


@dataclass(frozen=True, slots=True)
class Row:
    """One Submission of a scene, in words; the second of a mail to two groups repeats neither time nor sender."""

    at: datetime
    first: bool
    who: str
    what: str
    disposition: str
    outcome: str
    number: str
    findings: str

    @property
    def time(self) -> str:
        """The time of receipt in Geneva."""
        return f"{self.at.astimezone(GENEVA):%a %H:%M:%S}"


def rows_of(scene: Scene, found: Sequence[Object], deliveries: Sequence[int]) -> Iterator[Row]:
    """The rows of a scene; `deliveries` tells how often each of its mails arrived."""
    for index, (one, arrived) in enumerate(zip(found, deliveries, strict=True)):
        came = came_of(one)
        yield Row(
            at=scene.at,
            first=index == 0,
            who=scene.who.name,
            what=scene.what,
            disposition=came.disposition,
            outcome="; ".join(_outcome(one, arrived)),
            number=came.number or "",
            findings=" ".join(came.findings),
        )


def _outcome(found: Object, arrived: int) -> Iterator[str]:
    receipt = found["receipt"]
    yield (
        receipt["subject"].partition("] ")[2].partition(":")[0]
        if receipt
        else f"no answer: {_clause(found['decision']['reason'])}"
    )
    if receipt and receipt["state"] != "sent":
        yield f"receipt {receipt['state']}"
    if arrived > 1:
        yield f"arrived {arrived} times, taken once"
    if found["counts_from"] != found["received_at"]:
        yield f"counts from {datetime.fromisoformat(found['counts_from']).astimezone(GENEVA):%H:%M}"


def _clause(sentence: str) -> str:
    """A sentence as it stands within another one."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def table(rows: Sequence[Row], columns: int) -> Table:
    """The rows as a table for a terminal of so many columns, with a line where a day ends."""
    wide = columns >= _WIDE
    shown = Table(box=box.SIMPLE_HEAD, title=_TITLE, title_style="bold", pad_edge=False, expand=True)
    shown.add_column("Geneva", no_wrap=True, style="cyan")
    if wide:
        shown.add_column("From", no_wrap=True)
    shown.add_column("What they sent", ratio=1)
    shown.add_column("What came of it", ratio=1)
    if wide:
        shown.add_column("Number", no_wrap=True, style="bold")
        shown.add_column("Findings", style="dim", width=_TWO_FINDINGS)
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        ends = after is not None and after.time[:3] != row.time[:3]
        shown.add_row(*(_wide_cells(row) if wide else _narrow_cells(row)), end_section=ends)
    return shown


def _wide_cells(row: Row) -> tuple[str | Text, ...]:
    came = Text.assemble(_styled(row), f"  {row.outcome}")
    said = (row.time, row.who, row.what) if row.first else ("", "", "")
    return (*said, came, row.number, row.findings)


def _narrow_cells(row: Row) -> tuple[str | Text, ...]:
    """Three cells of two lines or more: who above what, and the number above the rest."""
    came = Text.assemble(_styled(row), (f"  {row.number}", "bold"), f"\n{row.outcome} ", (row.findings, "dim"))
    said = (row.time, Text.assemble((row.who, "bold"), f"\n{row.what}")) if row.first else ("", "")
    return (*said, came)


def _styled(row: Row) -> tuple[str, str]:
    return row.disposition, _STYLES.get(row.disposition, "bold")


def line(row: Row) -> str:
    """The row as one line of text."""
    number = f" {row.number}" if row.number else ""
    findings = f" [{row.findings}]" if row.findings else ""
    return f"{row.time}  {row.who}: {row.what} -> {row.disposition}{number}: {row.outcome}{findings}"
