"""The secretariat notes beside numbers: the item of the agenda that each is under, and what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from intake.domain.errors import UsageError
from intake.domain.lists.minutes import Minute, MinuteKind
from intake.domain.meeting import NEXT, Meeting
from intake.domain.names import meeting_named
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution
from intake.domain.verdict import Deed
from intake.pipeline.agenda.papers import gathered
from intake.pipeline.desk.documents.together import together
from intake.pipeline.line import Line
from intake.pipeline.notes import note

_LONGEST = 1_000

TextOf = Callable[[Rulebook, Contribution], str | None]


@dataclass(frozen=True, slots=True)
class Noted:
    """What an act did: numbers with what stands beside them now, and those where the same stood before."""

    changed: tuple[tuple[str, str], ...]
    unchanged: tuple[str, ...] = ()


def allocate(line: Line, numbers: Sequence[str], deed: Deed, item: str | None) -> Noted:
    """Put these numbers under an item of their meeting's agenda; None takes each off the item that it was put under.

    UsageError, and nothing is noted, if one of them is no number, is of another group, or its meeting has no such item.
    """
    return _noted(line, numbers, deed, "item", lambda rulebook, one: _item(rulebook, one, item))


def allocate_as_proposed(line: Line, group: str, meeting: str, deed: Deed) -> Noted:
    """Put every document of a meeting under the item that is proposed for it; those that a person allocated stay.

    What the house wrote itself stays out: an agenda is under no item of its own.
    """
    now = line.clock.now()
    with line.store.read() as work:
        rulebook = line.rulebook(work, group)
        there = meeting_named(rulebook, meeting)
        found = [one for one in gathered(work, rulebook, there, now).sent_in().registered if one.is_proposed]
    wanted = {one.contribution.label: one.placing.item for one in found if one.placing}
    if not wanted:
        return Noted(())
    return _noted(line, list(wanted), deed, "item", lambda book, one: _item(book, one, wanted[one.label]))


def record_outcome(line: Line, numbers: Sequence[str], deed: Deed, outcome: str | None) -> Noted:
    """Note what became of these numbers at their meeting, in a person's words; None takes the note off."""
    text = " ".join((outcome or "").split())[:_LONGEST]
    if outcome is not None and not text:
        raise UsageError("Say what became of it: --text.")
    return _noted(line, numbers, deed, "outcome", lambda _, __: text or None)


def _noted(line: Line, numbers: Sequence[str], deed: Deed, about: MinuteKind, text_of: TextOf) -> Noted:
    """Note this beside each number; what stood there before stays in the log."""
    changed, unchanged = [], []
    with together(line, numbers, about) as (work, rulebook, chosen, now):
        every = list({one.id: one for one in chosen}.values())
        texts = {one.id: text_of(rulebook, one) for one in every}
        before = {one.contribution: one for one in work.minutes.of(list(texts)) if one.about == about}
        mails = work.submissions.some([one.submission for one in every])
        for one in every:
            text, meeting, known = texts[one.id], rulebook.present_id(one.meeting) or NEXT, before.get(one.id)
            counts = known is not None and rulebook.present_id(known.meeting) == meeting
            was = known.text if known and counts else None
            if was == text:
                unchanged.append(one.label)
                continue
            if text is None:
                work.minutes.drop(one.id, about)
            else:
                work.minutes.put(Minute(one.id, about, meeting, text, deed.actor, deed.reason, now))
            item = {"item": text or "", "before": was or ""} if about == "item" else {}
            said = {} if about == "item" else {"outcome": text or "", "before": was or ""}
            why = f"{_sentence(one, about, text, was)}: {deed.reason}"
            note(
                work, mails[one.submission], at=now, what="allocated" if about == "item" else "outcome", who=deed.actor,
                why=why, personal=said, number=one.label, **item,
            )  # fmt: skip
            changed.append((one.label, text or ""))
    return Noted(tuple(changed), tuple(unchanged))


def _sentence(one: Contribution, about: MinuteKind, text: str | None, was: str | None) -> str:
    if about == "outcome":
        return f"The outcome of {one.label} is {'noted' if text else 'taken off'}"
    if text is None:
        return f"{one.label} is no longer under item {was}"
    return f"{one.label} is under item {text}{f', before under {was}' if was else ''}"


def _item(rulebook: Rulebook, one: Contribution, item: str | None) -> str | None:
    if item is None:
        return None
    meeting = rulebook.meeting(one.meeting)
    if meeting is None:
        raise UsageError("{number} waits for the next meeting, which has no agenda yet.", number=one.label)
    if meeting.item(item) is None:
        raise UsageError(
            "{item}: the agenda of {meeting} has no such item; {known}.",
            item=item,
            meeting=meeting.id,
            known=_known(meeting),
        )
    return item


def _known(meeting: Meeting) -> str:
    if not meeting.items:
        return "its rulebook has no agenda ([[meeting.item]])"
    return f"there are {', '.join(one.number for one in meeting.items)}"
