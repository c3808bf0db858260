"""What could act deep inside a file: objects of objects, sheets that are macros, sources of a mail merge, charts.

And what people put into documents every day, which is a note at most (A26, A28).
"""

import struct
import time
from collections.abc import Mapping

import pytest

from intake.demo.compounds import compound_file
from tests.readers.build import RELATION, W, archive, contribution, members, p, relationships, told
from tests.readers.hostile.test_hostile_objects import NATIVE, active, book, embedding
from tests.readers.others import pptx

_OFFICE = "0000-0000-C000-000000000046"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def boxed(content: bytes, levels: int) -> bytes:
    """This content inside so many documents."""
    for _ in range(levels):
        content = embedding(content, "Word.Document.12", kind="package", name="a.docx")
    return content


@pytest.mark.parametrize("levels", [1, 2, 3])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(book(**{"xl/vbaProject.bin": b"x"}), "script", id="macros"),
        pytest.param(compound_file({"\x01Ole10Native": NATIVE}), "package", id="package"),
        pytest.param(compound_file({"Workbook": b"x", "_VBA_PROJECT_CUR/VBA/dir": b"x"}), "script", id="old-macros"),
        pytest.param(archive(members(p("x"), links=[("attachedTemplate", "https://e.example/x", "External")])),
                     "remote-template", id="template-elsewhere"),
        pytest.param(archive(members('<w:p><w:fldSimple w:instr="DDEAUTO x y"/></w:p>')), "dde", id="dde"),
        pytest.param(archive(members(p("x"), links=[("control", "x.bin", "")])), "activex", id="control"),
        pytest.param(pptx('<a action="ppaction://program"/>'), "script", id="slide-that-starts-a-program"),
    ],
)  # fmt: skip
def test_what_acts_in_an_object_of_an_object_is_named_a28(content: bytes, what: str, levels: int) -> None:
    assert told(boxed(content, levels)) == active(what)


def test_objects_pass_as_deep_as_people_put_them_and_no_deeper_a28() -> None:
    assert told(boxed(contribution(), 3)) == [("embedded", ("Word.Document.12",))]
    assert told(boxed(contribution(), 5)) == active("unknown-object")


@pytest.mark.parametrize("levels", [0, 1, 2])
def test_an_object_is_looked_into_once_however_many_places_lead_to_it_a24(levels: int) -> None:
    pages: dict[str, str | bytes] = {f"xl/worksheets/sheet{n}.xml": "<a/>" for n in range(300)}
    links = [("package", "embeddings/b.xlsx", "")] * 2_000
    content = archive(members(p("x"), links=links, more={"word/embeddings/b.xlsx": book(**pages)}))
    content = boxed(content, levels)
    started = time.process_time()
    assert [kind for kind, _ in told(content)] == ["embedded"]
    assert time.process_time() - started < 5


def sheet(kind: int) -> bytes:
    """The sheets of an older workbook: a plain one, and one of this kind ([MS-XLS] 2.4.28)."""
    plain, other = (struct.pack("<L2B2B1s", 0, 0, one, 1, 0, b"A") for one in (0, kind))
    records = [(0x0809, bytes(16)), (0x0085, plain), (0x0085, other), (0x000A, b"")]
    return b"".join(struct.pack("<2H", number, len(body)) + body for number, body in records)


LOCKED = struct.pack("<2H", 0x0809, 16) + bytes(16) + struct.pack("<2H", 0x002F, 6) + bytes(6)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(compound_file({"Workbook": sheet(1)}), active("script"), id="macros-of-excel-4"),
        pytest.param(compound_file({"Book": sheet(6)}), active("script"), id="module-of-excel-5"),
        pytest.param(compound_file({"Workbook": LOCKED}), active("unknown-object"), id="encrypted"),
        pytest.param(compound_file({"Workbook": sheet(2)}), [("embedded", ("Excel.Sheet.8",))], id="chart-sheet"),
        pytest.param(compound_file({"Workbook": sheet(0)[:20]}), [("embedded", ("Excel.Sheet.8",))], id="cut"),
    ],
)
def test_sheets_that_are_macros_are_named_in_an_embedded_workbook_a28(
    content: bytes, found: list[tuple[str, object]]
) -> None:
    assert told(embedding(content, "Excel.Sheet.8")) == found


def test_sheets_that_are_macros_are_named_in_an_attached_workbook_a28() -> None:
    assert told(compound_file({"Workbook": sheet(1)})) == [("macros", "")]
    assert told(compound_file({"Workbook": sheet(2)})) == []


def test_an_encrypted_workbook_is_held_whether_attached_or_embedded_a12() -> None:
    locked = compound_file({"Workbook": LOCKED})
    assert told(locked) == told(embedding(locked, "Excel.Sheet.8")) == active("unknown-object")
    assert told(compound_file({"Workbook": LOCKED, "_VBA_PROJECT_CUR/VBA/dir": b"x"})) == [
        *active("unknown-object"),
        ("macros", ""),
    ]


