"""Is it in? A file is looked for by its digest alone."""

from intake.domain.answering.known_file import IsIn, strongest
from intake.domain.rulebook import Rulebook
from intake.ports import UnitOfWork


def is_in(work: UnitOfWork, rulebook: Rulebook, sha256: str) -> IsIn | None:
    """Whether a file with this digest is in this group: registered, on hold, or returned. None for any other file."""
    found = work.submissions.known_files(rulebook.group.id, sha256)
    counts = strongest(found)
    if counts is None:
        return None
    meeting = rulebook.meeting(counts.meeting)
    zone = rulebook.group.zone_for(meeting)
    return IsIn(min(one.received_at for one in found), zone, counts.where, counts.name)
