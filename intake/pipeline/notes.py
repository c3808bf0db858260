"""Lines of the intake log about one Submission."""

from collections.abc import Mapping
from datetime import datetime

from intake.domain.log_entry import LogEntry
from intake.domain.mail import Fact
from intake.domain.submission import Submission
from intake.ports import UnitOfWork


def note(
    work: UnitOfWork,
    submission: Submission,
    *,
    at: datetime,
    what: str,
    who: str,
    why: str,
    personal: Mapping[str, str] | None = None,
    **facts: Fact,
) -> None:
    """Append one line about a Submission, with its reference and these facts; names and addresses are `personal`."""
    work.log.add(
        LogEntry(
            at=at,
            what=what,
            who=who,
            why=why,
            group=submission.group,
            submission=submission.id,
            facts={"reference": submission.reference, **facts},
            personal=personal or {},
        )
    )
