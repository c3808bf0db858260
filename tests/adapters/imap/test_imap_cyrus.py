"""What only a real Cyrus shows: two namespaces, no MOVE and no UIDPLUS, shared folders, quota, its words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from imapclient import IMAPClient

from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.connection import connect, log_out
from intake.adapters.imap.mailbox import ImapMailbox
from intake.domain.errors import LoginError, UnavailableError
from intake.ports import Filed
from tests.servers.certificates import Certificates
from tests.servers.cyrus import Cyrus
from tests.servers.fixtures import Mailbox

NOW = datetime(2026, 4, 30, tzinfo=UTC)
MAIL = b"Message-ID: <1@example.org>\r\n\r\nwords\r\n"
BIG = b"Message-ID: <2@example.org>\r\n\r\n" + b"0123456789" * 1000 + b"\r\n"


@pytest.fixture
def plain(plain_cyrus: Cyrus, server_certificates: Certificates) -> Mailbox:
    """A fresh account where folders lie beside INBOX."""
    account = plain_cyrus.account()
    authority = server_certificates.authority
    there = Endpoint("localhost", plain_cyrus.imaps_port, "tls", account.user, account.password, authority)
    return Mailbox("cyrus", there)


@pytest.fixture
def box(plain: Mailbox) -> Iterator[ImapMailbox]:
    source = ImapMailbox(plain.endpoint)
    yield source
    source.close()


@contextmanager
def administering(server: Cyrus) -> Iterator[IMAPClient]:
    """The administrator's connection."""
    client = server.administer()
    yield client
    client.shutdown()


def as_person(mailbox: Mailbox) -> IMAPClient:
    return connect(mailbox.endpoint)


def names(mailbox: Mailbox) -> list[str]:
    client = as_person(mailbox)
    found = [name for _, _, name in client.list_folders()]
    log_out(client)
    return found


def test_without_move_and_uidplus_a_mail_is_copied_and_marked_and_nothing_is_expunged(
    box: ImapMailbox, plain: Mailbox
) -> None:
    plain.deliver(MAIL)
    plain.deliver(MAIL.replace(b"<1@", b"<9@"))
    first, second = box.uids()
    client = as_person(plain)
    assert not {b"MOVE", b"UIDPLUS"} & set(client.capabilities())
    client.select_folder("INBOX")
    client.add_flags([second], [rb"\Deleted"])
    assert box.move([first], "Intake/Taken") == {}
    assert box.move([first], "Intake/Taken") == {}
    client.noop()
    assert client.search() == [first, second], "what a person marked is not expunged with ours"
    assert rb"\Deleted" in client.get_flags([first])[first]
    log_out(client)
    taken = ImapMailbox(plain.endpoint, "Intake/Taken")
    assert list(taken.fetch(taken.uids()).values()) == [MAIL], "copied once"
    taken.close()


def test_folders_lie_beside_the_inbox_or_below_it(box: ImapMailbox, plain: Mailbox, cyrus_mailbox: Mailbox) -> None:
    assert box.append("Intake/Taken", [Filed(MAIL, (), NOW)]) == {}
    below = ImapMailbox(cyrus_mailbox.endpoint)
    assert below.append("Intake/Taken", [Filed(MAIL, (), NOW)]) == {}
    below.close()
    assert "Intake/Taken" in names(plain)
    assert "INBOX.Intake.Taken" in names(cyrus_mailbox)


@pytest.mark.parametrize("name", ["Indésirables", "垃圾邮件", "Нежелательная & почта", "غير مرغوب"])
def test_a_folder_for_junk_in_any_language_is_found_by_its_attribute(
    cyrus_mailbox: Mailbox, plain: Mailbox, name: str
) -> None:
    for mailbox, on_server in ((cyrus_mailbox, f"INBOX.{name}"), (plain, name)):
        client = as_person(mailbox)
        use = ("CREATE", client._normalise_folder(on_server), r"(USE (\Junk))")
        assert client._imap._simple_command(*use)[0] == "OK"
        client.append(on_server, MAIL)
        log_out(client)
        box = ImapMailbox(mailbox.endpoint)
        beside = box.beside("Junk")
        state = beside.open()
        assert state is not None
        assert list(beside.fetch(beside.uids()).values()) == [MAIL]
        box.close()


@pytest.mark.parametrize("written", ["Shared Folders/papers", "papers"])
def test_a_shared_folder_is_read_as_the_server_lists_it(
    plain_cyrus: Cyrus, cyrus: Cyrus, plain: Mailbox, cyrus_mailbox: Mailbox, written: str
) -> None:
    server, mailbox = (plain_cyrus, plain) if "/" in written else (cyrus, cyrus_mailbox)
    name = f"papers-{mailbox.endpoint.user}"
    with administering(server) as administrator:
        administrator.create_folder(name)
        administrator._imap.setacl(name, mailbox.endpoint.user, "lrswipkxte")
    folder = written.replace("papers", name)
    mailbox.deliver(MAIL, folder=folder)
    box = ImapMailbox(mailbox.endpoint, folder)
    assert list(box.fetch(box.uids()).values()) == [MAIL]
    assert box.move(box.uids(), "Intake/Taken") == {}
    box.close()


