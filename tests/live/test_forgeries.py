"""Each forgery through a real Postfix, which has SPF checked, and a real Dovecot: what becomes of it."""

import json
import smtplib
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from intake.cli.main import run_command
from intake.store import open_store
from tests.line.letters_in import DELEGATE, mail, paper
from tests.live.running import ADDRESS, Home, eventually, make
from tests.servers.certificates import Certificates
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import dovecot_endpoint
from tests.servers.ports import HOST
from tests.servers.postfix import Postfix
from tests.servers.sink import Sink
from tests.servers.spf import SpfPolicy

BORDER = "mx.example.test"
THEIRS, HERS, NOBODYS = "127.0.0.2", "127.0.0.3", "127.0.0.4"
MALLORY, COLLEAGUE = "mallory@evil.example", "colleague@etri.example"
REVISED = ("Input-Rev1.docx", paper(text="Another text."))
SAYS_IT = "JCA-MV-Doc-012-Rev1"

GENUINE = f"Authentication-Results: {BORDER}; dkim=pass header.d=etri.example; dmarc=pass header.from=etri.example\r\n"
TAKEN = (
    f"Received: from out.etri.example (out.etri.example [203.0.113.9]) by {BORDER}; Thu, 30 Apr 2026 15:30:00 +0000\r\n"
)
INJECTED = '"x) ; dkim=pass header.d=etri.example ("@evil.example'


def revised(name: str, *, before: str = "", sender: str = DELEGATE, **fields: str) -> bytes:
    return before.encode() + mail(name, REVISED, subject=f"{SAYS_IT} {name}", sender=sender, **fields)


def renamed(raw: bytes, author: str) -> bytes:
    return raw.replace(b"From: Ji-won Park <delegate@etri.example>", f"From: {author}".encode())


def sealed(domain: str) -> str:
    return (
        f"ARC-Seal: i=1; a=rsa-sha256; cv=none; d={domain}; s=s; t=1; b=abc\r\n"
        f"ARC-Authentication-Results: i=1; {BORDER}; dmarc=pass header.from=etri.example\r\n"
    )


LONGER = revised("n", sender="delegate@etri.example.evil.example")
CYRILLIC = renamed(revised("o"), "delegate@xn--tri-5cd.example")
FORGERIES: list[tuple[str, str, str, bytes, str]] = [
    ("her own server", HERS, MALLORY, revised("a"), "hold REV-006"),
    ("the envelope forged too", HERS, DELEGATE, revised("b"), "hold REV-006 SND-001"),
    ("an envelope of nobody", NOBODYS, "x@unknown.example", revised("c"), "hold REV-006"),
    ("a null envelope", HERS, "", revised("d"), "hold REV-006"),
    ("our border's id written by her", HERS, MALLORY, revised("e", before=GENUINE), "hold REV-006"),
    ("and a Received field of our border", HERS, MALLORY, revised("f", before=GENUINE + TAKEN), "hold REV-006"),
    ("the same the other way round", HERS, MALLORY, revised("g", before=TAKEN + GENUINE), "hold REV-006"),
    ("words in her address that end a comment", HERS, INJECTED, revised("h"), "hold REV-006"),
    ("an ARC seal of hers", HERS, MALLORY, revised("i", before=sealed("evil.example")), "hold REV-006"),
    ("an ARC seal in a list's name", HERS, MALLORY, revised("j", before=sealed("lists.example.net")), "hold REV-006"),
    ("his address as her name", HERS, MALLORY, renamed(revised("k"), f'"{DELEGATE}" <{MALLORY}>'), "hold REV-001"),
    ("two From fields", HERS, MALLORY, revised("l", before=f"From: {MALLORY}\r\n"), "hold ENV-009 REV-006"),
    ("two addresses in From", HERS, MALLORY, renamed(revised("m"), f"{DELEGATE}, {MALLORY}"), "hold ENV-009 REV-006"),
    (
        "a domain that begins like his",
        HERS,
        MALLORY,
        revised("n", sender="delegate@etri.example.evil.example"),
        "hold REV-001",
    ),
    (
        "a Cyrillic letter in his domain",
        HERS,
        MALLORY,
        renamed(revised("o"), "delegate@xn--tri-5cd.example"),
        "hold REV-006",
    ),
    ("sent on behalf of him", HERS, MALLORY, revised("p", Sender=MALLORY), "hold REV-006"),
    ("answers to her", HERS, MALLORY, revised("q", Reply_To=MALLORY), "hold REV-006"),
    ("in the name of a colleague", HERS, MALLORY, revised("r", sender=COLLEAGUE), "hold REV-006"),
]
"""What she tries: from which address, with which envelope sender, the mail, and its outcome."""


