"""What a letter makes of the smaller findings: notes are one line under their file, and nothing is said twice."""

from intake.adapters.letter.receipt_files import files, to_correct, to_do
from intake.adapters.letter.voice import Voice
from intake.adapters.words.catalogs import Catalogs
from intake.domain.answering.receipt import Receipt
from intake.domain.verdict import Finding
from intake.shipped import shipped_templates
from tests.adapters.receipts import file, finding, receipt, utc

CATALOGS = Catalogs(shipped_templates() / "locale")
NOTES = (
    finding("ENV-005", "note", "cover, Contact", sender="assistant@institute.example.kr"),
    finding("COV-009", "note", "cover, Abstract", words=0, max=200),
    finding("COV-010", "note", "cover, Keywords"),
    finding("COV-012", "note", "Input.docx", file="Input.docx", reason="proposal", words=900, max=2_500),
    finding("FIL-009", "note", "Input.docx", file="Input.docx", kind="linked-picture", what=()),
)


def voice(one: Receipt) -> Voice:
    return Voice(one, "en", CATALOGS, now=utc(30, "15:30:20"), correct_until=None)


def remarks(*found: Finding) -> list[str]:
    (line,) = files(voice(receipt(files=(file("Input.docx", findings=found),))))
    return list(line.remarks)


def test_five_notes_are_five_short_remarks_and_ask_for_nothing() -> None:
    told = remarks(*NOTES)
    assert len(told) == len(NOTES)
    assert all(len(one) <= 190 for one in told), told
    assert to_do(voice(receipt(files=(file("Input.docx", findings=NOTES),)))) == [
        "You do not need to do anything.",
    ]


def test_how_early_it_came_is_told_with_the_time_of_receipt_alone() -> None:
    assert remarks(finding("TIM-002", "note", "time of receipt", early_by=23_387)) == []


def test_a_paper_on_a_foreign_template_is_shown_where_ours_is() -> None:
    foreign = finding("TPL-002", "error", "Input.docx", file="Input.docx", body="3GPP")
    one = receipt(
        outcome="returned",
        numbers=(),
        files=(file("Input.docx", disposition="return", number=None, findings=(foreign,)),),
    )
    (points,) = to_correct(voice(one))
    assert "a template of 3GPP" in str(points.points[0])
    assert "The template is here: https://www.itu.int/en/ITU-T/jca/mv/" in to_do(voice(one))
