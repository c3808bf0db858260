"""A glance at an OpenDocument text (ODF 1.3 Part 3), or one of OpenOffice 1: its words and its title."""

from collections.abc import Iterator

from lxml import etree

from intake.domain.document import FileType
from intake.domain.mail import Problem
from intake.readers.seen import SeenFile, glance
from intake.readers.zip.container import Container
from intake.readers.zip.ooxml import DamagedPartError, local, part

_MANIFEST = "META-INF/manifest.xml"
_UNSEEN = {"tracked-changes", "annotation", "annotation-end", "note", "ruby-text"}
_LINES = {"p", "h"}
_SIGNS = {"s": " ", "tab": "\t", "line-break": " "}
_PARAGRAPHS = 5_000
_DIGITS = 7


def read_odt(container: Container, kind: FileType = "odt") -> SeenFile:
    """Look at the text. Problem: "password".

    Macros are left alone: the file is converted by a person's hand, where none runs. Raises what
    `Container.check_office` raises, DamagedPartError where the content is missing or not well formed.
    """
    container.check_office()
    if _is_locked(container):
        return SeenFile(kind, problems=(Problem("password"),))
    root = part(container, "content.xml")
    lines = [text for _, text in zip(range(_PARAGRAPHS), _lines(root), strict=False)]
    stated = _properties(container)
    titles = (_titled(root), stated.get("title", ""))
    author = stated.get("initial-creator", "") or stated.get("creator", "")
    told = stated.get("page-count", "")
    pages = int(told) if told.isdecimal() and len(told) < _DIGITS else 0
    return SeenFile(kind, glance=glance(lines, titles=titles, author=author, pages=pages))


def _is_locked(container: Container) -> bool:
    """Whether the manifest tells how members are encrypted (ODF 1.3 Part 2, 4.4)."""
    return _MANIFEST in container and b"encryption-data" in container.read(_MANIFEST)


def _lines(parent: etree._Element) -> Iterator[str]:
    """The paragraphs and headings in order; those of a text box stand behind the one that it is anchored to."""
    for element in parent:
        name = local(element)
        if name in _UNSEEN:
            continue
        if name in _LINES:
            yield _text(element)
        yield from _lines(element)


def _text(element: etree._Element) -> str:
    """Text directly in this paragraph and its spans, links and fields; not that of paragraphs inside it."""
    found = [element.text or ""]
    for one in element:
        name = local(one)
        if name in _SIGNS:
            found.append(_SIGNS[name])
        elif name not in _LINES and name not in _UNSEEN:
            found.append(_text(one))
        found.append(one.tail or "")
    return "".join(found)


def _titled(root: etree._Element) -> str:
    """The first paragraph of the style Title or of one made from it (ODF 1.3 Part 3, 16.2), or ""."""
    made = {"Title"}
    made |= {_attribute(one, "name") for one in root.iter("{*}style") if _attribute(one, "parent-style-name") in made}
    return next((_text(one) for one in root.iter("{*}p", "{*}h") if _attribute(one, "style-name") in made), "")


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def _properties(container: Container) -> dict[str, str]:
    """Return what the file says of itself by the name of the element, its pages as "page-count" (ODF 1.3 Part 3, 4.3).

    A file is not opened for these.
    """
    try:
        root = part(container, "meta.xml")
    except DamagedPartError:
        return {}
    counted = [("page-count", _attribute(one, "page-count")) for one in root.iter("{*}document-statistic")]
    return {local(one): one.text or "" for one in root.iter() if one.text} | dict(counted)
