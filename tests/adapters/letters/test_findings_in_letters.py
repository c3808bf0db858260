"""What a letter makes of the smaller findings: notes are one line under their file, and nothing is said twice."""

import pytest

from intake.adapters.letter.receipt_files import completed, files, to_correct, to_do
from intake.adapters.letter.voice import Voice
from intake.adapters.words.catalogs import Catalogs
from intake.domain.answering.receipt import Receipt
from intake.domain.verdict import Finding
from intake.shipped import shipped_templates
from tests.adapters.letters.receipts import file, finding, receipt, utc

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


def test_the_archive_of_a_file_is_named_once() -> None:
    told = finding(
        "FIL-009", "note", "Input.docx", file="Input.docx", archive="papers.zip", kind="linked-picture", what=()
    )
    (line,) = files(voice(receipt(files=(file("Input.docx", archive="papers.zip", findings=(told,)),))))
    assert line.line == "Input.docx (in papers.zip): the contribution JCA-MV-Doc-012"
    assert [one.startswith("A picture in the file Input.docx is only a link") for one in line.remarks] == [True]
    locked = finding("FIL-003", "error", "a.docx", file="a.docx", archive="papers.zip", kind="password")
    back = file("a.docx", archive="papers.zip", disposition="return", number=None, findings=(locked,))
    (points,) = to_correct(voice(receipt(outcome="returned", numbers=(), files=(back,))))
    assert points.heading == "a.docx (in papers.zip)"
    assert "papers.zip" not in points.points[0]


@pytest.mark.parametrize(
    ("kind", "part", "told"),
    [
        pytest.param("contribution", "annex", "an annex of the contribution", id="contribution"),
        pytest.param("liaison_in", "annex", "an annex of the document", id="liaison-annex"),
        pytest.param("liaison_in", "marked", "the same document with the changes marked", id="liaison-marked"),
        pytest.param("presentation", "language", "the document in another language", id="slides-language"),
        pytest.param("information", None, "the text of the same document", id="information-text"),
    ],
)
def test_a_part_is_called_a_contribution_only_where_it_is_one(kind: str, part: str | None, told: str) -> None:
    with_part = (file("main.docx", kind=kind), file("more.docx", kind=kind, role="part", part=part, number=None))
    assert files(voice(receipt(files=with_part)))[1].line == f"more.docx: {told}"


@pytest.mark.parametrize("kind", ["liaison_in", "contribution", "presentation"])
def test_what_has_a_cover_of_ours_is_the_document_itself(kind: str) -> None:
    cover = file("LS.docx", kind=kind, made="cover", made_of=("LS.pdf",))
    letter = file("LS.pdf", kind=kind, role="part", part="annex", number=None)
    lines = [one.line for one in files(voice(receipt(files=(cover, letter))))]
    assert lines[1] == "LS.pdf: the document itself, attached to the cover"


@pytest.mark.parametrize(
    ("title", "source", "told"),
    [
        pytest.param("Avatars", ("ETRI",), [], id="both"),
        pytest.param(None, ("ETRI",), ["We found no title in Scan.pdf; the secretariat adds one."], id="no-title"),
        pytest.param("Avatars", (), [
            "We did not find the source in Scan.pdf; the secretariat adds it.",
        ], id="no-source"),
        pytest.param("", (), [
            "We found no title in Scan.pdf; the secretariat adds one.",
            "We did not find the source in Scan.pdf; the secretariat adds it.",
        ], id="neither"),
    ],
)  # fmt: skip
def test_a_document_that_was_released_without_a_title_is_told_so(
    title: str | None, source: tuple[str, ...], told: list[str]
) -> None:
    released = receipt(title="", files=(file("Scan.pdf", title=title, source=source),))
    assert completed(voice(released)) == told


def test_a_missing_title_is_told_once_and_of_registered_documents_alone() -> None:
    repair = finding("COV-002", "repair", "cover, Title", text="")
    assert len(completed(voice(receipt(files=(file("Scan.docx", title=None, findings=(repair,)),))))) == 1
    held = receipt(outcome="held", numbers=(), files=(file("a.pdf", title=None, disposition="hold", number=None),))
    assert completed(voice(held)) == []
    assert completed(voice(receipt(files=(file("a.docx", title=None, source=(), neutral=True),)))) == []
