"""Files of mail are read whatever they are called and however their lines end; no mail in them is left out silently."""

import io
import tracemalloc
from pathlib import Path

import pytest

from intake.adapters.home.mail_files import mails_held, mails_in
from intake.adapters.home.mbox import count_of_mails
from intake.readers.mail.eml import read_headers, read_mail

FROM = b"From ada@example.org Thu Apr 30 12:00:00 2026\n"
BARE = b"From ada\n"
_SIZE = 1_000_000


def letter(number: int, body: str = "Text.\n") -> bytes:
    return f"From: Ada <ada@example.org>\nTo: tsbjcamv@itu.int\nSubject: Mail {number}\n\n{body}".encode()


def box(*letters: bytes, begins: bytes = FROM) -> bytes:
    return b"".join(begins + one + b"\n" for one in letters)


def subjects(*paths: Path) -> list[str]:
    return [read_headers(one.raw or b"").subject for one in mails_in(paths)]


SIX = [letter(number) for number in range(6)]


@pytest.mark.parametrize("name", ["all.mbox", "all.eml", "all.txt", "all", "Inbox", "all.EML", "all.msg"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("before", [b"", b"\n", b"   \n", b"\xef\xbb\xbf"], ids=["", "empty", "spaces", "bom"])
def test_several_mails_in_one_file_are_all_read(tmp_path: Path, name: str, ends: bytes, before: bytes) -> None:
    path = tmp_path / name
    path.write_bytes((before + box(*SIX)).replace(b"\n", ends))
    assert subjects(path) == [f"Mail {number}" for number in range(6)]
    assert [one.source for one in mails_in([path])] == [f"{path}#{number}" for number in range(1, 7)]
    assert mails_held(path) == 6


@pytest.mark.parametrize("name", ["one.eml", "one"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(
    "before", [b"", b"\n\n", b"   \n", b" \t\n\n", b"\xef\xbb\xbf", FROM, BARE, b">" + FROM, b" \n" + FROM]
)
def test_one_mail_is_read_whatever_stands_before_it(tmp_path: Path, name: str, ends: bytes, before: bytes) -> None:
    path = tmp_path / name
    path.write_bytes((before + letter(1)).replace(b"\n", ends))
    (found,) = mails_in([path])
    mail = read_mail(found.raw or b"").mail
    assert (mail.subject, mail.text) == ("Mail 1", "Text.")
    assert [one.address for one in mail.from_] == ["ada@example.org"]


@pytest.mark.parametrize(
    "line",
    ["From now on we meet on Mondays.", "From: 3 May on we are away", "From ada it came.\nNote: see above."],
)
def test_a_line_of_a_text_begins_no_mail(tmp_path: Path, line: str) -> None:
    path = tmp_path / "all.mbox"
    path.write_bytes(box(letter(1, f"Hello,\n{line}\n"), letter(2)))
    assert subjects(path) == ["Mail 1", "Mail 2"]
    first, _ = mails_in([path])
    assert line in read_mail(first.raw or b"").mail.text


def test_a_saved_mail_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "one.eml"
    path.write_bytes(FROM + letter(1, ">From me\n"))
    (found,) = mails_in([path])
    assert (found.source, found.raw) == (str(path), path.read_bytes())


def test_mails_between_the_marks_of_mmdf_are_read(tmp_path: Path) -> None:
    path = tmp_path / "all.eml"
    path.write_bytes(b"".join(b"\1\1\1\1\n" + one + b"\1\1\1\1\n" for one in SIX))
    assert subjects(path) == [f"Mail {number}" for number in range(6)]


def test_the_folders_below_a_maildir_are_read_too(tmp_path: Path) -> None:
    for folder in ("cur", "new", ".Archive/cur", ".Archive/new"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "new" / "1").write_bytes(letter(1))
    (tmp_path / ".Archive" / "cur" / "2:2,S").write_bytes(letter(2))
    assert subjects(tmp_path) == ["Mail 1", "Mail 2"]


@pytest.mark.parametrize("content", [b"", b"From here to there\n", b"no mail", b"\r\r\r"])
def test_a_file_that_is_no_mail_is_one_find_all_the_same(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.mbox"
    path.write_bytes(content)
    assert [one.raw for one in mails_in([path])] == [content]
    assert mails_held(path) == 0


@pytest.mark.parametrize("line", [b"\n", b"a\n", b">From x\n", b"\nFrom x\n"])
def test_a_mail_of_short_lines_takes_no_more_room_than_another(line: bytes) -> None:
    """A list of such lines took up to a hundred times the size of the file."""
    file = io.BytesIO(b"From a@b.example Mon Jan  1 10:00:00 2024\nSubject: x\n\n" + line * (_SIZE // len(line)))
    tracemalloc.start()
    try:
        assert count_of_mails(file) == 1
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 5 * _SIZE
