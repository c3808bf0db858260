"""Several mails in one file: mbox, where a line "From " begins each (RFC 4155), and MMDF; line ends of any kind."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

_START = 64 * 1024
"""How many bytes of a file decide whether it holds several mails."""

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*From [^\r\n]*(?:\r\n?|\n)(?=>From |[!-9;-~]{1,200}[ \t]*:)")
_FIELD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:|>From ")
_DATED = re.compile(rb"From \S+ .{0,40}\d\d:\d\d.{0,40}\d{4}")
_QUOTED_FROM = re.compile(rb">+From ")
_MMDF = b"\x01\x01\x01\x01"


def mails_in_a_row(file: BinaryIO) -> Iterator[bytes]:
    """The mails of an open file that holds mails in a row, each as its own bytes; none of any other file.

    A ">" that was put before "From " lines is taken away again (the mboxrd reading). A line "From " begins a mail
    behind an empty line, or with a time in it, and only above a header field: so one in a text stays where it is.
    """
    start = file.read(_START)
    file.seek(0)
    if b"\n" not in start and b"\r" in start:
        file = io.BytesIO(file.read().replace(b"\r", b"\n"))
    if start.startswith(_MMDF):
        yield from _between_marks(file)
    elif _BEGINS.match(start):
        yield from _behind_from_lines(file)


def count_of_mails(file: BinaryIO) -> int:
    """Count the mails that an open file holds in a row; 0 for a file that is none of these."""
    return sum(1 for _ in mails_in_a_row(file))


def _between_marks(lines: Iterable[bytes]) -> Iterator[bytes]:
    mail = _Gathered()
    for line in lines:
        if line.startswith(_MMDF):
            yield from mail.whole()
            mail = _Gathered()
        else:
            mail.add(line)
    yield from mail.whole()


def _behind_from_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    mail = _Gathered()
    waiting = b""
    for line in lines:
        if waiting and _FIELD.match(line):
            yield from mail.whole()
            mail = _Gathered()
        elif waiting:
            mail.add(waiting)
        after_empty = not waiting and not mail.last.strip()
        waiting = b""
        if line.lstrip(b"\xef\xbb\xbf \t").startswith(b"From ") and (after_empty or _DATED.match(line)):
            waiting = line
        else:
            mail.add(line)
    if waiting:
        mail.add(waiting)
    yield from mail.whole()


class _Gathered:
    """The lines of one mail, in the order of the file; as bytes, since a list of short lines takes a hundredfold."""

    def __init__(self) -> None:
        self.last = b""
        self._lines = 0
        self._bytes = bytearray()

    def add(self, line: bytes) -> None:
        """Add the next line."""
        self.last = line
        self._lines += 1
        self._bytes += line[1:] if line.startswith(b">") and _QUOTED_FROM.match(line) else line

    def whole(self) -> Iterator[bytes]:
        """The mail without the empty line that stands between it and the next one; nothing where there is none."""
        end = len(self._bytes) - (len(self.last) if self._lines > 1 and not self.last.strip() else 0)
        mail = bytes(memoryview(self._bytes)[:end])
        if mail and not mail.isspace():
            yield mail
