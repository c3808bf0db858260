"""Encodings undone: those of transfer (RFC 2045, section 6), and character sets, wrongly named ones too.

No bytes raise an exception here.
"""

import binascii
import codecs
import re
from itertools import islice

_ALIASES = {
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_3",
    "iso-8859-8-i": "iso8859_8",
    "iso-8859-6-i": "iso8859_6",
    "windows-874": "cp874",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "macintosh": "mac_roman",
}
"""Names that mails use, mapped to the superset that mail programs mean by them (WHATWG Encoding)."""

_MULTIBYTE = (
    *("utf-8", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "hz", "big5", "big5hkscs", "cp950"),
    *("cp949", "johab", "iso2022_kr", "cp932", "euc_jp", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3"),
)
_WINDOWS = tuple(f"cp{number}" for number in (437, 850, 852, 855, 858, 866, 874, *range(1250, 1259)))
_ISO = tuple(f"iso8859_{number}" for number in (*range(2, 11), 13, 14, 15, 16))
_OTHER = ("koi8-r", "koi8-u", "mac_roman", "mac_cyrillic")


def _known() -> dict[str, codecs.CodecInfo]:
    codes = [codecs.lookup(name) for name in (*_MULTIBYTE, *_WINDOWS, *_ISO, *_OTHER)]
    return {_key(one.name): one for one in codes} | {_key(name): codecs.lookup(to) for name, to in _ALIASES.items()}


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower()).replace("windows", "cp")


_KNOWN = _known()
"""Every charset that we decode, loaded at import: later the process may open no file."""


def decode(raw: bytes, charset: str | None = None) -> str:
    """Text of these bytes: by the named charset, else UTF-8, else Windows-1252 with replacements. Never raises.

    A charset that is unknown, or that the bytes plainly are not in, is ignored. The text has no lone surrogates.
    """
    info = _KNOWN.get(_key(charset)) if charset else None
    text = _utf8_or_western(raw) if info is None or info.name == "cp1252" else _by(info, raw)
    return text.encode("utf-8", "replace").decode("utf-8")


def _utf8_or_western(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _by(info: codecs.CodecInfo, raw: bytes) -> str:
    try:
        return info.decode(raw, "replace")[0]
    except (UnicodeError, ValueError):
        return _utf8_or_western(raw)


_MOST_STRETCHES = 10_000


def unbase64(body: bytes) -> bytes:
    """The bytes of base64 text up to its padding; foreign characters are skipped, a broken end is dropped."""
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        kept = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        return binascii.a2b_base64(kept[: len(kept) - (len(kept) % 4 == 1)] + b"==")


def unbase64_beyond_padding(body: bytes) -> bytes:
    """The same as programs see it that read on after padding: every padded stretch decoded on its own.

    Of so many stretches as no program writes only the first ones are decoded.
    """
    kept = re.sub(rb"[^A-Za-z0-9+/=]+", b"", body)
    stretches = islice(re.finditer(rb"[^=]+=*", kept), _MOST_STRETCHES)
    return b"".join(unbase64(one[0]) for one in stretches)


def reads_on(body: bytes) -> bool:
    """Whether base64 text goes on after a padding character, so that programs may differ about its bytes."""
    return b"=" in body.rstrip(b"=\r\n\t -")


def unquote_printable(body: bytes) -> bytes:
    """The bytes of quoted-printable text (RFC 2045, section 6.7)."""
    return binascii.a2b_qp(body)
