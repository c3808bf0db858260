"""A PDF's text as blocks, a line each, in the order of its content."""

from collections.abc import Iterator

from intake.domain.circular.letter import Block
from intake.readers.limits import at_most
from intake.readers.pdf.opening import opened_pdf

_PAGES = 40
_SECONDS = 20.0


class LockedPdfError(Exception):
    """Opening the file needs a password."""


def pdf_blocks(content: bytes) -> Iterator[Block]:
    """The lines of the first pages. Raises LockedPdfError, and whatever the package raises on a damaged file."""
    with opened_pdf(content) as reader:
        if reader is None:
            raise LockedPdfError
        with at_most(_SECONDS):
            texts = [page.extract_text() or "" for _, page in zip(range(_PAGES), reader.pages, strict=False)]
    for number, text in enumerate(texts, 1):
        for at, line in enumerate(text.split("\n"), 1):
            yield Block((line,), f"page {number}, line {at}")
