"""The account of a demo: what happened at which time of the meeting, one line a thing, at most 100 columns wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.text import Text

from intake.demo.letters import parsed
from intake.demo.people import known_as
from intake.demo.replay import came_of, objects
from intake.demo.scenes import Expected
from intake.demo.stage import Stage
from intake.demo.story import Happened
from intake.pipeline.showing.plain import Object

GENEVA = ZoneInfo("Europe/Zurich")
COLUMNS = 100

_WHO, _WHAT = 16, 35
_WITHOUT_ANSWER = {"automatic": "a machine's answer", "report": "our answer came back", "thanks": "only thanks"}
_WITHOUT_NUMBER = {
    "hold": "held for the secretariat",
    "return": "returned, with each point to correct",
    "question": "for a person to answer",
}
_STYLES = {"accept": "bold green", "return": "bold yellow", "hold": "bold magenta", "letter": "cyan", "due": "bold"}


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line: who did what, and what came of it; for a letter who reads what. `mails` as in Happened."""

    at: datetime
    kind: str
    who: str
    what: str
    came: str
    style: str
    mails: tuple[int, ...] = ()

    @property
    def time(self) -> str:
        """The time in Geneva."""
        return f"{self.at.astimezone(GENEVA):%H:%M:%S}"


def lines_of(stage: Stage, happened: Happened) -> list[AccountLine]:
    """What happened as lines; a mail to two groups has two, and the second repeats neither sender nor mail."""
    at, mails = happened.at, happened.mails
    if happened.act:
        act = happened.act
        return [AccountLine(at, "act", act.who.name, act.what, happened.came, "green")]
    if happened.kind == "due":
        return [AccountLine(at, "due", "", happened.came, "", "bold")]
    if happened.played is None:
        sent = stage.servers.sent()[mails[0]]
        readers = " and ".join(map(known_as, sent.recipients))
        subject = str(parsed(sent.raw)["Subject"]).partition("] ")[2]
        return [AccountLine(at, "letter", readers, subject, "", "cyan", mails)]
    scene = happened.played.scene
    found = objects(stage, happened.played)
    with stage.opened.line.store.read() as work:
        arrived = [len(work.deliveries.of(one)) for one in happened.played.ids]
    return [
        AccountLine(
            at,
            "mail",
            scene.who.name if not index else "",
            scene.what if not index else "",
            _outcome(one, times),
            _STYLES.get(one["disposition"] or "", "dim"),
            mails if not index else (),
        )
        for index, (one, times) in enumerate(zip(found, arrived, strict=True))
    ]


def day_of(line: AccountLine) -> str:
    """The day in Geneva, as a heading."""
    day = line.at.astimezone(GENEVA)
    return f"{day:%A} {day.day} {day:%B %Y}"


def printed(line: AccountLine) -> Text:
    """The line for a terminal; what does not fit ends with three dots, and is whole in the folder."""
    if line.kind in ("letter", "due"):
        said = f"to {line.who}: {line.what}" if line.kind == "letter" else line.what
        return Text(_cut(f"{line.time}  {said}", COLUMNS), style=line.style)
    head = f"{line.time}  {_cut(line.who, _WHO):<{_WHO}} {_cut(line.what, _WHAT):<{_WHAT}} "
    return Text.assemble(head, (_cut(line.came, COLUMNS - len(head)), line.style))


def headed(lines: Sequence[AccountLine], before: AccountLine | None = None) -> list[Text]:
    """The lines for a terminal, with the day above the first of each."""
    shown: list[Text] = []
    for line in lines:
        if before is None or day_of(before) != day_of(line):
            shown += [Text(""), Text(day_of(line), style="bold underline")]
        shown.append(printed(line))
        before = line
    return shown


def _outcome(found: Object, arrived: int) -> str:
    """What came of one Submission, shortly: its number and the first words of the answer, or why there is none."""
    came = came_of(found)
    if not came.number:
        if came.disposition == "ignore":
            return f"no answer ({_WITHOUT_ANSWER.get(found['route'], found['route'])})"
        return _waits(came)
    words = (came.subject or "").partition(":")[0].lower()
    details = [words.removeprefix("registered ") if words != "registered" else ""]
    details.append(f"came {arrived} times" if arrived > 1 else "")
    if found["counts_from"] != found["received_at"]:
        details.append(f"counts from {datetime.fromisoformat(found['counts_from']).astimezone(GENEVA):%H:%M}")
    return f"{came.number}: {'; '.join(filter(None, details)) or words}"


def _waits(came: Expected) -> str:
    late = (came.subject or "").startswith("Received after the date")
    return "held for the chairs: it is late" if late else _WITHOUT_NUMBER[came.disposition]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
