"""Where a document may lie in a mail: attached, in an attached mail, in a .zip, in winmail.dat (A05 to A10, A14)."""

import base64
import hashlib
import os
from collections.abc import Callable

import pytest

from intake.demo.compounds import compound_file
from intake.domain.document import FileReading, Reading
from intake.domain.limits import FileLimits
from intake.readers.codec import decode
from intake.readers.glance import tnef
from intake.readers.limits import MAIL
from intake.readers.reading import answer
from tests.readers.build import DOCX, archive, contribution, mail, multipart, part, with_file, words
from tests.readers.others import odt, pdf, winmail

FILE = contribution()
OTHER = contribution([("Source:", "Another")])
PDF = pdf([(12, "words")])


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read(raw: bytes, largest: int = MAIL.file, **limits: int) -> Reading:
    found = answer("mail", raw, largest=largest, limits=FileLimits(**limits))
    reading = decode(found.reading)
    assert [hashlib.sha256(one).hexdigest() for one in found.files] == [one.sha256 for one in reading.files]
    return reading


def attached(content: bytes, name: str = "a.zip") -> bytes:
    return with_file(content, name, "application/octet-stream")


def listed(reading: Reading) -> list[tuple[str, str, int, str]]:
    """Place, name, depth and kind of every attached file."""
    return [(one.place, one.name, one.depth, reading.file(one.sha256).filetype) for one in reading.mail.attachments]


def outer(reading: Reading) -> FileReading:
    """The reading of the one file that is attached to the mail itself."""
    return reading.file(reading.mail.attachments[0].sha256)


def wrong(reading: Reading) -> list[tuple[str, object]]:
    return [(one.kind, one.facts.get("why", "")) for one in outer(reading).problems]


def test_the_files_of_a_zip_are_files_of_the_mail() -> None:
    packed = archive({"docs/Input 1.docx": FILE, "b.pdf": PDF})
    reading = read(attached(packed))
    assert listed(reading) == [
        ("2", "a.zip", 0, "zip"), ("2.1", "Input 1.docx", 0, "docx"), ("2.2", "b.pdf", 0, "pdf"),
    ]  # fmt: skip
    assert [one.inside for one in reading.mail.attachments] == ["", digest(packed), digest(packed)]
    assert outer(reading).members == (digest(FILE), digest(PDF))
    assert (outer(reading).problems, reading.file(digest(FILE)).word is not None) == ((), True)


def test_litter_of_systems_is_no_file() -> None:
    litter = ["__MACOSX/._a.docx", ".DS_Store", "x/Thumbs.db", "x/", "x/._b", "desktop.ini"]
    reading = read(attached(archive({**dict.fromkeys(litter, b"x"), "a.docx": FILE})))
    assert [name for _, name, _, _ in listed(reading)] == ["a.zip", "a.docx"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("Entrée.docx", "Entrée.docx", id="utf-8"),
        pytest.param("文稿.docx", "文稿.docx", id="chinese"),
        pytest.param("a/b/c.docx", "c.docx", id="folders"),
        pytest.param("a\u202ecod.docx", "acod.docx", id="A31-direction"),
    ],
)
def test_names_of_members_are_those_that_a_person_gave(written: str, name: str) -> None:
    packed = archive({written: FILE})
    unmarked = packed.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")
    assert [listed(read(attached(one)))[1][1] for one in (packed, unmarked)] == [name, name]


def encrypted(content: bytes) -> bytes:
    raw = bytearray(content)
    for signature, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(signature) + at] |= 1
    return bytes(raw)


def test_a_file_called_mimetype_does_not_close_an_archive() -> None:
    reading = read(attached(archive({"mimetype": b"application/x", "a.docx": FILE}, stored=True)))
    assert "docx" in [one.filetype for one in reading.files]


BOMB = archive({"a.docx": FILE, "b.txt": b" " * 30_000_000})
EML = with_file(FILE)


