"""The daemon between Dovecot and Postfix: what the contributor, the mailbox and the operator see."""

import json
import re
import signal
import socket
import time
from collections import Counter

import pytest

from intake.adapters.clock import SystemClock
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.live.running import DEAD_MAILBOX, Home, eventually
from tests.servers.dovecot import Dovecot
from tests.servers.sink import Sink

ROUNDS = 20
"""How often the daemon is killed."""

STOP_SECONDS = 10

_TRACE = re.compile(rb"\A(?:Received:[^\n]*\n(?:[ \t][^\n]*\n)*)+")


def mixed(count: int) -> list[bytes]:
    """Mails of all ways through the line, each of another sender and domain."""
    mails = []
    for number in range(count):
        sender, name = f"person@org{number}.example", f"mail-{number}"
        title = f"Paper {number} on digital twins"
        kinds = (
            lambda: mail(name, ("Input.docx", paper(title)), sender=sender),  # noqa: B023 - called at once
            lambda: mail(name, ("minutes.docx", other_paper()), sender=sender),  # noqa: B023
            lambda: mail(name, ("old.rtf", RTF + str(number).encode()), sender=sender),  # noqa: B023
            lambda: mail(name, sender=sender, text="When does the meeting start?"),  # noqa: B023
            lambda: mail(name, sender=sender, subject="Re: our paper", text="Thank you very much!"),  # noqa: B023
            lambda: mail(name, sender=sender, text="I am away.", Auto_Submitted="auto-replied"),  # noqa: B023
        )
        mails.append(kinds[number % len(kinds)]())
    return mails


def without_trace(raw: bytes) -> bytes:
    """A mail without the Received fields that servers put above it."""
    return _TRACE.sub(b"", raw)


def subject(raw: bytes) -> str:
    found = re.search(rb"^Subject: ((?:[^\n]*\n)(?:[ \t][^\n]*\n)*)", raw, re.MULTILINE)
    return re.sub(r"\s+", " ", found[1].decode()).strip() if found else ""


@pytest.mark.timeout(600)
def test_two_hundred_mixed_mails_are_all_accounted_for(home: Home, dovecot: Dovecot, sink: Sink) -> None:
    mails = mixed(200)
    home.start()
    for raw in mails:
        dovecot.deliver(home.mailbox.user, raw, sender="person@org.example")
    assert eventually(lambda: home.account()["seen"] == 200 and home.account()["waiting"] == 0, 300)
    assert eventually(lambda: len(sink.caught) == 101, 120), len(sink.caught)
    figures = home.account()
    by_kind = Counter(number % 6 for number in range(200))
    assert figures == {
        "seen": 200,
        "before-base": 0,
        "vanished": 0,
        "linked": 0,
        "waiting": 0,
        "failed": 0,
        "accepted": by_kind[0],
        "returned": by_kind[1],
        "held": by_kind[2],
        "question": by_kind[3],
        "ignored": by_kind[4] + by_kind[5],
    }
    assert eventually(lambda: len(home.folder_of("INBOX")) == by_kind[2] + by_kind[3])
    assert eventually(lambda: len(home.folder_of("Intake/Taken")) == 200 - by_kind[2] - by_kind[3])
    assert eventually(lambda: len(home.folder_of("Intake/Sent")) == 101)
    assert Counter(without_trace(one.raw) for one in sink.caught) == Counter(home.folder_of("Intake/Sent"))


@pytest.mark.timeout(900)
def test_killed_twenty_times_nothing_is_lost_and_no_number_given_twice(
    home: Home, dovecot: Dovecot, sink: Sink
) -> None:
    mails = [
        mail(f"k{number}", ("Input.docx", paper(f"Paper {number}")), sender=f"a@k{number}.example")
        for number in range(60)
    ]
    for round_number in range(ROUNDS):
        process = home.start()
        for raw in mails[round_number * 3 : round_number * 3 + 3]:
            dovecot.deliver(home.mailbox.user, raw, sender="person@org.example")
        # Spread over start-up, poll, read, decide and pay, the same in each run of the tests.
        time.sleep(0.6 + (round_number * 7 % ROUNDS) * 0.12)
        process.send_signal(signal.SIGKILL)
        process.wait()
    home.start()
    assert eventually(lambda: home.account().get("accepted") == 60, 180), home.account()
    assert eventually(lambda: len({subject(one.raw) for one in sink.caught}) == 60, 120)
    decided = [entry["facts"]["numbers"] for entry in home.log() if entry["what"] == "decided"]
    given = sorted(number for numbers in decided for number in numbers)
    assert given == [f"JCA-MV-Doc-{number:03d}" for number in range(1, 61)]
    for bodies in _bodies(sink).values():
        assert len(bodies) == 1, "a receipt was sent twice with different bytes"
    assert eventually(lambda: not home.folder_of("INBOX"), 60)
    assert json.loads(home.command("audit", "verify", "--json").stdout)["holds"]


