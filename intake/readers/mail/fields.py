"""Header fields as written: unfolded (RFC 5322, 2.2.3), encoded words (RFC 2047), parameters (RFC 2231)."""

import binascii
import re
from collections.abc import Sequence
from urllib.parse import unquote_to_bytes

from intake.domain.text.language import one_line
from intake.readers.mail.encodings import decode, unbase64

_WORD = re.compile(r"=\?([^\s?*]{1,80})(?:\*[^\s?]{0,40})?\?([bBqQ])\?([^?]*)\?=")
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*(?:"|\Z)|[^;]*)')
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")


class Fields:
    """The fields of one header block in order: names in lower case, values as raw bytes."""

    def __init__(self, raw: Sequence[tuple[str, bytes]]) -> None:
        self._raw = raw
        self.names = tuple(name for name, _ in raw)

    def all(self, name: str) -> list[str]:
        """Every value of this field, unfolded, raw 8-bit text decoded (RFC 6532), encoded words as they stand."""
        return [_unfolded(value) for known, value in self._raw if known == name]

    def first(self, name: str) -> str:
        """The first value of this field, or ""."""
        return next((_unfolded(value) for known, value in self._raw if known == name), "")


def _unfolded(value: bytes) -> str:
    return decode(value).replace("\r", "").replace("\n", "").strip(" \t")


def decode_words(text: str) -> str:
    """Text with its encoded words decoded; neighbours of one charset are joined before decoding."""
    pieces: list[str] = []
    pending, charset, at = b"", "", 0
    for word in _WORD.finditer(text):
        gap = text[at : word.start()]
        if gap.strip() or not pending or word[1].lower() != charset:
            pieces.append(decode(pending, charset) if pending else "")
            pieces.append("" if pending and not gap.strip() else gap)
            pending = b""
        encoded = word[3].encode("utf-8", "replace")
        pending += unbase64(encoded) if word[2] in "bB" else binascii.a2b_qp(encoded, header=True)
        charset, at = word[1].lower(), word.end()
    return "".join((*pieces, decode(pending, charset) if pending else "", text[at:]))


def parameters(value: str) -> list[tuple[str, str]]:
    """The parameters of a structured field such as Content-Type, in order: names in lower case, quotes undone."""
    return [(found[1].lower(), _unquoted(found[2].strip())) for found in _PARAMETER.finditer(value)]


def _unquoted(text: str) -> str:
    if not text.startswith('"'):
        return text
    return text[1:].removesuffix('"').replace("\\\\", "\\").replace('\\"', '"')


def parameter(value: str, name: str) -> str:
    """One parameter as text: extended and continued forms (RFC 2231), encoded words (RFC 2047, section 5), or ""."""
    given = dict(reversed(parameters(value)))
    if f"{name}*" in given:
        return _extended([(given[f"{name}*"], True)])
    segments: list[tuple[str, bool]] = []
    while (plain := given.get(f"{name}*{len(segments)}")) is not None or f"{name}*{len(segments)}*" in given:
        segments.append((plain, False) if plain is not None else (given[f"{name}*{len(segments)}*"], True))
    return _extended(segments) if segments else decode_words(given.get(name, ""))


def _extended(segments: list[tuple[str, bool]]) -> str:
    charset, (first, marked) = "utf-8", segments[0]
    if marked and first.count("'") > 1:
        charset, _, first = first.split("'", 2)
    pieces = [(first, marked), *segments[1:]]
    text = decode(b"".join(unquote_to_bytes(one) if encoded else one.encode() for one, encoded in pieces), charset)
    return decode_words(text) if not any(encoded for _, encoded in segments) else text


def file_name(fields: Fields) -> str:
    """The declared name of a part in one line: Content-Disposition's filename, else Content-Type's name, else ""."""
    declared = parameter(fields.first("content-disposition"), "filename")
    return one_line(declared or parameter(fields.first("content-type"), "name"))


def message_ids(values: Sequence[str]) -> tuple[str, ...]:
    """All Message-IDs in these values, with angle brackets, each once, in order (RFC 5322, section 3.6.4)."""
    return tuple(dict.fromkeys(one for value in values for one in _MESSAGE_ID.findall(value)))
