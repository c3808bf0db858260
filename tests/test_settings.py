"""Settings of a home: every fault at once, each with its place and its remedy; secrets from files only."""

import ast
import inspect
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from intake.domain.errors import ConfigurationError
from intake.settings import (
    AlertSettings,
    AntivirusSettings,
    DeskSettings,
    Limits,
    MailboxSettings,
    OauthSettings,
    OidcSettings,
    PublicSettings,
    Settings,
    SmtpSettings,
    load_settings,
    secret,
)
from intake.settings.examples import example_of
from intake.settings.sections import Server
from tests.domain.cases import at

MAILBOX = """
[[mailbox]]
name = "mv"
group = "jca-mv"
host = "imap.example.org"
user = "tsbjcamv"
password_file = "secrets/mv"
"""
OAUTH = """
[oauth.microsoft]
provider = "microsoft"
tenant = "example.onmicrosoft.com"
client_id = "11111111-2222-3333-4444-555555555555"
client_secret_file = "secrets/app"
"""
SMTP = '[smtp]\nhost = "smtp.example.org"\n'


def load(home: Path, text: str, environment: Mapping[str, str] | None = None) -> Settings:
    path = home / "intake.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path, environment or {})


def faults(home: Path, text: str, environment: Mapping[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        load(home, text, environment)
    assert caught.value.exit_code == 3
    return str(caught.value).splitlines()


def test_an_empty_file_is_good_for_files(tmp_path: Path) -> None:
    one = load(tmp_path, "")
    assert (one.mailbox, one.smtp, one.sandbox) == ((), None, "best")
    assert (one.limits.max_message_mb, one.limits.max_document_mb, one.limits.fetch_count) == (64, 40, 200)
    assert (one.limits.order_patience, one.limits.claim_seconds, one.limits.rebuilt_limit) == (10, 60, 20)


def test_a_mailbox_and_a_server_are_read(tmp_path: Path) -> None:
    one = load(tmp_path, MAILBOX + "base = 2026-03-26T00:00:00+01:00\n" + SMTP)
    (box,) = one.mailbox
    assert (box.group, box.port, box.security, box.folder) == ("jca-mv", 993, "tls", "INBOX")
    assert (box.poll_seconds, box.idle, box.mark, box.base) == (60, True, "move", at("2026-03-25T23:00:00Z"))
    assert one.smtp is not None
    assert (one.smtp.host, one.smtp.port, one.smtp.security) == ("smtp.example.org", 587, "starttls")


def test_those_who_are_told_of_alerts_are_read(tmp_path: Path) -> None:
    assert load(tmp_path, "").alerts is None
    told = load(tmp_path, '[alerts]\nto = ["ops@example.org", "a@b.example"]').alerts
    assert told is not None
    assert told.to == ("ops@example.org", "a@b.example")
    over = load(tmp_path, "", {"INTAKE_ALERTS__TO": "ops@example.org, c@d.example"}).alerts
    assert over is not None
    assert over.to == ("ops@example.org", "c@d.example")


def test_alerts_may_have_a_mail_server_of_their_own(tmp_path: Path) -> None:
    text = '[alerts]\nto = ["ops@example.org"]\n'
    told = load(tmp_path, text + '[alerts.smtp]\nhost = "second.example"\nport = 2525').alerts
    assert told is not None
    assert told.smtp == SmtpSettings(host="second.example", port=2525)
    over = load(tmp_path, text, {"INTAKE_ALERTS__SMTP__HOST": "third.example"}).alerts
    assert over is not None
    assert over.smtp == SmtpSettings(host="third.example")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("[alerts]", "alerts.to: is missing", id="nobody"),
        pytest.param("[alerts]\nto = []", "alerts.to: ", id="empty"),
        pytest.param('[alerts]\nto = ["ops"]', "'ops' is no address that can be written to", id="no-address"),
        pytest.param(
            '[alerts]\nto = ["Ops <ops@b.example>"]', 'the address alone, like "ops@example.org"', id="with-a-name"
        ),
        pytest.param(
            '[alerts]\nto = ["a@b.example"]\n[alerts.smtp]\nhost = "m.example"\nhots = "m"',
            "alerts.smtp.hots: there is no such setting; did you mean host?",
            id="second-server-unknown",
        ),
        pytest.param(
            '[alerts]\nto = ["a@b.example"]\n[alerts.smtp]\nport = 25',
            'alerts.smtp.host: is missing; write it, like "mail.example.org"',
            id="second-server-without-host",
        ),
        pytest.param(
            '[alerts]\nto = ["a@b.example"]\n[alerts.smtp]\nhost = "m.example"\npassword = "x"',
            "alerts.smtp.password: a secret does not belong into this file",
            id="second-server-secret",
        ),
        pytest.param('[alerts]\nfrom = "a@b.example"', "alerts.from: there is no such setting", id="unknown"),
    ],
)
def test_an_alert_that_would_reach_nobody_is_told(tmp_path: Path, text: str, told: str) -> None:
    assert any(told in fault for fault in faults(tmp_path, text))


