"""One file's bytes as the letters in it: a Word file, a PDF with text, a web page, plain text, or a mail with these."""

import codecs
from collections.abc import Callable, Iterator, Mapping, Sequence

from intake.domain.circular.letter import Block, CircularLetter, CircularLetters, LetterFormat
from intake.domain.document import FileType
from intake.domain.limits import FileLimits
from intake.domain.text.canonical import canonical
from intake.domain.text.language import one_line
from intake.readers.letter.htmlblocks import html_blocks
from intake.readers.letter.pdfblocks import LockedPdfError, pdf_blocks
from intake.readers.letter.wordblocks import word_blocks
from intake.readers.limits import MAIL, OutOfPatienceError, cut, of_container
from intake.readers.magic import magic
from intake.readers.mail.eml import read_mail
from intake.readers.mail.encodings import decode
from intake.readers.written import written
from intake.readers.zip.container import Container, DamagedMemberError
from intake.readers.zip.ooxml import DamagedPartError
from intake.readers.zip.zipfiles import DamagedZipError, OddZipError

_MOST_BLOCKS = 6_000
_MOST_TEXT = 400_000
_MOST_LETTERS = 8
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MAIL_FIELDS = (
    b"from:",
    b"received:",
    b"return-path:",
    b"subject:",
    b"mime-version:",
    b"message-id:",
    b"delivered-to:",
    b"date:",
    b"to:",
)


class _NoLetterError(Exception):
    """The file is none of the kinds that are read; the text says why, in a few words."""


def letters_answer(content: bytes, name: str, digest: str, *, largest: int, limits: FileLimits) -> bytes:
    """The canonical text of the `CircularLetters` in this file. Raises MemoryError alone, where memory ran out."""
    try:
        found, why = _found(content, name, largest, limits)
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever a file provokes is a finding about this file
        found, why = (), f"it stopped our reader ({type(fault).__name__})"
    return canonical(CircularLetters(digest, found, one_line(why))).encode("utf-8", "replace")


def _found(content: bytes, name: str, largest: int, limits: FileLimits) -> tuple[tuple[CircularLetter, ...], str]:
    if len(content) > largest:
        return (), f"it is larger than {largest // 1_000_000} MB"
    if _is_mail(content):
        return _of_mail(content, largest, limits)
    try:
        return (_letter(content, name, limits),), ""
    except _NoLetterError as error:
        return (), str(error)


def _is_mail(content: bytes) -> bool:
    """Whether these bytes begin with header fields of a mail."""
    if magic(content):
        return False
    head = content.lstrip(b"\r\n")[:8000].replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    lines = head.split(b"\n")
    known = sum(line.startswith(_MAIL_FIELDS) for line in lines)
    shaped = all(b":" in line or line[:1] in (b" ", b"\t") for line in lines if line)
    return (
        known >= 2
        and shaped
        and any(line.startswith((b"from:", b"received:", b"return-path:", b"mime-version:")) for line in lines)
    )


def _of_mail(content: bytes, largest: int, limits: FileLimits) -> tuple[tuple[CircularLetter, ...], str]:
    """The letters attached to a mail, then its own words."""
    opened = read_mail(content)
    names = {one.sha256: one.name for one in opened.mail.attachments}
    found: list[CircularLetter] = []
    why = "the mail has no words and no letter attached"
    for digest, file in opened.files.items():
        if len(file) > largest or len(found) >= _MOST_LETTERS:
            continue
        try:
            found.append(_letter(file, names.get(digest, ""), limits))
        except _NoLetterError as error:
            why = f"{names.get(digest) or 'the attached file'}: {error}"
    if opened.mail.text.strip():
        text = f"{opened.mail.text}"
        found.append(CircularLetter("text", _bounded(_plain_blocks(text)), "the mail's own words"))
    return tuple(found), "" if found else why


