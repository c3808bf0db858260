"""The folder for junk, looked into beside the inbox on one connection: on pymap, on Dovecot and on Cyrus."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from intake.adapters.imap.connection import connect, log_out
from intake.adapters.imap.folders import naming
from intake.adapters.imap.mailbox import ImapMailbox
from intake.domain.errors import UnavailableError
from tests.servers.fixtures import Mailbox

AT = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)
MAIL = b"Message-ID: <1@example.org>\r\nSubject: paper\r\n\r\nwords\r\n"


@pytest.fixture
def box(mailbox: Mailbox) -> Iterator[ImapMailbox]:
    source = ImapMailbox(mailbox.endpoint)
    yield source
    source.close()


def junk_of(mailbox: Mailbox, *mails: bytes, name: str = "Junk") -> str:
    """Make the folder with these mails; its name on the server."""
    client = connect(mailbox.endpoint)
    on_server = naming(client).on_server(name)
    if not client.folder_exists(on_server):
        client.create_folder(on_server)
    for one in mails:
        client.append(on_server, one, (), AT)
    log_out(client)
    return on_server


def flags_in(mailbox: Mailbox, folder: str) -> list[tuple[bytes, ...]]:
    client = connect(mailbox.endpoint)
    client.select_folder(folder, readonly=True)
    told = client.fetch(client.search(), ["FLAGS"])
    log_out(client)
    return [tuple(one for one in answer[b"FLAGS"] if one != rb"\Recent") for answer in told.values()]


def test_without_a_folder_for_junk_there_is_none(box: ImapMailbox) -> None:
    assert box.beside("Junk").open() is None
    assert box.open().messages == 0


def test_what_lies_among_junk_is_read_beside_the_inbox_and_left_as_it_is(box: ImapMailbox, mailbox: Mailbox) -> None:
    mailbox.deliver(MAIL.replace(b"words", b"inbox"))
    folder = junk_of(mailbox, MAIL, MAIL.replace(b"words", b"other"))
    before = box.open()
    beside = box.beside("Junk")
    state = beside.open()
    assert state is not None
    assert (state.messages, state.uidnext > 2) == (2, True)
    first, second = beside.uids()
    assert beside.uids(above=first) == [second]
    assert beside.uids(above=second) == []
    assert [(one.uid, one.size, one.internaldate) for one in beside.look([first])] == [(first, len(MAIL), AT)]
    assert beside.fetch([first, second, 99]) == {first: MAIL, second: MAIL.replace(b"words", b"other")}
    assert beside.fetch_headers(first) == MAIL.partition(b"words")[0]
    assert flags_in(mailbox, folder) == [(), ()]
    assert list(box.fetch(box.uids()).values()) == [MAIL.replace(b"words", b"inbox")], "the inbox is selected again"
    assert box.open() == before
    assert box.move(box.uids(), "Intake/Taken") == {}


def test_a_folder_by_its_own_name_is_found_too(box: ImapMailbox, mailbox: Mailbox) -> None:
    folder = junk_of(mailbox, MAIL, name="Indésirables")
    for name in ("Indésirables", folder):
        state = box.beside(name).open()
        assert state is not None
        assert state.messages == 1


def test_a_folder_that_was_rebuilt_meanwhile_is_opened_again(box: ImapMailbox, mailbox: Mailbox) -> None:
    folder = junk_of(mailbox, MAIL)
    beside = box.beside("Junk")
    before = beside.open()
    client = connect(mailbox.endpoint)
    client.delete_folder(folder)
    log_out(client)
    while junk_of(mailbox, MAIL) and (state := box.beside("Junk").open()) == before:
        client = connect(mailbox.endpoint)  # pymap draws UIDVALIDITY by chance, the others count up
        client.delete_folder(folder)
        log_out(client)
    with pytest.raises(UnavailableError, match="rebuilt meanwhile"):
        beside.uids()
    assert beside.open() == state
    assert len(beside.uids()) == 1
