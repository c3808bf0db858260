"""Several mails that were acted on at once, with one reason: what was done to all is taken back for all."""

from dataclasses import dataclass, replace

from intake.domain.stated import Stated
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.foreseeing import NOT_DONE
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.line import Line


@dataclass(frozen=True, slots=True)
class TakenBack:
    """One of the mails; `why` it could not be taken back, None where it was."""

    reference: str
    why: Stated | None = None


def undo_together(line: Line, together: str, deed: Deed) -> list[TakenBack]:
    """Take back each Decision of this act that still counts; one whose letter has left says so, and stops no other."""
    with line.store.read() as work:
        decisions = work.submissions.together(together)
        mails = work.submissions.some([one.submission for one in decisions])
    found = []
    for one in decisions:
        reference = mails[one.submission].reference
        try:
            undo(line, reference, replace(deed, replaces=one.n))
        except NOT_DONE as error:
            found.append(TakenBack(reference, error.sentence))
        else:
            found.append(TakenBack(reference))
    return found
