"""Look at one mail: gather what is known of it, then tell its story."""

from intake.domain.document import Reading
from intake.domain.errors import ConfigurationError
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.pipeline.line import Line
from intake.pipeline.showing.story.gathered import Gathered, gather
from intake.pipeline.showing.story.whole import Story, story_of
from intake.ports import DamagedBlobError, UnitOfWork


def named(line: Line, name: str) -> Submission | None:
    """The mail with this reference, id or number, as a person types it; None where there is none."""
    with line.store.read() as work:
        return work.submissions.find(name)


def look_at(line: Line, submission: Submission) -> Story:
    """The story of this mail now. One transaction; no bytes of a stranger are read but those of our reader's answer."""
    with line.store.read() as work:
        known = gather(work, submission, _rulebook(line, work, submission.group))
        kept = known.last.inputs.reading if known.last else work.messages.reading(submission.raw, line.reader.version)
    return story_of(known, _reading(line, kept), line.letters, line.blobs.get, line.clock.now())


def _rulebook(line: Line, work: UnitOfWork, group: str) -> Rulebook | None:
    try:
        return line.rulebook(work, group)
    except ConfigurationError:
        return None


def _reading(line: Line, digest: str | None) -> Reading | None:
    """The reading with this digest, None where it is gone or damaged: the rest of the story is told without it."""
    if not digest:
        return None
    try:
        return line.reading(digest)
    except (DamagedBlobError, KeyError, ValueError):
        return None


__all__ = ["Gathered", "Story", "look_at", "named"]
