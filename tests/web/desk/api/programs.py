"""Programs that read the API in this process, each by a token."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, get_args
from urllib.parse import urlencode

from intake.domain.persons.entering import digest_of
from intake.domain.persons.people import Person
from intake.domain.persons.tokens import PREFIX, Token, TokenScope
from intake.ports import Store
from tests.web.desk.people import ALWAYS, STARTED
from tests.web.desk.places import Desk
from tests.web.visitors import Answer, Visitor

ROOT = "/api/v1"
ALL: tuple[TokenScope, ...] = get_args(TokenScope)
NO_PEOPLE = tuple(one for one in ALL if one != "people")
OF_DCC = Person("dora", "Dora of another group", "secretary", ("jca-dcc",))

TOKENS: Mapping[str, tuple[str, tuple[TokenScope, ...], tuple[str, ...]]] = {
    "all": ("ada", ALL, ()),
    "no-people": ("ada", NO_PEOPLE, ()),
    "viewer": ("vera", ALL, ()),
    "chair": ("kang", ALL, ()),
    "narrowed": ("ada", ALL, ("jca-dcc",)),
    "of-dcc": ("dora", ALL, ()),
    "people-alone": ("ada", ("people",), ()),
    **{f"only-{one}": ("ada", (one,), ()) for one in NO_PEOPLE},
}
"""Each token by its name: whose it is, what it opens, which groups it is narrowed to."""


def secret_of_token(name: str) -> str:
    return f"{PREFIX}{name}"


def hand_out(store: Store) -> None:
    """Keep them all, and one that is over."""
    with store.write() as work:
        work.persons.add(OF_DCC, STARTED)
        for name, (login, scopes, groups) in TOKENS.items():
            key = digest_of(secret_of_token(name))
            made = work.api_tokens.add(Token(0, key, login, name, scopes, groups, "ada", STARTED, ALWAYS))
            work.api_tokens.use(made.id, ALWAYS)
        over = digest_of(secret_of_token("over"))
        ends = STARTED + timedelta(seconds=1)
        work.api_tokens.add(Token(0, over, "ada", "over", ALL, (), "ada", STARTED, ends))


@dataclass
class Program(Visitor):
    """Whoever reads; without a token where that is ""."""

    host: str = "127.0.0.1:8025"
    token: str = ""

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        given = {"authorization": f"Bearer {self.token}"} if self.token else {}
        return super().ask(method, path, body, {**given, **(headers or {})})

    def read(self, path: str, **asked: object) -> Any:  # noqa: ANN401 - what JSON has
        """What is answered there, which has to be a record."""
        answer = self.get(f"{ROOT}{path}?{urlencode(asked)}")
        assert answer.status == 200, answer.html
        return json.loads(answer.body)


def program(desk: Desk, name: str = "all") -> Program:
    """The program with this token of `TOKENS`."""
    return Program(desk.app, token=secret_of_token(name) if name else "")