PUBLIC = '[public]\nurl = "https://papers.example.org/intake/"\n'


def test_the_pages_for_chairs_have_an_address(tmp_path: Path) -> None:
    assert load(tmp_path, "").public is None
    public = load(tmp_path, PUBLIC).public
    assert public is not None
    assert (public.url, public.path) == ("https://papers.example.org/intake", "/intake")
    assert (public.listen, public.place, public.days) == ("127.0.0.1:8026", ("127.0.0.1", 8026), 14)
    assert (public.requests_per_minute, public.forwarded_from) == (60, ())
    over = load(tmp_path, PUBLIC, {"INTAKE_PUBLIC__FORWARDED_FROM": "127.0.0.1, 10.0.0.0/24"}).public
    assert over is not None
    assert over.forwarded_from == ("127.0.0.1", "10.0.0.0/24")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        pytest.param("https://papers.example.org", "", id="host-alone"),
        pytest.param("https://papers.example.org:8443/a/b-c", "/a/b-c", id="port-and-path"),
        pytest.param("http://127.0.0.1:8026", "", id="this-machine"),
        pytest.param("http://[::1]:8026/x", "/x", id="this-machine-ipv6"),
    ],
)
def test_an_address_that_can_stand_in_a_letter_is_taken(tmp_path: Path, url: str, path: str) -> None:
    public = load(tmp_path, f'[public]\nurl = "{url}"').public
    assert public is not None
    assert (public.url, public.path) == (url, path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("", "public.url: is missing; write it, like", id="no-url"),
        *(
            pytest.param(f'url = "{url}"', "public.url: expected an https address with host and path", id=name)
            for name, url in {
                "readable": "http://papers.example.org",
                "no-scheme": "papers.example.org/intake",
                "script": "javascript:alert(1)",
                "login": "https://me@papers.example.org",
                "query": "https://papers.example.org/?a=b",
                "fragment": "https://papers.example.org/#a",
                "space": "https://papers.example.org/a b",
                "no-host": "https:///intake",
                "half-an-address": "https://[::1/intake",
                "no-port": "https://papers.example.org:99999/",
            }.items()
        ),
        pytest.param('url = "https://a.example/%2e"', "public.url: write the path with letters, digits", id="escaped"),
        pytest.param('url = "https://a.example/a/../b"', "public.url: write the path with letters", id="dots"),
        pytest.param('url = "https://a.example"\nlisten = "8026"', "public.listen: expected host and port", id="port"),
        pytest.param('url = "https://a.example"\nlisten = "a:0"', "public.listen: expected host and port", id="zero"),
        pytest.param('url = "https://a.example"\ndays = 0', "public.days: expected a number from 1 on", id="days"),
        pytest.param(
            'url = "https://a.example"\nforwarded_from = ["proxy"]',
            "public.forwarded_from: 'proxy' is no address and no network; write it, like",
            id="name-of-a-proxy",
        ),
    ],
)
def test_an_address_that_links_cannot_lead_to_is_told(tmp_path: Path, line: str, told: str) -> None:
    (fault,) = faults(tmp_path, f"[public]\n{line}\n")
    assert told in fault


