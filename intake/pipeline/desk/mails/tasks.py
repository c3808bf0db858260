"""`note`, `assign` and `snooze`: what people say about the work on a mail; lines of the log, and no Decisions."""

from datetime import datetime

from intake.domain.errors import UsageError
from intake.domain.submission import Submission
from intake.domain.verdict import Deed
from intake.pipeline.decision.lookup import submission_named
from intake.pipeline.line import Line
from intake.pipeline.notes import note

LONGEST = 2_000
"""Characters of a note."""


def write_note(line: Line, name: str, deed: Deed) -> Submission:
    """Keep the deed's reason as a note beside a mail; the sender never reads it."""
    if len(deed.reason) > LONGEST:
        raise UsageError(
            "A note has at most {most} characters; this one has {length}.",
            most=f"{LONGEST:,}",
            length=f"{len(deed.reason):,}",
        )
    return _log(line, name, deed, "noted")


def assign(line: Line, name: str, deed: Deed, to: str) -> Submission:
    """Say who looks after a mail; with "" nobody in particular does."""
    return _log(line, name, deed, "assigned", personal={"to": " ".join(to.split())})


def snooze(line: Line, name: str, deed: Deed, until: datetime | None) -> Submission:
    """Take a mail off the work list until an instant (UTC), or with None put it back; a Decision puts it back too."""
    if until is not None and until <= line.clock.now():
        raise UsageError("{until} UTC has passed; name an instant that is to come.", until=f"{until:%Y-%m-%d %H:%M}")
    return _log(line, name, deed, "snoozed", until=until.isoformat() if until else "")


def _log(
    line: Line, name: str, deed: Deed, what: str, personal: dict[str, str] | None = None, **facts: str
) -> Submission:
    with line.store.write() as work:
        submission = submission_named(work, name)
        note(
            work,
            submission,
            at=line.clock.now(),
            what=what,
            who=deed.actor,
            why=deed.reason,
            personal=personal,
            **facts,
        )
        line.step("act.before-commit")
    line.step("act.committed")
    return submission
