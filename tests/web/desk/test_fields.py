"""Whatever stands in a field, a path, a query or the name of a file is answered in words, on both databases.

The routes, and the acts behind them, are those of the application; the fields are those of its templates.
"""

import os
import re
from collections.abc import Callable, Iterator
from typing import get_args
from urllib.parse import quote, unquote

import pytest

from intake.domain.offering import Offer
from intake.shipped import shipped_templates
from intake.web.desk.meetings.acts import ActName
from tests.line.worlds import World
from tests.web.desk.people import DeskVisitor
from tests.web.desk.places import Desk, desk_of, filled
from tests.web.desk.test_rights import HERE, asked, path_of

FIELD = re.compile(r"""(?:name="|(?:field|choice|hidden|area)\(")([a-z][a-z._-]*)\"""")
KNOWN = {
    "reason": "because", "day": "2026-05-20", "first": "2026-06-01", "role": "viewer", "since": "2026-01-01",
    "received": "2026-04-30T12:00", "meeting": "jca-mv/2026-05-13", "group": "jca-mv", "step": "accept", "do": "look",
    "login": "vera", "number": "JCA-MV-Doc-001", "mail": "MV-26-0001", "what": "note", "act": "note",
}  # fmt: skip
"""What brings a form further than its first field."""
UNSTORABLE = "a%00b"
SHIFTS = range(1, 1 + int(os.environ.get("INTAKE_SHIFTS", "1")))
HOSTILE = (
    "%ED%A0%80", "%EF%BF%BF%01%1B[31m", "%E2%80%AE%D9%A3%C2%B2%F0%9D%9F%99", "-1", "99999999999999999999999",
    "0001-01-01", "9999-12-31", "24:61", "jca-mv/zzz", "'%22)(*[{{7*7}}%25s{0}{a}", "..%2F..%2Fetc%0D%0AX:%20y", "@",
)  # fmt: skip


def fields() -> list[str]:
    """The names of all fields of all forms."""
    texts = (one.read_text(encoding="utf-8") for one in (shipped_templates() / "desk").rglob("*.j2"))
    return sorted({name for text in texts for name in FIELD.findall(text)} - {"csrf", "login-again"})


def forms(desk: Desk) -> Iterator[str]:
    """Where a form is sent to: each act with an address of its own, too. Not what ends the session or the person."""
    acts = {"/submissions/{name}/acts/{act}": get_args(Offer), "/meetings/{group}/{meeting}/{act}": get_args(ActName)}
    for route, method, path in asked(desk, changing=True):
        if method == "POST" and route.path not in ("/logout", "/people/{login}/disable", "/me/end"):
            places = [f"{path.rpartition('/')[0]}/{act}" for act in acts.get(route.path, ())]
            yield from places or [path]


def filled_in(names: list[str], shift: int) -> bytes:
    """Each field has one of the values, each time another one; every second time what is known to bring it further."""
    values = [HOSTILE[(place + shift) % len(HOSTILE)] for place in range(len(names))]
    known = KNOWN if shift % 2 else {}
    pairs = zip(names, values, strict=True)
    return "&".join(f"{name}={quote(known.get(name, '')) or value}" for name, value in pairs).encode()


def sent(visitor: DeskVisitor, path: str, body: bytes) -> int:
    form = {"content-type": "application/x-www-form-urlencoded"}
    return visitor.ask("POST", path, f"csrf={visitor.csrf}&".encode() + body, form).status


@pytest.fixture
def written(make_world: Callable[[str], World], monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk on each database, asked as often as a test likes."""
    monkeypatch.setattr("intake.web.pace.RequestPace.allows", lambda *_: True)
    world = make_world("written")
    made = desk_of(world, filled(world))
    yield made
    made.close()


def test_no_field_and_no_query_is_a_fault_of_ours(written: Desk) -> None:
    visitor, names = written.visitor("administrator"), fields()
    assert len(names) > 40
    wrong = []
    for path in forms(written):
        for field in (f"reason={UNSTORABLE}", f"unknown={UNSTORABLE}", f"{UNSTORABLE}=x"):
            status = sent(visitor, path, field.encode())
            wrong += [(path, field, status)] if status != 422 else []
        told = [(path, str(shift), sent(visitor, path, filled_in(names, shift))) for shift in SHIFTS]
        wrong += [one for one in told if one[2] >= 500]
    for _, method, path in asked(written, changing=False):
        asking = [f"{path}?{filled_in(names, shift).decode()}" for shift in SHIFTS]
        wrong += [(one, "", status) for one in asking if (status := visitor.ask(method, one).status) >= 500]
        if (status := visitor.ask(method, f"{path}?x={UNSTORABLE}").status) != 422:
            wrong.append((path, UNSTORABLE, status))
    assert wrong == []
    assert written.ended == []


def test_no_place_in_a_path_is_a_fault_of_ours(desk: Desk) -> None:
    visitor, wrong = desk.visitor("administrator"), []
    for route, method, _ in asked(desk, changing=False):
        for place in re.findall(r"\{(\w+)", route.path):
            hostile = path_of(route, place)
            for value in (UNSTORABLE, *HOSTILE):
                status = visitor.ask(method, hostile.replace(HERE, unquote(value))).status
                if status >= 500 or (value == UNSTORABLE and place != "token" and status != 422):
                    wrong.append((route.path, value, status))
    assert wrong == []


@pytest.mark.parametrize(
    "path", ["/documents/register", "/meetings/circular", "/templates", "/templates/jca-mv/example/try"]
)
def test_a_name_that_no_file_can_have_is_told(desk: Desk, path: str) -> None:
    visitor = desk.visitor("administrator")
    token = f'Content-Disposition: form-data; name="csrf"\r\n\r\n{visitor.csrf}'
    names = (f'Content-Disposition: form-data; name="{one}"; filename="a\0b.docx"' for one in ("file", "files"))
    parts = [token, *(f"{one}\r\n\r\nPK" for one in names)]
    body = "".join(f"--x\r\n{one}\r\n" for one in parts) + "--x--\r\n"
    answer = visitor.ask("POST", path, body.encode(), {"content-type": "multipart/form-data; boundary=x"})
    assert answer.status in (400, 422)
