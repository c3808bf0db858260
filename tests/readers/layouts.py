"""Layouts of ITU-T author templates as Word files: the same table filled in, or with the samples of the empty template.

L1 is a study group's contribution since 2017, L3 the author template of 2016, L4 a liaison statement (Rec. ITU-T A.1,
Figure 1-1); L2, a joint coordination activity's, is the template that we ship.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from intake.demo.papers import lean, packed, settled
from tests.readers.resaving import members_of

Layout = Literal["L1", "L2", "L3", "L4"]
Labels = Mapping[str, str]
_ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
_TEMPLATES = {"L1": "DDP-Contribution.dotx", "L3": "ItutBasic-Template.dot", "L4": "Liaison.dotx"}


@dataclass(frozen=True, slots=True)
class Person:
    """A contact as lines: name, organization, country; telephone, fax and e-mail with their labels."""

    lines: tuple[str, ...]
    reached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the cells of a cover, a line each where there are several."""

    number: str
    group: str
    original: str
    questions: str
    meeting: str
    kind: str
    source: tuple[str, ...]
    title: str
    purpose: str
    people: tuple[Person, ...]
    keywords: str
    abstract: str
    action: str
    comment: str
    information: str
    approval: str
    deadline: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class At:
    """One cell: its lines, the bookmark on it, how many columns it takes, a content control around its text."""

    lines: Sequence[str] = ()
    name: str = ""
    span: int = 1
    tag: str = ""
    level: Literal["run", "block", "cell"] = "run"


Row = tuple[At, ...]


def layout(which: Layout, labels: Labels, said: Said) -> bytes:
    """A Word file in this layout; the labels are written as given, colon and all."""
    tables = {"L1": _study_group, "L3": _skeleton, "L4": _liaison}[which](labels, said)
    document = lean()
    marks = _Marks()
    for number, (widths, rows) in enumerate(tables):
        document.element.body.insert(2 * number, parse_xml(_table(widths, rows, marks, whole=which == "L3")))
        document.element.body.insert(2 * number + 1, parse_xml(f"<w:p {nsdecls('w')}/>"))
    for text in said.body:
        document.add_paragraph(text)
    _page(document, said)
    return _as_word_writes_it(document, _TEMPLATES[which], odd=which == "L3")


def _study_group(labels: Labels, said: Said) -> list[tuple[Sequence[int], list[Row]]]:
    people = [
        (_label(labels["contact"]), At(one.lines, _numbered("dcontact", place)), At(one.reached))
        for place, one in enumerate(said.people)
    ]
    cover = [
        *_block(labels, said),
        (_label(labels["questions"]), At([said.questions], "dbluepink"), At([said.meeting], "dmeeting")),
        (At([said.kind], "dkind", span=3),),
        (_label(labels["source"]), At(said.source, "dsource", span=2)),
        (_label(labels["title"]), At([said.title], "dtitle1", span=2)),
        (_label(labels["purpose"]), At([said.purpose], "dpurpose", span=2, tag="Purpose")),
        *people,
    ]
    second: list[Row] = [
        (_label(labels["keywords"]), At([said.keywords], tag="Keywords")),
        (_label(labels["abstract"]), At([said.abstract], tag="Abstract", level="block")),
    ]
    return [((1130, 3970, 4530), cover), ((1130, 8500), second)]


def _block(labels: Labels, said: Said) -> list[Row]:
    offices = (
        "INTERNATIONAL TELECOMMUNICATION UNION",
        "TELECOMMUNICATION STANDARDIZATION SECTOR",
        "STUDY PERIOD 2025-2028",
    )
    right = (
        At([said.number], "dnum"),
        At([said.group], "dsg"),
        At([labels["original"] + said.original], "dorlang"),
    )
    return [(At(), At([office]), cell) for office, cell in zip(offices, right, strict=True)]


def _skeleton(labels: Labels, said: Said) -> list[tuple[Sequence[int], list[Row]]]:
    people = [
        (_label(labels["contact"]), At(one.lines, _numbered("dcontact", place), span=2), At(one.reached, span=2))
        for place, one in enumerate(said.people)
    ]
    rows: list[Row] = [
        (
            _label(labels["questions"]),
            At([said.questions], "dbluepink"),
            _label(labels["meeting"]),
            At([said.meeting], span=2),
        ),
        (
            _label(labels["study_group"]),
            At(["17"]),
            At([labels["working_party"] + " 1"]),
            _label(labels["type"]),
            At([said.kind]),
        ),
        (_label(labels["source"]), At(said.source, "dsource", span=4)),
        (_label(labels["title"]), At([said.title], "dtitle1", span=4)),
        *people,
        (At(["Please do not change the structure of this table, just insert the necessary information."], span=5),),
    ]
    return [((1130, 2500, 2000, 2000, 2000), rows)]


