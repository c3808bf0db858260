"""The bounds within which a stranger's mail or file is looked at: sizes, counts, processor time."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from intake.domain.limits import FileLimits

_FILES_INSIDE = 2
"""As many files of the largest size that is looked into may come out of the archives of one mail."""

_AGAIN = 0.25
"""An exception that comes while an object is being destroyed is lost (it can only be printed), so another follows."""


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """Bounds on the reader process itself: its address space in bytes, its processor time in seconds."""

    memory: int = 1 << 30
    cpu: int = 30


@dataclass(frozen=True, slots=True)
class MailLimits:
    """Bounds on one mail. Sizes in bytes; `text` in bytes of UTF-8."""

    header_bytes: int = 256 * 1024
    header_fields: int = 1_000
    parts: int = 1_000
    nesting: int = 30
    text: int = 64 * 1024
    html: int = 1024 * 1024
    links: int = 200
    file: int = 40 * 1000 * 1000


@dataclass(frozen=True, slots=True)
class ContainerLimits:
    """Bounds on one zip container. Sizes in bytes as counted while inflating; `ratio` of parts over `ratio_from`."""

    xml_part: int
    total: int
    ratio: int
    ratio_from: int
    entries: int
    name: int = 255


def of_container(limits: FileLimits) -> ContainerLimits:
    """The limits of a file in bytes."""
    return ContainerLimits(
        xml_part=limits.xml_part_mb * 1_000_000,
        total=limits.total_mb * 1_000_000,
        ratio=limits.ratio,
        ratio_from=limits.ratio_from_kb * 1_000,
        entries=limits.entries,
    )


def room_inside(limits: FileLimits, largest: int) -> int:
    """Count the bytes that files inside others may have in one mail together; the parent keeps them all at once."""
    return min(limits.total_mb * 1_000_000, _FILES_INSIDE * largest)


@dataclass(frozen=True, slots=True)
class WordLimits:
    """Bounds on what is taken from one Word document: cells, bytes of text, and figures for the small lists."""

    cells: int = 2_000
    text: int = 256 * 1024
    paragraphs: int = 5_000
    styles: int = 500
    properties: int = 200
    value: int = 1_000
    lead: int = 300
    sheets: int = 50


MAIL = MailLimits()
FILE = FileLimits()
PROCESS = ProcessLimits()
CONTAINER = of_container(FILE)
WORD = WordLimits()


def cut(text: str, size: int) -> str:
    """The text up to this many bytes of UTF-8, whole characters only."""
    raw = text.encode("utf-8", "replace")
    return text if len(raw) <= size else raw[:size].decode("utf-8", "ignore")


class OutOfPatienceError(BaseException):
    """The work took longer than allowed. Not an Exception: the packages that we call swallow those."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise OutOfPatienceError inside the block after this much processor time. In the main thread only."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise OutOfPatienceError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
