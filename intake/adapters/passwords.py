"""Passwords hashed with Argon2id (RFC 9106)."""

from functools import cached_property
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

_AT_ONCE = 2
"""Each takes 64 MiB and all the cores that it gets: more at once would be a way to exhaust the machine."""


class Argon2Passwords:
    """Hashes as section 4 of RFC 9106 recommends where memory is scarce; tests hand in a hasher that is quick."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._gate = BoundedSemaphore(_AT_ONCE)

    def hashed(self, password: str) -> str:
        """The password's hash, with a salt of its own."""
        with self._gate:
            return self._hasher.hash(_bytes(password))

    def matches(self, hashed: str | None, password: str) -> bool:
        """Whether it is this password; None (nobody's) takes as long, and is False."""
        nobody = self._nobodys
        with self._gate:
            try:
                self._hasher.verify(hashed or nobody, _bytes(password))
            except (VerificationError, InvalidHashError):
                return False
        return hashed is not None

    def is_old(self, hashed: str) -> bool:
        """Whether the hash was made with weaker parameters than ours."""
        return self._hasher.check_needs_rehash(hashed)

    @cached_property
    def _nobodys(self) -> str:
        """The hash that a password is compared with where there is no such login."""
        return self.hashed("")


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
