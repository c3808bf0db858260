"""The border as its operator sees it: `init` writes it, `rules check` reads it, `doctor` says what is seen."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.adapters.home.files import HomeWishes
from intake.app import make_home
from intake.cli.main import run_command
from intake.domain.mail import Address, Mail, Received
from intake.domain.origin.authentication import Border
from intake.domain.origin.results import MethodResult, ResultsField
from intake.domain.rulebook import Replies
from intake.pipeline.showing.border import border_of_group, border_of_mailbox, senders_of_mailbox

AT = datetime(2026, 4, 30, 21, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "replies", "policy"),
    [
        ((), "send", {}),
        (("mx1.example.org",), "send", {"trusted_received_hosts": ["mx1.example.org"]}),
        ((".example.org", "mx2.example.net"), "draft", {
            "trusted_received_hosts": [".example.org", "mx2.example.net"], "replies": "draft",
        }),
        ((), "draft", {"replies": "draft"}),
        ((), "watch", {"replies": "watch"}),
    ],
)  # fmt: skip
def test_a_new_home_has_its_border_written(
    tmp_path: Path, words: tuple[str, ...], replies: Replies, policy: dict[str, object]
) -> None:
    make_home(tmp_path / "home", environment={}, wishes=HomeWishes(replies=replies, border_hosts=words))
    text = (tmp_path / "home" / "rules" / "site.toml").read_text()
    assert tomllib.loads(text)["policy"] == policy
    assert ('# trusted_received_hosts = ["mx1.example.org"]' in text) is (not words)


def test_init_takes_borders_and_says_what_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = str(tmp_path / "home")
    assert run_command(["init", home, "--non-interactive", "--border-host", "mx1 .example.org"]) == 2
    assert 'write a server like "mx1.example.org"' in capsys.readouterr().err
    assert not (tmp_path / "home").exists()
    assert run_command(["init", home, "--non-interactive", "--border-host", ".mail.example.org"]) == 0
    capsys.readouterr()
    assert run_command(["rules", "show", "jca-mv", "--home", home]) == 0
    assert "policy.trusted_received_hosts = .mail.example.org" in capsys.readouterr().out.replace("['", "").replace(
        "']", ""
    ).replace('["', "").replace('"]', "")


def test_doctor_says_what_an_empty_border_means(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_home(tmp_path / "home", environment={})
    assert run_command(["doctor", "--home", str(tmp_path / "home")]) == 0
    told = capsys.readouterr().out
    assert "jca-mv: trusted_received_hosts is empty" in told
    assert "over a deadline counts as late" in told


STORE = Received("store.example.org", AT, ("mx1.example.org",))
BORDER = Received("mx1.example.org", AT, ("mail.a.test", "203.0.113.9"))
STRANGER = Received("mail.a.test", AT)


@pytest.mark.parametrize(
    ("hosts", "newest", "state", "sentence"),
    [
        pytest.param((), None, "note", "box/INBOX: no mail yet that could tell which server your border is", id="new"),
        pytest.param((), [], "note", "box/INBOX: the newest mail has no Received field that names a server", id="bare"),
        pytest.param(
            (), [STORE, BORDER, STRANGER], "note",
            "box/INBOX: mx1.example.org seems to be your border, after the newest mail; if it is yours: "
            'trusted_received_hosts = ["store.example.org", "mx1.example.org"]', id="not-named",
        ),
        pytest.param(
            ("mx1.example.org",), [STORE, BORDER, STRANGER], "note",
            "box/INBOX: mx1.example.org seems to be your border, after the newest mail, and trusted_received_hosts "
            'does not name all servers down to it; if it is yours: trusted_received_hosts = ["store.example.org", '
            '"mx1.example.org"]', id="half-named",
        ),
        pytest.param(
            ("mx1.example.org", "store.example.org"), [STORE, BORDER, STRANGER], "good",
            "box/INBOX: your border took the newest mail at 2026-04-30 21:50:00 UTC", id="named",
        ),
        pytest.param(
            ("mx1.example.org", "store.example.org"), [STORE, replace(BORDER, zoned=False), STRANGER], "note",
            "box/INBOX: your border took the newest mail at 2026-04-30 21:50:00 in a time zone that it does not tell "
            "by its offset, so mail does not count from there: have it write +0200, not a name", id="a-zone-like-CET",
        ),
    ],
)  # fmt: skip
def test_doctor_names_what_it_sees(
    hosts: tuple[str, ...], newest: list[Received] | None, state: str, sentence: str
) -> None:
    assert border_of_mailbox("box/INBOX", hosts, newest) == (state, sentence)


def test_a_group_with_a_border_needs_no_line() -> None:
    assert border_of_group("jca-mv", ("mx1.example.org",)) is None


PASS = MethodResult("dmarc", "pass", (("header.from", "a.test"),))
SENT = Mail("", "", (Address("", "ada@a.test"),), received=(BORDER, STRANGER))


@pytest.mark.parametrize(
    ("ids", "fields", "state", "sentence"),
    [
        pytest.param((), [], "note", "authserv_id is not set, so whoever writes a submitter's address into From is "
                     "taken for them: name your border server by the id in its Authentication-Results fields",
                     id="not-set"),
        pytest.param((), [ResultsField("mx.a", 0, (PASS,))], "note", "authserv_id is not set, so whoever writes a "
                     "submitter's address into From is taken for them: name your border server by the id in its "
                     'Authentication-Results fields; the newest mail has such a field of "mx.a"', id="suggested"),
        pytest.param(("mx.a",), [ResultsField("mx.a", 0, (PASS,))], "good", "your border says of the newest mail: "
                     "confirmed as coming from a.test, which matches the sender", id="told"),
        pytest.param(("mx.a",), [ResultsField("mx.b", 0, (PASS,))], "note", "the newest mail has no "
                     "Authentication-Results of mx.a above your border's Received field; so nobody can tell who sent "
                     "it",
                     id="another-id"),
        pytest.param(("mx.a",), [ResultsField("mx.a", 1, (PASS,))], "note", "the newest mail has no "
                     "Authentication-Results of mx.a above your border's Received field; one stands below, where "
                     "strangers can write it, too: name all your servers in trusted_received_hosts", id="below"),
    ],
)  # fmt: skip
def test_doctor_says_what_mail_tells_of_its_sender(
    ids: tuple[str, ...], fields: list[ResultsField], state: str, sentence: str
) -> None:
    newest, border = replace(SENT, results=tuple(fields)), Border(ids) if ids else None
    seen = senders_of_mailbox("box/INBOX", border, ("mx1.example.org",), newest, lambda domain: domain)
    assert seen == (state, f"box/INBOX: {sentence}")
