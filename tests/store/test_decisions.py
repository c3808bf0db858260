"""Decisions, and what later mails learn of them."""

import json
from dataclasses import replace

import pytest

from intake.domain.debt import DebtKind, NewDebt
from intake.domain.errors import StaleDecisionError
from intake.domain.submission import Snapshot, Wanted
from intake.domain.verdict import Decision, Disposition, Inputs, Verdict
from intake.store import SqlStore
from tests.store.values import (
    MOVE,
    NOON,
    at,
    claim,
    contribution,
    decide,
    decision,
    digest,
    document,
    read,
    verdict,
)


def snapshot(store: SqlStore, **wanted: object) -> Snapshot:
    with store.read() as work:
        return work.submissions.snapshot("mv", Wanted(**wanted))  # type: ignore[arg-type]


def test_a_decision_of_the_line_needs_its_claim(store: SqlStore) -> None:
    (one,) = read(store, "one")
    made = decision(one.id, verdict("accept", document()))
    with store.write() as work:
        claim(work, "read", token="mine")
        assert not work.submissions.decide(made, token="another", correct_until=None, snapshot="{}")
        assert work.submissions.decisions(one.id) == []
        assert work.submissions.decide(made, token="mine", correct_until=None, snapshot="{}")
        assert not work.submissions.decide(made, token="mine", correct_until=None, snapshot="{}")
        assert work.submissions.decisions(one.id) == [made]
        done = work.submissions.get(one.id)
    assert (done.state, done.disposition, done.route, done.meeting) == ("decided", "accept", "submission", "m1")
    assert (done.decisions, done.counts_from, done.attempts) == (1, NOON, 0)


def test_what_is_decided_is_never_claimed_again(store: SqlStore) -> None:
    (one,) = read(store, "one")
    decide(store, one.id, verdict("hold"))
    with store.write() as work:
        assert claim(work, "read", now=1000) == claim(work, "stored", now=1000) == []
        assert work.submissions.count("decided") == 1
        assert work.submissions.next_due("read") is None


def test_a_person_decides_while_the_line_is_at_it(store: SqlStore) -> None:
    (one,) = read(store, "one")
    with store.write() as work:
        claim(work, "read", token="line")
    decide(store, one.id, verdict("ignore"))
    late = decision(one.id, verdict("accept"))
    with store.write() as work:
        assert not work.submissions.decide(late, token="line", correct_until=None, snapshot="{}")
        assert work.submissions.get(one.id).disposition == "ignore"


def test_of_two_persons_one_decides_and_the_other_is_told(store: SqlStore) -> None:
    (one,) = read(store, "one")
    decide(store, one.id, verdict("hold"))
    decide(store, one.id, verdict("accept"), n=2)
    with pytest.raises(StaleDecisionError, match=r"Grace decided 'accept' \(2\) at 2026-04-30 12:00:00 UTC: because"):
        decide(store, one.id, verdict("return"), n=2)
    with store.read() as work:
        assert [each.verdict.disposition for each in work.submissions.decisions(one.id)] == ["hold", "accept"]
        assert work.submissions.get(one.id).disposition == "accept"


def test_a_decision_that_would_leave_a_gap_is_refused(store: SqlStore) -> None:
    (one,) = read(store, "one")
    with pytest.raises(StaleDecisionError, match="has no Decision 1 yet"):
        decide(store, one.id, verdict("hold"), n=2)


def test_a_decision_keeps_its_verdict_and_its_snapshot(store: SqlStore) -> None:
    (one,) = read(store, "one")
    judged = replace(verdict("accept", document()), why="a mail with a document", deadline=at(9), late_by=3)
    every = replace(decision(one.id, judged), act="admit", inputs=Inputs("r", "d", "v", "s", ("p",)))
    decide_as(store, every)
    with store.read() as work:
        assert work.submissions.decisions(one.id) == [every]


