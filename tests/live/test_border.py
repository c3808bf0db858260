"""A mail that waits in our own queue over a deadline: Postfix is the border, Dovecot stands still meanwhile."""

import json
import re
import smtplib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from intake.adapters.clock import SystemClock
from intake.domain.deadlines import instant
from tests.line.letters_in import mail, paper
from tests.live.running import ADDRESS, Home, eventually, make
from tests.servers.certificates import Certificates
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import dovecot_endpoint
from tests.servers.ports import HOST
from tests.servers.postfix import Postfix
from tests.servers.sink import Sink

CLOCK = SystemClock()
GENEVA = ZoneInfo("Europe/Zurich")


@pytest.fixture
def between(
    tmp_path: Path,
    dovecot_factory: Callable[..., Dovecot],
    postfix_factory: Callable[..., Postfix],
    sink: Sink,
    server_certificates: Certificates,
) -> tuple[Home, Dovecot, Postfix]:
    """A home whose mailbox gets its mail from Postfix, by LMTP."""
    dovecot = dovecot_factory(users={ADDRESS: "secret"})
    postfix = postfix_factory(relay_port=sink.port, lmtp_port=dovecot.lmtp_port, domains=ADDRESS.partition("@")[2])
    endpoint = dovecot_endpoint(dovecot, ADDRESS, "secret", server_certificates.authority)
    return make(tmp_path / "home", endpoint, server_certificates.authority, postfix.port), dovecot, postfix


def meets(home: Home, deadline: datetime) -> None:
    """Give the group one meeting tomorrow, with this deadline (Geneva time)."""
    path = home.folder / "rules" / "groups" / "jca-mv.toml"
    text = re.split(r"^\[\[meeting\]\]", path.read_text(), flags=re.MULTILINE)[0]
    day = (deadline + timedelta(days=1)).date()
    path.write_text(
        f'{text}\n[[meeting]]\nid = "{day}"\ntitle = "Meeting of tomorrow"\nfirst_day = {day}\nopens = 2026-01-01\n'
        f"[meeting.deadlines]\ncontribution = {deadline:%Y-%m-%dT%H:%M:%S}\n"
    )


def name_border(home: Home) -> None:
    """Do what doctor says: write its line into site.toml."""
    (told,) = (one["sentence"] for one in doctor(home) if "seems to be your border" in one["sentence"])
    assert "mx.example.test seems to be your border" in told
    site = home.folder / "rules" / "site.toml"
    line = told[told.index("trusted_received_hosts") :]
    commented = '# trusted_received_hosts = ["mx1.example.org"]'
    assert commented in site.read_text()
    site.write_text(site.read_text().replace(commented, line))


def doctor(home: Home) -> list[dict[str, str]]:
    """What doctor says of the border."""
    found = json.loads(home.command("doctor", "--json").stdout)
    return [one for one in found["lines"] if one["what"] == "border"]


def contribute(postfix: Postfix, name: str) -> None:
    """Send a contribution over the border."""
    with smtplib.SMTP(HOST, postfix.port) as smtp:
        smtp.sendmail("ada@example.org", [ADDRESS], mail(name, ("Input.docx", paper(f"Paper {name}"))))


@pytest.mark.timeout(180)
def test_a_mail_that_waited_in_our_queue_counts_from_the_border(between: tuple[Home, Dovecot, Postfix]) -> None:
    home, dovecot, postfix = between
    (empty,) = (one for one in doctor(home) if one["sentence"].startswith("jca-mv: trusted_received_hosts is empty"))
    assert "waits in your own queue or spam filter over a deadline counts as late" in empty["sentence"]
    contribute(postfix, "first")
    assert eventually(lambda: dovecot.mails(ADDRESS) == 1)
    name_border(home)

    dovecot.halt()
    deadline = CLOCK.now().astimezone(GENEVA).replace(microsecond=0) + timedelta(seconds=4)
    meets(home, deadline)
    contribute(postfix, "waited")
    taken = CLOCK.now()
    assert taken < deadline
    assert eventually(lambda: "status=deferred" in postfix.log())
    assert eventually(lambda: CLOCK.now() > deadline + timedelta(seconds=2))
    dovecot.start_again()
    postfix.flush()
    assert eventually(lambda: dovecot.mails(ADDRESS) == 2)
    contribute(postfix, "late")
    assert eventually(lambda: dovecot.mails(ADDRESS) == 3)

    home.command("rules", "activate")
    done = home.command("once")
    assert done.returncode == 0, done.stderr
    first, waited, late = (
        json.loads(home.command("show", f"MV-{taken:%y}-000{n}", "--json").stdout) for n in (1, 2, 3)
    )
    until = deadline.astimezone(UTC)
    assert [one["received_evidence"] for one in (first, waited, late)] == ["trusted-received"] * 3
    assert abs(instant(waited["received_at"]) - taken) <= timedelta(seconds=1)
    assert instant(waited["timestamps"]["internaldate"]) > until + timedelta(seconds=1)
    assert (waited["disposition"], [one["id"] for one in waited["findings"]]) == ("accept", ["TIM-002"])
    assert (late["disposition"], [one["id"] for one in late["findings"]]) == ("hold", ["TIM-001"])
    (seen,) = (one for one in doctor(home) if one["sentence"].startswith("jca-mv/INBOX"))
    assert (seen["state"], seen["sentence"][:49]) == ("good", "jca-mv/INBOX: your border took the newest mail at")
