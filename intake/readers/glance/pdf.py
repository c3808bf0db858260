"""A glance at a PDF (ISO 32000-2), from its first pages. Nothing in it is run, opened or drawn."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError

from intake.domain.document import Glance
from intake.domain.mail import Problem
from intake.readers.limits import OutOfPatienceError, at_most
from intake.readers.pdf.opening import WHITE, acts, opened_pdf
from intake.readers.seen import GLANCED, SeenFile, glance

_PAGES = 3
_SECONDS_A_PAGE = 2.0
_END_WITHIN = 2048
_SAME_SIZE = 0.97
_LEVEL = 0.05
_TITLE_LINES = 4
_FEWEST_LETTERS = 4
_Matrix = Sequence[float]


@dataclass(slots=True)
class _Line:
    """One line of a page: its pieces, and the size of its largest letters in points."""

    pieces: list[str] = field(default_factory=list)
    size: float = 0.0

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())


def read_pdf(content: bytes) -> SeenFile:
    """Look at the first pages.

    Problems: "password" (opening needs one), "unreadable" (cut off before its end), "active" (`what` = "script":
    opening the file starts something, or a click in it starts a program).

    A whole file that the package cannot read is no problem of the file: a person can open it, so it has no glance.
    """
    try:
        with opened_pdf(content) as reader:
            if reader is None:
                return SeenFile("pdf", problems=(Problem("password"),))
            problems = (Problem("active", facts={"what": "script"}),) if acts(reader) else ()
            return SeenFile("pdf", problems=problems, glance=_glance(reader))
    except MemoryError:
        raise
    except (DependencyError, OutOfPatienceError):
        return SeenFile("pdf")
    except Exception:  # noqa: BLE001 - the package raises what it happens to raise on a damaged file
        cut = b"startxref" not in content.rstrip(WHITE)[-_END_WITHIN:]
        return SeenFile("pdf", problems=(Problem("unreadable", facts={"why": "damaged"}),) if cut else ())


def _glance(reader: PdfReader) -> Glance:
    lines: list[_Line] = []
    shown = ""
    for number, page in zip(range(_PAGES), reader.pages, strict=False):
        lines += _lines(page)
        shown = shown if number else _largest(lines)
    title, author = _properties(reader)
    texts = [line.text for line in lines]
    return glance(texts, titles=(shown, title), author=author, pages=len(reader.pages))


def _lines(page: PageObject) -> list[_Line]:
    """The lines of a page in the order of its content; as far as it could be read."""
    lines = [_Line()]

    def note(text: str, current: _Matrix, matrix: _Matrix, _font: object, size: float) -> None:
        first, *others = text.split("\n")
        _add(lines[-1], first, _scaled(size, current, matrix))
        for other in others:
            lines.append(_Line())
            _add(lines[-1], other, _scaled(size, current, matrix))

    try:
        with at_most(_SECONDS_A_PAGE):
            page.extract_text(visitor_text=note)
    except MemoryError:
        raise
    except (Exception, OutOfPatienceError):  # noqa: BLE001 - what was read of this page and the other pages still count
        return lines
    return lines


def _add(line: _Line, text: str, size: float) -> None:
    line.pieces.append(text[:GLANCED])
    if text.strip():
        line.size = max(line.size, size)


def _scaled(size: float, current: _Matrix, matrix: _Matrix) -> float:
    """The height in points as shown, by text and page matrix (ISO 32000-2, 9.4.4); 0 of text that is turned."""
    turned = matrix[0] * current[1] + matrix[1] * current[3]
    along = matrix[0] * current[0] + matrix[1] * current[2]
    up = math.hypot(matrix[2] * current[0] + matrix[3] * current[2], matrix[2] * current[1] + matrix[3] * current[3])
    found = abs(size) * up
    return found if math.isfinite(found) and abs(turned) <= _LEVEL * abs(along) else 0.0


def _largest(lines: list[_Line]) -> str:
    """The text of largest letters, where it stands out: a line of some letters and those of its size behind it."""
    worded = [line for line in lines if sum(one.isalpha() for one in line.text) >= _FEWEST_LETTERS]
    largest = max((line.size for line in worded), default=0.0)
    if not worded or min(line.size for line in worded) > largest * _SAME_SIZE:
        return ""
    first = next(at for at, line in enumerate(worded) if line.size == largest)
    return " ".join(line.text for line in _run(worded[first:], largest))


def _run(lines: list[_Line], size: float) -> Iterator[_Line]:
    for line in lines[:_TITLE_LINES]:
        if line.size < size * _SAME_SIZE:
            return
        yield line


def _properties(reader: PdfReader) -> tuple[str, str]:
    """Title and author as the file states them (XMP, else the older dictionary), "" where it does not or cannot."""
    titles: list[str] = []
    authors: list[str] = []
    try:
        with at_most(_SECONDS_A_PAGE):
            if xmp := reader.xmp_metadata:
                titles += (xmp.dc_title or {}).values()
                authors += xmp.dc_creator or []
            if stated := reader.metadata:
                titles.append(stated.title or "")
                authors.append(stated.author or "")
    except MemoryError:
        raise
    except (Exception, OutOfPatienceError):  # noqa: BLE001, S110 - a file is not opened for its properties
        pass
    return next(filter(None, titles), ""), next(filter(None, authors), "")
