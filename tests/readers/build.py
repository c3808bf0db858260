"""Builders of mails and Word files, byte by byte where a test needs an odd one."""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

import docx

from intake.readers.files import read_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCX_MAIN = f"{DOCX}.main+xml"

COVER = (
    ("Source:", "Example Research Institute"),
    ("Title:", "On avatars"),
    ("Contact:", "Ada Example, ada@example.org"),
)


def part(
    content: bytes,
    content_type: str = "application/octet-stream",
    *,
    disposition: str = "",
    encoding: str = "base64",
    fields: Sequence[str] = (),
) -> bytes:
    """One MIME part: header block and body, with CRLF."""
    heads = [f"Content-Type: {content_type}"] if content_type else []
    heads += [f"Content-Disposition: {disposition}"] if disposition else []
    heads += [f"Content-Transfer-Encoding: {encoding}"] if encoding else []
    body = base64.encodebytes(content).replace(b"\n", b"\r\n") if encoding == "base64" else content
    return "\r\n".join([*heads, *fields]).encode() + b"\r\n\r\n" + body


def words(text: str = "Please find our contribution attached.", content_type: str = "text/plain") -> bytes:
    """A text part in UTF-8."""
    return part(text.replace("\n", "\r\n").encode(), f"{content_type}; charset=utf-8", encoding="8bit")


def multipart(*parts: bytes, kind: str = "mixed", boundary: str = "=_b", parameters: str = "") -> bytes:
    """A multipart of these parts, as a part itself."""
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"{parameters}\r\n\r\n'.encode()
    mark = b"--" + boundary.encode()
    return head + b"".join(mark + b"\r\n" + one + b"\r\n" for one in parts) + mark + b"--\r\n"


def mail(body: bytes | None = None, *fields: str, without: Iterable[str] = ()) -> bytes:
    """A mail: usual fields, each replaced by one of `fields` with its name or left out, then the body part."""
    usual = {
        "Return-Path": "<ada@example.org>",
        "Received": "from mail.example.org by mx.itu.example with ESMTPS id 1; Thu, 30 Apr 2026 17:30:00 +0200",
        "From": "Ada Example <ada@example.org>",
        "To": "tsbjcamv@itu.int",
        "Subject": "Contribution to JCA-MV",
        "Date": "Thu, 30 Apr 2026 15:30:00 +0000",
        "Message-ID": "<1@example.org>",
        "MIME-Version": "1.0",
    }
    given = {one.partition(":")[0].lower() for one in fields} | {one.lower() for one in without}
    kept = [f"{name}: {value}" for name, value in usual.items() if name.lower() not in given]
    return "\r\n".join([*kept, *fields]).encode() + b"\r\n" + (body if body is not None else words())


def with_file(content: bytes, name: str = "contribution.docx", content_type: str = DOCX) -> bytes:
    """A mail of a few words and one attached file."""
    return mail(multipart(words(), part(content, content_type, disposition=f'attachment; filename="{name}"')))


def contribution(rows: Sequence[tuple[str, str]] = COVER, paragraphs: Sequence[str] = ("Discussion.",)) -> bytes:
    """A Word file as python-docx writes it: a cover table, then paragraphs."""
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for label, value in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(members: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """A zip file of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return stream.getvalue()


def members(
    body: str,
    *,
    strict: bool = False,
    main_type: str = DOCX_MAIN,
    more: Mapping[str, str | bytes] | None = None,
    links: Sequence[tuple[str, str, str]] = (),
    package_links: Sequence[tuple[str, str]] = (),
) -> dict[str, str | bytes]:
    """The members of a Word file with this body XML; `links` are (type, target, mode) of the main part."""
    space, relation = (W_STRICT, _REL_STRICT) if strict else (W, RELATION)
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        ),
        "_rels/.rels": relationships(
            [(f"{relation}/officeDocument", "word/document.xml", ""), *((kind, to, "") for kind, to in package_links)]
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{space}" xmlns:m="{RELATION.replace("relationships", "math")}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:x="urn:x">'
            f"<w:body>{body}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": relationships(
            [(f"{relation}/styles", "styles.xml", ""), *((f"{relation}/{kind}", to, mode) for kind, to, mode in links)]
        ),
        "word/styles.xml": f'<w:styles xmlns:w="{space}"/>',
        **(more or {}),
    }


def relationships(listed: Sequence[tuple[str, str, str]]) -> str:
    """A relationship part; mode "" is internal."""
    lines = [
        f'<Relationship Id="r{n}" Type="{kind}" Target="{target}"' + (f' TargetMode="{mode}"/>' if mode else "/>")
        for n, (kind, target, mode) in enumerate(listed)
    ]
    return f'<Relationships xmlns="{_PACKAGE_REL}">{"".join(lines)}</Relationships>'


def word(body: str, *, strict: bool = False, links: Sequence[tuple[str, str, str]] = ()) -> bytes:
    """A small Word file with this body XML."""
    return archive(members(body, strict=strict, links=links))


def p(text: str, inside: str = "") -> str:
    """A paragraph of one run, after whatever stands `inside` before it."""
    return f"<w:p>{inside}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table of cells, each given as block XML."""
    lines = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def member(name: str, content: bytes, *, said: int | None = None) -> bytes:
    """One local record with deflated data; `said` is the size that it claims."""
    packed = zlib.compress(content, wbits=-15)
    named = name.encode()
    size = len(content) if said is None else said
    head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, zlib.crc32(content), len(packed), size, len(named), 0)
    return head + named + packed


def central(name: str, content: bytes, offset: int, *, said: int | None = None, attributes: int = 0) -> bytes:
    """One central record for such a local record."""
    packed = zlib.compress(content, wbits=-15)
    size = len(content) if said is None else said
    named, made = name.encode(), (3 << 8) | 20
    fixed = (b"PK\1\2", made, 20, 0, 8, 0, 0, zlib.crc32(content), len(packed), size)
    return struct.pack("<4s6H3L5H2L", *fixed, len(named), 0, 0, 0, 0, attributes, offset) + named


def end(count: int, size: int, offset: int) -> bytes:
    """An end-of-directory record."""
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, offset, 0)


def told(content: bytes) -> list[tuple[str, object]]:
    """The problems of a file, each with what it is about."""
    return [(one.kind, one.facts.get("what", "")) for one in read_file(content, "").problems]