@pytest.mark.parametrize(
    ("packed", "problems"),
    [
        pytest.param(archive({"b.zip": archive({"a.docx": FILE})}), [("archive", "nested")], id="A14-zip-in-zip"),
        pytest.param(archive({"b.docx": archive({"a.docx": FILE}, stored=True)}), [("archive", "nested")],
                     id="A14-zip-in-zip-under-another-name"),
        pytest.param(archive({"b.7z": b"7z\xbc\xaf\x27\x1c\0\4"}), [("archive", "nested")], id="A14-7z-in-zip"),
        pytest.param(archive({"b.rar": b"Rar!\x1a\x07\x01\0"}), [("archive", "nested")], id="A14-rar-in-zip"),
        pytest.param(archive({"b.dat": winmail({"a.docx": FILE})}), [("archive", "nested")], id="A14-tnef-in-zip"),
        pytest.param(archive({"b.eml": EML}), [("archive", "nested")], id="A14-mail-in-zip"),
        pytest.param(archive({f"{n}.docx": FILE for n in range(11)}), [("archive", "too-many")], id="A14-too-many"),
        pytest.param(encrypted(archive({"a.docx": FILE})), [("password", "")], id="A14-locked"),
        pytest.param(archive({".DS_Store": b"x"}), [("empty", "")], id="A14-empty"),
        pytest.param(BOMB, [("container", "ratio")], id="A18-bomb"),
        pytest.param(archive({"a.docx": FILE, "A.docx": OTHER}), [("container", "duplicate-names")], id="A20-twice"),
        pytest.param(archive({"../a.docx": FILE}), [("container", "unsafe-names")], id="A21-dot-dot"),
        pytest.param(archive({"a.docx": FILE})[:-30], [("unreadable", "damaged")], id="A11-cut"),
        pytest.param(b"7z\xbc\xaf\x27\x1c\0\4", [("archive", "kind")], id="A14-7z"),
        pytest.param(b"Rar!\x1a\x07\x00", [("archive", "kind")], id="A14-rar"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_archive(packed: bytes, problems: list[tuple[str, str]]) -> None:
    reading = read(attached(packed))
    assert wrong(reading) == problems
    assert (len(reading.files), outer(reading).members) == (1, ())


def test_a_nested_archive_does_not_hide_its_neighbours() -> None:
    reading = read(attached(archive({"a.docx": FILE, "b.zip": archive({"c.docx": OTHER})})))
    assert [name for _, name, _, _ in listed(reading)] == ["a.zip", "a.docx"]
    assert [(one.kind, one.at) for one in outer(reading).problems] == [("archive", "b.zip")]


@pytest.mark.parametrize("content", [FILE, odt("<text:p>x</text:p>")])
def test_a_package_is_no_archive(content: bytes) -> None:
    reading = read(attached(content, "a.zip"))
    assert (len(reading.files), outer(reading).members) == (1, ())


def test_both_gates_hold_for_a_member() -> None:
    damaged = archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<!DOCTYPE a><a/>"})
    reading = read(attached(archive({"a.docx": damaged})))
    assert [(one.kind, one.facts["why"]) for one in reading.file(digest(damaged)).problems] == [
        ("container", "doctype")
    ]


def test_members_of_a_mail_are_at_most_so_much() -> None:
    large = [archive({f"{n}.bin": os.urandom(600_000)}, stored=True) for n in range(3)]
    raw = mail(multipart(*(part(one) for one in large)))
    assert [(one.kind, one.at) for one in read(raw, total_mb=1).mail.problems] == [("limits", "files")]
    assert read(raw, total_mb=2).mail.problems == ()


def test_members_of_a_mail_are_at_most_twice_the_largest_file_that_is_looked_into() -> None:
    raw = mail(multipart(part(archive({"a.bin": "a" * 90_000, "b.bin": "b" * 90_000}))))
    assert [(one.kind, one.at) for one in read(raw, largest=80_000).mail.problems] == [("limits", "files")]
    assert read(raw, largest=90_000).mail.problems == ()


def forwarded(inner: bytes, encoding: str = "8bit", content_type: str = "message/rfc822", boundary: str = "o") -> bytes:
    return mail(multipart(words("see below"), part(inner, content_type, encoding=encoding), boundary=boundary))


def deep(levels: int) -> bytes:
    raw = EML
    for level in range(levels):
        raw = forwarded(raw, boundary=f"o{level}")
    return raw


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(forwarded(EML), id="A06-attached"),
        pytest.param(forwarded(EML, "base64"), id="A06-base64"),
        pytest.param(forwarded(EML, "base64", "application/octet-stream"), id="A06-eml-file"),
        pytest.param(forwarded(EML.replace(b"\r\n", b"\n"), "base64", "text/plain; name=x.eml"), id="A06-eml-with-lf"),
        pytest.param(forwarded(EML, "8bit", "message/global"), id="A06-global"),
    ],
)
def test_a_document_in_an_attached_mail_is_found(raw: bytes) -> None:
    reading = read(raw)
    assert [(depth, kind) for _, _, depth, kind in listed(reading)] == [(0, "mail"), (1, "docx")]
    assert listed(reading)[1][:2] == ("2.2", "contribution.docx")
    assert reading.mail.attachments[1].inside == ""
    assert (outer(reading).members, outer(reading).problems) == ((digest(FILE),), ())
    seen = outer(reading).glance
    assert seen is not None
    assert (seen.title, seen.author) == ("Contribution to JCA-MV", "Ada Example")


@pytest.mark.parametrize(
    ("levels", "depths", "problems"),
    [
        pytest.param(1, [0, 1], [], id="A06-one"),
        pytest.param(2, [0, 1, 2], [], id="A06-two"),
        pytest.param(3, [0, 1, 2, 3], [], id="A06-three"),
        pytest.param(4, [0, 1, 2, 3], ["attached-mail-depth"], id="A06-four"),
        pytest.param(12, [0, 1, 2, 3], ["attached-mail-depth"], id="A06-twelve"),
    ],
)
def test_attached_mails_are_followed_to_a_depth_of_three(levels: int, depths: list[int], problems: list[str]) -> None:
    reading = read(deep(levels))
    assert [depth for _, _, depth, _ in listed(reading)] == depths
    assert [one.kind for one in reading.mail.problems] == problems


def test_a_zip_in_an_attached_mail_is_opened() -> None:
    packed = archive({"a.docx": FILE})
    reading = read(forwarded(attached(packed)))
    assert [one[2:] for one in listed(reading)] == [(0, "mail"), (1, "zip"), (1, "docx")]
    assert reading.mail.attachments[2].inside == digest(packed)


def test_pictures_of_an_attached_mail_stay_pictures() -> None:
    logo = part(b"\x89PNG\r\n\x1a\n", "image/png", disposition="inline", fields=["Content-ID: <logo>"])
    reading = read(forwarded(mail(multipart(words(), logo, kind="related", boundary="i"))))
    assert [one.picture for one in reading.mail.attachments] == [False, True]


@pytest.mark.parametrize(
    ("inner", "problems"),
    [
        pytest.param(mail(None, *["X-A: b"] * 2000), ["limits"], id="limits"),
        pytest.param(EML.replace(b"=\r\n", b"=\r\nQUJD"), ["ambiguous"], id="ambiguous"),
        pytest.param(mail(words("begin 644 a.docx\n#0V%T\n`\nend\n")), [], id="uuencode-of-another"),
    ],
)
def test_what_makes_an_attached_mail_doubtful_makes_the_mail_so(inner: bytes, problems: list[str]) -> None:
    assert [one.kind for one in read(forwarded(inner, "base64")).mail.problems] == problems


def test_an_outlook_message_is_kept_unopened() -> None:
    reading = read(attached(compound_file({"__properties_version1.0": b"x"}), "a.msg"))
    assert (listed(reading), outer(reading).members) == ([("2", "a.msg", 0, "mail")], ())


def test_the_same_file_in_two_places_is_one_file() -> None:
    reading = read(mail(multipart(part(FILE, DOCX), part(archive({"b.docx": FILE})))))
    assert [name for _, name, _, _ in listed(reading)] == ["", "", "b.docx"]
    assert len(reading.files) == 2


def test_a_document_in_winmail_dat_is_found() -> None:
    sent = part(winmail({"Input.docx": FILE, "b.zip": archive({"c.docx": OTHER})}, "Dear all"), "application/ms-tnef")
    reading = read(mail(multipart(words(" "), sent)))
    assert listed(reading) == [
        ("2", "", 0, "tnef"), ("2.1", "Input.docx", 0, "docx"), ("2.2", "b.zip", 0, "zip"),
        ("2.2.1", "c.docx", 0, "docx"),
    ]  # fmt: skip
    assert {one.inside for one in reading.mail.attachments[1:3]} == {reading.mail.attachments[0].sha256}
    assert (reading.mail.text, wrong(reading)) == ("Dear all", [])
    assert read(mail(multipart(words("Own words"), sent))).mail.text == "Own words"


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param(winmail({"a.dat": winmail({"a.docx": FILE})}), [("archive", "nested")], id="A07-in-itself"),
        pytest.param(winmail({"a.docx": FILE})[:40], [], id="A07-cut-before-its-files"),
        pytest.param(b"\x78\x9f\x3e\x22\0\0" + b"\2" * 60, [("unreadable", "damaged")], id="A07-nonsense"),
        pytest.param(b"\x78\x9f\x3e\x22\0\0" + bytes(40_000), [("unreadable", "limits")], id="A07-many-attributes"),
    ],
)
def test_what_is_wrong_with_winmail_dat(content: bytes, problems: list[tuple[str, str]]) -> None:
    reading = read(attached(content, "winmail.dat"))
    assert (wrong(reading), len(reading.files)) == (problems, 1)


