"""A real Cyrus IMAP on loopback: IMAP (with STARTTLS) and IMAPS.

Its Debian package and Dovecot's exclude each other, so tools/servers.py unpacks it into a folder of its own. It reads
its settings, its certificate and its users from a folder that goes with it, asks no other service, and leaves no trace.
"""

import getpass
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from imapclient import IMAPClient

from tests.servers.dovecot import Account
from tests.servers.ports import HOST, free_ports, wait_until_it_listens

PACKAGES = "cyrus-imapd (unpacked by tools/servers.py)"

UNPACKED = Path("/usr/local/lib/cyrus-for-tests")
"""Where tools/servers.py puts it."""

_PROGRAMS = UNPACKED / "usr/lib/cyrus/bin"
_LIBRARIES = ":".join(str(one) for one in sorted(UNPACKED.glob("usr/lib/*-linux-*")))
_ADMINISTRATOR = "cyrus"
_HALT_SECONDS = 5.0

_SETTINGS = """
servername: localhost
configdirectory: {base}/conf
defaultpartition: default
partition-default: {base}/spool
proc_path: {base}/run/proc
mboxname_lockpath: {base}/run/lock
lmtpsocket: {base}/run/socket/lmtp
idlesocket: {base}/run/socket/idle
notifysocket: {base}/run/socket/notify
sievedir: {base}/sieve
cyrus_user: {user}
admins: cyrus
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {base}/users
sasl_mech_list: PLAIN LOGIN
allowplaintext: yes
autocreate_users: anyone
autocreate_quota: 0
imapidlepoll: 1
munge8bit: no
failedloginpause: 0
tls_server_cert: {base}/certificate.pem
tls_server_key: {base}/key.pem
tls_session_timeout: 0
{more}
"""

BELOW_INBOX = "altnamespace: no\nunixhierarchysep: no\n"
"""Folders lie below INBOX, with dots between levels, as Cyrus 2 had it and many houses still have."""

_SERVICES = """
START {{
  recover cmd="{programs}/ctl_cyrusdb -C {base}/imapd.conf -r"
  idled cmd="{programs}/idled -C {base}/imapd.conf"
}}
SERVICES {{
  imap cmd="{programs}/imapd -C {base}/imapd.conf" listen="{host}:{imap}"
  imaps cmd="{programs}/imapd -C {base}/imapd.conf -s" listen="{host}:{imaps}"
}}
"""


def missing() -> bool:
    """Whether this machine lacks the programs."""
    return not (_PROGRAMS / "imapd").exists()


class Cyrus:
    """A running server; `stop` ends it and removes its files. `more` is the end of its settings (imapd.conf).

    Without more, folders lie beside INBOX with slashes between levels, as Cyrus 3 has it.
    """

    def __init__(self, certificate: bytes, key: bytes, *, more: str = "") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="cyrus-"))
        self.imap_port, self.imaps_port = free_ports(2)
        self._user = "mail" if os.geteuid() == 0 else getpass.getuser()
        self._administrator = Account(_ADMINISTRATOR, secrets.token_urlsafe(9))
        for name in ("conf", "spool", "run/proc", "run/lock", "run/socket", "sieve"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "certificate.pem").write_bytes(certificate)
        (self.folder / "key.pem").write_bytes(key)
        self._write(more)
        self._add(self._administrator)
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, self._user, self._user)
        self._start()

    def _write(self, more: str) -> None:
        settings = _SETTINGS.format(base=self.folder, user=self._user, more=more)
        ports = {"imap": self.imap_port, "imaps": self.imaps_port}
        services = _SERVICES.format(base=self.folder, programs=_PROGRAMS, host=HOST, **ports)
        (self.folder / "imapd.conf").write_text(settings)
        (self.folder / "cyrus.conf").write_text(services)

    def _start(self) -> None:
        log = self.folder / "output.log"
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [_PROGRAMS / "master", "-D", *self._files()],
                stdout=output,
                stderr=output,
                env=_environment(),
                start_new_session=True,
            )
        for port in (self.imap_port, self.imaps_port):
            wait_until_it_listens(port, self._process, log)

    def _files(self) -> tuple[str | Path, ...]:
        return "-C", self.folder / "imapd.conf", "-M", self.folder / "cyrus.conf", "-p", self.folder / "run/master.pid"

    def _add(self, account: Account) -> None:
        written = ("-f", self.folder / "users", "-u", "localhost", account.user)
        subprocess.run(
            [UNPACKED / "usr/sbin/saslpasswd2", "-p", "-c", *written],
            input=account.password.encode(),
            env=_environment(),
            check=True,
        )

    def account(self) -> Account:
        """A user whom no test has had before; the INBOX is made with the first login."""
        fresh = Account(f"user-{secrets.token_hex(5)}", secrets.token_urlsafe(9))
        self._add(fresh)
        return fresh

    def administer(self) -> IMAPClient:
        """A connection that may make shared folders and set quotas; its user closes it."""
        client = IMAPClient(HOST, self.imap_port, ssl=False, timeout=10)
        client.login(self._administrator.user, self._administrator.password)
        return client

    def stop(self) -> None:
        """End the server, and remove its files."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        ends = time.monotonic() + _HALT_SECONDS
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, ends - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LD_LIBRARY_PATH": _LIBRARIES}
