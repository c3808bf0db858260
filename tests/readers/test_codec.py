"""What the readers return is kept for good, so each change of it is a version of its own.

Where a pin fails because the readers see more, or see it otherwise: raise VERSION, then write the new pins. Readings of
an earlier version are then made anew where they count. Raising one without the other leaves both in the store.
"""

import hashlib
from dataclasses import replace

import pytest

from intake.readers.codec import VERSION, decode, encode
from intake.readers.files import read_file
from intake.readers.reading import answer
from tests.readers.build import archive, mail, members, multipart, p, part, table, words
from tests.readers.others import doc, odt, pdf, pptx, slide, summary

PINNED = "17"
PINS = {
    "docx": "a74bf9ed946cda1b",
    "docx that acts": "d8386f123e609fba",
    "docx in Strict": "75b5eb935c052c3f",
    "docx that is damaged": "ef0b2cf84455bdd7",
    "archive": "ba3e010840367dfd",
    "rtf": "cd7db5fb8f90cc71",
    "doc": "1a4dc78c2d512053",
    "odt": "99bb3e83112d9b73",
    "pptx": "44c1139aaff489d0",
    "pdf": "1c58ce2948846c81",
    "html": "6d5731607cfe1557",
    "text": "2ae5bfdbe408e8ae",
    "mail": "5408183675c90add",
}

COVER = table((p("Source:"), p("Example Institute")), (p("Title:"), p("On avatars")))
HIDDEN = "".join(
    f"<w:r><w:rPr>{one}</w:rPr><w:t>x</w:t></w:r>"
    for one in ("<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>')
)
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDEAUTO a b</w:instrText></w:r></w:p>'
TRACKED = "<w:p><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del></w:p>"
MARKED = (
    '<w:tbl><w:tr><w:tc><w:p><w:bookmarkStart w:id="1" w:name="Title"/><w:r><w:t>a</w:t></w:r><w:bookmarkEnd w:id="1"/>'
    '</w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr>'
    "<w:sdtContent><w:p/></w:sdtContent></w:sdt></w:tc></w:tr></w:tbl>"
)
BODY = (
    f"{COVER}<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Body</w:t></w:r>{HIDDEN}</w:p>{TRACKED}{MARKED}"
)
ELSEWHERE = [
    ("attachedTemplate", "https://x.example/a.dotm", "External"),
    ("image", "https://x.example/a.png", "External"),
]
RTF = rb"{\rtf1\ansi{\info{\title On avatars}}caf\'e9{\object\objemb{\*\objclass Equation.3}{\*\objdata 00}}\par}"

FILES = {
    "docx": archive(members(BODY), stored=True),
    "docx that acts": archive(members(BODY + FIELD, links=ELSEWHERE), stored=True),
    "docx in Strict": archive(members(BODY, strict=True), stored=True),
    "docx that is damaged": archive(members("<w:p>"), stored=True),
    "archive": archive({"a.txt": "text"}, stored=True),
    "rtf": RTF,
    "doc": doc("On avatars\rtext\r", summary=summary("On avatars", "Ada", 3)),
    "odt": odt("<text:p>On avatars</text:p>"),
    "pptx": pptx(slide(("title", "On avatars", 4000), ("", "text", 1800))),
    "pdf": pdf([(24.0, "On avatars"), (12, "To: ITU-T JCA-MV")], author="Ada Example"),
    "html": b"<html><body>x</body></html>",
    "text": b"On avatars",
}
HOP = b"Received: from a.example ([192.0.2.1]) by mx.itu.int with ESMTPS id 1; Thu, 30 Apr 2026 12:00:00 +0000\r\n"
MAIL = HOP + mail(
    multipart(words("Please find attached.\nAda"), part(RTF, "text/rtf", disposition="attachment; filename=a.rtf"))
)


def pin(encoded: bytes) -> str:
    """A digest, of a length that fits on a line."""
    return hashlib.sha256(encoded).hexdigest()[:16]


def test_what_the_readers_return_is_of_this_version() -> None:
    found = {name: pin(encode(replace(read_file(one, "0" * 64), size=0))) for name, one in FILES.items()}
    assert (VERSION, {**found, "mail": pin(answer("mail", MAIL).reading)}) == (PINNED, PINS)


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_comes_out_of_the_store_as_it_was(name: str) -> None:
    reading = answer("file", FILES[name], name).reading
    assert encode(decode(reading)) == reading
    assert decode(reading).version == VERSION