def _letter(content: bytes, name: str, limits: FileLimits) -> CircularLetter:
    """One letter. Raises _NoLetterError."""
    family = magic(content)
    if family == "zip":
        return CircularLetter("docx", _word(content, limits), one_line(name))
    if family == "pdf":
        return CircularLetter("pdf", _pdf(content), one_line(name))
    kind = "other" if family else written(content)
    if kind not in _TEXTS:
        raise _NoLetterError(
            _REMEDIES.get(family or kind, "this kind of file is not read; save the letter as .docx or PDF")
        )
    told, blocks_of = _TEXTS[kind]
    blocks = _bounded(blocks_of(_text(content)))
    if not blocks:
        raise _NoLetterError("it holds no text")
    return CircularLetter(told, blocks, one_line(name))


def _word(content: bytes, limits: FileLimits) -> tuple[Block, ...]:
    try:
        container = Container(content, of_container(limits))
        if not container.is_office:
            raise _NoLetterError("it is an archive; take the letter out of it first")
        if container.locked:
            raise _NoLetterError("it needs a password")
        container.check_office()
        blocks = _bounded(word_blocks(container))
    except OddZipError:
        raise _NoLetterError("its container is odd; save it again in Word") from None
    except (DamagedZipError, DamagedMemberError, DamagedPartError):
        raise _NoLetterError("it is damaged, or no Word file") from None
    if not blocks:
        raise _NoLetterError("it holds no text")
    return blocks


def _pdf(content: bytes) -> tuple[Block, ...]:
    try:
        blocks = _bounded(pdf_blocks(content))
    except LockedPdfError:
        raise _NoLetterError("it needs a password") from None
    except MemoryError:
        raise
    except (Exception, OutOfPatienceError):  # noqa: BLE001 - the package raises what it happens to raise on a damaged file
        raise _NoLetterError("it is damaged, or takes too long to read") from None
    if not blocks:
        raise _NoLetterError("it holds no text: a scan has to be typed, or recognised, first")
    return blocks


def _text(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :][: MAIL.html].decode(encoding, "replace")
    return decode(content[: MAIL.html])


def _plain_blocks(text: str) -> Iterator[Block]:
    """A block a line; empty lines too, since they part what belongs together."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return (Block((line,), f"line {number}") for number, line in enumerate(lines, 1))


def _bounded(blocks: Iterator[Block]) -> tuple[Block, ...]:
    """As many of these blocks as one letter may have; none where nothing is written in them."""
    kept: list[Block] = []
    room = _MOST_TEXT
    for one in blocks:
        room -= sum(len(cell) for cell in one.cells) + 1
        if room < 0 or len(kept) >= _MOST_BLOCKS:
            break
        kept.append(Block(tuple(_clean(cell) for cell in one.cells), one.place))
    return tuple(kept) if any(cell.strip() for one in kept for cell in one.cells) else ()


def _clean(text: str) -> str:
    """A text that can be written as JSON and shown."""
    return cut(text.replace("\0", ""), _MOST_TEXT)


_TEXTS: Mapping[FileType | str, tuple[LetterFormat, Callable[[str], Iterator[Block]]]] = {
    "text": ("text", _plain_blocks),
    "html": ("html", html_blocks),
}
_REMEDIES: Mapping[str, str] = {
    "ole": "it is an older Word file; save it as .docx",
    "word": "it is an older Word file; save it as .docx",
    "rtf": "it is an RTF file; save it as .docx",
    "odt": "it is an OpenDocument file; save it as .docx",
    "wordxml": "it is a Word file in XML; save it as .docx",
    "flatdocx": "it is a Word file in XML; save it as .docx",
    "wpd": "it is a WordPerfect file; save it as .docx",
    "image": "it is a picture; a letter as text is needed",
}
KINDS: Sequence[str] = (".docx", ".pdf", ".html", ".txt", ".eml")
"""What is read, by the usual endings of names; the bytes decide."""
