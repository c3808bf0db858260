"""A web page as blocks: its paragraphs, and the rows of its tables unless they only lay the page out."""

import re
from collections.abc import Iterator

from lxml import etree

from intake.domain.circular.letter import Block

_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "object", "svg"}
_PARAGRAPHS = {
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article", "header",
    "footer", "ul", "ol", "dl", "dt", "dd", "table", "tbody", "thead", "tr", "td", "th", "body", "address", "main",
    "figure", "center", "hr",
}  # fmt: skip
_DEEPEST = 200


def html_blocks(source: str) -> Iterator[Block]:
    """The blocks of a page; no script, nothing fetched."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(source.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return
    if root is not None:
        for number, cells in enumerate(_Page().blocks(root), 1):
            yield Block(cells, f"block {number}")


class _Page:
    """Walks a page and gathers what stands in one block."""

    def __init__(self) -> None:
        self._words: list[str] = []

    def blocks(self, root: etree._Element) -> Iterator[tuple[str, ...]]:
        """The cells of each row, or one text a paragraph."""
        yield from self._walk(root, 0)
        yield from self._ended()

    def _walk(self, element: etree._Element, depth: int) -> Iterator[tuple[str, ...]]:
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _UNSEEN or depth > _DEEPEST:
            return
        if name == "tr" and not _lays_out(element):
            yield from self._ended()
            yield tuple(_text(one) for one in element if one.tag in ("td", "th"))
            return
        parted = name in _PARAGRAPHS
        if parted:
            yield from self._ended()
        self._words.append("\n" if name == "br" else _spaced(element.text))
        for one in element:
            yield from self._walk(one, depth + 1)
            self._words.append(_spaced(one.tail))
        if parted:
            yield from self._ended()

    def _ended(self) -> Iterator[tuple[str, ...]]:
        text, self._words = "".join(self._words).strip(), []
        if text:
            yield (text,)


def _lays_out(row: etree._Element) -> bool:
    """Whether the row holds whole paragraphs of the page rather than cells: another table, or one cell alone."""
    cells = [one for one in row if one.tag in ("td", "th")]
    return len(cells) < 2 or next(row.iter("table"), None) is not None


def _text(cell: etree._Element) -> str:
    words: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start" and (element.tag == "br" or (element.tag in _PARAGRAPHS and element is not cell)):
            words.append("\n")
        if event == "start" and element.tag not in _UNSEEN:
            words.append(_spaced(element.text))
        elif event == "end" and element is not cell:
            words.append(_spaced(element.tail))
    return re.sub(r"\s*\n\s*", "\n", "".join(words)).strip()


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")
