"""`move --meeting`: a mail's documents are for another meeting of the group; their numbers stay."""

from collections.abc import Collection
from dataclasses import replace

from intake.domain.errors import UsageError
from intake.domain.meeting import NEXT
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Decision, Deed, Verdict
from intake.pipeline.agenda.moved import plan_joins
from intake.pipeline.decision.acting import acting
from intake.pipeline.desk.mails.acts import with_number
from intake.pipeline.line import Line


def change_meeting(line: Line, name: str, deed: Deed, meeting: str) -> Decision:
    """Let a mail's documents, or with a number that document alone, be for this meeting (id), or for "next".

    What waits is numbered for it when it is released. Nothing is judged again: a person decides. The sender hears of it
    only if the deed `tells`. Raises UsageError for a meeting that does not take place, or the one that it is for.
    """
    named = with_number(line, name)
    about = named.label if named else None
    with acting(line, name, replace(deed, act="change-meeting", about=about)) as act:
        rulebook = act.ready.prepared.rulebook
        wanted, known = _meeting(rulebook, meeting), act.known()
        mine = act.work.contributions.of(act.ready.submission.id)
        chosen = [one for one in mine if about in (None, one.label)]
        of_mail = act.last.verdict.meeting if act.last.verdict.meeting != NEXT else None
        if ({rulebook.present_id(one.meeting) for one in chosen} or {rulebook.present_id(of_mail)}) == {wanted}:
            raise UsageError("{name} is for {meeting} already.", name=name, meeting=wanted or "the next meeting")
        for one in chosen:
            act.work.contributions.join(one.id, wanted)
        labels = {one.label for one in chosen}
        verdict = _documents_for(act.last.verdict, wanted, labels if len(chosen) < len(mine) else None)
        decision = act.decide(verdict, known)
        if wanted is None:
            plan_joins(act.work, rulebook, act.now)
        return decision


def _documents_for(verdict: Verdict, meeting: str | None, labels: Collection[str] | None) -> Verdict:
    """The verdict with all documents (`labels` None), or those with these numbers, for a meeting or the next one.

    What is for the next one is for the meeting after the one that it was for, so that it does not join that again.
    """
    left = verdict.meeting if meeting is None and verdict.meeting != NEXT else None
    documents = tuple(
        replace(one, kept_from=left) if labels is None or one.number in labels else one for one in verdict.documents
    )
    return replace(verdict, documents=documents, meeting=meeting if labels is None else verdict.meeting)


def _meeting(rulebook: Rulebook, meeting: str) -> str | None:
    """The present id of the meeting, None for the next one; UsageError names those that there are."""
    if meeting.lower() == NEXT:
        return None
    found = rulebook.meeting(meeting.lower())
    if found is None or not found.takes_place:
        there = ", ".join(one.id for one in rulebook.meetings if one.takes_place)
        raise UsageError(
            "{meeting}: {group} has no such meeting; there are {there}, and next.",
            meeting=meeting,
            group=rulebook.group.acronym,
            there=there,
        )
    return found.id
