"""The chairs decide on late papers: they are asked by mail, and told what was decided."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from intake.domain.answering.admitting import still_held
from intake.domain.answering.asked import before_chairs, late_documents, settled_in, waits_for_chairs
from intake.domain.answering.outcomes import reply_to, standing
from intake.domain.calls.agenda import Due
from intake.domain.calls.states import begins, ends
from intake.domain.deadlines import correct_until
from intake.domain.letters.notice import StaffLetter
from intake.domain.meeting import Meeting, Officer
from intake.domain.persons.offices import chairs_at
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.telling.decided import Became, Decided, chair_named, decided
from intake.domain.telling.late_paper import LARGEST, SILENT_DAYS, ChairPages, LateMail, LatePaper, ask
from intake.domain.transit.way import way_of
from intake.domain.verdict import Decision, Verdict
from intake.pipeline.agenda.duty import DutyEnd, meeting_of
from intake.pipeline.agenda.telling import (
    GATHERING,
    named,
    owe_staff,
    put_into,
    staff_head,
    tell_secretariat,
    tell_staff,
)
from intake.pipeline.decision.judging import reading_of
from intake.pipeline.decision.lookup import last_decision
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


def ask_chairs(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Ask each chair about the late documents of one mail; a chair without an address cannot be asked."""
    rulebook, meeting = meeting_of(line, work, due)
    submission = _submission(work, due)
    last = last_decision(work, submission)
    chairs = [one for one in chairs_at(rulebook, now) if one.addresses]
    if meeting is None or not waits_for_chairs(last.verdict) or not chairs:
        return "lapsed"
    mail = _late_mail(line, submission, last, rulebook, meeting)
    for chair in chairs:
        _ask(line, work, rulebook, mail, chair, due, now)
    silent = correct_until(now, meeting.zone, rulebook.calendar, SILENT_DAYS)
    work.agenda.plan(Due("chairs-silent", due.subject, max(now, min(silent, begins(meeting)))))
    line.step("ask-chairs.owed")
    return "done"


