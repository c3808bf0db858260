"""What the checks of template and cover have in common: which covers they read, and what each place is called."""

from intake.domain.case import Case
from intake.domain.document import Document
from intake.domain.language import letters

_UNREAD = ("unreadable", "empty", "lock-file", "password", "label", "container", "macros", "template-type", "too-large",
           "crashed", "killed", "timed-out", "out-of-memory")  # fmt: skip

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
    """What a cover's field is called where something was found in it: "cover, Source"."""
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


def is_liaison(case: Case, document: Document) -> bool:
    """Whether a Word file says on its first page that it is a liaison statement.

    On the group's own template its kind says so, or a line in capitals; a title may speak of liaison statements.
    """
    rule = case.rulebook.rules["FIL-010"]
    words = () if rule.severity == "off" else texts(rule.params["liaison"])
    if document.template.conforms:
        kind = letters(document.cover.kind or "")
        return any(letters(one) in kind or _in_capitals(one, document.opening) for one in words)
    return any(letters(one) in letters(document.opening) for one in words)


def _in_capitals(words: str, text: str) -> bool:
    return words.upper() != words and words.upper() in text


def texts(value: object) -> tuple[str, ...]:
    """A parameter that is a list of texts."""
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


def to_be_read(case: Case) -> bool:
    """Whether the document is a Word file of which template and cover can be judged, and are to be.

    What the file checks return or hold is left out: nothing could be read, or a person looks at it anyway.
    """
    document = case.document
    unread = any(one.kind in _UNREAD for one in document.problems)
    return document.filetype == "docx" and not document.depth and not unread and not is_liaison(case, document)
