"""The flow of the line: one table, which the page of the line shows as it is."""

import re
from collections.abc import Callable

import pytest

from intake.pipeline.flow import (
    FLOW,
    HEARTBEATS,
    OF_MAILBOX,
    THREADS,
    LineVerb,
    MailboxVerb,
    OfLine,
    OfMailbox,
    in_order,
)
from intake.pipeline.line import Done, Line
from tests.architecture.pages import doc, rows, section

_TABLE = section(doc("line.md"), "Six verbs").partition("| verb | runs in the daemon as |")[2]
TOLD = {name: rest.strip("| ").split(" | ") for name, rest in rows(_TABLE).items()}


def names(cell: str) -> set[str]:
    return set(re.findall("`([a-z_]+)`", cell))


def name(verb: LineVerb | MailboxVerb) -> str:
    return verb.do.__name__


def test_the_page_tells_every_verb_in_the_order_of_the_table() -> None:
    assert list(TOLD) == [name(verb) for verb in FLOW]


@pytest.mark.parametrize("verb", FLOW, ids=name)
def test_the_page_tells_where_a_verb_runs_and_what_it_wakes(verb: LineVerb | MailboxVerb) -> None:
    runs, woken_by, wakes = TOLD[name(verb)]
    assert runs == (verb.runs if isinstance(verb, LineVerb) else "mailbox")
    assert names(wakes) == {do.__name__ for do in verb.wakes}
    assert names(woken_by) == {name(other) for other in FLOW if verb.do in other.wakes}


def test_every_verb_runs_somewhere_in_the_daemon_once() -> None:
    runs = [name(verb) for part in (THREADS, HEARTBEATS, OF_MAILBOX) for verb in part]
    assert sorted(runs) == sorted(name(verb) for verb in FLOW)


def test_only_what_waits_can_be_woken() -> None:
    waiting = {name(verb) for part in (THREADS, OF_MAILBOX) for verb in part}
    assert {do.__name__ for verb in FLOW for do in verb.wakes} <= waiting


def at(account: str) -> Callable[[OfMailbox], OfLine]:
    def bind(verb: OfMailbox) -> OfLine:
        def do(_: Line) -> Done:
            return Done()

        do.__name__ = f"{verb.__name__} at {account}"
        return do

    return bind


def test_one_pass_goes_to_every_mailbox_before_and_after_the_line() -> None:
    assert [do.__name__ for do in in_order([at("a"), at("b")])] == [
        "poll at a",
        "poll at b",
        "look_at_junk at a",
        "look_at_junk at b",
        "settle_questions at a",
        "settle_questions at b",
        "notice_sent_drafts at a",
        "notice_sent_drafts at b",
        "tick",
        "answer_requests",
        "read",
        "decide",
        "pay",
        "seal",
        "catch_up",
        "pay_mailbox at a",
        "pay_mailbox at b",
    ]