def test_the_environment_lies_over_the_file(tmp_path: Path) -> None:
    environment = {
        "INTAKE_SMTP__HOST": "other.example.org",
        "INTAKE_LIMITS__FETCH_COUNT": "50",
        "INTAKE_DATABASE_URL": "postgresql+psycopg://intake@db/intake",
        "INTAKE_HOME": "/somewhere",
        "HOME": "/root",
    }
    one = load(tmp_path, SMTP, environment)
    assert one.smtp is not None
    assert (one.smtp.host, one.limits.fetch_count) == ("other.example.org", 50)
    assert one.database_url == "postgresql+psycopg://intake@db/intake"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param('sandbx = "best"', ["sandbx: there is no such setting; did you mean sandbox?"], id="key"),
        pytest.param("[limits]\nfetch = 3", ["limits.fetch: there is no such", "did you mean fetch_"], id="limit"),
        pytest.param(
            MAILBOX + "colour = 3", ["mailbox[1].colour: there is no such setting; known here: "], id="unlike"
        ),
        pytest.param("[web]\nport = 80", ["web: there is no such setting"], id="table"),
        pytest.param(
            'sandbox = "none"', ["sandbox: expected 'best' or 'require', like \"best\"; found 'none'"], id="word"
        ),
        pytest.param(
            "[limits]\nfetch_count = 0",
            ["limits.fetch_count: expected a number from 1 on, like 200; found 0"],
            id="least",
        ),
        pytest.param("[smtp]\nport = 25", ["smtp.host: is missing"], id="missing"),
        pytest.param(
            SMTP + "port = 70000", ["smtp.port: expected a number up to 65535, like 587; found 70000"], id="port"
        ),
        pytest.param('[smtp]\nhost = ""', ['smtp.host: expected a text that is not empty, like "mail.'], id="empty"),
        pytest.param(
            SMTP + 'port = "587"', ["smtp.port: expected a whole number without quotation marks"], id="quoted"
        ),
        pytest.param(MAILBOX + 'port = "993"', ["mailbox[1].port: ", "like 993; found '993'"], id="quoted-port"),
        pytest.param(MAILBOX + 'poll_seconds = "60"', ["mailbox[1].poll_seconds: ", "like 60"], id="quoted-seconds"),
        pytest.param(MAILBOX + "idle = 1", ["mailbox[1].idle: expected true or false"], id="one-is-not-true"),
        pytest.param("base = 5", ["base: expected a time with its offset", "like 2026-03-26T00:00:00Z"], id="number"),
        pytest.param('base = "soon"', ["base: expected a time with its offset", "found 'soon'"], id="soon"),
        pytest.param("base = 2026-03-26", ["base: expected a time", "found 2026-03-26"], id="day"),
        pytest.param("smtp = 3", ["smtp: expected a table"], id="no-table"),
        pytest.param("mailbox = 3", ["mailbox: expected a list"], id="no-list"),
        pytest.param(SMTP + 'security = "none"', ['smtp: security "none" is for this machine only'], id="readable"),
        pytest.param(
            MAILBOX + "base = 2026-03-26T00:00:00", ["mailbox[1].base: ", "offset from UTC"], id="base-without-zone"
        ),
        pytest.param(MAILBOX + MAILBOX, ["mailbox: two mailboxes have the same name"], id="twice"),
        pytest.param(
            MAILBOX + MAILBOX.replace('"mv"', '"mv-2"'),
            ["mailbox[2]: reads the same account and folder as mailbox[1]", 'like folder = "Contributions"'],
            id="same-folder",
        ),
        pytest.param(
            MAILBOX + MAILBOX.replace('"mv"', '"mv-2"').replace("imap.example", "IMAP.Example") + 'folder = "Inbox"\n'
            'port = 143\nsecurity = "starttls"\n',
            ["mailbox[2]: reads the same account and folder"],
            id="same-folder-in-other-words",
        ),
        pytest.param("[antivirus]", ["antivirus.socket: is missing"], id="no-socket"),
        pytest.param('[antivirus]\nsocket = "clam:3310"', ["antivirus.socket: clamd has no encryption"], id="far"),
        pytest.param('[antivirus]\nsocket = "127.0.0.1:0"', ["antivirus.socket: a port is a number"], id="no-port"),
        pytest.param('[antivirus]\nsocket = "/s"\nport = 1', ["antivirus.port: there is no such setting"], id="key"),
        pytest.param(
            "sandbox", ["is not TOML: line 1: this cannot be understood; a line is key = value"], id="no-toml"
        ),
        pytest.param(
            "\nbase = 2026-3-26", ["is not TOML: line 2, base: this", "like 2026-03-26T00:00:00Z"], id="a-day"
        ),
        pytest.param(
            "blobs = store # here", ["line 1, blobs: this", "a text stands in quotation marks"], id="bare-text"
        ),
        pytest.param(
            "[smtp]\nhost='a'\n[smtp]", ["line 3, [smtp]: this table stands there a second time"], id="table-twice"
        ),
        pytest.param(
            "blobs = 'a'\nblobs = 'b'", ["line 2, blobs: this key stands there a second time"], id="key-twice"
        ),
        pytest.param("blobs = [", ["a bracket or a quotation mark is still open at the end of the file"], id="open"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str, told: list[str]) -> None:
    (line,) = faults(tmp_path, text)
    assert line.startswith(str(tmp_path / "intake.toml"))
    assert all(one in line for one in told)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("", 'folder = "Contributions"\n'), id="folder"),
        pytest.param(("imap.example.org", "imap2.example.org"), id="server"),
        pytest.param(('"tsbjcamv"', '"tsbjcadcc"'), id="account"),
        pytest.param(("", "port = 1993\n"), id="another-server-behind-another-port"),
    ],
)
def test_mailboxes_that_differ_are_read_side_by_side(tmp_path: Path, change: tuple[str, str]) -> None:
    old, new = change
    second = MAILBOX.replace('"mv"', '"mv-2"')
    second = second.replace(old, new) if old else second + new
    assert len(load(tmp_path, MAILBOX + second).mailbox) == 2


