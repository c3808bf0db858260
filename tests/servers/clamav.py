"""A real clamd on a UNIX socket, which knows one signature: a harmless sentence of our own."""

import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from tests.servers.ports import stop

PACKAGES = "clamav-daemon"
SENTENCE = "This sentence stands for a virus in the tests of the intake."
SIGNATURE = "Intake.Test.Sentence.UNOFFICIAL"
"""How clamd calls it: a signature that its authors did not sign carries the last word."""

LARGEST = 1_000_000
"""Bytes that it takes over its socket."""

_SETTINGS = """
Foreground yes
LocalSocket {base}/clamd.sock
TCPSocket {port}
TCPAddr 127.0.0.1
DatabaseDirectory {base}/signatures
TemporaryDirectory {base}/scratch
LogFile {base}/clamd.log
StreamMaxLength {largest}
AlertExceedsMax yes
MaxFiles 50
MaxThreads 2
SelfCheck 86400
"""


def missing() -> bool:
    """Whether this machine lacks the program."""
    return _program() is None


class Clamav:
    """A running clamd; `stop` ends it and removes its files, `start` starts it again on the same socket."""

    def __init__(self, port: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="clamd-"))
        self.port = port
        self.socket = self.folder / "clamd.sock"
        for name in ("signatures", "scratch"):
            (self.folder / name).mkdir()
        pattern = SENTENCE.encode().hex()
        name = SIGNATURE.removesuffix(".UNOFFICIAL")
        (self.folder / "signatures" / "tests.ndb").write_text(f"{name}:0:*:{pattern}\n")
        settings = _SETTINGS.format(base=self.folder, largest=LARGEST, port=port)
        (self.folder / "clamd.conf").write_text(settings)
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        output = (self.folder / "output.log").open("wb")
        with output:
            self._process = subprocess.Popen(
                [_program() or PACKAGES, f"--config-file={self.folder / 'clamd.conf'}"], stdout=output, stderr=output
            )
        ends = time.monotonic() + 30
        while not _answers(self.socket):
            if self._process.poll() is not None or time.monotonic() > ends:
                raise AssertionError(f"no clamd:\n{(self.folder / 'output.log').read_text()}")
            time.sleep(0.05)

    def halt(self) -> None:
        """End it; its files stay."""
        stop(self._process)
        self.socket.unlink(missing_ok=True)

    def stop(self) -> None:
        """End it and remove its files."""
        stop(self._process)
        shutil.rmtree(self.folder, ignore_errors=True)


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(path))
            connection.sendall(b"zPING\0")
            return connection.recv(16) == b"PONG\0"
        except OSError:
            return False


def _program() -> str | None:
    return shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin:/opt/homebrew/sbin")
