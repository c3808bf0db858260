"""What editors and authors make of a Word file on its way: each function takes a file and gives the changed one."""

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterator

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from intake.demo.papers import lean, packed, settled

Change = Callable[[bytes], bytes]
Element = etree._Element
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


def members_of(docx: bytes) -> dict[str, bytes]:
    """The members of a package by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def as_dotx(docx: bytes) -> bytes:
    """The file as a Word template: the content type of its main part tells."""
    members = members_of(docx)
    types = members["[Content_Types].xml"].replace(_DOCUMENT.encode(), _TEMPLATE.encode())
    return packed(members | {"[Content_Types].xml": types})


def without_bookmarks(docx: bytes) -> bytes:
    """No bookmark is left, as after many an editor."""
    return _changed(docx, lambda body: _drop(body, "w:bookmarkStart", "w:bookmarkEnd"))


def without_controls(docx: bytes) -> bytes:
    """Content controls unwrapped: what stood in them stays."""
    return _changed(docx, _unwrap)


def with_localised_styles(docx: bytes) -> bytes:
    """Styles as another language's Word calls them."""
    members = members_of(docx)
    for name in ("word/document.xml", "word/styles.xml"):
        text = members[name].decode()
        members[name] = re.sub(r'(w:styleId|w:(?:p|r|tbl)Style w:val)="(\w+)"', r'\1="Formatvorlage\2"', text).encode()
    return packed(members)


def without_properties(docx: bytes) -> bytes:
    """Nothing in the file tells what it was made from."""
    members = members_of(docx)
    for name in ("docProps/app.xml", "docProps/core.xml"):
        members[name] = re.sub(rb">[^<>\s][^<>]*</", b"></", members[name])
    return packed(members)


def as_google_docs_saves(docx: bytes) -> bytes:
    """Bookmarks and controls gone, a cell for every column, text cut into many runs, no styles."""

    def change(body: Element) -> None:
        _drop(body, "w:bookmarkStart", "w:bookmarkEnd", "w:pStyle")
        _unwrap(body)
        _split_spans(body)
        _split_runs(body)

    return without_properties(_changed(docx, change))


def as_pages_saves(docx: bytes) -> bytes:
    """As Google Docs, but runs stay whole, and each cell begins with an empty paragraph."""

    def change(body: Element) -> None:
        _drop(body, "w:bookmarkStart", "w:bookmarkEnd", "w:pStyle", "w:tcW")
        _unwrap(body)
        for cell in list(body.iter(qn("w:tc"))):
            next(cell.iterchildren(qn("w:p"))).addprevious(OxmlElement("w:p"))

    return without_properties(_changed(docx, change))


def with_tracked_insertions(docx: bytes) -> bytes:
    """All cells typed with tracking on, over samples that are deleted but still there."""

    def change(body: Element) -> None:
        for run in [one for cell in body.iter(qn("w:tc")) for one in cell.iter(qn("w:r"))]:
            deleted = '<w:r><w:delText xml:space="preserve">&lt;Sample&gt;</w:delText></w:r>'
            who = 'w:author="A" w:date="2026-04-30T10:00:00Z"'
            run.addprevious(parse_xml(f'<w:del {nsdecls("w")} w:id="901" {who}>{deleted}</w:del>'))
            _wrap(run, parse_xml(f'<w:ins {nsdecls("w")} w:id="902" {who}/>'))

    return _changed(docx, change)


def copied_into_a_new_file(docx: bytes) -> bytes:
    """Everything copied and pasted into an empty document: no header, no footer, no styles of the template."""
    target = lean()
    place = target.element.body.find(qn("w:sectPr"))
    for element in Document(io.BytesIO(docx)).element.body:
        if element.tag != qn("w:sectPr"):
            place.addprevious(copy.deepcopy(element))
    _drop(target.element.body, "w:pStyle")
    return settled(target)


def with_rows_merged(docx: bytes) -> bytes:
    """Label and value of each row in one cell, as people merge them."""

    def change(body: Element) -> None:
        for row in list(body.iter(qn("w:tr"))):
            first, *others = row.iter(qn("w:tc"))
            for other in others:
                for paragraph in list(other.iter(qn("w:p"))):
                    first.append(paragraph)
                _remove(other)
            _drop(first, "w:gridSpan")

    return _changed(docx, change)


def with_rows_moved(docx: bytes) -> bytes:
    """The title above the source."""

    def change(body: Element) -> None:
        source, title = (_row_with(body, text) for text in ("Source", "Title"))
        source.addprevious(title)

    return _changed(docx, change)


def with_rows_added(docx: bytes) -> bytes:
    """Two rows more above the source, and one below the title."""

    def change(body: Element) -> None:
        source, title = (_row_with(body, text) for text in ("Source", "Title"))
        for row, label in ((source, "Agenda item:"), (source, "Work item:")):
            new = _row_of(row, label)
            row.addprevious(new)
        title.addnext(_row_of(title, "Related to:"))

    return _changed(docx, change)


