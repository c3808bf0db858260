"""Submissions: added once, found by whatever a person types, claimed by one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from intake.domain.submission import Timestamps
from intake.store import SqlStore, open_store
from tests.store.values import (
    arrive,
    at,
    claim,
    contribution,
    decide,
    delivery,
    digest,
    mark_read,
    read,
    stored,
    verdict,
)


def test_references_count_per_group_and_year(store: SqlStore) -> None:
    one, two = stored(store, "one", "two")
    (other,) = stored(store, "one", group="dcc")
    assert [each.reference for each in (one, two, other)] == ["MV-26-0001", "MV-26-0002", "DCC-26-0001"]


def test_the_same_mail_of_a_group_is_known(store: SqlStore) -> None:
    (one,) = stored(store, "one")
    (again,) = stored(store, "one")
    assert again == one
    with store.read() as work:
        assert work.submissions.get(one.id) == one
        assert work.submissions.by_raw(digest("one")) == [one]


def test_the_same_mail_is_taken_once_however_often_it_comes(store: SqlStore, database_url: str) -> None:
    second, start = open_store(database_url), Barrier(8)

    def take(worker: int) -> int:
        start.wait()
        return stored(second if worker % 2 else store, "one")[0].id

    with ThreadPoolExecutor(8) as workers:
        assert len(set(workers.map(take, range(8)))) == 1
    second.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1", True),
        ("MV-26-0001", True),
        ("mv-26-0001 ", True),
        ("JCA-MV-Doc-012", True),
        ("jca-mv-doc-012", True),
        ("2", False),
        ("MV-26-0002", False),
        ("9" * 30, False),
        ("", False),
        ("MV\0\udc80", False),
        ("\N{ARABIC-INDIC DIGIT ONE}", False),
    ],
)
def test_a_submission_is_found_by_what_a_person_types(store: SqlStore, typed: str, found: bool) -> None:
    (one,) = read(store, "one")
    with store.write() as work:
        work.contributions.add(contribution(one, 12))
    with store.read() as work:
        assert work.submissions.find(typed) == (one if found else None)


def test_an_unknown_submission_is_a_key_error(store: SqlStore) -> None:
    with pytest.raises(KeyError), store.read() as work:
        work.submissions.get(1)


def test_submissions_are_listed_in_order_of_arrival(store: SqlStore) -> None:
    one, two, three = stored(store, "one", "two", "three")
    (other,) = stored(store, "one", group="dcc")
    with store.read() as work:
        assert work.submissions.listed() == [one, two, three, other]
        assert work.submissions.listed(group="mv", limit=2, after=one.id) == [two, three]


def test_what_is_on_hold_is_listed_by_time_of_receipt(store: SqlStore) -> None:
    one, two, three = stored(store, "one", "two", "three")
    (other,) = stored(store, "one", group="dcc")
    decide(store, one.id, verdict("hold"))
    decide(store, two.id, verdict("accept"))
    decide(store, other.id, verdict("hold"))
    with store.write() as work:
        work.submissions.received(
            other.id, at=at(-5), evidence="trusted-received", stamps=Timestamps(first_seen=at(9), given=at(-5))
        )
    with store.read() as work:
        assert [(one.id, last.submission) for one, last in work.submissions.held()] == [
            (other.id, other.id),
            (one.id, one.id),
        ]
        assert work.submissions.get(three.id).disposition is None


def test_questions_that_wait_are_found_with_where_they_lie(store: SqlStore) -> None:
    one, two, held, settled = read(store, "one", "two", "held", "settled")
    for submission, disposition in ((two, "question"), (one, "question"), (held, "hold"), (settled, "question")):
        decide(store, submission.id, verdict(disposition))  # type: ignore[arg-type]
    decide(store, settled.id, verdict("ignore"), n=2)
    with store.write() as work:
        for uid, of in ((1, one), (2, one), (3, two)):
            work.deliveries.add(delivery(uid, submission=of.id, raw=of.raw))
        work.deliveries.add(replace(delivery(0, submission=two.id), key="file:two/mv", account="", folder=""))
        assert [each.id for each in work.submissions.questions()] == [one.id, two.id]
        here = work.deliveries.in_folder([one.id, two.id, held.id], "jca", "INBOX")
        assert {name: [at.uid for at in there] for name, there in here.items()} == {one.id: [1, 2], two.id: [3]}
        assert work.deliveries.in_folder([one.id], "jca", "Other") == {}
        assert {of.reference for of in work.submissions.some([one.id, two.id, 4711]).values()} == {
            one.reference,
            two.reference,
        }


def test_an_earlier_time_of_receipt_is_taken_over(store: SqlStore) -> None:
    (one,) = stored(store, "one")
    stamps = Timestamps(first_seen=at(9), trusted_received=at(-5))
    with store.write() as work:
        work.submissions.received(one.id, at=at(-5), evidence="trusted-received", stamps=stamps)
        changed = work.submissions.get(one.id)
    assert (changed.received_at, changed.received_evidence, changed.stamps) == (at(-5), "trusted-received", stamps)


def test_a_batch_is_claimed_in_order_of_receipt(store: SqlStore) -> None:
    with store.write() as work:
        late, early = arrive(work, "late", received=9), arrive(work, "early", received=1)
        arrive(work, "third", received=20)
        claimed = claim(work, "stored", limit=2)
        assert [(one.id, one.attempts) for one in claimed] == [(early.id, 1), (late.id, 1)]
        assert [one.source for one in claim(work, "stored")] == ["mail third"]
        assert claim(work, "stored") == []


def test_only_the_group_that_is_asked_for_is_claimed(store: SqlStore) -> None:
    stored(store, "one")
    stored(store, "one", group="dcc")
    with store.write() as work:
        claimed = work.submissions.claim("stored", now=at(0), until=at(60), token="t", limit=9, group="dcc")
        assert [one.group for one in claimed] == ["dcc"]


def test_a_claim_runs_out_and_its_result_is_dropped(store: SqlStore) -> None:
    (one,) = stored(store, "one")
    with store.write() as work:
        claim(work, "stored", token="first")
        assert claim(work, "stored", now=59, token="second") == []
        assert [each.attempts for each in claim(work, "stored", now=60, token="second")] == [2]
        assert not mark_read(work, one.id, "first")
        assert not work.submissions.mark_failed(one.id, token="first", next_try=at(0), alone=True, back_to="stored")
        assert not work.submissions.merge(one.id, into=one.id, token="first")
        work.submissions.release(one.id, token="first")
        assert mark_read(work, one.id, "second")
        assert not mark_read(work, one.id, "second")


def test_what_was_tried_before_is_claimed_alone_in_its_turn(store: SqlStore) -> None:
    stored(store, "one", "two", "three")
    with store.write() as work:
        assert len(claim(work, "stored")) == 3
        fourth = arrive(work, "four", received=-1)
        assert [one.id for one in claim(work, "stored", now=60)] == [fourth.id]
        assert [one.source for one in claim(work, "stored", now=60)] == ["mail one"]
        assert [one.source for one in claim(work, "stored", now=60)] == ["mail two"]


def test_what_could_not_be_read_is_claimed_again_only_when_no_other_waits(store: SqlStore) -> None:
    (one,) = stored(store, "one")
    with store.write() as work:
        claim(work, "stored")
        work.submissions.mark_failed(one.id, token="token", next_try=at(5), alone=False, back_to="stored")
        arrive(work, "later", received=50)
        arrive(work, "latest", received=51)
        assert [each.source for each in claim(work, "stored", now=60, limit=1)] == ["mail later"]
        assert [each.source for each in claim(work, "stored", now=60)] == ["mail latest"]
        assert [(each.source, each.attempts) for each in claim(work, "stored", now=60)] == [("mail one", 2)]


def test_what_could_not_be_decided_is_claimed_in_its_turn(store: SqlStore) -> None:
    one, _ = read(store, "one", "two")
    with store.write() as work:
        claim(work, "read", limit=1)
        work.submissions.mark_failed(one.id, token="token", next_try=at(5), alone=False, back_to="read")
        assert [each.id for each in claim(work, "read", now=60)] == [one.id]


def test_reading_done_the_attempts_start_anew(store: SqlStore) -> None:
    (one,) = stored(store, "one")
    with store.write() as work:
        claim(work, "stored")
        work.submissions.mark_failed(one.id, token="token", next_try=at(5), alone=True, back_to="stored")
        claim(work, "stored", now=5)
        assert mark_read(work, one.id, "token", content="c")
        done = work.submissions.get(one.id)
    assert (done.state, done.attempts, done.failures, done.next_try) == ("read", 0, 0, None)
    assert (done.content, done.sender) == ("c", "ada@example.org")


@pytest.mark.parametrize("back_to", ["stored", "read"])
def test_what_failed_is_tried_again_when_it_is_due(store: SqlStore, back_to: str) -> None:
    (one,) = read(store, "one")
    with store.write() as work:
        claim(work, "read")
        for alone, failures in ((False, 0), (True, 1), (True, 2)):
            assert work.submissions.mark_failed(one.id, token="token", next_try=at(60), alone=alone, back_to=back_to)
            failed = work.submissions.get(one.id)
            assert (failed.state, failed.failures, failed.next_try) == ("failed", failures, at(60))
            assert work.submissions.count("failed") == 1
            assert work.submissions.failed() == [failed]
            assert work.submissions.next_due(back_to) == work.submissions.next_due("failed") == at(60)  # type: ignore[arg-type]
            assert claim(work, back_to, now=59) == []
            (again,) = claim(work, back_to, now=60)
            assert (again.state, again.failures, again.next_try) == (back_to, failures, None)
            assert work.submissions.failed() == []


@pytest.mark.parametrize(
    ("waited", "first"),
    [pytest.param(299, "new", id="lets others go first"), pytest.param(300, "failed", id="has waited for long")],
)
def test_what_could_not_be_read_lets_others_go_first_for_minutes(store: SqlStore, waited: float, first: str) -> None:
    with store.write() as work:
        failed = arrive(work, "failed")
        claim(work, "stored")
        assert work.submissions.mark_failed(failed.id, token="token", next_try=at(5), alone=False, back_to="stored")
        new = arrive(work, "new", received=1)
        order = [claim(work, "stored", now=5 + waited), claim(work, "stored", now=5 + waited)]
    assert [[one.id for one in each] for each in order] == (
        [[new.id], [failed.id]] if first == "new" else [[failed.id], [new.id]]
    )


def test_a_claim_given_up_does_not_count(store: SqlStore) -> None:
    (one,) = stored(store, "one")
    with store.write() as work:
        claim(work, "stored")
        work.submissions.release(one.id, token="token")
        assert work.submissions.get(one.id).attempts == 0
        assert len(claim(work, "stored")) == 1


def test_the_claims_of_processes_that_are_gone_are_freed(store: SqlStore) -> None:
    stored(store, "one", "two")
    with store.write() as work:
        claim(work, "stored", limit=1)
        assert work.submissions.release_all() == 1
        assert work.submissions.release_all() == 0
        assert [one.attempts for one in claim(work, "stored")] == [2]


def test_the_counts_and_the_next_due_one(store: SqlStore) -> None:
    with store.write() as work:
        assert work.submissions.next_due("stored") is None
        arrive(work, "one", stored=3)
        arrive(work, "two", stored=5)
        assert work.submissions.next_due("stored") == at(3)
        claim(work, "stored", now=10)
        assert work.submissions.next_due("stored") == at(70)
        counts = {state: work.submissions.count(state) for state in ("stored", "read", "decided", "failed")}
    assert counts == {"stored": 2, "read": 0, "decided": 0, "failed": 0}


@pytest.mark.parametrize(
    ("group", "received", "since", "waits"),
    [("mv", 10, -1, True), ("mv", 0, -1, False), ("mv", 10, 0, False), ("dcc", 10, -1, False)],
    ids=["earlier", "not earlier", "stored too long ago", "other group"],
)
def test_an_earlier_mail_that_is_not_read_is_waited_for(
    store: SqlStore, group: str, received: float, since: float, waits: bool
) -> None:
    stored(store, "one")
    with store.write() as work:
        assert work.submissions.earlier_unread(group, at(received), at(since)) is waits
        (one,) = claim(work, "stored")
        assert mark_read(work, one.id, "token")
        assert not work.submissions.earlier_unread(group, at(received), at(since))


def test_each_is_handed_to_exactly_one_worker(store: SqlStore, database_url: str) -> None:
    mails = stored(store, *range(60))
    second, start = open_store(database_url), Barrier(6)

    def work_off(worker: int) -> list[int]:
        start.wait()
        own, taken = (second if worker % 2 else store), list[int]()
        while True:
            with own.write() as work:
                claimed = claim(work, "stored", token=f"worker {worker}", limit=7)
            if not claimed:
                return taken
            taken += [one.id for one in claimed]

    with ThreadPoolExecutor(6) as workers:
        taken = [one for each in workers.map(work_off, range(6)) for one in each]
    second.close()
    assert sorted(taken) == [one.id for one in mails]


def test_the_same_content_by_another_path_is_merged(store: SqlStore) -> None:
    with store.write() as work:
        one, two = arrive(work, "one", uid=1), arrive(work, "two", uid=2)
        claim(work, "stored")
        assert mark_read(work, one.id, "token", content="same")
        assert mark_read(work, two.id, "token", content="same")
        assert work.submissions.by_content("mv", "same") is None
    decide(store, one.id, verdict("accept"))
    with store.write() as work:
        winner = work.submissions.by_content("mv", "same")
        assert winner is not None
        assert winner.id == one.id
        claim(work, "read")
        assert work.submissions.merge(two.id, into=one.id, token="token")
        assert [(each.uid, each.state) for each in work.deliveries.of(one.id)] == [(1, "taken"), (2, "linked")]
        assert work.deliveries.of(two.id) == []
        assert work.submissions.by_raw(digest("two")) == []
        three = arrive(work, "three")
    assert three.id > two.id, "an id that the log may name never comes back"


def test_one_content_is_decided_once_in_a_group(store: SqlStore) -> None:
    with store.write() as work:
        mails = [arrive(work, "one"), arrive(work, "two"), arrive(work, "one", group="dcc")]
        for one in claim(work, "stored"):
            assert mark_read(work, one.id, "token", content="same")
    decide(store, mails[0].id, verdict("accept"))
    decide(store, mails[2].id, verdict("accept"))
    with pytest.raises(Exception, match=r"(?i)unique") as caught:
        decide(store, mails[1].id, verdict("accept"))
    assert not store.is_outage(caught.value)


def test_the_first_mail_of_an_address(store: SqlStore) -> None:
    one, two = read(store, "one", "two")
    with store.read() as work:
        (sender,) = {work.submissions.get(each.id).sender for each in (one, two)}
        assert work.submissions.first_of([sender, "nobody@example.org"]) == {sender: one.id}
        assert work.submissions.first_of([]) == {}
