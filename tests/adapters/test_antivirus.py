"""What clamd says of a file, a real one and one that breaks its protocol; a file that is not scanned is never clean."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.adapters.antivirus import Clamd, signatures_of
from intake.domain.errors import UnavailableError
from intake.ports import ScanAnswer
from tests.line.letters_in import paper
from tests.readers.build import archive
from tests.readers.hostile.test_hostile_objects import embedding
from tests.servers.clamav import LARGEST, SENTENCE, SIGNATURE, Clamav
from tests.servers.scripted_clamd import AT_ONCE, CLOSE, SILENT, ScriptedClamd

CLEAN = ScanAnswer("clean")
INFECTED = ScanAnswer("infected", SIGNATURE)
FAILED = ScanAnswer("unscanned", why="failed")
TOO_LARGE = ScanAnswer("unscanned", why="too-large")


def packed(files: int) -> bytes:
    """A zip with so many small files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for number in range(files):
            package.writestr(f"{number}.txt", "x")
    return written.getvalue()


REAL: dict[str, tuple[Callable[[], bytes], ScanAnswer]] = {
    "empty": (lambda: b"", CLEAN),
    "document": (paper, CLEAN),
    "sentence": (SENTENCE.encode, INFECTED),
    "in-a-document": (lambda: paper(text=SENTENCE), INFECTED),
    "in-an-archive": (lambda: archive({"annex/a.txt": SENTENCE}), INFECTED),
    "in-a-document-in-an-archive": (lambda: archive({"a.docx": paper(text=SENTENCE)}), INFECTED),
    "in-an-object-of-a-document": (lambda: embedding(SENTENCE.encode()), INFECTED),
    "largest": (lambda: bytes(LARGEST), CLEAN),
    "too-large": (lambda: bytes(LARGEST + 1), TOO_LARGE),
    "much-too-large": (lambda: bytes(40 * LARGEST), TOO_LARGE),
    "past-its-limits": (
        lambda: packed(60),
        ScanAnswer("unscanned", "Heuristics.Limits.Exceeded.MaxFiles", "limits"),
    ),
}


@pytest.mark.parametrize("way", ["socket", "port"])
def test_a_real_clamd_is_understood(clamav: Clamav, way: str) -> None:
    clamd = Clamd(clamav.socket if way == "socket" else ("127.0.0.1", clamav.port), seconds=20)
    assert clamd.version().startswith("ClamAV ")
    assert {name: clamd.scan(file()) for name, (file, _) in REAL.items()} == {
        name: expected for name, (_, expected) in REAL.items()
    }


def test_a_clamd_that_ended_is_unavailable_until_it_is_back(clamav: Clamav) -> None:
    clamd = Clamd(clamav.socket)
    clamav.halt()
    with pytest.raises(UnavailableError, match=r"no clamd answers at .*clamd\.sock: check \[antivirus\] socket"):
        clamd.scan(b"x")
    clamav.start()
    assert clamd.scan(b"x") == CLEAN


@pytest.fixture
def scripted(tmp_path: Path) -> Iterator[ScriptedClamd]:
    server = ScriptedClamd(tmp_path / "clamd")
    yield server
    server.stop()


def asked(scripted: ScriptedClamd, content: bytes = b"words", seconds: float = 20) -> ScanAnswer:
    return Clamd(Path(str(scripted.server_address)), seconds=seconds).scan(content)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(b"stream: OK\0", CLEAN, id="clean"),
        pytest.param(b"stream: Win.Test-1 FOUND\0", ScanAnswer("infected", "Win.Test-1"), id="found"),
        pytest.param(b"stream: a\x1b[2J\xff b FOUND\0", ScanAnswer("infected", "a [2J\ufffd b"), id="odd-name"),
        pytest.param(
            b"stream: Heuristics.Encrypted.Zip FOUND\0",
            ScanAnswer("unscanned", "Heuristics.Encrypted.Zip", "encrypted"),
            id="encrypted",
        ),
        pytest.param(b"INSTREAM size limit exceeded. ERROR\0", TOO_LARGE, id="limit"),
        pytest.param(AT_ONCE + b"INSTREAM size limit exceeded. ERROR\0", TOO_LARGE, id="limit-before-the-end"),
        pytest.param(b"stream: Can't allocate memory ERROR\0", FAILED, id="failed"),
        pytest.param(b"stream: O", FAILED, id="cut"),
        pytest.param(CLOSE, FAILED, id="closed"),
        pytest.param(AT_ONCE + CLOSE, FAILED, id="closed-at-once"),
        pytest.param(b"x" * 100_000, FAILED, id="endless"),
    ],
)
@pytest.mark.parametrize("size", [5, 3_000_000])
def test_every_answer_means_something(scripted: ScriptedClamd, said: bytes, expected: ScanAnswer, size: int) -> None:
    scripted.answer = said
    assert asked(scripted, bytes(size)) == expected


@pytest.mark.parametrize("size", [0, 1, 1 << 18, (1 << 18) + 1, 3_000_000])
def test_every_byte_is_sent(scripted: ScriptedClamd, size: int) -> None:
    content = bytes(one % 251 for one in range(size))
    asked(scripted, content)
    assert scripted.files == [content]


def test_a_slow_answer_is_no_answer_while_the_scanner_lives(scripted: ScriptedClamd) -> None:
    scripted.answer = SILENT
    assert asked(scripted, seconds=0.2) == ScanAnswer("unscanned", why="timed-out")
    assert scripted.commands == [b"zINSTREAM", b"zVERSION"]


@pytest.mark.parametrize(
    ("version", "said", "told"),
    [
        pytest.param(CLOSE, CLOSE, "broke (its answer was cut)", id="it-dies"),
        pytest.param(b"fine\0", b"HTTP/1.1 400 Bad Request\0", "no clamd (“HTTP/1.1 400 Bad Request”)", id="another"),
        pytest.param(b"fine\0", b"UNKNOWN COMMAND\0", "no clamd (“UNKNOWN COMMAND”)", id="unknown-command"),
    ],
)
def test_what_is_no_clamd_is_unavailable(scripted: ScriptedClamd, version: bytes, said: bytes, told: str) -> None:
    scripted.version, scripted.answer = version, said
    with pytest.raises(UnavailableError) as caught:
        asked(scripted)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        pytest.param(Path("nowhere/clamd"), "no clamd answers at", id="no-file"),
        pytest.param(Path("x" * 300), "AF_UNIX path too long", id="long-path"),
        pytest.param(("127.0.0.1", 1), "no clamd answers at 127.0.0.1:1", id="no-port"),
    ],
)
def test_no_scanner_is_told_in_a_sentence(address: Path | tuple[str, int], told: str) -> None:
    with pytest.raises(UnavailableError, match=told):
        Clamd(address).version()


@pytest.mark.parametrize(
    ("version", "day"),
    [
        pytest.param("ClamAV 1/2/Tue Nov 18 09:35:00 2025", datetime(2025, 11, 18, 9, 35, tzinfo=UTC), id="day"),
        pytest.param("ClamAV 1.4.3", None, id="no-signatures"),
        pytest.param("ClamAV 1.4.3/27500/soon", None, id="no-day"),
    ],
)
def test_the_day_of_the_signatures(version: str, day: datetime | None) -> None:
    assert signatures_of(version) == day
