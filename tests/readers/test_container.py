"""The gate: containers that are genuine pass, odd ones are named, nothing is inflated past a limit."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from intake.domain.mail import Problem
from intake.readers.files import read_file
from intake.readers.limits import CONTAINER, ContainerLimits
from intake.readers.zip.container import Container
from intake.readers.zip.zipfiles import OddZipError
from tests.readers.build import archive, central, contribution, end, member, members, p

MEMBERS = members(p("hello"))
PLAIN = archive(MEMBERS)


def problems(content: bytes) -> list[tuple[str, object]]:
    return [(one.kind, one.facts.get("why", "")) for one in read_file(content, "").problems]


def with_more(**more: str | bytes) -> bytes:
    return archive({**MEMBERS, **{name.replace("__", "/"): content for name, content in more.items()}})


def disguised(before: str) -> dict[str, str | bytes]:
    """A Word file whose main part is called a picture, and begins so."""
    renamed = {name: str(one).replace("document.xml", "a.png") for name, one in MEMBERS.items()}
    renamed["word/document.xml"] = before + renamed["word/document.xml"]
    return {name.replace("document.xml", "a.png"): one for name, one in renamed.items()}


def two_types() -> str:
    other = '<Override PartName="/word/document.xml" ContentType="image/png"/></Types>'
    return str(MEMBERS["[Content_Types].xml"]).replace("</Types>", other)


def named(*names: str) -> bytes:
    return archive({**MEMBERS, **dict.fromkeys(names, b"x")})


def by_hand(*listed: tuple[str, bytes], said: int | None = None, attributes: int = 0) -> bytes:
    """A Word file whose last members are written record by record, in what may be odd ways."""
    body = directory = b""
    whole = [(name, one.encode() if isinstance(one, str) else one) for name, one in MEMBERS.items()]
    for name, content in [*whole, *listed]:
        odd = said if (name, content) in listed else None
        directory += central(name, content, len(body), said=odd, attributes=attributes if odd or attributes else 0)
        body += member(name, content, said=odd)
    return body + directory + end(len(whole) + len(listed), len(directory), len(body))


def overlapping() -> bytes:
    """Two directory entries that share one local record (Fifield, 2019)."""
    first = member("word/x.xml", b"<a/>")
    directory = central("word/x.xml", b"<a/>", 0) + central("word/y.xml", b"<a/>", 0)
    return first + directory + end(2, len(directory), len(first))


def quoted_overlap() -> bytes:
    """A member whose stored bytes quote another member's local record."""
    inner = member("word/y.xml", b"<a/>")
    head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 0, zlib.crc32(inner), len(inner), len(inner), 10, 0)
    body = head + b"word/x.xml" + inner
    first = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, zlib.crc32(inner), len(inner), len(inner), 10, 0, 0, 0, 0, 0, 0
    )
    directory = first + b"word/x.xml" + central("word/y.xml", b"<a/>", len(head) + 10)
    return body + directory + end(2, len(directory), len(body))


def other_local_name() -> bytes:
    at = PLAIN.index(b"word/styles.xml")
    return PLAIN[:at] + b"word/stylex.xml" + PLAIN[at + 15 :]


def locator_that_lies() -> bytes:
    at = PLAIN.rindex(b"PK\5\6")
    return PLAIN[:at] + struct.pack("<4sLQL", b"PK\6\7", 0, 4, 1) + PLAIN[at:]


def zip64() -> bytes:
    """The same archive with a Zip64 end of directory, as some libraries always write it."""
    at = PLAIN.rindex(b"PK\5\6")
    _, _, _, _, count, size, offset, _ = struct.unpack_from("<4s4H2LH", PLAIN, at)
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    return PLAIN[:at] + record + struct.pack("<4sLQL", b"PK\6\7", 0, at, 1) + PLAIN[at:]


def encrypted() -> bytes:
    raw = bytearray(PLAIN)
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = raw.index(signature)
        raw[at + place] |= 1
    return bytes(raw)


def described_later(*, size: bool) -> bytes:
    """A member whose checksum and sizes follow it, while its header already tells its size, rightly or not."""
    raw = bytearray(archive(MEMBERS))
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(signature) + place] |= 8
    raw[14:22] = bytes(8)
    raw[22] ^= not size
    return bytes(raw)


