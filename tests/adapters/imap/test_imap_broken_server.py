"""An IMAP server that breaks the protocol: each nonsense is one sentence, never a hang, a busy loop or a lie."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.mailbox import ImapMailbox
from intake.domain.errors import LoginError
from tests.adapters.refusals import QUICK, refusal
from tests.servers.ports import HOST
from tests.servers.scripted_imap import USUAL, ScriptedImap

IDLING = b"+ idling\r\n"


@pytest.mark.parametrize(("idle", "text"), [
    pytest.param(IDLING + b"* BYE shutting down\r\n", "said goodbye", id="BYE"),
    pytest.param(b"TAG NO not now\r\n", "", id="NO"),
    pytest.param(b"* BYE\r\n", "", id="BYE-at-once"),
    pytest.param(b"", "broke", id="EOF"),
])  # fmt: skip
def test_a_server_that_leaves_while_we_wait_never_makes_a_busy_loop(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]], idle: bytes, text: str
) -> None:
    server, box = scripted(IDLE=idle, DONE=b"TAG OK done\r\n", UID_SEARCH=b"* SEARCH\r\nTAG OK done\r\n")
    box.uids()
    started = time.monotonic()
    assert text in refusal(lambda: box.idle(4 * QUICK))
    assert time.monotonic() - started < 2 * QUICK
    assert server.lines.count("DONE") <= 1


@pytest.mark.parametrize("idle", [
    pytest.param(IDLING + b"* 2 EXISTS\r\n", id="with-the-go-ahead"),
    pytest.param(b"* 2 EXISTS\r\n" + IDLING, id="before-it"),
    pytest.param(IDLING + b"* OK Still here\r\n* 1 FETCH (FLAGS (\\Seen))\r\n* 2 EXISTS\r\n", id="after-other-words"),
])  # fmt: skip
def test_news_that_comes_early_is_heard_at_once(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]], idle: bytes
) -> None:
    _, box = scripted(IDLE=idle, DONE=b"TAG OK done\r\n", UID_SEARCH=b"* SEARCH\r\nTAG OK done\r\n")
    box.uids()
    started = time.monotonic()
    assert box.idle(4 * QUICK)
    assert time.monotonic() - started < 2 * QUICK
    assert box.uids() == []


def test_still_here_is_no_news(scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]]) -> None:
    _, box = scripted(
        IDLE=IDLING + b"* OK Still here\r\n* 1 FETCH (FLAGS (\\Seen))\r\n* \xff\xfe garbage (((\r\n* 1 EXPUNGE\r\n",
        DONE=b"TAG OK done\r\n",
        UID_SEARCH=b"* SEARCH\r\nTAG OK done\r\n",
    )
    box.uids()
    assert not box.idle(0.3)


def test_a_server_without_idle_is_polled_only(scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]]) -> None:
    server, box = scripted(
        CAPABILITY=b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n", UID_SEARCH=b"* SEARCH\r\nTAG OK done\r\n"
    )
    box.uids()
    started = time.monotonic()
    assert not box.idle(0.3)
    assert time.monotonic() - started >= 0.3
    assert not [line for line in server.lines if "IDLE" in line]


@pytest.mark.parametrize("greeting", [
    pytest.param(b"* BYE [UNAVAILABLE] come back later\r\n", id="BYE"),
    pytest.param(b"220 smtp.example.org ESMTP\r\n", id="another-protocol"),
    pytest.param(b"\x16\x03\x01\x02\x00\x01", id="binary"),
    pytest.param(b"", id="nothing"),
])  # fmt: skip
def test_what_is_no_imap_server_is_told_so(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]], greeting: bytes
) -> None:
    server, box = scripted(greeting)
    assert f"{HOST}:{server.port}" in refusal(box.open)


@pytest.mark.parametrize("command", ["CAPABILITY", "LIST", "SELECT", "NAMESPACE"])
@pytest.mark.parametrize("answer", [b"", b"TAG NO not now\r\n", b"* \xff ((\r\nTAG OK done\r\n"])
def test_a_connection_that_fails_while_it_is_made_is_made_afresh(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]], command: str, answer: bytes
) -> None:
    offered = b"* CAPABILITY IMAP4rev1 NAMESPACE\r\nTAG OK done\r\n"
    usual = {"CAPABILITY": offered} if command == "NAMESPACE" else {}
    server, box = scripted(**{**usual, command: answer})
    assert f"{HOST}:{server.port}" in refusal(box.open)
    server.script = dict(USUAL)
    assert box.open().uidvalidity == 7
    assert server.connections == 2


@pytest.mark.parametrize("answer", [
    pytest.param(b"* 1 FETCH (UID 5 BODY[] {99999999999999999}\r\nx", id="huge-literal"),
    pytest.param(b"* 1 FETCH (UID 5 BODY[] {500}\r\nshort)\r\nTAG OK done\r\n", id="literal-shorter-than-said"),
    pytest.param(b"* 1 FETCH (UID 5 BODY[] {2}\r\nlonger than said)\r\nTAG OK done\r\n", id="literal-longer-than-said"),
    pytest.param(b"* 1 FETCH (UID x BODY[] NIL)\r\nTAG OK done\r\n", id="no-number"),
    pytest.param(b"* 1 FETCH " + b"(" * 5000 + b")" * 5000 + b"\r\nTAG OK done\r\n", id="deep"),
    pytest.param(b"* 1 FETCH (UID\r\nTAG OK done\r\n", id="unbalanced"),
    pytest.param(b"* 1 FETCH NIL\r\nTAG OK done\r\n", id="nil"),
    pytest.param(b"\x00\xff\xfe\r\n\r\n\r\n", id="noise"),
    pytest.param(b"x" * 1_100_000 + b"\r\nTAG OK done\r\n", id="endless-line"),
    pytest.param(b"TAG NO [SERVERBUG] try later\r\n", id="NO"),
    pytest.param(b"TAG BAD what\r\n", id="BAD"),
    pytest.param(b"* BYE going down\r\n", id="BYE"),
    pytest.param(b"", id="EOF"),
    pytest.param(b"* 1 FETCH (UID 5 BODY[] {9000}\r\n", id="stops-in-the-literal"),
])  # fmt: skip
def test_nonsense_in_place_of_a_mail_is_one_sentence(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]], answer: bytes
) -> None:
    server, box = scripted(UID_FETCH=answer)
    assert f"{HOST}:{server.port}" in refusal(lambda: box.fetch([5]))
    server.script["UID FETCH"] = b"* 1 FETCH (UID 5 BODY[] {5}\r\nwords)\r\nTAG OK done\r\n"
    assert box.fetch([5]) == {5: b"words"}
    assert server.connections == 2


@pytest.mark.parametrize(("internaldate", "told"), [
    ("30-Apr-2026 23:59:59 +0200", datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)),
    (" 1-May-2026 00:00:00 +0200", datetime(2026, 4, 30, 22, tzinfo=UTC)),
    ("30-Apr-2026 23:59:60 +0200", None),
    ("00-Apr-2026 23:59:59 +0200", None),
    ("30-Apr-2026 23:59:59", None),
    ("30-Apr-2026 23:59:59 -0000", datetime(2026, 4, 30, 23, 59, 59, tzinfo=UTC)),
    ("01-Jan-1970 00:00:00 +0000", None),
    ("31-Dec-9999 23:59:59 -1200", None),
    ("30-Apr-2026 23:59:59 +9999", None),
    ("yesterday", None),
])  # fmt: skip
def test_a_time_of_delivery_that_proves_nothing_is_none(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]], internaldate: str, told: datetime | None
) -> None:
    answer = f'* 1 FETCH (UID 5 RFC822.SIZE 9 INTERNALDATE "{internaldate}")\r\nTAG OK done\r\n'.encode()
    _, box = scripted(UID_FETCH=answer)
    assert [(one.uid, one.size, one.internaldate) for one in box.look([5])] == [(5, 9, told)]


def test_answers_for_other_mails_are_left_aside(scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]]) -> None:
    _, box = scripted(
        UID_FETCH=b"* 9 FETCH (UID 9 FLAGS (\\Seen))\r\n* 1 FETCH (UID 5 BODY[] {5}\r\nwords)\r\n"
        b"* 1 FETCH (UID 6 FLAGS ())\r\nTAG OK done\r\n"
    )
    assert box.fetch([5, 6]) == {5: b"words"}


def test_a_busy_server_is_not_taken_for_a_refused_login(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]],
) -> None:
    server, box = scripted(LOGIN=b"TAG NO [UNAVAILABLE] too busy\r\n")
    assert "[UNAVAILABLE] too busy" in refusal(box.open)
    server.script["LOGIN"] = b""
    assert "broke" in refusal(box.open)
    server.script["LOGIN"] = b"TAG NO LOGIN failed\r\n"
    with pytest.raises(LoginError):
        box.open()


def test_no_password_is_sent_when_starttls_is_not_offered(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]],
) -> None:
    server, _ = scripted()
    endpoint = Endpoint("localhost", server.port, "starttls", "me", "secret", None, QUICK, QUICK)
    assert "STARTTLS" in refusal(ImapMailbox(endpoint).open)
    assert not [line for line in server.lines if "secret" in line or "LOGIN" in line]


@pytest.mark.parametrize("greeting", [b"* PREAUTH welcome\r\n"])
def test_a_server_that_skips_the_login_before_tls_is_left(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]], greeting: bytes
) -> None:
    server, _ = scripted(greeting, CAPABILITY=b"* CAPABILITY IMAP4rev1 STARTTLS\r\nTAG OK done\r\n")
    refusal(ImapMailbox(Endpoint("localhost", server.port, "starttls", "me", "secret", None, QUICK, QUICK)).open)


def test_what_the_server_says_no_to_is_told_apart_from_what_it_takes(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]],
) -> None:
    here = b"* SEARCH 3 5\r\nTAG OK done\r\n"
    server, box = scripted(UID_SEARCH=here, UID_MOVE=b"TAG NO [NOPERM] not these\r\n")
    server.script["LIST"] = b'* LIST () "/" "Intake/Taken"\r\nTAG OK done\r\n'
    stayed = box.move([3, 5, 7], "Intake/Taken")
    assert set(stayed) == {3, 5}
    assert all("not these" in why for why in stayed.values())
    moves = [line.split(" ", 1)[1] for line in server.lines if "UID MOVE" in line]
    assert [one.split(" ")[2] for one in moves] == ["3,5", "3", "5"]


def test_a_server_that_only_claims_to_have_moved_a_mail_is_not_believed(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]],
) -> None:
    server, box = scripted(UID_SEARCH=b"* SEARCH 3\r\nTAG OK done\r\n", UID_MOVE=b"TAG OK moved\r\n")
    server.script["LIST"] = b'* LIST () "/" "Intake/Taken"\r\nTAG OK done\r\n'
    assert "still here" in box.move([3], "Intake/Taken")[3]


@pytest.mark.parametrize(("flags", "marked"), [
    pytest.param(b"* OK [PERMANENTFLAGS (\\Deleted \\Seen \\*)] all\r\n", True, id="lasts"),
    pytest.param(b"* OK [PERMANENTFLAGS (\\Deleted)] some\r\n", False, id="not-this-one"),
    pytest.param(b"* OK [PERMANENTFLAGS ()] none\r\n", False, id="none"),
    pytest.param(b"", True, id="not-told"),
])  # fmt: skip
def test_a_mail_is_marked_as_seen_only_where_that_lasts(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]], flags: bytes, marked: bool
) -> None:
    server, box = scripted(SELECT=flags + USUAL["SELECT"], UID_STORE=b"TAG OK done\r\n")
    stayed = box.mark_seen([5])
    assert bool([line for line in server.lines if "UID STORE" in line]) is marked
    assert (stayed == {}) is marked
    assert marked or "set mark to move" in stayed[5]
