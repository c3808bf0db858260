"""FIL: tables of files."""

import itertools

import pytest

from intake.checks import REGISTRY
from intake.domain.case import Case
from intake.domain.document import FileType
from intake.domain.mail import Problem
from intake.domain.rulebook import Rule
from tests.checks.looking import look, places
from tests.domain.cases import OFF_TEMPLATE, attachment, case, cover, document, judged, mail, other_file, rulebook


def one_file(file: str, filetype: FileType = "docx", *problems: str) -> Case:
    return case(other_file(file, filetype, *problems))


@pytest.mark.parametrize(
    ("one", "types"),
    [
        pytest.param(case(), [], id="docx"),
        pytest.param(one_file("paper.doc", "doc"), ["doc"], id="doc"),
        pytest.param(one_file("paper.docx", "rtf"), ["rtf"], id="rtf-by-its-bytes"),
        pytest.param(one_file("paper.odt", "odt"), ["odt"], id="odt"),
        pytest.param(one_file("paper.pdf", "pdf"), [], id="pdf: FIL-010"),
        pytest.param(case(other_file("Input.DOC", "doc"), document("input.docx")), [], id="a-copy-of-a-docx"),
        pytest.param(case(other_file("annex.doc", "doc"), document("input.docx")), ["doc"], id="beside-a-docx"),
        pytest.param(
            case(other_file("input.doc", "doc"), document("input.docx", template=OFF_TEMPLATE)),
            ["doc"],
            id="no-template",
        ),
    ],
)
def test_fil_001_the_file_is_docx(one: Case, types: list[str]) -> None:
    assert [hit.facts["filetype"] for hit in look("FIL-001", one)] == types


@pytest.mark.parametrize(
    ("one", "reasons"),
    [
        pytest.param(case(), [], id="whole"),
        pytest.param(one_file("paper.docx", "docx", "unreadable"), ["unreadable"], id="damaged"),
        pytest.param(one_file("paper.docx", "other", "empty"), ["empty"], id="empty"),
        pytest.param(one_file("~$paper.docx", "other", "lock-file"), ["lock-file"], id="lock-file"),
        pytest.param(one_file("paper.docx", "docx", "unreadable", "empty"), ["empty"], id="one-sentence-is-enough"),
        pytest.param(one_file("paper.docx", "docx", "password"), [], id="locked: FIL-003"),
        pytest.param(one_file("paper.docx", "docx", "out-of-memory"), [], id="our-fault: SYS-001"),
        pytest.param(case(other_file("logo.png", "image", "unreadable", picture=True)), [], id="a-picture-in-the-text"),
    ],
)
def test_fil_002_the_file_can_be_read(one: Case, reasons: list[str]) -> None:
    assert [hit.facts["reason"] for hit in look("FIL-002", one)] == reasons


@pytest.mark.parametrize(
    ("one", "kinds"),
    [
        pytest.param(case(), [], id="open"),
        pytest.param(one_file("paper.docx", "docx", "password"), ["password"], id="password"),
        pytest.param(one_file("paper.docx", "docx", "password", "label"), ["label"], id="label"),
        pytest.param(one_file("paper.docx", "docx", "unreadable"), [], id="damaged: FIL-002"),
    ],
)
def test_fil_003_the_file_is_not_locked(one: Case, kinds: list[str]) -> None:
    assert [hit.facts["kind"] for hit in look("FIL-003", one)] == kinds


LARGE = Problem("too-large", facts={"max_mb": 40})


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(case(), [], id="small"),
        pytest.param(
            case(other_file("paper.docx", problems=(LARGE,), size=41_250_000)), [("paper.docx", 41.2, 40)], id="file"
        ),
        pytest.param(one_file("paper.docx", "other", "too-large"), [("paper.docx", 0.0, 0)], id="limit-not-told"),
        pytest.param(case(documents=(), partial=True, size=71_300_000), [("", 71.3, 0)], id="mail"),
        pytest.param(case(documents=(), size=100), [], id="small-mail"),
        pytest.param(case(partial=True), [], id="told-once-for-the-mail"),
    ],
)
def test_fil_005_the_file_is_not_too_large(one: Case, found: list[tuple[str, float, int]]) -> None:
    hits = look("FIL-005", one)
    assert [(hit.facts["file"], hit.facts["size_mb"], hit.facts["max_mb"]) for hit in hits] == found


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(case(), [], id="plain"),
        pytest.param(
            case(other_file("a.docx", problems=(Problem("container", "word/document.xml", {"reason": "ratio"}),))),
            [("a.docx, word/document.xml", "ratio")],
            id="bomb",
        ),
        pytest.param(one_file("a.docx", "docx", "container"), [("a.docx", "")], id="no-reason-told"),
    ],
)
def test_fil_007_the_container_reads_in_one_way(one: Case, found: list[tuple[str, str]]) -> None:
    assert [(hit.at, hit.facts["reason"]) for hit in look("FIL-007", one)] == found


