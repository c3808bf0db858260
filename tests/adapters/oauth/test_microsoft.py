"""An app's token by msal, from an endpoint on loopback that answers as Microsoft documents it."""

import logging
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from intake.adapters.oauth.microsoft import MicrosoftApp, app_grant
from intake.domain.errors import LoginError, UnavailableError
from tests.adapters.oauth.endpoint_of_tokens import TokenEndpoint, token_endpoint
from tests.servers.certificates import Certificates

BEGAN = datetime(2026, 4, 30, 12, tzinfo=UTC)
SECRET = "a-secret-that-nobody-reads"


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
    return MicrosoftApp("jca-mv", "tenant", "app-1", SECRET, endpoint.address, server_certificates.authority)


def test_an_app_gets_a_token_with_its_end(endpoint: TokenEndpoint, app: MicrosoftApp) -> None:
    granted = app_grant(app, Still())()
    assert (granted.token, granted.ends) == ("token-1", BEGAN + timedelta(hours=1))
    assert endpoint.asked[0]["scope"] == ["https://outlook.office365.com/.default"]
    assert endpoint.asked[0]["grant_type"] == ["client_credentials"]


REFUSED = [
    pytest.param(401, 7000215, "invalid_client", "secret's value", id="wrong-secret"),
    pytest.param(401, 7000222, "invalid_client", "secret has ended", id="ended-secret"),
    pytest.param(400, 700016, "unauthorized_client", "does not know this app", id="unknown-app"),
    pytest.param(400, 7000112, "unauthorized_client", "disabled", id="disabled"),
    pytest.param(400, 53003, "access_denied", "conditional access", id="conditional-access"),
]


@pytest.mark.parametrize(("status", "code", "error", "words"), REFUSED)
def test_a_refusal_is_told_with_its_remedy_and_without_the_secret(
    endpoint: TokenEndpoint,
    app: MicrosoftApp,
    caplog: pytest.LogCaptureFixture,
    *,
    status: int,
    code: int,
    error: str,
    words: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    endpoint.answers = [(status, {"error": error, "error_description": f"AADSTS{code}: no.", "error_codes": [code]})]
    with pytest.raises(LoginError, match=words) as told:
        app_grant(app, Still())()
    printed = "".join(traceback.format_exception(told.value)) + caplog.text
    assert SECRET not in printed


@pytest.mark.parametrize("answer", [
    pytest.param((429, {"error": "too_many"}), id="too-many"),
    pytest.param((503, "<html>away</html>"), id="away"),
    pytest.param((400, {"error": "temporarily_unavailable"}), id="temporarily"),
])  # fmt: skip
def test_what_passes_is_asked_again(
    endpoint: TokenEndpoint, app: MicrosoftApp, answer: tuple[int, dict[str, object] | str]
) -> None:
    endpoint.answers = [answer]
    grant = app_grant(app, Still())
    with pytest.raises(UnavailableError, match="we ask again") as told:
        grant()
    assert not isinstance(told.value, LoginError)
    assert grant().token == "token-2"


def test_an_unknown_tenant_is_told(endpoint: TokenEndpoint, app: MicrosoftApp) -> None:
    endpoint.known = False
    with pytest.raises(LoginError, match="no such tenant"):
        app_grant(app, Still())()


def test_nothing_is_asked_before_the_first_login(app: MicrosoftApp) -> None:
    grant = app_grant(replace(app, authority="https://localhost:1"), Still())
    with pytest.raises(UnavailableError, match="does not answer"):
        grant()


def test_a_new_question_gets_a_new_token(endpoint: TokenEndpoint, app: MicrosoftApp) -> None:
    grant = app_grant(app, Still())
    assert [grant().token, grant().token] == ["token-1", "token-2"]


def test_a_certificate_that_is_not_trusted_is_told(
    endpoint: TokenEndpoint, app: MicrosoftApp, server_certificates: Certificates
) -> None:
    with pytest.raises(UnavailableError, match="not trusted, so no secret was sent"):
        app_grant(replace(app, ca_file=server_certificates.stranger), Still())()
    assert endpoint.asked == []


def test_what_is_no_token_endpoint_is_told(endpoint: TokenEndpoint, app: MicrosoftApp) -> None:
    endpoint.answers = [(200, "<html>a portal of the hotel</html>")]
    with pytest.raises(LoginError, match="jca-mv"):
        app_grant(app, Still())()


def test_an_app_with_a_certificate_signs_its_question(endpoint: TokenEndpoint, app: MicrosoftApp) -> None:
    ours = trustme.CA(key_type=trustme.KeyType.RSA).issue_cert("app.example.org", key_type=trustme.KeyType.RSA)
    both = ours.private_key_and_cert_chain_pem.bytes().decode()
    shown = replace(app, credential={"private_key": both, "public_certificate": both})
    assert app_grant(shown, Still())().token == "token-1"
    (form,) = endpoint.asked
    assert form["client_assertion_type"] == ["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"]
    assert "client_secret" not in form


@pytest.mark.parametrize(
    "pem", ["no certificate at all", "-----BEGIN PRIVATE KEY-----\nbroken\n-----END PRIVATE KEY-----"]
)
def test_a_certificate_that_cannot_be_read_is_told(endpoint: TokenEndpoint, app: MicrosoftApp, pem: str) -> None:
    shown = replace(app, credential={"private_key": pem, "public_certificate": pem})
    with pytest.raises(LoginError, match="the certificate's file cannot be read"):
        app_grant(shown, Still())()
    assert endpoint.asked == []
