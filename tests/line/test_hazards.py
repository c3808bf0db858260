"""A01 to A36: whatever comes, down to what becomes of the mail, what decided that, and what the sender reads of it.

The readers' own tests try each hazard in many more shapes. Here it sits in a contribution that is accepted without it.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache

import pytest

from intake.demo.compounds import compound_file
from intake.demo.papers import plain, with_macros
from intake.domain.answering.outcomes import reply_to
from intake.domain.document import Reading
from intake.domain.judging.findings import CRASHES
from intake.domain.mail import Problem
from intake.domain.verdict import Verdict
from intake.readers.codec import decode
from intake.readers.reading import answer
from intake.shipped import shipped_templates
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.line.trouble.test_mutations import judged
from tests.line.worlds import World
from tests.readers.build import RELATION, W_STRICT, W, archive, multipart, part, words
from tests.readers.build import mail as built
from tests.readers.others import doc, odt, pdf, pptx, slide, winmail

PAPER, OTHER = paper(), paper("Another title")
TEMPLATE = (shipped_templates() / "docx" / "jca-contribution.docx").read_bytes()
TYPES, MAIN, RELS = "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"
PLAIN_TYPE, TEMPLATE_TYPE = b"document.main+xml", b"template.main+xml"
NATIVE = (40).to_bytes(4, "little") + b"\x02\x00run.exe\0C:\\run.exe\0"
HUGE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3\x50\0\0\xc3\x50\x08\x06\0\0\0" + bytes(40)
OPENING = b"<< /Type /Catalog /Pages 2 0 R /OpenAction 100 0 R >>"
TITLE = b'<w:t xml:space="preserve">Digital twins for metaverse standards</w:t>'
WHITE_TITLE = b'</w:r><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>' + TITLE
DOCTYPE = b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
NOTHING = ("accept", set[str](), "all")
OFF = ("return", {"TPL-001", "COV-001", "COV-002"}, "all")


@cache
def members(content: bytes = PAPER) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {one.filename: opened.read(one) for one in opened.infolist()}


def changed(parts: Mapping[str, bytes | None]) -> bytes:
    """The paper with these parts more or in place of its own; None leaves one out."""
    every = {**members(), **parts}
    return archive({name: content for name, content in every.items() if content is not None})


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    assert old in members()[name]
    return changed({name: members()[name].replace(old, new, 1)})


def with_text(xml: str) -> bytes:
    return replaced(MAIN, b"<w:body>", f"<w:body>{xml}".encode())


def linked(kind: str, target: str, mode: str = "External", content: bytes | None = None) -> bytes:
    """The paper with one more link of its text, and the part that it leads to where that is inside."""
    link = f'<Relationship Id="rX" Type="{RELATION}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    rels = members()[RELS].replace(b"</Relationships>", link.encode())
    return changed({RELS: rels, **({f"word/{target}": content} if content is not None else {})})


def embedding(content: bytes) -> bytes:
    return linked("oleObject", "embeddings/o.bin", "Internal", content)


def fields(code: str) -> bytes:
    return with_text(f'<w:p><w:fldSimple w:instr="{code}"/></w:p>')


def strict() -> bytes:
    """The paper in the namespaces of the strict variant (ISO/IEC 29500-1, annex A)."""
    spaces = (
        (W.encode(), W_STRICT.encode()),
        (RELATION.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )
    parts = dict(members())
    for old, new in spaces:
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    return archive(parts)


def locked(content: bytes) -> bytes:
    """A zip file whose first member says that it is encrypted."""
    raw = bytearray(content)
    for signature, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(signature) + at] |= 1
    return bytes(raw)


def twice() -> bytes:
    """The paper with a second text under the same name."""
    stream = io.BytesIO(PAPER)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(stream, "a") as opened:
        opened.writestr(MAIN, members(OTHER)[MAIN])
    return stream.getvalue()


def overlapping() -> bytes:
    """The paper with a second entry for the bytes of its styles."""
    at = PAPER.index(b"PK\1\2")
    end = PAPER.rindex(b"PK\5\6")
    entry = next(one for one in PAPER[at:end].split(b"PK\1\2") if b"word/styles.xml" in one)
    more = b"PK\1\2" + entry.replace(b"word/styles.xml", b"word/stylez.xml")
    count = (int.from_bytes(PAPER[end + 8 : end + 10], "little") + 1).to_bytes(2, "little")
    size = (end - at + len(more)).to_bytes(4, "little")
    return PAPER[:end] + more + PAPER[end : end + 8] + count + count + size + PAPER[end + 16 :]


def sealed(*streams: str) -> bytes:
    return compound_file(dict.fromkeys(("EncryptedPackage", *streams), b"x"))


def one(content: bytes, name: str = "Input.docx") -> bytes:
    """A mail with one file."""
    return mail("one", (name, content))


def carrying(*parts: bytes) -> bytes:
    """A mail of words and these parts."""
    return built(multipart(words(), *parts))


def forwarded(levels: int) -> bytes:
    raw = one(PAPER)
    for level in range(levels):
        raw = built(multipart(words(), part(raw, "message/rfc822", encoding="8bit"), boundary=f"o{level}"))
    return raw


def read(raw: bytes) -> Reading:
    return decode(answer("mail", raw).reading)


def found(raw: bytes) -> Verdict:
    """The verdict on this mail, where it is the first that its group receives."""
    return judged(read(raw))


def told(verdict: Verdict) -> tuple[str, set[str], str]:
    """What becomes of the mail, the findings that decided it, and what its sender reads of it."""
    first = next((n for n, each in enumerate(verdict.documents) if each.role == "contribution"), None)
    severity = {"hold": "hold", "return": "error"}.get(verdict.disposition, "")
    deciding = {each.id for each in verdict.findings if each.severity == severity}
    reply = reply_to(verdict, first) if first is not None else verdict.findings[0].reply
    return verdict.disposition, deciding, reply


def held(check: str, reply: str = "all") -> tuple[str, set[str], str]:
    return "hold", {check}, reply


def returned(*checks: str) -> tuple[str, set[str], str]:
    return "return", set(checks), "all"


@pytest.mark.parametrize(
    ("raw", "became"),
    [
        pytest.param(mail("one", text="My paper is at https://1drv.ms/w/s!abc"), returned("ENV-001"), id="A01-link"),
        pytest.param(mail("one", ("a.docx", PAPER), ("b.docx", OTHER)), NOTHING, id="A02-two-contributions"),
        pytest.param(mail("one", *((f"{n}.docx", paper(f"{n} titles".replace("1", "one"))) for n in range(11))),
                     held("ENV-008"), id="A02-eleven-contributions"),
        pytest.param(mail("one", ("a.docx", PAPER), ("b.docx", PAPER)), NOTHING, id="A03-twice-in-one-mail"),
        pytest.param(carrying(part(PAPER)), NOTHING, id="A05-without-a-name"),
        pytest.param(carrying(part(PAPER, "text/plain", disposition='inline; filename="a.txt"')), NOTHING,
                     id="A05-called-a-text"),
        pytest.param(carrying(part(PAPER, "application/ms-tnef; name=winmail.dat")), NOTHING, id="A05-called-winmail"),
        pytest.param(carrying(part(PAPER, "message/rfc822")), NOTHING, id="A05-called-a-mail"),
        pytest.param(carrying(part(other_paper(), "message/rfc822")), OFF, id="A05-called-a-mail-off"),
        pytest.param(forwarded(1), NOTHING, id="A06-attached-mail"),
        pytest.param(forwarded(4), ("hold", {"ENV-010", "FIL-010"}, "none"), id="A06-too-deep"),
        pytest.param(one(winmail({"Input.docx": PAPER}), "winmail.dat"), NOTHING, id="A07-winmail"),
        pytest.param(one(b"\x78\x9f\x3e\x22\0\0" + b"\2" * 60, "winmail.dat"), returned("ENV-001"),
                     id="A07-winmail-damaged"),
        pytest.param(built(part(b"x", "application/pkcs7-mime; smime-type=enveloped-data")), returned("ENV-001"),
                     id="A08-encrypted"),
        pytest.param(built(multipart(words(), part(PAPER), part(b"x", "application/pkcs7-signature"), kind="signed")),
                     NOTHING, id="A08-signed"),
        pytest.param(built(words("begin 644 a.docx\n#0V%T\n`\nend\n")), returned("ENV-001"), id="A09-uuencode"),
        pytest.param(built(part(one(PAPER)[:9_000], "message/partial; number=1; total=2", encoding="7bit")),
                     returned("ENV-001"), id="A09-partial"),
        pytest.param(built(part(b"x", "message/external-body; access-type=URL; URL=http://a.example", encoding="7bit")),
                     returned("ENV-001"), id="A09-elsewhere"),
        pytest.param(carrying(part(PAPER, disposition='attachment; filename="a.docx"')[:9_000]), returned("FIL-002"),
                     id="A10-cut-on-the-way"),
        pytest.param(one(b""), returned("FIL-002"), id="A11-empty"),
        pytest.param(one(bytes(9_000)), returned("FIL-002"), id="A11-zeros"),
        pytest.param(one(PAPER[: len(PAPER) // 2]), returned("FIL-002"), id="A11-half"),
        pytest.param(one(archive({"mimetype": b"application/vnd.oasis.opendocument.text"}, stored=True)),
                     returned("FIL-002"), id="A11-odt-without-a-text"),
        pytest.param(one(pdf([(12, "A contribution.")])[:300]), returned("FIL-002"), id="A11-half-a-pdf"),
        pytest.param(one(doc("A contribution.", flags=0x100)), returned("FIL-003"), id="A12-doc-with-password"),
        pytest.param(one(sealed("EncryptionInfo")), returned("FIL-003"), id="A12-password"),
        pytest.param(one(sealed("\x06DataSpaces/DataSpaceInfo/DRMEncryptedDataSpace")), returned("FIL-003"),
                     id="A12-label"),
        pytest.param(one(locked(PAPER)), returned("FIL-003"), id="A12-locked-zip"),
        pytest.param(one(doc("A contribution.")), held("FIL-001"), id="A13-doc"),
        pytest.param(one(RTF), held("FIL-001"), id="A13-rtf"),
        pytest.param(one(odt("<text:p>A contribution.</text:p>")), held("FIL-001"), id="A13-odt"),
        pytest.param(one(pdf([(12, "A contribution.")])), held("FIL-010"), id="A13-pdf"),
        pytest.param(one(pptx(slide(("title", "Avatars", 0)))), held("FIL-010", "neutral"), id="A13-slides"),
        pytest.param(one(b"<html><body>A contribution.</body></html>"), returned("ENV-001"), id="A13-html"),
        pytest.param(one(b"A contribution."), returned("ENV-001"), id="A13-text"),
        pytest.param(one(archive({"Input.docx": PAPER}), "a.zip"), NOTHING, id="A14-zip"),
        pytest.param(one(archive({"b.zip": archive({"Input.docx": PAPER})}), "a.zip"), returned("FIL-002"),
                     id="A14-nested"),
        pytest.param(one(locked(archive({"Input.docx": PAPER})), "a.zip"), returned("FIL-003"), id="A14-locked"),
        pytest.param(one(b"7z\xbc\xaf\x27\x1c\0\4" + bytes(60), "a.7z"), returned("FIL-002"), id="A14-7z"),
        pytest.param(one(b"Rar!\x1a\x07\x01\0" + bytes(60), "a.rar"), returned("FIL-002"), id="A14-rar"),
        pytest.param(one(with_macros(PAPER)), returned("FIL-008"), id="A15-macros"),
        pytest.param(one(changed({"word/vbaData.xml": b"<x/>"})), returned("FIL-008"), id="A15-vba-part"),
        pytest.param(one(replaced(TYPES, PLAIN_TYPE, TEMPLATE_TYPE)), returned("FIL-008"), id="A16-template"),
        pytest.param(one(strict()), NOTHING, id="A17-strict"),
        pytest.param(one(changed({"word/b.xml": b" " * 30_000_000})), held("FIL-007", "none"), id="A18-bomb"),
        pytest.param(one(overlapping()), held("FIL-007", "none"), id="A19-overlap"),
        pytest.param(one(twice()), held("FIL-007", "none"), id="A20-two-texts"),
        pytest.param(one(changed({"WORD/Document.xml": b"<x/>"})), held("FIL-007", "none"), id="A20-case"),
        pytest.param(one(changed({"../x": b"x"})), held("FIL-007", "none"), id="A21-dot-dot"),
        pytest.param(one(b"GIF89a" + PAPER), held("FIL-007", "none"), id="A22-gif-and-zip"),
        pytest.param(one(PAPER + b"more"), held("FIL-007", "none"), id="A22-bytes-after"),
        pytest.param(one(changed({"customXml/item1.xml": DOCTYPE})), held("FIL-007", "none"), id="A23-entities"),
        pytest.param(one(with_text("<w:p>" * 5_000 + "</w:p>" * 5_000)), held("FIL-007", "none"), id="A24-depth"),
        pytest.param(one(linked("attachedTemplate", "https://evil.example/x.dotm")), held("FIL-004", "none"),
                     id="A26-remote-template"),
        pytest.param(one(linked("attachedTemplate", "file:///C:\\x.dot")), NOTHING, id="A26-template-on-a-drive"),
        pytest.param(one(linked("hyperlink", "https://www.itu.int/")), NOTHING, id="A26-hyperlink"),
        pytest.param(one(linked("image", "https://tracker.example/1.png")), NOTHING, id="A26-linked-picture"),
        pytest.param(one(fields(" DDEAUTO x y ")), held("FIL-004", "none"), id="A27-dde"),
        pytest.param(one(with_text("<w:p><w:r><w:t>DDEAUTO x y</w:t></w:r></w:p>")), NOTHING, id="A27-in-the-text"),
        pytest.param(one(embedding(compound_file({"Workbook": b"x"}))), NOTHING, id="A28-workbook"),
        pytest.param(one(embedding(compound_file({"\x01Ole10Native": NATIVE}))), held("FIL-004", "none"),
                     id="A28-package"),
        pytest.param(one(embedding(embedding(with_macros(PAPER)))), held("FIL-004", "none"),
                     id="A28-macros-in-an-object-of-an-object"),
        pytest.param(one(pdf([(12, "A contribution.")], more={100: b"<< /S /Launch /F (a.exe) >>", 1: OPENING})),
                     ("hold", {"FIL-004", "FIL-010"}, "none"), id="A28-pdf-that-starts-a-program"),
        pytest.param(one(changed({"word/media/huge.png": HUGE})), NOTHING, id="A29-picture-of-50000-dots"),
        pytest.param(one(replaced(MAIN, TITLE, WHITE_TITLE)), returned("COV-002"), id="A30-a-title-that-nobody-sees"),
        pytest.param(one(with_text('<w:p><w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins></w:p>')), NOTHING,
                     id="A30-tracked"),
        pytest.param(one(PAPER, "..\\CON.docx\u202ecod.exe."), NOTHING, id="A31-file-name"),
        pytest.param(one(changed({"word/styles.xml": None})), returned("FIL-002"), id="A32-part-missing"),
        pytest.param(one(TEMPLATE), returned("COV-001", "COV-002"), id="A34-empty-template"),
    ],
)  # fmt: skip
def test_each_hazard_has_its_outcome(raw: bytes, became: tuple[str, set[str], str]) -> None:
    assert told(found(raw)) == became


def test_a_mail_of_two_contributions_gets_two_numbers_in_their_order_a02() -> None:
    verdict = found(mail("one", ("b.docx", OTHER), ("a.docx", PAPER), ("list.txt", b"x")))
    assert [(each.role, each.document.file) for each in verdict.documents] == [
        ("contribution", "b.docx"),
        ("contribution", "a.docx"),
        ("supporting", "list.txt"),
    ]


def test_the_same_file_twice_in_one_mail_is_one_contribution_a03() -> None:
    verdict = found(mail("one", ("a.docx", PAPER), ("b.docx", PAPER)))
    assert [(each.role, each.main) for each in verdict.documents] == [("contribution", None), ("part", 0)]


def test_the_file_of_the_day_before_is_known_again_and_another_of_its_title_replaces_it_a03_a04(world: World) -> None:
    line = world.start()
    became = []
    for name, content in (("one", PAPER), ("two", PAPER), ("three", paper(text="Changed."))):
        world.server.deliver(one(content).replace(b"<one@", f"<{name}@".encode()), world.clock.now())
        world.run(line)
        with line.store.read() as work:
            last = work.submissions.listed()[-1]
            (document,) = work.submissions.decisions(last.id)[-1].verdict.documents
        became.append((document.relation, document.number))
    assert became == [(each, "JCA-MV-Doc-001") for each in ("new", "repeat", "replacement")]


@pytest.mark.parametrize("kind", CRASHES)
def test_what_stopped_our_reader_is_held_and_said_to_be_ours_a25(kind: str) -> None:
    reading = read(one(PAPER))
    stopped = replace(reading.files[0], word=None, problems=(Problem(kind),))
    assert told(judged(replace(reading, files=(stopped,)))) == held("SYS-001", "neutral")


@pytest.mark.parametrize(
    ("raw", "severity", "ids"),
    [
        pytest.param(one(linked("image", "https://tracker.example/1.png")), "note", {"FIL-009"}, id="A26"),
        pytest.param(one(embedding(compound_file({"Workbook": b"x"}))), "note", {"FIL-009"}, id="A28"),
        pytest.param(one(with_text('<w:p><w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins></w:p>')), "warning",
                     {"COV-013"}, id="A30"),
        pytest.param(one(replaced(MAIN, b"metaverse</w:t>", b"&lt;Keywords&gt;</w:t>")), "repair", {"TPL-004"},
                     id="A34-another-field"),
    ],
)  # fmt: skip
def test_what_passes_with_a_mark_has_it(raw: bytes, severity: str, ids: set[str]) -> None:
    assert ids <= {each.id for each in found(raw).findings if each.severity == severity}


def test_a_file_off_the_template_always_hears_the_same_a33() -> None:
    """Its text copied into a new file: the cover's table as plain lines."""
    copied = plain("Digital twins", ["Source: ETRI", "Title: Digital twins", "Contact: Ji-won Park"])
    first, second = (found(one(copied)) for _ in range(2))
    assert first == second
    assert told(first) == OFF


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("<script>alert(1)</script>", id="A36-html"),
        pytest.param("=cmd|' /C calc'!A0", id="A36-formula"),
        pytest.param("x" * 1_000_000, id="A36-a-megabyte"),
        pytest.param("\u202egnp.exe", id="A36-right-to-left"),
    ],
)
def test_a_title_is_stored_and_shown_as_harmless_words_a36(world: World, title: str) -> None:
    world.server.deliver(one(paper(title)), world.clock.now())
    world.run(world.start())
    (sent,) = world.sink.sent
    page = message_from_bytes(sent.raw, _class=EmailMessage, policy=policy.default).get_body(("html",))
    assert page is not None
    shown = page.get_content()
    assert "JCA-MV-Doc-001" in shown
    assert "<script>" not in shown
    assert "\u202e" not in shown
    assert len(sent.raw) < 50_000