def test_native_bytes_are_known_in_any_letters_a28() -> None:
    dropped = {"WordDocument": b"x", "ObjectPool/_1/\x01oLE10nATIVE": NATIVE}
    assert told(compound_file(dropped)) == active("package")
    assert told(embedding(compound_file({"\x01oLE10nATIVE": NATIVE}))) == active("package")


def new_book(types: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of these content types, by part name."""
    listed = "".join(
        f'<Override PartName="{one.split()[0]}" ContentType="{one.split()[1]}"/>' for one in types.split(";")
    )
    return archive({
        "[Content_Types].xml": f'<Types><Default Extension="rels" ContentType="x"/>{listed}</Types>',
        "_rels/.rels": relationships([(f"{RELATION}/officeDocument", "xl/workbook.xml", "")]),
        "xl/workbook.xml": f'<workbook xmlns="{SHEETS}"/>',
        **(more or {}),
    })  # fmt: skip


MAIN = "/xl/workbook.xml application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = f"{MAIN};/xl/macrosheets/sheet1.xml application/vnd.ms-excel.macrosheet+xml"
BINARY = "/xl/workbook.xml application/vnd.ms-excel.sheet.binary.macroEnabled.main"
TO_BOOK = {
    "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{SHEETS}"><externalBook/></externalLink>',
    "xl/externalLinks/_rels/externalLink1.xml.rels": relationships(
        [(f"{RELATION}/externalLinkPath", "file:///\\\\ours\\share\\book.xlsx", "External")]
    ),
}
DDE = {
    "xl/_rels/workbook.xml.rels": relationships([(f"{RELATION}/externalLink", "externalLinks/externalLink1.xml", "")]),
    "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{SHEETS}"><ddeLink ddeService="cmd"/></externalLink>',
}


def connected(on_load: str) -> dict[str, str | bytes]:
    """Parts of a workbook with data from the web."""
    listed = f'<connection id="1" refreshOnLoad="{on_load}"><webPr url="https://example.org/"/></connection>'
    return {
        "xl/_rels/workbook.xml.rels": relationships([(f"{RELATION}/connections", "connections.xml", "")]),
        "xl/connections.xml": f'<connections xmlns="{SHEETS}">{listed}</connections>',
    }


@pytest.mark.parametrize(
    ("content", "embedded", "attached"),
    [
        pytest.param(new_book(MAIN), "", [], id="plain"),
        pytest.param(new_book(MACROS), "script", [("macros", "")], id="macros-of-excel-4"),
        pytest.param(new_book(BINARY), "", [], id="binary-without-macros"),
        pytest.param(new_book(BINARY, {"xl/vbaProject.bin": b"x"}), "script", [("macros", "")], id="binary"),
        pytest.param(new_book(MAIN, TO_BOOK), "", [], id="link-to-a-workbook"),
        pytest.param(new_book(MAIN, DDE), "dde", active("dde"), id="dde"),
        pytest.param(new_book(MAIN, connected("1")), "remote-object", active("remote-object"), id="data-when-opened"),
        pytest.param(new_book(MAIN, connected("0")), "", [], id="data-when-asked"),
    ],
)
def test_a_workbook_is_judged_alike_embedded_and_attached(
    content: bytes, embedded: str, attached: list[tuple[str, object]]
) -> None:
    found = told(embedding(content, "Excel.Sheet.12", kind="package", name="b.xlsx"))
    assert found == (active(embedded) if embedded else [("embedded", ("Excel.Sheet.12",))])
    assert told(content) == attached


@pytest.mark.parametrize(
    "progid",
    [
        "Equation.3", "Equation.DSMT4", "Equation.DSMT36", "Equation.Ribbit", "MathType 6.0 Equation",
        "Visio.Drawing.11", "Visio.Drawing.15", "Excel.Sheet.8", "Excel.Sheet.12", "Excel.Chart.8",
        "Excel.OpenDocumentSpreadsheet.12",
        "PowerPoint.Show.8", "PowerPoint.Slide.8", "PowerPoint.Slide.12", "PowerPoint.Show.12", "Word.Document.8",
        "Word.Document.12", "Word.Picture.8", "Word.OpenDocumentText.12", "Word.RTF.8", "MSGraph.Chart.8", "PBrush",
        "Paint.Picture", "AcroExch.Document.11", "AcroExch.Document.DC", "Acrobat.Document.DC", "FoxitReader.Document",
        "ChemDraw.Document.6.0", "Mscgen.Chart", "CorelDRAW.Graphic.12", "AutoCAD.Drawing.18", "SmartDraw.2",
        "Photoshop.Image.12", "Designer.Drawing.7", "MSDraw.Drawing.8.2", "MSProject.Project.9", "MSPhotoEd.3",
        "Origin50.Graph", "Hwp.Document.96", "WPS.Doc.6", "ET.Xls.6", "opendocument.WriterDocument.1",
        "soffice.StarMathDocument.6", "StaticMetafile", "WordPad.Document.1", "MS_ClipArt_Gallery.2", "MSWordArt.2",
    ],
)  # fmt: skip
def test_what_people_embed_is_a_note_a28(progid: str) -> None:
    assert told(embedding(compound_file({"\x01CompObj": bytes(60), "CONTENTS": b"x"}), progid)) == [
        ("embedded", (progid,))
    ]


@pytest.mark.parametrize("number", ["00030007", "0003000B", "00030009"])
def test_native_bytes_of_an_early_program_are_no_package_a28(number: str) -> None:
    content = compound_file({"\x01Ole10Native": NATIVE}, clsid=f"{number}-{_OFFICE}")
    assert [kind for kind, _ in told(embedding(content))] == ["embedded"]


def test_a_macro_sheet_of_an_early_program_is_named_a28() -> None:
    assert told(embedding(compound_file({"x": b"x"}, clsid=f"00030002-{_OFFICE}"), "ExcelMacrosheet")) == active(
        "script"
    )


def charted(target: str, update: str) -> bytes:
    """A document with a chart of a workbook that lies elsewhere."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    return archive({
        **members(p("x"), links=[("chart", "charts/chart1.xml", "")]),
        "word/charts/chart1.xml": f'<c:chartSpace xmlns:c="{space}">{update}</c:chartSpace>',
        "word/charts/_rels/chart1.xml.rels": relationships([(f"{RELATION}/oleObject", target, "External")]),
    })  # fmt: skip


