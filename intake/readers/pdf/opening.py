"""A PDF is opened within bounds of time and size, and asked what it would do (ISO 32000-2, 12.6)."""

import codecs
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pypdf.filters  # noqa: F401 - the package loads it when first used, which here is too late
from pypdf import Configuration, PdfReader, apply_configuration

from intake.readers.limits import OutOfPatienceError, at_most
from intake.readers.pdf.actions import acts_on_pages, acts_when_opened

_SECONDS = 5.0
_SECONDS_TO_ACT = 2.0
_SECONDS_INSIDE = 1.0
"""Processor time for each step with a PDF that lies in another document, which may hold many."""

_LIMITS = Configuration(
    maximum_declared_stream_length=40_000_000,
    array_based_stream_maximum_output_length=8_000_000,
    zlib_maximum_output_length=8_000_000,
    zlib_maximum_recovery_input_length=1_000_000,
    lzw_maximum_output_length=8_000_000,
    run_length_maximum_output_length=8_000_000,
    stream_decoding_work_maximum_length=40_000_000,
    stream_parsing_work_maximum_count=500_000,
    page_tree_maximum_entries=20_000,
    xmp_maximum_input_length=1_000_000,
    xform_maximum_invocations_per_extraction=500,
    jbig2dec_binary=None,
    disable_legacy_handling=True,
)
WHITE = b"\0\r\n\t "
_END = b"\n%%EOF\n"
"""Put behind every file: the package insists on it, and transport loses it."""

_CHARSETS = ("charmap", "latin-1", "utf-16-be", "utf-16-le", "gbk", "gb2312", "gb18030", "cp950", "cp932")
"""The package's tables for decoding fonts, found at import: later the process may open no file."""

for _name in _CHARSETS:
    codecs.lookup(_name)

_LOG = logging.getLogger("pypdf")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False


@contextmanager
def opened_pdf(content: bytes, seconds: float = _SECONDS) -> Iterator[PdfReader | None]:
    """Open a file and count its pages; None where that needs a password. Inside the block its bounds hold.

    Raises OutOfPatienceError, MemoryError, and what the package happens to raise on a damaged file.
    """
    content = content.rstrip(WHITE)
    with apply_configuration(_LIMITS):
        with at_most(seconds):
            whole = content if content.endswith(_END.strip()) else content + _END
            reader = PdfReader(io.BytesIO(whole), strict=False)
            is_open = not reader.is_encrypted or bool(reader.decrypt(""))
            if is_open:
                len(reader.pages)
        yield reader if is_open else None


def acts(reader: PdfReader, seconds: float = _SECONDS_TO_ACT) -> bool:
    """Whether opening the file, or a page of it, does something; of many pages as far as there is time."""
    with at_most(seconds):
        if acts_when_opened(reader):
            return True
    try:
        with at_most(seconds):
            return acts_on_pages(reader)
    except MemoryError:
        raise
    except (Exception, OutOfPatienceError):  # noqa: BLE001 - what a damaged page does not tell, no program does
        return False


def danger_inside(content: bytes) -> str:
    """The harm that a PDF could do that lies in another document: "script", "" for none by itself.

    One that needs a password, or takes too long, is an "unknown-object": nobody can tell before it is opened.
    """
    try:
        with opened_pdf(content, _SECONDS_INSIDE) as reader:
            if reader is None:
                return "unknown-object"
            return "script" if acts(reader, _SECONDS_INSIDE) else ""
    except OutOfPatienceError:
        return "unknown-object"
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what the package cannot read, a person's program may; nothing is known to act
        return ""
