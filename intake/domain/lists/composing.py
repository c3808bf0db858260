"""Each kind of list from what was gathered: its columns and rows, and the parts of its document."""

from collections.abc import Callable, Mapping

from intake.domain.lists.agenda import abstracts, agenda, allocation, outcomes
from intake.domain.lists.figures import figures
from intake.domain.lists.liaison import liaison
from intake.domain.lists.papers import Gathered, Paper
from intake.domain.lists.staff import late, repairs, returned, speakers, unposted
from intake.domain.lists.values import Code, ListKind, MeetingList, Row


def documents(gathered: Gathered) -> MeetingList:
    """All documents in the order of their numbers, withdrawn ones too."""
    columns = ("number", "kind", "title", "source", "received", "state")
    rows = tuple(_document(one) for one in gathered.papers)
    return gathered.list_of("documents", columns, rows)


def _document(one: Paper) -> Row:
    state = "withdrawn" if one.one.withdrawn_at else "posted" if one.one.posted_at else "registered"
    title = one.title if state != "withdrawn" or one.one.posted_at else ""
    return (one.number, Code("kind", one.one.kind), title, one.source if title else "", one.came, Code("state", state))


LISTS: Mapping[ListKind, Callable[[Gathered], MeetingList]] = {
    "documents": documents,
    "agenda": agenda,
    "allocation": allocation,
    "outcomes": outcomes,
    "liaison": liaison,
    "late": late,
    "repairs": repairs,
    "abstracts": abstracts,
    "figures": figures,
    "unposted": unposted,
    "returned": returned,
    "speakers": speakers,
}
"""Who composes which list."""
