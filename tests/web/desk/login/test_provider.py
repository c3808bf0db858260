"""Login at a provider of identities, a process of its own on loopback; what of its answers is not to be believed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest

from intake.adapters.clock import SystemClock
from intake.adapters.openid import AT_ONCE, OpenIdProvider
from intake.app.people import gate_of
from intake.domain.errors import ConfigurationError
from intake.domain.persons.entering import KnownPerson
from intake.domain.persons.identities import JOINING, PATIENCE, ProviderAwayError
from intake.pipeline.persons.joining import let_join
from intake.pipeline.persons.keeping import disable
from intake.settings import DeskSettings
from tests.line.worlds import World
from tests.servers.identity import CLIENT, SECRET, Provider, provider
from tests.web.desk.people import DeskVisitor
from tests.web.desk.places import Desk, desk_of

Make = Callable[..., Desk]


@pytest.fixture(scope="module")
def house() -> Iterator[Provider]:
    with provider() as running:
        yield running


def settings_of(house: Provider, **about: object) -> dict[str, object]:
    return {
        "issuer": house.issuer,
        "client_id": CLIENT,
        "client_secret_file": "secret",
        "name": "House account",
        **about,
    }


@pytest.fixture
def make(world: World, house: Provider, tmp_path: Path) -> Iterator[Make]:
    """A desk with this provider."""
    made: list[Desk] = []

    def desk(secret: str = SECRET, joins: str = "sam", **about: object) -> Desk:
        oidc = settings_of(house, **about)
        (tmp_path / "secret").write_text(secret + "\n", encoding="utf-8")
        (tmp_path / "secret").chmod(0o600)
        gate = gate_of(DeskSettings.model_validate({"oidc": oidc}), tmp_path, SystemClock())
        made.append(desk_of(world, oidc=oidc))
        made[-1].desk = replace(made[-1].desk, gate=gate)
        if joins:
            let_join(made[-1].desk.door, "ada", joins)
        return made[-1]

    yield desk
    for one in made:
        one.close()


def sent(visitor: DeskVisitor, after: str = "/me") -> str:
    """Where a browser is sent that asks for the provider."""
    visitor.get("/login")
    page = visitor.post("/login/provider", next=after)
    assert page.status == 200, page.text
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.html)
    assert found is not None
    return unescape(found[1])


def came(address: str, who: str, fault: str = "") -> str:
    """Where the provider sends it back, by path alone."""
    parts = urlsplit(f"{address}&as={who}&fault={fault}")
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(connection.getresponse().getheader("Location") or "")
    connection.close()
    assert back.netloc == "127.0.0.1:8025"
    return f"{back.path}?{back.query}"


def why(desk: Desk) -> str:
    """The reason that stands in the log for the last login that was not taken."""
    with desk.desk.store.read() as work:
        return work.log.newest("login-failed", 1)[0].personal["reason"]


def test_who_was_added_enters_by_the_account_of_the_house(make: Make) -> None:
    desk = make()
    visitor = desk.visitor(None)
    assert "Log in with House account" in visitor.get("/login").text
    answer = visitor.get(came(sent(visitor, "/me?x=1"), "sam"))
    assert (answer.status, answer.headers["location"]) == (303, "/me?x=1")
    page = visitor.get("/me")
    assert "Sam Secretary" in page.text, "the name that was given here stays"
    with desk.desk.store.read() as work:
        told = [(one.what, one.who, one.why) for one in work.log.newest("login", 1) + work.log.newest("person", 1)]
    assert told == [
        ("login", "sam", "Entered by provider."),
        ("person", "desk", "sam: enters by the provider from now on."),
    ]


def test_another_account_with_the_same_login_does_not_enter(make: Make) -> None:
    """At the provider a name may be given away; who somebody is never changes."""
    desk = make()
    first = desk.visitor(None)
    assert first.get(came(sent(first), "sam")).status == 303
    other = desk.visitor(None)
    answer = other.get(came(sent(other), "mallory"))
    assert answer.status == 403
    assert "This login was not taken" in answer.text
    assert "another identity" not in answer.text
    assert why(desk) == "sam is another identity here."
    assert other.get("/me").status == 303


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        pytest.param("zoe", "Zoe@House.example was not added here.", id="not-added"),
        pytest.param("nobody", "nobody was not added here.", id="nobody"),
        pytest.param("hostile", "<script>alert(1)</script> was not added here.", id="hostile"),
    ],
)
def test_without_roles_of_the_provider_only_who_was_added_enters(make: Make, who: str, reason: str) -> None:
    desk = make()
    visitor = desk.visitor(None)
    answer = visitor.get(came(sent(visitor), who))
    assert answer.status == 403
    assert why(desk) == reason
    with desk.desk.store.read() as work:
        assert len(work.persons.all()) == 4


def test_roles_of_the_provider_add_persons_and_are_set_at_each_login(make: Make) -> None:
    desk = make(roles=("chairs=chair/jca-mv", "staff=viewer"))
    zoe, sam, nobody = desk.visitor(None), desk.visitor(None), desk.visitor(None)
    assert zoe.get(came(sent(zoe), "zoe")).status == 303
    assert "zoe@house.example Role Chair" in zoe.get("/me").text
    assert sam.get(came(sent(sam), "sam")).status == 303
    assert "Role Viewer" in sam.get("/me").text, "the provider says so, whatever was said here"
    assert nobody.get(came(sent(nobody), "nobody")).status == 403
    assert why(desk) == "nobody has no role at the provider."
    hostile = desk.visitor(None)
    assert hostile.get(came(sent(hostile), "hostile")).status == 403
    assert "is no login" in why(desk)


def test_what_the_token_leaves_out_userinfo_tells(make: Make) -> None:
    visitor = make().visitor(None)
    assert visitor.get(came(sent(visitor), "thin")).status == 303


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        pytest.param("issuer", "iss", id="another-issuer"),
        pytest.param("no-iss", "sent back by ''", id="sent-back-by-nobody"),
        pytest.param("other-iss", "sent back by 'https://evil.example'", id="sent-back-by-another-provider"),
        pytest.param("of-tomorrow", "in the future", id="of-tomorrow"),
        pytest.param("two-audiences", "azp", id="for-another-party"),
        pytest.param("no-subject", "subject", id="no-subject"),
        pytest.param("number", "sub", id="a-subject-that-is-no-text"),
        pytest.param("audience", "aud", id="for-another-client"),
        pytest.param("expired", "xpired", id="expired"),
        pytest.param("nonce", "nonce", id="of-another-login"),
        pytest.param("no-nonce", "nonce", id="of-no-login"),
        pytest.param("key", "ignature", id="signed-by-another-key"),
        pytest.param("unsigned", "", id="not-signed"),
        pytest.param("our-secret", "", id="signed-with-our-secret"),
        pytest.param("no-token", "id_token", id="no-token"),
        pytest.param("no-login", "no claim preferred_username", id="no-login"),
    ],
)
def test_a_token_that_is_not_right_opens_nothing(make: Make, fault: str, reason: str) -> None:
    desk = make()
    visitor = desk.visitor(None)
    assert visitor.get(came(sent(visitor), "sam", fault)).status == 403
    assert reason in why(desk)
    assert visitor.get("/me").status == 303
    with desk.desk.store.read() as work:
        known = work.persons.named("sam")
    assert known is not None
    assert known.subject == ""


@pytest.mark.parametrize("fault", ["a-little-late", "a-little-early"])
def test_a_clock_that_differs_a_little_is_no_reason(make: Make, fault: str) -> None:
    visitor = make().visitor(None)
    assert visitor.get(came(sent(visitor), "sam", fault)).status == 303


def test_the_provider_may_change_its_key_at_any_time(make: Make, house: Provider) -> None:
    desk = make()
    for _ in range(2):
        visitor = desk.visitor(None)
        assert visitor.get(came(sent(visitor), "sam")).status == 303
        urlopen(f"{house.issuer}/rotate").close()


@pytest.mark.parametrize(
    ("who", "status"),
    [("proved", 303), ("proved-as-text", 303), ("unproved", 403), ("unproved-as-text", 403), ("silent", 403)],
)
def test_an_address_is_a_login_only_where_the_provider_has_verified_it(make: Make, who: str, status: int) -> None:
    desk = make(login_claim="email")
    visitor = desk.visitor(None)
    assert visitor.get(came(sent(visitor), who)).status == status
    assert status == 303 or "verified this e-mail address" in why(desk)


@pytest.mark.parametrize("roles", [(), ("staff=secretary",)], ids=["added-here", "by-roles"])
def test_the_same_name_opens_no_login_before_an_administrator_says_so(make: Make, roles: tuple[str, ...]) -> None:
    """Not that of the administrator, and not one with a password: a name may be chosen at the provider."""
    desk = make(joins="", roles=roles)
    before = everybody(desk)
    for who in ("ada", "sam"):
        visitor = desk.visitor(None)
        assert visitor.get(came(sent(visitor), who)).status == 403
        assert why(desk) == f"{who} may not join an account of the provider."
    assert everybody(desk) == before
    ada = desk.visitor("administrator")
    page = ada.send("/people/sam/join")
    assert "sam can log in with an account of the provider now." in page.text
    assert "Whoever logs in with House account as sam until" in page.text
    visitor = desk.visitor(None)
    assert visitor.get(came(sent(visitor), "sam")).status == 303
    page = ada.get("/people/sam")
    assert "An account of House account opens this login" in page.text
    assert "Whoever logs in with" not in page.text, "and no second one can join"
    assert log_of(desk)[:2] == [
        "sam: enters by the provider from now on.",
        "sam: may join an account of the provider for 14 days.",
    ]


def test_the_word_of_the_administrator_runs_out_and_can_be_taken_back(make: Make) -> None:
    desk = make()
    ada, first, second = desk.visitor("administrator"), desk.visitor(None), desk.visitor(None)
    assert "No account of the provider can join sam any more." in ada.send("/people/sam/join", stop="true").text
    assert first.get(came(sent(first), "sam")).status == 403
    ada.send("/people/sam/join")
    desk.world.clock.at += JOINING
    assert second.get(came(sent(second), "sam")).status == 403


def test_another_account_takes_the_place_of_the_first_by_the_administrators_word_alone(make: Make) -> None:
    desk = make()
    first, other = desk.visitor(None), desk.visitor(None)
    assert first.get(came(sent(first), "sam")).status == 303
    assert other.get(came(sent(other), "mallory")).status == 403
    desk.visitor("administrator").send("/people/sam/join")
    assert other.get(came(sent(other), "mallory")).status == 303
    assert log_of(desk)[0] == "sam: enters by another account of the provider from now on."
    again = desk.visitor(None)
    assert again.get(came(sent(again), "sam")).status == 403, "the first one opens nothing any more"


def test_a_person_is_added_for_the_provider_without_a_password(make: Make) -> None:
    desk = make(joins="")
    ada, zoe = desk.visitor("administrator"), desk.visitor(None)
    assert "Logs in with House account" in ada.get("/people").text
    page = ada.send("/people", login="zoe@house.example", role="viewer", joins="true")
    assert "zoe@house.example can log in with an account of the provider now." in page.text
    assert "/link/" not in page.html
    assert zoe.get(came(sent(zoe), "zoe")).status == 303


def test_without_a_provider_nobody_is_offered_one(bare_desk: Desk) -> None:
    ada = bare_desk.visitor("administrator")
    assert "join" not in ada.get("/people").html
    assert "join" not in ada.get("/people/sam").html
    assert ada.post("/people/sam/join").status == 404


def test_the_provider_takes_no_role_from_the_only_administrator(make: Make) -> None:
    desk = make(joins="ada", roles=("staff=viewer", "bosses=administrator"))
    ada = desk.visitor(None)
    assert ada.get(came(sent(ada), "ada")).status == 303
    assert ada.get("/people").status == 200
    assert "ada: stays administrator, since nobody else is one; the provider says viewer." in log_of(desk)
    boss = desk.visitor(None)
    assert boss.get(came(sent(boss), "boss")).status == 303, "another administrator"
    assert log_of(desk)[1] == "boss: added as administrator by the provider."
    again = desk.visitor(None)
    assert again.get(came(sent(again), "ada")).status == 303
    assert again.get("/people").status == 403
    assert ada.get("/people").status == 403, "in open browsers, too"
    assert log_of(desk)[0] == "ada: is viewer now, by the provider; was administrator."


def test_who_came_by_the_provider_can_leave_it_too(make: Make, house: Provider) -> None:
    desk = make()
    visitor = desk.visitor(None)
    visitor.get(came(sent(visitor), "sam"))
    page = visitor.post("/logout")
    assert page.status == 200
    assert "You have left the desk" in page.text
    address = f"{house.issuer}/leave?realm=house&client_id={CLIENT}&post_logout_redirect_uri="
    assert address + quote("http://127.0.0.1:8025/login", safe="") in unescape(page.html)
    assert visitor.get("/me").status == 303
    secretary = desk.visitor("secretary")
    assert secretary.post("/logout").status == 303, "who came by a password has nothing to leave there"


def test_who_enters_anew_leaves_the_session_that_was_open_here(make: Make) -> None:
    desk = make()
    visitor = desk.visitor(None)
    visitor.get(came(sent(visitor), "sam"))
    before = dict(visitor.cookies)
    visitor.cookies = {}
    back = came(sent(visitor), "sam")
    visitor.cookies |= before
    assert visitor.get(back).status == 303
    stolen = desk.visitor(None)
    stolen.cookies = before
    assert stolen.get("/me").status == 303


@pytest.mark.parametrize("address", ["http://192.0.2.7/token", "file:///etc/passwd", "", None, "https:///x", 7])
def test_a_provider_that_sends_us_elsewhere_in_the_open_is_not_followed(
    make: Make, monkeypatch: pytest.MonkeyPatch, address: object
) -> None:
    """What it says of itself comes over the network, and our secret goes where it says."""
    usual = OpenIdProvider._got

    def got(self: OpenIdProvider, session: object, place: str) -> object:
        found = usual(self, session, place)
        return {**found, "token_endpoint": address} if "well-known" in place else found

    monkeypatch.setattr(OpenIdProvider, "_got", got)
    visitor = make().visitor(None)
    assert visitor.get(came(sent(visitor), "sam")).status == 503


def test_a_provider_that_says_too_much_is_not_read_to_its_end(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.adapters.openid.LARGEST", 100)
    visitor = make().visitor(None)
    visitor.get("/login")
    assert visitor.post("/login/provider").status == 503


def test_a_provider_that_hangs_holds_up_no_pages(make: Make, house: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those who ask it some wait; after it did not answer, nobody asks it for a while."""
    desk, asked = make(), []
    assert desk.desk.gate is not None
    places = vars(desk.desk.gate.provider)["_places"]
    taken = [places.acquire(blocking=False) for _ in range(AT_ONCE + 1)]
    assert taken == [True] * AT_ONCE + [False]
    visitor = desk.visitor(None)
    visitor.get("/login")
    assert visitor.post("/login/provider").status == 503
    places.release(AT_ONCE)

    def away(_: OpenIdProvider, __: object, place: str) -> object:
        asked.append(place)
        raise ProviderAwayError(place)

    monkeypatch.setattr(OpenIdProvider, "_got", away)
    assert [visitor.post("/login/provider").status for _ in range(5)] == [503] * 5
    assert asked == [f"{house.issuer}/.well-known/openid-configuration"]


