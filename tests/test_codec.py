"""One value, one text: written with or without pydantic, kept as the reader said it, read for ever."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

from intake.codec import READING, SNAPSHOT, CanonicalValues, Codec
from intake.domain.debt import Move
from intake.domain.document import Cover, Document, Reading
from intake.domain.mail import Mail, Problem
from intake.domain.scan import Scan
from intake.domain.submission import Snapshot, Timestamps
from intake.domain.text.canonical import canonical
from intake.domain.verdict import Finding, Judged, Verdict
from intake.readers.reading import answer
from tests.readers.test_codec import FILES, MAIL

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PAPER = Judged(Document("a.docx", "0" * 64, 10, "docx", Cover(title="Été 会", source=("A", "B"))))
WRONG = Finding("COV-003", "repair", "all", 0, "cover", {"z": "last", "a": 1, "of": ("x", "y")})

VALUES = [
    pytest.param(Codec[Verdict](Verdict), Verdict("submission", "hold", "m1", NOON, NOON), id="verdict"),
    pytest.param(
        Codec[Verdict](Verdict),
        Verdict("submission", "accept", documents=(PAPER,), findings=(WRONG,)),
        id="facts-in-their-order",
    ),
    pytest.param(Codec[Timestamps](Timestamps), Timestamps(first_seen=NOON.replace(microsecond=5)), id="instant"),
    pytest.param(
        Codec[Timestamps](Timestamps),
        Timestamps(first_seen=NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))),
        id="instant-of-a-zone",
    ),
    pytest.param(SNAPSHOT, Snapshot(scans=(Scan("0" * 64, "clean", NOON),)), id="snapshot"),
    pytest.param(READING, Reading("0" * 64, 1, "4", Mail("0" * 64, "", ())), id="reading"),
    pytest.param(
        READING,
        Reading("0", 1, "4", Mail("0", "", (), subject="a\ud800b", problems=(Problem("crashed", facts={"why": "x"}),))),
        id="lone-surrogate",
    ),
]


@pytest.mark.parametrize(("codec", "value"), VALUES)
def test_a_value_has_the_same_text_whoever_writes_it(codec: Codec[object], value: object) -> None:
    text = canonical(value)
    assert codec.dump(value) == text
    assert codec.dump(codec.load(text)) == text
    assert codec.dump(codec.load_exactly(text.encode())) == text


@pytest.mark.parametrize("content", [MAIL, *FILES.values()])
def test_a_reading_has_the_same_text_whoever_writes_it(content: bytes) -> None:
    said = answer("mail" if content is MAIL else "file", content, "a.docx").reading
    assert READING.dump(READING.load_exactly(said)).encode() == said


def test_a_text_of_another_order_is_read_and_is_not_taken_from_a_stranger() -> None:
    """Earlier versions kept readings and snapshots with the names of all fields sorted."""
    said = answer("mail", MAIL).reading
    before = canonical(json.loads(said)).encode()
    assert before != said
    assert CanonicalValues().reading(before) == CanonicalValues().reading(said)
    with pytest.raises(ValueError, match="not the canonical text"):
        READING.load_exactly(before)


def test_what_is_no_text_of_a_value_is_told_shortly() -> None:
    """The fault is printed to people: nothing of the text itself stands in it."""
    with pytest.raises(ValueError, match=r"^this is not the text of a Reading$"):
        CanonicalValues().reading(b'{"raw": "strange"}')


def test_the_reader_process_and_the_writer_do_without_pydantic() -> None:
    """A process that only writes starts faster, and has less in it for a stranger's bytes to reach."""
    look = "import sys, intake.readers.process.child, intake.codec; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0


def test_what_a_debt_holds_is_the_value_that_was_owed() -> None:
    move = Move("mv", "INBOX", 7, 4711, to="Intake/Taken")
    assert CanonicalValues().held(Move, json.loads(canonical(move))) == move
    with pytest.raises(ValueError, match="uidvalidity"):
        CanonicalValues().held(Move, {"account": "mv"})