@pytest.mark.parametrize(
    ("one", "kinds"),
    [
        pytest.param(case(), [], id="plain"),
        pytest.param(one_file("a.docm", "docm"), ["macros"], id="docm"),
        pytest.param(one_file("a.docx", "docx", "macros"), ["macros"], id="renamed"),
        pytest.param(one_file("a.dotx", "dotx"), ["template-type"], id="dotx"),
        pytest.param(one_file("a.docx", "docx", "template-type"), ["template-type"], id="renamed-template"),
        pytest.param(one_file("a.dotm", "dotx", "template-type", "macros"), ["macros"], id="both"),
    ],
)
def test_fil_008_the_file_is_a_plain_document(one: Case, kinds: list[str]) -> None:
    assert [hit.facts["kind"] for hit in look("FIL-008", one)] == kinds


def typed(name: str, content_type: str) -> Case:
    return case(other_file(name), mail=mail(attachments=(attachment(name, content_type=content_type),)))


LETTER = OFF_TEMPLATE
OFF = rulebook(rules={**rulebook().rules, "FIL-010": Rule("FIL-010", "off", "all")})


@pytest.mark.parametrize(
    ("one", "kinds"),
    [
        pytest.param(case(), [], id="contribution"),
        pytest.param(one_file("a.pdf", "pdf"), ["pdf"], id="pdf"),
        pytest.param(one_file("a.pptx", "pptx"), ["presentation"], id="presentation"),
        pytest.param(one_file("a.zip", "zip"), ["archive"], id="archive"),
        pytest.param(one_file("winmail.dat"), ["winmail"], id="winmail"),
        pytest.param(typed("att.bin", "application/ms-tnef"), ["winmail"], id="winmail-by-type"),
        pytest.param(one_file("Fwd.eml"), ["attached-mail"], id="attached-mail"),
        pytest.param(typed("", "message/rfc822"), ["attached-mail"], id="attached-mail-by-type"),
        pytest.param(case(document(depth=1)), ["attached-mail"], id="inside-an-attached-mail"),
        pytest.param(case(judged(other_file("a.pdf", "pdf"), role="companion")), [], id="companion"),
        pytest.param(case(judged(other_file("a.zip", "zip"), role="supporting")), [], id="supporting"),
        pytest.param(case(document(template=LETTER, opening="LIAISON STATEMENT Ref: x")), ["liaison"], id="liaison"),
        pytest.param(case(document(template=LETTER, opening="Note de liaison")), ["liaison"], id="liaison-in-french"),
        pytest.param(case(document(template=LETTER, opening="Notes of the meeting")), [], id="letter: TPL-001"),
        pytest.param(case(document(cover=cover(kind="Liaison statement"))), ["liaison"], id="kind-on-the-template"),
        pytest.param(case(document(opening="JCA-MV LIAISON STATEMENT")), ["liaison"], id="heading-on-the-template"),
        pytest.param(case(document(opening="Title: Draft liaison statement to SG17")), [], id="title-speaks-of-one"),
        pytest.param(case(document(template=LETTER, opening="LIAISON STATEMENT"), rulebook=OFF), [], id="off"),
        pytest.param(one_file("a.xlsx"), [], id="other: ENV-001"),
    ],
)  # fmt: skip
def test_fil_010_the_document_is_a_contribution(one: Case, kinds: list[str]) -> None:
    assert [hit.facts["kind"] for hit in look("FIL-010", one)] == kinds


FILE_TYPES: tuple[FileType, ...] = (
    "docx", "docm", "dotx", "doc", "rtf", "odt", "pdf", "pptx", "zip", "image", "other",
)  # fmt: skip
PROBLEMS = (
    "unreadable",
    "empty",
    "lock-file",
    "password",
    "label",
    "container",
    "macros",
    "template-type",
    "too-large",
)


@pytest.mark.parametrize(("filetype", "problem"), list(itertools.product(FILE_TYPES, ("", *PROBLEMS))))
def test_nothing_but_a_document_on_the_template_passes_without_a_word(filetype: FileType, problem: str) -> None:
    one = one_file("paper.docx", filetype, *([problem] if problem else []))
    mailwide = [check_id for check_id in REGISTRY if REGISTRY[check_id].scope == "mail"]
    assert any(look(check_id, one) for check_id in REGISTRY if check_id not in mailwide)


def test_a_file_is_named_where_it_is_found() -> None:
    assert places("FIL-002", one_file("paper.docx", "docx", "unreadable")) == ["paper.docx"]
