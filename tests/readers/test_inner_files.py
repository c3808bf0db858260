"""Files inside files, from the reader process: with the mail, or apart after a fault, and no more than have room."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from intake.domain.document import Glance, Reading
from intake.domain.mail import Problem
from intake.ports import ReaderFailedError, ReaderResult
from intake.readers.codec import decode
from intake.readers.files import read_file
from intake.readers.process.apart import joined
from intake.readers.process.keeper import ReaderKeeper
from intake.readers.reading import answer
from tests.readers.build import archive, contribution, mail, multipart, part, with_file, words
from tests.readers.others import doc, odt, pdf, pptx, slide, summary, winmail

FILE = contribution()
OTHER = contribution([("Source:", "Another")])
ZIP = archive({"a.docx": FILE, "b.docx": OTHER})
EML = with_file(ZIP, "a.zip", "application/zip")
HARM = b"HARM"


@pytest.fixture(scope="module")
def keeper() -> Iterator[ReaderKeeper]:
    keeper = ReaderKeeper()
    yield keeper
    keeper.close()


def digests(*contents: bytes) -> list[str]:
    return [hashlib.sha256(one).hexdigest() for one in contents]


def places(reading: Reading) -> list[tuple[str, int, bool]]:
    return [(one.place, one.depth, bool(one.inside)) for one in reading.mail.attachments]


def test_files_inside_come_out_of_the_process_too(keeper: ReaderKeeper) -> None:
    result = keeper.read(with_file(ZIP, "a.zip"))
    assert result.files == (ZIP, FILE, OTHER)
    assert list(result.reading.files[0].members) == digests(FILE, OTHER)
    alone = keeper.read_file(ZIP, "a.zip")
    assert (alone.files, places(alone.reading)) == (result.files, [("1", 0, False), ("1.1", 0, True), ("1.2", 0, True)])


CYRILLIC = "".join(f"\\'{one:02x}" for one in "Мир".encode("cp1251"))
IDENTITY = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /%s /DescendantFonts [<< /Subtype /CIDFontType2 >>] >>"
)
KINDS = {
    "pdf": pdf([(24, "On avatars"), (12, "café")], title="x", author="Ada"),
    "pdf-in-chinese": pdf([(24, "On avatars"), (12, "text")], more={3: IDENTITY % b"GBK-EUC-H"}),
    "pdf-in-japanese": pdf([(24, "On avatars"), (12, "text")], more={3: IDENTITY % b"90ms-RKSJ-H"}),
    "pdf-of-two-bytes": pdf([(24, "On avatars"), (12, "text")], more={3: IDENTITY % b"Identity-H"}),
    "pptx": pptx(slide(("title", "On avatars", 0)), creator="Ada"),
    "doc": doc("Привет\r", b"caf\xe9", summary=summary("О мире", "Ада", charset="cp1251", page=1251)),
    "odt": odt("<text:p>On avatars</text:p>"),
    "rtf": rb"{\rtf1\ansi\ansicpg1251 " + CYRILLIC.encode() + b"}",
    "mail": EML,
}


@pytest.mark.parametrize("content", [pytest.param(one, id=name) for name, one in KINDS.items()])
def test_the_process_sees_the_same_as_one_that_is_not_locked_in(keeper: ReaderKeeper, content: bytes) -> None:
    """It may open no file any more, so that all that a package loads when first used must be there before."""
    found = keeper.read_file(content, "").reading.files[0]
    expected = read_file(content, found.sha256)
    assert found.glance == expected.glance
    assert found.glance not in (None, Glance())
    assert found.problems == expected.problems == ()


def test_winmail_dat_is_opened_in_the_process(keeper: ReaderKeeper) -> None:
    result = keeper.read(with_file(winmail({"a.docx": FILE}, "Dear all"), "winmail.dat"))
    assert (result.files[1], result.reading.files[1].filetype) == (FILE, "docx")


@pytest.mark.parametrize("behaviour", ["die", "dawdle"])
def test_after_a_fault_files_inside_others_are_found_as_well(
    misbehaving: Callable[..., ReaderKeeper], behaviour: str
) -> None:
    raw = mail(multipart(words(), part(HARM), part(ZIP), part(EML, "message/rfc822", encoding="8bit"), boundary="o"))
    result = misbehaving(behaviour, deadline=3.0).read(raw)
    assert places(result.reading) == [
        ("2", 0, False),
        ("3", 0, False), ("3.1", 0, True), ("3.2", 0, True),
        ("4", 0, False), ("4.2", 1, False), ("4.2.1", 1, True), ("4.2.2", 1, True),
    ]  # fmt: skip
    assert [one.sha256 for one in result.reading.files] == digests(*result.files)
    assert set(result.files) == {HARM, ZIP, EML, FILE, OTHER}
    assert [one.kind for one in result.reading.files[0].problems] == ["killed" if behaviour == "die" else "timed-out"]


def read_alone(content: bytes) -> ReaderResult:
    found = answer("file", content, "x")
    return ReaderResult(decode(found.reading), found.files)


def parts_of(raw: bytes) -> ReaderResult:
    found = answer("parts", raw)
    return ReaderResult(decode(found.reading), found.files)


def test_files_read_apart_are_joined_within_the_room() -> None:
    other = archive({"c.docx": contribution([("Source:", "Third")])})
    parts = parts_of(mail(multipart(part(ZIP), part(other))))
    alone = [read_alone(ZIP), read_alone(other)]
    room = sum(len(one) for one in (FILE, OTHER))
    tight = joined(parts, alone, room)
    assert ([len(tight.files), *(one.kind for one in tight.reading.mail.problems)]) == [4, "limits"]
    whole = joined(parts, alone, 2 * room)
    assert (len(whole.files), whole.reading.mail.problems) == (5, ())


def test_joined_readings_equal_the_reading_of_the_whole() -> None:
    raw = mail(multipart(words(), part(EML, "message/rfc822", encoding="8bit"), part(ZIP), boundary="o"))
    parts = parts_of(raw)
    found = joined(parts, [read_alone(one) for one in parts.files], 10**9)
    whole = decode(answer("mail", raw).reading)
    assert places(found.reading)[:4] == places(whole)[:4]
    assert {one.sha256: one for one in found.reading.files} == {one.sha256: one for one in whole.files}


def test_a_file_that_failed_alone_says_why() -> None:
    parts = parts_of(mail(multipart(part(FILE), part(OTHER))))
    found = joined(parts, [Problem("killed"), read_alone(OTHER)], 10**9)
    assert [[one.kind for one in file.problems] for file in found.reading.files] == [["killed"], []]
    assert found.reading.mail == replace(parts.reading.mail)


def test_a_process_is_not_believed_more_inner_bytes_than_there_is_room(
    misbehaving: Callable[..., ReaderKeeper],
) -> None:
    with pytest.raises(ReaderFailedError, match="more bytes of files"):
        misbehaving("smuggle").read(with_file(FILE))
