"""A real Postfix on loopback: takes mail by SMTP (STARTTLS offered) and hands it on by LMTP or to an SMTP sink."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers.ports import HOST, free_ports, stop, wait_until_it_listens

PACKAGES = "postfix"

_MAIN = """
compatibility_level = 3.6
queue_directory = {base}/queue
data_directory = {base}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
meta_directory = /etc/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = {base}/log/postfix.log
maillog_file_prefixes = {base}
inet_interfaces = {host}
inet_protocols = ipv4
myhostname = mx.example.test
mydestination =
mynetworks = 127.0.0.0/8
local_recipient_maps =
alias_maps =
alias_database =
virtual_mailbox_domains = {domains}
virtual_transport = lmtp:inet:{host}:{lmtp}
relayhost = [{host}]:{relay}
smtp_tls_security_level = none
smtpd_tls_security_level = may
smtpd_tls_cert_file = {base}/certificate.pem
smtpd_tls_key_file = {base}/key.pem
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = {policy}
 check_recipient_access inline:{{ {{nobody@refused.example = 550 5.1.1 no such user}} }}
notify_classes =
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtputf8_enable = yes
message_size_limit = 1000000
mailbox_size_limit = 0
minimal_backoff_time = 1s
queue_run_delay = 1s
"""

_MASTER = """
{host}:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def missing() -> bool:
    """Whether this machine lacks the programs, or we lack the right to start them (Postfix wants root)."""
    return os.geteuid() != 0 or shutil.which("postfix", path=_path()) is None


class Postfix:
    """A running server; `stop` ends it and removes its files.

    Mail for `domains` goes to an LMTP server on `lmtp_port`, all other mail to an SMTP server on `relay_port`. The
    address nobody@refused.example is refused with 550. `certificate` and `key` are PEM. The policy service on
    `policy_port` is asked about each mail.
    """

    def __init__(
        self,
        certificate: bytes,
        key: bytes,
        *,
        relay_port: int,
        lmtp_port: int = 0,
        domains: str = "",
        policy_port: int = 0,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="postfix-"))
        self.folder.chmod(0o755)
        (self.port,) = free_ports(1)
        for name in ("queue", "data", "log", "etc"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        (self.folder / "certificate.pem").write_bytes(certificate)
        (self.folder / "key.pem").write_bytes(key)
        main = _MAIN.format(
            base=self.folder,
            daemons=_daemons(),
            host=HOST,
            domains=domains,
            lmtp=lmtp_port,
            relay=relay_port,
            policy=f"check_policy_service inet:{HOST}:{policy_port}, " if policy_port else "",
        )
        (self.folder / "etc" / "main.cf").write_text(main)
        (self.folder / "etc" / "master.cf").write_text(_MASTER.format(port=self.port, host=HOST))
        self.start()

    def start(self) -> None:
        """Start it, also after a halt."""
        log = self.folder / "output.log"
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                ["postfix", "-c", self.folder / "etc", "start-fg"],
                stdout=output,
                stderr=output,
                env={"PATH": _path()},
            )
        wait_until_it_listens(self.port, self._process, log)

    def log(self) -> str:
        """What the server has logged so far."""
        return (self.folder / "log" / "postfix.log").read_text()

    def flush(self) -> None:
        """Try at once to deliver everything that waits in the queue."""
        subprocess.run(
            ["postqueue", "-c", self.folder / "etc", "-f"], check=True, capture_output=True, env={"PATH": _path()}
        )

    def halt(self) -> None:
        """End the server; it can be started again."""
        subprocess.run(
            ["postfix", "-c", self.folder / "etc", "abort"], check=False, capture_output=True, env={"PATH": _path()}
        )
        stop(self._process)

    def stop(self) -> None:
        """End the server and remove its files."""
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)


def _daemons() -> str:
    told = subprocess.run(
        ["postconf", "-dh", "daemon_directory"], check=True, capture_output=True, text=True, env={"PATH": _path()}
    )
    return told.stdout.strip()


def _path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
