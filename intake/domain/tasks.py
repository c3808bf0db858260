"""Who looks after a mail, and until when it may rest: said in the log by people, and no Decision."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.log_entry import LogEntry

TASK_WORDS = ("assigned", "decided", "snoozed")
"""The kinds of log lines that a task is made of: a Decision ends a rest."""


@dataclass(frozen=True, slots=True)
class Task:
    """What people said about the work on one mail: `assignee` looks after it, it rests until `rests_until` (UTC)."""

    assignee: str = ""
    rests_until: datetime | None = None

    def rests(self, now: datetime) -> bool:
        """Whether nobody has to look at it yet."""
        return self.rests_until is not None and now < self.rests_until


def task_of(lines: Iterable[LogEntry]) -> Task:
    """The task in the log lines of one mail, oldest first."""
    task = Task()
    for one in lines:
        if one.what == "assigned":
            task = replace(task, assignee=one.personal.get("to", ""))
        elif one.what == "snoozed":
            until = one.facts.get("until")
            task = replace(
                task, rests_until=datetime.fromisoformat(until) if isinstance(until, str) and until else None
            )
        elif one.what == "decided":
            task = replace(task, rests_until=None)
    return task
