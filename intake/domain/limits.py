"""Bounds on how much of an attached file we open; beyond them a person looks."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

MEGABYTE = 1_000_000
"""Bytes; what settings and rulebooks call MB."""


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Bounds on one attached file, the same for every group; past one of them the file is held (FIL-005).

    `xml_part_mb` bounds one part that is markup and `total_mb` all parts together, in millions of bytes as they come
    out of the container; `ratio` is how many times larger than packed a part of more than `ratio_from_kb` thousand
    bytes may be; `entries` counts a container's parts, `archive_members` the files in a .zip that was sent. The
    largest genuine values seen in 1,114 Word files are 26 MB, 27 MB, 142 times and 291 parts.
    """

    xml_part_mb: int = 40
    total_mb: int = 200
    ratio: int = 200
    ratio_from_kb: int = 100
    entries: int = 2_000
    archive_members: int = 10


def widest(limits: Iterable[FileLimits]) -> FileLimits:
    """The largest of each of these limits; the start values where there are none."""
    found = [astuple(one) for one in limits]
    return FileLimits(*map(max, *found, found[0])) if found else FileLimits()
