"""Outages: each is told once, also over a restart, and once that it is over, from when to when."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.smtp.sender import SmtpSender
from intake.domain.errors import LoginError, StorageUnavailableError, UnavailableError
from intake.domain.space import Space
from intake.pipeline.line import ALERTS, Line
from intake.pipeline.outages import mailbox_answers, mailbox_fails
from intake.pipeline.poll import know
from intake.pipeline.runner import until_nothing_is_due
from intake.ports import Handover, Sending
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.trouble.test_alerts import OPS, letters, logged, parsed, say, started, text_of
from tests.line.trouble.test_faults import Stopped, Stopper, restarted
from tests.line.worlds import ACCOUNT, START, Sink, World
from tests.servers.ports import HOST
from tests.servers.sink import Sink as SmtpServer

MakeWorld = Callable[[str], World]
MINUTE = 60.0
GONE = "smtp.example.org:587: nothing answers"
LOCKED = "smtp.example.org:587 refused the login of intake: check user and password file (the server said: 535 no)"
GB = 1_000_000_000


@dataclass
class Outgoing(Sink):
    """An SMTP server that may be away, or take nothing for one address for now."""

    away: bool = False
    locked: bool = False
    busy: str = ""

    def send(self, mails: Sequence[Sending]) -> list[Handover]:
        if self.away:
            return [Handover("later", GONE, "silent") for _ in mails]
        if self.locked:
            return [Handover("later", LOCKED, "no-login") for _ in mails]
        if any(self.busy in one.recipients for one in mails):
            return [Handover("later", f"RCPT {self.busy}: 450 try later") for _ in mails]
        return super().send(mails)


@dataclass
class Room:
    """Disks with as much room as a test says."""

    free: float = 50.0
    total: float = 100.0
    looks: int = field(default=0)
    place: str = "/srv/intake"
    host: str = ""

    def spaces(self) -> list[Space]:
        self.looks += 1
        return [Space(self.place, int(self.free * GB), int(self.total * GB), self.host)]


@pytest.fixture
def out(world: World) -> Outgoing:
    """The mail server of this world."""
    world.sink = Outgoing()
    return world.sink


def second(line: Line) -> Outgoing:
    """Give the process a mail server of its own for alerts."""
    server = Outgoing()
    line.senders[ALERTS] = server
    return server


def goes_on(world: World, line: Line, minutes: int) -> None:
    """As the daemon does for so long."""
    for _ in range(minutes):
        until_nothing_is_due(line, world.steps(), wait=0)
        world.clock.wait(MINUTE)
    until_nothing_is_due(line, world.steps(), wait=0)


def deliver(world: World) -> None:
    """A mail, whose receipt is owed at once."""
    number = sum(len(one) for one in world.server.folders.values())
    world.server.deliver(mail(f"paper-{number}", (f"Input-{number}.docx", paper(title=f"Title {number}"))), START)


def whys(line: Line) -> list[str]:
    return [one.why for one in (*logged(line), *logged(line, "recovered"))]


def subjects(sink: Sink) -> list[str]:
    """Of the letters to the people who are told of alerts."""
    return [str(parsed(one.raw)["Subject"]) for one in sink.sent if OPS in one.recipients]


def away(world: World, lines: Line | Sequence[Line], error: UnavailableError, account: str = ACCOUNT) -> None:
    """A mailbox fails for six minutes, as these processes see it."""
    for line in [lines] * 2 if isinstance(lines, Line) else lines:
        mailbox_fails(line, account, "jca-mv", error)
        world.clock.wait(6 * MINUTE)


TAKES_NONE = "Alert: a mail server takes no letters"
ALERTS_TAKEN_NONE = "Alert: the mail server for alerts takes no letters"
TAKES_AGAIN = "All clear: the mail server takes letters again"


def test_a_mail_server_that_is_away_is_told_by_the_second_one_while_it_is_away(world: World, out: Outgoing) -> None:
    line = started(world)
    other = second(line)
    out.away = True
    deliver(world)
    goes_on(world, line, 4)
    assert subjects(other) == []
    goes_on(world, line, 30)
    assert subjects(other) == [TAKES_NONE]
    assert GONE in text_of(parsed(other.sent[0].raw))
    assert out.sent == []
    out.away = False
    goes_on(world, line, 20)
    assert subjects(other) == [TAKES_NONE, TAKES_AGAIN]
    assert "It took none from 2026-04-30 15:30:00 to 2026-04-30 16:" in text_of(parsed(other.sent[1].raw))
    assert len(out.sent) == 1
    assert len(whys(line)) == 2


def test_with_one_server_both_letters_leave_when_it_is_back(world: World, out: Outgoing) -> None:
    line = started(world)
    out.away = True
    deliver(world)
    goes_on(world, line, 30)
    assert out.sent == []
    out.away = False
    goes_on(world, line, 40)
    assert sorted(one for one in subjects(out)) == [TAKES_NONE, TAKES_AGAIN]


def test_a_refused_login_is_told_at_once_and_what_to_do(world: World, out: Outgoing) -> None:
    line = started(world)
    other = second(line)
    out.locked = True
    deliver(world)
    world.run(line)
    assert subjects(other) == [TAKES_NONE]
    assert f"The mail server takes no letters, so they wait: {LOCKED}" in text_of(parsed(other.sent[0].raw))
    goes_on(world, line, 60)
    assert len(subjects(other)) == 1
    out.locked = False
    goes_on(world, line, 20)
    assert subjects(other) == [TAKES_NONE, TAKES_AGAIN]
    assert len(out.sent) == 1


def test_a_refused_login_after_a_short_silence_is_told_at_once(world: World, out: Outgoing) -> None:
    line = started(world)
    out.away = True
    deliver(world)
    goes_on(world, line, 2)
    assert whys(line) == []
    out.away, out.locked = False, True
    goes_on(world, line, 1)
    assert whys(line) == [f"The mail server takes no letters, so they wait: {LOCKED}"]


def test_a_real_login_that_is_refused_reaches_a_person(world: World) -> None:
    first = SmtpServer(EHLO=["250-sink\r\n250 AUTH PLAIN"] * 9, AUTH=["535 5.7.8 wrong password"] * 9)
    line = started(world)
    other = second(line)
    line.senders["smtp"] = SmtpSender(Endpoint(HOST, first.port, "none", "intake", "wrong"))
    try:
        deliver(world)
        world.run(line)
        (told,) = [text_of(parsed(one.raw)) for one in other.sent]
        assert "refused the login of intake: check user and password file (the server said: 535 5.7.8 wrong" in told
        assert len([one for one in first.commands if one.startswith("AUTH")]) == 1
    finally:
        line.senders["smtp"].close()
        first.stop()


def test_what_waits_for_a_server_that_is_named_no_more_leaves_by_the_other(
    make_world: MakeWorld,
) -> None:
    world = make_world("one")
    world.sink = out = Outgoing()
    line = started(world)
    second(line).away = True
    say(line, "The mailbox jca-mv does not answer: no route.")
    goes_on(world, line, 20)
    assert subjects(out) == [ALERTS_TAKEN_NONE]
    line = started(world)
    world.run(line)
    assert subjects(out)[1:] == [
        "Alert: a mailbox does not answer",
        "All clear: the mail server for alerts takes letters again",
    ]
    with line.store.read() as work:
        assert work.debts.open_count() == 0
    assert whys(line)[-1].startswith(
        "The mail server for alerts is no longer named in intake.toml. It took no letters "
    )


def test_without_any_server_what_waits_is_written_into_the_folder(make_world: MakeWorld) -> None:
    world = make_world("one")
    line = started(world)
    second(line).away = True
    say(line, "The mailbox jca-mv does not answer: no route.")
    goes_on(world, line, 1)
    line = started(world)
    del line.senders["smtp"]
    world.run(line)
    assert [one.name.partition("-")[0] for one in (world.folder / "receipts").iterdir()] == ["alert"]


def test_a_second_server_brings_the_alert_that_waited_for_the_first(make_world: MakeWorld) -> None:
    world = make_world("one")
    world.sink = out = Outgoing(away=True)
    line = started(world)
    deliver(world)
    goes_on(world, line, 20)
    line = started(world)
    other = second(line)
    world.run(line)
    assert subjects(other) == [TAKES_NONE]
    assert out.sent == []
    with line.store.read() as work:
        assert work.debts.open_count("smtp") == 1, "the receipt waits for its own server"


@pytest.mark.parametrize(
    ("away", "busy"),
    [
        pytest.param(3, "", id="a-restart-of-the-server"),
        pytest.param(0, DELEGATE, id="one-recipient-later"),
    ],
)
def test_what_is_no_outage_is_not_told(world: World, out: Outgoing, away: int, busy: str) -> None:
    line = started(world)
    out.away, out.busy = bool(away), busy
    deliver(world)
    goes_on(world, line, away)
    out.away = False
    goes_on(world, line, 30)
    out.busy = ""
    out.away = True
    deliver(world)
    goes_on(world, line, 3)
    assert whys(line) == []


def test_a_server_that_answers_one_letter_and_not_another_is_not_away(world: World, out: Outgoing) -> None:
    line = started(world)
    out.answers = [Handover("later", "cut", "silent"), Handover("sent", "250 taken")] * 20
    for _ in range(4):
        deliver(world)
        deliver(world)
        goes_on(world, line, 5)
    assert whys(line) == []


def test_the_server_for_alerts_is_told_by_the_other_one(world: World, out: Outgoing) -> None:
    line = started(world)
    other = second(line)
    other.away = True
    say(line, "The mailbox jca-mv does not answer: no route.")
    goes_on(world, line, 20)
    assert subjects(out) == [ALERTS_TAKEN_NONE]
    other.away = False
    goes_on(world, line, 40)
    assert subjects(other) == ["Alert: a mailbox does not answer"]
    assert subjects(out)[1:] == ["All clear: the mail server for alerts takes letters again"]


def test_all_alerts_leave_by_the_server_that_is_theirs(world: World, out: Outgoing) -> None:
    line = started(world)
    other = second(line)
    deliver(world)
    say(line, "The mailbox jca-mv does not answer: no route.")
    world.run(line)
    assert subjects(other) == ["Alert: a mailbox does not answer"]
    assert [one.recipients for one in out.sent] == [(DELEGATE,)]


@pytest.mark.parametrize(
    ("error", "alert", "clear"),
    [
        pytest.param(
            UnavailableError("nothing answers"),
            "The mailbox jca-mv does not answer: nothing answers",
            "The mailbox jca-mv answers again. It did not answer from 2026-04-30 15:30:00 to 2026-04-30 21:30:00 UTC.",
            id="mailbox",
        ),
        pytest.param(
            StorageUnavailableError("The disk is full."),
            "The disk is full. The work goes on by itself once it answers.",
            "Our own database and disk answer again. They did not answer from 2026-04-30 15:30:00 to 2026-04-30 "
            "21:30:00 UTC.",
            id="storage",
        ),
    ],
)
def test_a_restart_during_an_outage_tells_it_once_only(
    make_world: MakeWorld, error: UnavailableError, alert: str, clear: str
) -> None:
    world = make_world("one")
    for _ in range(6):
        line = world.start()
        mailbox_fails(line, ACCOUNT, "jca-mv", error)
        world.clock.wait(3600)
    both = [world.start(), world.start()]
    for line in (*both, *both):
        mailbox_answers(line, ACCOUNT, "jca-mv")
    assert whys(both[0]) == [alert, clear]
    away(world, both, error)
    assert whys(both[0]) == [alert, alert, clear]


def test_our_own_outage_that_could_not_be_noted_is_told_when_it_is_over(world: World) -> None:
    line = world.start()
    mailbox_answers(line, ACCOUNT, "jca-mv", START - timedelta(hours=1))
    mailbox_answers(line, ACCOUNT, "jca-mv")
    (told,) = whys(line)
    assert told.endswith("They did not answer from 2026-04-30 14:30:00 to 2026-04-30 15:30:00 UTC.")


def test_a_disk_that_fills_up_is_told_once_and_when_it_has_twice_the_room(world: World) -> None:
    line = started(world)
    line.disks = disks = Room()
    for free in (50, 1.0, 0.9, 0.5, 1.1, 1.9, 0.9, 2.0, 2.1, 30):
        disks.free = free
        goes_on(world, line, 1)
    assert [one["Subject"] for one in letters(world)] == [
        "Alert: a disk is nearly full",
        "All clear: the disk has room again",
    ]
    first, last = whys(line)
    assert first.startswith("Only 900 MB are free at /srv/intake. Below 1.0 GB ")
    assert last.startswith("2.1 GB are free again at /srv/intake. The disk was short from 2026-04-30 15:3")


@pytest.mark.parametrize("restarts", [(), (1,), (2,), (1, 2, 3), (1, 2, 3, 4, 5)])
def test_a_restart_tells_no_disk_twice_and_its_end_all_the_same(
    make_world: MakeWorld, restarts: tuple[int, ...]
) -> None:
    world = make_world("one")
    line, disks = started(world), Room()
    for at, free in enumerate((50, 0.9, 0.4, 1.5, 30, 30)):
        disks.free = free
        if at in restarts:
            line = started(world)
        line.disks = disks
        goes_on(world, line, 1)
    assert [one.split(" at ")[0] for one in whys(line)] == ["Only 900 MB are free", "30.0 GB are free again"]
    assert [one["Subject"] for one in letters(world)] == [
        "Alert: a disk is nearly full",
        "All clear: the disk has room again",
    ]


def test_a_disk_that_is_used_no_more_gets_its_all_clear(make_world: MakeWorld) -> None:
    world = make_world("one")
    line = started(world)
    line.disks = Room(free=0.5)
    goes_on(world, line, 1)
    line = started(world)
    line.disks = Room(place="/mnt/larger")
    goes_on(world, line, 1)
    assert whys(line)[1:] == [
        "/srv/intake is no longer a disk of ours. It was short from 2026-04-30 15:30:00 to 2026-04-30 15:31:00 UTC."
    ]
    assert letters(world)[-1]["Subject"] == "All clear: the disk has room again"


def test_two_hosts_with_the_same_folders_have_disks_of_their_own(make_world: MakeWorld) -> None:
    world = make_world("one")
    both = [started(world), started(world)]
    both[0].disks, both[1].disks = Room(free=0.5, host="alpha"), Room(host="beta")
    for _ in range(3):
        for line in both:
            goes_on(world, line, 1)
    assert [one[: one.index(".")] for one in whys(both[0])] == ["Only 500 MB are free at /srv/intake on alpha"]


def test_a_mailbox_that_is_read_no_more_is_no_outage(make_world: MakeWorld) -> None:
    world = make_world("one")
    line = world.start()
    know(line, [world.box, replace(world.box, account="old"), replace(world.box, account="locked")])
    away(world, line, UnavailableError("nothing answers"), "old")
    mailbox_fails(line, "locked", "jca-mv", LoginError("refused"))
    away(world, line, UnavailableError("nothing answers"))
    world.clock.wait(2 * 24 * 3600)
    know(line, [world.box])
    know(line, [world.box])
    assert [one.partition(".")[0] for one in whys(line)[3:]] == [
        "The mailbox locked is no longer read",
        "The mailbox old is no longer read",
    ]
    with line.store.read() as work:
        assert list(work.outages.standing()) == [f"mailbox:{ACCOUNT}"]


def test_a_small_disk_may_be_fuller(world: World) -> None:
    line = started(world)
    line.disks = disks = Room(free=0.6, total=10)
    goes_on(world, line, 1)
    assert whys(line) == []
    disks.free = 0.4
    goes_on(world, line, 1)
    assert whys(line)[0].startswith("Only 400 MB are free at /srv/intake. Below 500 MB ")


def test_disks_are_looked_at_once_a_minute(world: World) -> None:
    line = world.start()
    line.disks = disks = Room()
    goes_on(world, line, 10)
    assert disks.looks <= 11


def _outage(world: World, line: Line, out: Outgoing, disks: Room) -> None:
    """A mail server, a mailbox and a disk, well again after some time; whatever was told so far."""
    line.disks = disks
    if not logged(line, "recovered"):
        disks.free, out.away = 0.5, True
        away(world, line, UnavailableError("nothing answers"))
        goes_on(world, line, 12)
    disks.free, out.away = 50, False
    mailbox_answers(line, ACCOUNT, "jca-mv")
    goes_on(world, line, 20)


def _told_once(world: World, line: Line, other: Outgoing) -> None:
    assert sorted(one.partition(" ")[0] for one in whys(line)) == ["50.0", "Only", "The", "The", "The", "The"]
    assert len({one.raw for one in other.sent}) == 6


def test_stopped_at_any_step_each_outage_is_told_once(make_world: MakeWorld) -> None:
    names = _steps_of_an_outage(make_world("whole"))
    mine = [at for at, name in enumerate(names, 1) if name.startswith("outage.")]
    assert {names[at - 1] for at in mine} == {"outage.disk", "outage.before-commit", "outage.committed"}
    for at in mine:
        world = make_world(f"stopped-{at}")
        out, other, disks, stopper = Outgoing(), Outgoing(), Room(), Stopper()
        world.sink = out
        line = started(world, step=stopper)
        line.senders[ALERTS] = other
        deliver(world)
        stopper.names.clear()
        stopper.at = at
        with closing(line.store), pytest.raises(Stopped):
            _outage(world, line, out, disks)
        line = restarted(world)
        line.alerts_to = (OPS,)
        line.senders[ALERTS] = other
        with closing(line.store):
            _outage(world, line, out, disks)
            _told_once(world, line, other)


def _steps_of_an_outage(world: World) -> list[str]:
    out, other, stopper = Outgoing(), Outgoing(), Stopper()
    world.sink = out
    line = started(world, step=stopper)
    line.senders[ALERTS] = other
    deliver(world)
    stopper.names.clear()
    with closing(line.store):
        _outage(world, line, out, Room())
        _told_once(world, line, other)
    return stopper.names


def test_the_end_of_a_secret_is_told_once_the_day_before_and_its_new_one_too(world: World) -> None:
    line = started(world)
    ends = START.date() + timedelta(days=2)
    line.secrets = {"m365": ends}
    for _ in range(5 * 24):
        until_nothing_is_due(line)
        world.clock.wait(30 * MINUTE)
    assert [one["Subject"] for one in letters(world)] == ["Alert: the secret of a login ends soon"]
    assert f"The secret of oauth.m365 ends on {ends}." in text_of(letters(world)[0])
    (told,) = [one for one in logged(line, "alert") if one.facts["topic"] == "secret"]
    assert told.at.date() == ends - timedelta(days=1)
    line.secrets = {"m365": ends + timedelta(days=365)}
    world.clock.wait(2 * MINUTE)
    until_nothing_is_due(line)
    assert letters(world)[-1]["Subject"] == "All clear: the secret of a login was replaced"
