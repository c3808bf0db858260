"""Files that come instead of a Word document on the template, or beside it, in the shape in which readers know them."""

import struct

from intake.demo.compounds import compound_file

_WORD_95, _WORD_95_VERSION = 0xA5DC, 0x65
_TEXT_STARTS = 512


def old_word(text: str) -> bytes:
    """A document of Word 95: a compound file whose main stream tells where its text lies ([MS-DOC], 2.5.1)."""
    words = text.encode("cp1252", "replace")
    head = bytearray(_TEXT_STARTS)
    struct.pack_into("<2H", head, 0, _WORD_95, _WORD_95_VERSION)
    struct.pack_into("<2L", head, 24, _TEXT_STARTS, _TEXT_STARTS + len(words))
    return compound_file({"WordDocument": bytes(head) + words})


def pdf(line: str) -> bytes:
    """A page with one line of text (ISO 32000-1, 7.5). The line is ASCII, without brackets."""
    content = f"BT /F1 14 Tf 72 760 Td ({line}) Tj ET".encode("ascii")
    page = b"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< %s >>" % page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, count = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(out)
