"""A home on trial (`replies = "watch"`): it does all its work, and nothing of it reaches a sender or moves a mail."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from intake.domain.debt import WATCHED
from intake.domain.errors import UsageError
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import correct, release, return_to_sender, withdraw
from intake.pipeline.desk.mails.covers import CoverWishes, make_cover
from intake.pipeline.desk.mails.resending import resend
from intake.pipeline.line import Line
from intake.pipeline.showing.unanswered import answering, why_no_receipt
from intake.ports import Handover
from tests.line.acts.test_acts import by
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.line.test_mailbox import with_policy
from tests.line.worlds import START, World


def watching(world: World, raw: bytes, by_kind: Mapping[str, str] | None = None) -> Line:
    """A home that only watches, which has taken this mail."""
    line = world.start()
    with_policy(line, replies="watch", replies_by_kind=by_kind or {})
    world.server.deliver(raw, START)
    world.run(line)
    return line


ACCEPTED = mail("accepted", ("Input.docx", paper()))
RETURNED = mail("returned", ("Minutes.docx", other_paper()))
HELD = mail("held", ("old.rtf", RTF))
QUESTION = mail("asks", text="When does the meeting begin?")


def no_act(_: Line) -> None:
    """Nothing that a person does."""


def told_of_a_correction(line: Line) -> None:
    deed = Deed("eva", "the title was read wrongly", None, tells=True)
    correct(line, "JCA-MV-Doc-001", deed, title="Digital Twins", source=None)


def withdrawn(line: Line) -> None:
    withdraw(line, "JCA-MV-Doc-001", by("eva"))


def released(line: Line) -> None:
    release(line, "MV-26-0001", by("eva"))


def sent_back(line: Line) -> None:
    return_to_sender(line, "MV-26-0001", by("eva"))


def covered(line: Line) -> None:
    make_cover(line, "MV-26-0001", by("eva"), CoverWishes(title="Digital twins", source=("ETRI",)))


@pytest.mark.parametrize(
    ("raw", "act"),
    [
        pytest.param(ACCEPTED, no_act, id="accepted"),
        pytest.param(RETURNED, no_act, id="returned"),
        pytest.param(HELD, no_act, id="held"),
        pytest.param(QUESTION, no_act, id="a-question"),
        pytest.param(ACCEPTED, told_of_a_correction, id="correct-and-tell"),
        pytest.param(ACCEPTED, withdrawn, id="withdraw"),
        pytest.param(RETURNED, released, id="release"),
        pytest.param(HELD, sent_back, id="return"),
        pytest.param(RETURNED, covered, id="make-cover"),
    ],
)
def test_nothing_reaches_a_sender_and_no_mail_is_moved(world: World, raw: bytes, act: Callable[[Line], None]) -> None:
    line = watching(world, raw)
    act(line)
    for _ in range(4):
        world.run(line)
        world.clock.wait(timedelta(hours=8).total_seconds())
    assert [one for one in world.sink.sent if "etri.example" in " ".join(one.recipients)] == []
    assert {name: len(mails) for name, mails in world.server.folders.items()} == {"INBOX": 1}
    assert world.server.seen == set()
    with line.store.read() as work:
        letters = [one for one in work.debts.of(1) if one.kind in ("receipt", "letter")]
    assert {one.state for one in letters} <= {"withheld", "superseded"}
    assert {one.note for one in letters if one.state == "withheld"} <= {WATCHED}
    assert letters or raw == QUESTION


def test_one_outcome_alone_is_not_sent_either(world: World) -> None:
    watching(world, ACCEPTED, {"registered": "send"})
    assert world.sink.sent == []


def test_no_receipt_is_sent_by_hand_until_the_trial_is_over(world: World) -> None:
    line = watching(world, ACCEPTED)
    with pytest.raises(UsageError, match="this home only watches"):
        resend(line, "MV-26-0001", by("eva"))
    with_policy(line, replies="draft")
    resend(line, "MV-26-0001", by("eva"))
    world.run(line)
    assert world.sink.sent == []
    assert len(world.server.folders["Drafts"]) == 1


def test_a_trial_that_begins_under_a_running_daemon_moves_nothing_either(world: World) -> None:
    line = world.start()
    world.server.deliver(ACCEPTED, START)
    with_policy(line, replies="watch")
    world.run(line)
    assert list(world.server.folders) == ["INBOX"]


def test_what_was_still_owed_when_a_trial_began_is_kept_too(world: World) -> None:
    line = world.start()
    world.server.deliver(ACCEPTED, START)
    world.sink.answers = [Handover("later", "451 4.7.1 try again")] * 20
    world.run(line)
    assert world.sink.sent == []
    world.sink.answers = []
    with_policy(line, replies="watch")
    world.clock.wait(timedelta(hours=1).total_seconds())
    world.run(line)
    assert world.sink.receipts == []
    with line.store.read() as work:
        kept = [one for one in work.debts.of(1) if one.state == "withheld"]
        assert [(one.kind, one.note) for one in kept] == [("receipt", WATCHED)]
        assert "The receipt is kept: this home only watches" in " ".join(
            one.why for one in work.log.listed(what="withheld")
        )


def test_the_work_list_of_a_trial_holds_no_receipt_that_it_kept(world: World) -> None:
    line = watching(world, ACCEPTED)
    with line.store.read() as work:
        assert work.debts.not_arrived() == []
    assert why(line) == ['A receipt was written and withheld: this home only watches (replies = "watch").']


def why(line: Line) -> list[str]:
    with line.store.read() as work:
        return [str(one) for one in why_no_receipt(answering(work, work.submissions.get(1)))]
