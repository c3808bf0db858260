"""A season of meetings as a script: who called for papers until when, what came, what people did, what was silent.

`live` plays it: the clock goes from one instant to the next at which something comes, is done, or falls due.
"""

import base64
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from io import BytesIO
from typing import Literal
from zoneinfo import ZoneInfo

from intake.demo.papers import plain
from intake.domain.calls.moving import MoreTime
from intake.domain.deadlines import deadline
from intake.domain.meeting import Meeting, Officer
from intake.domain.rulebook import Rulebook
from intake.pipeline.desk.calls.meetings import MeetingDeed, cancel, extend, postpone, reopen
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.flow import OfLine, OfMailbox, in_order
from intake.pipeline.line import Done, Line
from intake.pipeline.mailbox import Mailbox, pay_mailbox
from intake.pipeline.runner import until_nothing_is_due
from intake.ports import Handover, Sending
from tests.line.letters_in import WORDS, paper
from tests.line.worlds import Server, Sink, TestClock, World, rulebook_text

Sort = Literal["paper", "off-template", "again", "question", "thanks"]
Deed = Literal["extend", "reopen", "postpone", "cancel"]
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLE = "Title of the paper that stands here"


@dataclass(frozen=True, slots=True)
class House:
    """A group: its mailbox, the people who run it, its list, and what its rulebook says of reminders and closing."""

    id: str
    acronym: str
    mailbox: str
    secretariat: str
    chair: str
    announce_to: str
    zone: str
    reminders: tuple[str, ...] = ("7 d", "2 d", "3 h")
    settle: int = 900


@dataclass(frozen=True, slots=True)
class Call:
    """A meeting that was called: `opens` is UTC, `until` the local time of its zone; None for no date."""

    house: str
    id: str
    opens: datetime
    first_day: date
    last_day: date
    until: datetime | None
    zone: str

    @property
    def title(self) -> str:
        return f"Meeting of {self.id} of {self.house}"


@dataclass(frozen=True, slots=True)
class Came:
    """A mail, with the time of its delivery (UTC); `n` is unique. `answers` is the one that it sends again."""

    at: datetime
    house: str
    sort: Sort
    n: int
    sender: str
    call: str = ""
    answers: int | None = None

    @property
    def title(self) -> str:
        return f"Study {self.answers or self.n:03d} on worlds"


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does with a meeting at an instant (UTC)."""

    at: datetime
    deed: Deed
    house: str
    call: str
    until: datetime | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A mailbox that does not answer from one instant to the other (UTC)."""

    house: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Season:
    """The whole script."""

    begins: datetime
    ends: datetime
    houses: tuple[House, ...]
    calls: tuple[Call, ...]
    mails: tuple[Came, ...]
    acts: tuple[Act, ...] = ()
    silences: tuple[Silence, ...] = ()


@dataclass
class TimedSink(Sink):
    """An SMTP server that notes when each mail was sent."""

    clock: TestClock = field(default_factory=TestClock)
    timed: list[tuple[datetime, Sending]] = field(default_factory=list)

    def send(self, mails: Sequence[Sending]) -> list[Handover]:
        self.timed += [(self.clock.now(), one) for one in mails]
        return Sink.send(self, mails)


@dataclass(frozen=True, slots=True)
class Played:
    """The line at the end of a season, the mail server of each group, and which mail has which UID there."""

    line: Line
    servers: dict[str, Server]
    uids: dict[int, int] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)

    def deliver(self, came: Came, raw: bytes) -> None:
        self.uids[came.n] = self.servers[came.house].deliver(raw, came.at)


def live(world: World, season: Season) -> Played:
    """Play the season in this world."""
    world.groups = ()
    world.clock.at = season.begins
    world.sink = TimedSink(clock=world.clock)
    servers = {one.id: Server(account=one.id) for one in season.houses}
    line = world.start()
    played = Played(line, servers)
    # PostgreSQL has a clock of its own, which the tests cannot turn.
    line.store.check_clock = lambda now: 0.0  # type: ignore[method-assign]  # noqa: ARG005
    for house in season.houses:
        version, text = line.codec.write(rulebook_of(line, house, season.calls))
        activate(line, house.id, version, text, who="test")
    events = sorted(_events(season, played), key=lambda one: one[0])
    due = _now_due(played, season, set(servers))
    while world.clock.at < season.ends:
        ahead = events[0][0] if events else season.ends
        world.clock.at = min(ahead, max(due or ahead, world.clock.at))
        looked_at: set[str] = set()
        while events and events[0][0] <= world.clock.at:
            _, name, happens = events.pop(0)
            happens()
            looked_at.add(name)
        due = _now_due(played, season, looked_at)
    return played


def _now_due(played: Played, season: Season, looked_at: set[str]) -> datetime | None:
    """Do what is due, without waiting, and look into these mailboxes; when the next is due."""

    def at(house: str) -> Callable[[OfMailbox], OfLine]:
        server, box = played.servers[house], Mailbox(house, "INBOX", house, base=season.begins)
        return lambda verb: (
            lambda line: verb(line, server, box) if house in looked_at or verb is pay_mailbox else Done()
        )

    reached = [one for one in played.servers if one not in played.silent]
    return until_nothing_is_due(played.line, in_order(list(map(at, reached))), wait=0).next_at


