"""A provider of identities on loopback: OpenID Connect with PKCE, a process of its own, and faults on request.

Whoever is sent to /authorize says with `as` who they are, and with `fault` what is to go wrong.
"""

import base64
import hashlib
import json
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from intake.adapters.clock import SystemClock
from tests.servers.ports import HOST, free_ports, wait_until_it_listens

CLIENT, SECRET = "intake-desk", "a secret of the provider's: 100 % & /"
PEOPLE: dict[str, dict[str, Any]] = {
    "sam": {"sub": "0001", "preferred_username": "sam", "name": "Sam of the House", "roles": ["staff"]},
    "zoe": {"sub": "0002", "preferred_username": "Zoe@House.example", "name": "Zoé", "roles": ["chairs", "visitors"]},
    "mallory": {"sub": "0666", "preferred_username": "sam", "name": "Mallory", "roles": ["staff"]},
    "nobody": {"sub": "0003", "preferred_username": "nobody", "name": "Nobody"},
    "hostile": {"sub": "0004", "preferred_username": "<script>alert(1)</script>", "name": "\u202e", "roles": ["staff"]},
    "thin": {"sub": "0005", "preferred_username": "sam"},
    "ada": {
        "sub": "0007",
        "preferred_username": "ada",
        "name": "Somebody who calls themselves Ada",
        "roles": ["staff"],
    },
    "boss": {"sub": "0008", "preferred_username": "boss", "name": "Boss", "roles": ["bosses"]},
    "proved": {"sub": "0010", "email": "sam", "email_verified": True},
    "proved-as-text": {"sub": "0011", "email": "sam", "email_verified": "true"},
    "unproved": {"sub": "0012", "email": "sam", "email_verified": False},
    "unproved-as-text": {"sub": "0013", "email": "sam", "email_verified": "false"},
    "silent": {"sub": "0014", "email": "sam"},
}
"""Who has an account; "thin" is told of by UserInfo alone."""


@dataclass(frozen=True)
class Provider:
    """One that runs: its name and address."""

    issuer: str


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider in a process of its own, until the block ends."""
    (port,) = free_ports(1)
    process = subprocess.Popen([sys.executable, "-m", "tests.servers.identity", str(port)])
    try:
        wait_until_it_listens(port, process, Path())
        yield Provider(f"http://{HOST}:{port}")
    finally:
        process.terminate()
        process.wait(10)


class _Answers(BaseHTTPRequestHandler):
    server: "_Server"

    def do_GET(self) -> None:
        """Discovery, keys, the login, UserInfo."""
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        issuer = self.server.issuer
        if parts.path == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": issuer,
                    "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token",
                    "jwks_uri": f"{issuer}/keys",
                    "userinfo_endpoint": f"{issuer}/userinfo",
                    "end_session_endpoint": f"{issuer}/leave?realm=house",
                    "authorization_response_iss_parameter_supported": True,
                    "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
                }
            )
        elif parts.path == "/keys":
            self._json({"keys": [self.server.key.as_dict(private=False)]})
        elif parts.path == "/rotate":  # another key, as providers do from time to time
            self.server.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"})
            self._json({})
        elif parts.path == "/authorize":
            self._authorize(asked)
        elif parts.path == "/userinfo":
            who = self.server.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
            self._json(PEOPLE[who] if who else {}, 200 if who else 401)
        else:
            self._json({}, 404)

    def do_POST(self) -> None:
        """The code for a token, once, to the client that has the verifier and the secret."""
        length = int(self.headers.get("Content-Length", "0"))
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        given = self.server.codes.pop(form.get("code", ""), None)
        told = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if self.headers.get("Authorization") != f"Basic {told}":
            self._json({"error": "invalid_client"}, 401)
        elif given is None or challenge != given["code_challenge"] or form.get("redirect_uri") != given["redirect_uri"]:
            self._json({"error": "invalid_grant"}, 400)
        else:
            access = secrets.token_urlsafe(16)
            self.server.tokens[access] = given["as"]
            token = {"access_token": access, "token_type": "Bearer", "expires_in": 60}
            self._json({**token, **self._id_token(given)})

    def _authorize(self, asked: dict[str, str]) -> None:
        right = {"client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256"}
        if any(asked.get(name) != value for name, value in right.items()) or "openid" not in asked["scope"].split():
            self._json({"error": "invalid_request"}, 400)
            return
        if "as" not in asked:  # a person chooses: for a browser
            here = escape(self.path)
            buttons = "".join(f'<p><a href="{here}&amp;as={name}">{name}</a></p>' for name in PEOPLE)
            self._send(200, f"<title>House</title><h1>Who are you?</h1>{buttons}".encode(), "text/html; charset=utf-8")
            return
        if asked.get("fault") == "denied":
            back = {"error": "access_denied", "state": asked["state"]}
        else:
            code = secrets.token_urlsafe(16)
            self.server.codes[code] = asked
            back = {"code": code, "state": asked["state"], "iss": self.server.issuer}
            mixed_up = {"no-iss": {}, "other-iss": {"iss": "https://evil.example"}}
            fault = asked.get("fault", "")
            back = (
                {**{name: one for name, one in back.items() if name != "iss"}, **mixed_up[fault]}
                if fault in mixed_up
                else back
            )
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.end_headers()

    def _id_token(self, given: dict[str, str]) -> dict[str, str]:
        fault, now = given.get("fault", ""), int(SystemClock().now().timestamp())
        claims: dict[str, Any] = {
            "iss": self.server.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": given["nonce"],
        }
        person = PEOPLE[given["as"]]
        claims |= {"sub": person["sub"]} if given["as"] == "thin" else person
        faults: dict[str, dict[str, Any]] = {
            "issuer": {"iss": "https://evil.example"},
            "audience": {"aud": "another-client"},
            "expired": {"iat": now - 900, "exp": now - 600},
            "a-little-late": {"iat": now - 330, "exp": now - 30},
            "a-little-early": {"iat": now + 30, "exp": now + 330},
            "of-tomorrow": {"iat": now + 86_400, "exp": now + 86_700},
            "two-audiences": {"aud": [CLIENT, "another-client"], "azp": "another-client"},
            "no-subject": {"sub": ""},
            "number": {"sub": 7},
            "nonce": {"nonce": "of-another-login"},
            "no-login": {"preferred_username": ""},
        }
        claims |= faults.get(fault, {})
        if fault == "no-nonce":
            del claims["nonce"]
        header = {"alg": "RS256", "kid": self.server.key.kid}
        if fault == "no-token":
            return {}
        if fault == "unsigned":
            parts = ({"alg": "none"}, claims)
            return {"id_token": ".".join(_part(one) for one in parts) + "."}
        if fault == "our-secret":
            return {"id_token": jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))}
        key = RSAKey.generate_key(2048, {"kid": str(self.server.key.kid)}) if fault == "key" else self.server.key
        return {"id_token": jwt.encode(header, claims, key)}

    def _json(self, value: object, status: int = 200) -> None:
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        """Say nothing."""


def _part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


class _Server(ThreadingHTTPServer):
    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), _Answers)
        self.issuer = f"http://{HOST}:{port}"
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, str] = {}


if __name__ == "__main__":
    _Server(int(sys.argv[1])).serve_forever()
