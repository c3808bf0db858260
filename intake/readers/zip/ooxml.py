"""Parts, relationships and content types of an Office file (ECMA-376 Part 2), Strict and Transitional alike."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from intake.domain.document import FileType
from intake.readers.zip.container import Container
from intake.readers.zip.zipfiles import OddZipError

_TYPES_PART = "[Content_Types].xml"
_BINARY_WORKBOOK = "application/vnd.ms-excel.sheet.binary.macroenabled.main"
_STRICT = "http://purl.oclc.org/ooxml/"
_NO_MEMORY, _OVER_LIMIT = 2, 114
_DETOUR = re.compile(r"^[./]|/[./]")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_RELATIONS = re.compile(r"(?i)(?P<folder>(?:.*/)?)_rels/(?P<file>[^/]*)\.rels")

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)


class DamagedPartError(Exception):
    """A part that the document needs is missing or is no well-formed XML; the text is its name."""


@dataclass(frozen=True, slots=True)
class PartRelationship:
    """One relationship of the part `source` ("" = the package).

    `kind` is the last segment of its type, `target` the name of the part that it leads to, or, where that is not
    `internal`, the address as written; `strict` tells the Strict variant of the standard.
    """

    source: str
    id: str
    kind: str
    target: str
    internal: bool
    strict: bool


def parse(content: bytes, name: str) -> etree._Element:
    """One XML part, no entities, no network, no unusual depth or size.

    Raises DamagedPartError where it is not well formed, OddZipError where it is too deep or a text too long,
    MemoryError where memory ran out (codes of libxml2's xmlerror.h).
    """
    try:
        return etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        code = getattr(error, "code", 0)
        if code == _NO_MEMORY:
            raise MemoryError(name) from None
        if code == _OVER_LIMIT:
            raise OddZipError("xml-limits", name) from None
        raise DamagedPartError(name) from None
    except ValueError:
        raise DamagedPartError(name) from None


def part(container: Container, name: str) -> etree._Element:
    """A part of the container, parsed; DamagedPartError when absent or not well formed, OddZipError when odd."""
    if name not in container:
        raise DamagedPartError(name)
    return parse(container.markup(name), name)


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def content_types(container: Container) -> dict[str, str]:
    """Content type by part name, and by extension ("*.xml") where only a default is given; all in lower case.

    OddZipError where a part is said to be of two types.
    """
    types: dict[str, str] = {}
    for element in part(container, _TYPES_PART):
        told = element.get("ContentType", "").strip().lower()
        if local(element) == "Override":
            name = unquote(element.get("PartName", "")).lstrip("/").lower()
            if types.setdefault(name, told) != told:
                raise OddZipError("content-types", name)
        elif local(element) == "Default":
            types[f"*.{element.get('Extension', '').lower()}"] = told
    return types


def relationships(container: Container, source: str) -> list[PartRelationship]:
    """The relationships of a part ("" = the package); none where it has no relationship part."""
    folder, file = posixpath.split(source)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    if name not in container:
        return []
    return [_relationship(one, source, folder) for one in part(container, name) if local(one) == "Relationship"]


def main_part(package: Iterable[PartRelationship]) -> str:
    """The part that an Office file is about, by the relationships of its package, or "" where none is named.

    OddZipError where several are: which one a program shows is its own choice.
    """
    named = [one for one in package if one.kind.lower() == "officedocument"]
    if len(named) > 1:
        raise OddZipError("main-parts")
    return next((one.target for one in named if one.internal), "")


def every_relationship(container: Container) -> Iterator[PartRelationship]:
    """The relationships of all parts, whether anything leads to them or not."""
    for name in container.names:
        found = _RELATIONS.fullmatch(unquote(name))
        if found:
            yield from relationships(container, found["folder"] + found["file"])


def _relationship(element: etree._Element, source: str, folder: str) -> PartRelationship:
    kind = element.get("Type", "").strip()
    target = element.get("Target", "")
    internal = element.get("TargetMode", "").strip().lower() != "external" and not _ADDRESS.match(target)
    if internal:
        target = _inside(folder, unquote(target.partition("#")[0]).replace("\\", "/"))
    return PartRelationship(
        source, element.get("Id", ""), kind.rpartition("/")[2], target, internal, kind.startswith(_STRICT)
    )


def _inside(folder: str, path: str) -> str:
    """The part that a relative or absolute target names; "" where it names only a place in its own part."""
    if not path or not _DETOUR.search(path):
        return f"{folder}/{path}" if path and folder else path
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def ooxml_type(container: Container, types: Mapping[str, str]) -> FileType:
    """Kind of an Office file by the content type of its main part (ECMA-376 Part 2).

    Raises DamagedPartError where nothing tells what the main part is, OddZipError where several are named.
    """
    main = main_part(relationships(container, ""))
    told = types.get(main.lower(), types.get(f"*.{main.lower().rpartition('.')[2]}", ""))
    if "presentationml" in told or "ms-powerpoint" in told:
        return "pptx"
    if not is_word(told):
        if "spreadsheetml" in told or "ms-excel" in told:
            return "sheet"
        if any(name.startswith("word/") for name in container.names):
            raise DamagedPartError(main)
        return "other"
    if has_macros(container, types):
        return "docm"
    return "dotx" if "template" in told else "docx"


def is_word(content_type: str) -> bool:
    """Whether a content type in lower case is one of Word's, with or without macros."""
    return "wordprocessingml" in content_type or "ms-word" in content_type


def has_macros(container: Container, types: Mapping[str, str]) -> bool:
    """Whether the file is of a macro type or holds a VBA project, whatever it is called.

    A binary workbook has one type, with macros and without.
    """
    told = (one for one in types.values() if one != _BINARY_WORKBOOK)
    if any(mark in one for one in told for mark in ("macroenabled", "vba", "macrosheet")):
        return True
    return any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in container.names)