def test_a_decision_keeps_what_no_database_can_hold(store: SqlStore) -> None:
    (one,) = read(store, "one")
    odd = document("rapport\u202e\0 d\u2019\u00e9tape \udc80.docx", title="Métavers 元宇宙")
    made = decision(one.id, verdict("accept", document(), odd))
    with store.write() as work:
        kept = json.dumps({"contributions": []})
        assert work.submissions.decide(made, token=None, correct_until=None, snapshot=kept)
        assert json.loads(work.submissions.snapshot_of(one.id, 1)) == {"contributions": []}
        with pytest.raises(KeyError):
            work.submissions.snapshot_of(one.id, 2)
    with store.read() as work:
        (again,) = work.submissions.decisions(one.id)
    first, second = again.verdict.documents
    assert first == made.verdict.documents[0]
    assert second.document.file == odd.file.replace("\udc80", "\ufffd")


def decide_as(store: SqlStore, made: Decision) -> None:
    with store.write() as work:
        assert work.submissions.decide(made, token=None, correct_until=None, snapshot="{}")


def test_known_contributions_are_found_by_digest_number_and_title(store: SqlStore) -> None:
    one, two, three, four = read(store, "one", "two", "three", "four")
    with store.write() as work:
        by_file = work.contributions.add(contribution(one, 1, "a.docx", title="one"))
        by_number = work.contributions.add(contribution(two, 7, "b.docx", title="two"))
        by_title = work.contributions.add(contribution(three, 3, "c.docx", title="three"))
        work.contributions.add(contribution(four, 4, "d.docx", title="four"))
        work.contributions.withdraw(by_number.id, at(9))
    wanted = {"digests": (digest("a.docx"), digest("x")), "numbers": (7,), "title_keys": ("three", "")}
    found = snapshot(store, **wanted).contributions
    assert [each.id for each in found] == [by_file.id, by_number.id, by_title.id]
    assert [each.withdrawn_at for each in found] == [None, at(9), None]
    assert found[0] == by_file
    assert snapshot(store) == Snapshot()
    with store.read() as work:
        assert work.submissions.snapshot("dcc", Wanted(**wanted)) == Snapshot()  # type: ignore[arg-type]


def test_a_file_on_hold_is_found_until_a_person_decides(store: SqlStore) -> None:
    one, two = read(store, "one", "two")
    decide(store, one.id, verdict("hold", document("late.docx")))
    decide(store, two.id, verdict("accept", document("late.docx")))
    (held,) = snapshot(store, digests=(digest("late.docx"),)).held
    assert (held.submission, held.reference) == (one.id, one.reference)
    assert held.submitters == ("ada@example.org",)
    decide(store, one.id, verdict("accept", document("late.docx")), n=2)
    assert snapshot(store, digests=(digest("late.docx"),)).held == ()


def test_an_open_return_is_found_by_its_submitters(store: SqlStore) -> None:
    (one,) = read(store, "one")
    returned = verdict("return", document("Input v2.DOCX", title="A Title", email="Carol@Example.org"))
    returned = replace(returned, submitters=("ada@example.org", "bob@example.org"))
    decide(store, one.id, returned, correct_until=at(3600))
    with store.write() as work:
        kinds: tuple[tuple[DebtKind, str], ...] = (("receipt", "<r1@example.org>"), ("copy", "<c1@example.org>"))
        for kind, message_id in kinds:
            work.debts.owe(NewDebt(kind, kind, "smtp", NOON, MOVE, group="mv", submission=one.id, decision=1))
            (debt,) = work.debts.claim("smtp", now=NOON, until=at(60), token="t", limit=9)
            work.debts.freeze(debt.id, token="t", blob="b", message_id=message_id, now=NOON)
    for address in ("ada@example.org", "bob@example.org"):
        (found,) = snapshot(store, submitters=(address, "eve@example.org")).returns
        assert (found.submission, found.reference, found.meeting) == (one.id, one.reference, "m1")
        assert found.submitters == ("ada@example.org", "bob@example.org")
        assert (found.counts_from, found.correct_until) == (NOON, at(3600))
        assert (found.stems, found.title_keys) == (("input v2",), ("atitle",))
        assert found.receipt_ids == ("<r1@example.org>",)
    assert snapshot(store, submitters=("eve@example.org",)).returns == ()


