"""What the secretariat still has to complete in the documents of a call."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.domain.meeting import Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution
from intake.domain.telling.waits import Proposed, Reason
from intake.pipeline.agenda.papers import repairs_of
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class ToComplete:
    """A registered document with what is to be completed, and the act that completes it."""

    contribution: Contribution
    reason: Reason
    act: Proposed


def to_complete(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, most: int) -> Iterator[ToComplete]:
    """The documents of this meeting that the secretariat completes, by number; of so many mails at most."""
    mails = work.overview.to_complete(rulebook.group.id, (meeting.id, *meeting.was), most)
    found = {one.id: one for mail in mails for one in work.contributions.of(mail) if one.withdrawn_at is None}
    for one in sorted(found.values(), key=lambda each: (each.series, each.number)):
        if repairs := repairs_of(work, one):
            yield ToComplete(one, Reason((), repairs), Proposed("correct", one.label))
