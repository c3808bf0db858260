"""One value, one text: written with or without pydantic, kept as the reader said it, read for ever."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from intake.checks import REGISTRY
from intake.codec import READING, SNAPSHOT, CanonicalValues, Codec
from intake.domain.answering.outcomes import outcome, said_once
from intake.domain.answering.receipt import Receipt
from intake.domain.document import Cover, Document, Reading
from intake.domain.judging.corrections import asked_for_again
from intake.domain.mail import Mail, Problem
from intake.domain.scan import Scan
from intake.domain.submission import Snapshot, Timestamps
from intake.domain.text.canonical import canonical
from intake.domain.verdict import Decision, Finding, Inputs, Judged, Meaning, Severity, Verdict
from intake.readers.reading import answer
from tests.adapters.letters.receipts import file, finding, receipt
from tests.readers.test_codec import FILES, MAIL

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PAPER = Judged(Document("a.docx", "0" * 64, 10, "docx", Cover(title="Été 会", source=("A", "B"))))
WRONG = Finding("COV-004", "repair", "all", 0, "cover", {"z": "last", "a": 1, "of": ("x", "y")}, means=())

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


def earlier(value: object) -> str:
    """The text of a value as an earlier version wrote it: nothing in it says what a finding means."""
    text = re.sub(r',"means":(null|\[[^]]*\])', "", canonical(value))
    assert '"means"' not in text
    return text


def found(check: str, severity: Severity = "hold", **facts: str) -> Finding:
    return Finding(check, severity, "all", 0, "", facts)


def kept(*findings: Finding) -> Verdict:
    """A held verdict on one paper as an earlier version kept it."""
    held = replace(PAPER, disposition="hold")
    return Codec[Verdict](Verdict).load(earlier(Verdict("submission", "hold", documents=(held,), findings=findings)))


@pytest.mark.parametrize(
    ("check", "means"),
    [
        pytest.param("TIM-001", ("late",), id="late"),
        pytest.param("TIM-002", ("near-deadline",), id="near"),
        pytest.param("TIM-003", ("time-disputed",), id="disputed"),
        pytest.param("TPL-001", ("off-template",), id="no-template"),
        pytest.param("TPL-002", ("off-template",), id="of-another-body"),
        pytest.param("FIL-001", ("older-format",), id="older-format"),
        pytest.param("REV-001", ("stranger",), id="stranger"),
        pytest.param("COV-001", ("empty-field",), id="source"),
        pytest.param("COV-005", ("group-missing", "empty-field"), id="group"),
        pytest.param("COV-004", (), id="nothing-more"),
        pytest.param("SYS-001", (), id="our-own"),
        pytest.param("COV-999", (), id="a-check-that-is-gone"),
    ],
)
def test_what_a_finding_of_an_earlier_version_means_is_known_by_its_check(
    check: str, means: tuple[Meaning, ...]
) -> None:
    assert [one.means for one in kept(found(check)).findings] == [means]


def test_a_field_that_was_not_empty_is_not_taken_for_empty() -> None:
    assert not kept(found("COV-001", text="<Source>")).findings[0].tells("empty-field")


def test_what_an_earlier_version_decided_is_answered_as_before() -> None:
    late = kept(found("TIM-001"))
    inputs = Inputs("r", "d", "v", "s")
    assert outcome(Decision(1, 1, "line", NOON, "", late, inputs)) == "late"
    assert asked_for_again(kept(found("FIL-001"))) == [0]
    off = kept(found("TPL-001", "error"), found("COV-001", "error", text=""), found("COV-004", "repair"))
    assert [one.id for one in said_once(off.findings)] == ["TPL-001", "COV-004"]


def test_what_a_finding_means_is_kept_with_it() -> None:
    for check in REGISTRY:
        one = replace(kept(found(check)).findings[0], means=("late",))
        text = canonical(Verdict("submission", "hold", findings=(one,)))
        assert Codec[Verdict](Verdict).load(text).findings == (one,)


def test_a_receipt_that_an_earlier_version_owed_knows_what_its_findings_mean() -> None:
    off = finding("TPL-001", "error", "Input.docx", file="Input.docx")
    owed = receipt(files=(file("Input.docx", findings=(off,)),), findings=(found("TIM-003"),))
    read = Codec[Receipt](Receipt).load(earlier(owed))
    assert [one.means for one in read.findings] == [("time-disputed",)]
    assert read.files == owed.files