def test_without_the_extra_winmail_dat_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tnef, "TNEF", None)
    reading = read(attached(winmail({"a.docx": FILE}), "winmail.dat"))
    assert (outer(reading).filetype, wrong(reading)) == ("tnef", [("unreadable", "tnef")])


def uue(content: bytes) -> bytes:
    return b"begin 644 a.docx\r\n#0V%T\r\n`\r\nend\r\n" if content else b""


@pytest.mark.parametrize(
    ("raw", "problems"),
    [
        pytest.param(mail(part(b"x", "application/pkcs7-mime; smime-type=enveloped-data")), ["encrypted"],
                     id="A08-smime"),
        pytest.param(mail(part(FILE, "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m")), ["encrypted"],
                     id="A08-opaque"),
        pytest.param(mail(words("-----BEGIN PGP MESSAGE-----\nx")), ["encrypted"], id="A08-pgp"),
        pytest.param(mail(multipart(words(), part(FILE, DOCX), kind="signed")), [], id="A08-signed-is-read"),
        pytest.param(mail(words(uue(FILE).decode())), ["uuencode"], id="A09-uuencode"),
        pytest.param(mail(words("=ybegin line=128 size=9 name=a.docx\nx\n")), ["uuencode"], id="A09-yenc"),
        pytest.param(mail(part(uue(FILE), "application/octet-stream", encoding="x-uuencode")), ["uuencode"],
                     id="A09-uuencoded-part"),
        pytest.param(mail(part(FILE, "message/partial; number=1; total=2")), ["message-partial"], id="A09-partial"),
        pytest.param(mail(part(b"x", "message/external-body; access-type=URL; URL=http://127.0.0.1/", encoding="7bit")),
                     ["external-body"], id="A09-external-body"),
    ],
)  # fmt: skip
def test_what_is_sealed_or_elsewhere_is_named(raw: bytes, problems: list[str]) -> None:
    assert [one.kind for one in read(raw).mail.problems] == problems


