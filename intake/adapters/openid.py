"""A provider of identities that speaks OpenID Connect: the code flow with PKCE, by Authlib."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Lock
from typing import Any
from urllib.parse import urlencode

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException, Response

from intake.adapters.openid_place import OpenIdPlace
from intake.domain.persons.entering import EntryRefusedError
from intake.domain.persons.identities import Identity, LoginBegun, ProviderAwayError
from intake.ports import Clock

SECONDS = 10.0
"""How long the provider has for each answer."""
LEEWAY = 60
"""Seconds by which its clock may differ from ours."""

AT_ONCE = 8
"""Logins that ask it at one time; of more each comes again, so that one that hangs holds up no pages."""
AGAIN = timedelta(seconds=10)
"""How long nobody asks it for what it says of itself, after it did not answer."""
KNOWN_FOR = timedelta(hours=1)
"""How long we believe what the provider said of itself; its keys are asked for at each login."""
LARGEST = 1_000_000
"""Bytes of what it says."""

_LONGEST_SUBJECT = 255
"""Characters (OpenID Connect Core, section 2)."""
_PIECE = 65_536
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
"""Signatures by a key that only the provider has; none that our own secret could make."""


class OpenIdProvider:
    """Asks the provider; what it says of itself (OpenID Connect Discovery 1.0) is asked for once an hour."""

    def __init__(self, place: OpenIdPlace, clock: Clock) -> None:
        self._place = place
        self._clock = clock
        self._lock = Lock()
        self._known: Mapping[str, Any] = {}
        self._known_at: datetime | None = None
        self._away_at: datetime | None = None
        self._places = BoundedSemaphore(AT_ONCE)

    def address(self, back: str, asked: LoginBegun) -> str:
        """Where a browser is sent; it comes back to `back` with a code. ProviderAwayError."""
        with self._place_at(), self._session(back) as session:
            address, _ = session.create_authorization_url(
                self._said(session, "authorization_endpoint"),
                state=asked.state,
                nonce=asked.nonce,
                code_verifier=asked.verifier,
            )
            return str(address)

    def identity(self, back: str, code: str, asked: LoginBegun, issuer: str) -> Identity:
        """Who came back with this code, from who calls itself `issuer` ("": it does not say; RFC 9207, section 2.4).

        ProviderAwayError; EntryRefusedError says why it cannot be believed.
        """
        with self._place_at(), self._session(back) as session:
            try:
                tokens = self._said(session, "token_endpoint")
                if issuer != self._place.issuer and (issuer or self._tells_issuer):
                    raise EntryRefusedError(f"It was sent back by {issuer[:80]!r}, not by the provider.")
                token = session.fetch_token(
                    tokens,
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

    def leaving(self, after: str) -> str:
        """Where a browser logs out there, and comes to `after` then (RP-Initiated Logout 1.0); "" where it cannot.

        We keep no token to name the session by: the provider asks the person.
        """
        with self._place_at(), self._session(after) as session:
            self._said(session, "authorization_endpoint")
            if "end_session_endpoint" not in self._known:
                return ""
            place = self._said(session, "end_session_endpoint")
        query = urlencode({"client_id": self._place.client, "post_logout_redirect_uri": after})
        return f"{place}{'&' if '?' in place else '?'}{query}"

    @property
    def _tells_issuer(self) -> bool:
        return self._known.get("authorization_response_iss_parameter_supported") is True

    @property
    def _algorithms(self) -> list[str]:
        """Of the signatures that we take those that the provider says it makes."""
        made = self._known.get("id_token_signing_alg_values_supported") or _ALGORITHMS
        return [one for one in _ALGORITHMS if one in made]

    def _checked(self, session: OAuth2Session, token: Mapping[str, Any], asked: LoginBegun) -> dict[str, Any]:
        """The claims of the ID token, whose signature, issuer, audience, nonce and time are right."""
        keys = KeySet.import_key_set(self._got(session, self._said(session, "jwks_uri")))
        read = jwt.decode(token["id_token"], keys, algorithms=self._algorithms)
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
        if wanted <= claims.keys() or "userinfo_endpoint" not in self._known:
            return claims
        more = _said_by(session.get(self._said(session, "userinfo_endpoint"), stream=True))
        if more.get("sub") != claims["sub"]:
            raise ValueError("UserInfo is about somebody else")
        return {**more, **claims}

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        place = self._place
        login = claims.get(place.login_claim)
        if not isinstance(login, str) or not login.strip():
            raise ValueError(f"there is no claim {place.login_claim}")
        if place.login_claim == "email" and claims.get("email_verified") not in (True, "true"):
            raise ValueError("the provider does not say that it has verified this e-mail address")
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT or not subject.isprintable():
            raise ValueError("the subject is none")
        given = claims.get(place.roles_claim, ()) if place.roles_claim else ()
        values = (given,) if isinstance(given, str) else tuple(one for one in given if isinstance(one, str))
        name = claims.get(place.name_claim)
        return Identity(f"{place.issuer} {subject}", login, name if isinstance(name, str) else "", values)

    def _said(self, session: OAuth2Session, name: str) -> str:
        """What the provider says of itself under this name. ProviderAwayError where it does not, or is another one."""
        with self._lock:
            now = self._clock.now()
            if self._known_at is None or not timedelta() <= now - self._known_at < KNOWN_FOR:
                self._require_answering(now)
                self._away_at = now
                self._known, self._known_at = self._discovered(session), now
                self._away_at = None
            said = self._known.get(name)
        if not isinstance(said, str) or not self._place.guards(said):
            raise ProviderAwayError(f"{self._place.issuer} names no {name} that can be used: {str(said)[:200]!r}.")
        return said

    def _require_answering(self, now: datetime) -> None:
        if self._away_at is not None and timedelta() <= now - self._away_at < AGAIN:
            raise ProviderAwayError(f"The provider of identities {self._place.issuer} did not answer a moment ago.")

    @contextmanager
    def _place_at(self) -> Iterator[None]:
        """A place among those who ask it. ProviderAwayError where all are taken."""
        if not self._places.acquire(blocking=False):
            raise ProviderAwayError(f"{AT_ONCE} logins wait for {self._place.issuer} already.")
        try:
            yield
        finally:
            self._places.release()

    def _discovered(self, session: OAuth2Session) -> Mapping[str, Any]:
        known = self._got(session, f"{self._place.issuer.rstrip('/')}/.well-known/openid-configuration")
        called = known.get("issuer") if isinstance(known, dict) else None
        if called != self._place.issuer:
            raise ProviderAwayError(
                f"{self._place.issuer} calls itself {str(called)[:200]!r}: write that as issuer in [desk.oidc]."
            )
        return dict(known)

    def _got(self, session: OAuth2Session, address: str) -> Any:  # noqa: ANN401 - JSON of the provider
        try:
            return _said_by(session.get(address, withhold_token=True, stream=True))
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


def _said_by(answer: Response) -> Any:  # noqa: ANN401 - JSON of the provider
    """What it says, if that is short. ValueError, RequestException."""
    with answer:
        answer.raise_for_status()
        found = bytearray()
        for piece in answer.iter_content(_PIECE):
            found += piece
            if len(found) > LARGEST:
                raise ValueError("it says too much")
    return json.loads(found)