class Border:
    """A home behind Postfix and Dovecot."""

    def __init__(self, home: Home, postfix: Postfix, sink: Sink) -> None:
        self.home, self.postfix, self.sink = home, postfix, sink
        self._sent = 0

    def send(self, client: str, sender: str, raw: bytes) -> None:
        """Hand one mail to the border, from this address of the loopback net, and wait until it is in the mailbox."""
        with smtplib.SMTP(HOST, self.postfix.port, source_address=(client, 0)) as smtp:
            smtp.sendmail(sender, [ADDRESS], raw)
        self._sent += 1

    def take(self) -> None:
        """Decide all that was sent."""
        assert eventually(lambda: self.postfix.log().count(f"to=<{ADDRESS}>, relay") == self._sent)
        run(self.home, "once")

    def outcomes(self) -> dict[str, str]:
        """What became of each mail, by the last word of its subject, and the checks by which it waits."""
        found: dict[str, str] = {}
        store = open_store(f"sqlite:///{self.home.folder / 'intake.sqlite3'}")
        with closing(store), store.read() as work:
            for entry in work.log.listed(what="decided"):
                verdict = work.submissions.decisions(entry.submission or 0)[-1].verdict
                held = sorted({one.id for one in verdict.findings if one.severity == "hold"})
                found[entry.personal["subject"].split()[-1]] = " ".join((verdict.disposition, *held))
        return found


@pytest.fixture
def border(
    tmp_path: Path,
    dovecot_factory: Callable[..., Dovecot],
    postfix_factory: Callable[..., Postfix],
    sink: Sink,
    server_certificates: Certificates,
) -> Iterator[Border]:
    spf = SpfPolicy(BORDER, {"etri.example": THEIRS, "evil.example": HERS})
    dovecot = dovecot_factory(users={ADDRESS: "secret"})
    domain = ADDRESS.partition("@")[2]
    postfix = postfix_factory(relay_port=sink.port, lmtp_port=dovecot.lmtp_port, domains=domain, policy_port=spf.port)
    endpoint = dovecot_endpoint(dovecot, ADDRESS, "secret", server_certificates.authority)
    home = make(tmp_path / "home", endpoint, server_certificates.authority, postfix.port)
    settings = home.folder / "intake.toml"
    own = f'authserv_id = ["{BORDER}"]\ntrusted_sealers = ["lists.example.net"]\n'
    settings.write_text(settings.read_text().replace("poll_seconds = 1\n", f"poll_seconds = 1\n{own}", 1))
    yield Border(home, postfix, sink)
    spf.stop()


@pytest.mark.timeout(300)
def test_each_forgery_waits_and_nothing_goes_to_the_forger(border: Border) -> None:
    border.send(THEIRS, DELEGATE, mail("first", ("Input.docx", paper())))
    border.take()
    believed = [one["sentence"] for one in doctor(border.home) if one["what"] == "border"]
    name_servers(border.home, believed)
    border.send(THEIRS, DELEGATE, mail("second", ("Input.docx", paper(title="Second paper"))))
    border.take()
    said = [one["sentence"] for one in doctor(border.home) if one["what"] == "sender"]
    sentence = "your border says of the newest mail: sent by a server of etri.example, which matches the sender"
    assert said == [f"jca-mv/INBOX: {sentence}"]

    for _, client, sender, raw, _ in FORGERIES:
        border.send(client, sender, raw)
    new = ("Input-Rev1.docx", paper(text="A colleague's text."))
    border.send(THEIRS, COLLEAGUE, mail("z", new, subject=f"{SAYS_IT} genuine", sender=COLLEAGUE))
    border.take()
    became = border.outcomes()
    named = zip("abcdefghijklmnopqr", FORGERIES, strict=True)
    assert {name: became[letter] for letter, (name, *_) in named} == {name: told for name, *_, told in FORGERIES}
    assert became["genuine"] == "accept"

    written = [one for one in border.sink.caught if b"Auto-Submitted: auto-replied" in one.raw]
    to_her = [one for one in written if any("evil" in each for each in one.recipients)]
    her_own = {f"TO:<{MALLORY}>", "TO:<delegate@etri.example.evil.example>"}
    assert {each for one in to_her for each in one.recipients} <= her_own  # what she sent in her own name
    assert all(b"Subject: [JCA-MV] Received, the secretariat will reply" in one.raw for one in to_her)
    unconfirmed = [one.recipients for one in written if b"could not confirm" in one.raw.replace(b"=\r\n", b"")]
    asked = (COLLEAGUE, DELEGATE, "delegate@xn--tri-5cd.example")
    assert sorted(unconfirmed) == [(f"TO:<{one}>",) for one in asked]


def run(home: Home, *words: str) -> str:
    """What a command prints; in this process, which has loaded the program already."""
    with redirect_stdout(StringIO()) as told:
        assert run_command([*words, "--home", str(home.folder)]) in (0, 1)
    return told.getvalue()


def doctor(home: Home) -> list[dict[str, str]]:
    lines: list[dict[str, str]] = json.loads(run(home, "doctor", "--json"))["lines"]
    return lines


def name_servers(home: Home, told: list[str]) -> None:
    """Do what doctor says of the border."""
    (said,) = (one for one in told if "seems to be your border" in one)
    site = home.folder / "rules" / "site.toml"
    commented = '# trusted_received_hosts = ["mx1.example.org"]'
    assert commented in site.read_text()
    site.write_text(site.read_text().replace(commented, said[said.index("trusted_received_hosts") :]))
    run(home, "rules", "activate")
