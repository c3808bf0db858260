"""FIL: tables of files."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

import itertools
from dataclasses import replace
from typing import Any

import pytest

from intake.checks import REGISTRY
from intake.domain.document import CONVERTED, Document, FileType
from intake.domain.judging.case import Case, Relationship
from intake.domain.mail import Problem
from intake.domain.meeting import Senders
from intake.domain.numbers.numbering import Claim, canonical_name
from intake.domain.rulebook import Policy
from intake.domain.verdict import Kind
from tests.checks.looking import look, places
from tests.domain.cases import (
    GROUP,
    OFF_TEMPLATE,
    attachment,
    case,
    contribution,
    document,
    judged,
    mail,
    other_file,
    rulebook,
)


def archive(file: str, filetype: FileType, why: str, **facts: int) -> Case:
    return case(other_file(file, filetype, problems=(Problem("archive", facts={"why": why, **facts}),)))


def one_file(file: str, filetype: FileType = "docx", *problems: str) -> Case:
    return case(other_file(file, filetype, *problems))


@pytest.mark.parametrize(
    ("one", "types"),
    [
        pytest.param(case(), [], id="docx"),
        pytest.param(one_file("paper.doc", "doc"), ["doc"], id="doc"),
        pytest.param(one_file("paper.docx", "rtf"), ["rtf"], id="rtf-by-its-bytes"),
        *(pytest.param(one_file(f"paper.{one}", one), [one], id=one) for one in CONVERTED if one != "flatdocx"),
        pytest.param(one_file("paper.xml", "flatdocx"), ["wordxml"], id="docx-in-one-xml-file: told as Word's XML"),
        pytest.param(one_file("paper.pdf", "pdf"), [], id="pdf: FIL-010"),
        pytest.param(one_file("paper.doc", "doc", "password"), [], id="locked: FIL-003"),
        pytest.param(one_file("paper.odt", "odt", "unreadable"), [], id="damaged: FIL-002"),
        pytest.param(case(judged(other_file("ls.doc", "doc"), kind="liaison_in")), [], id="liaison: FIL-010"),
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
        pytest.param(one_file("paper.pdf", "pdf", "unreadable"), ["damaged"], id="damaged-pdf"),
        pytest.param(one_file("paper.doc", "doc", "unreadable"), ["unreadable"], id="damaged-doc"),
        pytest.param(archive("a.7z", "7z", "kind"), ["archive-kind"], id="7z"),
        pytest.param(archive("a.rar", "rar", "kind"), ["archive-kind"], id="rar"),
        pytest.param(archive("a.zip", "zip", "nested"), ["nested"], id="archive-in-an-archive"),
        pytest.param(archive("a.zip", "zip", "too-many", files=12, most=10), ["too-many"], id="many-files"),
        pytest.param(archive("a.zip", "zip", "unheard-of"), ["archive-kind"], id="why-not-known"),
        pytest.param(one_file("winmail.dat", "tnef", "unreadable"), [], id="winmail: ENV-001"),
        pytest.param(one_file("paper.docx", "docx", "password"), [], id="locked: FIL-003"),
        pytest.param(one_file("paper.docx", "docx", "out-of-memory"), [], id="our-fault: SYS-001"),
        pytest.param(case(other_file("logo.png", "image", "unreadable", picture=True)), [], id="a-picture-in-the-text"),
    ],
)
def test_fil_002_the_file_can_be_read(one: Case, reasons: list[str]) -> None:
    assert [hit.facts["reason"] for hit in look("FIL-002", one)] == reasons


def test_how_many_files_an_archive_has_is_told() -> None:
    (hit,) = look("FIL-002", archive("a.zip", "zip", "too-many", files=12, most=10))
    assert (hit.facts["files"], hit.facts["max"]) == (12, 10)


@pytest.mark.parametrize(
    ("one", "kinds"),
    [
        pytest.param(case(), [], id="open"),
        pytest.param(one_file("paper.docx", "docx", "password"), ["password"], id="password"),
        pytest.param(one_file("paper.docx", "docx", "password", "label"), ["label"], id="label"),
        pytest.param(one_file("a.zip", "zip", "password"), ["archive"], id="archive"),
        pytest.param(one_file("a.pdf", "pdf", "password"), ["password"], id="pdf"),
        pytest.param(one_file("paper.docx", "docx", "unreadable"), [], id="damaged: FIL-002"),
    ],
)
def test_fil_003_the_file_is_not_locked(one: Case, kinds: list[str]) -> None:
    assert [hit.facts["kind"] for hit in look("FIL-003", one)] == kinds


def acting(*whats: str, at: str = "", **changes: bool) -> Case:
    problems = tuple(Problem("active", at, {"what": one}) for one in whats)
    return case(other_file("a.docx", "docx", problems=problems, **changes))


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(case(), [], id="nothing"),
        pytest.param(acting("remote-template"), [("a.docx", "remote", ("remote-template",))], id="template"),
        pytest.param(acting("include"), [("a.docx", "remote", ("include",))], id="include"),
        pytest.param(acting("sub-document"), [("a.docx", "remote", ("sub-document",))], id="sub-document"),
        pytest.param(acting("dde"), [("a.docx", "dde", ("dde",))], id="dde"),
        pytest.param(acting("alt-chunk"), [("a.docx", "alt-chunk", ("alt-chunk",))], id="alt-chunk"),
        pytest.param(acting("activex", at="word/activeX/activeX1.xml"),
                     [("a.docx, word/activeX/activeX1.xml", "program", ("activex",))], id="activex"),
        pytest.param(acting("package", "script", "package"), [("a.docx", "program", ("package", "script"))], id="two"),
        pytest.param(acting("never-heard-of"), [("a.docx", "remote", ("never-heard-of",))], id="unknown"),
        pytest.param(acting("script", picture=True), [], id="picture-in-the-text"),
    ],
)  # fmt: skip
def test_fil_004_nothing_in_the_file_can_act(one: Case, found: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [(hit.at, hit.facts["kind"], hit.facts["what"]) for hit in look("FIL-004", one)] == found


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


IN_NAME = Claim("JCA-MV-Doc-012", 12, None, "file name")
REV1 = Claim("JCA-MV-Doc-012", 12, 1, "file name")
COR1 = Claim("JCA-MV-Doc-012", 12, 1, "file name", "Cor")
IN_CELL = Claim("JCA-MV-Doc-012", 12, 1, "number cell")


def named(file: str, *claims: Claim, **changes: Any) -> Case:
    return case(document(file), relationships=(Relationship(**{"claims": claims, **changes}),))


@pytest.mark.parametrize(
    ("one", "canonical"),
    [
        pytest.param(named("input.docx"), [], id="any-name"),
        pytest.param(named("JCA-MV-Doc-012.docx", IN_NAME), [""], id="a-number-that-we-have-not-given"),
        pytest.param(
            named("JCA-MV Doc 12 r1.docx", IN_NAME, relation="revision", contribution=contribution(), revision=1),
            ["JCA-MV-Doc-012-Rev1.docx"],
            id="another-spelling",
        ),
        pytest.param(
            named("jca-mv-doc-012-rev1.DOCX", IN_NAME, relation="revision", contribution=contribution(), revision=1),
            [],
            id="its-name",
        ),
        pytest.param(
            named("vocabulary.docx", IN_CELL, relation="revision", contribution=contribution(), revision=1),
            [],
            id="no-number-in-the-name",
        ),
        pytest.param(
            named("Doc 12.docx", IN_NAME, relation="replacement", contribution=contribution(revision=1), revision=1),
            ["JCA-MV-Doc-012-Rev1.docx"],
            id="replacement",
        ),
        pytest.param(
            named("Doc 12.docx", IN_NAME, relation="replacement", contribution=contribution()),
            [],
            id="that-very-number",
        ),
        pytest.param(
            named("JCA MV Doc. 12 r1.docx", REV1, relation="revision", contribution=contribution(), revision=1),
            [],
            id="that-very-number-in-another-spelling",
        ),
        pytest.param(
            named("JCA-MV-Doc-012-Rev1.docx", REV1, relation="repeat", contribution=contribution(), revision=1),
            [],
            id="the-same-file-again",
        ),
        pytest.param(
            named("JCA-MV-Doc-012-Rev1.docx", REV1, relation="repeat", of="MV-26-0002"), [], id="it-waits-already"
        ),
        pytest.param(
            named("JCA-MV-Doc-012-Rev1.docx", REV1, relation="revision", contribution=contribution(), revision=2),
            ["JCA-MV-Doc-012-Rev2.docx"],
            id="the-next-revision",
        ),
        pytest.param(
            named("Doc 12 Cor1.docx", COR1, relation="revision", contribution=contribution(), revision=2, mark="Cor"),
            ["JCA-MV-Doc-012-Cor2.docx"],
            id="the-next-corrigendum",
        ),
        pytest.param(
            named("Doc 12.docx", IN_NAME, relation="revision", contribution=contribution(), stranger=True),
            [],
            id="a-stranger-hears-no-number: REV-001",
        ),
        pytest.param(named("Doc 99 r1.docx", IN_NAME, unknown="JCA-MV-Doc-099"), [], id="unknown: REV-003"),
        pytest.param(
            case(judged(role="part"), relationships=(Relationship(claims=(IN_NAME,)),)), [], id="part"
        ),
    ],
)  # fmt: skip
def test_fil_006_the_name_of_the_file_is_its_number(one: Case, canonical: list[str]) -> None:
    assert [hit.facts["canonical"] for hit in look("FIL-006", one)] == canonical


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("JCA-MV-Doc-012-Rev1", "JCA-MV-Doc-012-Rev1.docx"),
        ("JCA-ICT&CC-144", "JCA-ICTCC-144.docx"),
        ("TD 292 (PLEN/2)-E", "TD-292-PLEN-2-E.docx"),
        ("../../etc", "..-..-etc.docx"),
    ],
)
def test_the_canonical_name_is_a_file_name_everywhere(label: str, name: str) -> None:
    assert canonical_name(label) == name


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
        pytest.param(one_file("a.doc", "doc", "macros"), ["macros"], id="older-format"),
        pytest.param(one_file("a.pptm", "pptx", "macros"), ["slides"], id="slides"),
    ],
)
def test_fil_008_the_file_is_a_plain_document(one: Case, kinds: list[str]) -> None:
    assert [hit.facts["kind"] for hit in look("FIL-008", one)] == kinds


EMBEDDED = Problem("embedded", facts={"what": ("Excel.Sheet.12",)})


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(case(), [], id="nothing"),
        pytest.param(case(document(problems=(EMBEDDED,))), [("embedded", ("Excel.Sheet.12",))], id="embedded"),
        pytest.param(case(document(problems=(Problem("linked-picture"),))), [("linked-picture", ())], id="linked"),
        pytest.param(case(judged(document(problems=(EMBEDDED,)), role="supporting")), [], id="supporting-file"),
        pytest.param(
            case(document(problems=(Problem("linked-picture"), EMBEDDED, Problem("linked-picture")))),
            [("embedded", ("Excel.Sheet.12",)), ("linked-picture", ())],
            id="each-once",
        ),
        pytest.param(case(document(problems=(Problem("embedded", facts={"what": "Equation.3"}),))),
                     [("embedded", ("Equation.3",))], id="one-name"),
    ],
)  # fmt: skip
def test_fil_009_the_file_holds_all_that_it_shows(one: Case, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(hit.facts["kind"], hit.facts["what"]) for hit in look("FIL-009", one)] == found


def typed(name: str, content_type: str) -> Case:
    return case(other_file(name), mail=mail(attachments=(attachment(name, content_type=content_type),)))


def kind(one: Document, kind: Kind, **policy: Any) -> Case:
    return case(judged(one, kind=kind), rulebook=rulebook(policy=Policy(**policy)))


SPEAKERS = rulebook(group=replace(GROUP, senders=Senders(speakers=("@example.org",))))
SLIDES = other_file("a.pptx", "pptx")
ZIP = judged(other_file("a.zip", "zip"), role="supporting")
FROM_ZIP = document(inside=ZIP.document.sha256)


@pytest.mark.parametrize(
    ("one", "kinds"),
    [
        pytest.param(case(), [], id="contribution"),
        pytest.param(one_file("a.pdf", "pdf"), ["pdf"], id="pdf"),
        pytest.param(one_file("a.pptx", "pptx"), ["presentation"], id="presentation"),
        pytest.param(one_file("a.ppt", "ppt"), ["presentation"], id="older-presentation"),
        pytest.param(kind(SLIDES, "presentation"), ["presentation"], id="slides"),
        pytest.param(kind(other_file("a.pdf", "pdf"), "presentation"), ["presentation"], id="slides-as-pdf"),
        pytest.param(kind(SLIDES, "presentation", presentation="accept"), [], id="slides-are-accepted"),
        pytest.param(case(judged(SLIDES, kind="presentation"), rulebook=SPEAKERS), [], id="a-speakers-slides"),
        pytest.param(one_file("a.zip", "zip"), ["archive"], id="archive"),
        pytest.param(case(other_file("a.zip", "zip", members=("m",))), [], id="archive-without-a-document: ENV-001"),
        pytest.param(one_file("a.7z", "7z", "archive"), [], id="other-archive: FIL-002"),
        pytest.param(one_file("a.zip", "zip", "password"), [], id="locked-archive: FIL-003"),
        pytest.param(one_file("a.pdf", "pdf", "password"), [], id="locked-pdf: FIL-003"),
        pytest.param(one_file("a.pdf", "pdf", "unreadable"), [], id="a-pdf-cut-off: FIL-002"),
        pytest.param(case(FROM_ZIP, ZIP), [], id="out-of-a-zip"),
        pytest.param(case(FROM_ZIP, ZIP, rulebook=rulebook(policy=Policy(zip="hold"))), ["archive"], id="zips-held"),
        pytest.param(one_file("winmail.dat", "tnef"), [], id="winmail: ENV-001"),
        pytest.param(one_file("winmail.dat", "tnef", "container"), ["winmail"], id="winmail-in-two-ways"),
        pytest.param(one_file("Fwd.eml", "text"), ["attached-mail"], id="attached-mail"),
        pytest.param(one_file("Fwd.eml"), [], id="a-word-file-called-a-mail"),
        pytest.param(one_file("att.bin", "mail"), ["attached-mail"], id="attached-mail-by-its-bytes"),
        pytest.param(typed("", "message/rfc822"), ["attached-mail"], id="attached-mail-by-type"),
        pytest.param(case(document(template=OFF_TEMPLATE, depth=1)), ["attached-mail"], id="inside-an-attached-mail"),
        pytest.param(case(document(depth=1)), [], id="on-the-template-inside-an-attached-mail"),
        pytest.param(case(judged(other_file("a.pdf", "pdf"), role="companion")), [], id="companion"),
        pytest.param(case(judged(other_file("a.zip", "zip"), role="supporting")), [], id="supporting"),
        pytest.param(kind(document(), "liaison_in"), ["liaison"], id="liaison"),
        pytest.param(kind(other_file("ls.pdf", "pdf"), "liaison_in"), ["liaison"], id="liaison-as-pdf"),
        pytest.param(kind(document(), "liaison_out"), [], id="our-own-liaison"),
        pytest.param(kind(document(template=OFF_TEMPLATE), "agenda"), [], id="an-officers-agenda"),
        pytest.param(one_file("a.xlsx", "sheet"), [], id="other: ENV-001"),
    ],
)  # fmt: skip
def test_fil_010_the_document_is_a_contribution(one: Case, kinds: list[str]) -> None:
    assert [hit.facts["kind"] for hit in look("FIL-010", one)] == kinds


FILE_TYPES: tuple[FileType, ...] = (
    "docx", "docm", "dotx", *CONVERTED, "pdf", "pptx", "ppt", "sheet", "html", "text", "mail", "tnef", "zip",
    "7z", "rar", "image", "other",
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
    "active",
)


@pytest.mark.parametrize(("filetype", "problem"), list(itertools.product(FILE_TYPES, ("", *PROBLEMS))))
def test_nothing_but_a_document_on_the_template_passes_without_a_word(filetype: FileType, problem: str) -> None:
    one = one_file("paper.docx", filetype, *([problem] if problem else []))
    mailwide = [check_id for check_id in REGISTRY if REGISTRY[check_id].scope == "mail"]
    assert any(look(check_id, one) for check_id in REGISTRY if check_id not in mailwide)


NAMED_AS_PROGRAMS: tuple[tuple[str, FileType], ...] = (
    ("run.js", "text"), ("Отчёт.vbs", "text"), ("form.hta", "html"), ("link.url", "text"), ("a.wsf", "other"),
    ("a.pdf.exe", "other"), ("a.scr .", "other"), ("command.com", "other"), ("disk.iso", "other"), ("app.jar", "other"),
)  # fmt: skip
PROGRAMS: tuple[tuple[str, FileType], ...] = (
    ("notes.txt", "text"), ("picture.png", "other"), ("", "other"), ("page.html", "html"),
)  # fmt: skip


def test_a_file_is_named_where_it_is_found() -> None:
    assert places("FIL-002", one_file("paper.docx", "docx", "unreadable")) == ["paper.docx"]


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(case(judged(other_file("setup.exe"), role="supporting")), ["setup.exe"], id="a-program"),
        pytest.param(case(judged(other_file("Run me.BAT"), role="supporting")), ["Run me.BAT"], id="a-script"),
        *(
            pytest.param(case(judged(other_file(name, filetype), role="supporting")), [name], id=f"{name}: by-its-name")
            for name, filetype in NAMED_AS_PROGRAMS
        ),
        *(
            pytest.param(
                case(judged(other_file(name, filetype, "program"), role="supporting")), [name], id=f"{name}: in-it"
            )
            for name, filetype in PROGRAMS
        ),
        pytest.param(case(judged(other_file("itu.int.com", "html"), role="supporting")), [], id="a-page-by-its-site"),
        pytest.param(case(judged(other_file("paper.exe", "docx"), role="supporting")), [], id="a-document-called-so"),
        pytest.param(case(judged(other_file("notes.js.txt", "text"), role="supporting")), [], id="a-text"),
        pytest.param(case(judged(other_file("data.csv", "text"), role="supporting")), [], id="data"),
        pytest.param(case(judged(other_file("command.com notes.pdf", "pdf"), role="supporting")), [], id="a-pdf"),
        pytest.param(case(), [], id="a-document"),
    ],
)
def test_fil_011_what_is_attached_can_be_read(one: Case, where: list[str]) -> None:
    assert [hit.at for hit in look("FIL-011", one)] == where
