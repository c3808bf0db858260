"""A home whose servers are shown a token of Microsoft 365: Dovecot checks it, and one question to the provider does."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from intake.adapters.clock import SystemClock
from intake.app import make_home
from intake.cli.main import run_command
from tests.adapters.oauth.endpoint_of_tokens import TokenEndpoint, token_endpoint
from tests.adapters.oauth.test_google import KEY as SERVICE_KEY
from tests.adapters.oauth.test_person import CODE
from tests.line.letters_in import DELEGATE, mail, paper
from tests.servers.certificates import Certificates
from tests.servers.dovecot import Dovecot, missing
from tests.servers.sink import Sink

KEY = b"another key of thirty-two bytes or more, for HS256"
SECRET = "the-secret-of-the-app"
SETTINGS = """
[[mailbox]]
name = "jca-mv"
group = "jca-mv"
host = "localhost"
port = {imaps}
user = "{user}"
oauth = "m365"
ca_file = "authority.pem"
base = 2026-01-01T00:00:00Z

[smtp]
host = "127.0.0.1"
port = {smtp}
security = "none"
user = "{user}"
oauth = "m365"

[oauth.m365]
provider = "microsoft"
tenant = "example.onmicrosoft.com"
client_id = "11111111-2222-3333-4444-555555555555"
client_secret_file = "app"
authority = "{provider}"
ca_file = "authority.pem"
"""


@pytest.fixture(scope="module")
def dovecot_by_token(server_certificates: Certificates) -> Iterator[Dovecot]:
    if missing():
        pytest.skip("left out: Dovecot is not installed")
    server = Dovecot(server_certificates.certificate, server_certificates.key, token_key=KEY)
    yield server
    server.stop()


@pytest.fixture
def provider(server_certificates: Certificates, tmp_path: Path) -> Iterator[TokenEndpoint]:
    with token_endpoint(server_certificates, tmp_path) as server:
        yield server


@pytest.fixture
def takes_tokens() -> Iterator[Sink]:
    """A server that takes letters after a login by token."""
    offers = "250-sink\r\n250 AUTH LOGIN XOAUTH2"
    server = Sink(EHLO=[offers] * 4, AUTH=["235 2.7.0 Authentication successful"] * 4)
    yield server
    server.stop()


def granted(user: str) -> dict[str, object]:
    """The provider's answer with a token of an hour for this user."""
    now = SystemClock().now()
    claims = {"sub": user, "iat": int(now.timestamp()), "exp": int((now + timedelta(hours=1)).timestamp())}
    token = jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, OctKey.import_key(KEY))
    return {"access_token": token, "expires_in": 3600, "token_type": "Bearer"}


def home_of(folder: Path, user: str, servers: tuple[Dovecot, Sink, TokenEndpoint], authority: Path) -> Path:
    dovecot, sink, provider = servers
    make_home(folder)
    (folder / "authority.pem").write_bytes(authority.read_bytes())
    (folder / "app").touch(mode=0o600)
    (folder / "app").write_text(SECRET + "\n")
    told = {"imaps": dovecot.imaps_port, "smtp": sink.port, "provider": provider.address, "user": user}
    with (folder / "intake.toml").open("a") as settings:
        settings.write(SETTINGS.format(**told))
    return folder


def test_once_reads_and_answers_by_one_token(
    tmp_path: Path,
    dovecot_by_token: Dovecot,
    provider: TokenEndpoint,
    takes_tokens: Sink,
    server_certificates: Certificates,
) -> None:
    user = dovecot_by_token.account().user
    provider.answers = [(200, granted(user))]
    servers = (dovecot_by_token, takes_tokens, provider)
    home = home_of(tmp_path / "home", user, servers, server_certificates.authority)
    dovecot_by_token.deliver(user, mail("first", ("Input.docx", paper("Paper of the first"))))
    assert run_command(["once", "--home", str(home)]) == 0
    (receipt,) = takes_tokens.caught
    assert DELEGATE in receipt.recipients[0]
    assert [form["client_secret"] for form in provider.asked] == [[SECRET]]


GOOGLE = """
[oauth.m365]
provider = "google"
service_account_file = "app"
secret_ends = 2099-12-31
authority = "{provider}"
ca_file = "authority.pem"
"""


