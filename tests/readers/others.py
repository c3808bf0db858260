"""Builders of files that are no .docx: PDF, presentation, older Word, OpenDocument, winmail.dat."""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from lxml import etree

from intake.demo.compounds import compound_file
from tests.readers.build import archive, relationships

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHOW = "http://schemas.openxmlformats.org/presentationml/2006/main"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_LINK = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
SXW = "application/vnd.sun.xml.writer"
PACKAGE_XML = "http://schemas.microsoft.com/office/2006/xmlPackage"
ODT = "application/vnd.oasis.opendocument.text"

Lines = Sequence[tuple[float, str]]


def pdf(*pages: Lines, title: str = "", author: str = "", more: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF of these pages, each of lines with the size of their letters; `more` are objects by number from 100."""
    numbers = [10 + 2 * number for number in range(len(pages))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Title (%s) /Author (%s) >>" % (title.encode("latin-1"), author.encode("latin-1")),
    }
    for number, lines in zip(numbers, pages, strict=True):
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (number + 1)
        )
        objects[number + 1] = pdf_stream(_shown(lines))
    return pdf_of({**objects, **(more or {})})


def _shown(lines: Lines) -> bytes:
    written = (
        b"BT /F %g Tf 1 0 0 1 72 %d Tm (%s) Tj ET" % (size, 800 - 30 * at, text.encode("cp1252"))
        for at, (size, text) in enumerate(lines)
    )
    return b"\n".join(written)


def pdf_stream(content: bytes, entries: bytes = b"") -> bytes:
    """A deflated stream."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def pdf_of(objects: Mapping[int, bytes], entries: bytes = b"") -> bytes:
    """A PDF of these numbered objects: the first is its catalog, the fourth tells its properties."""
    body, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    most = max(objects) + 1
    rows = b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(most))
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R %s >>\n" % (most, entries)
    return body + b"xref\n0 %d\n" % most + rows + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def slide(*shapes: tuple[str, str, int]) -> str:
    """A slide of these shapes: kind of placeholder ("" = none), text, size in hundredths of a point (0 = none)."""
    drawn = "".join(
        f'<p:sp><p:nvSpPr><p:nvPr>{f"""<p:ph type="{kind}"/>""" if kind else ""}</p:nvPr></p:nvSpPr><p:txBody><a:p>'
        f'<a:r><a:rPr{f""" sz="{size}" """ if size else ""}/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>'
        for kind, text, size in shapes
    )
    return f'<p:sld xmlns:p="{_SHOW}" xmlns:a="{_DRAWING}"><p:cSld><p:spTree>{drawn}</p:spTree></p:cSld></p:sld>'


def pptx(
    *slides: str | bytes,
    order: Sequence[int] = (),
    title: str = "",
    creator: str = "",
    main_type: str = SLIDES,
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A presentation of these slides, shown in `order` (numbers from 1)."""
    numbers = order or range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="r{n - 1}"/>' for n in numbers)
    links = [(f"{_REL}/slide", f"slides/slide{n}.xml", "") for n in range(1, len(slides) + 1)]
    return archive(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                f'<Override PartName="/ppt/presentation.xml" ContentType="{main_type}"/></Types>'
            ),
            "_rels/.rels": relationships(
                [(f"{_REL}/officeDocument", "ppt/presentation.xml", ""), (_CORE_LINK, "docProps/core.xml", "")]
            ),
            "docProps/core.xml": (
                f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator></cp:coreProperties>"
            ),
            "ppt/presentation.xml": (
                f'<p:presentation xmlns:p="{_SHOW}" xmlns:r="{_REL}"><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>'
            ),
            "ppt/_rels/presentation.xml.rels": relationships(links),
            **{f"ppt/slides/slide{n}.xml": one for n, one in enumerate(slides, start=1)},
            **(more or {}),
        }
    )


def odt(body: str, *, meta: str = "", styles: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text with this body."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("text", "text"), ("style", "style"), ("meta", "meta"))
    )
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return archive(
        {
            "mimetype": ODT,
            "content.xml": (
                f"<office:document-content{names}><office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
            ),
            "meta.xml": f"<office:document-meta{names}><office:meta>{meta}</office:meta></office:document-meta>",
            **(more or {}),
        },
        stored=True,
    )


def sxw(body: str, *, typed: bool = True) -> bytes:
    """A text of OpenOffice 1, or of 1.0, which had no member `mimetype`."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE office:document-content PUBLIC '
        '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "office.dtd">\n'
    )
    names = ' xmlns:office="http://openoffice.org/2000/office" xmlns:text="http://openoffice.org/2000/text"'
    manifest = (
        '<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest"><manifest:file-entry '
        f'manifest:media-type="{SXW}" manifest:full-path="/"/><manifest:file-entry manifest:media-type="text/xml" '
        'manifest:full-path="content.xml"/></manifest:manifest>'
    )
    content = f"{head}<office:document-content{names} office:class='text' office:version='1.0'><office:body>{body}"
    parts = {"content.xml": f"{content}</office:body></office:document-content>", "META-INF/manifest.xml": manifest}
    return archive({**({"mimetype": SXW} if typed else {}), **parts}, stored=True)


