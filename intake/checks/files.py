"""FIL: the attached files as files."""

import re
from collections.abc import Iterator

from intake.checks.covers import cannot_be_opened
from intake.checks.envelope import attached_as, is_no_document
from intake.checks.registry import check
from intake.domain.document import CONVERTED
from intake.domain.judging.case import Case
from intake.domain.judging.kinds import is_liaison_body, is_speaker
from intake.domain.judging.roles import WORD_TYPES
from intake.domain.limits import MEGABYTE
from intake.domain.mail import Problem
from intake.domain.numbers.numbering import canonical_name, file_stem
from intake.domain.numbers.revisions import revision_label
from intake.domain.verdict import Hit, Params

_KINDS = {
    "pdf": "pdf", "pptx": "presentation", "ppt": "presentation", "zip": "archive", "7z": "archive", "rar": "archive",
}  # fmt: skip
_SLIDES = ("pptx", "ppt")
_PACKED = ("zip", "7z", "rar")
_LOCKED = ("label", "password")
_ARCHIVES = {"nested": "nested", "too-many": "too-many", "kind": "archive-kind"}
"""The reader's reason for leaving an archive shut -> the reason that we tell."""

_PROGRAM = re.compile(
    r"\.(?:exe|scr|pif|cpl|dll|msi|msp|mst|msu|bat|cmd|ps1|psm1|vbs?|vbe|jse?|ws[cfh]?|sct|hta|lnk|url|jar|jnlp|reg|chm|cab|"
    r"scf|sh|apk|appx|msix|xll|inf|iso|img|vhdx?|gadget|msc|settingcontent-ms|appref-ms|command)[. ]*$",
    re.IGNORECASE,
)
_OPENED_BY_NAME = ("other", "text", "html")

_ACTS = {
    "package": "program", "activex": "program", "script": "program", "unknown-object": "program",
    "dde": "dde", "alt-chunk": "alt-chunk",
}  # fmt: skip
"""Content that could act -> the word for it in our sentence; all others fetch something from another place."""


def _problems(case: Case, *kinds: str) -> Iterator[Problem]:
    """The first problem of each of these kinds; pictures in a mail are nobody's document."""
    if not case.document.picture:
        found = {one.kind: one for one in reversed(case.document.problems) if one.kind in kinds}
        yield from (found[kind] for kind in kinds if kind in found)


@check("FIL-001", means=("older-format",))
def the_file_is_docx(case: Case, _: Params) -> Iterator[Hit]:
    """A text document that opens is a .docx, or has a copy of the same name that is; a liaison statement may be any.

    Why: older formats have to be converted before anybody can work with them.
    See: itu.int/en/ITU-T/studygroups/Pages/templates-info.aspx, "DOCX is the standard format".
    """
    document = case.document
    if document.filetype not in CONVERTED or case.judged.kind == "liaison_in" or cannot_be_opened(document):
        return
    stem = file_stem(document.file)
    on_template = (one.document for one in case.documents if one.document.template.conforms)
    if not any(file_stem(one.file) == stem for one in on_template):
        one_file = document.filetype in ("flatdocx", "wordxml")
        yield Hit(document.file, {"file": document.file, "filetype": "wordxml" if one_file else document.filetype})


@check("FIL-002")
def the_file_can_be_read(case: Case, _: Params) -> Iterator[Hit]:
    """The file is whole and opens; an archive is a .zip with a few files in it, and no archive among them.

    Why: nobody can read a damaged document, and its sender has a good copy.
    See: ISO/IEC 29500-2, clause 10 (physical package), and APPNOTE.TXT 6.3.10, section 4.
    """
    if is_no_document(case):
        return
    for one in _problems(case, "empty", "lock-file", "archive", "unreadable"):
        reason = _ARCHIVES.get(str(one.facts.get("why", "")), "archive-kind") if one.kind == "archive" else one.kind
        if reason == "unreadable" and case.document.filetype not in (*WORD_TYPES, "other"):
            reason = "damaged"
        counts = {"files": one.facts.get("files", 0), "max": one.facts.get("most", 0)} if reason == "too-many" else {}
        yield Hit(case.document.file, {"file": case.document.file, "reason": reason, **counts})
        return


@check("FIL-003")
def the_file_is_not_locked(case: Case, _: Params) -> Iterator[Hit]:
    """The file opens without a password and without the rights of an organization.

    Why: neither the secretariat nor the members can open it. See: [MS-OFFCRYPTO], section 2.3.
    """
    for one in _problems(case, *_LOCKED):
        packed = one.kind == "password" and case.document.filetype in _PACKED
        yield Hit(case.document.file, {"file": case.document.file, "kind": "archive" if packed else one.kind})
        return


