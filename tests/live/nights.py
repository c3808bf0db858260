"""A night at the desk: `intake run` with its desk, `intake web --public`, Dovecot, Postfix, and people with browsers.

All clocks are real. What a secretary lives through in a night passes in seconds: the date for contributions is an hour
ahead, until a test brings it here.
"""

import os
import re
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Page

from intake.adapters.clock import SystemClock
from intake.app import make_home
from intake.cli.main import run_command
from tests.line.chairs.test_chairs import KANG, MUATH
from tests.line.trouble.test_alerts import parsed
from tests.servers.certificates import Certificates
from tests.servers.dovecot import Dovecot
from tests.servers.ports import HOST, free_ports, wait_until_it_listens
from tests.servers.postfix import Postfix
from tests.servers.proxy import Proxy
from tests.servers.sink import Caught, Sink

CLOCK = SystemClock()
GENEVA = ZoneInfo("Europe/Zurich")
MV, DCC = "tsbjcamv@itu.int", "tsbjcadcc@itu.int"
PASSWORD = "a long evening in April"
PATIENCE = 60.0
"""Seconds in which something has to come true on a machine that is busy."""

_MAILBOX = """
[[mailbox]]
name = "{group}"
group = "{group}"
host = "localhost"
port = {imaps}
user = "{user}"
password_file = "password"
ca_file = "authority.pem"
poll_seconds = 1
base = 2026-01-01T00:00:00Z
"""
_SETTINGS = """
loop_mark = "loop-mark-of-the-tests"
{mailboxes}
[smtp]
host = "localhost"
port = {smtp}
security = "starttls"
ca_file = "authority.pem"

[limits]
send_delay = 1
order_patience = 1

[desk]
listen = "127.0.0.1:{desk}"

[public]
url = "http://127.0.0.1:{public}"
listen = "127.0.0.1:{public}"
"""
_MEETING = """
[policy]
settle = "0 min"

[[meeting]]
id = "{day}"
title = "Second meeting of JCA-MV"
first_day = {day}
opens = 2026-01-01

[meeting.deadlines]
contribution = {deadline:%Y-%m-%dT%H:%M:%S}

[[meeting.item]]
number = "1"
title = "Incoming liaison statements"
kinds = ["liaison_in"]

[[meeting.item]]
number = "2"
title = "Contributions"
kinds = ["contribution", "information", "presentation"]
"""


