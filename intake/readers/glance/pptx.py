"""A glance at a presentation (ECMA-376 Part 1, clause 19): the title of its first slide, the text of the first ones."""

from collections.abc import Iterable, Iterator

from lxml import etree

from intake.domain.document import Glance
from intake.readers.seen import glance
from intake.readers.zip.container import Container
from intake.readers.zip.ooxml import DamagedPartError, PartRelationship, local, main_part, part, relationships

_SLIDES = 10
_PARAGRAPHS = 2_000
_TITLES = {"title", "ctrTitle"}
_DEFAULT = 1800
"""Size of letters where a run states none, in hundredths of a point (20.1.10.72)."""


def read_slides(container: Container) -> Glance:
    """Look at the slides in the order in which they are shown.

    Raises DamagedPartError where the presentation or one of its first slides is missing or not well formed.
    """
    package = relationships(container, "")
    main = main_part(package)
    targets = _in_order(part(container, main), relationships(container, main))
    slides = [part(container, target) for target in targets[:_SLIDES]]
    stated = _properties(container, package)
    titles = (_title(slides[0]), _largest(slides[0])) if slides else ()
    lines = [_text(one) for slide in slides for one in _paragraphs(slide)]
    titles = (*titles, stated.get("title", ""))
    return glance(lines, titles=titles, author=stated.get("creator", ""), pages=len(targets))


def _in_order(root: etree._Element, linked: list[PartRelationship]) -> list[str]:
    """The parts of the slides by the presentation's list of them (19.2.1.34), each by its relationship's id."""
    named = {one.id: one.target for one in linked if one.kind == "slide" and one.internal}
    listed = [str(key) for one in root.iter("{*}sldId") for key in one.attrib.values()]
    return [named[key] for key in listed if key in named]


def _paragraphs(parent: etree._Element) -> list[etree._Element]:
    return [one for one, _ in zip(parent.iter("{*}p"), range(_PARAGRAPHS), strict=False)]


def _text(paragraph: etree._Element) -> str:
    """The paragraph's runs and fields; a line break is a space here (21.1.2.2)."""
    return "".join(" " if local(one) == "br" else one.text or "" for one in paragraph.iter("{*}t", "{*}br"))


def _joined(paragraphs: Iterable[etree._Element]) -> str:
    return " ".join(text for text in (_text(one).strip() for one in paragraphs) if text)


def _title(slide: etree._Element) -> str:
    """The text of the slide's title placeholder (19.3.1.36), or ""."""
    for shape in slide.iter("{*}sp"):
        if any(one.get("type") in _TITLES for one in shape.iter("{*}ph")):
            return _joined(_paragraphs(shape))
    return ""


def _largest(slide: etree._Element) -> str:
    """The paragraphs of largest letters, where some are larger than others."""
    sized = [(_size(one), one) for one in _paragraphs(slide) if _text(one).strip()]
    sizes = {size for size, _ in sized}
    return _joined(one for size, one in sized if size == max(sizes)) if len(sizes) > 1 else ""


def _size(paragraph: etree._Element) -> int:
    return max(_stated_sizes(paragraph), default=_DEFAULT)


def _stated_sizes(paragraph: etree._Element) -> Iterator[int]:
    for one in paragraph.iter("{*}rPr"):
        stated = one.get("sz", "")
        if stated.isdecimal() and len(stated) < 7:
            yield int(stated)


def _properties(container: Container, package: list[PartRelationship]) -> dict[str, str]:
    """The core properties (Part 2, clause 8); a file is not opened for them."""
    target = next((one.target for one in package if one.kind == "core-properties" and one.internal), "")
    try:
        return {local(one): one.text or "" for one in part(container, target)}
    except DamagedPartError:
        return {}
