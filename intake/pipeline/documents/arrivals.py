"""When the mails of documents came, and which of the late ones a person let in."""

from intake.domain.deadlines import in_time
from intake.domain.meeting import Meeting
from intake.domain.publishing.site import VersionMails
from intake.domain.submission import Contribution
from intake.domain.verdict import LETS_IN
from intake.ports import UnitOfWork


def arrivals(work: UnitOfWork, documents: list[Contribution], meeting: Meeting | None) -> VersionMails:
    """When the mails of these documents came, which of the late ones a person let in, and what was ticked beside."""
    came = work.contributions.came_with([each.submission for one in documents for each in one.versions])
    late = []
    for one in documents:
        until = meeting.deadline(one.kind, *one.submitters) if meeting else None
        if until and not in_time(one.counts_from, until):
            late.append(one.submission)
    let_in = (own for own in late if any(each.act in LETS_IN for each in work.submissions.decisions(own)))
    ticks = work.ticks.of([one.id for one in documents])
    return VersionMails({own: at for own, (at, _) in came.items()}, frozenset(let_in), tuple(ticks))
