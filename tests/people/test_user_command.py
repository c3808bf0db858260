"""`intake user`: what a person types and reads. No password is ever an argument, and none is printed unasked."""

import io
import json
import shutil
from pathlib import Path

import pytest

from intake.app import make_home
from intake.app.people import address_of_link, open_door
from intake.cli.main import run_command
from intake.domain.persons.entering import EntryRefusedError
from intake.domain.persons.people import Person
from intake.pipeline.persons.entering import enter
from intake.pipeline.persons.links import take_first, take_password
from intake.settings import DeskSettings
from tests.people.doors import HERS, OFFICE


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("people") / "home")


@pytest.fixture
def home(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    shutil.copytree(made, tmp_path / "home")
    (tmp_path / "password").write_text(HERS + "\n", encoding="utf-8")
    capsys.readouterr()
    return tmp_path / "home"


def typed(home: Path, *words: str) -> int:
    return run_command(["user", words[0], "--home", str(home), "--by", "root", *words[1:]])


def looked(home: Path, *words: str) -> int:
    return run_command(["user", words[0], "--home", str(home), *words[1:]])


def from_file(home: Path) -> tuple[str, str]:
    return ("--password-file", str(home.parent / "password"))


def test_persons_are_added_changed_and_listed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert looked(home, "list") == 0
    assert "There is no person yet" in capsys.readouterr().out
    assert typed(home, "add", "Ada", "--role", "administrator", "--name", "Ada L.", *from_file(home)) == 0
    assert typed(home, "add", "bob", "--role", "chair", "--group", "JCA-MV", *from_file(home)) == 0
    assert typed(home, "role", "bob", "viewer") == 0
    assert typed(home, "role", "bob", "chair", "--group", "jca-mv") == 0
    assert typed(home, "disable", "bob") == 0
    with open_door(home) as (_, door):
        enter(door, "ada", HERS, OFFICE)
        with pytest.raises(EntryRefusedError):
            enter(door, "bob", HERS, OFFICE)
    capsys.readouterr()
    assert looked(home, "list") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("ada: Ada L., administrator, 1 open, last login ")
    assert told[1] == "bob: bob, chair for jca-mv, disabled, never entered"
    looked(home, "list", "--json")
    ada, bob = map(json.loads, capsys.readouterr().out.splitlines())
    assert (ada["login"], ada["role"], ada["sessions"], bob["groups"]) == ("ada", "administrator", 1, ["jca-mv"])
    assert run_command(["log", "--home", str(home), "--what", "person"]) == 0
    assert capsys.readouterr().out.count("root") == 7
    assert typed(home, "enable", "bob") == 0
    with open_door(home) as (_, door):
        assert enter(door, "bob", HERS, OFFICE).session.login == "bob"


def test_a_password_is_made_up_and_shown_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(home, "add", "ada", "--generate") == 0
    made_up = capsys.readouterr().out.splitlines()[-1].removeprefix("The password, shown only now: ")
    with open_door(home) as (_, door):
        assert enter(door, "ada", made_up, OFFICE).session.id
    looked(home, "list", "--json")
    run_command(["log", "--home", str(home), "--json"])
    assert made_up not in capsys.readouterr().out


def test_an_account_of_the_provider_joins_by_the_word_of_who_administers(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def joins() -> bool:
        with open_door(home) as (_, door), door.store.read() as work:
            known = work.persons.named("zoe")
            return known is not None and known.may_join(door.clock.now()) and known.password_at is None

    assert typed(home, "add", "zoe", "--role", "viewer", "--joins") == 0
    told = "the account of the provider with this login may join within 14 days."
    assert capsys.readouterr().out == f"zoe is a viewer now; {told}\n"
    assert joins()
    assert typed(home, "join", "Zoe", "--stop") == 0
    assert capsys.readouterr().out == "No further account can join zoe.\n"
    assert not joins()
    assert typed(home, "join", "zoe") == 0
    assert capsys.readouterr().out == f"zoe: {told}\n"
    assert joins()


def test_a_password_comes_from_the_standard_input(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(HERS + "\r\n"))
    assert typed(home, "add", "ada", "--password-file", "-") == 0
    with open_door(home) as (_, door):
        assert enter(door, "ada", HERS, OFFICE).session.id


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["add", "bob"], "There is nobody to ask for a password", id="nobody-to-ask"),
        pytest.param(["add", "bob", "--joins", "--generate"], "Choose one: --joins, or a password", id="both"),
        pytest.param(["join", "nobody"], "there is no such person", id="joins-nobody"),
        pytest.param(["add", "bob", "--role", "boss", "--generate"], "choose one of viewer, secretary", id="no-role"),
        pytest.param(["add", "b o b", "--generate"], "is no login", id="no-login"),
        pytest.param(["add", "ada", "--generate"], "there is such a person already", id="twice"),
        pytest.param(["add", "bob", "--role", "chair", "--generate"], "name at least one with --group", id="chair"),
        pytest.param(["add", "bob", "--group", "x", "--generate"], "there is no such group", id="no-group"),
        pytest.param(["role", "ada", "viewer"], "is the only administrator", id="only-administrator"),
        pytest.param(["disable", "ada"], "is the only administrator", id="disable-only-administrator"),
        pytest.param(["disable", "bob"], "there is no such person", id="nobody"),
        pytest.param(["password", "ada", "--generate", "--password-file", "x"], "Choose one", id="two-ways"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    typed(home, "add", "ada", "--role", "administrator", *from_file(home))
    assert typed(home, *words) == 2
    assert told in capsys.readouterr().err
    looked(home, "list")
    assert capsys.readouterr().out.splitlines()[-1].startswith("ada: ada, administrator")


@pytest.mark.parametrize(("content", "code"), [(b"short\n", 2), (b"\xff" * 20, 4), (None, 4)])
def test_a_file_without_a_good_password_adds_nobody(home: Path, content: bytes | None, code: int) -> None:
    if content is None:
        (home.parent / "password").unlink()
    else:
        (home.parent / "password").write_bytes(content)
    assert typed(home, "add", "ada", *from_file(home)) == code
    with open_door(home) as (_, door), door.store.read() as work:
        assert work.persons.all() == []


def test_sessions_are_listed_and_ended(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed(home, "add", "ada", *from_file(home))
    with open_door(home) as (_, door):
        first, second = enter(door, "ada", HERS, OFFICE).session, enter(door, "ada", HERS, OFFICE).session
    capsys.readouterr()
    looked(home, "sessions", "ada")
    assert "from 192.0.2.7, Firefox 140" in capsys.readouterr().out
    assert typed(home, "end", "ada", "--session", str(first.id)) == 0
    capsys.readouterr()
    looked(home, "sessions", "ada", "--json")
    assert [json.loads(one)["session"] for one in capsys.readouterr().out.splitlines()] == [second.id]
    assert typed(home, "password", "ada", *from_file(home)) == 0
    capsys.readouterr()
    looked(home, "sessions", "ada")
    assert capsys.readouterr().out == "No session is open.\n"


def test_a_link_is_printed_for_the_first_administrator_and_for_who_forgot_the_password(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert looked(home, "link") == 0
    told = capsys.readouterr().out
    assert "within 10 minutes, open: http://127.0.0.1:8025/link/" in told
    with open_door(home) as (_, door):
        opened = take_first(door, told.split("/link/")[1].strip(), Person("eve", "", "viewer"), HERS, OFFICE)
        assert opened.known.person.role == "administrator"
    assert looked(home, "link") == 2
    assert typed(home, "link", "Eve") == 0
    told = capsys.readouterr().out
    assert told.startswith("eve chooses a password here, once, within 24 hours: http://127.0.0.1:8025/link/")
    with open_door(home) as (_, door):
        assert take_password(door, told.split("/link/")[1].strip(), HERS + "!", OFFICE).known.person.login == "eve"


@pytest.mark.parametrize(
    ("settings", "first", "later"),
    [
        pytest.param({}, "http://127.0.0.1:8025/link/x", "http://127.0.0.1:8025/link/x", id="as-it-is"),
        pytest.param({"listen": "[::1]:9000"}, "http://[::1]:9000/link/x", "http://[::1]:9000/link/x", id="ipv6"),
        pytest.param(
            {"url": "https://example.org/intake"},
            "http://127.0.0.1:8025/intake/link/x",
            "https://example.org/intake/link/x",
            id="behind-a-web-server",
        ),
        pytest.param(
            {"url": "https://desk.example.org", "listen": "0.0.0.0:80"},
            "http://127.0.0.1:80/link/x",
            "https://desk.example.org/link/x",
            id="for-all-to-reach",
        ),
    ],
)
def test_the_first_link_is_for_the_machine_and_the_others_for_everywhere(
    settings: dict[str, str], first: str, later: str
) -> None:
    desk = DeskSettings.model_validate(settings)
    assert address_of_link(desk, "x", first=True) == first
    assert address_of_link(desk, "x") == later


def test_a_token_is_made_shown_once_listed_and_revoked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed(home, "add", "ada", "--role", "chair", "--group", "jca-mv", *from_file(home))

    def token(*words: str) -> tuple[int, list[str]]:
        capsys.readouterr()
        code = run_command(["user", "token", words[0], "--home", str(home), *words[1:]])
        return code, capsys.readouterr().out.splitlines()

    assert token("list") == (0, ["There is no token."])
    scopes = ("--scope", "log", "--scope", "documents")
    code, (made, shown) = token("create", "ADA", *scopes, "--group", "jca-mv", "--days", "7", "--by", "root")
    secret = shown.removeprefix("The token, shown only now: intake_")
    assert (code, len(secret)) == (0, 43)
    assert made.startswith("Token 1: ada, log, documents: opens log, documents for jca-mv, until ")
    assert token("list")[1] == [made.removeprefix("Token ").removesuffix(".")]
    (one,) = map(json.loads, token("list", "ada", "--json")[1])
    assert (one["token"], one["scopes"], one["groups"]) == (1, ["log", "documents"], ["jca-mv"])
    assert (one["made_by"], one["used_at"]) == ("root", None)
    assert not any(secret in line for words in (("list",), ("list", "--json")) for line in token(*words)[1])
    assert token("create", "ada", "--scope", "write")[0] == 2
    assert token("create", "ada")[0] == 2
    assert token("create", "zoe", "--scope", "log")[0] == 2
    assert token("revoke", "2")[0] == 2
    assert token("revoke", "1", "--by", "root") == (0, ["ada: log, documents opens nothing any more."])
    assert token("list") == (0, ["There is no token."])
