"""Putting a rulebook in force: it counts from the next batch, and its dates go on the agenda."""

from intake.domain.errors import ConfigurationError
from intake.domain.log_entry import LogEntry
from intake.domain.meeting import NEXT
from intake.domain.rulebook import Rulebook
from intake.pipeline.agenda.planning import plan
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


def activate(line: Line, group: str, version: str, text: str, *, who: str, files: str | None = None) -> bool:
    """Put this version in force for the group; returns False if it is already.

    `files` is the digest of the files that it was written from, None where it was not. Raises ConfigurationError when
    the text is no rulebook, and when a meeting that has documents is gone from it.
    """
    rulebook = line.rulebook_of(version, text)
    now = line.clock.now()
    with line.store.write() as work:
        if gone := meetings_gone(work, rulebook):
            raise ConfigurationError("\n".join(gone))
        before = _in_force(line, work, group)
        if files is not None:
            work.rulebooks.set_files(group, files, version)
        new = work.rulebooks.activate(group, version, text, who, now)
        if new:
            plan(work, rulebook, before, now)
            facts = {"version": version}
            why = f"The rulebook of {rulebook.group.acronym} is in force in version {version[:12]}."
            work.log.add(LogEntry(at=now, what="rulebook", who=who, why=why, group=group, facts=facts))
    return new


def meetings_gone(work: UnitOfWork, rulebook: Rulebook) -> list[str]:
    """A sentence for each meeting that has documents and that this rulebook no longer knows."""
    group = rulebook.group.id
    gone = [one for one in work.rulebooks.meetings(group) if one != NEXT and rulebook.meeting(one) is None]
    return [
        f"rules/groups/{group}.toml: meeting: there are documents for the meeting {one!r}, which is gone. Put it back; "
        f'or, if it has another id now, write was = "{one}" into its [[meeting]].'
        for one in gone
    ]


def changed_by_a_person(work: UnitOfWork, group: str, files: str) -> bool:
    """Whether the files (their digest) are those last put in force, and a person put another version in force since."""
    said, active = work.rulebooks.files(group), work.rulebooks.active(group)
    return said is not None and active is not None and said[0] == files and said[1] != active[0]


def _in_force(line: Line, work: UnitOfWork, group: str) -> Rulebook | None:
    """The rulebook in force; None when there is none that this program can read."""
    try:
        return line.rulebook(work, group)
    except ConfigurationError:
        return None
