"""Somebody at the desk, in this process: who they are, the cookies that they were given, the forms that they send."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from intake.domain.persons.entering import Session, digest_of, form_token
from intake.domain.persons.people import Person
from intake.ports import Store
from tests.web.visitors import Answer, Visitor

STARTED = datetime(2026, 4, 1, tzinfo=UTC)
PEOPLE = {
    "viewer": Person("vera", "Vera Viewer", "viewer"),
    "secretary": Person("sam", "Sam Secretary", "secretary"),
    "chair": Person("kang", "Kang Chair", "chair", ("jca-mv",)),
    "administrator": Person("ada", "Ada Administrator", "administrator"),
}


ALWAYS = datetime(2100, 1, 1, tzinfo=UTC)


def secret_of(role: str) -> str:
    """The secret of a session that is open in somebody's browser."""
    return f"the-session-of-{PEOPLE[role].login}"


def let_in(store: Store) -> None:
    """Add one person for each role, each with a session that lasts, whatever a test does to the clock."""
    with store.write() as work:
        for role, person in PEOPLE.items():
            work.persons.add(person, STARTED)
            key = digest_of(secret_of(role))
            work.sessions.open(Session(0, key, person.login, "password", STARTED, ALWAYS, ALWAYS, "192.0.2.1", "Test"))


@dataclass
class DeskVisitor(Visitor):
    """A browser without script: it keeps cookies, and sends the field by which a form is known to be ours."""

    host: str = "127.0.0.1:8025"
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def csrf(self) -> str:
        """The token that its forms carry."""
        kept = {name.rpartition("-")[2]: value for name, value in self.cookies.items()}
        return form_token(kept.get("desk_session") or kept.get("desk_csrf", ""))

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
        form = {"content-type": "application/x-www-form-urlencoded", "origin": f"http://{self.host}"}
        return self.ask("POST", path, urlencode({"csrf": self.csrf, **fields}, doseq=True).encode(), headers=form)

    def send(self, path: str, **fields: str) -> Answer:
        """Send a form that is taken; the page that it leads to."""
        answer = self.post(path, **fields)
        assert answer.status == 303, answer.text
        return self.get(answer.headers["location"])
