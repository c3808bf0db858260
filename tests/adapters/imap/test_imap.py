"""What every IMAP server must be able to do for us: one contract, on pymap in this process, on Dovecot and on Cyrus."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from imapclient.exceptions import IMAPClientError

from intake.adapters.imap.connection import connect, log_out
from intake.adapters.imap.folders import naming
from intake.adapters.imap.mailbox import ImapMailbox
from intake.ports import Filed, MailSource, Waiting
from tests.servers.fixtures import Mailbox

DEADLINE = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)
EVERY_BYTE = bytes(set(range(1, 256)) - set(b"\r\n"))


def mail(number: int, body: str = "words") -> bytes:
    return f"Message-ID: <{number}@example.org>\r\nSubject: contribution {number}\r\n\r\n{body}\r\n".encode()


@pytest.fixture
def box(mailbox: Mailbox) -> Iterator[ImapMailbox]:
    source = ImapMailbox(mailbox.endpoint)
    yield source
    source.close()


def raw_mails(mailbox: Mailbox, folder: str) -> dict[bytes, tuple[bytes, ...]]:
    """What lies in a folder, as another mail program sees it: bytes and flags."""
    client = connect(mailbox.endpoint)
    try:
        client.select_folder(naming(client).on_server(folder), readonly=True)
        told = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS"])
        return {answer[b"BODY[]"]: answer[b"FLAGS"] for answer in told.values()}
    finally:
        log_out(client)


def test_it_is_a_mail_source(box: ImapMailbox, mailbox: Mailbox) -> None:
    source: MailSource = box
    assert (source.account, source.folder) == (mailbox.endpoint.user, "INBOX")


def test_an_empty_folder_has_a_state_and_no_mails(box: ImapMailbox) -> None:
    state = box.open()
    assert (state.messages, box.uids(), box.uids(above=state.uidnext)) == (0, [], [])
    assert state.uidvalidity > 0
    assert (box.look([]), box.fetch([]), box.fetch_headers(99)) == ([], {}, None)


def test_what_lies_there_is_listed_in_order_and_only_above_the_mark(box: ImapMailbox, mailbox: Mailbox) -> None:
    for number in range(3):
        mailbox.deliver(mail(number))
    assert box.open().messages == 3
    first, second, third = box.uids()
    assert first < second < third
    assert box.uids(above=first) == [second, third]
    assert box.uids(above=third) == []
    assert box.uids(above=third + 1000) == []


def test_the_time_of_delivery_is_told_in_utc_whatever_its_zone(box: ImapMailbox, mailbox: Mailbox) -> None:
    mailbox.deliver(mail(1), DEADLINE)
    mailbox.deliver(mail(2), datetime(2026, 7, 1, 14, tzinfo=timezone(timedelta(hours=9))))
    seen = box.look(box.uids())
    assert [one.internaldate for one in seen] == [DEADLINE, datetime(2026, 7, 1, 5, tzinfo=UTC)]
    assert all(one.internaldate is not None and one.internaldate.tzinfo is UTC for one in seen)
    assert [one.size for one in seen] == [len(mail(1)), len(mail(2))]


@pytest.mark.parametrize("content", [
    pytest.param(mail(1), id="plain"),
    pytest.param(b"Subject: \xfc\xff\x80 raw bytes\r\n\r\n" + EVERY_BYTE + b"\r\n", id="8-bit"),
    pytest.param(b"no header at all", id="no-header"),
    pytest.param(b"Subject: big\r\n\r\n" + b"0123456789abcdef" * 4 + b"\r\n" + b"x" * 3_000_000 + b"\r\n", id="3-MB"),
    pytest.param(b"A: b\r\n\r\n* 5 EXISTS\r\n) UID 5 BODY[] {3}\r\nA001 OK done\r\n", id="looks-like-imap"),
])  # fmt: skip
def test_the_bytes_come_as_they_lie_there(box: ImapMailbox, mailbox: Mailbox, content: bytes) -> None:
    if mailbox.kind == "cyrus" and b":" not in content:
        with pytest.raises(IMAPClientError, match="invalid header"):
            mailbox.deliver(content)
        return
    mailbox.deliver(content)
    (uid,) = box.uids()
    assert box.fetch([uid]) == {uid: content}


def test_looking_and_fetching_leave_a_mail_unread(box: ImapMailbox, mailbox: Mailbox) -> None:
    mailbox.deliver(mail(1))
    (uid,) = box.uids()
    box.look([uid])
    box.fetch([uid])
    assert box.fetch_headers(uid) == b"Message-ID: <1@example.org>\r\nSubject: contribution 1\r\n\r\n"
    (flags,) = raw_mails(mailbox, "INBOX").values()
    assert b"\\Seen" not in flags


def test_marking_as_seen_is_what_a_mail_program_would_see(box: ImapMailbox, mailbox: Mailbox) -> None:
    mailbox.deliver(mail(1))
    (uid,) = box.uids()
    assert box.mark_seen([uid]) == {}
    (flags,) = raw_mails(mailbox, "INBOX").values()
    assert b"\\Seen" in flags
    assert box.mark_seen([uid + 7]) == {}


def test_a_mail_is_moved_once_into_a_folder_that_is_made(box: ImapMailbox, mailbox: Mailbox) -> None:
    mailbox.deliver(mail(1))
    mailbox.deliver(mail(2))
    first, second = box.uids()
    assert box.move([first], "Intake/Taken") == {}
    assert box.move([first], "Intake/Taken") == {}
    assert box.uids() == [second]
    assert list(raw_mails(mailbox, "Intake/Taken")) == [mail(1)]
    assert list(raw_mails(mailbox, "INBOX")) == [mail(2)]


def test_a_mail_that_somebody_moved_meanwhile_is_gone(box: ImapMailbox, mailbox: Mailbox) -> None:
    for number in range(3):
        mailbox.deliver(mail(number))
    one, two, three = box.uids()
    person = ImapMailbox(mailbox.endpoint)
    person.move([two], "Elsewhere")
    person.close()
    fetched = box.fetch([one, two, three])
    # a server may give the bytes until it has told of the removal, but nothing else in their place
    assert fetched.pop(two, mail(1)) == mail(1)
    assert fetched == {one: mail(0), three: mail(2)}
    assert box.move([two], "Intake/Taken") == {}
    assert [seen.uid for seen in box.look([one, two, three]) if seen.internaldate is not None] == [one, three]
    assert box.fetch_headers(two) is None


def test_many_mails_are_asked_for_in_bounded_pieces(
    box: ImapMailbox, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.adapters.imap.fetch.AT_ONCE", 20)
    client = connect(mailbox.endpoint)
    # with flags: without them IMAPClient writes two spaces between mails, which Cyrus does not read
    client.multiappend("INBOX", [{"msg": mail(number), "flags": ()} for number in range(45)])
    log_out(client)
    uids = box.uids()
    assert len(uids) == 45
    assert [one.uid for one in box.look(uids)] == uids
    assert list(box.fetch(uids).values()) == [mail(number) for number in range(45)]


def test_a_copy_is_appended_once_found_and_dated(box: ImapMailbox, mailbox: Mailbox) -> None:
    assert box.find("Intake/Sent", ["<7@example.org>"]) == set()
    assert box.append("Intake/Sent", [Filed(mail(7), ("\\Seen",), DEADLINE)]) == {}
    asked = ["<7@example.org>", "7@example.org", "<8@example.org>", '<" UNSEEN "@example.org>']
    assert box.find("Intake/Sent", asked) == {"<7@example.org>", "7@example.org"}
    ((content, flags),) = raw_mails(mailbox, "Intake/Sent").items()
    assert content == mail(7)
    assert b"\\Seen" in flags
    sent = ImapMailbox(mailbox.endpoint, "Intake/Sent")
    assert [one.internaldate for one in sent.look(sent.uids())] == [DEADLINE]
    sent.close()


def test_many_mails_are_moved_and_filed_at_once(box: ImapMailbox, mailbox: Mailbox) -> None:
    for number in range(5):
        mailbox.deliver(mail(number))
    first, *rest = box.uids()
    person = ImapMailbox(mailbox.endpoint)
    person.move([rest[1]], "Elsewhere")
    person.close()
    assert box.move(rest, "Intake/Taken") == {}
    assert box.uids() == [first]
    assert sorted(raw_mails(mailbox, "Intake/Taken")) == [mail(1), mail(3), mail(4)]
    copies = [Filed(mail(number), ("\\Seen",), DEADLINE) for number in range(20, 50)]
    assert box.append("Intake/Sent", copies) == {}
    assert list(raw_mails(mailbox, "Intake/Sent")) == [mail(number) for number in range(20, 50)]
    assert all(b"\\Seen" in flags for flags in raw_mails(mailbox, "Intake/Sent").values())


def test_after_finding_elsewhere_the_own_folder_is_still_the_one(box: ImapMailbox, mailbox: Mailbox) -> None:
    mailbox.deliver(mail(1))
    box.append("Intake/Sent", [Filed(mail(7), (), DEADLINE)])
    (uid,) = box.uids()
    box.find("Intake/Sent", ["<7@example.org>"])
    assert box.fetch([uid]) == {uid: mail(1)}


def test_idle_ends_with_the_time_when_nothing_comes(box: ImapMailbox) -> None:
    box.open()
    box.uids()
    started = time.monotonic()
    assert not box.idle(0.2)
    assert 0.2 <= time.monotonic() - started < 5


def test_idle_ends_early_when_mail_comes(box: ImapMailbox, mailbox: Mailbox) -> None:
    box.uids()
    sender = threading.Timer(0.2, mailbox.deliver, [mail(1)])
    sender.start()
    started = time.monotonic()
    assert box.idle(30)
    assert time.monotonic() - started < 15
    sender.join()
    assert len(box.uids()) == 1
    assert not box.idle(0.1)


def test_idle_does_not_miss_mail_that_came_before_it(box: ImapMailbox, mailbox: Mailbox) -> None:
    box.uids()
    mailbox.deliver(mail(1))
    box.open()
    started = time.monotonic()
    assert box.idle(30)
    assert time.monotonic() - started < 15


@pytest.mark.parametrize("before", [True, False], ids=["rung-before", "rung-meanwhile"])
def test_another_thread_can_end_the_wait(box: ImapMailbox, before: bool) -> None:
    box.uids()
    if before:
        box.wake()
    else:
        threading.Timer(0.1, box.wake).start()
    started = time.monotonic()
    assert not box.idle(30)
    assert time.monotonic() - started < 5
    assert not box.idle(0.1)
    assert box.uids() == []


def test_a_closed_mailbox_opens_again(box: ImapMailbox, mailbox: Mailbox) -> None:
    state = box.open()
    box.close()
    box.close()
    assert box.open() == state
    assert ImapMailbox(mailbox.endpoint).probe() == state


def test_one_connection_belongs_to_one_thread(box: ImapMailbox) -> None:
    box.open()
    problems: list[str] = []

    def intrude() -> None:
        try:
            box.uids()
        except RuntimeError as error:
            problems.append(str(error))

    other = threading.Thread(target=intrude)
    other.start()
    other.join()
    assert problems == ["an IMAP connection belongs to the thread that made it"]
    assert box.uids() == []


def test_savedate_is_told_where_the_server_offers_it(dovecot_mailbox: Mailbox) -> None:
    dovecot_mailbox.deliver(mail(1), DEADLINE)
    box = ImapMailbox(dovecot_mailbox.endpoint)
    (seen,) = box.look(box.uids())
    box.close()
    assert seen.savedate is not None
    assert seen.savedate.tzinfo is UTC
    assert seen.savedate > DEADLINE
    assert seen == Waiting(seen.uid, len(mail(1)), DEADLINE, seen.savedate)


def reply(number: int, field: str = "In-Reply-To", to: str = "Ada <Ada@example.org>") -> bytes:
    ids = f"<{number}@example.org>" if field == "In-Reply-To" else f"<0@example.org>\r\n <{number}@example.org>"
    head = f"Message-ID: <r{number}@itu.int>\r\nTo: {to}\r\n{field}: {ids}\r\nSubject: Re: question\r\n"
    return f"{head}\r\nyes\r\n".encode()


def file_in_sent(mailbox: Mailbox, raw: bytes, at: datetime) -> None:
    client = connect(mailbox.endpoint)
    sent = naming(client).on_server("Sent")
    if not client.folder_exists(sent):
        client.create_folder(sent)
    client.append(sent, raw, (), at)
    log_out(client)


def test_what_people_replied_to_is_found_in_their_sent_folder(box: ImapMailbox, mailbox: Mailbox) -> None:
    mailbox.deliver(mail(1))
    state = box.open()
    assert box.replied_to(DEADLINE.date()) == {}
    file_in_sent(mailbox, reply(1), DEADLINE)
    file_in_sent(mailbox, reply(2, "References"), DEADLINE + timedelta(days=2))
    file_in_sent(mailbox, reply(3), DEADLINE - timedelta(days=30))
    file_in_sent(mailbox, b"Subject: no reply\r\n\r\nIn-Reply-To: <4@example.org>\r\n", DEADLINE)
    file_in_sent(mailbox, b"Auto-Submitted: auto-replied\r\n" + reply(6), DEADLINE)
    recent = {f"<{number}@example.org>": {"ada@example.org"} for number in (1, 2)}
    assert box.replied_to(DEADLINE.date()) == recent
    file_in_sent(mailbox, reply(5, to="b@example.org,\r\n c@example.org"), DEADLINE)
    recent |= {"<5@example.org>": {"b@example.org", "c@example.org"}}
    assert box.replied_to(DEADLINE.date()) == recent
    recent |= {"<3@example.org>": {"ada@example.org"}}
    assert box.replied_to((DEADLINE - timedelta(days=31)).date()) == recent
    assert list(box.fetch(box.uids()).values()) == [mail(1)], "the inbox is selected again"
    assert box.open() == state
