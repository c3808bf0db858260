"""Acts that make other mails of one: their letters are seen before, wait with the act, and are taken back with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import ignore, release
from intake.pipeline.desk.mails.brought import Brought
from intake.pipeline.desk.mails.foreseeing import foresee
from intake.pipeline.desk.mails.holding import hold
from intake.pipeline.desk.mails.moving import move_to_group
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.house.passing_on import take_attached
from intake.pipeline.house.registering import GivenFile, Registered, register
from intake.pipeline.house.told import Told
from intake.pipeline.line import Line
from tests.line.acts.test_acts import by, decisions, taken
from tests.line.acts.test_foreseeing import everything
from tests.line.acts.test_passed_on import came, inner, outer
from tests.line.letters_in import mail, paper
from tests.line.worlds import World

DELAY = 120
DCC = "Joint Coordination Activity on digital COVID-19 certificates (JCA-DCC)"
MakeWorld = Callable[[str], World]


def for_another_group(world: World) -> Line:
    """A mail on our template whose subject names the other group, so it waits."""
    world.pace = replace(world.pace, send_delay=DELAY)
    return taken(world, mail("other", ("Input.docx", paper(group=DCC)), subject="Contribution to JCA-DCC"))


def passed_on(world: World) -> Line:
    world.pace = replace(world.pace, send_delay=DELAY)
    return came(world, outer(inner()))


def moved(line: Line, name: str, deed: Deed) -> Brought:
    return move_to_group(line, name, deed, "jca-dcc")


BROUGHT = [
    pytest.param(for_another_group, moved, "JCA-DCC-Doc-001", "jca-dcc", id="to-another-group"),
    pytest.param(passed_on, take_attached, "JCA-MV-Doc-001", "jca-mv", id="attached"),
]
Begin = Callable[[World], Line]
Bring = Callable[[Line, str, Deed], Brought]


def later(world: World, line: Line) -> None:
    world.run_at(line, world.clock.at + timedelta(seconds=DELAY + 1))


def counting(line: Line, group: str) -> list[tuple[str, bool]]:
    """The numbers of a group, and whether each counts."""
    with line.store.read() as work:
        return [(one.label, one.withdrawn_at is None) for one in work.contributions.listed(group)]


@pytest.mark.parametrize(("begin", "bring", "number", "group"), BROUGHT)
def test_the_letter_of_what_it_makes_is_seen_before(
    world: World, begin: Begin, bring: Bring, number: str, group: str
) -> None:
    line = begin(world)
    before = everything(world)
    seen = foresee(line, lambda dry: bring(dry, "1", by("Ada")))
    assert everything(world) == before
    assert (seen.to, seen.numbers) == ((), ())
    (letter,) = seen.beside
    assert letter.numbers == (number,)
    assert letter.to[0] == "delegate@etri.example"
    assert number in letter.subject
    sent = len(world.sink.receipts)
    _, (made,) = bring(line, "1", by("Ada"))
    assert (made.reference, made.disposition) == (letter.reference, "accept")
    world.run(line)
    assert len(world.sink.receipts) == sent
    later(world, line)
    assert [set(one.recipients) for one in world.sink.receipts[sent:]] == [set(letter.to)]
    assert counting(line, group) == [(number, True)]


@pytest.mark.parametrize(("begin", "bring", "number", "group"), BROUGHT)
def test_it_is_taken_back_with_all_that_it_made(
    make_world: MakeWorld, begin: Begin, bring: Bring, number: str, group: str
) -> None:
    world = make_world("home")
    line = begin(world)
    before, sent, inbox = decisions(line)[0], len(world.sink.receipts), list(world.server.folders["INBOX"])
    _, (made,) = bring(line, "1", by("Ada"))
    world.run(line)
    seen = foresee(line, lambda dry: undo(dry, "1", by("Ben")))
    assert [len(one.taken_back) for one in seen.beside] == [1]
    undone, _ = undo(line, "1", by("Ben"))
    assert undone.verdict == before.verdict
    later(world, line)
    assert len(world.sink.receipts) == sent
    assert list(world.server.folders["INBOX"]) == inbox
    assert counting(line, group) == [(number, False)]
    with line.store.read() as work:
        assert work.submissions.get(made.id).disposition == "ignore"
        assert [one.act for one in work.submissions.decisions(made.id)] == ["judge", "undo"]


@pytest.mark.parametrize(("begin", "bring", "number", "group"), BROUGHT)
def test_done_again_it_has_the_number_that_was_given(
    world: World, begin: Begin, bring: Bring, number: str, group: str
) -> None:
    line = begin(world)
    _, (first,) = bring(line, "1", by("Ada"))
    undo(line, "1", by("Ada"))
    _, (again,) = bring(line, "1", by("Ada"))
    assert (again.reference, again.disposition) == (first.reference, "accept")
    later(world, line)
    assert counting(line, group) == [(number, True)]
    assert [one.recipients[0] for one in world.sink.receipts][-1:] == ["delegate@etri.example"]


@pytest.mark.parametrize(("begin", "bring", "number", "group"), BROUGHT)
def test_once_its_letter_has_left_it_says_so(world: World, begin: Begin, bring: Bring, number: str, group: str) -> None:
    line = begin(world)
    bring(line, "1", by("Ada"))
    later(world, line)
    with pytest.raises(UsageError, match="the letter is already sent"):
        undo(line, "1", by("Ada"))
    assert counting(line, group) == [(number, True)]


@pytest.mark.parametrize(("begin", "bring", "number", "group"), BROUGHT)
def test_what_somebody_decided_since_is_not_taken_back_with_it(
    world: World, begin: Begin, bring: Bring, number: str, group: str
) -> None:
    line = begin(world)
    _, (made,) = bring(line, "1", by("Ada"))
    with line.store.write() as work:
        for debt in work.debts.of(made.id):
            work.debts.recall(debt.id)
    undo_of = decisions(line)[-1].n
    hold(line, str(made.id), by("Ben"))
    with pytest.raises(UsageError, match="was decided by Ben since"):
        undo(line, "1", by("Ada", replaces=undo_of))
    assert counting(line, group) == [(number, False)]


def test_of_two_who_undo_one_wins_and_the_other_sees_who(world: World) -> None:
    line = for_another_group(world)
    moved(line, "1", by("Ada"))
    undo(line, "1", by("Ben", replaces=2))
    with pytest.raises(StaleDecisionError, match="Ben"):
        undo(line, "1", by("Cid", replaces=2))
    with pytest.raises(UsageError, match="undone already"):
        undo(line, "1", by("Cid"))


TOLD = Told("Eve <eve@example.org>", "2026-04-30 10:00", "her letter of that day")
PAPER = GivenFile("Input.docx", paper("On behalf"), "jca-mv")


def registered(line: Line, told: Told = TOLD) -> Registered:
    return register(line, PAPER, told, replace(by("Ada"), tells=True))


def waiting_line(world: World) -> Line:
    world.pace = replace(world.pace, send_delay=DELAY)
    return world.start()


def test_the_letter_of_a_document_on_behalf_is_seen_before(world: World) -> None:
    line = waiting_line(world)
    before = everything(world)
    seen = foresee(line, lambda dry: registered(dry).decision)
    assert everything(world) == before
    assert (seen.to, seen.numbers) == (("eve@example.org",), ("JCA-MV-Doc-001",))
    assert seen.subject == "[JCA-MV] Registered: JCA-MV-Doc-001 - On behalf"
    registered(line)
    later(world, line)
    assert [one.recipients for one in world.sink.receipts] == [seen.to]


def test_a_document_on_behalf_is_taken_back_while_its_letter_waits(make_world: MakeWorld) -> None:
    world = make_world("home")
    line = waiting_line(world)
    done = registered(line)
    world.run(line)
    undone, _ = undo(line, done.submission.reference, by("Ben"))
    assert (undone.act, undone.n, undone.verdict.disposition) == ("undo", 2, "ignore")
    later(world, line)
    assert world.sink.receipts == []
    assert counting(line, "jca-mv") == [("JCA-MV-Doc-001", False)]
    again = registered(line, replace(TOLD, received="2026-04-30 11:00"))
    assert again.decision.verdict.numbers == ("JCA-MV-Doc-002",)


def test_taken_back_it_counts_again_under_its_number_when_it_is_released(world: World) -> None:
    line = waiting_line(world)
    reference = registered(line).submission.reference
    undo(line, reference, by("Ben"))
    with pytest.raises(UsageError, match=f"'intake release {reference}'"):
        registered(line)
    release(line, reference, by("Ben"))
    assert counting(line, "jca-mv") == [("JCA-MV-Doc-001", True)]
    undone, _ = undo(line, reference, by("Ben"))
    assert undone.verdict.disposition == "ignore"
    assert counting(line, "jca-mv") == [("JCA-MV-Doc-001", False)]


def test_a_frozen_letter_about_a_document_on_behalf_is_sent(world: World) -> None:
    line = waiting_line(world)
    reference = registered(line).submission.reference
    later(world, line)
    with pytest.raises(UsageError, match="the letter is already sent"):
        undo(line, reference, by("Ben"))
    assert counting(line, "jca-mv") == [("JCA-MV-Doc-001", True)]


def test_the_mail_that_showed_when_it_came_is_a_question_again(world: World) -> None:
    world.pace = replace(world.pace, send_delay=DELAY)
    line = taken(world, mail("when", text="When is the meeting?", subject="A question"))
    assert decisions(line)[0].verdict.disposition == "question"
    done = registered(line, replace(TOLD, evidence="MV-26-0001"))
    assert decisions(line)[-1].act == "ignore"
    undo(line, done.submission.reference, by("Ben"))
    assert (decisions(line)[-1].act, decisions(line)[-1].verdict.disposition) == ("undo", "question")


def test_a_question_that_somebody_settled_otherwise_stays_so(world: World) -> None:
    world.pace = replace(world.pace, send_delay=DELAY)
    line = taken(world, mail("when", text="When is the meeting?", subject="A question"))
    ignore(line, "1", by("Cid"))
    done = registered(line, replace(TOLD, evidence="MV-26-0001"))
    undo(line, done.submission.reference, by("Ben"))
    assert decisions(line)[-1].actor == "Cid"
