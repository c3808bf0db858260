"""Room on a disk, and when it becomes too little."""

from dataclasses import dataclass

_LEAST = 1_000_000_000
"""Bytes that are to be free: a day of mails with their readings."""

_LEAST_SHARE = 0.05
"""Of a disk on which a gigabyte is more than this share, the share counts."""


@dataclass(frozen=True, slots=True)
class Space:
    """How many bytes of a disk are free; `place` is a folder on it, `host` its machine, "" where there is only one."""

    place: str
    free: int
    total: int
    host: str = ""

    def __str__(self) -> str:
        return f"{self.place} on {self.host}" if self.host else self.place

    @property
    def least(self) -> int:
        """Below so many free bytes a person is told."""
        return min(_LEAST, int(self.total * _LEAST_SHARE))

    @property
    def is_low(self) -> bool:
        """Whether a person has to make room."""
        return self.free < self.least

    @property
    def has_room(self) -> bool:
        """Whether it is well again: far enough above the limit that it is not told twice a day."""
        return self.free > 2 * self.least


def gigabytes(count: int) -> str:
    """A number of bytes as people read it: "12.3 GB"; below a gigabyte "340 MB"."""
    return f"{count / 1e9:.1f} GB" if count >= 1_000_000_000 else f"{count // 1_000_000} MB"
