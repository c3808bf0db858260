"""A person logs in once, and the login lasts: in a file of its owner's, replaced whole by what the provider gives."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from intake.adapters.oauth import google, microsoft
from intake.adapters.oauth.google import RETURNS_TO, BrowserLogin, PersonClient
from intake.adapters.oauth.kept import KeptLogin
from intake.adapters.oauth.microsoft import DeviceLogin, MicrosoftApp
from intake.adapters.oauth.person import person_grant
from intake.domain.errors import LoginError, UnavailableError
from tests.adapters.oauth.endpoint_of_tokens import TokenEndpoint, token_endpoint
from tests.servers.certificates import Certificates

BEGAN = datetime(2026, 4, 30, 12, tzinfo=UTC)
CODE: dict[str, object] = {
    "user_code": "ABCD-EFGH",
    "device_code": "device-1",
    "verification_uri": "https://microsoft.com/devicelogin",
    "expires_in": 900,
    "interval": 0,
}
PENDING: dict[str, object] = {"error": "authorization_pending", "error_description": "AADSTS70016: not yet."}
LASTING: dict[str, object] = {"access_token": "a", "expires_in": 3600, "token_type": "Bearer", "refresh_token": "r-1"}


class Still:
    """A clock that stands."""

    def now(self) -> datetime:
        return BEGAN

    def wait(self, seconds: float) -> None:
        raise AssertionError(seconds)


@pytest.fixture
def endpoint(server_certificates: Certificates, tmp_path: Path) -> Iterator[TokenEndpoint]:
    with token_endpoint(server_certificates, tmp_path) as server:
        yield server


@pytest.fixture
def app(endpoint: TokenEndpoint, server_certificates: Certificates) -> MicrosoftApp:
    return MicrosoftApp("jca-mv", "tenant", "app-1", None, endpoint.address, server_certificates.authority)


@pytest.fixture
def client(endpoint: TokenEndpoint, server_certificates: Certificates) -> PersonClient:
    return PersonClient(
        "jca-mv", "jca@example.org", "app-1", "secret-1", endpoint.address, server_certificates.authority
    )


@pytest.fixture
def kept(tmp_path: Path) -> KeptLogin:
    return KeptLogin(tmp_path / "secrets" / "login", "jca-mv")


def test_a_login_is_kept_for_its_owner_only_and_replaced_whole(kept: KeptLogin) -> None:
    kept.write("r-1")
    kept.write("r-2")
    assert kept.read() == "r-2"
    assert kept.file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in kept.file.parent.iterdir()] == ["login"]


def test_where_nobody_has_logged_in_the_command_is_told(kept: KeptLogin) -> None:
    with pytest.raises(LoginError, match="run `intake mailbox login jca-mv`"):
        kept.read()


def test_a_login_that_others_may_read_is_not_used(kept: KeptLogin) -> None:
    kept.write("r-1")
    kept.file.chmod(0o644)
    with pytest.raises(LoginError, match="chmod 600"):
        kept.read()


def test_a_login_that_cannot_be_written_leaves_the_one_from_before(kept: KeptLogin) -> None:
    kept.write("r-1")
    kept.file.with_name(".login.new").mkdir()
    with pytest.raises(UnavailableError, match="the login cannot be kept"):
        kept.write("r-2")
    assert kept.read() == "r-1"


def test_a_login_without_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "secrets").write_text("a file where a folder should be")
    with pytest.raises(UnavailableError, match="the login cannot be kept"):
        KeptLogin(tmp_path / "secrets" / "login", "jca-mv").write("r-1")


def test_a_person_logs_in_at_microsoft_by_a_code(endpoint: TokenEndpoint, app: MicrosoftApp) -> None:
    endpoint.answers = [(200, CODE), (400, PENDING), (400, PENDING), (200, LASTING)]
    login = DeviceLogin(app)
    invited = login.begin()
    assert (invited.url, invited.code) == ("https://microsoft.com/devicelogin", "ABCD-EFGH")
    assert login.finish() == "r-1"
    scopes = endpoint.asked[0]["scope"][0].split()
    assert {"https://outlook.office.com/IMAP.AccessAsUser.All", "https://outlook.office.com/SMTP.Send"} <= {*scopes}
    assert "offline_access" in scopes


def logged_in(login: DeviceLogin) -> str:
    login.begin()
    return login.finish()


@pytest.mark.parametrize(("answers", "words"), [
    pytest.param([(200, CODE), (400, {"error": "authorization_declined"})], "did not agree", id="declined"),
    pytest.param([(200, CODE), (400, {"error": "expired_token"})], "as long as the code was good", id="too-late"),
    pytest.param([(400, {"error": "invalid_client", "error_description": "AADSTS7000218: a secret is needed."})],
                 "allow public client flows", id="not-public"),
    pytest.param([(200, CODE), (200, {"access_token": "a", "expires_in": 3600})], "do not know", id="does-not-last"),
])  # fmt: skip
def test_a_login_that_fails_tells_the_remedy(
    endpoint: TokenEndpoint, app: MicrosoftApp, answers: list[tuple[int, dict[str, object] | str]], words: str
) -> None:
    endpoint.answers = answers
    with pytest.raises(LoginError, match=words):
        logged_in(DeviceLogin(app))


def test_the_login_that_microsoft_gives_anew_is_kept(
    endpoint: TokenEndpoint, app: MicrosoftApp, kept: KeptLogin
) -> None:
    kept.write("r-0")
    endpoint.answers = [(200, LASTING)]
    granted = person_grant("jca-mv", kept, lambda refresh: microsoft.renewed(app, refresh), Still())()
    assert (granted.token, granted.ends) == ("a", BEGAN + timedelta(hours=1))
    assert endpoint.asked[0]["refresh_token"] == ["r-0"]
    assert kept.read() == "r-1"


@pytest.mark.parametrize(("code", "words"), [
    (70008, "has ended"), (700082, "has ended"), (50173, "was revoked"), (50076, "second factor"),
    (70043, "at fixed times"), (65001, "consent"),
])  # fmt: skip
def test_a_login_that_no_longer_counts_tells_the_command_and_stays(
    endpoint: TokenEndpoint, app: MicrosoftApp, kept: KeptLogin, code: int, words: str
) -> None:
    kept.write("r-0")
    endpoint.answers = [(400, {"error": "invalid_grant", "error_description": f"AADSTS{code}: no."})]
    with pytest.raises(LoginError, match=words) as told:
        person_grant("jca-mv", kept, lambda refresh: microsoft.renewed(app, refresh), Still())()
    assert "r-0" not in str(told.value)
    assert kept.read() == "r-0"


def test_a_person_logs_in_at_google_with_a_browser(endpoint: TokenEndpoint, client: PersonClient) -> None:
    login = BrowserLogin(client)
    asks = {name: one[0] for name, one in parse_qs(urlsplit(login.begin().url).query).items()}
    assert (asks["scope"], asks["access_type"], asks["redirect_uri"]) == (google.SCOPE, "offline", RETURNS_TO)
    endpoint.answers = [(200, LASTING)]
    assert login.finish(f" {RETURNS_TO}?state={asks['state']}&code=c-1&scope=x\n") == "r-1"
    (form,) = endpoint.asked
    digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asks["code_challenge"]
    assert (form["code"], form["client_secret"]) == (["c-1"], ["secret-1"])


@pytest.mark.parametrize(("pasted", "words"), [
    ("", "not the address"),
    ("4/0AbCdEf", "not the address"),
    (f"{RETURNS_TO}?state=of-another-login&code=c-1", "not the address"),
    (f"{RETURNS_TO}?error=access_denied", "check the app's permissions"),
])  # fmt: skip
def test_another_address_logs_nobody_in(endpoint: TokenEndpoint, client: PersonClient, pasted: str, words: str) -> None:
    login = BrowserLogin(client)
    login.begin()
    with pytest.raises(LoginError, match=words):
        login.finish(pasted)
    assert endpoint.asked == []


def test_googles_login_stays_where_none_is_given_anew(
    endpoint: TokenEndpoint, client: PersonClient, kept: KeptLogin
) -> None:
    kept.write("r-0")
    granted = person_grant("jca-mv", kept, lambda refresh: google.renewed(client, refresh), Still())()
    assert (granted.token, kept.read()) == ("token-1", "r-0")
    assert endpoint.asked[0]["grant_type"] == ["refresh_token"]
