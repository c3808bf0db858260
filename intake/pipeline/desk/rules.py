"""Putting a rulebook in force: from the next batch on it counts, and what it makes due is on the agenda."""

from intake.domain.errors import ConfigurationError
from intake.domain.log_entry import LogEntry
from intake.domain.rulebook import Rulebook
from intake.pipeline.line import Line
from intake.pipeline.tick import plan
from intake.ports import UnitOfWork


def activate(line: Line, group: str, version: str, text: str, *, who: str) -> bool:
    """Put this version in force for the group; False when it is already.

    Raises ConfigurationError when the text is no rulebook.
    """
    rulebook = line.rulebook_of(version, text)
    now = line.clock.now()
    with line.store.write() as work:
        before = _in_force(line, work, group)
        new = work.rulebooks.activate(group, version, text, who, now)
        if new:
            plan(work, rulebook, before, now)
            facts = {"version": version}
            why = f"The rulebook of {rulebook.group.acronym} is in force in version {version[:12]}."
            work.log.add(LogEntry(at=now, what="rulebook", who=who, why=why, group=group, facts=facts))
    return new


def _in_force(line: Line, work: UnitOfWork, group: str) -> Rulebook | None:
    """The rulebook in force; None when there is none that this program can read."""
    try:
        return line.rulebook(work, group)
    except ConfigurationError:
        return None