def nested_in_a_frame(docx: bytes) -> bytes:
    """The cover inside the only cell of another table."""

    def change(body: Element) -> None:
        for table in list(body.iterchildren(qn("w:tbl"))):
            frame = parse_xml(
                f'<w:tbl {nsdecls("w")}><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
                "<w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>"
            )
            table.addprevious(frame)
            next(frame.iter(qn("w:p"))).addprevious(table)

    return _changed(docx, change)


def in_the_page_header(docx: bytes) -> bytes:
    """The cover moved into the header of the first page."""
    document = Document(io.BytesIO(docx))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    header = section.first_page_header
    header.is_linked_to_previous = False
    for table in list(document.element.body.iterchildren(qn("w:tbl"))):
        header._element.append(table)
    header._element.append(OxmlElement("w:p"))
    return settled(document)


def in_text_boxes(docx: bytes) -> bytes:
    """Each table of the cover in a text box."""

    def change(body: Element) -> None:
        for table in list(body.iterchildren(qn("w:tbl"))):
            paragraph = parse_xml(
                f'<w:p {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict>'
                '<v:shape style="width:450pt;height:300pt"><v:textbox><w:txbxContent><w:p/></w:txbxContent>'
                "</v:textbox></v:shape></w:pict></w:r></w:p>"
            )
            table.addprevious(paragraph)
            next(paragraph.iter(qn("w:txbxContent"))).insert(0, table)

    return _changed(docx, change)


def with_spaced_labels(docx: bytes) -> bytes:
    """Labels that are spaced out by hand, with a space before a full-width colon."""

    def change(body: Element) -> None:
        for row in body.iter(qn("w:tr")):
            cells = list(row.iter(qn("w:tc")))
            texts = list(cells[0].iter(qn("w:t")))
            if len(cells) > 1 and len(texts) == 1 and (texts[0].text or "").strip().endswith((":", "：")):
                plain = (texts[0].text or "").strip().rstrip(":：\xa0 ")
                texts[0].text = " ".join(plain) + " ："

    return _changed(docx, change)


def with_abstract_below(docx: bytes) -> bytes:
    """Keywords and abstract as paragraphs of their own, "Keywords: ...", in the place of their table."""

    def change(body: Element) -> None:
        *_, second = body.iterchildren(qn("w:tbl"))
        for row in second.iterchildren(qn("w:tr")):
            label, value = (_text(cell) for cell in row.iter(qn("w:tc")))
            text = f"{label.strip()} {value.strip()}"
            second.addprevious(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{text}</w:t></w:r></w:p>"))
        _remove(second)

    return _changed(docx, change)


def _changed(docx: bytes, change: Callable[[Element], None]) -> bytes:
    document: Docx = Document(io.BytesIO(docx))
    change(document.element.body)
    return settled(document)


def _drop(body: Element, *names: str) -> None:
    for name in names:
        for element in list(body.iter(qn(name))):
            _remove(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _unwrap(body: Element) -> None:
    for control in list(body.iter(qn("w:sdt"))):
        content = control.find(qn("w:sdtContent"))
        for child in list(content if content is not None else ()):
            control.addprevious(child)
        _remove(control)


def _wrap(element: Element, wrapper: Element) -> None:
    element.addprevious(wrapper)
    wrapper.append(element)


def _split_spans(body: Element) -> None:
    for cell in list(body.iter(qn("w:tc"))):
        for span in list(cell.iter(qn("w:gridSpan"))):
            for _ in range(int(span.get(qn("w:val"), "1")) - 1):
                cell.addnext(parse_xml(f"<w:tc {nsdecls('w')}><w:tcPr/><w:p/></w:tc>"))
            _remove(span)


def _split_runs(body: Element) -> None:
    for run in list(body.iter(qn("w:r"))):
        texts = list(run.iterchildren(qn("w:t")))
        if len(texts) != 1:
            continue
        for piece in _pieces(texts[0].text or ""):
            new = copy.deepcopy(run)
            text = next(new.iter(qn("w:t")))
            text.text = piece
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addprevious(new)
        _remove(run)


def _pieces(text: str) -> Iterator[str]:
    return (text[start : start + 3] for start in range(0, len(text), 3))


def _row_with(body: Element, label: str) -> Element:
    return next(row for row in body.iter(qn("w:tr")) if _text(row).strip().startswith(label))


def _text(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def _row_of(like: Element, label: str) -> Element:
    """A copy of a row with another label and value, without its bookmarks."""
    new = copy.deepcopy(like)
    _drop(new, "w:bookmarkStart", "w:bookmarkEnd")
    for text, said in zip(new.iter(qn("w:t")), (label, "something"), strict=False):
        text.text = said
    return new
