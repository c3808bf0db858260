"""Login at a provider of identities, a process of its own on loopback; what of its answers is not to be believed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from intake.adapters.clock import SystemClock
from intake.app.people import gate_of
from intake.domain.errors import ConfigurationError
from intake.domain.persons.identities import PATIENCE
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

    def desk(secret: str = SECRET, **about: object) -> Desk:
        oidc = settings_of(house, **about)
        (tmp_path / "secret").write_text(secret + "\n", encoding="utf-8")
        (tmp_path / "secret").chmod(0o600)
        gate = gate_of(DeskSettings.model_validate({"oidc": oidc}), tmp_path, SystemClock())
        made.append(desk_of(world, oidc=oidc))
        made[-1].desk = replace(made[-1].desk, gate=gate)
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
    desk = make(roles_claim="roles", roles=("chairs=chair/jca-mv", "staff=viewer"))
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


@pytest.mark.parametrize("query", ["", "?state=", "?state=x&code=y", "?code=y", "?state=%00&code=%0d%0a"])
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
