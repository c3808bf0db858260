"""After the replay: an open meeting, the real daemon, and an SMTP port that anybody on this machine can mail to."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import structlog
from rich.console import Console

from intake import daemon
from intake.adapters.clock import SystemClock
from intake.adapters.home.files import example_template
from intake.app import OpenHome, activate_all, open_home, register_template
from intake.demo.documents import own_paper
from intake.demo.mails import WrittenMail, gmail
from intake.demo.people import YOU
from intake.demo.show import say, show_receipt
from intake.demo.stage import House, add_mailboxes
from intake.domain.log_entry import LogEntry
from intake.pipeline.desk.rulebooks.templates import Registration

GROUP = "jca-demo"
ADDRESS = "contributions@jca-demo.example"

_LOOK_SECONDS = 0.5
_RULEBOOK = """\
# A group for trying things out: its meeting is open now. 'intake demo --keep' wrote this file.

[group]
acronym = "JCA-DEMO"
name = "Joint Coordination Activity for trying things out"
short = "DEMO"
mailboxes = ["{address}"]
parent = "TSAG"
home_page = "https://jca-demo.example/"
template_url = "https://jca-demo.example/"
telephone = "+41 22 555 01 00"

[[series]]
id = "doc"
pattern = "JCA-DEMO-Doc-{{number:03d}}"
first_number = 1
kinds = ["contribution"]

[[meeting]]
id = "{meeting}"
title = "Meeting of JCA-DEMO"
first_day = {meeting}
last_day = {meeting}
zone = "Europe/Zurich"
place = "Geneva, Switzerland"
language = "en"
opens = {opens}

[meeting.deadlines]
contribution = {deadline}
"""
_INVITATION = """\

All keeps running. JCA-DEMO has an open meeting; contributions are taken until {deadline}, 23:59:59 in Geneva.
  Mail server (SMTP)  {host}, port {port}: no encryption, no password; use any mail program
  Mail to             {address}
  Desk                {desk}
  Template            {template}
  A mail to start with, from another terminal:
    {command}
Answers to any sender that you use are shown here. Ctrl-C ends it.
"""


def keep_running(house: House, console: Console, log_line: Callable[[LogEntry], str]) -> int:
    """Open the demo meeting and work until a signal comes; the daemon's exit code."""
    today = SystemClock().now().date()
    deadline = today + timedelta(days=7)
    meeting = today + timedelta(days=14)
    book = _RULEBOOK.format(address=ADDRESS, meeting=meeting, opens=today - timedelta(days=1), deadline=deadline)
    (house.home / "rules" / "groups" / f"{GROUP}.toml").write_text(book, encoding="utf-8")
    add_mailboxes(house, {GROUP: ADDRESS})
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with open_home(house.home, environment={}) as opened:
        register_template(opened, example_template(), Registration(group=GROUP, example=True))
        activate_all(opened, who="demo")
        invitation = {"deadline": f"{deadline:%A %d %B %Y}", "address": ADDRESS, "template": example_template()}
        servers = house.servers
        invitation |= {"host": servers.smtp_host, "port": servers.smtp_port, "command": _command(house)}
        invitation["desk"] = opened.settings.desk.address
        say(console, *_INVITATION.format(**invitation).splitlines())
        code = _watched(opened, house, console, log_line)
    say(console, f"Ended; everything stays in {house.home}.")
    return code


def _command(house: House) -> str:
    """A shell command that mails a contribution; it needs nothing but Python."""
    mail = house.home / "first-mail.eml"
    text = "Dear secretariat,\n\nplease find attached our contribution.\n"
    files = {"Input.docx": own_paper()}
    letter = WrittenMail(YOU, (ADDRESS,), SystemClock().now(), "Contribution to JCA-DEMO", text, files)
    mail.write_bytes(gmail(letter))
    host, port = house.servers.smtp_host, house.servers.smtp_port
    hand_over = f"sendmail('{YOU.address}', '{ADDRESS}', open('{_quoted(mail)}', 'rb').read())"
    return f"python3 -c \"import smtplib; smtplib.SMTP('{host}', {port}).{hand_over}\""


def _quoted(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')


def _watched(opened: OpenHome, house: House, console: Console, log_line: Callable[[LogEntry], str]) -> int:
    stopped = threading.Event()
    watcher = threading.Thread(
        target=_watch, args=(opened, house, console, log_line, stopped), name="watcher", daemon=True
    )
    watcher.start()
    try:
        return daemon.run(opened)
    finally:
        stopped.set()
        watcher.join()


def _watch(
    opened: OpenHome, house: House, console: Console, log_line: Callable[[LogEntry], str], stopped: threading.Event
) -> None:
    """Show every new line of the log, and every receipt that leaves."""
    with opened.line.store.read() as work:
        last = max((one.id for one in work.log.listed(limit=1_000_000)), default=0)
    shown = len(house.servers.sent())
    while not stopped.wait(_LOOK_SECONDS):
        with opened.line.store.read() as work:
            entries = work.log.listed(after=last, limit=500)
        say(console, *map(log_line, entries), style="dim")
        last = entries[-1].id if entries else last
        for one in house.servers.sent()[shown:]:
            shown += 1
            show_receipt(console, one.raw)
