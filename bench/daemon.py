"""What a mail costs in the real daemon, as ratios in one run: `python -m bench.daemon [--mails 400] [--rounds 3]`.

Two lines take the same mails (about 48 kB each, an ordinary contribution in each) from the same Dovecot, and hand one
receipt for each to the same `smtp-sink`, in turn, round by round:

    straight   fetch by 50, store with fsync, parse, look at the first table, number (SQLite, FULL), send: one process
               with nothing around it. It moves nothing and keeps no copy.
    daemon     `intake run` as it is: judged, numbered, answered, the mail moved to Intake/Taken, a copy of the receipt
               in Intake/Sent, every log line sealed. Its clock starts when the mails appear in an empty INBOX and
               stops when nothing is owed any more.

Then the daemon again, in accounts that hold `--known` mails in Intake/Taken and as many receipts in Intake/Sent: how
much processor time Dovecot spends on a mail, and the exponent of its growth (0 = it does not grow).

Figures are medians of the rounds; processor time is that of all processes of the daemon, and of all of Dovecot's. Only
the ratios of one run say anything. A round counts only if every mail has one number, one receipt and one move. Needs
Linux, Dovecot and Postfix's smtp-sink.
"""

import argparse
import hashlib
import imaplib
import io
import math
import os
import secrets
import shutil
import signal
import smtplib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from lxml import etree

from bench.reading import samples
from intake.app import make_home
from tests.servers.certificates import certificates
from tests.servers.dovecot import Account, Dovecot
from tests.servers.ports import HOST, free_ports, stop, wait_until_it_listens

_TITLE = "On avatars"
_DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
_TICK = os.sysconf("SC_CLK_TCK")
_PATIENCE = 300
_SETTINGS = """
loop_mark = "the-mark-of-the-benchmark"

[[mailbox]]
name = "jca-mv"
group = "jca-mv"
host = "127.0.0.1"
port = {imap}
security = "none"
user = "{user}"
password_file = "password"
base = 2026-01-01T00:00:00Z

[smtp]
host = "127.0.0.1"
port = {smtp}
security = "none"
"""
_RECEIPT = "Your contribution was received and numbered. Nothing more is needed of you.\r\n" * 15
_SCHEMA = """
pragma journal_mode = wal;
pragma synchronous = full;
create table mail(id integer primary key, digest text unique, state text);
create table document(id integer primary key, number integer unique, title text);
create table debt(id integer primary key, state text);
create table log(id integer primary key, what text);
"""


@dataclass(frozen=True)
class Cost:
    """One drain: mails a second, and milliseconds of processor time a mail, ours and the IMAP server's."""

    rate: float
    ours: float
    server: float


def mails(count: int, first: int = 0) -> list[bytes]:
    """So many contributions, each with a title, a sender and a domain of its own, so that no cap is met."""
    whole = samples()["40 kB"]
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    return [_mail(parts, number) for number in range(first, first + count)]


def _mail(parts: dict[str, bytes], number: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content.replace(_TITLE.encode(), f"Avatars, part {number}".encode()))
    letter = EmailMessage(policy=policy.SMTP)
    letter["From"] = f"Ada Example <ada@sender{number}.example>"
    letter["To"] = "tsbjcamv@itu.int"
    letter["Subject"] = f"Contribution {number}"
    letter["Message-ID"] = f"<{number}.{secrets.token_hex(6)}@sender{number}.example>"
    letter.set_content("Dear all,\n\nplease find our contribution attached.\n\nBest regards\nAda Example\n")
    letter.add_attachment(out.getvalue(), maintype=_DOCX[0], subtype=_DOCX[1], filename=f"avatars-{number}.docx")
    return letter.as_bytes()