def between(hidden: bytes) -> bytes:
    """An archive with bytes of no listed member before its second one."""
    raw = archive(MEMBERS)
    second = raw.index(b"PK\3\4", 4)
    listed = raw.index(b"PK\1\2")
    directory = bytearray(raw[listed:])
    at = 0
    while directory[at : at + 4] == b"PK\1\2":
        name, extra, comment = struct.unpack_from("<3H", directory, at + 28)
        (offset,) = struct.unpack_from("<L", directory, at + 42)
        struct.pack_into("<L", directory, at + 42, offset + (len(hidden) if offset >= second else 0))
        at += 46 + name + extra + comment
    struct.pack_into("<L", directory, at + 16, listed + len(hidden))
    return raw[:second] + hidden + raw[second:listed] + bytes(directory)


def flipped() -> bytes:
    raw = bytearray(archive(MEMBERS, stored=True))
    at = raw.index(b"hello")
    raw[at] ^= 1
    return bytes(raw)


def unusual_method() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as opened:
        for name, content in MEMBERS.items():
            opened.writestr(name, content)
    return stream.getvalue()


DOCTYPE = '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
OLD_MANIFEST = (
    '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
    '<manifest:manifest xmlns:manifest="x"/>'
)
DRAWING = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>'
BOMB = ("word/b.xml", b" " * 30_000_000)
LINK = 0o120777 << 16
EBCDIC = f'<?xml version="1.0"?>{DOCTYPE}'.encode("cp037")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(PLAIN, [], id="small"),
        pytest.param(contribution(), [], id="python-docx"),
        pytest.param(archive(MEMBERS, stored=True), [], id="stored"),
        pytest.param(named("[trash]/0000.dat"), [], id="trash-member"),
        pytest.param(named("word/"), [], id="folder-member"),
        pytest.param(zip64(), [], id="zip64"),
        pytest.param(b"GIF89a" + bytes(20) + PLAIN, [("container", "bytes-before")], id="A22-gif-and-zip"),
        pytest.param(b"%PDF-1.7\n" + PLAIN, [("container", "bytes-before")], id="A22-pdf-and-zip"),
        pytest.param(member("x", b"y") + PLAIN, [("container", "bytes-before")], id="A22-hidden-member-before"),
        pytest.param(PLAIN + b"x", [("container", "bytes-after")], id="A22-bytes-after"),
        pytest.param(PLAIN + bytes(513), [("container", "bytes-after")], id="A22-zeros-without-end"),
        pytest.param(PLAIN + b"\r\n<script>", [("container", "bytes-after")], id="A22-page-after"),
        pytest.param(PLAIN + b"\n" + PLAIN, [("container", "bytes-before")], id="A22-two-archives"),
        pytest.param(PLAIN + b"\n", [], id="line-end-after"),
        pytest.param(PLAIN + b"\0", [], id="zero-after"),
        pytest.param(PLAIN + b"\r\n\r\n", [], id="line-ends-after"),
        pytest.param(PLAIN + b"\x1a" + bytes(127), [], id="block-of-a-disk"),
        pytest.param(overlapping(), [("container", "overlap")], id="A19-overlap-of-a-plain-archive"),
        pytest.param(other_local_name(), [("container", "records-differ")], id="A19-local-name-differs"),
        pytest.param(locator_that_lies(), [("container", "zip64")], id="A19-zip64-locator-lies"),
        pytest.param(named("word/Styles.xml"), [("container", "duplicate-names")], id="A20-case-variant"),
        pytest.param(named("../x"), [("container", "unsafe-names")], id="A21-dot-dot"),
        pytest.param(named("/etc/x"), [("container", "unsafe-names")], id="A21-absolute"),
        pytest.param(named("C:x"), [("container", "unsafe-names")], id="A21-drive"),
        pytest.param(by_hand(("word\\x.xml", b"<a/>")), [("container", "unsafe-names")], id="A21-backslash"),
        pytest.param(by_hand(("word/\x01", b"<a/>")), [("container", "unsafe-names")], id="A21-control"),
        pytest.param(named("x" * 256), [("container", "unsafe-names")], id="A21-long-name"),
        pytest.param(by_hand(("l", b"/etc/passwd"), attributes=LINK), [("container", "unsafe-names")], id="A21-link"),
        pytest.param(named(*(f"m{n}" for n in range(2000))), [("container", "entries")], id="A18-2000-members"),
        pytest.param(by_hand(("a.bin", b"x" * 500), said=9), [("container", "size-differs")], id="A18-size-lies-low"),
        pytest.param(by_hand(("a.bin", b"x"), said=500), [("unreadable", "damaged")], id="A11-size-lies-high"),
        pytest.param(by_hand(BOMB), [("container", "ratio")], id="A18-bomb"),
        pytest.param(by_hand(BOMB, said=100), [("container", "size-differs")], id="A18-bomb-that-lies"),
        pytest.param(with_more(word__x=DOCTYPE), [("container", "doctype")], id="A23-doctype"),
        pytest.param(with_more(**{"word__x.xml": DOCTYPE.encode("utf-16")}),
                     [("container", "doctype")], id="A23-utf-16"),
        pytest.param(with_more(**{"a.rels": '<?xml version="1.0" encoding="utf-7"?><a/>'}),
                     [("container", "encoding")], id="A23-rare-encoding"),
        pytest.param(with_more(**{"META-INF__manifest.xml": OLD_MANIFEST}), [], id="A23-manifest-of-old-openoffice"),
        pytest.param(with_more(**{"META-INF__manifest.xml": OLD_MANIFEST.replace('">', '" [<!ENTITY x "y">]>')}),
                     [("container", "doctype")], id="A23-manifest-with-entities"),
        pytest.param(with_more(**{"word__media__image1.svg": DRAWING}), [], id="drawing-of-a-public-type"),
        pytest.param(with_more(**{"word__x.xml": DRAWING}), [("container", "doctype")], id="A23-public-but-no-drawing"),
        pytest.param(with_more(**{"word__media__image1.svg": DRAWING.replace('">', '" [<!ENTITY x "y">]>')}),
                     [("container", "doctype")], id="A23-drawing-with-entities"),
        pytest.param(with_more(**{"word__media__image1.svg": DRAWING + DRAWING}),
                     [("container", "doctype")], id="A23-drawing-with-two"),
        pytest.param(described_later(size=True), [], id="size-told-before-a-descriptor"),
        pytest.param(described_later(size=False), [("container", "records-differ")], id="A19-size-before-a-descriptor"),
        pytest.param(with_more(**{"word__x.xml": OLD_MANIFEST}), [("container", "doctype")],
                     id="A23-public-in-a-part"),
        pytest.param(with_more(**{"a.rels": f'<?xml version="1.0"{" " * 300}encoding="utf-7"?><a/>'}),
                     [("container", "encoding")], id="A23-encoding-far-off"),
        pytest.param(between(member("word/document.xml", b"<a/>")), [("container", "bytes-between")],
                     id="A19-hidden-member-between"),
        pytest.param(with_more(**{"a.xml": EBCDIC}), [("container", "encoding")], id="A23-ebcdic"),
        pytest.param(archive(disguised(30 * " " + "<!DOCTYPE w:document>")), [("container", "doctype")],
                     id="A23-in-a-picture"),
        pytest.param(archive(members(p("x"), package_links=[("urn:x/officeDocument", "word/styles.xml")])),
                     [("container", "main-parts")], id="two-main-parts"),
        pytest.param(with_more(**{"[Content_Types].xml": two_types()}),
                     [("container", "content-types")], id="a-part-of-two-types"),
        pytest.param(encrypted(), [("password", "")], id="A12-encrypted-member"),
        pytest.param(flipped(), [("unreadable", "damaged")], id="A11-checksum"),
        pytest.param(PLAIN[: len(PLAIN) // 2], [("unreadable", "damaged")], id="A11-cut-at-half"),
        pytest.param(unusual_method(), [("container", "method")], id="bzip2"),
    ],
)  # fmt: skip
def test_the_gate_names_what_is_odd(content: bytes, found: list[tuple[str, str]]) -> None:
    assert problems(content) == found


