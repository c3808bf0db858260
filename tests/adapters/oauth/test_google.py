"""A service account's token, from an endpoint on loopback that answers as Google documents it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from google.auth import jwt

from intake.adapters.oauth.google import ServiceAccount, key_of, service_grant
from intake.domain.errors import ConfigurationError, LoginError, UnavailableError
from tests.adapters.oauth.endpoint_of_tokens import TokenEndpoint, token_endpoint
from tests.servers.certificates import Certificates

BEGAN = datetime(2026, 4, 30, 12, tzinfo=UTC)
OURS = trustme.CA(key_type=trustme.KeyType.RSA).issue_cert("x.example.org", key_type=trustme.KeyType.RSA)
KEY = json.dumps(
    {
        "type": "service_account",
        "client_email": "intake@project.iam.gserviceaccount.com",
        "client_id": "103828366368623534127",
        "private_key_id": "key-1",
        "private_key": OURS.private_key_pem.bytes().decode(),
        "token_uri": "https://elsewhere.example.org/token",
    }
)


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
def account(endpoint: TokenEndpoint, server_certificates: Certificates) -> ServiceAccount:
    key = key_of(KEY, Path("google.json"))
    return ServiceAccount("google", "jca@example.org", key, endpoint.address, server_certificates.authority)


def test_a_service_account_gets_a_token_for_the_user_of_the_mailbox(
    endpoint: TokenEndpoint, account: ServiceAccount
) -> None:
    granted = service_grant(account, Still())()
    assert (granted.token, granted.ends) == ("token-1", BEGAN + timedelta(hours=1))
    (form,) = endpoint.asked
    assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
    certificate = OURS.cert_chain_pems[0].bytes()
    claims = jwt.decode(form["assertion"][0], certificate, verify=False)  # type: ignore[no-untyped-call]
    assert claims == {
        "iss": "intake@project.iam.gserviceaccount.com",
        "sub": "jca@example.org",
        "scope": "https://mail.google.com/",
        "aud": f"{endpoint.address}/token",
        "iat": int(BEGAN.timestamp()),
        "exp": int(BEGAN.timestamp()) + 3600,
    }


@pytest.mark.parametrize(("error", "described", "words"), [
    pytest.param("unauthorized_client", "Client is unauthorized to retrieve access tokens using this method, or client "
                 "not authorized for any of the scopes requested.", "domain-wide delegation", id="no-delegation"),
    pytest.param("invalid_grant", "Invalid email or User ID", "Google knows no such user", id="no-user"),
    pytest.param("invalid_grant", "Invalid JWT Signature.", "does not know the service account's key", id="old-key"),
    pytest.param("invalid_grant", "Invalid grant: account not found", "service account's key", id="account-gone"),
    pytest.param("invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
                 "timeframe. Check your iat and exp values in the JWT claim.", "set it by NTP", id="clock"),
    pytest.param("admin_policy_enforced", "", "policy of the organization", id="policy"),
    pytest.param("invalid_scope", "Some requested scopes were invalid.", "does not know the permission", id="scope"),
    pytest.param("org_internal", "Only for us.", "gives a reason that we do not know (org_internal Only for us.)",
                 id="unknown"),
])  # fmt: skip
def test_each_refusal_names_its_remedy(
    endpoint: TokenEndpoint, account: ServiceAccount, error: str, described: str, words: str
) -> None:
    endpoint.answers = [(400, {"error": error, "error_description": described})]
    with pytest.raises(LoginError) as told:
        service_grant(account, Still())()
    assert words in str(told.value)


def test_what_passes_is_asked_again(endpoint: TokenEndpoint, account: ServiceAccount) -> None:
    endpoint.answers = [(503, "<html>backend error</html>")]
    grant = service_grant(account, Still())
    with pytest.raises(UnavailableError, match="we ask again") as told:
        grant()
    assert not isinstance(told.value, LoginError)
    assert grant().token == "token-2"


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "[]",
        "{}",
        '{"type": "authorized_user"}',
        KEY.replace("BEGIN", "BEG IN"),
        KEY.replace("client_email", "mail"),
    ],
)
def test_a_file_that_is_no_key_of_a_service_account_is_told(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"google\.json: is not the key of a service account") as told:
        key_of(text, Path("google.json"))
    assert "PRIVATE KEY" not in str(told.value)
