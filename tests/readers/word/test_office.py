"""LibreOffice, shut in: what it converts, and what a file cannot make it do."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from intake.domain.document import FileType
from intake.domain.errors import ConfigurationError
from intake.ports import ConversionFailedError
from intake.readers.files import read_file
from intake.readers.process.office import LibreOffice
from tests.readers.build import contribution
from tests.readers.others import sxw
from tests.servers.office import Office

RTF = rb"{\rtf1\ansi Grades of avatars\par }"


@pytest.fixture
def program() -> Iterator[Path]:
    """A stand-in for LibreOffice, which a test writes; not in /tmp, of which the program sees its own folder only."""
    with TemporaryDirectory(dir="/var/tmp") as folder:
        path = Path(folder) / "program" / "soffice"
        path.parent.mkdir()
        yield path


def script(path: Path, *lines: str) -> str:
    path.write_text("\n".join(("#!/bin/sh", *lines, "")))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize("filetype", ["doc", "rtf", "odt"])
def test_an_older_format_becomes_a_docx_with_the_same_cover(office: Office, filetype: FileType) -> None:
    old = office.convert({"a.docx": contribution()}, filetype)["a"]
    new = read_file(LibreOffice(sandbox="require").convert(old, filetype), "0" * 64)
    assert (new.filetype, new.problems) == ("docx", ())
    assert new.word is not None
    assert [cell.text for cell in new.word.tables[0].rows[1]] == ["Title:", "On avatars"]


@pytest.mark.parametrize(
    ("suffix", "to", "filetype"), [("xml", "xml:MS Word 2003 XML", "wordxml"), ("fodt", "fodt", "odt")]
)
def test_a_document_in_one_xml_file_becomes_a_docx(office: Office, suffix: str, to: str, filetype: FileType) -> None:
    old = office.convert({"a.docx": contribution()}, to)["a"]
    seen = read_file(old, "0" * 64)
    assert (seen.filetype, seen.problems) == (filetype, ())
    assert seen.glance is not None
    assert "On avatars" in seen.glance.text.split("\n"), suffix
    new = read_file(LibreOffice(sandbox="require").convert(old, filetype), "0" * 64)
    assert new.word is not None
    assert [cell.text for cell in new.word.tables[0].rows[1]] == ["Title:", "On avatars"]


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("typed", [True, False])
def test_a_text_of_openoffice_1_becomes_a_docx(typed: bool) -> None:
    old = sxw("<text:p>Grades of avatars</text:p><text:p>Источник</text:p>", typed=typed)
    seen = read_file(old, "0" * 64)
    assert (seen.filetype, seen.glance and seen.glance.text) == ("sxw", "Grades of avatars\nИсточник")
    new = read_file(LibreOffice(sandbox="require").convert(old, seen.filetype), "0" * 64)
    assert new.word is not None
    assert [one for one in new.word.paragraphs if one] == ["Grades of avatars", "Источник"]


@pytest.mark.usefixtures("office")
def test_a_text_of_wordperfect_becomes_a_docx() -> None:
    old = b"\xffWPC\x1a\0\0\0\x01\x0a\0\1\0\0\0\0" + b"\xfb\xff\x05\0\x32\0\0\0\0\0" + b"Grades of avatars\nSource"
    assert read_file(old, "0" * 64).filetype == "wpd"
    new = read_file(LibreOffice(sandbox="require").convert(old, "wpd"), "0" * 64)
    assert new.word is not None
    assert "Grades of avatars" in " ".join(new.word.paragraphs)


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("filetype", ["sdw", "wps", "pages", "wpd"])
def test_what_only_looks_like_such_a_text_is_said_to_be_unreadable(filetype: FileType) -> None:
    with pytest.raises(ConversionFailedError, match="could not read it"):
        LibreOffice().convert(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), filetype)


@pytest.mark.usefixtures("office")
def test_it_reads_no_file_of_this_machine_and_reaches_nobody(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the word is xyzzy")
    fields = "".join(
        rf'{{\field{{\*\fldinst INCLUDETEXT "{where}"}}{{\fldrslt }}}}' for where in (secret, "http://192.0.2.1/a.txt")
    )
    made = LibreOffice(sandbox="require").convert(rb"{\rtf1\ansi Text " + fields.encode() + rb"\par }", "rtf")
    assert b"xyzzy" not in made
    word = read_file(made, "0" * 64).word
    assert word is not None
    assert "xyzzy" not in " ".join(word.paragraphs)


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("content", "filetype"), [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "doc"), (b"PK\3\4", "odt")]
)
def test_what_is_damaged_is_said_to_be(content: bytes, filetype: FileType) -> None:
    with pytest.raises(ConversionFailedError, match="LibreOffice"):
        LibreOffice().convert(content, filetype)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        pytest.param(["sleep 60 & sleep 60"], "did not finish within 1 seconds", id="hangs"),
        pytest.param(["kill -9 $$"], "ended by SIGKILL", id="killed"),
        pytest.param(["while :; do :; done"], "ended by SIG(XCPU|KILL)|did not finish", id="burns"),
        pytest.param(["exit 0"], "could not read it", id="nothing-made"),
        pytest.param(["exit 1"], "could not read it", id="fails"),
        pytest.param(["ln -s /etc/hostname in.docx"], "could not read it", id="a-link"),
    ],
)
def test_a_program_that_does_not_do_it_is_ended(program: Path, lines: list[str], why: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ConversionFailedError, match=why):
        LibreOffice(deadline=1, cpu=1, program=script(program, *lines)).convert(RTF, "rtf")
    assert time.monotonic() - begun < 20


def test_what_it_started_ends_with_it(program: Path) -> None:
    office = LibreOffice(deadline=1, program=script(program, "sleep 987 &", "wait"))
    with pytest.raises(ConversionFailedError, match="did not finish"):
        office.convert(RTF, "rtf")
    until = time.monotonic() + 5
    while (left := [one for one in Path("/proc").glob("[0-9]*/cmdline") if _says(one, b"sleep\x00987")]) and (
        time.monotonic() < until
    ):
        time.sleep(0.01)
    assert left == []


def _says(file: Path, words: bytes) -> bool:
    try:
        return words in file.read_bytes()
    except OSError:
        return False


def test_it_sees_an_empty_environment_and_its_own_folder(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTAKE_SECRET_OF_THE_TEST", "xyzzy")
    lines = ("env > in.docx", "ls -A /tmp >> in.docx", "touch /var/tmp/escaped /usr/escaped 2>> in.docx", "true")
    told = LibreOffice(sandbox="require", program=script(program, *lines)).convert(RTF, "rtf").decode()
    assert "xyzzy" not in told
    assert [one for one in told.splitlines() if not {"=", ":"} & set(one)] == ["in.docx", "in.rtf", "profile"]
    assert told.count("Permission denied") == 2


def test_without_libreoffice_the_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="libreoffice-writer") as error:
        LibreOffice(program=str(tmp_path / "soffice")).convert(RTF, "rtf")
    assert error.value.exit_code == 3


def test_only_text_documents_are_converted() -> None:
    with pytest.raises(ConversionFailedError, match="pdf"):
        LibreOffice().convert(b"%PDF-1.7", "pdf")


@pytest.mark.usefixtures("office")
def test_it_says_what_it_is_and_how_it_is_shut_in() -> None:
    version, given_up = LibreOffice(sandbox="require").probe()
    assert version.startswith("LibreOffice ")
    assert {"network-namespace", "landlock"} <= set(given_up.split(", "))


def test_one_that_does_not_start_is_told(program: Path) -> None:
    with pytest.raises(ConversionFailedError, match="does not start"):
        LibreOffice(program=script(program, "echo broken >&2", "exit 1")).probe()
