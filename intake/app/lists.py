"""Lists for the command line and the desk: given as values, as a sheet, or as a document."""

from intake.adapters.lists.sheets import as_csv, as_xlsx
from intake.domain.lists.values import ListKind, MeetingList
from intake.pipeline.line import Line
from intake.pipeline.lists.writing import list_of as list_at
from intake.pipeline.lists.writing import paper_of


def list_of(line: Line, kind: ListKind, group: str, meeting: str = "") -> MeetingList:
    """One list of a meeting as it stands now; "" for the meeting at hand. UsageError for an unknown meeting."""
    return list_at(line, kind, group, meeting)


def as_workbook(line: Line, found: MeetingList) -> bytes:
    """The list as .xlsx, in the language in which the meeting works."""
    return as_xlsx(line.list_words.worded(found, found.language), found.at)


def as_document(line: Line, found: MeetingList) -> bytes:
    """The list as .docx on the group's template."""
    with line.store.read() as work:
        rulebook = line.rulebook(work, found.group.id)
    return paper_of(line, rulebook, found).content


def printed_csv(line: Line, found: MeetingList) -> str:
    """The list as CSV, words of ours in English."""
    return as_csv(line.list_words.worded(found, "en"))
