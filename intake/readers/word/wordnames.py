"""The names of WordprocessingML (ECMA-376 Part 1, clause 17), Strict and Transitional alike."""

from collections.abc import Iterator
from functools import cache

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
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATE, _CHOICE, _FALLBACK = (f"{_COMPATIBILITY}{one}" for one in ("AlternateContent", "Choice", "Fallback"))
_OPEN, _OFFICE = "http://schemas.openxmlformats.org", "http://schemas.microsoft.com/office"
_UNDERSTOOD = frozenset({
    *_SPACES, *_MATH, *_RELATED,
    *(f"{_OPEN}/{one}" for one in (
        "drawingml/2006/main", "drawingml/2006/wordprocessingDrawing", "drawingml/2006/picture",
        "drawingml/2006/chart", "drawingml/2006/chartDrawing", "drawingml/2006/diagram",
        "drawingml/2006/lockedCanvas", "drawingml/2006/compatibility", "markup-compatibility/2006",
        "schemaLibrary/2006/main",
    )),
    *(f"http://purl.oclc.org/ooxml/drawingml/{one}" for one in (
        "main", "wordprocessingDrawing", "picture", "chart", "chartDrawing", "diagram", "lockedCanvas",
    )),
    *(f"{_OFFICE}/word/{one}" for one in (
        "2003/wordml", "2006/wordml", "2010/wordml", "2010/wordprocessingCanvas", "2010/wordprocessingDrawing",
        "2010/wordprocessingGroup", "2010/wordprocessingInk", "2010/wordprocessingShape", "2012/wordml",
        "2012/wordprocessingDrawing", "2015/wordml/symex", "2016/wordml/cid", "2018/wordml", "2018/wordml/cex",
        "2020/wordml/sdtdatahash", "2020/oembed", "2023/wordml/word16du", "2024/wordml/sdtformatlock",
    )),
    *(f"{_OFFICE}/drawing/{one}" for one in (
        "2007/8/2/chart", "2008/diagram", "2010/main", "2010/diagram", "2012/chart", "2014/main", "2014/chart",
        "2014/chartex", "2015/9/8/chartex", "2015/10/21/chartex", "2016/SVG/main", "2016/ink", "2017/model3d",
        *(f"2016/5/{day}/chartex" for day in range(9, 15)),
    )),
    f"{_OFFICE}/2019/extlst",
    *(f"urn:schemas-microsoft-com:{one}" for one in ("vml", "office:office", "office:word", "office:powerpoint",
                                                     "office:excel")),
})  # fmt: skip
"""The namespaces of which Word shows elements; those of others it leaves out, or it refuses the file."""

_NOTHING = etree.Element("nothing")
_NAMES = (
    *("p", "tbl", "tr", "tc", "sdt", "sdtContent", "sdtPr", "txbxContent", "fldChar", "bookmarkStart", "bookmarkEnd"),
    *("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "rt", "instrText", "delText"),
    *("delInstrText", "ins", "del", "moveTo", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr"),
    *("pStyle", "tblStyle", "gridSpan", "cellDel", "alias", "tag", "comment", "document", "body", "r", "vanish"),
    *("fldSimple", "objectEmbed", "control", "color", "sz", "rtl", "cs", "shd", "highlight", "rStyle", "tblPrEx"),
    *("background", "style", "basedOn", "docDefaults", "rPrDefault"),
)
_TAGS = {name: tuple(f"{{{space}}}{name}" for space in _SPACES) for name in _NAMES}
SHORT = {
    **{f"{{{space}}}{name}": name for space in _SPACES for name in _NAMES},
    **{f"{{{space}}}t": "t" for space in _MATH},
    _ALTERNATE: "alternate",
}
"""The names of `short` by tag, for who walks over every element of a document."""


def short(element: etree._Element) -> str:
    """The element's name where this package knows it, "" for every other element."""
    return SHORT.get(element.tag, "")


def both(*names: str) -> tuple[str, ...]:
    """These names as tags, Transitional and Strict."""
    return tuple(tag for name in names for tag in _TAGS[name])


def attribute(element: etree._Element, name: str) -> str:
    """An attribute of the WordprocessingML namespace, or ""."""
    transitional, strict = _attribute_tags(name)
    return element.get(transitional) or element.get(strict) or ""


@cache
def _attribute_tags(name: str) -> tuple[str, str]:
    return f"{{{_SPACES[0]}}}{name}", f"{{{_SPACES[1]}}}{name}"


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
        found = first(found, name) if found is not None else None
    return found


def first(parent: etree._Element, name: str) -> etree._Element | None:
    """The first child of this name, or None."""
    for one in parent:
        if SHORT.get(one.tag) == name:
            return one
    return None


def is_on(switch: etree._Element | None) -> bool:
    """Whether a switch such as w:vanish stands and is not turned off (17.17.4)."""
    return switch is not None and attribute(switch, "val").lower() not in {"0", "false", "off"}


def shown(element: etree._Element) -> etree._Element:
    """Tell where Word shows an element's text: in one of alternative contents, never in a foreign element.

    Sources: ECMA-376 Part 3, 7.6 (AlternateContent: the first choice of which all is understood, else the fallback)
    and 7.2 (ignorable elements are left out with what is in them).
    """
    if name := short(element):
        return _chosen(element) if name == "alternate" else element
    return element if str(element.tag).partition("}")[0][1:] in _UNDERSTOOD else _NOTHING


def _chosen(alternate: etree._Element) -> etree._Element:
    for one in alternate:
        prefixes = one.get("Requires", "").split() if one.tag == _CHOICE else []
        if prefixes and all(one.nsmap.get(prefix) in _UNDERSTOOD for prefix in prefixes):
            return one
    return next((one for one in alternate if one.tag == _FALLBACK), _NOTHING)


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
