"""A question that a person settles in the mail program is settled: no second person does it again."""

from datetime import timedelta

import pytest

from intake.pipeline.desk.mails.acts import ignore
from intake.pipeline.line import Line
from tests.line.acts.test_acts import by, taken
from tests.line.letters_in import DELEGATE, RTF, mail
from tests.line.worlds import World

QUESTION = mail("question", subject="Hotel", text="When does the meeting begin?\n")
ANSWERED = "A person has answered it in the mailbox."
TAKEN = "A person has taken it out of the inbox."


def answer(world: World, header: str = "In-Reply-To: <question@etri.example>") -> None:
    """A person answers in the mail program, which files the answer in Sent."""
    to = f"To: Ji-won Park <{DELEGATE.upper()}>\r\n" if "To:" not in header.replace("In-Reply-To:", "") else ""
    raw = f"From: tsbjcamv@itu.int\r\nMessage-ID: <a@itu.int>\r\n{to}{header}\r\n\r\nAt nine.\r\n"
    world.server._add("Sent", (raw.encode(), world.clock.at))


def decisions(line: Line) -> list[tuple[str, str, str]]:
    with line.store.read() as work:
        return [(one.actor, one.verdict.disposition, one.reason) for one in work.submissions.decisions(1)[1:]]


@pytest.mark.parametrize("field", ["In-Reply-To", "References"])
def test_an_answer_in_sent_settles_the_question(world: World, field: str) -> None:
    line = taken(world, QUESTION)
    world.run(line)
    assert decisions(line) == []
    answer(world, f"{field}: <question@etri.example>")
    world.clock.at += timedelta(hours=2)
    world.run(line)
    world.run(line)
    assert decisions(line) == [("mailbox", "ignore", ANSWERED)]
    assert len(world.server.folders["Intake/Taken"]) == 1
    assert world.server.folders["INBOX"] == {}
    assert world.sink.sent == []
    with line.store.read() as work:
        told = [one for one in work.log.listed(submission=1, what="decided") if one.who == "mailbox"]
    assert [one.why for one in told] == [ANSWERED]


@pytest.mark.parametrize("to", ["Done", "Trash"])
def test_a_question_that_a_person_moves_away_is_settled(world: World, to: str) -> None:
    line = taken(world, QUESTION)
    world.server.move([1], to)
    world.run(line)
    assert decisions(line) == [("mailbox", "ignore", TAKEN)]
    assert len(world.server.folders[to]) == 1, "it stays where the person put it"


def test_an_answer_to_another_mail_settles_nothing(world: World) -> None:
    line = taken(world, QUESTION)
    answer(world, "In-Reply-To: <another@etri.example>")
    world.run(line)
    assert decisions(line) == []


NO_ANSWERS = {
    "passed on to a colleague": "To: boss@itu.int\r\nIn-Reply-To: <question@etri.example>",
    "a reply to a stranger who named the question in his References": (
        "To: mallory@evil.example\r\nIn-Reply-To: <m@evil.example>\r\n"
        "References: <question@etri.example>\r\n <m@evil.example>"
    ),
    "the same, to all": (
        f"To: mallory@evil.example, {DELEGATE}\r\nIn-Reply-To: <m@evil.example>\r\n"
        "References: <question@etri.example> <m@evil.example>"
    ),
    "a reply to a stranger who took the same Message-ID": (
        "To: mallory@evil.example\r\nIn-Reply-To: <question@etri.example>"
    ),
    "our own receipt, which the provider files in Sent": (
        "Auto-Submitted: auto-replied\r\nIn-Reply-To: <question@etri.example>"
    ),
    "our own mail": "X-Intake-Loop: home\r\nIn-Reply-To: <question@etri.example>",
}


@pytest.mark.parametrize("header", NO_ANSWERS.values(), ids=NO_ANSWERS.keys())
def test_what_does_not_answer_whoever_asked_settles_nothing(world: World, header: str) -> None:
    line = taken(world, QUESTION)
    answer(world, header)
    world.run(line)
    assert decisions(line) == []


ANSWERS = {
    "in copy": f"To: boss@itu.int\r\nCc: x@itu.int,\r\n {DELEGATE}\r\nIn-Reply-To: <question@etri.example>",
    "by a person's program that says so": "Auto-Submitted: No\r\nIn-Reply-To: <question@etri.example>",
    "in a long thread": "References: <other@etri.example>\r\n\t<question@etri.example>",
}


@pytest.mark.parametrize("header", ANSWERS.values(), ids=ANSWERS.keys())
def test_an_answer_to_whoever_asked_settles_the_question(world: World, header: str) -> None:
    line = taken(world, QUESTION)
    answer(world, header)
    world.run(line)
    assert decisions(line) == [("mailbox", "ignore", ANSWERED)]


def test_an_answer_goes_where_the_question_asks_for_it(world: World) -> None:
    line = taken(world, mail("question", subject="Hotel", text="When does it begin?\n", Reply_To="desk@etri.example"))
    answer(world, "To: desk@etri.example\r\nIn-Reply-To: <question@etri.example>")
    world.run(line)
    assert decisions(line) == [("mailbox", "ignore", ANSWERED)]


@pytest.mark.parametrize("by_move", [True, False])
def test_what_waits_with_a_document_is_decided_by_a_person(world: World, by_move: bool) -> None:
    line = taken(world, mail("question", ("old.rtf", RTF)))
    if by_move:
        world.server.move([1], "Done")
    else:
        answer(world)
    world.run(line)
    assert decisions(line) == []


def test_a_folder_that_was_rebuilt_says_nothing_of_its_old_mails(world: World) -> None:
    line = taken(world, QUESTION)
    world.server.uidvalidity += 1
    world.server.folders["INBOX"] = {}
    world.run(line)
    assert decisions(line) == []


def test_a_mail_that_lies_there_twice_waits_until_both_are_gone(world: World) -> None:
    line = taken(world, QUESTION)
    world.server.deliver(QUESTION, world.clock.at)
    world.run(line)
    world.server.move([1], "Done")
    world.run(line)
    assert decisions(line) == []
    world.server.move([2], "Done")
    world.run(line)
    assert decisions(line) == [("mailbox", "ignore", TAKEN)]


def test_what_a_person_decided_meanwhile_stands(world: World) -> None:
    line = taken(world, QUESTION)
    ignore(line, "1", by("eva"))
    answer(world)
    world.run(line)
    assert [who for who, _, _ in decisions(line)] == ["eva"]


def test_a_person_who_is_faster_than_the_look_wins(world: World) -> None:
    taken(world, QUESTION)
    other = world.start()

    def meanwhile(step: str) -> None:
        if step == "answered.looked" and not decisions(other):
            ignore(other, "1", by("eva"))

    answer(world)
    world.run(world.start(meanwhile))
    assert [who for who, _, _ in decisions(other)] == ["eva"]
