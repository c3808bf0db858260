"""Questions that the checks of files and covers share: is it opened, is it read, and the names of places."""

from intake.domain.document import Document
from intake.domain.judging.case import Case
from intake.domain.judging.findings import CRASHES

_CLOSED = ("unreadable", "empty", "lock-file", "password", "label", "archive")
_UNREAD = (*_CLOSED, *CRASHES, "container", "macros", "template-type", "too-large")

_PLACES = {
    "group": "Group",
    "doc_number": "Document number",
    "original_language": "Original language",
    "questions": "Questions",
    "place": "Meeting place",
    "dates": "Meeting date",
    "kind": "Kind",
    "source": "Source",
    "title": "Title",
    "purpose": "Purpose",
    "contacts": "Contact",
    "keywords": "Keywords",
    "abstract": "Abstract",
}
_ROWS = {"contact": "contacts", "meeting": "dates"}
"""Rows of a template that hold the fields of a cover which have another name."""


def place(field: str) -> str:
    """Name the place of a finding in a cover's field: "cover, Source"."""
    return f"cover, {_PLACES.get(field, field)}"


def field_and_place(row: str) -> tuple[str, str]:
    """The cover's field that a row holds, and its place: "contact 2" is ("contacts", "cover, Contact 2")."""
    name, _, number = row.partition(" ")
    field = _ROWS.get(name, name)
    return field, f"{place(field)} {number}".strip()


def has_row(case: Case, *rows: str) -> bool:
    """Whether the template that the document was read under has one of these rows; True while there is none."""
    used = [one for one in case.rulebook.profiles if one.id == case.document.template.profile]
    return not used or any(field.field in rows for field in used[0].fields)


def number(value: object) -> float:
    """A parameter that is a number; 0 for anything else."""
    return float(value) if isinstance(value, int | float) else 0.0


def texts(value: object) -> tuple[str, ...]:
    """A parameter that is a list of texts."""
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


def cannot_be_opened(document: Document) -> bool:
    """Whether nobody but its sender can help: it is damaged, locked, or of a kind that we do not open."""
    return any(one.kind in _CLOSED for one in document.problems)


def to_be_read(case: Case) -> bool:
    """Whether the document is a Word file of which template and cover can be judged, and are to be.

    What the file checks return or hold is left out: nothing could be read, or a person looks at it anyway. So is what
    a mail that is attached brings along, unless it is on the template: then it was sent to be registered. Of kinds
    other than contribution only those are judged for which the group has registered a template.
    """
    document, kind = case.document, case.judged.kind
    if document.filetype != "docx":
        return False
    unread = any(one.kind in _UNREAD for one in document.problems)
    on_template = kind == "contribution" or any(one.kind == kind for one in case.rulebook.profiles)
    sent = document.depth == 0 or document.template.conforms
    return sent and not unread and on_template


def is_filled_in(case: Case) -> bool:
    """Whether the document is the text of a contribution on the template, so that smaller points are worth telling.

    A paper that has to be copied into the template first hears of nothing else; neither do its other parts.
    """
    on_template = case.document.template.conforms or not case.rulebook.profiles
    return case.judged.role == "contribution" and on_template and to_be_read(case)


def has_sample(case: Case, field: str) -> bool:
    """Whether a sample text of the template still stands in a field: then TPL-004 speaks of it."""
    return any(field_and_place(one.field)[0] == field for one in case.document.template.placeholders)
