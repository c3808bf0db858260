"""Names and classes of the programs whose objects people put into documents, and of those that act when opened."""

_STARTS = (
    *("excel.", "word.", "powerpoint.", "visio.", "equation", "msgraph", "msproject.", "excelworksheet", "excelchart"),
    *("worddocument", "wordpicture", "powerpointshow", "shapewarevisio", "mathtype", "mschart", "msorgchart"),
    *("orgpluswopx", "mswordart", "wordart", "msdraw", "ms_clipart_gallery", "msphotoed", "onenote."),
    *("pbrush", "paint.", "staticmetafile", "staticdib", "staticenhmetafile", "metafile", "enhmetafile", "picture"),
    *("acroexch", "acrobat.", "foxit", "pdfxchange", "opendocument", "soffice.", "staroffice", "starwriter"),
    *("starcalc", "libreoffice.", "wps.", "et.", "wpp.", "ket.", "kwps.", "kwpp.", "quattropro", "wordpro", "lotus"),
    *("photoshop.", "corel", "cdraw", "designer", "mgxdesigner", "micrografx", "illustrator", "autocad", "autosketch"),
    *("smartdraw", "igrafx", "flowcharter", "abcflow", "mindmanager", "mindjet", "xmind", "edraw", "imaging.document"),
    *("mscgen", "msc_generator", "msc-generator", "hwp.", "hancom", "jstaro", "wordpad.", "flw3drawing", "freelance"),
    *("amipro", "draw.drawing", "rfflow", "paintshop", "psp.", "turbocad", "solidworks", "intellicad", "minitab"),
    *("axmath", "mathmagic", "kingdraw", "chemwindow", "accelrys", "marvin", "spw", "prism"),
    *("wangimage", "origin", "sigmaplot", "mathcad", "matlab", "mathematica", "chemdraw", "isisserver", "graphpad"),
)  # fmt: skip
PACKAGES = ("package", "packager", "outlook.fileattach", "mailmsgatt")
"""ProgIDs under which any file at all is dropped into a document."""

_OFFICE = "0000-0000-C000-000000000046"
_CLASSES = {
    f"0002CE02-{_OFFICE}": "Equation.3",
    f"0002CE03-{_OFFICE}": "Equation.DSMT4",
    f"00020810-{_OFFICE}": "Excel.Sheet.5",
    f"00020811-{_OFFICE}": "Excel.Chart.5",
    f"00020820-{_OFFICE}": "Excel.Sheet.8",
    f"00020821-{_OFFICE}": "Excel.Chart.8",
    f"00020830-{_OFFICE}": "Excel.Sheet.12",
    f"00020833-{_OFFICE}": "Excel.SheetBinaryMacroEnabled.12",
    f"00020900-{_OFFICE}": "Word.Document.6",
    f"00020901-{_OFFICE}": "Word.Picture.6",
    f"00020906-{_OFFICE}": "Word.Document.8",
    f"00020907-{_OFFICE}": "Word.Picture.8",
    "F4754C9B-64F5-4B40-8AF4-679732AC0607": "Word.Document.12",
    "EA7BAE70-FB3B-11CD-A903-00AA00510EA3": "PowerPoint.Show.7",
    "EA7BAE71-FB3B-11CD-A903-00AA00510EA3": "PowerPoint.Slide.7",
    "64818D10-4F9B-11CF-86EA-00AA00B929E8": "PowerPoint.Show.8",
    "64818D11-4F9B-11CF-86EA-00AA00B929E8": "PowerPoint.Slide.8",
    "CF4F55F4-8F87-4D47-80BB-5808164BB3F8": "PowerPoint.Show.12",
    "048EB43E-2059-422F-95E0-557DA96038AF": "PowerPoint.Slide.12",
    f"00020800-{_OFFICE}": "MSGraph",
    f"00020801-{_OFFICE}": "MSGraph.Chart.5",
    f"00020803-{_OFFICE}": "MSGraph.Chart.8",
    f"00021A11-{_OFFICE}": "Visio.Drawing.3",
    f"00021A12-{_OFFICE}": "Visio.Drawing.4",
    f"00021A13-{_OFFICE}": "Visio.Drawing.5",
    f"00021A14-{_OFFICE}": "Visio.Drawing.11",
    f"00021A15-{_OFFICE}": "Visio.Drawing.15",
    f"00030000-{_OFFICE}": "ExcelWorksheet",
    f"00030001-{_OFFICE}": "ExcelChart",
    f"00030003-{_OFFICE}": "WordDocument",
    f"00030006-{_OFFICE}": "MSGraph",
    f"00030007-{_OFFICE}": "MSDraw",
    f"00030009-{_OFFICE}": "WordArt",
    f"0003000A-{_OFFICE}": "PBrush",
    f"0003000B-{_OFFICE}": "Equation",
    "D3E34B21-9D75-101A-8C3D-00AA001A1652": "Paint.Picture",
    f"00000315-{_OFFICE}": "StaticMetafile",
    f"00000316-{_OFFICE}": "StaticDib",
    f"00000319-{_OFFICE}": "StaticEnhmetafile",
    f"000212F0-{_OFFICE}": "MSWordArt.2",
    "B801CA65-A1FC-11D0-85AD-444553540000": "AcroExch.Document",
    "74B78F3A-C8C8-11D1-BE11-00C04FB6FAF1": "MSProject.Project",
    "8BC6B165-B1B2-4EDD-AA47-DAE2EE689DD6": "opendocument.WriterDocument",
    "47BBB4CB-CE4C-4E80-A591-42D9AE74950F": "opendocument.CalcDocument",
    "4BAB8970-8A3B-45B3-991C-CBEEAC6BD5E3": "opendocument.DrawDocument",
    "9176E48A-637A-4D1F-803B-99D9BFAC1047": "opendocument.ImpressDocument",
    "078B7ABA-54FC-457F-8551-6147E776A997": "opendocument.MathDocument",
    "12DCAE26-281F-416F-A234-C3086127382E": "opendocument.ChartDocument",
}
ACTING = {
    f"00030002-{_OFFICE}": "script",
    f"0003000C-{_OFFICE}": "package",
    "F20DA720-C02F-11CE-927B-0800095AE340": "package",
    f"00000300-{_OFFICE}": "remote-object",
    f"00000303-{_OFFICE}": "remote-object",
    f"00000309-{_OFFICE}": "remote-object",
    "79EAC9E0-BAF9-11CE-8C82-00AA004BA90B": "remote-object",
    "06290BD2-48AA-11D2-8432-006008C3FBFC": "script",
    "06290BD3-48AA-11D2-8432-006008C3FBFC": "script",
    "25336920-03F9-11CF-8FD0-00AA00686F13": "script",
    "EAB22AC3-30C1-11CF-A7EB-0000C05BAE0B": "activex",
    "8856F961-340A-11D0-A96B-00C04FD705A2": "activex",
    "D27CDB6E-AE6D-11CF-96B8-444553540000": "activex",
}
"""Classes that run or fetch something: the packager, links and monikers, scriptlets, web pages, browsers, Flash."""


def is_known(progid: str) -> bool:
    """Whether objects of this ProgID are what people put into documents: formulas, tables, drawings, slides."""
    return progid.lower().startswith(_STARTS)


def known_class(clsid: str) -> str:
    """The ProgID of a class (in capitals, without braces), or "" where we do not know it."""
    return _CLASSES.get(clsid, "")
