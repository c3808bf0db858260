"""Text that a style hides (ECMA-376 Part 1, 17.3.2.41 in 17.7): marked as if each of its runs said so itself."""

from collections.abc import Iterable, Iterator

from lxml import etree

from intake.readers.word.wordnames import attribute, both, child, is_on
from intake.readers.zip.container import Container
from intake.readers.zip.ooxml import Relationship, part

_MARK = b"vanish"
_RUNS, _PARAGRAPHS = both("r"), both("p")
_DEEPEST = 20
"""How far one style may be based on another; Word itself gives up earlier."""


class Hiding:
    """The styles of a document that hide text: those that are named, and that of paragraphs which name none."""

    def __init__(self, container: Container, linked: Iterable[Relationship]) -> None:
        styles = [one.target for one in linked if one.kind == "styles" and one.internal and one.target in container]
        self._hidden: set[str] = set()
        self._usual = False
        for name in styles[:1]:
            if _MARK in container.read(name).replace(b"\0", b""):
                self._learn(part(container, name))

    def _learn(self, root: etree._Element) -> None:
        styles = {attribute(one, "styleId"): one for one in root.iter("{*}style")}
        self._hidden = {key for key, one in styles.items() if _hides(one, styles)}
        usual = (
            key for key, one in styles.items() if attribute(one, "default") and attribute(one, "type") == "paragraph"
        )
        self._usual = not self._hidden.isdisjoint(usual)

    def mark(self, root: etree._Element) -> None:
        """Mark every run that a style hides; one that says itself whether it is hidden stays as it is."""
        if not self._hidden:
            return
        for paragraph in root.iter(*_PARAGRAPHS):
            named = child(paragraph, "pPr", "pStyle")
            hidden = self._usual if named is None else attribute(named, "val") in self._hidden
            for run in paragraph.iterdescendants(*_RUNS):
                if (hidden or self._is_styled(run)) and child(run, "rPr", "vanish") is None:
                    _hide(run)

    def _is_styled(self, run: etree._Element) -> bool:
        properties = child(run, "rPr")
        named = properties.iterchildren("{*}rStyle") if properties is not None else ()
        return any(attribute(one, "val") in self._hidden for one in named)


def _hides(style: etree._Element, styles: dict[str, etree._Element]) -> bool:
    """Whether this style hides text, or the nearest one that it is based on and that says anything of it."""
    for one in _bases(style, styles):
        switch = child(one, "rPr", "vanish")
        if switch is not None:
            return is_on(switch)
    return False


def _bases(style: etree._Element, styles: dict[str, etree._Element]) -> Iterator[etree._Element]:
    found: etree._Element | None = style
    for _ in range(_DEEPEST):
        if found is None:
            return
        yield found
        based = next(found.iterchildren("{*}basedOn"), None)
        found = styles.get(attribute(based, "val")) if based is not None else None


def _hide(run: etree._Element) -> None:
    space = str(run.tag).removesuffix("r")
    properties = child(run, "rPr")
    if properties is None:
        properties = etree.Element(f"{space}rPr")
        run.insert(0, properties)
    etree.SubElement(properties, f"{space}vanish")