@pytest.mark.parametrize("build", [overlapping, quoted_overlap])
def test_members_may_not_share_bytes(build: Callable[[], bytes]) -> None:
    with pytest.raises(OddZipError, match="overlap"):
        Container(build())


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (replace(CONTAINER, xml_part=100), "part-size"),
        (replace(CONTAINER, total=500), "total-size"),
        (replace(CONTAINER, ratio=1, ratio_from=100), "ratio"),
        (replace(CONTAINER, entries=4), "entries"),
    ],
)
def test_each_limit_has_its_name(limits: ContainerLimits, why: str) -> None:
    with pytest.raises(OddZipError, match=why):
        Container(PLAIN, limits).check_office()


@pytest.mark.parametrize(
    ("size", "found"),
    [pytest.param(100_000, [], id="100-kB"), pytest.param(100_001, [("container", "ratio")], id="more-than-100-kB")],
)
def test_a_small_part_may_be_packed_as_closely_as_it_can(size: int, found: list[tuple[str, str]]) -> None:
    content = archive({**MEMBERS, "customXml/item1.xml": f"<a>{' ' * (size - 7)}</a>"})
    assert problems(content) == found


def test_the_place_of_a_problem_is_named() -> None:
    found = read_file(named("word/Styles.xml"), "").problems
    assert found == (Problem("container", "word/Styles.xml", {"why": "duplicate-names"}),)