class Servers:
    """Dovecot and an SMTP sink on loopback."""

    def __init__(self, folder: Path) -> None:
        made = certificates(folder)
        self.dovecot = Dovecot(made.certificate, made.key)
        (self.smtp_port,) = free_ports(1)
        self._log = folder / "sink.log"
        extra = ["-u", "nobody"] if os.geteuid() == 0 else []
        command = [shutil.which("smtp-sink", path=f"{os.environ['PATH']}:/usr/sbin") or "smtp-sink", *extra]
        with self._log.open("wb") as output:
            self._sink = subprocess.Popen([*command, f"inet:{HOST}:{self.smtp_port}", "128"], stderr=output)
        wait_until_it_listens(self.smtp_port, self._sink, self._log)

    def put(self, user: str, folder: str, raws: list[bytes]) -> None:
        """Lay mails into a folder of the account, as a delivery agent does: all of them appear at once."""
        home = self.dovecot.folder / "mail" / user
        box = home / "Maildir" / folder
        for name in ("tmp", "cur", "new"):
            (box / name).mkdir(parents=True, exist_ok=True)
        batch = secrets.token_hex(8)
        named = [(box / "tmp" / f"1777500000.{batch}{number}.bench", raw) for number, raw in enumerate(raws)]
        for path, raw in named:
            path.write_bytes(raw.replace(b"\r\n", b"\n"))
        if os.geteuid() == 0:
            for path in (home, *home.rglob("*")):
                shutil.chown(path, "mail", "mail")
        for path, _ in named:
            path.rename(box / "new" / path.name)

    def login(self, account: Account) -> imaplib.IMAP4:
        """A plain IMAP connection."""
        client = imaplib.IMAP4(HOST, self.dovecot.imap_port)
        client.login(account.user, account.password)
        return client

    def spent(self) -> float:
        """Seconds of processor time of all of Dovecot's processes, ended ones too."""
        return _session_seconds(self.dovecot.pid)

    def stop(self) -> None:
        """End both."""
        self.dovecot.stop()
        stop(self._sink)