@pytest.mark.parametrize("name", ["INTAKE_SMTP__PORT", "INTAKE_SMTP__CONNECTIONS", "INTAKE_LIMITS__ORDER_PATIENCE"])
def test_a_number_in_the_environment_is_text(tmp_path: Path, name: str) -> None:
    smtp = load(tmp_path, SMTP, {name: "25"})
    assert smtp.smtp is not None
    (line,) = faults(tmp_path, SMTP, {name: "many"})
    assert line.startswith(f"{name}: expected a ")
    assert line.endswith("found 'many'.")


LIBRARY = re.compile(
    r"input should|should be|valid (?:string|integer|number|boolean|dictionary|date|list|tuple|time|path)|too short|"
    r"too long|field required|extra inputs|permitted|unable to|parse|instance of|match pattern|"
    r"at least \d+ (?:char|item)|value error|another value here|greater than|less than|NoneType|timezone",
    re.IGNORECASE,
)
"""Words of the validation library, and of what stands where a sentence of ours is missing."""
WRONG = [
    *('"text"', '""', '"x" ', "5", "-1", "0", "70000", "1.5", "inf", "nan", "true", "99999999999999999999"),
    *("[]", "[1]", "{}", "{ a = 1 }", "[{ a = 1 }]", "2026-04-30", "2026-04-30T10:00:00", "2026-04-30T10:00:00Z"),
    *("10:00:00", '"' + "x" * 600 + '"'),
]
PLACES = [
    (table, name)
    for table, model in (
        ("", Settings), ("mailbox", MailboxSettings), ("smtp", SmtpSettings), ("antivirus", AntivirusSettings),
        ("alerts", AlertSettings), ("public", PublicSettings), ("desk", DeskSettings), ("desk.oidc", OidcSettings),
        ("limits", Limits), ("oauth.microsoft", OauthSettings),
    )
    for name in model.model_fields
]  # fmt: skip
WHOLE = {
    "mailbox": MAILBOX,
    "smtp": SMTP,
    "antivirus": '[antivirus]\nsocket = "/s"\n',
    "alerts": '[alerts]\nto = ["ops@example.org"]\n',
    "public": '[public]\nurl = "https://papers.example.org"\n',
    "desk": "[desk]\n",
    "desk.oidc": '[desk.oidc]\nissuer = "https://login.example.org"\nclient_id = "desk"\n',
    "limits": "[limits]\n",
    "oauth.microsoft": OAUTH,
    "": "",
}
RIVALS = {"oauth": "password_file", "certificate_file": "client_secret_file"}
PERSON = OAUTH.replace("client_secret_file", "login_file") + 'kind = "person"\n'
PERSON = "\n".join([*(one for one in PERSON.splitlines() if "login_file" not in one), 'login_file = "secrets/login"'])
GOOGLE = '[oauth.google]\nprovider = "google"\nservice_account_file = "secrets/google.json"\n'
"""What a setting stands in place of."""


