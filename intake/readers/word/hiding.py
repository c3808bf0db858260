"""Text that nobody sees on the page: marked as if each of its runs said that it is hidden (17.3.2.41 of ECMA-376-1).

It is hidden by a style, or white on white paper, or of 1 pt or less. Where the paper may be of another colour (a shade,
a picture behind the text, a text box) white text counts as seen: headings of tables are often so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from intake.readers.word.looks import PLAIN, RunLook, Styles, is_colored, is_tiny, is_white, look, may_hide
from intake.readers.word.wordnames import attribute, both, child, first, short
from intake.readers.zip.container import Container
from intake.readers.zip.ooxml import PartRelationship, part

_RUNS, _COLORS, _SIZES = both("r"), both("color"), both("sz")
_NAMES = both("rStyle", "pStyle", "tblStyle")
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_SHAPES = "{urn:schemas-microsoft-com:vml}*"
_SHADES = {"shd", "highlight"}
_HOLDERS = {
    "p": ("pPr", "pStyle", "paragraph"),
    "tbl": ("tblPr", "tblStyle", "table"),
    "tr": ("tblPrEx", "", ""),
    "tc": ("tcPr", "", ""),
}
"""What surrounds a run -> its properties, the name of its style in them, the kind of that style."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds a run: the styles of its paragraph and its table, and whether it may stand on a colour."""

    paragraph: RunLook
    table: RunLook = PLAIN
    on_color: bool = False


class Hiding:
    """What hides text in one document: its styles, and what runs say themselves."""

    def __init__(self, container: Container, linked: Iterable[PartRelationship]) -> None:
        self._container = container
        self._known: dict[etree._Element, _Around] = {}
        self._parts = [
            one.target for one in linked if one.kind == "styles" and one.internal and one.target in container
        ]
        self._are_suspect = any(may_hide(container.read(one)) for one in self._parts[:1])

    @cached_property
    def _styles(self) -> Styles:
        return Styles(part(self._container, self._parts[0]) if self._parts else None)

    def mark(self, roots: Sequence[etree._Element]) -> list[etree._Element]:
        """Mark every run of these parts that nobody sees and that does not say so itself; the marks, see `unmark`."""
        suspects = dict.fromkeys(one for root in roots for one in self._suspects(root))
        backed = bool(suspects) and any(map(_has_background, roots))
        return [_hide(one) for one in suspects if self._is_unseen(one, backed=backed)]

    def _suspects(self, root: etree._Element) -> Iterator[etree._Element]:
        """The runs that are worth a look: those that are odd by themselves or by the styles that they are in."""
        if self._are_suspect and self._styles.is_odd_throughout:
            yield from root.iter(*_RUNS)
            return
        for one in root.iter(*_COLORS, *_SIZES):
            holder = _holder(one) if (is_white(one) if one.tag in _COLORS else is_tiny(one)) else None
            if holder is not None and holder.tag in _RUNS:
                yield holder
        if self._are_suspect and self._styles.odd:
            for one in root.iter(*_NAMES):
                holder = _holder(one) if attribute(one, "val") in self._styles.odd else None
                yield from holder.iter(*_RUNS) if holder is not None else ()

    def _is_unseen(self, run: etree._Element, *, backed: bool) -> bool:
        """Whether nobody sees a run.

        To be hidden is a toggle (17.7.3): it holds where the defaults say so, or an odd number of the three styles.
        """
        own = child(run, "rPr")
        direct = look(own)
        if direct.hidden:
            return False
        name, around = _named(own, "rStyle"), self._around(run.getparent())
        named, defaults = self._styles.look("character", name), self._styles.defaults
        hiders = sum(bool(one.hidden) for one in (named, around.paragraph, around.table))
        if direct.hidden is None and (defaults.hidden or hiders % 2):
            return True
        said = direct.over(named).over(around.paragraph)
        if said.over(around.table).over(defaults).tiny:
            return True
        on_color = backed or around.on_color or _has_shade(own) or self._styles.is_shaded("character", name)
        return bool(said.white) and not on_color

    def _around(self, element: etree._Element | None) -> _Around:
        """Return the surroundings of the runs that stand in this element."""
        if element is None:
            return _Around(self._styles.look("paragraph", ""))
        if element not in self._known:
            self._known[element] = self._within(element, self._around(element.getparent()))
        return self._known[element]

    def _within(self, element: etree._Element, outer: _Around) -> _Around:
        name = short(element)
        if name == "txbxContent":
            return replace(outer, on_color=True)
        if name not in _HOLDERS:
            return outer
        properties, style, kind = _HOLDERS[name]
        told = first(element, properties)
        named = _named(told, style)
        on_color = outer.on_color or _has_shade(told) or self._styles.is_shaded(kind, named)
        if kind == "paragraph":
            return replace(outer, paragraph=self._styles.look(kind, named), on_color=on_color)
        return replace(outer, table=self._styles.look(kind, named) if kind else outer.table, on_color=on_color)


def unmark(marks: Iterable[etree._Element]) -> None:
    """Take marks away again, so that the parts are as they were."""
    for mark in marks:
        properties = mark.getparent()
        if properties is not None:
            properties.remove(mark)
            run = properties.getparent()
            if run is not None and not len(properties):
                run.remove(properties)


def show(mark: etree._Element) -> None:
    """Let a run that was marked be seen, whatever its styles say: black or white as the paper asks for, of 10 pt."""
    properties = mark.getparent()
    if properties is None:
        return
    space = str(mark.tag).removesuffix("vanish")
    for one in list(properties):
        properties.remove(one)
    for name, value in (("vanish", "0"), ("color", "auto"), ("sz", "20")):
        etree.SubElement(properties, f"{space}{name}").set(f"{space}val", value)


def _holder(told: etree._Element) -> etree._Element | None:
    """The run, paragraph or table of whose properties this is one."""
    properties = told.getparent()
    return properties.getparent() if properties is not None else None


def _named(properties: etree._Element | None, name: str) -> str:
    """The style that these properties name, or ""."""
    told = first(properties, name) if properties is not None else None
    return attribute(told, "val") if told is not None else ""


def _has_shade(properties: etree._Element | None) -> bool:
    told = properties if properties is not None else ()
    return any(is_colored(one) for one in told if short(one) in _SHADES)


def _has_background(root: etree._Element) -> bool:
    """Whether pages have a colour (17.2.1), or pictures and shapes stand behind the text (20.4.2.3, VML 14.1.2.1)."""
    return (
        any(short(one) == "background" for one in root)
        or any(one.get("behindDoc", "") in {"1", "true"} for one in root.iter(_ANCHOR))
        or any("z-index:-" in one.get("style", "").replace(" ", "") for one in root.iter(_SHAPES))
    )


def _hide(run: etree._Element) -> etree._Element:
    space = str(run.tag).removesuffix("r")
    properties = child(run, "rPr")
    if properties is None:
        properties = etree.Element(f"{space}rPr")
        run.insert(0, properties)
    mark = etree.Element(f"{space}vanish")
    properties.insert(0, mark)
    return mark
