"""What people ask about one mail: its corrections, its sender's past, letters about it."""

from dataclasses import replace

from intake.domain.debt import NewDebt
from intake.ports import SenderPast
from intake.store import SqlStore
from tests.store.values import NOON, arrive, at, claim, decide, digest, document, letter, mark_read, read, verdict


def test_a_sender_who_never_wrote_has_no_past(store: SqlStore) -> None:
    (first,) = read(store, "one")
    with store.read() as work:
        assert work.stories.past_of(first) == SenderPast()
        assert work.stories.past_of(replace(first, sender="")) == SenderPast()


def test_the_past_of_a_sender_is_what_came_before_to_the_same_group(store: SqlStore) -> None:
    one, two, three, four = read(store, "one", "two", "three", "four")
    read(store, "elsewhere", group="dcc")
    decide(store, one.id, verdict("accept", document()))
    decide(store, two.id, verdict("hold", document("b.docx")))
    decide(store, four.id, verdict("accept", document("d.docx")))
    with store.read() as work:
        past = work.stories.past_of(three)
    assert (past.mails, past.accepted) == (2, 1)
    assert past.last is not None
    assert past.last.reference == two.reference


def test_the_mails_that_corrected_a_return_are_found(store: SqlStore) -> None:
    returned, first, other = read(store, "returned", "first", "other")
    decide(store, returned.id, verdict("return", document()))
    decide(store, first.id, verdict("accept", document("b.docx"), corrects=returned.reference))
    decide(store, other.id, verdict("accept", document("c.docx")))
    with store.read() as work:
        assert [one.id for one in work.stories.corrections_of(returned.reference)] == [first.id]
        assert work.stories.corrections_of(first.reference) == []


def test_letters_are_found_by_their_topics(store: SqlStore) -> None:
    with store.write() as work:
        for topic in ("ask:mv:a:MV-26-0001", "ask:mv:b:MV-26-0001", "ask:mv:a:MV-26-0002"):
            work.debts.owe(NewDebt(topic, "alert", "smtp", NOON, letter("why"), group="mv", topic=topic))
    with store.read() as work:
        found = work.stories.letters_of(["ask:mv:b:MV-26-0001", "ask:mv:a:MV-26-0001", "ask:mv:c:MV-26-0001"])
        assert [one.key for one in found] == ["ask:mv:a:MV-26-0001", "ask:mv:b:MV-26-0001"]
        assert work.stories.letters_of([]) == []


def test_when_a_mail_was_read_is_known_by_its_reading(store: SqlStore) -> None:
    with store.write() as work:
        mail = arrive(work, "one")
        claim(work, "stored")
        mark_read(work, mail.id, "token")
        work.messages.add_reading(mail.raw, "1", digest("reading"), at(5))
    with store.read() as work:
        assert work.stories.read_at(mail.raw, digest("reading")) == at(5)
        assert work.stories.read_at(mail.raw, digest("another")) is None


def test_the_mails_that_wait_before_and_after_one_are_those_of_the_groups(store: SqlStore) -> None:
    mails = read(store, "one", "two", "three", "four")
    (other,) = read(store, "other", group="dcc")
    for one, disposition in zip((*mails, other), ("hold", "accept", "question", "hold", "hold"), strict=True):
        decide(store, one.id, verdict(disposition, document(f"{one.id}.docx")))  # type: ignore[arg-type]
    first, two, three, four = (each.reference for each in mails)
    with store.read() as work:
        assert work.stories.waiting_beside(mails[0], ["mv"]) == ("", three)
        assert work.stories.waiting_beside(mails[1], ["mv"]) == (first, three)
        assert work.stories.waiting_beside(mails[2], ["mv"]) == (first, four)
        assert work.stories.waiting_beside(mails[3], ["mv"]) == (three, "")
        assert work.stories.waiting_beside(mails[3], []) == ("", "")
        assert work.stories.waiting_beside(mails[0], ["mv", "dcc"]) == ("", other.reference)
    assert two == mails[1].reference
