"""What a person takes back: a hold after the fact, and the undoing of an act whose letter has not left yet."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from intake.domain.errors import StaleDecisionError, UsageError
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.desk.mails.acts import admit, correct, ignore, release, return_to_sender, withdraw
from intake.pipeline.desk.mails.changing_meeting import change_meeting
from intake.pipeline.desk.mails.conversion import convert
from intake.pipeline.desk.mails.covers import CoverWishes, make_cover
from intake.pipeline.desk.mails.holding import hold
from intake.pipeline.desk.mails.linking import link
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.line import Line
from intake.pipeline.mailbox import pay_mailbox
from intake.pipeline.pay import pay
from tests.line.acts.test_acts import (
    Act,
    accepted,
    by,
    contribution,
    decisions,
    held,
    late,
    receipts,
    returned,
    submission,
)
from tests.line.letters_in import RTF, mail, paper
from tests.line.test_line import numbers, subjects
from tests.line.worlds import World

TWO_MINUTES = 120
COVER = CoverWishes("A title", ("A source",))


@pytest.fixture(autouse=True)
def waiting_letters(request: pytest.FixtureRequest) -> None:
    if "make_world" in request.fixturenames:
        return
    world: World = request.getfixturevalue("world")
    world.pace = replace(world.pace, send_delay=TWO_MINUTES)


def disposition(line: Line, name: str = "1") -> str | None:
    return submission(line, name).disposition


def in_inbox(world: World) -> int:
    return len(world.server.folders["INBOX"])


def later(world: World, line: Line, seconds: float = TWO_MINUTES) -> None:
    world.clock.wait(seconds)
    world.run(line)


def test_letter_and_move_of_an_act_leave_after_the_delay_and_not_before(world: World) -> None:
    line = held(world)
    before = subjects(world)
    release(line, "1", by("Ada"))
    pay(line)
    assert subjects(world) == before
    assert in_inbox(world) == 1
    later(world, line)
    assert subjects(world)[len(before) :] == ["[JCA-MV] Registered: JCA-MV-Doc-001"]
    assert in_inbox(world) == 0


def test_what_the_line_decides_is_answered_at_once(world: World) -> None:
    accepted(world)
    assert subjects(world) == ["[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards"]


UNDONE = [
    pytest.param(held, release, id="release"),
    pytest.param(returned, release, id="release-what-was-returned"),
    pytest.param(held, return_to_sender, id="return"),
    pytest.param(held, ignore, id="ignore"),
    pytest.param(late, admit, id="admit"),
    pytest.param(late, lambda *given: admit(*given, following=True), id="admit-for-the-next-meeting"),
    pytest.param(returned, lambda line, name, deed: make_cover(line, name, deed, COVER), id="make-cover"),
    pytest.param(accepted, hold, id="hold"),
    pytest.param(accepted, withdraw, id="withdraw"),
    pytest.param(accepted, lambda line, name, deed: change_meeting(line, name, deed, "next"), id="change-meeting"),
    pytest.param(accepted, lambda *given: correct(*given, title="Other"), id="correct"),
]


@pytest.mark.parametrize(("begin", "act"), UNDONE)
def test_undo_recalls_the_letter_and_the_move_and_what_was_decided_before_counts_again(
    world: World, begin: Callable[[World], Line], act: Act
) -> None:
    line = begin(world)
    before, there, inbox = decisions(line)[0], subjects(world), in_inbox(world)
    name = "JCA-MV-Doc-001" if begin is accepted else "1"
    recorded = contribution(line) if begin is accepted else None
    act(line, name, by("Ada"))
    world.run(line)
    undone, _ = undo(line, name, by("Ben"))
    later(world, line)
    assert (undone.act, undone.actor, undone.n) == ("undo", "Ben", 3)
    assert undone.verdict == before.verdict
    assert (subjects(world), in_inbox(world)) == (there, inbox)
    if recorded:
        assert contribution(line) == recorded


def test_a_number_that_was_given_stays_and_counts_again_with_the_next_release(world: World) -> None:
    line = held(world)
    release(line, "1", by("Ada"))
    undo(line, "1", by("Ada"))
    assert (disposition(line), contribution(line).state) == ("hold", "withdrawn")
    release(line, "1", by("Ada"))
    later(world, line)
    assert (numbers(line), contribution(line).state) == (["JCA-MV-Doc-001"], "registered")
    assert subjects(world)[1:] == ["[JCA-MV] Registered: JCA-MV-Doc-001"]
    assert in_inbox(world) == 0


def test_the_letter_of_the_line_that_an_act_superseded_is_owed_again(world: World) -> None:
    line = held(world)
    with line.store.write() as work:
        (owed,) = [one for one in work.debts.of(1) if one.kind == "receipt"]
    assert owed.state == "paid"
    release(line, "1", by("Ada"))
    return_to_sender_of_hold(line)
    undo(line, "1", by("Ada"))
    later(world, line)
    assert subjects(world)[1:] == ["[JCA-MV] Registered: JCA-MV-Doc-001"]


def return_to_sender_of_hold(line: Line) -> None:
    hold(line, "1", by("Ben"))


@pytest.mark.parametrize("paid", ["letter", "move"])
def test_once_something_has_left_nothing_is_undone(world: World, paid: str) -> None:
    line = held(world)
    (ignore if paid == "move" else release)(line, "1", by("Ada"))
    world.clock.wait(TWO_MINUTES)
    pay_mailbox(line, world.server, world.box) if paid == "move" else pay(line)
    said = "has left the inbox" if paid == "move" else "already sent"
    with pytest.raises(UsageError, match=said):
        undo(line, "1", by("Ben"))
    assert len(decisions(line)) == 2


def test_a_letter_that_is_frozen_is_already_sent(world: World) -> None:
    class Killed(BaseException):
        pass

    def killed(step: str) -> None:
        if step == "pay.frozen":
            raise Killed

    line = held(world)
    release(line, "1", by("Ada"))
    world.clock.wait(TWO_MINUTES)
    with pytest.raises(Killed):
        pay(world.start(killed))
    with pytest.raises(UsageError, match="already sent"):
        undo(world.start(), "1", by("Ben"))


def test_a_worker_that_is_writing_the_letter_loses_to_the_undo(world: World) -> None:
    line = held(world)
    release(line, "1", by("Ada"))
    world.clock.wait(TWO_MINUTES)
    other = world.start()

    def undone(step: str) -> None:
        if step == "pay.claimed":
            undo(other, "1", by("Ben"))

    before = subjects(world)
    pay(world.start(undone))
    world.run(world.start())
    assert subjects(world) == before
    assert [one.state for one in receipts(line)] == ["paid", "superseded"]


def test_of_two_who_undo_one_wins_and_the_other_is_told(world: World) -> None:
    line = held(world)
    release(line, "1", by("Ada"))
    undo(line, "1", by("Ada", replaces=2))
    with pytest.raises(StaleDecisionError, match="Decision 3 by Ada"):
        undo(line, "1", by("Ben", replaces=2))


NOT_UNDONE = [
    pytest.param(held, (), "decided by the intake itself", id="by-the-line"),
    pytest.param(held, (release, undo), "undone already", id="twice"),
]


@pytest.mark.parametrize(("begin", "acts", "said"), NOT_UNDONE)
def test_what_cannot_be_undone_says_why(
    world: World, begin: Callable[[World], Line], acts: tuple[Act, ...], said: str
) -> None:
    line = begin(world)
    for act in acts:
        act(line, "1", by("Ada"))
    with pytest.raises(UsageError, match=said):
        undo(line, "1", by("Ben"))


def test_what_is_posted_is_neither_undone_nor_held(world: World) -> None:
    line = held(world)
    release(line, "1", by("Ada"))
    post(line, ["JCA-MV-Doc-001"], by("Ada"))
    for act in (undo, hold):
        with pytest.raises(UsageError, match="posted"):
            act(line, "1", by("Ben"))


def test_a_hold_takes_an_accept_back_and_its_number_stays(world: World) -> None:
    line = accepted(world)
    hold(line, "1", by("Ada"))
    later(world, line)
    assert (disposition(line), contribution(line).state) == ("hold", "withdrawn")
    assert len(subjects(world)) == 1
    release(line, "1", by("Ada"))
    later(world, line)
    assert (disposition(line), contribution(line).state, numbers(line)) == ("accept", "registered", ["JCA-MV-Doc-001"])


@pytest.mark.parametrize("name", ["1", "JCA-MV-Doc-001"])
def test_a_held_number_is_released_by_reference_and_by_number(world: World, name: str) -> None:
    line = accepted(world)
    hold(line, name, by("Ada"))
    release(line, name, by("Ada"))
    assert decisions(line)[-1].verdict.numbers == ("JCA-MV-Doc-001",)
    assert contribution(line).withdrawn_at is None


def test_a_hold_tells_the_sender_on_request(world: World) -> None:
    line = accepted(world)
    hold(line, "1", replace(by("Ada"), tells=True))
    later(world, line)
    assert subjects(world)[1:] == ["[JCA-MV] Received, the secretariat will reply"]
    assert "Doc-001" not in world.sink.sent[-1].raw.decode()


def test_what_was_ignored_is_on_the_list_again(world: World) -> None:
    line = held(world)
    ignore(line, "1", by("Ada"))
    hold(line, "1", by("Ben"))
    later(world, line)
    assert (disposition(line), in_inbox(world)) == ("hold", 1)


def test_a_converted_file_is_gone_after_the_undo(world: World) -> None:
    line = held(world)
    convert(line, "1", by("Ada"))
    undo(line, "1", by("Ada"))
    with line.store.read() as work:
        assert work.additions.of(1) == []
    assert [one.document.file for one in decisions(line)[-1].verdict.documents] == ["old.rtf"]


def revised(world: World) -> Line:
    """A paper, and a file that waits and is linked as its first revision."""
    line = accepted(world)
    world.server.deliver(mail("second", ("other.rtf", RTF), sender="bo@example.com"), world.clock.at)
    world.run(line)
    link(line, "2", by("Ada"), "JCA-MV-Doc-001")
    return line


def versions(line: Line) -> list[tuple[int, int, int]]:
    return [(one.revision, one.replacement, one.submission) for one in contribution(line).versions]


@pytest.mark.parametrize("act", [undo, hold])
def test_a_revision_that_is_taken_back_counts_no_more_and_its_number_stays(world: World, act: Act) -> None:
    line = revised(world)
    before = contribution(line)
    act(line, "2", by("Ben"))
    assert (disposition(line, "2"), versions(line)) == ("hold", [(0, 0, 1)])
    assert (contribution(line).revision, contribution(line).state) == (0, "registered")
    if act is undo:
        assert "bo@example.com" not in contribution(line).submitters
    world.server.deliver(mail("third", ("third.rtf", RTF + b" "), sender="bo@example.com"), world.clock.at)
    world.run(line)
    link(line, "3", by("Ada"), "JCA-MV-Doc-001")
    assert versions(line) == [(0, 0, 1), (2, 0, 3)]
    release(line, "2", by("Ada")) if act is hold else link(line, "2", by("Ada"), "JCA-MV-Doc-001")
    assert versions(line) == [(0, 0, 1), (1, 0, 2), (2, 0, 3)]
    assert decisions(line, 2)[-1].verdict.documents[0].revision == before.revision == 1


def test_a_replacement_that_is_held_gives_way_to_the_file_before_it(world: World) -> None:
    line = accepted(world)
    world.server.deliver(mail("second", ("Input.docx", paper(text="Another text."))), world.clock.at)
    world.run(line)
    assert versions(line) == [(0, 0, 1), (0, 1, 2)]
    hold(line, "2", by("Ada"))
    assert versions(line) == [(0, 0, 1)]
    release(line, "2", by("Ada"))
    assert versions(line) == [(0, 0, 1), (0, 1, 2)]


def test_a_first_file_on_which_another_mail_stands_is_not_held(world: World) -> None:
    with pytest.raises(UsageError, match="files from several mails"):
        hold(revised(world), "1", by("Ben"))


def test_a_letter_that_waits_tells_what_is_recorded_when_it_leaves(world: World) -> None:
    line = late(world)
    admit(line, "1", by("Ada"))
    correct(line, "JCA-MV-Doc-001", by("Ada"), title="Twins")
    change_meeting(line, "1", by("Ada"), "next")
    undo(line, "1", by("Ada"))
    later(world, line)
    assert subjects(world)[1:] == ["[JCA-MV] Admitted: JCA-MV-Doc-001 - Twins"]
    assert [one.state for one in receipts(line)] == ["paid", "superseded", "paid", "superseded"]


def test_a_letter_that_was_kept_back_is_no_work_after_the_undo(world: World) -> None:
    world.server.deliver(mail("one", ("old.rtf", RTF), sender="no-reply@etri.example"), world.clock.at)
    line = world.start()
    world.run(line)
    release(line, "1", by("Ada"))
    undo(line, "1", by("Ada"))
    assert receipts(line)[-1].state != "withheld"


def test_undo_is_the_same_on_either_database(make_world: Callable[[str], World]) -> None:
    world = make_world("either")
    world.pace = replace(world.pace, send_delay=TWO_MINUTES)
    line = revised(world)
    assert versions(line) == [(0, 0, 1), (1, 0, 2)]
    undo(line, "2", by("Ben"))
    hold(line, "1", by("Ben"))
    undo(line, "1", by("Ben"))
    later(world, line)
    assert (versions(line), contribution(line).state, contribution(line).revision) == ([(0, 0, 1)], "registered", 0)
    link(line, "2", by("Ben"), "JCA-MV-Doc-001")
    assert versions(line) == [(0, 0, 1), (1, 0, 2)]
