"""A receipt that did not leave or arrive waits for a person, who sends it after all or takes it off the list."""

import pytest

from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.resending import resend
from intake.pipeline.line import Line
from intake.pipeline.showing.views import receipt_state
from intake.ports import Handover
from tests.line.acts.test_acts import by, taken
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.waits import waits as told_waits
from tests.line.worlds import START, World


def waits(line: Line) -> list[tuple[str, str, str]]:
    return [(one.what, one.reason, one.command) for one in told_waits(line)]


def bounced(world: World) -> Line:
    line = taken(world, mail("one", ("Input.docx", paper())))
    with line.store.write() as work:
        (debt,) = [one for one in work.debts.of(1) if one.kind == "receipt"]
        assert work.debts.bounced(debt.id, world.clock.at)
    return line


def refused(world: World) -> Line:
    world.sink.answers.append(Handover("refused", "550 no such user."))
    return taken(world, mail("one", ("Input.docx", paper())))


def withheld(world: World) -> Line:
    return taken(world, mail("one", ("Input.docx", paper()), List_Id="<members.example.org>"))


CASES = [
    pytest.param(bounced, "The receipt did not arrive: it was reported as undelivered.", id="bounced"),
    pytest.param(refused, "The mail server did not take the receipt: 550 no such user.", id="refused"),
    pytest.param(withheld, "No receipt was sent: ", id="withheld"),
]


@pytest.mark.parametrize(("case", "reason"), CASES)
def test_a_receipt_that_did_not_arrive_waits_until_it_is_sent(world: World, case: object, reason: str) -> None:
    assert callable(case)
    line: Line = case(world)
    ((what, told, command),) = waits(line)
    assert (what, command) == ("receipt", "resend MV-26-0001 --reason WHY")
    assert told.startswith(reason)
    before = [one.raw for one in world.sink.sent]
    resend(line, "MV-26-0001", by("eva"))
    world.run(line)
    assert waits(line) == []
    again = [one.raw for one in world.sink.sent][len(before) :]
    assert len(again) == 1
    assert not before or again == before, "a receipt that was sent before is the same mail"


@pytest.mark.parametrize(("case", "reason"), CASES)
def test_a_person_may_take_it_off_the_list(world: World, case: object, reason: str) -> None:
    assert callable(case)
    line: Line = case(world)
    sent = len(world.sink.sent)
    resend(line, "MV-26-0001", Deed("eva", "spoke to her on the telephone"), drop=True)
    world.run(line)
    assert waits(line) == []
    assert len(world.sink.sent) == sent
    with line.store.read() as work:
        (entry,) = work.log.listed(what="resent")
    assert (entry.who, entry.why) == ("eva", "The receipt is taken off the work list: spoke to her on the telephone")


def test_a_receipt_that_left_is_not_sent_twice(world: World) -> None:
    line = taken(world, mail("one", ("Input.docx", paper())))
    with pytest.raises(UsageError, match="MV-26-0001 has no receipt that was withheld"):
        resend(line, "MV-26-0001", by("eva"))


def test_one_person_wins(world: World) -> None:
    with pytest.raises(StaleDecisionError):
        resend(bounced(world), "MV-26-0001", by("eva", replaces=2))


def test_a_receipt_that_would_go_on_with_a_loop_is_taken_off_the_list(world: World) -> None:
    for number in range(6):
        raw = mail(f"loop-{number}", subject="Re: " * number + "Your answer", text=f"I attach the paper. {number}")
        world.server.deliver(raw, START)
    line = world.start()
    world.run(line)
    ((what, told, command),) = waits(line)
    assert (what, command) == ("receipt", "resend MV-26-0006 --drop --reason WHY")
    assert told == (
        "No receipt was sent: 5 receipts without a number went to this address and subject within a day. "
        "A machine may be answering ours, and each further receipt would go on with it."
    )
    resend(line, "MV-26-0006", by("eva"), drop=True)
    assert waits(line) == []


def test_a_file_that_comes_again_and_again_needs_nobody(world: World) -> None:
    for number in range(4):
        world.server.deliver(mail(f"same-{number}", ("Input.docx", paper()), subject=f"Ticket {number}"), START)
    line = world.start()
    world.run(line)
    assert waits(line) == []
    with line.store.read() as work:
        assert [one.submission for one in work.log.listed(what="withheld")] == [3, 4]
    resend(line, "MV-26-0004", by("eva"))
    world.run(line)
    assert len(world.sink.sent) == 3, "a person may send it all the same"


def to_senders(world: World) -> list[tuple[str, ...]]:
    return [one.recipients for one in world.sink.to_senders]


def test_what_came_back_is_sent_to_another_address_as_a_letter_of_its_own(world: World) -> None:
    line = bounced(world)
    resend(line, "MV-26-0001", by("eva"), to="ji-won@other.example")
    world.run(line)
    first, second = world.sink.to_senders
    assert (first.recipients, second.recipients) == ((DELEGATE,), ("ji-won@other.example",))
    assert b"\r\nTo: ji-won@other.example\r\n" in second.raw
    assert b"JCA-MV-Doc-001" in second.raw
    assert waits(line) == []
    with line.store.read() as work:
        old, new = (receipt_state(one) for one, _ in work.debts.receipts(1))
        (entry,) = work.log.listed(what="resent")
    assert (old, new) == ("bounced", "sent")
    assert (entry.why, entry.personal) == (
        "The receipt is to be sent to another address: eva has looked at it",
        {"to": "ji-won@other.example"},
    )


def test_a_second_address_may_be_wrong_too(world: World) -> None:
    line = bounced(world)
    world.sink.answers.append(Handover("refused", "550 no such user."))
    resend(line, "MV-26-0001", by("eva"), to="ji@other.example")
    world.run(line)
    resend(line, "MV-26-0001", by("eva"), to="ji-won@other.example")
    world.run(line)
    assert to_senders(world) == [(DELEGATE,), ("ji-won@other.example",)]


@pytest.mark.parametrize("address", ["tsbjcamv@itu.int", "TSBjcaDCC@itu.int", "ji-won", "a@b@c.example", "a@b\r\nc"])
def test_a_receipt_goes_to_no_address_that_cannot_be(world: World, address: str) -> None:
    line = bounced(world)
    with pytest.raises(UsageError, match="a receipt cannot be sent to this address"):
        resend(line, "MV-26-0001", by("eva"), to=address)
    assert len(waits(line)) == 1
