"""Somebody at the desk, in this process: who they are, the cookies that they were given, the forms that they send."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from starlette.types import ASGIApp, Receive, Scope, Send

from intake.domain.people import Person
from tests.web.visitors import Answer, Visitor

CSRF = "the token of the tests"
PEOPLE = {
    "viewer": Person("vera", "Vera Viewer", "viewer"),
    "secretary": Person("sam", "Sam Secretary", "secretary"),
    "chair": Person("kang", "Kang Chair", "chair", ("jca-mv",)),
    "administrator": Person("ada", "Ada Administrator", "administrator"),
}


class KnownAs:
    """The application for one person, who is logged in already; None: for nobody."""

    def __init__(self, app: ASGIApp, person: Person | None) -> None:
        self._app = app
        self._person = person

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = f"session of {self._person.login}" if self._person else ""
        scope["state"] = {"person": self._person, "session": session, "csrf": CSRF}
        await self._app(scope, receive, send)


@dataclass
class DeskVisitor(Visitor):
    """A browser without script: it keeps cookies, and sends the field by which a form is known to be ours."""

    host: str = "127.0.0.1:8025"
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = super().ask(method, path, body, {"cookie": jar, **(headers or {})})
        for one in answer.cookies:
            for name, morsel in SimpleCookie(one).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.coded_value
        return answer

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        form = {"content-type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode({"csrf": CSRF, **fields}).encode(), headers=form)

    def send(self, path: str, **fields: str) -> Answer:
        """Send a form that is taken; the page that it leads to."""
        answer = self.post(path, **fields)
        assert answer.status == 303, answer.text
        return self.get(answer.headers["location"])
