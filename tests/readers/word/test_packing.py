"""A Word document that is one XML file becomes the .docx whose parts it holds."""

import random
from collections.abc import Iterator

import pytest

from intake.ports import NotWritableError
from intake.readers.files import read_file
from intake.readers.process.keeper import ReaderKeeper
from intake.readers.writing.packing import packed
from intake.readers.zip.container import Container
from tests.readers.build import archive, contribution, members, p, told
from tests.readers.others import PACKAGE_XML, flat
from tests.servers.office import Office

PICTURE = b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(12_000_000)
PICTURED = archive(members(p("Ав"), links=[("image", "media/a.png", "")], more={"word/media/a.png": PICTURE}))


@pytest.fixture(scope="module")
def keeper() -> Iterator[ReaderKeeper]:
    kept = ReaderKeeper()
    yield kept
    kept.close()


def part(name: str, inner: str = "<pkg:xmlData><x/></pkg:xmlData>") -> str:
    return f'<pkg:part pkg:name="{name}" pkg:contentType="application/xml">{inner}</pkg:part>'


def package(*parts: str) -> bytes:
    return f'<pkg:package xmlns:pkg="{PACKAGE_XML}">{"".join(parts)}</pkg:package>'.encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_it_reads_as_the_docx_that_it_was_made_of(keeper: ReaderKeeper, encoding: str) -> None:
    before, after = (read_file(one, "") for one in (contribution(), keeper.pack(flat(contribution(), encoding))))
    assert (after.filetype, after.problems, after.word) == ("docx", (), before.word)


def test_libreoffice_opens_it(office: Office) -> None:
    assert "On avatars" in office.convert({"a.docx": packed(flat(contribution()))}, "txt")["a"].decode()


def test_the_same_file_gives_the_same_bytes() -> None:
    assert packed(flat(contribution())) == packed(flat(contribution()))


def test_a_large_picture_comes_through_whole() -> None:
    made = packed(flat(PICTURED))
    assert told(made) == []
    assert Container(made).read("word/media/a.png") == PICTURE


def test_macros_and_links_come_through_to_be_seen() -> None:
    acting = archive(members(p("x"), links=[("attachedTemplate", "https://x.example/a.dotm", "External")]))
    assert told(packed(flat(acting))) == [("active", "remote-template")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(package(), "no part is in it", id="empty"),
        pytest.param(package(part("/a.xml"), part("/A.xml")), "it names a part badly or twice: /A.xml", id="twice"),
        pytest.param(package(part("a.xml")), "it names a part badly or twice: a.xml", id="no-place"),
        pytest.param(package(part("/a.xml", "")), "nothing is in its part /a.xml", id="empty-part"),
        pytest.param(package(part("/a.xml"))[:-3], "it is no well-formed XML", id="cut"),
        pytest.param(b"<x/>", "it is no package in one XML file", id="other-xml"),
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY a "b">]>' + package(part("/a.xml")), "it declares a document type", id="dtd"
        ),
        pytest.param(
            package(part("/a.bin", "<pkg:binaryData>=A=</pkg:binaryData>")), "its part /a.bin is no base64", id="base64"
        ),
    ],
)
def test_what_is_none_is_told(keeper: ReaderKeeper, content: bytes, why: str) -> None:
    with pytest.raises(NotWritableError) as told_why:
        keeper.pack(content)
    assert str(told_why.value) == why


@pytest.mark.parametrize("name", ["/../../etc/passwd", "/a\\b.xml", "/c:/x.xml", "/" + "a" * 300])
def test_an_unsafe_name_is_held_where_it_is_read(name: str) -> None:
    found = read_file(packed(package(part(name))), "")
    assert [one.kind for one in found.problems] == ["container"]