def test_a_move_out_of_a_shared_folder_that_may_only_be_read_is_told_and_the_mail_stays(
    cyrus: Cyrus, cyrus_mailbox: Mailbox
) -> None:
    name = f"only-{cyrus_mailbox.endpoint.user}"
    with administering(cyrus) as administrator:
        administrator.create_folder(name)
        administrator._imap.setacl(name, "cyrus", "lrswipkxtea")
        administrator._imap.setacl(name, cyrus_mailbox.endpoint.user, "lrs")
        administrator.append(name, MAIL)
    box = ImapMailbox(cyrus_mailbox.endpoint, name)
    (uid,) = box.uids()
    assert "ermission denied" in box.move([uid], "Intake/Taken")[uid]
    assert box.uids() == [uid]
    box.close()


def test_a_mailbox_that_is_full_is_told_and_nothing_is_lost(cyrus: Cyrus, cyrus_mailbox: Mailbox) -> None:
    cyrus_mailbox.deliver(MAIL)
    with administering(cyrus) as administrator:
        administrator._imap.setquota(f"user.{cyrus_mailbox.endpoint.user}", "(STORAGE 2)")
    box = ImapMailbox(cyrus_mailbox.endpoint)
    (why,) = box.append("Intake/Sent", [Filed(BIG, (), NOW)]).values()
    assert "quota" in why.lower()
    assert box.append("Intake/Sent", [Filed(MAIL, (), NOW)]) == {}
    assert list(box.fetch(box.uids()).values()) == [MAIL]
    box.close()


def test_too_many_connections_are_told_with_the_remedy_and_are_no_refused_login(plain: Mailbox) -> None:
    others = [as_person(plain), as_person(plain)]
    with pytest.raises(UnavailableError, match="no more connections at present: close other programs") as told:
        ImapMailbox(plain.endpoint).open()
    assert not isinstance(told.value, LoginError)
    assert told.value.pause == 60
    for one in others:
        log_out(one)


def test_a_wrong_password_is_a_refused_login(plain: Mailbox) -> None:
    with pytest.raises(LoginError, match="check user and password file"):
        ImapMailbox(replace(plain.endpoint, password="not this one")).open()


def test_a_folder_that_was_made_anew_is_opened_again(box: ImapMailbox, plain: Mailbox) -> None:
    group = ImapMailbox(plain.endpoint, "Group")
    group.append("Group", [Filed(MAIL, (), NOW)])
    before = group.open()
    client = as_person(plain)
    client.delete_folder("Group")
    while before.uidvalidity == _made_anew(client):
        client.delete_folder("Group")
    log_out(client)
    with pytest.raises(UnavailableError):
        group.fetch([1])
    after = group.open()
    assert (after.uidvalidity != before.uidvalidity, after.messages) == (True, 0)
    group.close()


def _made_anew(client: IMAPClient) -> int:
    client.create_folder("Group")
    return int(client.folder_status("Group", ["UIDVALIDITY"])[b"UIDVALIDITY"])


def test_a_mail_that_is_expunged_under_our_feet_is_gone_and_nothing_else(box: ImapMailbox, plain: Mailbox) -> None:
    for number in range(3):
        plain.deliver(MAIL.replace(b"<1@", b"<%d@" % number))
    first, second, third = box.uids()
    client = as_person(plain)
    client.select_folder("INBOX")
    client.delete_messages([second])
    client.expunge()
    given = box.fetch([first, second, third])
    assert {first, third} <= set(given), "Cyrus gives an expunged mail to whoever had the folder open"
    assert given.get(second, MAIL) == MAIL
    assert box.open().messages == 2
    assert [one.uid for one in box.look([first, second, third])] == [first, third]
    assert sorted(box.fetch([first, second, third])) == [first, third]
    assert box.fetch_headers(second) is None
    assert box.mark_seen([second, third]) == {}
    assert box.move([second], "Intake/Taken") == {}
    log_out(client)


@pytest.mark.parametrize(("rights", "told"), [("lrs", None), ("lrt", "keeps no flag")])
def test_a_mail_is_marked_only_where_the_flag_lasts(
    cyrus: Cyrus, cyrus_mailbox: Mailbox, rights: str, told: str | None
) -> None:
    name = f"flags-{rights}-{cyrus_mailbox.endpoint.user}"
    with administering(cyrus) as administrator:
        administrator.create_folder(name)
        administrator._imap.setacl(name, "cyrus", "lrswipkxtea")
        administrator._imap.deleteacl(name, "anyone")
        administrator._imap.setacl(name, cyrus_mailbox.endpoint.user, rights)
        administrator.append(name, MAIL)
    box = ImapMailbox(cyrus_mailbox.endpoint, name)
    (uid,) = box.uids()
    marked = box.mark_seen([uid])
    assert (told is None) == (marked == {})
    assert told is None or told in marked[uid]
    box.close()
