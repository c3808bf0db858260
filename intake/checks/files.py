"""FIL: the attached files as files."""

from collections.abc import Iterator

from intake.checks.covers import is_liaison
from intake.checks.envelope import attached_as
from intake.checks.registry import check
from intake.domain.case import Case
from intake.domain.mail import Problem
from intake.domain.numbering import file_stem
from intake.domain.verdict import Hit, Params

_MEGABYTE = 1_000_000
_KINDS = {"pdf": "pdf", "pptx": "presentation", "zip": "archive"}


def _problems(case: Case, *kinds: str) -> Iterator[Problem]:
    """The first problem of each of these kinds; pictures in a mail are nobody's document."""
    if not case.document.picture:
        found = {one.kind: one for one in reversed(case.document.problems) if one.kind in kinds}
        yield from (found[kind] for kind in kinds if kind in found)


@check("FIL-001")
def the_file_is_docx(case: Case, _: Params) -> Iterator[Hit]:
    """A text document comes as .docx, or has a copy of the same name that does.

    Why: older formats have to be converted before anybody can work with them.
    See: itu.int/en/ITU-T/studygroups/Pages/templates-info.aspx, "DOCX is the standard format".
    """
    document = case.document
    if document.filetype not in ("doc", "rtf", "odt"):
        return
    stem = file_stem(document.file)
    on_template = (one.document for one in case.documents if one.document.template.conforms)
    if not any(file_stem(one.file) == stem for one in on_template):
        yield Hit(document.file, {"file": document.file, "filetype": document.filetype})


@check("FIL-002")
def the_file_can_be_read(case: Case, _: Params) -> Iterator[Hit]:
    """The file is whole and opens.

    Why: nobody can read a damaged document, and its sender has a good copy.
    See: ISO/IEC 29500-2, clause 10 (physical package).
    """
    for one in _problems(case, "empty", "lock-file", "unreadable"):
        yield Hit(case.document.file, {"file": case.document.file, "reason": one.kind})
        return


@check("FIL-003")
def the_file_is_not_locked(case: Case, _: Params) -> Iterator[Hit]:
    """The file opens without a password and without the rights of an organization.

    Why: neither the secretariat nor the members can open it. See: [MS-OFFCRYPTO], section 2.3.
    """
    for one in _problems(case, "label", "password"):
        yield Hit(case.document.file, {"file": case.document.file, "kind": one.kind})
        return


@check("FIL-005", scope="any")
def the_file_is_not_too_large(case: Case, _: Params) -> Iterator[Hit]:
    """Mail and file are no larger than we take by mail.

    Why: we keep only the head of what is larger, so its document has to come by another way.
    See: the settings `max_message_mb` and `max_document_mb`.
    """
    if case.index is None:
        if case.partial:
            yield Hit("mail", {"file": "", "size_mb": _megabytes(case.size), "max_mb": 0})
        return
    for one in _problems(case, "too-large"):
        most = one.facts.get("max_mb", 0)
        size = _megabytes(case.document.size)
        yield Hit(case.document.file, {"file": case.document.file, "size_mb": size, "max_mb": most})


def _megabytes(size: int) -> float:
    return round(size / _MEGABYTE, 1)


@check("FIL-007")
def the_container_reads_in_one_way(case: Case, _: Params) -> Iterator[Hit]:
    """The file's container keeps within our limits and can be read in one way only.

    Why: what two programs unpack differently can show a person one document and register another.
    See: APPNOTE.TXT 6.3.10, section 4.3, and ISO/IEC 29500-2, annex B.
    """
    for one in _problems(case, "container"):
        reason = one.facts.get("reason", one.facts.get("why", ""))
        yield Hit(f"{case.document.file}, {one.at}" if one.at else case.document.file, {
            "file": case.document.file,
            "reason": reason if isinstance(reason, str) else "",
        })  # fmt: skip


@check("FIL-008")
def the_file_is_a_plain_document(case: Case, _: Params) -> Iterator[Hit]:
    """The file is a Word document without macros, and no Word template.

    Why: macros may do harm on the computer of every reader, and a template opens as a new, empty document.
    See: ISO/IEC 29500-1, clause 11.3, and [MS-OFFMACRO2], section 2.2.
    """
    kinds = [one.kind for one in _problems(case, "macros", "template-type")]
    if not kinds and case.document.filetype in ("docm", "dotx"):
        kinds = ["macros" if case.document.filetype == "docm" else "template-type"]
    if kinds:
        yield Hit(case.document.file, {"file": case.document.file, "kind": kinds[0]})


@check("FIL-010")
def the_document_is_a_contribution(case: Case, _: Params) -> Iterator[Hit]:
    """What is submitted is a Word document, not a PDF, presentation, archive, attached mail or liaison statement.

    Why: each of these can be worth a number, in a way that a person has to choose.
    See: Rec. ITU-T A.1, clauses 1.5 (liaison statements) and 3.1.
    """
    document = case.document
    if case.judged.role != "contribution":
        return
    way = attached_as(case)
    kind = _KINDS.get(document.filetype, "") if way == "file" else way
    if not kind and document.filetype == "docx" and is_liaison(case, document):
        kind = "liaison"
    if kind:
        yield Hit(document.file, {"file": document.file, "kind": kind})
