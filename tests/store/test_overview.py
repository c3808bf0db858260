"""What the desk looks up at one glance, on both databases."""

from dataclasses import replace

from intake.domain.verdict import Finding, Verdict
from intake.ports import Came, ReadFolder
from intake.store import SqlStore
from tests.store.values import NOON, arrive, at, contribution, decide, read, stored, verdict

REPAIR = Finding("COV-004", "repair", "all", 0)


def complete(*findings: Finding, meeting: str = "m1") -> Verdict:
    return replace(verdict("accept"), findings=findings, meeting=meeting)


def test_the_oldest_that_wait_are_found_by_group(store: SqlStore) -> None:
    mine = read(store, "one", "two", "three")
    (other,) = read(store, "other", group="dcc")
    for one in (*mine, other):
        decide(store, one.id, verdict("hold"))
    with store.read() as work:
        found = work.submissions
        assert [one.id for one, _ in found.open(["mv"])] == [one.id for one in mine]
        assert [one.id for one, _ in found.open(["mv", "dcc"], 2)] == [mine[0].id, other.id]
        assert [one.id for one, _ in found.open(most=1)] == [mine[0].id]
        assert found.open([]) == []
        assert (found.open_count(), found.open_count(["dcc"]), found.open_count([])) == (4, 1, 0)


def test_mailboxes_are_known_with_their_last_poll(store: SqlStore) -> None:
    with store.write() as work:
        work.deliveries.read_only([("mv", "INBOX", "mv"), ("dcc", "INBOX", "dcc")], since=NOON)
        work.deliveries.set_folder("mv", "INBOX", 7, 1, at(5))
        work.deliveries.set_folder("gone", "INBOX", 7, 1, at(5))
    with store.read() as work:
        assert work.overview.folders() == [
            ReadFolder("dcc", "INBOX", "dcc", None),
            ReadFolder("mv", "INBOX", "mv", at(5)),
        ]


def test_the_last_mails_come_first(store: SqlStore) -> None:
    """By their time of receipt: what was found later may have come earlier."""
    one, two = stored(store, "one", "two")
    with store.write() as work:
        other = arrive(work, "other", group="dcc", received=9)
        early = arrive(work, "early", received=-9)
    with store.read() as work:
        assert [each.id for each in work.overview.latest(None, 2)] == [other.id, two.id]
        assert [each.id for each in work.overview.latest(["mv"], 5)] == [two.id, one.id, early.id]
        assert work.overview.latest([], 5) == []


def test_what_is_not_decided_for_long_is_counted(store: SqlStore) -> None:
    with store.write() as work:
        arrive(work, "old", stored=0)
        arrive(work, "new", stored=400)
        failed = arrive(work, "failed", stored=0)
        (mail,) = [
            one
            for one in work.submissions.claim("stored", now=at(1), until=at(60), token="t", limit=9)
            if one.id == failed.id
        ]
        work.submissions.mark_failed(mail.id, token="t", next_try=at(900), alone=True, back_to="stored")
    with store.read() as work:
        assert work.overview.undecided(at(300)) == 1
        assert work.overview.undecided(at(500)) == 2


def test_the_documents_of_a_meeting_are_found_as_they_came(store: SqlStore) -> None:
    one, two, gone = read(store, "one", "two", "gone")
    with store.write() as work:
        work.contributions.add(replace(contribution(two, 1), meeting="was-m1"))
        work.contributions.add(contribution(one, 2))
        drawn = work.contributions.add(contribution(gone, 3))
        work.contributions.withdraw(drawn.id, NOON)
    with store.read() as work:
        found = work.overview.came_for("mv", ["m1", "was-m1"])
        assert found == [Came(one.received_at, one.source), Came(two.received_at, two.source)]
        assert work.overview.came_for("mv", ["m2"]) == []
        assert work.overview.came_for("dcc", ["m1"]) == []


def test_mails_with_something_to_complete_are_found(store: SqlStore) -> None:
    one, two, done, other = read(store, "one", "two", "done", "other")
    decide(store, one.id, complete(REPAIR))
    decide(store, two.id, complete())
    decide(store, done.id, complete(REPAIR))
    decide(store, done.id, complete(), n=2)
    decide(store, other.id, complete(REPAIR, meeting="m2"))
    with store.read() as work:
        assert work.overview.to_complete("mv", ["m1"], 10) == [one.id]
        assert work.overview.to_complete("mv", ["m1", "m2"], 1) == [one.id]


def test_each_machine_leaves_its_last_sign_of_life(store: SqlStore) -> None:
    with store.read() as work:
        assert work.beats.last() == {}
    for host, seconds in (("one", 0), ("two", 5), ("one", 15)):
        with store.write() as work:
            work.beats.beat(host, at(seconds))
    with store.read() as work:
        assert work.beats.last() == {"one": at(15), "two": at(5)}