def chairs_are_silent(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:  # noqa: ARG001 - as every duty
    """From now on the secretariat may decide, if no chair has: its lists say so."""
    return "done" if before_chairs(last_decision(work, _submission(work, due)).verdict) else "lapsed"


def tell_what_was_decided(line: Line, work: UnitOfWork, due: Due, now: datetime) -> DutyEnd:
    """Tell the other chairs who were asked, and the secretariat where a chair decided."""
    rulebook = line.rulebook(work, due.group)
    submission = _submission(work, due)
    n = int(due.subject.rpartition("/")[2])
    before, decision, *later = work.submissions.decisions(submission.id)[n - 2 : n + 1]
    if any(one.act == "undo" for one in later):
        return "lapsed"
    about = due.subject.rpartition("/")[0]
    if not before_chairs(last_decision(work, submission).verdict):
        _wait_no_longer(work, about)
    asked = work.agenda.found("ask-chairs", about)
    if not any(one.outcome == "done" for one in asked):
        return "lapsed"
    chairs = chairs_at(rulebook, now)
    found = what_was_decided(submission, decision, settled_in(before.verdict, decision.verdict), chairs)
    notice = decided(found)
    if found.chair:
        tell_secretariat(line, work, rulebook, notice, now)
    for one in chairs:
        if one != found.chair and one.addresses:
            tell_staff(line, work, rulebook, one.addresses[:1], notice, now)
    return "done"


def _wait_no_longer(work: UnitOfWork, about: str) -> None:
    """Forget the day from which the secretariat may decide: nothing is left to decide."""
    for item in work.agenda.found("chairs-silent", about):
        if not item.outcome:
            work.agenda.drop(item.id)


def what_was_decided(
    submission: Submission, decision: Decision, places: Collection[int], chairs: Sequence[Officer]
) -> Decided:
    """What a Decision made of these late documents (indices), for those who read of it."""
    mine = [decision.verdict.documents[index] for index in places]
    taken = [one for one in mine if one.disposition == "accept"]
    waits = any(one.disposition == "hold" for one in mine)
    became: Became = "admitted" if taken or decision.act in ("admit", "release") else "closed"
    if any(one.kept_from for one in mine):
        became = "kept"
    return Decided(
        submission.reference,
        "; ".join(one.document.cover.title or one.document.file for one in mine),
        "moved" if decision.by_line else became,
        decision.actor,
        decision.at,
        decision.reason,
        tuple(dict.fromkeys(one.number for one in taken if one.number)),
        chair_named(chairs, decision.actor),
        waits,
    )


def _submission(work: UnitOfWork, due: Due) -> Submission:
    return work.submissions.get(int(due.subject.split("/")[2]))


def _late_mail(line: Line, submission: Submission, last: Decision, rulebook: Rulebook, meeting: Meeting) -> LateMail:
    verdict = last.verdict
    mail = reading_of(line, submission, last).mail
    return LateMail(
        submission.reference,
        meeting,
        submission.sender,
        submission.received_at,
        submission.received_evidence,
        verdict.deadline or submission.received_at,
        verdict.late_by,
        tuple(_papers(verdict)),
        way_of(mail.received, rulebook.under(meeting).policy.trusted_received_hosts),
    )


def _papers(verdict: Verdict) -> Sequence[LatePaper]:
    """The late documents; one that is held for another reason, too, stays with the secretariat."""
    doubtful = {index for index, one in still_held(verdict) if not one.tells("late")}
    told = [index for index in late_documents(verdict) if reply_to(verdict, index) == "all"]
    return [
        LatePaper(
            index,
            verdict.documents[index].document,
            tuple(
                one
                for one in standing(verdict, index)
                if one.severity != "note" and one.reply == "all" and not one.tells("late")
            ),
            kept_back=index in doubtful or index not in before_chairs(verdict),
        )
        for index in told
    ]


def _pages(line: Line, rulebook: Rulebook, mail: LateMail, chair: Officer, now: datetime) -> ChairPages | None:
    """The pages where this chair decides; None where there are none, or nobody could tell who it was."""
    if line.public is None or chair_named(chairs_at(rulebook, now), chair.addresses[0]) != chair:
        return None
    until = min(ends(mail.meeting), now + timedelta(days=line.public.days))
    return ChairPages(line.public, chair.addresses[0], until.replace(microsecond=0)) if until > now else None


def _ask(
    line: Line, work: UnitOfWork, rulebook: Rulebook, mail: LateMail, chair: Officer, due: Due, now: datetime
) -> None:
    """Owe one chair the letter about this mail; what falls due at one instant of a daily letter goes into one."""
    address = chair.addresses[0]
    pages = _pages(line, rulebook, mail, chair, now)
    daily = rulebook.under(mail.meeting).policy.notify_chairs == "daily"
    topic = _topic(rulebook, address, due.at.isoformat() if daily else mail.reference)
    newest = work.debts.newest(topic)
    if newest and isinstance(newest.payload, StaffLetter):
        notice = ask(mail, chair, pages, LARGEST - newest.payload.enclosed_size)
        if put_into(work, newest, notice):
            return
    letter = StaffLetter(staff_head(rulebook, line), (address,), (ask(mail, chair, pages),))
    owe_staff(line, work, letter, topic=topic, due_at=now + GATHERING)


def _topic(rulebook: Rulebook, address: str, about: str) -> str:
    return f"ask:{rulebook.group.id}:{named([address])}:{about}"


def topics_of_asking(rulebook: Rulebook, reference: str, due: Sequence[datetime]) -> list[str]:
    """The topics of all letters that may have asked a chair about the mail of this reference.

    Letters of a day are called by the instants (UTC) at which asking fell `due`; every chair on record is meant, by
    the address that we write to.
    """
    chairs = [one.addresses[0] for one in rulebook.group.officers if one.chairs and one.addresses]
    abouts = [reference, *(at.isoformat() for at in due)]
    return [_topic(rulebook, chair, about) for chair in dict.fromkeys(chairs) for about in dict.fromkeys(abouts)]