def _session_seconds(leader: int) -> float:
    """Seconds of processor time of the processes of a session, and of those that they have waited for."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            total += sum(map(int, fields[11:15]))
    return total / _TICK


def straight(servers: Servers, raws: list[bytes]) -> Cost:
    """The straight line over these mails."""
    account = servers.dovecot.account()
    servers.put(account.user, ".", raws)
    client = servers.login(account)
    client.select("INBOX")
    with tempfile.TemporaryDirectory() as name:
        server, ours, started = servers.spent(), time.process_time(), time.monotonic()
        _straight_line(client, servers.smtp_port, Path(name), len(raws))
        seconds, ours = time.monotonic() - started, time.process_time() - ours
    client.logout()
    return Cost(len(raws) / seconds, 1000 * ours / len(raws), 1000 * (servers.spent() - server) / len(raws))


def _straight_line(client: imaplib.IMAP4, smtp_port: int, folder: Path, count: int) -> None:
    database = sqlite3.connect(folder / "line.sqlite3", isolation_level=None)
    database.executescript(_SCHEMA)
    directory = os.open(folder, os.O_RDONLY)
    done = 0
    with smtplib.SMTP(HOST, smtp_port) as smtp:
        for low in range(1, count + 1, 50):
            answer = client.fetch(f"{low}:{min(count, low + 49)}", "(UID BODY.PEEK[])")[1]
            batch = [part[1] for part in answer if isinstance(part, tuple)]
            digests = [_stored(folder, raw) for raw in batch]
            os.fsync(directory)
            titles = [_title(raw) for raw in batch]
            database.execute("begin immediate")
            for number, (digest, title) in enumerate(zip(digests, titles, strict=True), done + 1):
                database.execute("insert into mail values (?, ?, 'decided')", (number, digest))
                database.execute("insert into document values (?, ?, ?)", (number, number, title))
                database.execute("insert into debt values (?, 'owed')", (number,))
                database.execute("insert into log values (?, 'decided')", (number,))
            database.execute("commit")
            for number in range(done + 1, done + len(batch) + 1):
                text = f"From: a@b.example\r\nTo: c@d.example\r\nSubject: Doc-{number:03}\r\n\r\n{_RECEIPT}"
                smtp.sendmail("a@b.example", ["c@d.example"], text.encode())
            database.execute("update debt set state = 'paid' where id > ?", (done,))
            done += len(batch)
    os.close(directory)
    database.close()
    if done != count:
        raise SystemExit(f"the straight line took {done} of {count} mails")


def _stored(folder: Path, raw: bytes) -> str:
    digest = hashlib.sha256(raw).hexdigest()
    with (folder / f".{digest}").open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    (folder / f".{digest}").rename(folder / digest)
    return digest


def _title(raw: bytes) -> str:
    """The text of the first table of the attached document."""
    mail = message_from_bytes(raw)
    content = next(part.get_payload(decode=True) for part in mail.walk() if part.get_filename())
    with zipfile.ZipFile(io.BytesIO(content)) as opened, opened.open("word/document.xml") as part:
        for _, element in etree.iterparse(part, events=("end",)):
            if element.tag.endswith("}tbl"):
                return "".join(element.itertext())
    raise SystemExit("a document without a table")


def daemon(servers: Servers, raws: list[bytes], known: int = 0) -> Cost:
    """The daemon over these mails, in an account that holds so many mails and receipts already."""
    account = servers.dovecot.account()
    servers.put(account.user, ".", [])
    if known:
        small = [_known(number) for number in range(known)]
        servers.put(account.user, ".Intake.Taken", small)
        servers.put(account.user, ".Intake.Sent", small)
        _seen_once(servers, account)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "home"
        with _running(servers, account, folder) as process:
            _until(lambda: b"started" in (folder / "daemon.log").read_bytes())
            time.sleep(2)
            server, ours, started = servers.spent(), _session_seconds(process.pid), time.monotonic()
            servers.put(account.user, ".", raws)
            _until(lambda: _finished(folder, len(raws)))
            seconds = time.monotonic() - started
            ours, server = _session_seconds(process.pid) - ours, servers.spent() - server
        _check(folder, len(raws))
    return Cost(len(raws) / seconds, 1000 * ours / len(raws), 1000 * server / len(raws))


def _known(number: int) -> bytes:
    head = f"From: tsbjcamv@itu.int\r\nTo: a{number}@b.example\r\nMessage-ID: <{number}@itu.int>\r\n\r\n"
    return (head + _RECEIPT * 3).encode()


def _seen_once(servers: Servers, account: Account) -> None:
    """Let the server index what was there, as it has long done in an account that is in use."""
    client = servers.login(account)
    for folder in ("Intake/Taken", "Intake/Sent"):
        client.subscribe(folder)
        client.select(folder)
        client.search(None, 'HEADER Message-ID "nothing"')
    client.logout()


@contextmanager
def _running(servers: Servers, account: Account, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    make_home(folder)
    (folder / "password").touch(mode=0o600)
    (folder / "password").write_text(account.password)
    text = _SETTINGS.format(imap=servers.dovecot.imap_port, user=account.user, smtp=servers.smtp_port)
    (folder / "intake.toml").write_text(text)
    with (folder / "daemon.log").open("wb") as log:
        command = [sys.executable, "-m", "intake", "run", "--home", str(folder)]
        environment = {**os.environ, "INTAKE_DESK__LISTEN": "off"}
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > ends:
            raise SystemExit("the daemon did not get done in five minutes")
        time.sleep(0.05)


def _asked(folder: Path, question: str) -> int:
    database = sqlite3.connect(f"file:{folder / 'intake.sqlite3'}?mode=ro", uri=True)
    try:
        return int(database.execute(question).fetchone()[0])
    finally:
        database.close()


_PAID = "select count(*) from debts where state = 'paid' and kind = '{}'"


def _finished(folder: Path, count: int) -> bool:
    return _asked(folder, "select count(*) from debts where state = 'paid'") >= 3 * count


def _check(folder: Path, count: int) -> None:
    """Stop where not every mail has one number, one receipt, one move and one copy."""
    found = {kind: _asked(folder, _PAID.format(kind)) for kind in ("receipt", "move", "copy")}
    found["number"] = _asked(folder, "select count(distinct number) from contributions")
    if set(found.values()) != {count}:
        raise SystemExit(f"not every mail was done once: {found} of {count}")


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(one.rate for one in costs),
        statistics.median(one.ours for one in costs),
        statistics.median(one.server for one in costs),
    )


def _row(name: str, cost: Cost) -> str:
    return f"{name:24}{cost.rate:8.1f} mails/s  ours {cost.ours:6.2f} ms  server {cost.server:6.2f} ms a mail"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--mails", type=int, default=400)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--known", type=int, nargs="*", default=[300, 3_000, 10_000])
    asked.add_argument("--no-line", action="store_true", help="only the growth")
    wish = asked.parse_args()
    raws = mails(wish.mails)
    print(f"{len(raws)} mails of {sum(map(len, raws)) / len(raws) / 1000:.0f} kB, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        servers = Servers(Path(name))
        try:
            if not wish.no_line:
                pairs = [(straight(servers, raws), daemon(servers, raws)) for _ in range(wish.rounds)]
                line, ours = _median([one for one, _ in pairs]), _median([one for _, one in pairs])
                print(_row("straight line", line))
                print(_row("daemon", ours))
                print(f"rate with moves {ours.rate / line.rate:.2f} (goal 0.18), CPU {ours.ours / line.ours:.1f} times")
            grown = {one: _median([daemon(servers, raws, one) for _ in range(wish.rounds)]) for one in wish.known}
        finally:
            servers.stop()
    for one, cost in grown.items():
        print(_row(f"daemon, {one} known", cost))
    if len(grown) > 1:
        low, high = min(grown), max(grown)
        exponent = math.log(grown[high].server / grown[low].server) / math.log(high / low)
        print(f"growth of the server's CPU a mail, {low} -> {high} known: exponent {exponent:.2f} (goal 0.1)")


if __name__ == "__main__":
    main()