def test_the_end_of_a_correction_period_moves_with_its_receipt(store: SqlStore) -> None:
    (one,) = read(store, "one")
    decide(store, one.id, verdict("return", document()), correct_until=at(3600))
    with store.write() as work:
        work.submissions.set_correct_until(one.id, at(7200))
        assert work.submissions.get(one.id).correct_until == at(7200)
    (found,) = snapshot(store, submitters=("ada@example.org",)).returns
    assert found.correct_until == at(7200)


@pytest.mark.parametrize("disposition", ["accept", "hold", "return"])
def test_a_correction_uses_the_open_return_up(store: SqlStore, disposition: Disposition) -> None:
    one, two = read(store, "one", "two")
    decide(store, one.id, verdict("return", document()), correct_until=at(3600))
    decide(store, two.id, verdict(disposition, document(), corrects=one.reference))
    assert snapshot(store, submitters=("ada@example.org",)).returns == ()


def test_one_mail_uses_several_open_returns_up(store: SqlStore) -> None:
    one, two, three = read(store, "one", "two", "three")
    papers = [document("a.docx", title="On a"), document("b.docx", title="On b"), document("c.docx", title="On c")]
    for number, returned in enumerate((one, two)):
        decide(store, returned.id, verdict("return", papers[number]), correct_until=at(3600))
    both = verdict("accept", *papers, corrects=one.reference)
    named = (one.reference, two.reference, None)
    judged = tuple(
        replace(judged, relation="correction" if named else "new", corrects=named)
        for judged, named in zip(both.documents, named, strict=True)
    )
    decide(store, three.id, replace(both, documents=judged))
    assert snapshot(store, submitters=("ada@example.org",)).returns == ()
    decide(store, three.id, replace(both, documents=judged[:1]), n=2)
    (left,) = snapshot(store, submitters=("ada@example.org",)).returns
    assert left.reference == two.reference


@pytest.mark.parametrize(
    ("second", "correct_until"),
    [(verdict("accept", document()), None), (verdict("ignore"), None), (verdict("return"), None)],
    ids=["accepted", "ignored", "nothing to correct"],
)
def test_another_decision_ends_the_open_return(store: SqlStore, second: Verdict, correct_until: None) -> None:
    (one,) = read(store, "one")
    decide(store, one.id, verdict("return", document()), correct_until=at(3600))
    decide(store, one.id, second, n=2, correct_until=correct_until)
    assert snapshot(store, submitters=("ada@example.org",)).returns == ()
    with store.read() as work:
        assert work.submissions.get(one.id).correct_until is None


def test_a_decision_counts_for_the_next_one_of_the_same_transaction(store: SqlStore) -> None:
    (one,) = read(store, "one")
    with store.write() as work:
        made = decision(one.id, verdict("return", document()))
        work.submissions.decide(made, token=None, correct_until=at(60), snapshot="{}")
        found = work.submissions.snapshot("mv", Wanted(submitters=("ada@example.org",)))
    assert [each.reference for each in found.returns] == [one.reference]


def test_the_decisions_of_several_mails_are_read_at_once(store: SqlStore) -> None:
    one, two, three = read(store, "one", "two", "three")
    decide(store, one.id, verdict("hold"))
    decide(store, two.id, verdict("accept"))
    decide(store, one.id, verdict("accept"), n=2)
    with store.read() as work:
        found = work.submissions.decisions_of([two.id, one.id, three.id])
        assert {own: [made.n for made in every] for own, every in found.items()} == {one.id: [1, 2], two.id: [1]}
        assert found[one.id] == work.submissions.decisions(one.id)
