"""Documents are posted: by a person, with their numbers, or when their call closes; in doubt a person looks first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from intake.domain.calls.agenda import Due
from intake.domain.house.source import is_of_the_house
from intake.domain.meeting import NEXT
from intake.domain.publishing.posting import Brought, Doubt, doubts, waiting_versions
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Submission
from intake.domain.telling.announcing import documents_posted
from intake.domain.telling.decided import look_before_posting
from intake.domain.verdict import Deed
from intake.pipeline.agenda.duty import DutyEnd
from intake.pipeline.agenda.telling import announce, tell_secretariat
from intake.pipeline.decision.afterwards import admitted_in_session
from intake.pipeline.decision.lookup import last_decision
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.ports import UnitOfWork

EVERYTHING = "all"
"""The end of a subject that means all documents of a meeting; else it is the id of a mail."""

_BY_ITSELF = ("on-accept", "at-closing")


def posting_is_due(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Post what may be posted without a person: of one mail, or of a call that is closed."""
    _, named, what = due.subject.split("/")
    rulebook = line.rulebook(work, due.group)
    last = last_decision(work, work.submissions.get(int(what))) if what != EVERYTHING else None
    in_session = last is not None and admitted_in_session(rulebook, last)
    if not in_session and rulebook.under(rulebook.meeting(named)).policy.posting not in _BY_ITSELF:
        return "lapsed"
    lock_series(work, rulebook)
    if what == EVERYTHING:
        listed = work.contributions.listed(due.group)
        chosen = [one for one in listed if (rulebook.present_id(one.meeting) or NEXT) == named]
    else:
        documents = last.verdict.documents if last and in_session else ()
        kept = {one.number for one in documents if one.kept_from}
        chosen = [one for one in work.contributions.of(int(what)) if one.label not in kept]
    doubted = doubts_of(work, chosen)
    if in_session:
        doubted = {label: _without_late(why) for label, why in doubted.items()}
        _ask_to_post(line, work, rulebook, {label: why for label, why in doubted.items() if why}, now)
    clear = [one for one in chosen if waiting_versions(one) and not doubted[one.label]]
    if not clear:
        return "lapsed"
    deed = Deed("tick", "by the rulebook")
    mark_posted(work, clear, deed, now)
    if what == EVERYTHING:
        tell_list(line, work, rulebook, clear, now)
    return "done"


def _without_late(why: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    """That it was late is no doubt any more: `admit` settles that alone, so nothing else held it."""
    return tuple(one for one in why if one != "held")


def _ask_to_post(
    line: Line, work: UnitOfWork, rulebook: Rulebook, doubted: Mapping[str, tuple[Doubt, ...]], now: datetime
) -> None:
    """Tell the secretariat what was admitted in session and waits for a person to look at it."""
    if doubted:
        tell_secretariat(line, work, rulebook, look_before_posting(doubted), now)


def doubts_of(work: UnitOfWork, chosen: Iterable[Contribution]) -> dict[str, tuple[Doubt, ...]]:
    """For each number why a person has to look at what waits of it to be posted."""
    waiting = {one.label: {each.submission for each in waiting_versions(one)} for one in chosen}
    mails = work.submissions.some([each for ids in waiting.values() for each in ids])
    first = work.submissions.first_of(list({one.sender for one in mails.values()} - {""}))
    firsts = {one.raw for one in work.submissions.some(list(first.values())).values()}
    # A mail to two groups is the first one of its address in both. What the house wrote came from nobody's address.
    brought = {
        own: Brought(one, last_decision(work, one).verdict, _is_first(one, firsts)) for own, one in mails.items()
    }
    return {one.label: doubts(one, [brought[each] for each in sorted(waiting[one.label])]) for one in chosen}


def _is_first(one: Submission, firsts: Collection[str]) -> bool:
    return one.raw in firsts and not is_of_the_house(one.source)


def mark_posted(work: UnitOfWork, chosen: Sequence[Contribution], deed: Deed, now: datetime) -> None:
    """Post these numbers with all their versions, a line of the log for each. Never commits."""
    mails = work.submissions.some([one.submission for one in chosen])
    for one in chosen:
        work.contributions.post(one.id, now)
        why = f"{one.label} is posted: {deed.reason}"
        note(work, mails[one.submission], at=now, what="posted", who=deed.actor, why=why, number=one.label)


def tell_list(line: Line, work: UnitOfWork, rulebook: Rulebook, posted: Sequence[Contribution], now: datetime) -> None:
    """Prepare a draft for the group's list for each meeting whose documents were posted."""
    of_meeting: dict[str, list[Contribution]] = {}
    for one in posted:
        of_meeting.setdefault(rulebook.present_id(one.meeting) or NEXT, []).append(one)
    for named, documents in of_meeting.items():
        notice = documents_posted(rulebook.group, rulebook.meeting(named), documents)
        announce(line, work, rulebook, notice, f"posted:{rulebook.group.id}/{named}:{now.isoformat()}", now)
