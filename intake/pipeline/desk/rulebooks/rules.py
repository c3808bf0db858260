"""Putting a rulebook in force: it counts from the next batch, and its dates go on the agenda."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.calls.undoing import taken_back
from intake.domain.deadlines import meeting_for
from intake.domain.errors import ConfigurationError, StaleDecisionError
from intake.domain.meeting import NEXT
from intake.domain.rulebook import Rulebook
from intake.pipeline.agenda.closing import follow_reports
from intake.pipeline.agenda.moved import plan_asking_again, plan_joins, plan_judging_again
from intake.pipeline.agenda.planning import plan
from intake.pipeline.agenda.timely import take_out_overtaken
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.decision.reserved import reserve_for_agenda
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class RulesDeed:
    """Who puts a rulebook in force, and why; `replaces` is the version that the person saw, "" for any."""

    actor: str
    reason: str = ""
    replaces: str = ""


def activate(line: Line, group: str, version: str, text: str, *, who: str, files: str | None = None) -> bool:
    """Put this version in force for the group; returns False if it is already.

    `files` is the digest of the files that it was written from, None where it was not. Raises ConfigurationError when
    the text is no rulebook, and when a meeting that has documents is gone from it.
    """
    return _put_in_force(line, group, (version, text), RulesDeed(who), files)


def change(line: Line, group: str, made: tuple[str, str], deed: RulesDeed) -> bool:
    """Put a version (its digest, its text) that a person made at the desk in force, as `activate` does.

    Raises StaleDecisionError, too, where another version came into force since the person looked.
    """
    return _put_in_force(line, group, made, deed, None)


def _put_in_force(line: Line, group: str, made: tuple[str, str], deed: RulesDeed, files: str | None) -> bool:
    (version, text), who = made, deed.actor
    rulebook = line.rulebook_of(version, text)
    now = line.clock.now()
    with line.store.write() as work:
        lock_series(work, rulebook)
        if gone := meetings_gone(work, rulebook):
            raise ConfigurationError("\n".join(gone))
        before = line.readable_rulebook(work, group)
        require_seen(before, deed.replaces)
        if files is not None:
            work.rulebooks.set_files(group, files, version)
        new = work.rulebooks.activate(group, version, text, who, now)
        if new:
            take_effect(work, rulebook, before, now)
            why = f"The rulebook of {rulebook.group.acronym} is in force in version {version[:12]}"
            why += f": {deed.reason}" if deed.reason else "."
            note(work, group, at=now, what="rulebook", who=who, why=why, version=version)
        line.step("rules.before-commit")
    line.step("rules.committed")
    return new


def require_seen(before: Rulebook | None, seen: str) -> None:
    """Raise StaleDecisionError where a person saw another version (its digest, or the beginning) than that in force."""
    if seen and before is not None and not before.version.startswith(seen):
        raise StaleDecisionError(
            "The rulebook of {group} was changed in between: version {version} is in force; 'intake log "
            "--what rulebook' tells by whom.",
            group=before.group.acronym,
            version=before.version[:12],
        )


def take_effect(work: UnitOfWork, rulebook: Rulebook, before: Rulebook | None, now: datetime) -> int:
    """Plan all that follows from a rulebook that was put in force `now` (UTC) in place of the one `before`.

    Returns how many mails are judged again.
    The series must be locked, so that every mail is decided either before or under the new rulebook.
    """
    plan(work, rulebook, before, now)
    again = plan_judging_again(work, rulebook, before, now) if before is not None else 0
    if before is not None:
        plan_asking_again(work, rulebook, before, now)
        follow_reports(work, rulebook, before, now)
        take_out_overtaken(work, rulebook, before)
    plan_joins(work, rulebook, now)
    _keep_for_agenda(work, rulebook, now)
    return again


def _keep_for_agenda(work: UnitOfWork, rulebook: Rulebook, now: datetime) -> None:
    """Keep the agenda's number where a call is open already, and no document has a number yet."""
    meeting = meeting_for(rulebook.meetings, now)
    is_open = meeting is not None and (meeting.opens is None or meeting.opens <= now)
    if meeting is not None and is_open and not work.contributions.listed(rulebook.group.id):
        reserve_for_agenda(work, rulebook, meeting, now)


def meetings_gone(work: UnitOfWork, rulebook: Rulebook) -> list[str]:
    """A sentence for each meeting that has documents and that this rulebook no longer knows."""
    group = rulebook.group.id
    gone = [one for one in work.rulebooks.meetings(group) if one != NEXT and rulebook.meeting(one) is None]
    return [
        f"rules/groups/{group}.toml: meeting: there are documents for the meeting {one!r}, which is gone. Put it back; "
        f'or, if it has another id now, write was = "{one}" into its [[meeting]].'
        for one in gone
    ]


def desk_undone(line: Line, work: UnitOfWork, rulebook: Rulebook) -> list[str]:
    """A sentence for each change that a person made at the desk and that these files would take back."""
    group = rulebook.group.id
    said, active = work.rulebooks.files(group), work.rulebooks.active(group)
    if said is None or active is None or said[1] == active[0]:
        return []
    text = work.rulebooks.text(said[1])
    try:
        in_force, before = line.rulebook_of(*active), line.rulebook_of(said[1], text or "")
    except ConfigurationError:
        return []
    return [
        f"rules/groups/{group}.toml: {what}, which was done at the desk, and these files would take it back. "
        f"Run 'intake rules export {group} --to DIR', which writes it into files; or take it back with "
        "'intake rules activate --drop-extensions'."
        for what in taken_back(rulebook, in_force, before)
    ]


def changed_by_a_person(work: UnitOfWork, group: str, files: str) -> bool:
    """Whether the files (their digest) are those last put in force, and a person put another version in force since."""
    said, active = work.rulebooks.files(group), work.rulebooks.active(group)
    return said is not None and active is not None and said[0] == files and said[1] != active[0]
