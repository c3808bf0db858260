"""Debts to the outside."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from sqlalchemy import text

from intake.domain.counts import ReceiptCounts
from intake.domain.debt import Copy, Counted, Debt, DebtKind, NewDebt, Payload, Unreadable
from intake.ports import UnitOfWork
from intake.store import SqlStore
from tests.adapters.letters.receipts import receipt
from tests.store.databases import connected
from tests.store.values import MOVE, NOON, at, decide, letter, read, verdict


@pytest.fixture
def submission(store: SqlStore) -> int:
    (one,) = read(store, "one")
    decide(store, one.id, verdict("accept"))
    return one.id


_PAYLOADS: Mapping[DebtKind, Payload] = {
    "receipt": receipt(),
    "move": MOVE,
    "copy": Copy("b", "Intake/Sent"),
    "alert": letter("a"),
}


def owe(
    work: UnitOfWork,
    submission: int,
    key: str = "receipt:1:1",
    *,
    kind: DebtKind = "receipt",
    place: str = "smtp",
    due: float = 0,
    decision: int = 1,
    counted: Counted | None = None,
    withheld: str | None = None,
    payload: Payload | None = None,
) -> bool:
    return work.debts.owe(
        NewDebt(
            key=key,
            kind=kind,
            group="mv",
            submission=submission,
            decision=decision,
            place=place,
            due_at=at(due),
            payload=payload or _PAYLOADS[kind],
            counted=counted,
            withheld=withheld,
        )
    )


def claim(work: UnitOfWork, *, place: str = "smtp", now: float = 0, token: str = "t", limit: int = 50) -> list[Debt]:
    return work.debts.claim(place, now=at(now), until=at(now + 60), token=token, limit=limit)


def test_a_debt_is_owed_once(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        assert owe(work, submission, payload=receipt(numbers=("N",), their_subject="\0\udc80"))
        assert not owe(work, submission)
        (debt,) = work.debts.of(submission)
    assert debt.payload == receipt(numbers=("N",), their_subject="\0\ufffd")
    assert (debt.state, debt.due_at, debt.place, debt.attempts) == ("owed", NOON, "smtp", 0)


@pytest.mark.parametrize("kind", _PAYLOADS)
def test_what_is_owed_comes_back_as_it_was_or_as_unreadable(
    store: SqlStore, database_url: str, submission: int, kind: DebtKind
) -> None:
    with store.write() as work:
        owe(work, submission, "sound", kind=kind)
        owe(work, submission, "spoilt", kind=kind, due=1)
    with connected(database_url) as connection:
        connection.execute(text("UPDATE debts SET payload = '{\"odd\": 1}' WHERE key = 'spoilt'"))
    with store.write() as work:
        sound, spoilt = claim(work, now=1)
    assert sound.payload == _PAYLOADS[kind]
    assert spoilt.payload == Unreadable(f"it holds no {kind} that this version can read")


def test_a_copy_of_an_earlier_version_is_that_of_a_receipt(store: SqlStore, database_url: str, submission: int) -> None:
    with store.write() as work:
        owe(work, submission, kind="copy", payload=Copy("b", "Intake/Sent", of="alert"))
        assert [one.payload for one in work.debts.of(submission)] == [Copy("b", "Intake/Sent", of="alert")]
    with connected(database_url) as connection:
        connection.execute(text("""UPDATE debts SET payload = '{"blob":"b","to":"Intake/Sent"}'"""))
    with store.read() as work:
        assert [one.payload for one in work.debts.of(submission)] == [Copy("b", "Intake/Sent", of="receipt")]


@pytest.mark.parametrize(
    ("group", "meeting"),
    [
        pytest.param("mv", "2026-05-13", id="a-meeting"),
        pytest.param("mv", None, id="a-group"),
        pytest.param("", None, id="the-installation"),
    ],
)
def test_a_debt_needs_no_mail(store: SqlStore, group: str, meeting: str | None) -> None:
    with store.write() as work:
        new = NewDebt("letter:1", "alert", "smtp", NOON, letter("ops"), group=group, meeting=meeting)
        assert work.debts.owe(new)
        assert not work.debts.owe(new)
        (debt,) = claim(work)
        assert (debt.group, debt.meeting, debt.submission, debt.decision) == (group, meeting, None, None)
        assert work.debts.freeze(debt.id, token="t", blob="b", message_id="<m@x>", now=NOON)
        assert work.debts.settle(debt.id, token="t", state="paid", now=NOON, how="smtp")
        assert work.debts.bounced(debt.id, at(1))
        assert work.debts.receipts_to("ops@x", NOON) == ReceiptCounts()


def gathered(key: str, topic: str | None = "alert:mailbox") -> NewDebt:
    return NewDebt(key, "alert", "smtp", NOON, letter(key), topic=topic)


def test_a_letter_holds_more_until_it_is_on_its_way(store: SqlStore) -> None:
    with store.write() as work:
        assert work.debts.newest("alert:mailbox") is None
        work.debts.owe(gathered("a"))
        work.debts.owe(gathered("other", topic="alert:virus"))
        work.debts.owe(gathered("none", topic=None))
        newest = work.debts.newest("alert:mailbox")
        assert newest is not None
        assert newest.key == "a"
        assert work.debts.add_to(newest.id, letter("a", "b"))
        claimed = {one.key: one for one in claim(work)}
        assert claimed["a"].payload == letter("a", "b")
        assert not work.debts.add_to(newest.id, letter("lost"))
        work.debts.freeze(newest.id, token="t", blob="b", message_id="m", now=NOON)
        work.debts.postpone(newest.id, token="t", until=at(9), note="")
        assert not work.debts.add_to(newest.id, letter("lost"))
        claim(work, now=9, token="again")
        work.debts.settle(newest.id, token="again", state="paid", now=at(9))
        assert not work.debts.add_to(newest.id, letter("lost"))
        work.debts.owe(gathered("b"))
        assert [one.key for one in (work.debts.newest("alert:mailbox"),) if one] == ["b"]


def test_a_letter_that_could_not_be_written_yet_holds_more(store: SqlStore) -> None:
    with store.write() as work:
        work.debts.owe(gathered("a"))
        (debt,) = claim(work)
        work.debts.postpone(debt.id, token="t", until=at(9), note="our mistake")
        assert work.debts.add_to(debt.id, letter("a", "b"))
        (again,) = claim(work, now=9)
    assert again.payload == letter("a", "b")


def test_debts_are_claimed_where_they_are_paid_when_they_are_due(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        for key, place, due in (("a", "smtp", 5), ("b", "imap:jca", 0), ("c", "smtp", 2), ("d", "smtp", 99)):
            owe(work, submission, key, place=place, due=due)
        assert work.debts.next_due() == NOON
        assert work.debts.next_due("smtp") == at(2)
        assert work.debts.next_due("folder") is None
        assert [(one.key, one.attempts, one.claim) for one in claim(work, now=9)] == [("c", 1, "t"), ("a", 1, "t")]
        assert claim(work, now=9) == []
        assert work.debts.next_due("smtp") == at(69)
        assert work.debts.open_count() == 4


def test_what_waits_at_a_place_is_paid_at_another(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        for key, place in (("tried", "alerts"), ("claimed", "alerts"), ("paid", "alerts"), ("other", "smtp")):
            owe(work, submission, key, place=place)
        for one in claim(work, place="alerts"):
            if one.key == "paid":
                work.debts.settle(one.id, token="t", state="paid", now=NOON)
            if one.key == "tried":
                work.debts.postpone(one.id, token="t", until=at(900), note="nothing answers")
        owe(work, submission, "later", place="alerts", due=500)
        assert (work.debts.open_count("alerts"), work.debts.open_count("smtp"), work.debts.open_count()) == (3, 1, 4)
        assert work.debts.redirect("alerts", "smtp", at(20), topic="alert:disk") == 0
        assert work.debts.redirect("alerts", "smtp", at(20)) == 3
        assert work.debts.redirect("alerts", "smtp", at(20)) == 0
        places = {one.key: one.place for one in work.debts.of(submission)}
        assert places == dict.fromkeys(("tried", "claimed", "other", "later"), "smtp") | {"paid": "alerts"}
        assert [one.key for one in claim(work, now=20)] == ["other", "tried"], "one is with its payer, one not due"


def test_a_claim_runs_out_and_its_result_is_dropped(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        owe(work, submission)
        (debt,) = claim(work, token="first")
        assert work.debts.freeze(debt.id, token="first", blob="b", message_id="<m@x>", now=at(1))
        (again,) = claim(work, now=60, token="second")
        assert (again.state, again.frozen, again.frozen_at, again.attempts) == ("sending", "b", at(1), 2)
        assert not work.debts.freeze(debt.id, token="first", blob="c", message_id="<n@x>", now=at(61))
        assert not work.debts.settle(debt.id, token="first", state="paid", now=at(61))
        assert not work.debts.postpone(debt.id, token="first", until=at(99), note="")
        assert work.debts.settle(debt.id, token="second", state="paid", now=at(62), how="smtp", note="250 ok")
        (paid,) = work.debts.of(submission)
    assert (paid.state, paid.paid_at, paid.how, paid.note, paid.frozen) == ("paid", at(62), "smtp", "250 ok", "b")


def test_frozen_bytes_stay(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        owe(work, submission)
        (debt,) = claim(work)
        assert work.debts.freeze(debt.id, token="t", blob="first", message_id="<m@x>", now=NOON)
        assert not work.debts.freeze(debt.id, token="t", blob="second", message_id="<n@x>", now=NOON)
        (debt,) = work.debts.of(submission)
    assert (debt.frozen, debt.message_id) == ("first", "<m@x>")


@pytest.mark.parametrize("state", ["paid", "refused", "unknown", "withheld"])
def test_a_settled_debt_is_never_claimed(store: SqlStore, submission: int, state: str) -> None:
    with store.write() as work:
        owe(work, submission)
        (debt,) = claim(work)
        assert work.debts.settle(debt.id, token="t", state=state, now=NOON)
        assert claim(work, now=1000) == []
        assert work.debts.next_due() is None
        assert work.debts.open_count() == 0


def test_a_postponed_debt_waits(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        owe(work, submission)
        (debt,) = claim(work)
        assert work.debts.postpone(debt.id, token="t", until=at(30), note="451 later")
        assert claim(work, now=29) == []
        (again,) = claim(work, now=30)
    assert (again.due_at, again.note, again.attempts) == (at(30), "451 later", 2)


def test_a_newer_decision_supersedes_what_is_still_owed(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        owe(work, submission, "sending", decision=1)
        (sending,) = claim(work)
        work.debts.freeze(sending.id, token="t", blob="b", message_id="m", now=NOON)
        owe(work, submission, "claimed", decision=1)
        (claimed,) = claim(work)
        owe(work, submission, "owed")
        owe(work, submission, "move", kind="move")
        owe(work, submission, "newer", decision=2)
        owe(work, submission, "withheld", withheld="cap")
        assert work.debts.supersede(submission, 2, "receipt") == 2
        assert not work.debts.freeze(claimed.id, token="t", blob="b", message_id="n", now=NOON)
        states = {one.key: one.state for one in work.debts.of(submission)}
        assert sorted(one.key for one in claim(work)) == ["move", "newer"]
    assert states == {
        "sending": "sending",
        "claimed": "superseded",
        "owed": "superseded",
        "move": "owed",
        "newer": "owed",
        "withheld": "withheld",
    }


@pytest.mark.parametrize(
    ("state", "again"), [("withheld", True), ("refused", True), ("unknown", True), ("paid", False)]
)
def test_a_person_sends_what_was_not_sent(store: SqlStore, submission: int, state: str, again: bool) -> None:
    with store.write() as work:
        owe(work, submission)
        (debt,) = claim(work)
        work.debts.settle(debt.id, token="t", state=state, now=NOON, note="why")
        work.debts.resend(debt.id, at(5), debt.place)
        assert [one.note for one in claim(work, now=5)] == ([""] if again else [])


def test_a_withheld_debt_says_why(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        assert owe(work, submission, withheld="the daily cap is reached")
        assert claim(work, now=1000) == []
        (debt,) = work.debts.of(submission)
    assert (debt.state, debt.note) == ("withheld", "the daily cap is reached")


@pytest.mark.parametrize("kept", ["<m@x>", "m@x"])
@pytest.mark.parametrize("reported", ["<m@x>", "m@x", " <m@x> "])
def test_a_bounce_finds_its_receipt(store: SqlStore, submission: int, kept: str, reported: str) -> None:
    with store.write() as work:
        owe(work, submission)
        (debt,) = claim(work)
        work.debts.freeze(debt.id, token="t", blob="b", message_id=kept, now=NOON)
        assert work.debts.by_message_id("<other@x>") is None
        assert work.debts.by_message_id("<\0\udc80@x>") is None
        found = work.debts.by_message_id(reported)
        assert found is not None
        assert work.debts.bounced(found.id, at(9))
        assert not work.debts.bounced(found.id, at(10))
        assert work.debts.reported(found.id, "delayed")
        assert not work.debts.reported(found.id, "delayed")
        assert work.debts.reported(found.id, "delivered")
        (after,) = work.debts.of(submission)
    assert (after.id, after.bounced_at, after.reported) == (debt.id, at(9), "delivered")


def test_the_receipts_of_a_day_are_counted(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        owe(work, submission, "old", due=-1, counted=Counted("Old@X"))
        owe(work, submission, "plain", counted=Counted("a@x"))
        owe(work, submission, "numbered", counted=Counted("b@x", numbered=True))
        owe(work, submission, "withheld", counted=Counted("c@x"), withheld="cap")
        owe(work, submission, "move", kind="move")
        assert work.debts.receipts_to("A@x", NOON) == ReceiptCounts(1, 0, domain=2, total=2)
        assert work.debts.receipts_to("b@x", NOON) == ReceiptCounts(0, 1, domain=2, total=2)
        assert work.debts.receipts_to("c@x", at(-1)) == ReceiptCounts(0, 0, domain=3, total=3)
        assert work.debts.receipts_to("new@y", at(1)) == ReceiptCounts()


def test_the_claims_of_processes_that_are_gone_are_freed(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        owe(work, submission, "a")
        owe(work, submission, "b")
        claim(work, limit=1)
        assert work.debts.release_all() == 1
        assert len(claim(work)) == 2


def test_each_is_handed_to_exactly_one_payer(store: SqlStore, submission: int) -> None:
    with store.write() as work:
        for number in range(40):
            owe(work, submission, str(number))
    start = Barrier(4)

    def pay(worker: int) -> list[str]:
        start.wait()
        paid = list[str]()
        while True:
            with store.write() as work:
                claimed = claim(work, token=str(worker), limit=3)
            if not claimed:
                return paid
            paid += [one.key for one in claimed]

    with ThreadPoolExecutor(4) as payers:
        paid = [key for each in payers.map(pay, range(4)) for key in each]
    assert sorted(paid) == sorted(str(number) for number in range(40))


def test_a_debt_names_its_instants_in_utc(store: SqlStore, submission: int) -> None:
    zone = datetime.fromisoformat("2026-04-30T14:00:00+02:00")
    with store.write() as work:
        work.debts.owe(NewDebt("k", "move", "p", zone, MOVE, group="mv", submission=submission, decision=1))
        (debt,) = work.debts.of(submission)
    assert (debt.due_at, debt.due_at.utcoffset()) == (NOON, NOON.utcoffset())


def test_a_time_without_a_zone_is_refused(store: SqlStore, submission: int) -> None:
    with pytest.raises(ValueError, match="without a zone"), store.write() as work:
        work.debts.resend(submission, NOON.replace(tzinfo=None), "smtp")


def test_the_first_answer_to_each_mail_is_told(store: SqlStore) -> None:
    one, two = read(store, "one", "two")
    for each in (one, two):
        decide(store, each.id, verdict("accept"))
    with store.write() as work:
        for place, (kind, paid) in enumerate([("move", 1), ("receipt", 9), ("receipt", 5)]):
            owe(work, one.id, f"debt:{place}", kind=kind)  # type: ignore[arg-type]
            (debt,) = claim(work, token=str(place))
            assert work.debts.settle(debt.id, token=str(place), state="paid", now=at(paid))
        owe(work, two.id, "debt:two")
    with store.read() as work:
        assert work.debts.first_answers([one.id, two.id, 99]) == {one.id: at(5)}
        assert work.debts.first_answers([]) == {}