CODED = base64.encodebytes(FILE).replace(b"\n", b"\r\n")


def coded(body: bytes, encoding: str = "base64") -> bytes:
    head = f"Content-Type: {DOCX}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    return mail(multipart(words(), head + body))


@pytest.mark.parametrize(
    ("raw", "whole"),
    [
        pytest.param(coded(CODED), True, id="A10-sound"),
        pytest.param(coded(CODED.replace(b"\r\n", b" ! \r\n")), True, id="A10-foreign-characters"),
        pytest.param(coded(CODED.rstrip(b"=\r\n")), True, id="A10-no-padding"),
        pytest.param(coded(CODED[: len(CODED) // 2]), False, id="A10-half"),
        pytest.param(coded(CODED[:1000] + CODED[1001:]), False, id="A10-a-character-lost"),
        pytest.param(coded(CODED, "quoted-printable"), False, id="A10-wrong-encoding"),
        pytest.param(coded(CODED, "7bit"), False, id="A10-not-decoded"),
        pytest.param(coded(FILE, "binary"), True, id="A10-binary"),
    ],
)
def test_a_document_that_lost_bytes_is_not_read(raw: bytes, *, whole: bool) -> None:
    found = outer(read(raw))
    assert (found.filetype == "docx" and found.word is not None and not found.problems) is whole


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(lambda: part(FILE, DOCX), id="A05-no-name"),
        pytest.param(lambda: part(FILE, DOCX, disposition="inline"), id="A05-inline"),
        pytest.param(lambda: part(FILE, "application/octet-stream"), id="A05-octet-stream"),
        pytest.param(lambda: part(FILE, "text/plain", disposition='attachment; filename="a.txt"'), id="A05-extension"),
        pytest.param(lambda: part(FILE, "message/rfc822"), id="A05-called-a-mail"),
        pytest.param(lambda: part(FILE, "application/zip", disposition='attachment; filename="a.zip"'), id="A05-zip"),
        pytest.param(lambda: part(FILE, "application/ms-tnef; name=winmail.dat"), id="A05-called-winmail"),
    ],
)
def test_a_document_is_known_by_its_bytes(sent: Callable[[], bytes]) -> None:
    found = outer(read(mail(multipart(words(), sent()))))
    assert (found.filetype, found.word is not None, found.problems) == ("docx", True, ())


def test_a_name_in_pieces_is_joined() -> None:
    pieces = "attachment; filename*0*=utf-8''Entr%C3%A9e; filename*1=.docx"
    reading = read(mail(multipart(words(), part(FILE, DOCX, disposition=pieces))))
    assert [name for _, name, _, _ in listed(reading)] == ["Entrée.docx"]
