"""A provider of identities that speaks OpenID Connect: the code flow with PKCE, by Authlib."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from intake.domain.persons.entering import EntryRefusedError
from intake.domain.persons.identities import Identity, LoginBegun, ProviderAwayError
from intake.ports import Clock

SECONDS = 10.0
"""How long the provider has for each answer."""
LEEWAY = 60
"""Seconds by which its clock may differ from ours."""

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
"""Signatures by a key that only the provider has; none that our own secret could make."""


@dataclass(frozen=True, slots=True)
class OpenIdPlace:
    """The provider, and we there: `issuer` is its name and address; the claims say login, name and roles."""

    issuer: str
    client: str
    secret: str = field(default="", repr=False)
    scope: str = "openid profile email"
    login_claim: str = "preferred_username"
    name_claim: str = "name"
    roles_claim: str = ""
    authority: Path | None = None


class OpenIdProvider:
    """Asks the provider; what it says of itself (OpenID Connect Discovery 1.0) is asked for once."""

    def __init__(self, place: OpenIdPlace, clock: Clock) -> None:
        self._place = place
        self._clock = clock
        self._lock = Lock()
        self._known: Mapping[str, Any] | None = None

    def address(self, back: str, asked: LoginBegun) -> str:
        """Where a browser is sent; it comes back to `back` with a code. ProviderAwayError."""
        with self._session(back) as session:
            address, _ = session.create_authorization_url(
                self._said(session, "authorization_endpoint"),
                state=asked.state,
                nonce=asked.nonce,
                code_verifier=asked.verifier,
            )
            return str(address)

    def identity(self, back: str, code: str, asked: LoginBegun) -> Identity:
        """Who came back with this code. ProviderAwayError; EntryRefusedError says why it cannot be believed."""
        with self._session(back) as session:
            try:
                token = session.fetch_token(
                    self._said(session, "token_endpoint"),
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=asked.verifier,
                )
                claims = self._checked(session, token, asked)
                return self._identity(self._completed(session, claims))
            except RequestException as error:
                raise self._away(error) from error
            except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
                raise EntryRefusedError(f"{type(error).__name__}: {error}"[:200]) from error

    def _checked(self, session: OAuth2Session, token: Mapping[str, Any], asked: LoginBegun) -> dict[str, Any]:
        """The claims of the ID token, whose signature, issuer, audience, nonce and time are right."""
        keys = KeySet.import_key_set(self._got(session, self._said(session, "jwks_uri")))
        read = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": self._place.issuer},
                "aud": {"essential": True, "value": self._place.client},
            },
            params={"nonce": asked.nonce, "client_id": self._place.client, "access_token": token.get("access_token")},
        )
        claims.validate(int(self._clock.now().timestamp()), LEEWAY)
        return dict(claims)

    def _completed(self, session: OAuth2Session, claims: dict[str, Any]) -> dict[str, Any]:
        """The claims, with what only the UserInfo endpoint says (OpenID Connect Core, section 5.3)."""
        wanted = {self._place.login_claim, self._place.roles_claim} - {""}
        place = (self._known or {}).get("userinfo_endpoint")
        if wanted <= claims.keys() or not place:
            return claims
        answer = session.get(place)
        answer.raise_for_status()
        more = answer.json()
        if more.get("sub") != claims["sub"]:
            raise ValueError("UserInfo is about somebody else")
        return {**more, **claims}

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        place = self._place
        login = claims.get(place.login_claim)
        if not isinstance(login, str) or not login.strip():
            raise ValueError(f"there is no claim {place.login_claim}")
        if place.login_claim == "email" and claims.get("email_verified") is False:
            raise ValueError("the provider has not verified this e-mail address")
        given = claims.get(place.roles_claim, ()) if place.roles_claim else ()
        values = (given,) if isinstance(given, str) else tuple(one for one in given if isinstance(one, str))
        name = claims.get(place.name_claim)
        return Identity(f"{place.issuer} {claims['sub']}", login, name if isinstance(name, str) else "", values)

    def _said(self, session: OAuth2Session, name: str) -> str:
        """What the provider says of itself under this name. ProviderAwayError where it does not, or is another one."""
        with self._lock:
            if self._known is None:
                known = self._got(session, f"{self._place.issuer.rstrip('/')}/.well-known/openid-configuration")
                if known.get("issuer") != self._place.issuer:
                    called = str(known.get("issuer"))[:200]
                    raise ProviderAwayError(
                        f"{self._place.issuer} calls itself {called!r}: write that as issuer in [desk.oidc]."
                    )
                self._known = known
            return str(self._known[name])

    def _got(self, session: OAuth2Session, address: str) -> Any:  # noqa: ANN401 - JSON of the provider
        try:
            answer = session.get(address, withhold_token=True)
            answer.raise_for_status()
            return answer.json()
        except (RequestException, ValueError) as error:
            raise self._away(error) from error

    def _away(self, error: Exception) -> ProviderAwayError:
        return ProviderAwayError(
            f"The provider of identities {self._place.issuer} does not answer as it should: {error}"
        )

    def _session(self, back: str) -> OAuth2Session:
        place = self._place
        session = OAuth2Session(
            place.client,
            place.secret or None,
            scope=place.scope,
            redirect_uri=back,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if place.secret else "none",
            default_timeout=SECONDS,
            leeway=0,  # a token is used at once: one that lasts a minute is no old one
        )
        session.trust_env = False
        session.max_redirects = 0
        if place.authority is not None:
            session.verify = str(place.authority)
        return session