@pytest.mark.parametrize(("table", "name"), PLACES)
def test_a_wrong_value_is_told_in_our_own_words(tmp_path: Path, table: str, name: str) -> None:
    """Whatever stands in a setting: it is taken, or told with file, key and an example, never as the library does."""
    kept = [line for line in WHOLE[table].splitlines() if not line.startswith(f"{name} =")]
    place = {"mailbox": "mailbox[1].", "": ""}.get(table, f"{table}.") + name
    told = 0
    for value in WRONG:
        try:
            load(tmp_path, "\n".join([*kept, f"{name} = {value}", ""]))
        except ConfigurationError as error:
            for line in str(error).splitlines():
                told += 1
                assert line.startswith(f"{tmp_path / 'intake.toml'}: {place}"), line
                assert not LIBRARY.search(line.partition("; found")[0]), line
                assert re.search(
                    r", like |expected a table|expected a list|known here|did you mean|use \"|will do", line
                ), line
                assert len(line) < 400
    assert told


@pytest.mark.parametrize(("table", "name"), PLACES)
def test_the_example_of_a_setting_is_right(tmp_path: Path, table: str, name: str) -> None:
    loc = (table, 0, name) if table == "mailbox" else (*table.split("."), name) if table else (name,)
    if example := example_of(loc):
        gone = (f"{name} =", f"{RIVALS.get(name, name)} =")
        kept = [line for line in WHOLE[table].splitlines() if not line.startswith(gone)]
        more = ['user = "a@example.org"'] if (table, name) == ("smtp", "oauth") else []
        others = OAUTH if name == "oauth" else ""
        kept = GOOGLE.splitlines()[:2] if name == "service_account_file" else kept
        kept = PERSON.splitlines()[:-1] if name == "login_file" else kept
        load(tmp_path, "\n".join([*kept, *more, f"{name} = {example}", others]))
    else:
        assert name in {*WHOLE, "oauth"} or f"{table}.{name}" in WHOLE


@pytest.mark.parametrize(
    ("table", "name"), [(table, name) for table, name in PLACES if name in ("host", "user", "socket", "name", "group")]
)
def test_what_is_missing_is_told_with_an_example(tmp_path: Path, table: str, name: str) -> None:
    kept = [line for line in WHOLE[table].splitlines() if not line.startswith(f"{name} =")]
    if len(kept) == len(WHOLE[table].splitlines()):
        return
    (line,) = faults(tmp_path, "\n".join(kept))
    assert re.search(rf"\.{name}: is missing; write it, like \"", line)