def everybody(desk: Desk) -> list[KnownPerson]:
    with desk.desk.store.read() as work:
        return work.persons.all()


def log_of(desk: Desk) -> list[str]:
    """What the log says of persons, the newest first."""
    with desk.desk.store.read() as work:
        return [one.why for one in reversed(work.log.newest("person", 10))]


def test_who_says_no_at_the_provider_is_told_so(make: Make) -> None:
    visitor = make().visitor(None)
    assert visitor.get(came(sent(visitor), "sam", "denied")).status == 403


def test_a_login_is_finished_once_in_the_browser_that_began_it(make: Make) -> None:
    desk = make()
    visitor, thief = desk.visitor(None), desk.visitor(None)
    back = came(sent(visitor), "sam")
    thief.get("/login")
    assert thief.get(back).status == 410, "another browser"
    assert visitor.get(back).status == 410, "and it is used up"
    back = came(sent(visitor), "sam")
    assert visitor.get(back).status == 303
    assert visitor.get(back).status in (303, 410)
    bare = desk.visitor(None)
    assert bare.get(came(sent(desk.visitor(None)), "sam")).status == 410, "a browser without any cookie"


@pytest.mark.parametrize("query", ["", "?state=", "?state=x&code=y", "?code=y", "?state=%01&code=%0d%0a"])
def test_a_login_that_was_not_begun_is_not_finished(make: Make, query: str) -> None:
    visitor = make().visitor(None)
    visitor.get("/login")
    assert visitor.get(f"/login/back{query}").status == 410


