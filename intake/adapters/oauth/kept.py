"""A person's login that lasts: the provider's refresh token, alone in a file that only its owner can read."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from intake.adapters.whole_files import sync_folder
from intake.domain.errors import LoginError, UnavailableError


class KeptLogin:
    """The login of `account` in this file, which is there whole or as before."""

    def __init__(self, file: Path, account: str) -> None:
        self.file = file
        self._account = account

    def read(self) -> str:
        """The refresh token. LoginError where nobody has logged in, or others may read the file."""
        try:
            mode, token = self.file.stat().st_mode, self.file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            mode, token = 0, ""
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise LoginError(f"{self.file}: others than its owner may read it; run: chmod 600 {self.file}")
        if not token:
            raise LoginError(
                f"no token for {self._account}: nobody has logged in yet: run `intake mailbox login {self._account}`"
            )
        return token

    def write(self, token: str) -> None:
        """Keep this one in place of the one from before. UnavailableError where it cannot be written."""
        new = self.file.with_name(f".{self.file.name}.new")
        try:
            self.file.parent.mkdir(mode=0o700, exist_ok=True)
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(token + "\n")
                file.flush()
                os.fsync(file.fileno())
            new.replace(self.file)
            sync_folder(self.file.parent)
        except OSError as error:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise UnavailableError(f"{self.file}: the login cannot be kept ({error.strerror})") from error
