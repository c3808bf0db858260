"""Replacing the text of a cell; its formatting, bookmarks and content controls stay."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from intake.readers.word.wordnames import attribute, child, short
from intake.readers.writing.pieces import Piece, paragraphs, pieces

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AROUND = {"ins", "moveTo", "hyperlink", "fldSimple"}
_NOT_KEPT = {"rtl", "ins", "del", "moveFrom", "moveTo", "rPrChange", "vanish", "specVanish", "webHidden"}
_FIELD = {"fldChar", "instrText"}
_EMPTY = {"pPr", "rPr", "proofErr", "r", "ins", "hyperlink", "fldSimple", "lastRenderedPageBreak"}


def name_of(element: etree._Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(element: etree._Element) -> str:
    """The namespace of an element's name, in braces."""
    return str(element.tag).rpartition("}")[0] + "}"


def clean(text: str) -> str:
    """The text without the characters that XML cannot hold (XML 1.0, 2.2), which a stranger's words may have."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n"))


def replace_text(cell: etree._Element, start: int, end: int, text: str) -> None:
    """Put a text, lines and all, in the place of these characters of the cell's text (see `pieces`).

    In a text box its copy for older programs is changed alike. IndexError where the cell has no such characters or no
    paragraph.
    """
    others = list(_copies(cell))
    _replace(cell, start, end, text)
    for other in others:
        _replace(other, start, end, text)


def write_below(root: etree._Element, text: str) -> None:
    """Put these lines in the place of everything below the tables with which a document begins; its sections stay."""
    body, place = cleared_below(root)
    space = namespace(root)
    for number, line in enumerate(("", *clean(text).split("\n"))):
        paragraph = etree.Element(f"{space}p")
        if line:
            paragraph.append(_run(root, None, line))
        body.insert(place + number, paragraph)


def cleared_below(root: etree._Element) -> tuple[etree._Element, int]:
    """Take off everything below those tables but its sections; the body, and the place below its tables."""
    body = child(root, "body")
    if body is None:
        raise IndexError("body")
    tables = [place for place, block in enumerate(body) if name_of(block) == "tbl"]
    place = tables[-1] + 1 if tables else 0
    for block in list(body)[place:]:
        if name_of(block) == "p" and child(block, "pPr", "sectPr") is not None:
            for inner in [element for element in block if name_of(element) != "pPr"]:
                block.remove(inner)
        elif name_of(block) != "sectPr":
            body.remove(block)
    return body, place


def _replace(cell: etree._Element, start: int, end: int, text: str) -> None:
    found = pieces(cell)
    if end > (found[-1].end if found else 0):
        raise IndexError(end)
    gone = [one for one in found if one.start < end and start < one.end]
    whole = len(gone) == len(found)
    if gone and (gone[0].start < start or gone[-1].end > end) and name_of(gone[0].element) == "t":
        _within(gone, start, end, clean(text))
        return
    _insert(cell, _beside(found, gone, start), clean(text), after=not gone)
    for one in gone:
        _remove(one.element, cell)
    if whole:
        _tidy(cell)


def _within(gone: Sequence[Piece], start: int, end: int, text: str) -> None:
    """Write into the element that also holds text that stays, such as the label of the cell."""
    first, last = gone[0], gone[-1]
    head, tail = first.text[: max(0, start - first.start)], last.text[len(last.text) - max(0, last.end - end) :]
    first.element.text = head + " ".join(text.split("\n")) + (tail if first is last else "")
    first.element.set(_SPACE, "preserve")
    for one in gone[1:]:
        if one is last and tail:
            one.element.text = tail
        else:
            _remove(one.element, None)


def _beside(found: Sequence[Piece], gone: Sequence[Piece], start: int) -> etree._Element | None:
    """The element at which the new run stands: the first that goes, else the last that stays before it."""
    before = [one.element for one in found if one.end <= start]
    return gone[0].element if gone else (before[-1] if before else None)


def _insert(cell: etree._Element, beside: etree._Element | None, text: str, *, after: bool) -> None:
    if beside is None:
        paragraph = paragraphs(cell)[0]
        holder = next((one for one in paragraph.iter() if name_of(one) == "sdtContent" and not len(one)), paragraph)
        starts = [place for place, one in enumerate(holder) if name_of(one) in {"bookmarkStart", "pPr"}]
        run = _run(holder, child(paragraph, "pPr", "rPr"), text)
        holder.insert(starts[-1] + 1 if starts else 0, run)
    else:
        near = _of_kind(beside, "r")
        run = _run(near, child(near, "rPr"), text)
        while (parent := near.getparent()) is not None and name_of(parent) in _AROUND:
            near = parent
        if after:
            near.addnext(run)
        else:
            near.addprevious(run)
    for control in run.iterancestors():
        if name_of(control) == "sdt":
            _unbind(control)


def _of_kind(element: etree._Element, name: str) -> etree._Element:
    return next((one for one in element.iterancestors() if name_of(one) == name), element)


def _run(like: etree._Element, properties: etree._Element | None, text: str) -> etree._Element:
    """A run of this text, formatted as its neighbour, from left to right."""
    space = namespace(like)
    run = etree.Element(f"{space}r", nsmap={})
    if properties is not None:
        kept = deepcopy(properties)
        for setting in [setting for setting in kept if name_of(setting) in _NOT_KEPT or _is_placeholder(setting)]:
            kept.remove(setting)
        run.append(kept)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{space}br")
        written = etree.SubElement(run, f"{space}t")
        written.text = line
        written.set(_SPACE, "preserve")
    return run


def _is_placeholder(one: etree._Element) -> bool:
    return name_of(one) == "rStyle" and "placeholder" in attribute(one, "val").casefold()


def _unbind(control: etree._Element) -> None:
    """Let a content control keep what is written: neither its placeholder nor what it is bound to comes back."""
    properties = child(control, "sdtPr")
    for one in list(properties if properties is not None else ()):
        if name_of(one) in {"showingPlcHdr", "dataBinding"}:
            properties.remove(one)  # type: ignore[union-attr]


def _remove(element: etree._Element, cell: etree._Element | None) -> None:
    """Remove an element, and what is empty without it, up to its paragraph, which goes where another one stays."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if name_of(parent) in {"r", *_AROUND} and all(name_of(one) == "rPr" for one in parent):
        _remove(parent, cell)
    elif name_of(parent) == "p" and cell is not None and all(name_of(one) in _EMPTY - {"r"} for one in parent):
        neighbours = [one for one in (parent.getprevious(), parent.getnext()) if one is not None]
        if any(short(one) == "p" for one in neighbours) and len(paragraphs(cell)) > 1:
            _remove_paragraph(parent)


def _remove_paragraph(paragraph: etree._Element) -> None:
    before, behind = paragraph.getprevious(), paragraph.getnext()
    if behind is not None or (before is not None and short(before) == "p"):
        paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]


def _tidy(cell: etree._Element) -> None:
    """Remove the codes of fields, which would compute the old text again."""
    for paragraph in paragraphs(cell):
        for code in [element for element in paragraph.iter() if name_of(element) in _FIELD]:
            _remove(code, None)


def _copies(box: etree._Element) -> Iterator[etree._Element]:
    """The copies of a text box that stand in the fallback of alternative contents (Part 3, clause 10)."""
    if short(box) != "txbxContent":
        return
    text = [piece.text for piece in pieces(box)]
    around = next((one for one in box.iterancestors() if one.tag == f"{_COMPATIBILITY}AlternateContent"), None)
    for fallback in around if around is not None else ():
        if fallback.tag == f"{_COMPATIBILITY}Fallback":
            boxes = (element for element in fallback.iter() if short(element) == "txbxContent")
            yield from (other for other in boxes if [piece.text for piece in pieces(other)] == text)