def test_doctor_logs_in_for_the_user_of_each_mailbox_by_a_service_account_of_google(
    tmp_path: Path,
    dovecot_by_token: Dovecot,
    provider: TokenEndpoint,
    takes_tokens: Sink,
    server_certificates: Certificates,
    capsys: pytest.CaptureFixture[str],
) -> None:
    user = dovecot_by_token.account().user
    provider.answers = [(200, granted(user))] * 3
    servers = (dovecot_by_token, takes_tokens, provider)
    home = home_of(tmp_path / "home", user, servers, server_certificates.authority)
    text = (home / "intake.toml").read_text()
    start = text.rindex("[oauth.m365]")
    (home / "intake.toml").write_text(text[:start] + GOOGLE.format(provider=provider.address))
    (home / "app").write_text(SERVICE_KEY)
    run_command(["doctor", "--home", str(home)])
    told = capsys.readouterr().out
    assert "good  mailbox        jca-mv: 0 mails in INBOX" in told
    assert "good  smtp           127.0.0.1 takes mail" in told
    assert "good  secret         the secret of oauth.m365 ends on 2099-12-31" in told
    assert len(provider.asked) == 1


PERSON = """
[oauth.m365]
provider = "microsoft"
kind = "person"
tenant = "example.onmicrosoft.com"
client_id = "11111111-2222-3333-4444-555555555555"
login_file = "secrets/login"
authority = "{provider}"
ca_file = "authority.pem"
"""


def test_a_person_logs_in_once_and_doctor_logs_in_from_then_on(
    tmp_path: Path,
    dovecot_by_token: Dovecot,
    provider: TokenEndpoint,
    takes_tokens: Sink,
    server_certificates: Certificates,
    capsys: pytest.CaptureFixture[str],
) -> None:
    user = dovecot_by_token.account().user
    servers = (dovecot_by_token, takes_tokens, provider)
    home = home_of(tmp_path / "home", user, servers, server_certificates.authority)
    text = (home / "intake.toml").read_text()
    app = text[text.rindex("[oauth.m365]") :]
    (home / "intake.toml").write_text(text.replace(app, PERSON.format(provider=provider.address)))

    run_command(["doctor", "--home", str(home)])
    assert "nobody has logged in yet: run `intake mailbox login m365`" in capsys.readouterr().out
    provider.answers = [(200, CODE), (200, {**granted(user), "refresh_token": "r-1"})]
    assert run_command(["mailbox", "login", "jca-mv", "--home", str(home)]) == 0
    told = capsys.readouterr().out
    assert "https://microsoft.com/devicelogin" in told
    assert "ABCD-EFGH" in told
    assert "r-1" not in told

    provider.answers = [(200, {**granted(user), "refresh_token": "r-2"})]
    run_command(["doctor", "--home", str(home)])
    assert "good  mailbox        jca-mv: 0 mails in INBOX" in capsys.readouterr().out
    assert (home / "secrets" / "login").read_text() == "r-2\n"

    assert run_command(["mailbox", "login", "m-365", "--home", str(home)]) == 2
    assert "no mailbox with a login by token has this name; there are: jca-mv" in capsys.readouterr().err
    (home / "intake.toml").write_text(text)
    assert run_command(["mailbox", "login", "jca-mv", "--home", str(home)]) == 2
    assert "nobody has to log in: the service does by itself" in capsys.readouterr().err


def test_once_tells_the_remedy_for_a_secret_that_has_ended_and_not_the_secret(
    tmp_path: Path,
    dovecot_by_token: Dovecot,
    provider: TokenEndpoint,
    takes_tokens: Sink,
    server_certificates: Certificates,
    capsys: pytest.CaptureFixture[str],
) -> None:
    user = dovecot_by_token.account().user
    answer: dict[str, object] = {
        "error": "invalid_client",
        "error_description": "AADSTS7000222: expired.",
        "error_codes": [7000222],
    }
    provider.answers = [(401, answer)]
    servers = (dovecot_by_token, takes_tokens, provider)
    home = home_of(tmp_path / "home", user, servers, server_certificates.authority)
    assert run_command(["once", "--home", str(home)]) == 4
    told = capsys.readouterr()
    assert "no token for m365: the client secret has ended: make a new one at Entra" in told.err
    assert SECRET not in told.out + told.err


def test_a_home_whose_provider_needs_a_part_that_is_not_installed_says_so(
    tmp_path: Path,
    dovecot_by_token: Dovecot,
    provider: TokenEndpoint,
    takes_tokens: Sink,
    server_certificates: Certificates,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    servers = (dovecot_by_token, takes_tokens, provider)
    home = home_of(tmp_path / "home", "jca@example.org", servers, server_certificates.authority)
    monkeypatch.setattr("intake.app.grants.find_spec", lambda _: None)
    assert run_command(["once", "--home", str(home)]) == 3
    assert "oauth.m365: a login at Microsoft needs a part that is not installed" in capsys.readouterr().err
