"""A real nginx on loopback, with one server of a test's own."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers.ports import stop, wait_until_it_listens

PACKAGES = "nginx"

_SETTINGS = """
daemon off;
pid {base}/nginx.pid;
error_log {base}/error.log;
events {{ }}
http {{
    client_body_temp_path {base}/body;
    proxy_temp_path {base}/proxy;
    fastcgi_temp_path {base}/fastcgi;
    uwsgi_temp_path {base}/uwsgi;
    scgi_temp_path {base}/scgi;
{server}
}}
"""


def missing() -> bool:
    """Whether this machine lacks it."""
    return _program() is None


class Nginx:
    """A running nginx with this `server` block, which listens on this port."""

    def __init__(self, server: str, port: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="nginx-"))
        self.folder.chmod(0o755)
        settings = self.folder / "nginx.conf"
        settings.write_text(_SETTINGS.format(base=self.folder, server=server))
        log = self.folder / "error.log"
        self._process = subprocess.Popen(
            [_program() or PACKAGES, "-c", str(settings), "-p", str(self.folder), "-e", str(log)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until_it_listens(port, self._process, log)

    def stop(self) -> None:
        """End it and remove its files."""
        stop(self._process)
        shutil.rmtree(self.folder, ignore_errors=True)


def _program() -> str | None:
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/opt/homebrew/bin")
