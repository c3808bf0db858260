"""What the secretariat does with a meeting: each is a further version of the rulebook, and all that follows from it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from intake.domain.calls.moving import (
    MoreTime,
    MovingWord,
    cancelled,
    extended,
    moved,
    opened,
    postponed,
    reported,
    shown,
)
from intake.domain.calls.states import state_of
from intake.domain.errors import UsageError
from intake.domain.meeting import Meeting
from intake.domain.names import meeting_name, meeting_named
from intake.domain.rulebook import Rulebook
from intake.domain.telling.meetings import MeetingEvent, announcement
from intake.pipeline.agenda.notifying import concerned, plan_notices
from intake.pipeline.agenda.telling import announce
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.desk.rulebooks.rules import require_seen, take_effect
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class MeetingDeed:
    """Who changes a meeting and why; `replaces` is the version of the rulebook that the person saw, or ""."""

    actor: str
    reason: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A meeting as it is now, the version of the rulebook that says so, and how many mails are judged or told again."""

    group: str
    meeting: Meeting
    version: str
    judged_again: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class _Changing:
    """A meeting as an act finds it, in the act's transaction, with the series of its group locked."""

    line: Line
    work: UnitOfWork
    deed: MeetingDeed
    now: datetime
    rulebook: Rulebook
    meeting: Meeting

    @property
    def word(self) -> MovingWord:
        return MovingWord(self.deed.actor, self.deed.reason, self.now)

    def put_in_force(self, meeting: Meeting, what: str, personal: Sequence[str] = ()) -> Changed:
        """Put the rulebook with this meeting in force, with a line in the log that begins with `what`."""
        others = [meeting if one.id == meeting.id else one for one in self.rulebook.meetings]
        ordered = tuple(sorted(others, key=lambda one: (one.first_day, one.id)))
        version, text = self.line.codec.write(replace(self.rulebook, meetings=ordered))
        group = self.rulebook.group.id
        self.work.rulebooks.activate(group, version, text, self.deed.actor, self.now)
        again = take_effect(self.work, self.line.rulebook_of(version, text), self.rulebook, self.now)
        note(
            self.work,
            group,
            at=self.now,
            what="rulebook",
            who=self.deed.actor,
            why=f"{what}: {self.deed.reason}",
            personal={"for": ", ".join(personal)} if personal else None,
            version=version,
            meeting=meeting.id,
        )
        return Changed(group, meeting, version, again)

    def tell(self, event: MeetingEvent, changed: Changed) -> Changed:
        """Plan one letter to each submitter of the meeting, and prepare one to the group's list.

        Letters of an earlier change that were not written so far never leave.
        """
        group, meeting = self.rulebook.group.id, changed.meeting
        about = f"{group}/{meeting.id}/"
        for item in self.work.agenda.open(group, ("notify",)):
            if item.due.subject.startswith(about):
                self.work.agenda.drop(item.id)
        mails = self.work.submissions.decided(group, (meeting.id, *meeting.was))
        plan_notices(self.work, f"{about}{event}", [submission for submission, _ in mails], self.now)
        self.announce(event, changed)
        return replace(changed, told=concerned(self.work, mails))

    def announce(self, event: MeetingEvent, changed: Changed) -> None:
        """Prepare a letter to the group's list."""
        rulebook = self.line.rulebook(self.work, self.rulebook.group.id)
        key = f"{event}:{rulebook.group.id}/{changed.meeting.id}:{changed.version[:12]}"
        announce(self.line, self.work, rulebook, announcement(event, changed.meeting, self.now), key, self.now)


def extend(line: Line, name: str, deed: MeetingDeed, wish: MoreTime) -> Changed:
    """Move a deadline, for all or for some; late mails that are in time then are judged again."""
    with _changing(line, name, deed) as act:
        before = act.meeting.deadline(wish.kind)
        changed = act.put_in_force(*_extension(act, wish), personal=wish.addresses)
        after = changed.meeting.deadline(wish.kind)
        if wish.kind == "contribution" and before and after and after.utc > before.utc:
            act.announce("extended", changed)
    return changed


def reopen(line: Line, name: str, deed: MeetingDeed, until: date | datetime) -> Changed:
    """Open a call again that is closed: more time for everybody."""
    with _changing(line, name, deed) as act:
        if state_of(act.meeting, act.now) not in ("call-closed", "in-session"):
            raise UsageError(
                "The call for {meeting} is not closed; 'intake meeting extend' gives more time.",
                meeting=act.meeting.title,
            )
        changed = act.put_in_force(*_extension(act, MoreTime(until)))
        act.announce("extended", changed)
    return changed


def open_call(line: Line, name: str, deed: MeetingDeed) -> Changed:
    """Open the call of a meeting before its time."""
    with _changing(line, name, deed) as act:
        return act.put_in_force(opened(act.meeting, act.now), f"The call for {act.meeting.title} is open")


def postpone(
    line: Line,
    name: str,
    deed: MeetingDeed,
    days: tuple[date, date] | None = None,
    until: date | datetime | None = None,
) -> Changed:
    """Postpone a meeting, to other days if they are known, with another date for contributions if one is given."""
    if until is not None and days is None:
        raise UsageError("A date for contributions needs the meeting's days: --to.")
    with _changing(line, name, deed) as act:
        if days is None:
            return act.tell("postponed", act.put_in_force(postponed(act.meeting, act.now), _postponed(act.meeting)))
        there = moved(act.meeting, *days, act.now)
        if until is not None:
            there = extended(there, MoreTime(until, shorten=True), act.word)
        why = f"{_postponed(act.meeting)} to {there.first_day}"
        return act.tell("postponed", act.put_in_force(there, why))


def cancel(line: Line, name: str, deed: MeetingDeed) -> Changed:
    """Cancel a meeting; its documents keep their numbers."""
    with _changing(line, name, deed) as act:
        changed = act.put_in_force(cancelled(act.meeting, act.now), f"{act.meeting.title} is cancelled")
        return act.tell("cancelled", changed)


def report_is_out(line: Line, name: str, deed: MeetingDeed, *, undo: bool = False) -> Changed:
    """Say that the report of a meeting is out, and so the meeting over for good; with `undo`, that it is not yet."""
    with _changing(line, name, deed) as act:
        what = f"The report of {act.meeting.title} is {'not out yet' if undo else 'out'}"
        return act.put_in_force(reported(act.meeting, act.now, undo=undo), what)


def _postponed(meeting: Meeting) -> str:
    return f"{meeting.title} is postponed"


def _extension(act: _Changing, wish: MoreTime) -> tuple[Meeting, str]:
    there = extended(act.meeting, wish, act.word)
    given = there.extensions[-1].deadline
    for_whom = f" for {len(wish.addresses)} senders" if wish.addresses else ""
    return there, f"The date for {wish.kind}s to {there.title} is now {shown(given)}{for_whom}"


@contextmanager
def _changing(line: Line, name: str, deed: MeetingDeed) -> Iterator[_Changing]:
    """Change the meeting named "group/meeting" in one transaction.

    Raises UsageError where there is none; StaleDecisionError where another version came into force in between.
    """
    named = meeting_name(name)
    with line.store.read() as work:
        known = line.rulebook(work, named.group)
    now = line.clock.now()
    with line.store.write() as work:
        lock_series(work, known)
        rulebook = line.rulebook(work, named.group)
        require_seen(rulebook, deed.replaces)
        yield _Changing(line, work, deed, now, rulebook, meeting_named(rulebook, named.meeting))
        line.step("meeting.before-commit")
    line.step("meeting.committed")
