"""Look at one mail: gather what is known of it, then tell its story."""

from intake.domain.document import Reading
from intake.domain.submission import Submission
from intake.pipeline.line import Line
from intake.pipeline.showing.story.gathered import gather
from intake.pipeline.showing.story.whole import MailStory, story_of
from intake.ports import DamagedBlobError


def look_at(line: Line, submission: Submission) -> MailStory:
    """The story of this mail now. One transaction; no bytes of a stranger are read but those of our reader's answer."""
    with line.store.read() as work:
        known = gather(work, submission, line.readable_rulebook(work, submission.group))
        kept = known.last.inputs.reading if known.last else work.messages.reading(submission.raw, line.reader.version)
    return story_of(known, _reading(line, kept), line.letters, line.blobs.get, line.clock.now())


def _reading(line: Line, digest: str | None) -> Reading | None:
    """The reading with this digest, None where it is gone or damaged: the rest of the story is told without it."""
    if not digest:
        return None
    try:
        return line.reading(digest)
    except (DamagedBlobError, KeyError, ValueError):
        return None