@dataclass
class Night:
    """All that runs. `way` is the network between the intake and the mailboxes."""

    home: Path
    dovecot: Dovecot
    postfix: Postfix
    sink: Sink
    way: Proxy
    desk: int
    public: int
    browser: Browser
    deadline: datetime = field(default_factory=lambda: _now() + timedelta(hours=1))
    passed: list[str] = field(default_factory=list)
    """The hours that have passed, by their names."""
    _came: list[tuple[Caught, EmailMessage]] = field(default_factory=list)
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    @property
    def meeting(self) -> str:
        return f"{(_now() + timedelta(days=13)).date()}"

    def start(self) -> None:
        """The pair of processes, and a secretary who has a password."""
        self.date_is(self.deadline)
        (self.home / "words").write_text(PASSWORD)
        self.command("user", "add", "sam", "--role", "secretary", "--password-file", str(self.home / "words"))
        for words in (("run",), ("web", "--public")):
            with (self.home / "programs.log").open("ab") as log:
                told = {name: value for name, value in os.environ.items() if not name.startswith("INTAKE_")}
                program = [sys.executable, "-m", "intake", *words, "--home", str(self.home)]
                self._running.append(subprocess.Popen(program, stdout=log, stderr=log, env=told))
        for port, process in zip((self.desk, self.public), self._running, strict=True):
            wait_until_it_listens(port, process, self.home / "programs.log", PATIENCE)

    def date_is(self, deadline: datetime) -> None:
        """Bring the date for contributions here; in Geneva's time, to the second."""
        self.deadline = deadline
        path = self.home / "rules" / "groups" / "jca-mv.toml"
        text = re.split(r"^\[(?:policy|\[meeting)\]", path.read_text(), maxsplit=1, flags=re.MULTILINE)[0]
        path.write_text(text + _MEETING.format(day=self.meeting, deadline=deadline))
        self.command("rules", "activate")

    def command(self, *words: str) -> str:
        """What a command on this home prints, in this process."""
        with redirect_stdout(StringIO()) as told:
            assert run_command([*words, "--home", str(self.home)]) == 0
        return told.getvalue()

    def comes(self, raw: bytes, *to: str) -> None:
        """A mail reaches our border by SMTP."""
        with smtplib.SMTP(HOST, self.postfix.port) as smtp:
            smtp.sendmail("sender@example.org", list(to or (MV,)), raw)

    def mailbox_is_away(self, *, away: bool) -> None:
        """Nobody can log in; mail is taken all the same."""
        self.way.trouble.cut_after = 0 if away else None
        if away:
            self.way.cut()

    def letters(self, to: str, words: str = "") -> list[EmailMessage]:
        """The letters that arrived at this address, with these words in the subject."""
        self._came += [(one, parsed(one.raw)) for one in self.sink.caught[len(self._came) :]]
        mine = [letter for one, letter in self._came if f"TO:<{to}>" in one.recipients]
        return [one for one in mine if words in str(one["Subject"])]

    def letter(self, to: str, words: str = "") -> EmailMessage:
        """The last such letter, once it is there."""
        self.until(lambda: self.letters(to, words), f"a letter to {to} with {words!r}")
        return self.letters(to, words)[-1]

    def until(self, what: Callable[[], object], told: str) -> None:
        """Wait until this comes true."""
        ends = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < ends, f"{told}\n{(self.home / 'programs.log').read_text()[-3000:]}"
            time.sleep(0.05)

    def page(self, width: int = 1280, *, port: int = 0) -> Page:
        """A browser with a page; at the desk unless another port is named."""
        made = self.browser.new_context(
            viewport={"width": width, "height": 800}, base_url=f"http://{HOST}:{port or self.desk}", locale="en-GB"
        )
        made.set_default_timeout(PATIENCE * 1000)
        self._contexts.append(made)
        return made.new_page()

    def stop(self) -> None:
        for context in self._contexts:
            context.close()
        for one in self._running:
            one.terminate()
        for one in self._running:
            one.wait(20)
        self.way.stop()
        self.sink.stop()
        self.postfix.stop()
        self.dovecot.stop()


def made(home: Path, certificates: Certificates, browser: Browser) -> Night:
    """A home of two groups between real servers, with chairs who have addresses; nothing runs on it yet."""
    make_home(home)
    sink = Sink()
    dovecot = Dovecot(certificates.certificate, certificates.key, users={MV: "secret", DCC: "secret"})
    postfix = Postfix(
        certificates.certificate, certificates.key, relay_port=sink.port, lmtp_port=dovecot.lmtp_port,
        domains=MV.partition("@")[2],
    )  # fmt: skip
    way, (desk, public) = Proxy(dovecot.imaps_port), free_ports(2)
    (home / "authority.pem").write_bytes(certificates.authority.read_bytes())
    (home / "password").touch(mode=0o600)
    (home / "password").write_text("secret")
    boxes = (("jca-mv", MV), ("jca-dcc", DCC))
    mailboxes = "".join(_MAILBOX.format(group=group, user=user, imaps=way.port) for group, user in boxes)
    settings = _SETTINGS.format(mailboxes=mailboxes, smtp=postfix.port, desk=desk, public=public)
    (home / "intake.toml").write_text(settings)
    rules = home / "rules" / "groups" / "jca-mv.toml"
    text = rules.read_text()
    for name, address in (("Muath AlRumayh", MUATH), ("Shin-Gak Kang", KANG)):
        text = text.replace(f'name = "{name}"', f'name = "{name}"\naddresses = ["{address}"]')
    rules.write_text(text)
    return Night(home, dovecot, postfix, sink, way, desk, public, browser)


def _now() -> datetime:
    return CLOCK.now().astimezone(GENEVA).replace(microsecond=0, tzinfo=GENEVA)
