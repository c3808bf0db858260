"""Reading file after file keeps the memory of the service where it was; `INTAKE_FILES=2000` reads 2,000 of them."""

import os
import sys
from pathlib import Path

import pytest

from intake.readers.process.keeper import ReaderKeeper
from tests.readers.build import archive, contribution, members, p

FILES = int(os.environ.get("INTAKE_FILES", "300"))
WARM = 60
MOST = 6 << 20


def resident() -> int:
    """Bytes of this process that lie in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_the_service_keeps_nothing_of_the_files_that_were_read() -> None:
    """Every file is another one, by its name, its text and its size (3 to 240 kB)."""
    plain = contribution()
    keeper = ReaderKeeper()
    sizes = []
    for number in range(FILES):
        picture = b"\x89PNG" + os.urandom((number % 40) * 6_000)
        content = archive({**members(p(f"text {number} " * 900)), "word/media/a.png": picture}) if number % 3 else plain
        keeper.read_file(content, f"contribution {number}.docx")
        if number >= WARM and not number % 20:
            sizes.append(resident())
    keeper.close()
    assert max(sizes) - sizes[0] < MOST
