"""The names of WordprocessingML (ECMA-376 Part 1, clause 17), Strict and Transitional alike."""

from collections.abc import Iterator

from lxml import etree

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_RELATED = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_NAMES = (
    *("p", "tbl", "tr", "tc", "sdt", "sdtContent", "sdtPr", "txbxContent", "fldChar", "bookmarkStart", "bookmarkEnd"),
    *("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "rt", "instrText", "delText"),
    *("delInstrText", "ins", "del", "moveTo", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr"),
    *("pStyle", "tblStyle", "gridSpan", "cellDel", "alias", "tag", "comment", "document", "body", "r", "vanish"),
    *("fldSimple", "objectEmbed", "control"),
)
_TAGS = {name: tuple(f"{{{space}}}{name}" for space in _SPACES) for name in _NAMES}
_SHORT = {
    **{f"{{{space}}}{name}": name for space in _SPACES for name in _NAMES},
    **{f"{{{space}}}t": "t" for space in _MATH},
    _ALTERNATE: "alternate",
}


def short(element: etree._Element) -> str:
    """The element's name where this package knows it, "" for every other element."""
    return _SHORT.get(element.tag, "")


def both(*names: str) -> tuple[str, ...]:
    """These names as tags, Transitional and Strict."""
    return tuple(tag for name in names for tag in _TAGS[name])


def attribute(element: etree._Element, name: str) -> str:
    """An attribute of the WordprocessingML namespace, or ""."""
    return element.get(f"{{{_SPACES[0]}}}{name}") or element.get(f"{{{_SPACES[1]}}}{name}") or ""


def object_names(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The objects of other programs in a part: the id of the relationship of each, and its ProgID.

    Sources: VML's o:OLEObject (ECMA-376 Part 4, 19.3.3.14) and w:objectEmbed (Part 1, 17.3.3.20).
    """
    for element in root.iter(_OLE_OBJECT, *both("objectEmbed")):
        key = next((element.get(f"{{{space}}}id", "") for space in _RELATED if element.get(f"{{{space}}}id")), "")
        yield key, element.get("ProgID", "") or attribute(element, "progId")


def is_strict(element: etree._Element) -> bool:
    """Whether the element belongs to the Strict variant of the standard."""
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{_SPACES[1]}}}")


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """The first descendant along this path of names, or None."""
    found: etree._Element | None = element
    for name in path:
        found = _first(found, name) if found is not None else None
    return found


def _first(parent: etree._Element, name: str) -> etree._Element | None:
    for one in parent:
        if _SHORT.get(one.tag) == name:
            return one
    return None


def is_on(switch: etree._Element | None) -> bool:
    """Whether a switch such as w:vanish stands and is not turned off (17.17.4)."""
    return switch is not None and attribute(switch, "val").lower() not in {"0", "false", "off"}


def shown(element: etree._Element) -> etree._Element:
    """Where an element's text stands: of alternative contents the first one, else the element itself."""
    if short(element) == "alternate" and len(element):
        return element[0]
    return element


def control_tags(control: etree._Element) -> tuple[str, ...]:
    """Alias and tag of a content control (17.5.2.1, 17.5.2.42), those that are set."""
    found = [child(control, "sdtPr", name) for name in ("alias", "tag")]
    return tuple(
        dict.fromkeys(attribute(one, "val")[:200] for one in found if one is not None and attribute(one, "val"))
    )


def symbol(code: str) -> str:
    """The character of a w:sym (17.3.3.30); symbol fonts use U+F000 to U+F0FF. "" where it is none."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number <= 0xFFFF and not 0xD800 <= number <= 0xDFFF else ""