@pytest.mark.parametrize(
    ("socket", "expected"),
    [
        pytest.param("/run/clamav/clamd.ctl", Path("/run/clamav/clamd.ctl"), id="path"),
        pytest.param("clamd.sock", Path("home/clamd.sock"), id="in-the-home"),
        pytest.param("127.0.0.1:3310", ("127.0.0.1", 3310), id="port"),
        pytest.param("[::1]:3310", ("::1", 3310), id="ipv6"),
        pytest.param("localhost:3310", ("localhost", 3310), id="name"),
    ],
)
def test_the_scanner_is_on_this_machine(tmp_path: Path, socket: str, expected: object) -> None:
    scanner = load(tmp_path, "", {"INTAKE_ANTIVIRUS__SOCKET": socket}).antivirus
    assert scanner is not None
    assert (scanner.address(Path("home")), scanner.seconds) == (expected, 60)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_nothing_needs_hiding_on_this_machine(tmp_path: Path, host: str) -> None:
    smtp = load(tmp_path, f'[smtp]\nhost = "{host}"\nsecurity = "none"\n').smtp
    assert smtp is not None
    assert smtp.security == "none"


@pytest.mark.parametrize(
    ("text", "environment", "told"),
    [
        pytest.param(OAUTH + 'client_secret = "x1y2z3"', {}, "oauth.microsoft.client_secret: a secret", id="oauth"),
        pytest.param(OAUTH + 'private_key = "x1y2z3"', {}, "oauth.microsoft.private_key: a secret", id="private-key"),
        pytest.param(OAUTH + 'refresh_token = "x1y2z3"', {}, "oauth.microsoft.refresh_token: a secret", id="refresh"),
        pytest.param(SMTP + 'password = "x1y2z3"', {}, "smtp.password: a secret does not belong", id="file"),
        pytest.param(MAILBOX + 'password = "x1y2z3"', {}, "mailbox[1].password: a secret does", id="mailbox"),
        pytest.param(SMTP, {"INTAKE_SMTP__PASSWORD": "x1y2z3"}, "INTAKE_SMTP__PASSWORD: a secret does", id="variable"),
        pytest.param(
            'database_url = "postgresql://me:x1y2z3@db/x"', {}, "name that with database_password_file", id="url"
        ),
        *(
            pytest.param(f'database_url = "postgresql+psycopg://{rest}"', {}, "database_password_file", id=rest)
            for rest in ("me:x1/y2z3@db/x", ":x1y2z3@db/x", "me@db/x?password=x1y2z3", "me@db/x?a=b&sslPassword=x1y2z3")
        ),
        pytest.param(
            "",
            {"INTAKE_DATABASE_URL": "postgresql://me:x1y2z3@db/x"},
            "INTAKE_DATABASE_URL: a password",
            id="url-variable",
        ),
    ],
)
def test_a_secret_in_the_wrong_place_stops_the_start(
    tmp_path: Path, text: str, environment: Mapping[str, str], told: str
) -> None:
    (line,) = faults(tmp_path, text, environment)
    assert told in line
    assert "only its owner can read" in line
    assert "_file" in line.lower()
    assert "x1y2z3" not in line