def flat(docx: bytes, encoding: str = "utf-8") -> bytes:
    """A .docx as Word saves it under "Word XML Document": all its parts in one XML file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    types = etree.fromstring(parts.pop("[Content_Types].xml"))
    named = {one.get("PartName"): one.get("ContentType") for one in types if one.get("PartName")}
    usual = {one.get("Extension"): one.get("ContentType") for one in types if one.get("Extension")}
    written = "".join(_flat_part(f"/{name}", one, named.get(f"/{name}") or usual.get(name.rpartition(".")[2]))
                      for name, one in parts.items())  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="{encoding}" standalone="yes"?>\r\n'
        '<?mso-application progid="Word.Document"?>\r\n'
        f'<pkg:package xmlns:pkg="{PACKAGE_XML}">{written}</pkg:package>'
    ).encode(encoding)


def _flat_part(name: str, content: bytes, kind: str | None) -> str:
    head = f'<pkg:part pkg:name="{name}" pkg:contentType="{kind or "application/xml"}"'
    if name.endswith((".xml", ".rels")):
        inner = etree.tostring(etree.fromstring(content), encoding="unicode")
        return f"{head}><pkg:xmlData>{inner}</pkg:xmlData></pkg:part>"
    lines = base64.encodebytes(content).decode().replace("\n", "\r\n")
    return f'{head} pkg:compression="store"><pkg:binaryData>{lines}</pkg:binaryData></pkg:part>'


def doc(
    *pieces: str | bytes, flags: int = 0, summary: bytes = b"", more: Mapping[str, bytes] | None = None, **fib: int
) -> bytes:
    """A Word 97 document of these pieces, text as UTF-16 and bytes as Windows-1252; `fib` changes named fields."""
    at, text, cps, places = 2048, b"", [0], b""
    for piece in pieces:
        wide = isinstance(piece, str)
        raw = piece.encode("utf-16-le") if isinstance(piece, str) else piece
        cps.append(cps[-1] + (len(raw) // 2 if wide else len(raw)))
        start = at + len(text) if wide else (2 * (at + len(text))) | 0x40000000
        places += struct.pack("<HLH", 0, start, 0)
        text += raw
    table = struct.pack(f"<{len(cps)}L", *cps) + places
    clx = b"\x01\x02\x00xy" + b"\x02" + struct.pack("<L", len(table)) + table
    head = bytearray(at)
    struct.pack_into("<2H", head, 0, fib.get("ident", 0xA5EC), fib.get("version", 0xC1))
    struct.pack_into("<H", head, 10, flags)
    struct.pack_into("<L", head, 0x4C, fib.get("length", cps[-1]))
    struct.pack_into("<2L", head, 0x1A2, 0, fib.get("clx", len(clx)))
    streams = {
        "WordDocument": bytes(head) + text,
        "0Table": clx,
        **({"\x05SummaryInformation": summary} if summary else {}),
    }
    return compound_file({**streams, **(more or {})})


def summary(title: str = "", author: str = "", pages: int = 0, charset: str = "cp1252", page: int = 1252) -> bytes:
    """A stream of summary information ([MS-OLEPS] 2.21)."""
    values = {1: struct.pack("<LhH", 2, page - 0x10000 if page > 0x7FFF else page, 0), 14: struct.pack("<Ll", 3, pages)}
    for number, text in ((2, title), (4, author)):
        raw = text.encode(charset) + b"\0"
        values[number] = struct.pack("<LL", 30, len(raw)) + raw.ljust(-(-len(raw) // 4) * 4, b"\0")
    at, listed, body = 8 + 8 * len(values), b"", b""
    for number, value in values.items():
        listed += struct.pack("<LL", number, at + len(body))
        body += value
    section = struct.pack("<LL", at + len(body), len(values)) + listed + body
    return struct.pack("<HHL16sL16sL", 0xFFFE, 0, 2, bytes(16), 1, bytes(16), 48) + section


def attribute(level: int, number: int, kind: int, content: bytes) -> bytes:
    """One attribute of a TNEF stream ([MS-OXTNEF] 2.1.3.2)."""
    return struct.pack("<BHHL", level, number, kind, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def winmail(files: Mapping[str, bytes], text: str = "") -> bytes:
    """What Outlook sends as winmail.dat: these files and this text."""
    found = struct.pack("<LH", 0x223E9F78, 1)
    found += attribute(1, 0x9006, 8, struct.pack("<L", 0x10000)) + attribute(1, 0x9007, 6, struct.pack("<2L", 1252, 0))
    if text:
        found += attribute(1, 0x800C, 2, text.encode("cp1252") + b"\0")
    for name, content in files.items():
        found += attribute(2, 0x9002, 6, bytes(14))
        found += attribute(2, 0x8010, 1, name.encode("cp1252") + b"\0")
        found += attribute(2, 0x800F, 6, content)
    return found