def test_a_login_that_takes_too_long_is_over(make: Make) -> None:
    desk = make()
    visitor = desk.visitor(None)
    back = came(sent(visitor), "sam")
    desk.world.clock.at += PATIENCE
    assert visitor.get(back).status == 410


def test_who_is_disabled_here_does_not_enter_by_the_provider(make: Make) -> None:
    desk = make()
    disable(desk.desk.door, "ada", "sam")
    visitor = desk.visitor(None)
    assert visitor.get(came(sent(visitor), "sam")).status == 403
    assert why(desk) == "sam is disabled."


def test_with_the_wrong_secret_nobody_enters(make: Make) -> None:
    desk = make(secret="another")
    visitor = desk.visitor(None)
    assert visitor.get(came(sent(visitor), "sam")).status == 403
    assert "invalid_client" in why(desk)
    assert SECRET not in why(desk)


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:1", "{issuer}/"])
def test_a_provider_that_does_not_answer_or_is_another_is_said_in_words(
    make: Make, house: Provider, issuer: str
) -> None:
    visitor = make(issuer=issuer.format(issuer=house.issuer)).visitor(None)
    visitor.get("/login")
    answer = visitor.post("/login/provider")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert "does not answer" in answer.text


def test_without_a_provider_there_is_nothing_at_its_address(desk: Desk) -> None:
    visitor = desk.visitor(None)
    assert "House account" not in visitor.get("/login").text
    assert visitor.post("/login/provider").status == visitor.get("/login/back?state=x&code=y").status == 404


def test_the_secret_is_read_from_a_file_that_others_cannot_read(house: Provider, tmp_path: Path) -> None:
    settings = DeskSettings.model_validate({"oidc": settings_of(house)})
    with pytest.raises(ConfigurationError, match="secret"):
        gate_of(settings, tmp_path, SystemClock())
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    (tmp_path / "secret").chmod(0o644)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        gate_of(settings, tmp_path, SystemClock())
