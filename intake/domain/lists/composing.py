"""Each kind of list from what was gathered: its columns and rows, and the parts of its document."""

from collections.abc import Callable, Mapping

from intake.domain.letters.notice import Said
from intake.domain.lists.agenda import abstracts, agenda, allocation, outcomes
from intake.domain.lists.figures import figures
from intake.domain.lists.liaison import liaison
from intake.domain.lists.papers import GatheredMeeting, Paper
from intake.domain.lists.staff import late, repairs, returned, speakers, unposted
from intake.domain.lists.values import Code, ListKind, ListRow, MeetingList


def documents(gathered: GatheredMeeting) -> MeetingList:
    """All documents in the order of their numbers, withdrawn ones too."""
    columns = ("number", "kind", "title", "source", "received", "state")
    rows = tuple(_document(one) for one in gathered.papers)
    return gathered.list_of("documents", columns, rows)


def _document(one: Paper) -> ListRow:
    known = one.contribution
    hidden = known.withdrawn_at is not None and known.posted_at is None
    title, source = ("", "") if hidden else (one.title, one.source)
    source = source if title else ""
    joined = Said("list.state.joined", {"number": known.joined_to})
    state = joined if known.joined_to else Code("state", known.state)
    return (one.number, Code("kind", known.kind), title, source, one.came, state)


LISTS: Mapping[ListKind, Callable[[GatheredMeeting], MeetingList]] = {
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
