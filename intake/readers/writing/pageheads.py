"""A line in the page headers of a Word document, on every page (ECMA-376 Part 1, 17.10)."""

import posixpath
from collections.abc import Iterator
from xml.sax.saxutils import escape

from lxml import etree

from intake.readers.word.wordnames import attribute, child, is_strict
from intake.readers.writing.cellwriting import clean, name_of, namespace
from intake.readers.writing.xmlpart import XmlPart
from intake.readers.zip.container import Container
from intake.readers.zip.ooxml import PartRelationship, relationships

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_RELATION = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_FALSE = {"0", "false", "off"}


def write_in_headers(container: Container, main: XmlPart, text: str) -> dict[str, bytes]:
    """The parts to exchange or add so that every page header begins with this line at its right.

    Existing headers get it as their first paragraph. Where the first section lacks a header that a page of the
    document shows (ordinary, of first or of even pages), a new part is made for it.
    """
    linked = relationships(container, main.name)
    strict = is_strict(main.root)
    headers = [one.target for one in linked if one.kind == "header" and one.internal and one.target in container]
    changed: dict[str, bytes] = {}
    for name in dict.fromkeys(headers):
        part = XmlPart(container, name)
        part.root.insert(0, _line(part.root, text, strict=strict))
        changed[part.name] = part.content()
    section = _first_section(main.root)
    had = {attribute(one, "type") or "default" for one in section if name_of(one) == "headerReference"}
    missing = [kind for kind in _shown(container, main.root, linked) if kind not in had]
    if not missing:
        return changed
    name, relation, parts = _new_part(container, main, text, strict=strict)
    for kind in missing:
        section.insert(0, _reference(section, kind, relation, strict=strict))
    return {**changed, main.name: main.content(), name: parts.pop(name), **parts}


def _line(near: etree._Element, text: str, *, strict: bool) -> etree._Element:
    space = namespace(near)
    paragraph = etree.Element(f"{space}p")
    properties = etree.SubElement(paragraph, f"{space}pPr")
    etree.SubElement(properties, f"{space}jc").set(f"{space}val", "end" if strict else "right")
    etree.SubElement(etree.SubElement(paragraph, f"{space}r"), f"{space}t").text = clean(text)
    return paragraph


def _sections(root: etree._Element) -> Iterator[etree._Element]:
    """The section properties in their order; those that tracking keeps of an earlier state are no children of these."""
    for one in root.iter(f"{namespace(root)}sectPr"):
        if name_of(one.getparent()) in {"pPr", "body"}:  # type: ignore[arg-type]
            yield one


def _first_section(root: etree._Element) -> etree._Element:
    found = next(_sections(root), None)
    if found is None:
        body = child(root, "body")
        found = etree.SubElement(root if body is None else body, f"{namespace(root)}sectPr")
    return found


def _shown(container: Container, root: etree._Element, linked: list[PartRelationship]) -> list[str]:
    """Tell which headers the pages of this document show: ordinary ones, those of first pages, those of even ones."""
    firsts = any(_is_on(one) for section in _sections(root) for one in section if name_of(one) == "titlePg")
    settings = [one.target for one in linked if one.kind == "settings" and one.internal and one.target in container]
    switches = (
        one for name in settings for one in XmlPart(container, name).root if name_of(one) == "evenAndOddHeaders"
    )
    evens = any(_is_on(one) for one in switches)
    return ["default", *(["first"] if firsts else []), *(["even"] if evens else [])]


def _is_on(switch: etree._Element) -> bool:
    return attribute(switch, "val").casefold() not in _FALSE


def _reference(section: etree._Element, kind: str, relation: str, *, strict: bool) -> etree._Element:
    space = namespace(section)
    reference = etree.Element(f"{space}headerReference")
    reference.set(f"{space}type", kind)
    reference.set(f"{{{_RELATION[strict]}}}id", relation)
    return reference


def _new_part(container: Container, main: XmlPart, text: str, *, strict: bool) -> tuple[str, str, dict[str, bytes]]:
    """A new header part: its name, its relationship's id, and the parts that tell of it, with itself."""
    folder, file = posixpath.split(main.name)
    known = {one.casefold() for one in container.names}
    names = (posixpath.join(folder, f"header{number}.xml") for number in range(1, 10_000))
    name = next(one for one in names if one.casefold() not in known)
    space = namespace(main.root)
    line = etree.Element(f"{space}hdr", nsmap={"w": space[1:-1]})
    line.append(_line(main.root, text, strict=strict))
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {name: head + etree.tostring(line)}
    types = XmlPart(container, "[Content_Types].xml")
    override = etree.SubElement(types.root, f"{namespace(types.root)}Override")
    override.set("PartName", f"/{name}")
    override.set("ContentType", _TYPE)
    parts[types.name] = types.content()
    where = posixpath.join(folder, "_rels", f"{file}.rels")
    relation, parts[where] = _related(container, where, posixpath.basename(name), strict=strict)
    return name, relation, parts


def _related(container: Container, where: str, target: str, *, strict: bool) -> tuple[str, bytes]:
    """A relationship's new id, and the relationships part with it; made where the document has none."""
    kind = f"{_RELATION[strict]}/header"
    if where not in container:
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        one = f'<PartRelationship Id="rId1" Type="{kind}" Target="{escape(target)}"/>'
        return (
            "rId1",
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{space}">{one}</Relationships>'.encode(),
        )
    part = XmlPart(container, where)
    known = {one.get("Id") for one in part.root}
    relation = next(one for one in (f"rId{number}" for number in range(1, len(known) + 2)) if one not in known)
    new = etree.SubElement(part.root, f"{namespace(part.root)}Relationship")
    new.set("Id", relation)
    new.set("Type", kind)
    new.set("Target", target)
    return relation, part.content()
