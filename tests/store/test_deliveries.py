"""The ledger of appearances."""

import pytest

from intake.domain.verdict import Disposition
from intake.store import SqlStore
from tests.store.values import NOON, at, claim, decide, delivery, digest, read, stored, verdict


def test_a_delivery_is_recorded_once(store: SqlStore) -> None:
    with store.write() as work:
        first = work.deliveries.add(delivery(1))
        assert first is not None
        assert work.deliveries.add(delivery(1)) is None
        assert work.deliveries.by_key("imap:jca/INBOX/7/1") == first
        assert work.deliveries.by_key("imap:jca/INBOX/7/2") is None


def test_the_uids_above_one_are_known(store: SqlStore) -> None:
    with store.write() as work:
        for uid in (3, 5, 9):
            work.deliveries.add(delivery(uid))
        assert work.deliveries.known_uids("jca", "INBOX", 7, above=3) == {5, 9}
        assert work.deliveries.known_uids("jca", "INBOX", 8, above=0) == set()


def test_a_folder_is_remembered(store: SqlStore) -> None:
    with store.write() as work:
        assert work.deliveries.folder("jca", "INBOX") is None
        work.deliveries.set_base("jca", "INBOX", at(-60))
        assert work.deliveries.folder("jca", "INBOX") is None
        assert work.deliveries.polled_at("jca", "INBOX") is None
        work.deliveries.set_folder("jca", "INBOX", 7, 12, at(1))
        work.deliveries.set_folder("jca", "INBOX", 7, 15, at(2))
        assert work.deliveries.folder("jca", "INBOX") == (7, 15)
        assert work.deliveries.base("jca", "INBOX") == at(-60)
        assert work.deliveries.polled_at("jca", "INBOX") == at(2)
        assert work.deliveries.base("jca", "Archive") is None


def test_the_account_of_a_folder_adds_up(store: SqlStore) -> None:
    dispositions: list[Disposition] = ["accept", "return", "hold", "question", "ignore"]
    ready = read(store, *dispositions)
    waiting = stored(store, "stored", "will fail")
    with store.write() as work:
        for uid, one in enumerate([*ready, *waiting], start=1):
            work.deliveries.add(delivery(uid, submission=one.id, raw=one.raw))
        for uid, state in ((21, "before-base"), (22, "vanished"), (23, "linked")):
            work.deliveries.add(delivery(uid, state=state))
        [first, second] = claim(work, "stored")
        work.submissions.release(first.id, token="token")
        work.submissions.mark_failed(second.id, token="token", next_try=at(60), alone=True, back_to="stored")
        assert first.source == "mail stored"
    for one, disposition in zip(ready, dispositions, strict=True):
        decide(store, one.id, verdict("hold"))
        decide(store, one.id, verdict(disposition), n=2)
    with store.read() as work:
        assert work.deliveries.account_of() == {
            ("jca", "INBOX"): {
                "seen": 10,
                "before-base": 1,
                "vanished": 1,
                "linked": 1,
                "waiting": 1,
                "failed": 1,
                "accepted": 1,
                "returned": 1,
                "held": 1,
                "question": 1,
                "ignored": 1,
            }
        }


def test_the_account_names_a_mailbox_none_of_whose_mails_was_seen_yet(store: SqlStore) -> None:
    with store.read() as work:
        account = work.deliveries.account_of([("quiet", "INBOX")])
    assert set(account) == {("quiet", "INBOX")}
    assert set(account["quiet", "INBOX"].values()) == {0}


@pytest.mark.parametrize("key", ["imap:a\0b/INBOX/1/1", "imap:a\udc80b/INBOX/1/1"])
def test_a_key_that_no_database_can_hold_is_known_again(store: SqlStore, key: str) -> None:
    with store.write() as work:
        assert work.deliveries.add(delivery(1, key=key)) is not None
        assert work.deliveries.add(delivery(1, key=key)) is None


def test_a_message_and_its_reading_are_recorded_once(store: SqlStore) -> None:
    with store.write() as work:
        for blob in ("first", "second"):
            work.messages.add(digest("one"), 10, partial=False, now=NOON)
            work.messages.add_reading(digest("one"), "1", blob, NOON)
        assert work.messages.reading(digest("one"), "1") == "first"
        assert work.messages.reading(digest("one"), "2") is None
