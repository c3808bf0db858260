"""What only a real server shows: other ways to move, rebuilt folders, logins, certificates."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.adapters.endpoint import Endpoint, Security
from intake.adapters.imap.connection import connect, log_out
from intake.adapters.imap.mailbox import ImapMailbox
from intake.domain.errors import ConfigurationError, LoginError, UnavailableError
from intake.ports import Filed
from tests.servers.certificates import Certificates
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import Mailbox, dovecot_endpoint

NOW = datetime(2026, 4, 30, tzinfo=UTC)
MAIL = b"Message-ID: <1@example.org>\r\n\r\nwords\r\n"


@pytest.fixture
def box(dovecot_mailbox: Mailbox) -> Iterator[ImapMailbox]:
    source = ImapMailbox(dovecot_mailbox.endpoint)
    yield source
    source.close()


@pytest.mark.parametrize(("capabilities", "left_in_inbox"), [
    pytest.param("IMAP4rev1 NAMESPACE UIDPLUS MOVE", 0, id="MOVE"),
    pytest.param("IMAP4rev1 NAMESPACE UIDPLUS", 0, id="COPY-and-UID-EXPUNGE"),
    pytest.param("IMAP4rev1", 1, id="COPY-and-flag"),
])  # fmt: skip
def test_a_mail_is_moved_as_well_as_the_server_can(
    dovecot_factory: Callable[..., Dovecot],
    server_certificates: Certificates,
    capabilities: str,
    left_in_inbox: int,
) -> None:
    server = dovecot_factory(more=f"protocol imap {{\n imap_capability = {capabilities}\n}}")
    account = server.account()
    endpoint = dovecot_endpoint(server, account.user, account.password, server_certificates.authority)
    mailbox = Mailbox("dovecot", endpoint)
    mailbox.deliver(MAIL)
    mailbox.deliver(MAIL)
    by_a_person = connect(endpoint)
    by_a_person.select_folder("INBOX")
    first, second = by_a_person.search()
    by_a_person.add_flags([second], [rb"\Deleted"])
    box = ImapMailbox(endpoint)
    assert box.move([first], "Intake/Taken") == {}
    assert box.move([first], "Intake/Taken") == {}
    box.close()
    taken = ImapMailbox(endpoint, "Intake/Taken")
    assert list(taken.fetch(taken.uids()).values()) == [MAIL]
    taken.close()
    by_a_person.noop()
    assert second in by_a_person.search(), "a mail that a person marked was expunged with ours"
    assert len(by_a_person.search()) == 1 + left_in_inbox
    log_out(by_a_person)


@pytest.mark.parametrize(("separator", "prefix", "name"), [
    pytest.param(".", "INBOX.", "INBOX.Intake.Taken", id="below-INBOX"),
    pytest.param(".", "", "Intake.Taken", id="dots"),
])  # fmt: skip
def test_folders_follow_the_naming_of_the_server(
    dovecot_factory: Callable[..., Dovecot],
    server_certificates: Certificates,
    separator: str,
    prefix: str,
    name: str,
) -> None:
    server = dovecot_factory(separator=separator, prefix=prefix)
    account = server.account()
    endpoint = dovecot_endpoint(server, account.user, account.password, server_certificates.authority)
    box = ImapMailbox(endpoint)
    assert box.append("Intake/Taken", [Filed(MAIL, (), NOW)]) == {}
    assert box.find("Intake/Taken", ["<1@example.org>"]) == {"<1@example.org>"}
    box.close()
    assert ImapMailbox(endpoint, "Intake/Taken").probe().messages == 1
    client = connect(endpoint)
    assert name in [folder for _, _, folder in client.list_folders()]
    assert name in [folder for _, _, folder in client.list_sub_folders()]
    log_out(client)


def test_a_folder_that_was_made_anew_has_another_uidvalidity(dovecot_mailbox: Mailbox) -> None:
    box = ImapMailbox(dovecot_mailbox.endpoint, "Group")
    box.append("Group", [Filed(MAIL, (), NOW)])
    before = box.open()
    client = connect(dovecot_mailbox.endpoint)
    client.delete_folder("Group")
    client.create_folder("Group")
    client.append("Group", MAIL.replace(b"words", b"other"))
    log_out(client)
    with pytest.raises(UnavailableError):
        box.fetch([1])
    with pytest.raises(UnavailableError, match="it must be opened again"):
        box.fetch([1])
    after = box.open()
    assert after.uidvalidity != before.uidvalidity
    assert box.fetch(box.uids()) == {1: MAIL.replace(b"words", b"other")}
    box.close()


def test_a_folder_that_is_not_there_is_named_with_the_remedy(dovecot_mailbox: Mailbox) -> None:
    box = ImapMailbox(dovecot_mailbox.endpoint, "Nowhere")
    with pytest.raises(UnavailableError) as told:
        box.open()
    assert str(dovecot_mailbox.endpoint) in str(told.value)
    assert f"does not let {dovecot_mailbox.endpoint.user} work in the folder Nowhere" in str(told.value)
    assert "create it there" in str(told.value)


def test_a_refused_login_is_told_apart_and_named(
    dovecot_factory: Callable[..., Dovecot], server_certificates: Certificates
) -> None:
    server = dovecot_factory()
    account = server.account()
    endpoint = dovecot_endpoint(server, account.user, "not the password", server_certificates.authority)
    with pytest.raises(LoginError) as told:
        ImapMailbox(endpoint).open()
    assert str(told.value) == (
        f"localhost:{server.imaps_port} refused the login of {account.user}: check user and password file (the server "
        "said: [AUTHENTICATIONFAILED] Authentication failed.); until then we ask seldom, so that the account is not "
        "locked"
    )
    assert told.value.exit_code == 4


@pytest.mark.parametrize("password", ["pässwörd–密码", 'a "quoted" \\ one', "{5}", "with space "])
def test_any_password_can_be_sent(
    dovecot_factory: Callable[..., Dovecot], server_certificates: Certificates, password: str
) -> None:
    server = dovecot_factory(users={"any": password})
    endpoint = dovecot_endpoint(server, "any", password, server_certificates.authority)
    assert ImapMailbox(endpoint).probe().messages == 0


@pytest.mark.parametrize(("security", "host"), [("tls", "localhost"), ("starttls", "localhost"), ("tls", "127.0.0.1")])
def test_a_trusted_certificate_is_enough(
    dovecot: Dovecot, dovecot_mailbox: Mailbox, security: Security, host: str
) -> None:
    port = dovecot.imaps_port if security == "tls" else dovecot.imap_port
    endpoint = replace(dovecot_mailbox.endpoint, security=security, host=host, port=port)
    assert ImapMailbox(endpoint).probe().messages == 0


def _untrusted(endpoint: Endpoint, certificates: Certificates) -> Endpoint:
    return replace(endpoint, ca_file=certificates.stranger)


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("change", [
    pytest.param(_untrusted, id="foreign-authority"),
    pytest.param(lambda endpoint, _: replace(endpoint, ca_file=None), id="system-authorities"),
    pytest.param(lambda endpoint, _: replace(endpoint, host="127.0.0.2"), id="other-name"),
])  # fmt: skip
def test_no_password_goes_to_a_server_whose_certificate_is_not_trusted(
    dovecot_factory: Callable[..., Dovecot],
    server_certificates: Certificates,
    security: Security,
    change: Callable[[Endpoint, Certificates], Endpoint],
) -> None:
    server = dovecot_factory(listen="127.0.0.1, 127.0.0.2", users={"canary": "secret"})
    port = server.imaps_port if security == "tls" else server.imap_port
    trusted = Endpoint("localhost", port, security, "canary", "secret", server_certificates.authority)
    with pytest.raises(UnavailableError, match=r"certificate that is not trusted .* no password was sent") as told:
        ImapMailbox(change(trusted, server_certificates)).open()
    assert not isinstance(told.value, LoginError)
    assert "ca_file" in str(told.value)
    assert "canary" not in server.log()


def test_a_server_without_tls_on_the_tls_port_is_told_so(dovecot: Dovecot, dovecot_mailbox: Mailbox) -> None:
    with pytest.raises(UnavailableError, match=r"does not speak TLS as expected .* check port and security"):
        ImapMailbox(replace(dovecot_mailbox.endpoint, port=dovecot.imap_port)).open()


def test_a_file_without_certificates_is_a_fault_of_the_settings(dovecot_mailbox: Mailbox, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing of the kind")
    with pytest.raises(ConfigurationError, match=r"ca\.pem .* name a PEM file"):
        ImapMailbox(replace(dovecot_mailbox.endpoint, ca_file=tmp_path / "ca.pem")).open()


def test_mail_by_lmtp_wakes_the_waiting_mailbox(dovecot: Dovecot, box: ImapMailbox, dovecot_mailbox: Mailbox) -> None:
    box.uids()
    dovecot.deliver(dovecot_mailbox.endpoint.user, MAIL)
    assert box.idle(30)
    (raw,) = box.fetch(box.uids()).values()
    assert raw.endswith(MAIL)
    assert raw.startswith(b"Return-Path: <sender@example.org>\r\nDelivered-To: ")


NARROW = r"""
mail_max_userip_connections = 2
mail_plugins = quota
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = maildir:User quota
  quota_rule = *:storage=4K
  quota_grace = 0
}
namespace inbox {
  mailbox Indésirables {
    special_use = \Junk
    auto = subscribe
  }
}
"""


def test_a_narrow_server_tells_its_limits_in_words_and_its_folder_for_junk_by_attribute(
    dovecot_factory: Callable[..., Dovecot], server_certificates: Certificates
) -> None:
    server = dovecot_factory(more=NARROW, separator=".", prefix="INBOX.")
    account = server.account()
    endpoint = dovecot_endpoint(server, account.user, account.password, server_certificates.authority)
    Mailbox("dovecot", endpoint).deliver(MAIL, folder="INBOX.Indésirables")
    box = ImapMailbox(endpoint)
    beside = box.beside("Junk")
    state = beside.open()
    assert state is not None
    assert list(beside.fetch(beside.uids()).values()) == [MAIL]
    (why,) = box.append("Intake/Sent", [Filed(MAIL + b"0123456789" * 1000 + b"\r\n", (), NOW)]).values()
    assert "[OVERQUOTA]" in why
    other = connect(endpoint)
    with pytest.raises(UnavailableError, match="no more connections at present: close other programs") as told:
        ImapMailbox(endpoint).open()
    assert not isinstance(told.value, LoginError)
    log_out(other)
    box.close()
