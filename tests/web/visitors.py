"""Somebody who asks an application for pages, in this process: no socket, no browser."""

import asyncio
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from re import sub
from typing import Any
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message

HOST = "papers.example.org"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()
    """Each Set-Cookie field."""

    @property
    def html(self) -> str:
        return self.body.decode()

    @property
    def text(self) -> str:
        """What a reader sees, in one line."""
        return " ".join(unescape(sub(r"<[^>]*>", " ", self.html)).split())


def answered(connection: HTTPConnection, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """The same over a connection, which is closed then."""
    with closing(connection):
        connection.request(method, path, body, {name.replace("_", "-"): one for name, one in headers.items()})
        found = connection.getresponse()
        return Answer(found.status, {name.lower(): one for name, one in found.getheaders()}, found.read())


@dataclass
class Visitor:
    """Asks from one address, in these languages."""

    app: ASGIApp
    address: str = "192.0.2.1"
    languages: str = ""
    host: str = HOST

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, **fields: str) -> Answer:
        form = {"content-type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(fields).encode(), headers=form)

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """One request; an exception that comes out of the application fails the test."""
        fields = {"host": self.host, "accept-language": self.languages, **(headers or {})}
        return asyncio.run(self._ask(method, path, body, fields))

    async def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        place, _, query = path.partition("?")
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": place,
            "raw_path": place.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [
                (name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items() if value
            ],
            "client": (self.address, 4711),
            "server": ("127.0.0.1", 8026),
        }
        sent: list[Message] = []
        bodies: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            if bodies:
                return bodies.pop()
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start = next(one for one in sent if one["type"] == "http.response.start")
        found = {name.decode(): value.decode() for name, value in start["headers"]}
        cookies = tuple(value.decode() for name, value in start["headers"] if name == b"set-cookie")
        return Answer(start["status"], found, b"".join(one.get("body", b"") for one in sent), cookies)
