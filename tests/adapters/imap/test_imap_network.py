"""A bad network under IMAP: each trouble is one sentence in time, and the next call starts afresh."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from intake.adapters.imap.mailbox import ImapMailbox
from tests.adapters.refusals import QUICK, refusal
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import Mailbox
from tests.servers.proxy import Proxy, Trouble

BIG = b"Subject: big\r\n\r\n" + b"0123456789" * 30_000 + b"\r\n"


@pytest.fixture
def proxy(dovecot_mailbox: Mailbox) -> Iterator[Proxy]:
    way = Proxy(dovecot_mailbox.endpoint.port)
    yield way
    way.stop()


@pytest.fixture
def box(dovecot_mailbox: Mailbox, proxy: Proxy) -> Iterator[ImapMailbox]:
    source = ImapMailbox(replace(dovecot_mailbox.endpoint, port=proxy.port, connect_seconds=QUICK, read_seconds=QUICK))
    yield source
    source.close()


@pytest.mark.parametrize(("trouble", "text"), [
    pytest.param(Trouble(mute=True), "did not answer in time", id="half-open"),
    pytest.param(Trouble(delay=30), "did not answer in time", id="too-slow"),
    pytest.param(Trouble(cut_after=0), "broke", id="closed"),
    pytest.param(Trouble(cut_after=0, reset=True), "broke", id="reset"),
])  # fmt: skip
def test_an_open_connection_that_goes_bad_is_told_in_time(
    box: ImapMailbox, proxy: Proxy, dovecot_mailbox: Mailbox, trouble: Trouble, text: str
) -> None:
    box.open()
    trouble.delay = min(trouble.delay, 2 * QUICK)
    proxy.trouble = trouble
    assert text in refusal(box.open)
    proxy.trouble = Trouble()
    assert box.open().messages == 0


@pytest.mark.parametrize("cut_after", [10_000, 100_000, 250_000])
@pytest.mark.parametrize("reset", [False, True])
def test_a_server_that_stops_in_the_middle_of_a_mail_gives_no_half_mail(
    box: ImapMailbox, proxy: Proxy, dovecot_mailbox: Mailbox, cut_after: int, reset: bool
) -> None:
    dovecot_mailbox.deliver(BIG)
    proxy.trouble = Trouble(cut_after=cut_after, reset=reset)
    assert "broke" in refusal(lambda: box.fetch(box.uids()))
    proxy.trouble = Trouble()
    assert list(box.fetch(box.uids()).values()) == [BIG]


def test_a_mail_that_stands_still_in_the_middle_is_given_up_in_time(
    box: ImapMailbox, proxy: Proxy, dovecot_mailbox: Mailbox
) -> None:
    dovecot_mailbox.deliver(BIG)
    uids = box.uids()
    proxy.trouble = Trouble(mute=True)
    assert "did not answer in time" in refusal(lambda: box.fetch(uids))
    proxy.trouble = Trouble()
    assert list(box.fetch(uids).values()) == [BIG]


def test_a_mail_that_drips_is_given_up_although_each_read_gets_a_byte(
    dovecot: Dovecot, dovecot_mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    dovecot_mailbox.deliver(BIG)
    proxy = Proxy(dovecot.imap_port)
    box = ImapMailbox(replace(dovecot_mailbox.endpoint, security="none", port=proxy.port, read_seconds=QUICK))
    uids = box.uids()
    monkeypatch.setattr("intake.adapters.imap.mailbox.CALL_SECONDS", 2 * QUICK)
    proxy.trouble = Trouble(slices=True, delay=0.01)
    assert "broke" in refusal(lambda: box.fetch(uids))
    proxy.stop()


def test_words_in_slices_of_one_byte_are_understood(box: ImapMailbox, proxy: Proxy, dovecot_mailbox: Mailbox) -> None:
    dovecot_mailbox.deliver(b"Subject: small\r\n\r\nwords\r\n")
    proxy.trouble = Trouble(slices=True)
    assert list(box.fetch(box.uids()).values()) == [b"Subject: small\r\n\r\nwords\r\n"]


@pytest.mark.parametrize("mute", [False, True], ids=["closed", "half-open"])
def test_a_connection_that_dies_while_we_wait_for_news_is_told(box: ImapMailbox, proxy: Proxy, mute: bool) -> None:
    box.uids()
    proxy.trouble = Trouble(mute=mute, cut_after=None if mute else 0)
    if not mute:
        proxy.cut()
    refusal(lambda: box.idle(QUICK))
    proxy.trouble = Trouble()
    assert not box.idle(0.1)


def test_stopping_does_not_wait_for_a_silent_server(box: ImapMailbox, proxy: Proxy) -> None:
    box.open()
    proxy.trouble = Trouble(mute=True)
    started = time.monotonic()
    box.close()
    assert time.monotonic() - started < 4


def test_news_in_slices_of_one_byte_is_understood(box: ImapMailbox, proxy: Proxy, dovecot_mailbox: Mailbox) -> None:
    box.uids()
    proxy.trouble = Trouble(slices=True)
    sender = threading.Timer(0.2, dovecot_mailbox.deliver, [b"Subject: small\r\n\r\nwords\r\n"])
    sender.start()
    assert box.idle(10)
    sender.join()
