"""Files that come instead of a Word document on the template, or beside it, in the shape in which readers know them."""

_SECTOR = 512
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = b"\xec\xa5\xc1\x00"


def old_word(text: str) -> bytes:
    """A Word 97 file as far as a reader looks: a compound file ([MS-CFB]) with a main stream ([MS-DOC], 2.5.1)."""
    header = _COMPOUND_FILE + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00"
    stream = _WORD_STREAM + bytes(_SECTOR - len(_WORD_STREAM)) + text.encode("cp1252", "replace")
    directory = "Root Entry".encode("utf-16-le").ljust(128, b"\0") + "WordDocument".encode("utf-16-le").ljust(
        128, b"\0"
    )
    return header.ljust(_SECTOR, b"\0") + stream.ljust(-len(stream) % _SECTOR + len(stream), b"\0") + directory


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
