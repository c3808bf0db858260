"""Logins by a token at a real Dovecot, which checks the token's signature and end itself."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from intake.adapters.clock import SystemClock
from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.connection import connect, log_out
from intake.adapters.imap.mailbox import ImapMailbox
from intake.adapters.oauth.sasl import mechanism_of
from intake.domain.errors import LoginError, UnavailableError
from tests.adapters.oauth.shown import Shown
from tests.servers.certificates import Certificates
from tests.servers.dovecot import Dovecot, missing
from tests.servers.ports import HOST

KEY = b"a key of thirty-two bytes or more, for HS256"


@pytest.fixture(scope="module")
def by_token(server_certificates: Certificates) -> Iterator[Dovecot]:
    if missing():
        pytest.skip("left out: Dovecot is not installed")
    server = Dovecot(server_certificates.certificate, server_certificates.key, token_key=KEY)
    yield server
    server.stop()


def signed(user: str, *, key: bytes = KEY, minutes: int = 60) -> str:
    now = SystemClock().now()
    claims = {"sub": user, "iat": int(now.timestamp()), "exp": int((now + timedelta(minutes=minutes)).timestamp())}
    return jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, OctKey.import_key(key))


def endpoint(server: Dovecot, certificates: Certificates, user: str, shown: Shown) -> Endpoint:
    return Endpoint(HOST, server.imaps_port, "tls", user, tokens=shown, ca_file=certificates.authority)


def test_a_good_token_opens_the_mailbox(by_token: Dovecot, server_certificates: Certificates) -> None:
    user = by_token.account().user
    shown = Shown(signed(user))
    client = connect(endpoint(by_token, server_certificates, user, shown))
    try:
        assert client.select_folder("INBOX")[b"EXISTS"] == 0
    finally:
        log_out(client)
    assert shown.forgotten == []


@pytest.mark.parametrize(("key", "minutes"), [
    pytest.param(KEY, -5, id="ended"),
    pytest.param(b"another key of thirty-two bytes, for HS256", 60, id="of-another-provider"),
])  # fmt: skip
def test_a_token_that_is_not_taken_is_forgotten_and_told_without_it(
    by_token: Dovecot, server_certificates: Certificates, key: bytes, minutes: int
) -> None:
    user = by_token.account().user
    shown = Shown(signed(user, key=key, minutes=minutes))
    with pytest.raises(LoginError, match="refused the token for") as told:
        connect(endpoint(by_token, server_certificates, user, shown))
    assert shown.forgotten == [shown.token()]
    assert shown.token() not in str(told.value)
    assert "Add-MailboxPermission" in str(told.value)


def test_a_token_from_before_that_is_no_longer_taken_is_tried_anew(
    by_token: Dovecot, server_certificates: Certificates
) -> None:
    user = by_token.account().user
    shown = Shown(signed(user, minutes=-5), signed(user))
    log_out(connect(endpoint(by_token, server_certificates, user, shown)))
    assert len(shown.forgotten) == 1


def test_a_missing_right_is_told_after_the_second_token(by_token: Dovecot, server_certificates: Certificates) -> None:
    user, another = by_token.account().user, by_token.account().user
    shown = Shown(signed(another), signed(another, minutes=30))
    with pytest.raises(LoginError, match="has rights in this mailbox"):
        connect(endpoint(by_token, server_certificates, user, shown))
    assert len(shown.forgotten) == 2


def test_a_session_ends_before_its_token_and_goes_on_with_the_next(
    by_token: Dovecot, server_certificates: Certificates
) -> None:
    user = by_token.account().user
    shown = Shown(signed(user), signed(user, minutes=90))
    box = ImapMailbox(endpoint(by_token, server_certificates, user, shown))
    logins = by_token.log().count(f"Login: user=<{user}>")
    try:
        by_token.deliver(user, b"Subject: first\r\n\r\nwords\r\n")
        assert box.open().messages == 1
        assert box.uids() == [1]
        shown.renew()
        by_token.deliver(user, b"Subject: second\r\n\r\nwords\r\n")
        assert box.open().messages == 2
        assert box.uids() == [1, 2]
    finally:
        box.close()
    assert by_token.log().count(f"Login: user=<{user}>") == logins + 2
    assert shown.forgotten == []


def test_a_server_without_logins_by_token_is_told(dovecot: Dovecot, server_certificates: Certificates) -> None:
    user = dovecot.account().user
    with pytest.raises(UnavailableError, match="offers no login by OAuth"):
        connect(endpoint(dovecot, server_certificates, user, Shown(signed(user))))


@pytest.mark.parametrize(("offered", "mechanism"), [
    (["IMAP4REV1", "AUTH=PLAIN", "AUTH=XOAUTH2"], "xoauth2"),
    (["AUTH=OAUTHBEARER", "AUTH=XOAUTH2"], "xoauth2"),
    (["AUTH=oauthbearer"], "oauthbearer"),
    (["AUTH=PLAIN"], ""),
    ([], ""),
])  # fmt: skip
def test_the_mechanism_is_chosen_of_what_is_offered(offered: list[str], mechanism: str) -> None:
    assert mechanism_of(offered) == mechanism