Event = tuple[datetime, str, Callable[[], object]]


def _events(season: Season, played: Played) -> Iterator[Event]:
    """What happens, when, and to which group; its mailbox is looked into then."""
    houses = {one.id: one for one in season.houses}
    for came in season.mails:
        yield came.at, came.house, partial(played.deliver, came, letter(came, houses[came.house]))
    for act in season.acts:
        yield act.at, act.house, partial(do, played.line, act)
    for one in season.silences:
        yield one.begins, one.house, partial(played.silent.add, one.house)
        yield one.ends, one.house, partial(played.silent.discard, one.house)
    for call in season.calls:
        moved = [one.until for one in season.acts if (one.house, one.call) == (call.house, call.id)]
        for until in filter(None, (call.until, *moved)):
            settled = local(until, call.zone) + timedelta(seconds=houses[call.house].settle)
            yield settled, call.house, lambda: None


def do(line: Line, act: Act) -> object:
    """The act of a person."""
    name, deed = f"{act.house}/{act.call}", MeetingDeed("Grace", "as agreed")
    if act.deed == "cancel":
        return cancel(line, name, deed)
    if act.deed == "postpone":
        return postpone(line, name, deed, (act.day, act.day) if act.day else None, act.until)
    assert act.until is not None
    return (
        reopen(line, name, deed, act.until) if act.deed == "reopen" else extend(line, name, deed, MoreTime(act.until))
    )


def rulebook_of(line: Line, house: House, calls: Sequence[Call]) -> Rulebook:
    """The shipped rulebook of a group as this one's."""
    shipped = line.rulebook_of(*rulebook_text("jca-mv"))
    group = replace(
        shipped.group,
        id=house.id,
        acronym=house.acronym,
        name=f"Joint Coordination Activity on {house.id}",
        other_names=(),
        short=house.acronym.removeprefix("JCA-"),
        zone=house.zone,
        mailboxes=(house.mailbox,),
        secretariat=(house.secretariat,),
        announce_to=house.announce_to,
        officers=(Officer("chair", "Ada", addresses=(house.chair,)),) if house.chair else (),
    )
    series = (replace(shipped.series[0], pattern=f"{house.acronym}-Doc-{{number:03d}}"),)
    return replace(
        shipped,
        group=group,
        series=series,
        policy=replace(shipped.policy, reminders=house.reminders, settle=house.settle),
        profiles=tuple(replace(one, group=house.id) for one in shipped.profiles),
        neighbours=(),
        meetings=tuple(_meeting(one) for one in calls if one.house == house.id),
    )


def _meeting(call: Call) -> Meeting:
    return Meeting(
        call.id,
        call.title,
        call.first_day,
        call.last_day,
        call.zone,
        opens=call.opens,
        deadlines=(deadline("contribution", call.until, call.zone),) if call.until else (),
    )


@cache
def letter(came: Came, house: House) -> bytes:
    """The mail as it lies in the mailbox, written by hand: the library takes ten times as long."""
    subject, text, document = f"Contribution to {house.acronym} {came.call}", WORDS, b""
    if came.sort == "thanks":
        subject, text = "Re: our paper", "Thank you very much!"
    elif came.sort == "question":
        subject, text = f"A question {came.call}", "When does the meeting begin?"
    else:
        made = _off_template() if came.sort == "off-template" else _on_template(house.acronym, house.id)
        document = _titled(made, came.title)
    head = (
        f"From: <{came.sender}>\nTo: {house.mailbox}\nSubject: {subject}\nDate: Fri, 01 May 2026 00:30:00 +0900\n"
        f"Message-ID: <mail-{came.n}@etri.example>\nMIME-Version: 1.0\n"
    )
    body = f"Content-Type: text/plain; charset=utf-8\n\n{text}\n"
    if document:
        attached = (
            f'Content-Type: {_WORD}\nContent-Disposition: attachment; filename="Study-{came.answers or came.n}.docx"\n'
            f"Content-Transfer-Encoding: base64\n\n{base64.encodebytes(document).decode()}"
        )
        parts = "".join(f"--part\n{one}\n" for one in (body, attached))
        body = f'Content-Type: multipart/mixed; boundary="part"\n\n{parts}--part--\n'
    return (head + body).replace("\n", "\r\n").encode()


@cache
def _on_template(acronym: str, group: str) -> bytes:
    return paper(_TITLE, group=f"Joint Coordination Activity on {group} ({acronym})")


@cache
def _off_template() -> bytes:
    return plain(_TITLE, ["Those present agreed."] * 4)


def _titled(document: bytes, title: str) -> bytes:
    """The document with this title: much faster than to make it anew."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.infolist():
            new.writestr(one, old.read(one).replace(_TITLE.encode(), title.encode()))
    return made.getvalue()


def utc(text: str) -> datetime:
    """An instant as the scripts write it: "2026-10-22 21:58:59", in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(at: datetime, zone: str) -> datetime:
    """The UTC instant of a local time."""
    return at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