@pytest.mark.parametrize(
    "rest", ["me@[::1]:5432/x?options=a@b", "db:5432/x?options=a@b", "me@db/x?passfile=secrets/db"]
)
def test_an_address_without_a_password_is_taken(tmp_path: Path, rest: str) -> None:
    assert load(tmp_path, f'database_url = "postgresql+psycopg://{rest}"').database_url.endswith(rest)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = 'sandbx = 1\n[smtp]\nhost = "h"\npassword = "x"\nport = "many"\n'
    environment = {"INTAKE_LIMITS__FETCH_COUNT": "none", "INTAKE_MAILBOX__HOST": "h", "INTAKE_COLOUR": "red"}
    told = faults(tmp_path, text + MAILBOX, environment)
    assert len(told) == 6
    assert {line.split(": ")[0 if line.startswith("INTAKE") else 1] for line in told} == {
        "sandbx", "smtp.password", "smtp.port", "INTAKE_LIMITS__FETCH_COUNT", "INTAKE_MAILBOX__HOST", "INTAKE_COLOUR",
    }  # fmt: skip


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="intake init"):
        load_settings(tmp_path / "intake.toml", {})
    (tmp_path / "intake.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError, match="is not UTF-8 text"):
        load_settings(tmp_path / "intake.toml", {})


def test_an_unknown_table_in_the_environment_is_named_by_its_variable(tmp_path: Path) -> None:
    (line,) = faults(tmp_path, "", {"INTAKE_SMPT__HOST": "h"})
    assert line == "INTAKE_SMPT__HOST: there is no such setting; did you mean smtp?"


def test_settings_do_not_change(tmp_path: Path) -> None:
    one = load(tmp_path, "")
    with pytest.raises(ValidationError, match="frozen"):
        setattr(one, "sandbox", "require")  # noqa: B010 - the type checker knows that it cannot be set


def test_a_secret_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("päss word\r\n", encoding="utf-8")
    path.chmod(0o600)
    assert secret(path) == "päss word"


@pytest.mark.parametrize(
    ("content", "mode", "told"),
    [
        (b"x", 0o644, "run: chmod 600 "),
        (b"x", 0o640, "run: chmod 600 "),
        (b"\n", 0o600, "is empty"),
        (b"\xff", 0o600, "is not UTF-8 text"),
        (None, 0, "put the secret alone into this file"),
    ],
)
def test_a_secret_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None, mode: int, told: str) -> None:
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
        path.chmod(mode)
    with pytest.raises(ConfigurationError, match=told) as caught:
        secret(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    "model", [Server, MailboxSettings, SmtpSettings, AntivirusSettings, AlertSettings, Limits, Settings]
)
def test_every_setting_says_what_it_is(model: type[BaseModel]) -> None:
    (section,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(section, ast.ClassDef)
    told = [
        setting.target.id
        for setting, behind in pairwise(section.body)
        if isinstance(setting, ast.AnnAssign) and isinstance(setting.target, ast.Name)
        if isinstance(behind, ast.Expr) and isinstance(behind.value, ast.Constant) and behind.value.value
    ]
    assert set(told) == set(model.model_fields) & set(model.__annotations__)


def test_a_line_that_is_not_toml_is_told_without_its_value(tmp_path: Path) -> None:
    (line,) = faults(tmp_path, "password = hunter2")
    assert "line 1, password: " in line
    assert "hunter2" not in line


@pytest.mark.parametrize(
    ("written", "told"),
    [
        pytest.param('listen = "0.0.0.0:8025"', "passwords would be readable on the way", id="open-without-url"),
        pytest.param('listen = "[::]:8025"', "passwords would be readable on the way", id="open-without-url-ipv6"),
        pytest.param('listen = "8025"', "expected host and port, like", id="no-host"),
        pytest.param('listen = "127.0.0.1:0"', "expected host and port, like", id="no-port"),
        pytest.param('url = "http://desk.example.org"', "expected an https address", id="readable"),
        pytest.param('url = "https://desk.example.org/a?b"', "expected an https address", id="query"),
        pytest.param('forwarded_from = ["nginx"]', "is no address and no network", id="no-address"),
    ],
)
def test_a_desk_that_others_could_listen_to_is_not_served(tmp_path: Path, written: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(told)):
        load(tmp_path, f"[desk]\n{written}\n")


@pytest.mark.parametrize(
    ("written", "address", "path", "secure"),
    [
        pytest.param("", "http://127.0.0.1:8025", "", False, id="as-it-is"),
        pytest.param('listen = "off"', "http://127.0.0.1:8025", "", False, id="off"),
        pytest.param('listen = "[::1]:9000"', "http://[::1]:9000", "", False, id="ipv6"),
        pytest.param(
            'listen = "0.0.0.0:9000"\nurl = "https://desk.example.org/intake/"',
            "https://desk.example.org/intake", "/intake", True, id="behind-a-web-server",
        ),
    ],
)  # fmt: skip
def test_where_people_reach_the_desk(tmp_path: Path, written: str, address: str, path: str, secure: bool) -> None:
    desk = load(tmp_path, f"[desk]\n{written}\n").desk
    assert (desk.address, desk.path, desk.secure) == (address, path, secure)
    assert desk.is_off == ("off" in written)
    assert desk.place[1] > 0


BY_TOKEN = MAILBOX.replace('password_file = "secrets/mv"', 'oauth = "microsoft"')


def test_servers_log_in_by_the_token_of_a_table(tmp_path: Path) -> None:
    settings = load(tmp_path, BY_TOKEN + SMTP + 'user = "mv@example.org"\noauth = "microsoft"\n' + OAUTH)
    assert settings.smtp is not None
    assert (settings.mailbox[0].oauth, settings.smtp.oauth, [*settings.oauth]) == ("microsoft",) * 2 + (["microsoft"],)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            MAILBOX.replace('password_file = "secrets/mv"', ""), "mailbox[1].password_file: is missing", id="neither"
        ),
        pytest.param(
            MAILBOX + 'oauth = "microsoft"\n' + OAUTH,
            "mailbox[1].oauth: password_file and oauth are both set",
            id="both",
        ),
        pytest.param(BY_TOKEN, "mailbox[1].oauth: there is no table [oauth.microsoft]; write that", id="no-table"),
        pytest.param(
            BY_TOKEN + OAUTH.replace("oauth.microsoft", "oauth.microsoft365"),
            "mailbox[1].oauth: there is no table [oauth.microsoft]; known here: microsoft365",
            id="other-table",
        ),
        pytest.param(SMTP + 'oauth = "microsoft"\n' + OAUTH, "smtp.oauth: a token is for an account", id="no-user"),
        pytest.param(
            OAUTH.replace('client_secret_file = "secrets/app"', ""),
            "oauth.microsoft.client_secret_file: is missing",
            id="no-secret",
        ),
        pytest.param(
            OAUTH + 'certificate_file = "secrets/app.pem"', "oauth.microsoft.certificate_file: an app", id="two-secrets"
        ),
        pytest.param(
            OAUTH + 'authority = "http://login.example.org"', "oauth.microsoft.authority: expected an https", id="http"
        ),
        pytest.param(
            OAUTH.replace('"microsoft"', '"yahoo"'), "oauth.microsoft.provider: expected 'microsoft' or", id="yahoo"
        ),
        pytest.param(
            PERSON + '\nclient_secret_file = "x"\n', "oauth.microsoft.client_secret_file: has no use with", id="person"
        ),
        pytest.param(
            OAUTH + 'kind = "person"\n', "oauth.microsoft.login_file: is missing; write it, like", id="no-login-file"
        ),
        pytest.param(
            '[oauth.g]\nprovider = "google"\nkind = "person"\nclient_id = "x"\nlogin_file = "y"\n',
            "oauth.g.client_secret_file: is missing",
            id="google-person",
        ),
        pytest.param('[oauth.g]\nprovider = "google"\n', "oauth.g.service_account_file: is missing", id="no-key"),
        pytest.param(GOOGLE + 'tenant = "x"\n', "oauth.google.tenant: has no use with provider google", id="tenant"),
        pytest.param(
            OAUTH.replace('tenant = "example.onmicrosoft.com"', ""),
            "oauth.microsoft.tenant: is missing",
            id="no-tenant",
        ),
        pytest.param(
            OAUTH.replace("tenant = ", "tennant = "), "oauth.microsoft.tennant: there is no such setting", id="key"
        ),
    ],
)
def test_what_does_not_make_a_login_is_told(tmp_path: Path, text: str, told: str) -> None:
    lines = faults(tmp_path, text)
    assert any(told in line for line in lines), lines


def test_a_table_may_have_a_name_like_a_secret(tmp_path: Path) -> None:
    assert [*load(tmp_path, OAUTH.replace("oauth.microsoft", "oauth.token")).oauth] == ["token"]