def _bodies(sink: Sink) -> dict[str, set[bytes]]:
    found: dict[str, set[bytes]] = {}
    for one in sink.caught:
        found.setdefault(subject(one.raw), set()).add(without_trace(one.raw))
    return found


def test_sigterm_ends_it_within_ten_seconds(home: Home) -> None:
    process = home.start()
    assert eventually(lambda: b'"started"' in (home.folder / "daemon.log").read_bytes())
    started = time.monotonic()
    process.terminate()
    assert process.wait(timeout=STOP_SECONDS) == 0
    assert time.monotonic() - started < STOP_SECONDS


def test_it_leaves_a_sign_of_life_from_its_start(home: Home) -> None:
    home.start()
    assert eventually(lambda: home.beats() != {})
    ((host, at),) = home.beats().items()
    assert host == socket.gethostname()
    assert abs((SystemClock().now() - at).total_seconds()) < STOP_SECONDS


def test_a_second_daemon_is_told_about_the_first(home: Home) -> None:
    first = home.start()
    assert eventually(lambda: b'"started"' in (home.folder / "daemon.log").read_bytes())
    second = home.command("run")
    assert second.returncode == 5
    assert f"process {first.pid}" in second.stderr
    assert "Traceback" not in second.stderr


def test_ingest_and_acts_work_beside_the_daemon(home: Home) -> None:
    home.start()
    assert eventually(lambda: b'"started"' in (home.folder / "daemon.log").read_bytes())
    path = home.folder / "held.eml"
    path.write_bytes(mail("held", ("old.rtf", RTF)))
    taken = home.command("ingest", str(path), "--received", "2026-04-29T10:00:00Z")
    assert taken.returncode == 1
    held = json.loads(taken.stdout)
    assert (held["state"], held["disposition"]) == ("decided", "hold")
    released = home.command(
        "release", held["reference"], "--reason", "converted by hand", "--by", "secretary", "--json"
    )
    assert released.returncode == 0, released.stderr
    (document,) = json.loads(released.stdout)["documents"]
    assert document["number"] == "JCA-MV-Doc-001"


@pytest.mark.parametrize("home", [DEAD_MAILBOX], indirect=True, ids=["dead-mailbox"])
def test_a_mailbox_that_does_not_answer_stops_no_other(home: Home, dovecot: Dovecot, sink: Sink) -> None:
    home.start()
    dovecot.deliver(home.mailbox.user, mail("alive", ("Input.docx", paper())), sender="person@org.example")
    assert eventually(lambda: len(sink.caught) == 1)
    assert eventually(lambda: "mailbox unavailable" in (home.folder / "daemon.log").read_text())
    assert not [one for one in home.log() if one["what"] == "alert"], "it may be back in a moment"
    health = home.command("doctor", "--json")
    assert health.returncode == 4
    (bad,) = [line for line in json.loads(health.stdout)["lines"] if line["state"] == "bad"]
    assert bad["what"] == "mailbox"
    assert "localhost:1" in bad["sentence"]
    accounts = {row["account"]: row["seen"] for row in json.loads(health.stdout)["account"]}
    assert accounts == {"jca-mv": 1, "jca-dcc": 0}


def test_a_refused_login_is_told_as_that_and_the_server_answers(home: Home, dovecot: Dovecot, sink: Sink) -> None:
    wrong = home.folder / "wrong"
    wrong.touch(mode=0o600)
    wrong.write_text("not the password")
    settings = home.folder / "intake.toml"
    first = settings.read_text().partition("[[mailbox]]")[2].partition("\n[")[0]
    second = first.replace('"jca-mv"', '"jca-dcc"').replace('password_file = "password"', 'password_file = "wrong"')
    settings.write_text(f'{settings.read_text()}\n[[mailbox]]{second}\nfolder = "INBOX/other"\n')
    home.start()
    dovecot.deliver(home.mailbox.user, mail("alive", ("Input.docx", paper())), sender="person@org.example")
    assert eventually(lambda: len(sink.caught) == 1)
    assert eventually(lambda: any(one["what"] == "alert" for one in home.log()))
    (alert,) = [one["why"] for one in home.log() if one["what"] == "alert"]
    told = f"refused the login of {home.mailbox.user}: check user and password file (the server said: "
    assert alert.startswith(f"The mailbox jca-dcc cannot be opened: localhost:{home.mailbox.port} {told}")
    assert "does not answer" not in alert
    (bad,) = [line for line in json.loads(home.command("doctor", "--json").stdout)["lines"] if line["state"] == "bad"]
    assert (bad["what"], told in bad["sentence"]) == ("mailbox", True)