@pytest.mark.parametrize("target", ["file:///\\\\ours\\share\\b.xlsx", "https://example.org/b.xlsx"])
@pytest.mark.parametrize(
    ("update", "found"),
    [
        pytest.param("", [], id="silent"),
        pytest.param('<c:autoUpdate val="0"/>', [], id="when-asked"),
        pytest.param('<c:autoUpdate val="1"/>', active("remote-object"), id="at-once"),
        pytest.param("<c:autoUpdate/>", active("remote-object"), id="at-once-by-default"),
    ],
)
def test_a_chart_fetches_its_workbook_only_where_it_says_so_a26(
    target: str, update: str, found: list[tuple[str, object]]
) -> None:
    assert told(charted(target, update)) == found


def merging(connection: str, links: list[tuple[str, str, str]]) -> bytes:
    """A document of letters to be merged with a data source."""
    settings = (
        f'<w:settings xmlns:w="{W}"><w:mailMerge><w:connectString w:val="{connection}"/>'
        '<w:query w:val="SELECT * FROM people"/></w:mailMerge></w:settings>'
    )
    more: dict[str, str | bytes] = {"word/settings.xml": settings}
    if links:
        more["word/_rels/settings.xml.rels"] = relationships(links)
    return archive(members(p("x"), links=[("settings", "settings.xml", "")], more=more))


SOURCE = f"{RELATION}/mailMergeSource"


@pytest.mark.parametrize(
    ("connection", "links", "found"),
    [
        pytest.param("", [(SOURCE, "https://evil.example/x.mdb", "External")], active("remote-object"), id="web"),
        pytest.param("", [(SOURCE, "file:///\\\\evil\\s\\x.mdb", "External")], active("remote-object"), id="share"),
        pytest.param("", [(SOURCE, "file:///C:\\people.mdb", "External")], [], id="drive"),
        pytest.param("Provider=Microsoft.ACE.OLEDB.12.0;Data Source=\\\\evil\\s\\x.mdb;Mode=Read", [],
                     active("remote-object"), id="share-by-its-connection"),
        pytest.param("Provider=SQLOLEDB.1;Server=evil.example;Database=x", [], active("remote-object"), id="server"),
        pytest.param("Provider=Microsoft.ACE.OLEDB.12.0;Data Source=C:\\x.mdb;Mode=Read", [], [], id="drive-told"),
        pytest.param("DSN=Excel Files;DBQ=D:\\people.xls;DriverId=790", [], [], id="odbc"),
        pytest.param("Driver=SQL Server;SERVER=(local)", [], [], id="this-computer"),
    ],
)  # fmt: skip
def test_a_mail_merge_with_data_of_another_computer_is_named_a26(
    connection: str, links: list[tuple[str, str, str]], found: list[tuple[str, object]]
) -> None:
    assert told(merging(connection, links)) == found


@pytest.mark.parametrize("target", ["cid:image001.png@01D1A2B3.C4D5E6F0", "about:blank"])
def test_a_part_of_a_mail_that_a_text_was_copied_from_cannot_be_fetched_a27(target: str) -> None:
    code = f'INCLUDEPICTURE "{target}" \\* MERGEFORMATINET'
    assert told(archive(members(f'<w:p><w:fldSimple w:instr="{code.replace(chr(34), "&quot;")}"/></w:p>'))) == []
