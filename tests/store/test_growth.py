"""What the line asks for at every mail never walks a whole table."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from intake.domain.debt import NewDebt
from intake.domain.submission import Submission, Wanted
from intake.ports import UnitOfWork
from intake.store import open_store
from intake.store.database.statements import Compiled, Statements
from tests.adapters.letters.receipts import receipt
from tests.store.values import (
    NOON,
    arrive,
    at,
    claim,
    contribution,
    decision,
    delivery,
    digest,
    document,
    letter,
    line,
    mark_read,
    verdict,
)


def travel(work: UnitOfWork, name: str) -> None:
    """One mail through the whole line, and every question that a pass asks."""
    deliveries, submissions, debts = work.deliveries, work.submissions, work.debts
    work.rulebooks.active("mv")
    deliveries.folder("jca", "INBOX")
    deliveries.known_uids("jca", "INBOX", 7, above=0)
    one = arrive(work, name, uid=1)
    deliveries.by_key("k")
    claim(work, "stored")
    submissions.next_due("stored")
    work.messages.reading(one.raw, "1")
    mark_read(work, one.id, "token")
    submissions.claim("read", now=NOON, until=at(60), token="token", limit=50, group="mv")
    submissions.earlier_unread("mv", at(5), at(-5))
    submissions.overtaken("mv", at(5))
    submissions.failed()
    submissions.questions()
    submissions.open()
    submissions.by_content("mv", "c")
    submissions.by_raw(one.raw)
    work.contributions.lock("mv", [("doc", 1)])
    wanted = Wanted((digest("a"),), (1,), ("atitle",), ("ada@example.org",))
    submissions.snapshot("mv", wanted)
    work.contributions.of(one.id)
    work.contributions.by_label("JCA-MV-Doc-001")
    work.contributions.add(contribution(one, work.contributions.next_number("mv", "doc"), "a"))
    made = decision(one.id, verdict("return", document()))
    submissions.decide(made, token="token", correct_until=at(60), snapshot="{}")
    submissions.snapshot("mv", wanted)
    pay(work, one.id)
    work.log.add(line())
    work.log.unsealed()
    work.log.seal(10)
    work.log.listed(submission=one.id)
    deliveries.add(delivery(2))
    deliveries.of(one.id)
    work.agenda.take(NOON)
    work.agenda.open("mv", ["deadline"])
    work.agenda.listed("mv", after=NOON, limit=10)
    deliveries.watermark("mv")
    deliveries.accounts("mv")
    work.log.add(line("alert"))
    work.log.seal(10)
    work.alerts.are_waiting()
    work.alerts.take(10)
    debts.newest("alert:mailbox")
    debts.add_to(0, letter("a"))
    work.agenda.ahead()
    look(work, submissions.get(one.id))
    glance(work)
    assert debts.next_due("smtp") is None


def glance(work: UnitOfWork) -> None:
    """What the first page of the desk asks at each look, but for the account of all deliveries."""
    work.submissions.open(["mv"])
    work.submissions.open_count(["mv"])
    work.debts.not_arrived()
    work.overview.folders()
    work.overview.undecided(NOON)
    work.overview.came_for("mv", ["m1"])
    work.overview.to_complete("mv", ["m1"], 100)
    work.outages.standing()


def look(work: UnitOfWork, one: Submission) -> None:
    """All that the page of one mail asks."""
    work.cards.of([one.id])
    work.additions.of(one.id)
    work.requests.of(one.reference)
    work.agenda.found("ask-chairs", f"mv/m1/{one.id}")
    work.stories.read_at(one.raw, "blob")
    work.stories.corrections_of(one.reference)
    work.stories.letters_of(["ask:mv:a:MV-26-0001", "ask:mv:b:MV-26-0001"])
    work.stories.waiting_beside(one, ["mv", "dcc"])
    arrive(work, "later")
    later = work.submissions.get(one.id + 1)
    work.stories.past_of(replace(later, sender=one.sender))


def pay(work: UnitOfWork, submission: int) -> None:
    """One receipt, from owed to paid."""
    debts = work.debts
    debts.supersede(submission, 1, "receipt")
    debts.owe(NewDebt("k", "receipt", "smtp", NOON, receipt(), group="mv", submission=submission, decision=1))
    (debt,) = debts.claim("smtp", now=NOON, until=at(60), token="t", limit=9)
    debts.freeze(debt.id, token="t", blob="b", message_id="m", now=NOON)
    debts.settle(debt.id, token="t", state="paid", now=NOON)
    debts.of(submission)
    debts.by_message_id("m")
    debts.open_count()
    debts.receipts_to("ada@example.org", NOON)
    debts.not_arrived_of(submission)


def plan(path: Path, compiled: Compiled) -> list[str]:
    """How SQLite finds the rows of a statement."""
    connection = sqlite3.connect(path)
    nothing = [None] * compiled.text.count("?")
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled.text}", nothing)]
    connection.close()
    return steps


HARMLESS = (
    "json_each", "CONSTANT ROW", "COVERING INDEX debts_by_place", "SCAN folders", "INDEX debts_not_arrived",
    "SCAN outages",
)  # fmt: skip
"""What may be walked: a parameter, nothing, the debts that are open or did not arrive, the few folders and outages."""


@pytest.fixture
def asked(tmp_path: Path) -> list[list[str]]:
    """The plans of all statements that one mail needs."""
    store = open_store(f"sqlite:///{tmp_path / 'intake.db'}")
    store._statements = Statements(store._engine.dialect)  # those of this travel alone
    with store.write() as work:
        travel(work, "one")
    compiled = list(store._statements._compiled.values())
    store.close()
    return [[each.text, *plan(tmp_path / "intake.db", each)] for each in compiled]


def test_no_table_is_walked(asked: list[list[str]]) -> None:
    assert len(asked) > 40
    walks = [
        (text, step)
        for text, *steps in asked
        for step in steps
        if (step.startswith("SCAN") and not any(harmless in step for harmless in HARMLESS))
        or (step.startswith("SEARCH contributions") and step.endswith("(group=?)"))
    ]
    assert walks == []


def test_what_is_to_be_completed_is_found_by_its_meeting(asked: list[list[str]]) -> None:
    (steps,) = [steps for text, *steps in asked if "LIKE" in text and "submissions.meeting" in text]
    assert "SEARCH submissions USING INDEX submissions_by_meeting (meeting=?)" in steps


def test_what_is_due_comes_in_the_order_of_its_index(asked: list[list[str]]) -> None:
    due = [(text, steps) for text, *steps in asked if " LIMIT " in text and ("free_at" in text or "position" in text)]
    assert len(due) >= 4
    assert [one for one in due if any("TEMP B-TREE" in step for step in one[1])] == []
