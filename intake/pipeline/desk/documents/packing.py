"""The documents of a meeting as one zip, made when a person asks for it."""

from dataclasses import dataclass

from intake.domain.names import meeting_name, meeting_named
from intake.domain.telling.eve import eve_letter, packed
from intake.pipeline.agenda.eve import papers_in_order
from intake.pipeline.agenda.telling import staff_head
from intake.pipeline.documents.packing import packed_bytes
from intake.pipeline.line import Line


@dataclass(frozen=True, slots=True)
class MeetingPack:
    """The zip, what it is called, and the numbers that are in it."""

    name: str
    content: bytes
    numbers: tuple[str, ...]


def pack(line: Line, name: str) -> MeetingPack:
    """All documents that are registered now for the meeting GROUP/MEETING; UsageError if there is no such meeting."""
    named = meeting_name(name)
    with line.store.read() as work:
        rulebook = line.rulebook(work, named.group)
        meeting = meeting_named(rulebook, named.meeting)
        papers = papers_in_order(work, rulebook, meeting, line.clock.now())
    made, notice = packed(rulebook.group, meeting, papers), eve_letter(rulebook.group, meeting, papers)
    content = packed_bytes(line, staff_head(rulebook, line), notice, made)
    return MeetingPack(made.name, content, tuple(one.number for one in papers))
