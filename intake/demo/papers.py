"""Word files as people send them: the template filled in, or not; a paper of another kind; one with macros.

Every file is a function of what it is made from: the same arguments give the same bytes.
"""

import copy
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from intake.domain.document import Contact

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_STYLES = {
    *("Normal", "Heading 1", "Heading 2", "Header", "Footer", "List Paragraph", "Caption", "Table Grid"),
    *("Default Paragraph Font", "Normal Table", "No List"),
}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class AuthoredPaper:
    """What an author writes into the template; None leaves a cell as it is, "" empties it.

    `source` has one name a line. `body` are the texts under the headings, in order. `meeting` adds a row "Meeting,
    date:", which the template lacks. `spare_contact` keeps the second contact row unfilled where one contact is given.
    """

    title: str | None = None
    source: str | None = None
    contacts: tuple[Contact, ...] = ()
    keywords: str | None = None
    abstract: str | None = None
    number: str | None = None
    group: str | None = None
    original: str | None = None
    kind: str | None = None
    meeting: str | None = None
    body: tuple[str, ...] = ()
    spare_contact: bool = True


def fill(template: bytes, paper: AuthoredPaper) -> bytes:
    """The template with the paper's texts in its cells, found by their bookmarks.

    Raises LookupError when the template has no cell for something that the paper says.
    """
    document = Document(io.BytesIO(template))
    cells = {name: cell for cell, name in _bookmarked(document)}
    for name, text in _texts(paper):
        _write(cells[name], text.split("\n"))
    _fill_contacts(cells, paper)
    if paper.meeting is not None:
        _add_row(cells["dsource"], "Meeting, date:", paper.meeting)
    _fill_body(document, paper.body)
    return settled(document)


def plain(title: str, paragraphs: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A paper without any template: a heading, a table if there are rows, and paragraphs."""
    document = lean()
    document.add_heading(title, level=1)
    if rows:
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    for text in paragraphs:
        document.add_paragraph(text)
    return settled(document)


def with_macros(docx: bytes) -> bytes:
    """The same document as a macro-enabled one: a VBA project in the package, and the content type that tells it."""
    members = _members(docx)
    types = members["[Content_Types].xml"].replace(_MAIN.encode(), _MAIN_WITH_MACROS.encode())
    bin_type = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    members["[Content_Types].xml"] = types.replace(b"</Types>", bin_type + b"</Types>")
    relation = f'<Relationship Id="rIdVba" Type="{_VBA}" Target="vbaProject.bin"/></Relationships>'.encode()
    relations = "word/_rels/document.xml.rels"
    members[relations] = members[relations].replace(b"</Relationships>", relation)
    members["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return packed(members)


def lean() -> Docx:
    """A new document with the styles that ordinary papers use, and no preview picture."""
    document = Document()
    for style in list(document.styles):
        if style.name not in _STYLES:
            style.delete()
    for link in list(document.styles.element.iter(qn("w:link"))):
        _drop(link)
    for part in (document.part.package, document.part):
        for number, relation in list(part.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects", "/customXml")):
                part.rels.pop(number)
    return document


def settled(document: Docx) -> bytes:
    """The document as a zip file whose bytes depend on its content only."""
    out = io.BytesIO()
    document.save(out)
    return packed(_members(out.getvalue()))


def packed(members: Mapping[str, bytes]) -> bytes:
    """These members as a zip file: fixed dates, and no compression (its bytes depend on the library at hand)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, date_time=_FIRST_DAY)
            member.create_system, member.external_attr = 3, 0o644 << 16
            package.writestr(member, content)
    return out.getvalue()


def _members(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _texts(paper: AuthoredPaper) -> Iterator[tuple[str, str]]:
    texts = {
        "dnum": paper.number,
        "dsg": paper.group,
        "dorlang": paper.original,
        "dkind": paper.kind,
        "dsource": paper.source,
        "dtitle1": paper.title,
        "dkeywords": paper.keywords,
        "dabstract": paper.abstract,
    }
    return ((name, text) for name, text in texts.items() if text is not None)


def _bookmarked(document: Docx) -> Iterator[tuple[etree._Element, str]]:
    """Every table cell that a bookmark begins in, and the bookmark's name."""
    for mark in document.element.body.iter(qn("w:bookmarkStart")):
        cell = next(mark.iterancestors(qn("w:tc")), None)
        if cell is not None:
            yield cell, str(mark.get(qn("w:name")))


def _write(cell: etree._Element, lines: Iterable[str]) -> None:
    """Replace what stands in a cell, a paragraph for each line, in the looks of its first run; bookmarks stay."""
    paragraphs = list(cell.iterchildren(qn("w:p")))
    first, end = paragraphs[0], next(cell.iter(qn("w:bookmarkEnd")), None)
    run = copy.deepcopy(next(first.iter(qn("w:r"))))
    for old in (*paragraphs[1:], *first.iterchildren(qn("w:r"))):
        _drop(old)
    last = first
    for number, line in enumerate(lines):
        if number:
            last = copy.deepcopy(first)
            for extra in (*last.iterchildren(qn("w:r")), *last.iterchildren(qn("w:bookmarkStart"))):
                last.remove(extra)
            cell.append(last)
        last.append(_run(run, line))
    if end is not None:
        last.append(end)


def _run(like: etree._Element, text: str) -> etree._Element:
    run = copy.deepcopy(like)
    for old in list(run.iterchildren(qn("w:t"))):
        run.remove(old)
    words = OxmlElement("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _fill_contacts(cells: Mapping[str, etree._Element], paper: AuthoredPaper) -> None:
    """Each contact in a row; rows are added behind the second, or taken away where the spare one is not kept."""
    rows = [_row(cells["dcontact"]), _row(cells["dcontact1"])]
    while len(rows) < len(paper.contacts):
        rows.append(_copied(rows[-1]))
    for row, contact in zip(rows, paper.contacts, strict=False):
        _, person, reached = row.iterchildren(qn("w:tc"))
        _write(person, [contact.name or "", contact.organization or "", contact.country or ""])
        lines = (f"Tel: {contact.tel or ''}", f"Fax: {contact.fax or ''}", f"E-mail: {contact.email or ''}")
        _write(reached, [line.strip() for line in lines])
    if len(paper.contacts) == 1 and not paper.spare_contact:
        _drop(rows[1])


def _row(cell: etree._Element) -> etree._Element:
    return next(cell.iterancestors(qn("w:tr")))


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _copied(row: etree._Element) -> etree._Element:
    """A copy of a row behind it, without its bookmarks: a name may stand only once."""
    new = copy.deepcopy(row)
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for mark in list(new.iter(qn(tag))):
            _drop(mark)
    row.addnext(new)
    return new


def _add_row(cell: etree._Element, label: str, text: str) -> None:
    """A row with a label and a value above the row of this cell."""
    row = _row(cell)
    new = _copied(row)
    row.addprevious(new)
    for one, line in zip(new.iterchildren(qn("w:tc")), (label, text), strict=True):
        _write(one, [line])


def _fill_body(document: Docx, texts: Sequence[str]) -> None:
    """Put the texts in the place of the sample paragraphs of the body, in order."""
    samples = [one for one in document.paragraphs if re.fullmatch(r"<.+>", one.text)]
    for paragraph, text in zip(samples, texts, strict=False):
        paragraph.text = text
