"""Content-Transfer-Encoding undone (RFC 2045, section 6); never an exception."""

import binascii
import re


def unbase64(body: bytes) -> bytes:
    """The bytes of base64 text up to its padding; foreign characters are skipped, a broken end is dropped."""
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        kept = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        return binascii.a2b_base64(kept[: len(kept) - (len(kept) % 4 == 1)] + b"==")


def unbase64_beyond_padding(body: bytes) -> bytes:
    """The same as programs see it that read on after padding: every padded stretch decoded on its own."""
    stretches = re.findall(rb"[^=]+=*", re.sub(rb"[^A-Za-z0-9+/=]", b"", body))
    return b"".join(unbase64(one) for one in stretches)


def reads_on(body: bytes) -> bool:
    """Whether base64 text goes on after a padding character, so that programs may differ about its bytes."""
    return b"=" in body.rstrip(b"=\r\n\t -")


def unquote_printable(body: bytes) -> bytes:
    """The bytes of quoted-printable text (RFC 2045, section 6.7)."""
    return binascii.a2b_qp(body)
