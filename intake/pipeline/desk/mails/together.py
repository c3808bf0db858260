"""Several mails that were acted on at once, with one reason: what was done to all is taken back for all."""

from dataclasses import dataclass, replace

from intake.domain.stated import Stated
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.foreseeing import NOT_DONE, Foreseen, Trial, foresee_all
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.line import Line


@dataclass(frozen=True, slots=True)
class TakenBack:
    """One of the mails; `why` it could not be taken back, None where it was."""

    reference: str
    why: Stated | None = None


def undo_together(line: Line, together: str, deed: Deed) -> list[TakenBack]:
    """Take back each Decision of this act that still counts; one whose letter has left says so, and stops no other."""
    found = []
    for reference, take_back in _each(line, together, deed):
        try:
            take_back(line)
        except NOT_DONE as error:
            found.append(TakenBack(reference, error.sentence))
        else:
            found.append(TakenBack(reference))
    return found


def foresee_together(line: Line, together: str, deed: Deed) -> list[tuple[str, Foreseen | Exception]]:
    """What would come of it, by the reference of each mail; of one that cannot be taken back, why."""
    each = _each(line, together, deed)
    return list(zip((reference for reference, _ in each), foresee_all(line, [act for _, act in each]), strict=True))


def _each(line: Line, together: str, deed: Deed) -> list[tuple[str, Trial]]:
    with line.store.read() as work:
        decisions = work.submissions.together(together)
        mails = work.submissions.some([one.submission for one in decisions])
    return [_one(mails[one.submission].reference, replace(deed, replaces=one.n)) for one in decisions]


def _one(reference: str, deed: Deed) -> tuple[str, Trial]:
    return reference, lambda line: undo(line, reference, deed)