def _liaison(labels: Labels, said: Said) -> list[tuple[Sequence[int], list[Row]]]:
    named = (
        ("action", said.action),
        ("comment", said.comment),
        ("information", said.information),
        ("approval", said.approval),
        ("deadline", said.deadline),
    )
    people = [(_label(labels["contact"]), At(one.lines), At(one.reached)) for one in said.people]
    rows = [
        *_block(labels, said),
        (_label(labels["questions"]), At([said.questions], "dbluepink"), At([said.meeting], "dmeeting")),
        (At([said.kind], span=3),),
        (_label(labels["source"]), At(said.source, "dsource", span=2)),
        (_label(labels["title"]), At([said.title], "dtitle1", span=2)),
        (At([labels["liaison"]], span=3),),
        *((_label(labels[name]), At([text], span=2)) for name, text in named),
        *people,
    ]
    second: list[Row] = [
        (_label(labels["keywords"]), At([said.keywords])),
        (_label(labels["abstract"]), At([said.abstract])),
    ]
    return [((2000, 3100, 4530), rows), ((2000, 7630), second)]


def _label(text: str) -> At:
    return At([text])


def _numbered(name: str, place: int) -> str:
    """The bookmark of the first, second, ... contact; further rows are copies without one."""
    return (name, f"{name}1")[place] if place < 2 else ""


class _Marks:
    """Numbers the bookmarks of one file."""

    def __init__(self) -> None:
        self._last = 0

    def around(self, name: str, text: str) -> str:
        """A bookmark's start and end around these paragraphs."""
        self._last += 1
        start = f'<w:bookmarkStart w:id="{self._last}" w:name="{name}"/>'
        first, rest = text.split("<w:r>", 1)
        return f'{first}{start}<w:r>{rest.removesuffix("</w:p>")}<w:bookmarkEnd w:id="{self._last}"/></w:p>'

    def over_column(self, name: str, column: int, row: str) -> str:
        """A row with a bookmark that is restricted to one column (ECMA-376 Part 1, 17.16.4)."""
        self._last += 1
        where = f'w:colFirst="{column}" w:colLast="{column}"'
        return (
            f'<w:bookmarkStart w:id="{self._last}" w:name="{name}" {where}/>{row}<w:bookmarkEnd w:id="{self._last}"/>'
        )


def _table(widths: Sequence[int], rows: Sequence[Row], marks: _Marks, *, whole: bool) -> str:
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    lines = "".join(_row(row, widths, marks, columns=whole) for row in rows)
    bounds = ('<w:bookmarkStart w:id="900" w:name="dtableau"/>', '<w:bookmarkEnd w:id="900"/>') if whole else ("", "")
    looks = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl {nsdecls('w')}>{looks}<w:tblGrid>{grid}</w:tblGrid>{bounds[0]}{lines}{bounds[1]}</w:tbl>"


def _row(row: Row, widths: Sequence[int], marks: _Marks, *, columns: bool) -> str:
    cells, column, restricted = [], 0, ""
    for place, cell in enumerate(row):
        width = sum(widths[column : column + cell.span])
        column += cell.span
        paragraphs = _paragraphs(cell)
        if cell.name and columns and not restricted:
            restricted = f"{cell.name} {place}"
        elif cell.name:
            paragraphs = marks.around(cell.name, paragraphs)
        cells.append(_cell(cell, width, paragraphs))
    inside = "".join(cells)
    if restricted:
        name, _, place_of = restricted.partition(" ")
        inside = marks.over_column(name, int(place_of), inside)
    return f"<w:tr>{inside}</w:tr>"


def _cell(cell: At, width: int, paragraphs: str) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    if cell.tag and cell.level == "block":
        paragraphs = _control(cell.tag, paragraphs)
    written = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{paragraphs}</w:tc>'
    return _control(cell.tag, written) if cell.tag and cell.level == "cell" else written


def _paragraphs(cell: At) -> str:
    runs = [f'<w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r>' for one in cell.lines or ("",)]
    if cell.tag and cell.level == "run":
        runs = [_control(cell.tag, one) for one in runs]
    return "".join(f"<w:p>{one}</w:p>" for one in runs)


def _control(tag: str, content: str) -> str:
    named = f'<w:alias w:val="{tag}"/><w:tag w:val="{tag}"/>'
    return f"<w:sdt><w:sdtPr>{named}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _page(document: Docx, said: Said) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = said.number
    section.footer.paragraphs[0].text = "Attention: This is a document for the work of the group."


def _as_word_writes_it(document: Docx, template: str, *, odd: bool) -> bytes:
    """The file with Word's name for its template, whose place on the author's disk is an external relationship."""
    app = next(one for one in document.part.package.iter_parts() if one.partname == "/docProps/app.xml")
    app._blob = re.sub(b"<Template>[^<]*<", f"<Template>{template}<".encode(), app.blob)
    settings = document.settings.element
    part = document.part._settings_part
    number = part.relate_to(f"file:///C:\\Templates\\{template}", _ATTACHED, is_external=True)
    settings.insert(0, parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{number}"/>'))
    found = members_of(settled(document))
    if odd:
        found["[trash]/0000.dat"] = b"\xff" * 64
    return packed(found)
