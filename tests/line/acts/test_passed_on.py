"""A mail that reached one of us and was passed on as an attachment: taken as the mail that it was, by one command."""

from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from intake.domain.errors import UsageError
from intake.domain.verdict import Deed
from intake.pipeline.house.passing_on import take_attached
from intake.pipeline.line import Line
from intake.pipeline.showing.account import account
from tests.line.letters_in import mail, other_paper, paper
from tests.line.waits import waits
from tests.line.worlds import SECRETARIAT, World

MORNING = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)
CLARA = Deed("Clara", "it reached my own address")
HOP = "Received: from mail.etri.example by mx.itu.int with ESMTPS id 1; {at}\r\n"
IN_TIME = "Thu, 30 Apr 2026 23:30:00 +0200"


def inner(at: str = IN_TIME, content: bytes | None = None) -> bytes:
    raw = mail("inner", ("Input.docx", paper() if content is None else content), to="clara@itu.int")
    return (HOP.format(at=at).encode() if at else b"") + raw


def outer(attached: bytes, sender: str = SECRETARIAT, own: bytes | None = None) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = f"Clara <{sender}>"
    message["To"] = "tsbjcamv@itu.int"
    message["Subject"] = "FW: Contribution to JCA-MV"
    message["Message-ID"] = "<outer@example.org>"
    message["Date"] = "Fri, 01 May 2026 08:20:00 +0200"
    message.set_content("It came to my own address last night.\n")
    message.add_attachment(message_from_bytes(attached, policy=SMTP))
    if own is not None:
        message.add_attachment(own, maintype="application", subtype="octet-stream", filename="Own.docx")
    return message.as_bytes()


def came(world: World, raw: bytes) -> Line:
    line = world.start()
    world.server.deliver(raw, MORNING)
    world.run_at(line, MORNING)
    return line


def answers(world: World) -> list[str]:
    """The subjects of all receipts, those with a copy to the secretariat too."""
    return [str(message_from_bytes(one.raw, policy=SMTP)["Subject"]) for one in world.sink.receipts]


def after(act: Callable[[Line, str, Deed], object], line: Line) -> Line:
    """The line, once the act is done on it."""
    act(line, "MV-26-0001", CLARA)
    return line


def disposition(line: Line, reference: str) -> str | None:
    with line.store.read() as work:
        found = work.submissions.find(reference)
        assert found is not None
        return found.disposition


def test_it_is_confirmed_with_one_command_and_counts_from_the_night(world: World) -> None:
    line = came(world, outer(inner()))
    (item,) = waits(line)
    assert item.command.startswith("release MV-26-0001 --attached")
    assert item.reason.startswith(
        "The attached mail is from delegate@etri.example, and it was received at 2026-04-30 21:30:00 UTC"
    )
    before = len(world.sink.sent)
    decision, (taken,) = take_attached(line, "MV-26-0001", CLARA)
    assert (decision.verdict.disposition, decision.reason.partition(":")[0]) == ("ignore", "taken as MV-26-0002")
    world.run(line)
    assert taken.received_at == datetime(2026, 4, 30, 21, 30, tzinfo=UTC)
    (receipt,) = world.sink.sent[before:]
    assert receipt.recipients == ("delegate@etri.example", SECRETARIAT)
    shown = message_from_bytes(receipt.raw)
    assert shown["Subject"].startswith("[JCA-MV] Registered: JCA-MV-Doc-001")
    assert shown["In-Reply-To"] == "<inner@etri.example>"
    assert world.server.folders["INBOX"] == {}
    with line.store.read() as work:
        assert work.contributions.listed("jca-mv")[0].submitters == ("delegate@etri.example",)
        assert all(one["adds_up"] for one in account(work.deliveries.account_of()))


@pytest.mark.parametrize(
    ("attached", "outcome"),
    [
        pytest.param(inner("Fri, 01 May 2026 00:10:00 +0200"), "hold", id="late"),
        pytest.param(inner(content=other_paper()), "return", id="not on the template"),
    ],
)
def test_the_line_judges_it_as_any_mail(world: World, attached: bytes, outcome: str) -> None:
    line = came(world, outer(attached))
    _, (taken,) = take_attached(line, "MV-26-0001", CLARA)
    world.run(line)
    assert disposition(line, taken.reference) == outcome


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        pytest.param(outer(inner()), "hold", id="the secretariat"),
        pytest.param(outer(inner(), "delegate@etri.example"), "accept", id="a delegate, who sends it himself"),
        pytest.param(outer(inner(), own=paper("My own")), "accept", id="with a document of one's own"),
    ],
)
def test_only_what_one_of_us_passes_on_is_held_for_it(world: World, raw: bytes, outcome: str) -> None:
    world.clock.at = datetime(2026, 4, 30, 15, 30, tzinfo=UTC)
    line = world.start()
    world.server.deliver(raw, world.clock.at)
    world.run(line)
    assert disposition(line, "MV-26-0001") == outcome


