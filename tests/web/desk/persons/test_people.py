"""The pages about persons: links that work once, /people for administrators, /me for everybody."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from starlette.types import Receive, Scope, Send

from intake.domain.persons.entering import FIRST_LINK
from intake.pipeline.persons.keeping import disable, set_password
from intake.pipeline.persons.links import first_link, password_link
from tests.line.worlds import World
from tests.store.databases import connected
from tests.web.desk.people import DeskVisitor
from tests.web.desk.places import Desk, desk_of

HERS = "correct horse battery"
LINK = re.compile(r"http://127\.0\.0\.1:8025(/link/[A-Za-z0-9_-]{43})")


def given(link: str | None) -> str:
    assert link is not None
    return f"/link/{link}"


@pytest.fixture
def empty(world: World) -> Iterator[Desk]:
    """A desk at which nobody works yet."""
    made = desk_of(world)
    with connected(world.url) as connection:
        for table in ("sessions", "persons"):
            connection.execute(text(f"DELETE FROM {table}"))
    yield made
    made.close()


def at_home(desk: Desk) -> DeskVisitor:
    """A browser on the machine itself, with a page open already."""
    visitor = desk.visitor(None)
    visitor.address = "127.0.0.1"
    visitor.get("/login")
    return visitor


def test_the_first_administrator_enters_by_a_link(empty: Desk) -> None:
    path, visitor = given(first_link(empty.desk.door)), at_home(empty)
    for _ in range(2):
        page = visitor.get(path)
        assert page.status == 200, "to look at it uses nothing up"
        assert "The first administrator" in page.text
    wrong = visitor.post(path, login="eve", name="Eve", password=HERS, again=HERS + "!")
    assert wrong.status == 422
    assert "The two passwords differ" in wrong.text
    assert 'value="Eve"' in wrong.html
    assert HERS not in wrong.html
    answer = visitor.post(path, login="eve", name="Eve Example", password=HERS, again=HERS)
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert "Welcome, eve. Your" not in (welcome := visitor.get("/").text)
    assert "Welcome, Eve Example." in welcome
    assert "Administrator" in visitor.get("/me").text
    assert visitor.post(path, login="mallory", password=HERS, again=HERS).status == 410
    assert visitor.get(path).status == 410


@pytest.mark.parametrize(
    ("address", "host", "headers"),
    [
        pytest.param("192.0.2.1", "127.0.0.1:8025", {}, id="another-machine"),
        pytest.param("127.0.0.1", "127.0.0.1:8025", {"x-forwarded-for": "192.0.2.1"}, id="by-a-web-server"),
        pytest.param("127.0.0.1", "127.0.0.1:8025", {"forwarded": "for=192.0.2.1"}, id="by-another-web-server"),
        *(
            pytest.param("127.0.0.1", "127.0.0.1:8025", {name: "192.0.2.1"}, id=name)
            for name in (
                "x-forwarded-host",
                "x-forwarded-proto",
                "x-real-ip",
                "via",
                "true-client-ip",
                "client-ip",
                "cf-connecting-ip",
                "x-original-host",
                "x-proxyuser-ip",
            )
        ),
        pytest.param("127.0.0.1", "desk.example.org", {}, id="under-a-public-name"),
        pytest.param("::ffff:192.0.2.1", "127.0.0.1:8025", {}, id="mapped"),
        pytest.param("", "127.0.0.1:8025", {}, id="nowhere"),
    ],
)
def test_the_first_link_works_on_the_machine_itself(
    empty: Desk, address: str, host: str, headers: dict[str, str]
) -> None:
    served = empty.again(hosts=["desk.example.org"])
    path, visitor = given(first_link(empty.desk.door)), served.visitor(None)
    visitor.address, visitor.host = address, host
    visitor.get("/login")
    assert visitor.get(path, **headers).status == 403
    form = f"csrf={visitor.csrf}&login=eve&password={HERS}&again={HERS}".replace(" ", "+").encode()
    about = {"content-type": "application/x-www-form-urlencoded", **headers}
    assert visitor.ask("POST", path, form, about).status == 403
    assert at_home(empty).get(path).status == 200, "the link is still there"
    with empty.desk.store.read() as work:
        assert not work.persons.any()
    served.close()


@pytest.mark.parametrize(
    ("origin", "version"),
    [
        pytest.param("https://127.0.0.1:8025", "1.1", id="shown-by-https"),
        pytest.param("https://desk.example.org", "1.1", id="shown-under-another-name"),
        pytest.param("http://localhost:9999", "1.1", id="shown-by-another-port"),
        pytest.param("null", "1.1", id="shown-nowhere"),
        pytest.param("", "1.1", id="no-browser"),
        pytest.param("http://127.0.0.1:8025", "1.0", id="an-old-protocol"),
    ],
)
def test_a_web_server_that_says_nothing_of_itself_does_not_bring_the_first_link(
    empty: Desk, origin: str, version: str
) -> None:
    """It asks from this machine, under our own name and port, as nginx does without a line more."""
    path, visitor = given(first_link(empty.desk.door)), at_home(empty)
    form = f"csrf={visitor.csrf}&login=eve&password={HERS}&again={HERS}".replace(" ", "+").encode()
    about = {"content-type": "application/x-www-form-urlencoded", "origin": origin, "sec-fetch-site": "same-origin"}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await empty.app({**scope, "http_version": version}, receive, send)

    visitor.app = app
    assert visitor.ask("POST", path, form, about).status == 403
    with empty.desk.store.read() as work:
        assert not work.persons.any()


def test_the_first_link_runs_out(empty: Desk) -> None:
    path, visitor = given(first_link(empty.desk.door)), at_home(empty)
    empty.world.clock.at += FIRST_LINK
    answer = visitor.get(path)
    assert answer.status == 410
    assert "'intake user link' prints a new one" in answer.text
    assert "Nobody works at this desk yet" in visitor.get("/login").text


@pytest.mark.parametrize(
    ("login", "password", "told"),
    [
        pytest.param("e v e", HERS, "This cannot be a login", id="no-login"),
        pytest.param("", HERS, "This cannot be a login", id="empty"),
        pytest.param("eve", "short", "at least 12 characters", id="short"),
        pytest.param("evelyn.example", "Evelyn.Example1", "This is the login", id="guess"),
        pytest.param("eve", "abababababab", "come again and again", id="same"),
    ],
)
def test_a_form_says_what_is_wrong_beside_the_field(empty: Desk, login: str, password: str, told: str) -> None:
    path, visitor = given(first_link(empty.desk.door)), at_home(empty)
    answer = visitor.post(path, login=login, password=password, again=password)
    assert answer.status == 422
    assert told in answer.text
    assert 'aria-invalid="true"' in answer.html


def test_an_administrator_adds_a_person_who_chooses_a_password(bare_desk: Desk) -> None:
    ada = bare_desk.visitor("administrator")
    page = ada.post("/people", login="Zoe", name="Zoé <b>Example</b>", role="chair", groups="jca-mv")
    assert page.status == 200
    assert "Zoé <b>Example</b>" not in page.html
    found = LINK.search(page.text)
    assert found is not None
    assert "24 hours" in page.text
    listed = ada.get("/people")
    assert "Zoé <b>Example</b> zoe Chair jca-mv Has no password yet Never" in listed.text
    assert found[1] not in listed.html
    zoe = bare_desk.visitor(None)
    zoe.address = "192.0.2.99"
    zoe.get("/login")
    assert "It will be the password of zoe" in zoe.get(found[1]).text
    assert zoe.post(found[1], password=HERS, again=HERS).status == 303
    assert "Sees their own groups" in zoe.get("/me").text
    assert zoe.get("/people").status == 403
    with bare_desk.desk.store.read() as work:
        told = [(one.who, one.why) for one in work.log.newest("person", 2)]
    assert told == [("ada", "zoe: got a link to choose a password."), ("zoe", "zoe: chose a password by a link.")]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"login": "sam"}, "Somebody has this login already", id="taken"),
        pytest.param({"login": "SAM "}, "Somebody has this login already", id="taken-in-capitals"),
        pytest.param({"login": "a b"}, "This cannot be a login", id="no-login"),
        pytest.param({"login": "zoe", "role": "chair"}, "tick at least one", id="chair-of-nothing"),
        pytest.param({"login": "zoe", "groups": "gone"}, "There is no such group any more", id="no-group"),
    ],
)
def test_who_cannot_be_added_is_not_and_the_form_keeps_its_words(desk: Desk, fields: dict[str, str], told: str) -> None:
    answer = desk.visitor("administrator").post("/people", name="Somebody New", **fields)
    assert answer.status == 422
    assert told in answer.text
    assert 'value="Somebody New"' in answer.html


@pytest.mark.parametrize("fields", [{"role": "boss"}, {"role": "Viewer"}, {"login": "x" * 300}])
def test_what_no_form_of_ours_sends_is_said_in_words(desk: Desk, fields: dict[str, str]) -> None:
    answer = desk.visitor("administrator").post("/people", **{"login": "zoe", "role": "viewer", **fields})
    assert answer.status == 422
    assert "does not fit" in answer.text


def test_another_role_holds_at_once_in_an_open_browser(bare_desk: Desk) -> None:
    ada, sam = bare_desk.visitor("administrator"), bare_desk.visitor("secretary")
    assert sam.get("/people").status == 403
    saved = ada.send("/people/sam", role="administrator", name="Sam S.")
    assert "It holds for sam at once" in saved.text
    assert "Sam S." in saved.text
    assert sam.get("/people").status == 200
    ada.send("/people/sam", role="viewer", groups="jca-mv")
    assert "jca-mv" in sam.get("/me").text
    assert sam.get("/people").status == 403


def test_the_only_administrator_stays_one(bare_desk: Desk) -> None:
    ada = bare_desk.visitor("administrator")
    for answer in (ada.post("/people/ada", role="viewer"), ada.post("/people/ada/disable")):
        assert answer.status == 422
        assert "the only administrator" in answer.text
    assert ada.get("/people").status == 200


def test_who_is_disabled_is_out_and_comes_back_with_the_old_password(bare_desk: Desk) -> None:
    ada, sam = bare_desk.visitor("administrator"), bare_desk.visitor("secretary")
    set_password(bare_desk.desk.door, "root", "vera", HERS)
    assert "cannot log in any more" in ada.send("/people/sam/disable").text
    assert sam.get("/me").status == 303
    assert "Enable" in ada.get("/people/sam").text
    assert ada.post("/people/sam/link").status == 303, "no link for who is disabled"
    assert "can log in again" in ada.send("/people/sam/enable").text
    assert sam.get("/me").status == 303, "the old session stays ended"


def test_sessions_of_another_are_ended_by_an_administrator(bare_desk: Desk) -> None:
    ada, sam = bare_desk.visitor("administrator"), bare_desk.visitor("secretary")
    assert "from 192.0.2.1" in ada.get("/people/sam").text
    assert "is logged out there" in ada.send("/people/sam/end").text
    assert sam.get("/me").status == 303
    assert ada.get("/me").status == 200


@pytest.mark.parametrize("path", ["/people/nobody", "/people/%00", "/people/'--"])
def test_who_is_not_there_is_not_here(desk: Desk, path: str) -> None:
    ada = desk.visitor("administrator")
    assert ada.get(path).status == 404
    for act in ("enable", "disable", "link", "end"):
        assert ada.post(f"{path}/{act}").status == 404


def test_the_own_password_is_changed_by_the_old_one(bare_desk: Desk) -> None:
    set_password(bare_desk.desk.door, "root", "vera", HERS)
    vera = bare_desk.visitor(None)
    vera.get("/login")
    vera.post("/login", login="vera", password=HERS)
    new = "another long password"
    for fields, status, told in (
        ({"old": "wrong", "new": new, "again": new}, 422, "This is not your password"),
        ({"old": HERS, "new": new, "again": HERS}, 422, "The two passwords differ"),
        ({"old": HERS, "new": "short", "again": "short"}, 422, "at least 12 characters"),
    ):
        answer = vera.post("/me/password", **fields)
        assert (answer.status, told in answer.text) == (status, True), told
    assert "Your password is changed" in vera.send("/me/password", old=HERS, new=new, again=new).text
    for _ in range(6):
        answer = vera.post("/me/password", old="wrong", new=new, again=new)
    assert (answer.status, vera.post("/me/password", old=new, new=HERS, again=HERS).status) == (422, 429)


def test_who_has_no_password_is_offered_none_to_change(desk: Desk) -> None:
    assert "without a password of this desk" in desk.visitor("chair").get("/me").text


def test_language_and_colours_come_along_to_another_browser(bare_desk: Desk) -> None:
    set_password(bare_desk.desk.door, "root", "vera", HERS)
    vera, other = bare_desk.visitor(None), bare_desk.visitor(None)
    for one in (vera, other):
        one.get("/login")
    vera.post("/login", login="vera", password=HERS)
    assert "Enregistré" in vera.send("/me/look", language="fr", theme="dark").text
    other.post("/login", login="vera", password=HERS)
    page = other.get("/me").html
    assert 'lang="fr"' in page
    assert 'data-theme="dark"' in page


def test_a_lost_password_is_chosen_by_a_link_of_the_command_line(bare_desk: Desk) -> None:
    link = password_link(bare_desk.desk.door, "root", "vera")
    vera = bare_desk.visitor(None)
    vera.get("/login")
    disable(bare_desk.desk.door, "root", "kang")
    assert vera.post(f"/link/{link}", password=HERS, again=HERS).status == 303
    assert vera.get("/me").status == 200