@check("FIL-004", harm=True)
def nothing_in_the_file_can_act(case: Case, _: Params) -> Iterator[Hit]:
    """Nothing in the file starts a program or fetches anything when somebody opens it, and no virus is known in it.

    Why: it may do harm on the computer of every reader.
    See: ISO/IEC 29500-1, clauses 9.2 (relationships), 15.2 (embedded parts) and 17.16.5 (fields).
    """
    scan = case.known.scan_of(case.document.sha256)
    if scan is not None and scan.outcome == "infected":
        file = case.document.file
        yield Hit(file, {"file": file, "kind": "infected", "signature": scan.signature, "what": ("infected",)})
        return
    found = [str(one.facts.get("what", "")) for one in case.document.problems if one.kind == "active"]
    if found and not case.document.picture:
        at = next(one.at for one in case.document.problems if one.kind == "active")
        yield Hit(f"{case.document.file}, {at}" if at else case.document.file, {
            "file": case.document.file,
            "kind": _ACTS.get(found[0], "remote"),
            "what": tuple(dict.fromkeys(one for one in found if one)),
        })  # fmt: skip


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
    return round(size / MEGABYTE, 1)


@check("FIL-006")
def the_name_of_the_file_is_its_number(case: Case, _: Params) -> Iterator[Hit]:
    """A file whose name carries a number, in any spelling, is kept by that number; other names are nobody's concern.

    Why: members look for a document by its number. A new document cannot know its own: its receipt names it.
    See: docs/contributors.md, "What a document is to what we know".
    """
    related, file = case.relationship, case.document.file
    kept_already = related.relation == "repeat" and related.contribution is None
    if case.judged.role != "contribution" or related.unknown or related.stranger or kept_already:
        return
    known = related.contribution.label if related.contribution else ""
    canonical = canonical_name(revision_label(known, related.revision, related.mark)) if known else ""
    claimed = [one for one in related.claims if one.place == "file name"]
    becomes = (known, related.mark, related.revision)
    is_said = any((one.label, one.mark, one.revision or 0) == becomes for one in claimed)
    if claimed and not is_said and file_stem(file) != file_stem(canonical):
        yield Hit(file, {"file": file, "canonical": canonical})


@check("FIL-007", harm=True)
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
        kind = "slides" if case.document.filetype in _SLIDES else kinds[0]
        yield Hit(case.document.file, {"file": case.document.file, "kind": kind})


@check("FIL-009")
def the_file_holds_all_that_it_shows(case: Case, _: Params) -> Iterator[Hit]:
    """The file holds text and pictures, and nothing that needs another program or another place to be seen.

    Why: what is embedded may not open for every reader, and a linked picture may be gone.
    See: ISO/IEC 29500-1, clause 15.2 (embedded objects and pictures).
    """
    if case.judged.role not in ("contribution", "part"):
        return
    for one in _problems(case, "embedded", "linked-picture"):
        what = one.facts.get("what", ())
        objects = what if isinstance(what, tuple) else (str(what),)
        yield Hit(case.document.file, {"file": case.document.file, "kind": one.kind, "what": objects})


@check("FIL-010")
def the_document_is_a_contribution(case: Case, _: Params) -> Iterator[Hit]:
    """What is submitted is a Word document, not a PDF, presentation, archive, attached mail or liaison statement.

    Why: each of these can be worth a number, in a way that a person has to choose; what nobody can open is not.
    See: Rec. ITU-T A.1, clauses 1.5 (liaison statements) and 3.1.
    """
    document = case.document
    sent_back = (
        cannot_be_opened(document) or is_no_document(case) or (document.filetype in _PACKED and document.problems)
    )
    if case.judged.role == "contribution" and not sent_back and (kind := _other_kind(case)):
        yield Hit(document.file, {"file": document.file, "kind": kind})


@check("FIL-011")
def what_is_attached_can_be_read(case: Case, _: Params) -> Iterator[Hit]:
    """What is attached beside a document is no program, neither by what it holds nor by its name.

    Why: readers open what stands beside a document. See: the list of extensions that Outlook blocks.
    """
    document, name = case.document, case.document.file
    named = document.filetype in _OPENED_BY_NAME and _PROGRAM.search(name)
    of_dos = document.filetype == "other" and name.lower().endswith(".com")  # else perhaps a page named by its site
    if named or of_dos or any(one.kind == "program" for one in document.problems):
        yield Hit(name, {"file": name})


def _other_kind(case: Case) -> str:
    """Name the kind of a document that the line cannot register by itself; "" for one that it can."""
    document, kind = case.document, case.judged.kind
    if kind == "liaison_in":
        return "" if document.template.conforms and is_liaison_body(case.mail, case.rulebook) else "liaison"
    way = attached_as(case)
    if way != "file" and not (way == "attached-mail" and document.template.conforms):
        return way
    if _in_held_archive(case):
        return "archive"
    if kind == "presentation" and document.filetype in (*_SLIDES, "pdf"):
        return "" if is_speaker(case.mail, case.rulebook) else "presentation"
    return _KINDS.get(document.filetype, "")


def _in_held_archive(case: Case) -> bool:
    """Whether it came in a .zip that the secretariat wants to open itself."""
    around = [one.document.filetype for one in case.documents if one.document.sha256 == case.document.inside]
    return case.rulebook.policy.zip == "hold" and "zip" in around