@pytest.mark.parametrize(
    ("attached", "received", "sentence"),
    [
        pytest.param(inner("Thu, 30 Apr 2026 23:30:00"), "", "does not show when it was received", id="no offset"),
        pytest.param(inner("Thu, 30 Apr 2026 23:30:00 CEST"), "", "does not show when it was received", id="a guess"),
        pytest.param(inner(""), "", "does not show when it was received; say so with --received", id="no trace"),
        pytest.param(inner("Fri, 01 May 2026 09:00:00 +0200"), "", "cannot have been received", id="after its bearer"),
        pytest.param(inner(), "2026-05-01 10:00", "is still to come", id="a time to come"),
        pytest.param(paper(), "", "has no attached mail", id="no mail"),
    ],
)
def test_what_cannot_be_taken_says_why(world: World, attached: bytes, received: str, sentence: str) -> None:
    bare = mail("bare", ("minutes.docx", other_paper()), sender=SECRETARIAT)
    line = came(world, bare if sentence == "has no attached mail" else outer(attached))
    with pytest.raises(UsageError, match=sentence):
        take_attached(line, "MV-26-0001", CLARA, received)
    with line.store.read() as work:
        assert len(work.submissions.listed()) == 1


def test_a_time_can_be_typed(world: World) -> None:
    line = came(world, outer(inner("")))
    _, (taken,) = take_attached(line, "MV-26-0001", CLARA, "2026-04-30 23:59:59")
    world.run(line)
    assert disposition(line, taken.reference) == "accept"
    assert answers(world)[-1].startswith("[JCA-MV] Registered: JCA-MV-Doc-001")


@pytest.mark.parametrize("sender", ["mallory@example.net", "delegate@etri.example"])
def test_in_a_strangers_mail_the_time_that_shows_proves_nothing(world: World, sender: str) -> None:
    line = came(world, outer(inner(), sender))
    with pytest.raises(UsageError, match=f"came from {sender}.*proves nothing; say with --received"):
        take_attached(line, "MV-26-0001", CLARA)
    _, (taken,) = take_attached(line, "MV-26-0001", CLARA, "2026-05-01 08:00")
    assert taken.received_at == datetime(2026, 5, 1, 6, 0, tzinfo=UTC)
    world.run(line)
    assert disposition(line, taken.reference) == "hold"


def test_what_came_to_the_mailbox_as_well_is_one_mail(world: World) -> None:
    line = came(world, outer(inner()))
    _, (taken,) = take_attached(line, "MV-26-0001", CLARA)
    world.run(line)
    world.server.deliver(b"Received: by box.itu.int; Fri, 1 May 2026 08:40:00 +0200\r\n" + inner(), MORNING)
    world.run(line)
    with line.store.read() as work:
        assert [one.label for one in work.contributions.listed("jca-mv")] == ["JCA-MV-Doc-001"]
        assert len(work.submissions.listed()) == 2
    with pytest.raises(UsageError):
        take_attached(line, taken.reference, CLARA)


@pytest.mark.parametrize("step", ["act.prepared", "act.before-commit", "act.committed", "pay.frozen"])
def test_stopped_anywhere_the_daemon_finishes_it(world: World, step: str) -> None:
    class StoppedError(BaseException):
        pass

    def stop(name: str) -> None:
        if armed and name == step:
            raise StoppedError

    armed: list[bool] = []
    came(world, outer(inner()))
    stopping = world.start(stop)
    armed.append(True)
    with pytest.raises(StoppedError):
        world.run(after(take_attached, stopping))
    line = world.start()
    with line.store.write() as work:
        work.submissions.release_all()
    if step in ("act.prepared", "act.before-commit"):
        take_attached(line, "MV-26-0001", CLARA)
    world.run(line)
    assert disposition(line, "MV-26-0001") == "ignore"
    assert disposition(line, "MV-26-0002") == "accept"
    assert [one for one in answers(world) if "Registered" in one] == [
        "[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards"
    ]
