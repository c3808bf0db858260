"""A real Dovecot on loopback: IMAP (with STARTTLS), IMAPS and LMTP."""

import base64
import getpass
import grp
import os
import secrets
import shutil
import signal
import smtplib
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.servers.ports import HOST, free_ports, wait_until_it_listens

PACKAGES = "dovecot-imapd dovecot-lmtpd"

_FRESH = 1000
"""So many fresh users are made at the start: Dovecot may see a user who is added later only after a second."""

_CONFIGURATION = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
protocols = imap lmtp
listen = {listen}
ssl = yes
ssl_cert = <{base}/certificate.pem
ssl_key = <{base}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
mail_max_userip_connections = 50
mail_location = maildir:~/Maildir
first_valid_uid = 1
{identity}
{logins}
passdb {{
  driver = passwd-file
  args = username_format=%u {base}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
service imap-login {{
  {chroot}
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service anvil {{
  {chroot}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
{more}
"""

_BY_TOKEN = """
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {base}/oauth2.conf.ext
}}
"""

_TOKENS = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={base}/keys/
username_attribute = sub
"""

_WITHOUT_ROOT = """
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
"""


def missing() -> bool:
    """Whether this machine lacks the programs."""
    return shutil.which("dovecot", path=_path()) is None


@dataclass(frozen=True)
class Account:
    """A fresh user: an empty INBOX, and a password."""

    user: str
    password: str


class Dovecot:
    """A running server with `users` (name and password) and many fresh ones; `stop` ends it and removes its files.

    `certificate` and `key` are PEM; `listen` names addresses. `separator` and `prefix` are those of the personal
    namespace; `more` is the end of the configuration, for instance to take a capability away. With `token_key`
    users may log in by a token that this key has signed.
    """

    def __init__(
        self,
        certificate: bytes,
        key: bytes,
        *,
        users: Mapping[str, str] | None = None,
        listen: str = HOST,
        separator: str = "/",
        prefix: str = "",
        more: str = "",
        token_key: bytes = b"",
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.imap_port, self.imaps_port, self.lmtp_port = free_ports(3)
        self.folder.chmod(0o755)
        (self.folder / "certificate.pem").write_bytes(certificate)
        (self.folder / "key.pem").write_bytes(key)
        self._fresh = [Account(f"user-{number}", secrets.token_urlsafe(9)) for number in range(_FRESH)]
        self._named = dict(users or {})
        known = [(account.user, account.password) for account in self._fresh] + list(self._named.items())
        (self.folder / "users").write_text("".join(f"{user}:{{PLAIN}}{password}\n" for user, password in known))
        (self.folder / "mail").mkdir()
        logins = self._token_logins(token_key) if token_key else ""
        self._write_configuration(separator=separator, prefix=prefix, more=more, listen=listen, logins=logins)
        self._start()

    def _token_logins(self, key: bytes) -> str:
        """Logins by a token (OAuth 2) that is signed with this key (HS256), checked by Dovecot itself."""
        keys = self.folder / "keys" / "default" / "HS256"
        keys.mkdir(parents=True)
        (keys / "default").write_bytes(base64.b64encode(key))
        (self.folder / "oauth2.conf.ext").write_text(_TOKENS.format(base=self.folder))
        return _BY_TOKEN.format(base=self.folder)

    def _write_configuration(self, **settings: str) -> None:
        root = os.geteuid() == 0
        user = "mail" if root else getpass.getuser()
        group = "mail" if root else grp.getgrgid(os.getegid()).gr_name
        if root:
            shutil.chown(self.folder / "mail", user, group)
        configuration = _CONFIGURATION.format(
            base=self.folder,
            user=user,
            group=group,
            identity="" if root else _WITHOUT_ROOT.format(user=user, group=group),
            chroot="" if root else "chroot =",
            imap=self.imap_port,
            imaps=self.imaps_port,
            lmtp=self.lmtp_port,
            **settings,
        )
        (self.folder / "dovecot.conf").write_text(configuration)

    def _start(self) -> None:
        log = self.folder / "output.log"
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                ["dovecot", "-F", "-c", self.folder / "dovecot.conf"],
                stdout=output,
                stderr=output,
                env={"PATH": _path()},
                start_new_session=True,
            )
        for port in (self.imap_port, self.imaps_port, self.lmtp_port):
            wait_until_it_listens(port, self._process, log)

    @property
    def pid(self) -> int:
        """The process that leads all of the server's."""
        return self._process.pid

    def account(self, name: str = "") -> Account:
        """A user whom no test has had before, or one of those who were named at the start."""
        return Account(name, self._named[name]) if name else self._fresh.pop()

    def deliver(self, user: str, raw: bytes, sender: str = "sender@example.org") -> None:
        """Deliver a mail as the border server would, by LMTP: the server itself gives the INTERNALDATE."""
        with smtplib.LMTP(HOST, self.lmtp_port) as lmtp:
            lmtp.sendmail(sender, [user], raw)

    def mails(self, user: str) -> int:
        """How many mails the user has in all folders, as files."""
        box = self.folder / "mail" / user / "Maildir"
        return sum(1 for path in box.rglob("*") if path.is_file() and path.parent.name in ("cur", "new"))

    def log(self) -> str:
        """What the server has logged so far."""
        return (self.folder / "dovecot.log").read_text()

    def halt(self) -> None:
        """End the server at once, with all its processes; its mails stay, and nobody listens."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def start_again(self) -> None:
        """Start it after `halt`, on the same ports with the same mails."""
        (self.folder / "run" / "master.pid").unlink(missing_ok=True)
        self._start()

    def stop(self) -> None:
        """End the server, and remove its files."""
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)


def _path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
