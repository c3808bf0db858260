"""Lines of the intake log."""

from collections.abc import Mapping
from datetime import datetime

from intake.domain.letters.alert import Topic
from intake.domain.log_entry import LogEntry
from intake.domain.mail import Fact
from intake.domain.submission import Submission
from intake.ports import UnitOfWork


def note(
    work: UnitOfWork,
    about: Submission | str,
    *,
    at: datetime,
    what: str,
    who: str,
    why: str,
    personal: Mapping[str, str] | None = None,
    **facts: Fact,
) -> None:
    """Append one line with these facts about a Submission, a group (its id), or with "" the installation.

    A Submission's reference is a fact too; names and addresses are `personal`.
    """
    known = about if isinstance(about, Submission) else None
    work.log.add(
        LogEntry(
            at=at,
            what=what,
            who=who,
            why=why,
            group=known.group if known else str(about),
            submission=known.id if known else None,
            facts={"reference": known.reference, **facts} if known else facts,
            personal=personal or {},
        )
    )


def alert(
    work: UnitOfWork,
    about: Submission | str,
    *,
    at: datetime,
    who: str,
    topic: Topic,
    why: str,
    personal: Mapping[str, str] | None = None,
    **facts: Fact,
) -> None:
    """Append a line that somebody should look at; with others of its topic it becomes a letter."""
    note(work, about, at=at, what="alert", who=who, why=why, personal=personal, topic=topic, **facts)


def all_clear(work: UnitOfWork, about: Submission | str, *, at: datetime, who: str, topic: Topic, why: str) -> None:
    """Append a line that an alert of this topic has come to its end."""
    note(work, about, at=at, what="recovered", who=who, why=why, topic=topic)
