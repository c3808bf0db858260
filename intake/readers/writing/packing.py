"""A Word document that is one XML file ("flat OPC") as the .docx of which it holds the parts, without a loss.

Source: the namespace http://schemas.microsoft.com/office/2006/xmlPackage, as Word writes it ("Word XML Document"): each
pkg:part has its name, its content type, and one XML element or base64. ECMA-376 Part 2, 7.2.3.1, names the types' part.
"""

import base64
import io
import json
import zipfile
from xml.sax.saxutils import quoteattr

from lxml import etree

from intake.readers.zip.container import part_key

_SPACE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES_PART = "[Content_Types].xml"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{overrides}</Types>'
_OVERRIDE = "<Override PartName={name} ContentType={kind}/>"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of every member: the same file gives the same bytes."""


def packed(content: bytes) -> bytes:
    """Return the .docx; it passes no gate here, and is read like a stranger's own. ValueError where it is none."""
    contents, kinds = dict[str, bytes](), dict[str, str]()
    for part in _root(content).iterchildren(f"{_SPACE}part"):
        name = part.get(f"{_SPACE}name", "")
        if not name.startswith("/") or part_key(name) in kinds:
            raise ValueError(f"it names a part badly or twice: {name}"[:200])
        contents[name[1:]] = _content(part, name)
        kinds[part_key(name)] = _OVERRIDE.format(
            name=quoteattr(name), kind=quoteattr(part.get(f"{_SPACE}contentType", ""))
        )
    if not contents:
        raise ValueError("no part is in it")
    types = _TYPES.format(overrides="".join(kinds.values())).encode()
    return _zipped({_TYPES_PART: _DECLARATION + types, **contents})


def packed_answer(request: bytes) -> list[bytes]:
    """Return the pieces of the answer to a request to pack (see `frames`)."""
    try:
        new = packed(request)
    except ValueError as error:
        return [json.dumps({"why": str(error)}).encode()]
    return [json.dumps({"why": ""}).encode(), new]


def _root(content: bytes) -> etree._Element:
    """The package. Pictures are long texts, so its texts may be as long as the file; entities are never declared."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise ValueError("it declares a document type")
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise ValueError("it is no well-formed XML") from None
    if root.tag != f"{_SPACE}package":
        raise ValueError("it is no package in one XML file")
    return root


def _content(part: etree._Element, name: str) -> bytes:
    binary = part.find(f"{_SPACE}binaryData")
    if binary is not None:
        try:
            return base64.b64decode("".join((binary.text or "").split()))
        except ValueError:
            raise ValueError(f"its part {name} is no base64"[:200]) from None
    held = part.find(f"{_SPACE}xmlData")
    element = next(held.iterchildren(tag=etree.Element), None) if held is not None else None
    if element is None:
        raise ValueError(f"nothing is in its part {name}"[:200])
    return _DECLARATION + etree.tostring(element, encoding="UTF-8", with_tail=False)


def _zipped(contents: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, _OLDEST), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
