"""The acts of people: each is a further Decision with actor, time, reason and the Decision that it replaces."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from intake.domain.answering.admitting import kept_from
from intake.domain.answering.asked import late_documents
from intake.domain.answering.chairs import require_open_to_chairs
from intake.domain.deadlines import meeting_after
from intake.domain.errors import UsageError
from intake.domain.meeting import NEXT
from intake.domain.numbers.counting import require_not_joined
from intake.domain.numbers.revisions import split_revision
from intake.domain.persons.offices import chairs_at
from intake.domain.submission import Contribution
from intake.domain.telling.decided import chair_named
from intake.domain.verdict import Act, Decision, Deed, Disposition, Judged, Kind, Verdict
from intake.pipeline.agenda.late import take_late
from intake.pipeline.decision.acting import Acting, acting, refuse_numbered
from intake.pipeline.line import Line

_OPEN: tuple[Disposition, ...] = ("hold", "return", "ignore")
"""The dispositions from which a person can still accept a document."""


def release(line: Line, name: str, deed: Deed) -> Decision:
    """Accept a held mail: each waiting contribution gets its number now; a withdrawn number counts again."""
    contribution = with_number(line, name)
    if contribution is not None:
        require_not_joined(contribution)
    if contribution is not None and contribution.withdrawn_at is not None:
        with acting_on_number(line, name, deed, "release") as (act, withdrawn):
            known = act.known()
            verdict = act.last.verdict if withdrawn.label in act.last.verdict.numbers else _accepted(act, "released")
            act.work.contributions.withdraw(withdrawn.id, None)
            return act.decide(verdict, known)
    with acting(line, name, replace(deed, act="release")) as act:
        return act.decide(_accepted(act, "released"))


def admit(line: Line, name: str, deed: Deed, document: str = "", *, following: bool = False) -> Decision:
    """Accept documents that came after the deadline for contributions (Rec. ITU-T A.1, clause 3.2.5).

    All late ones of the mail, or the one that is named by its place (from 1) or its file. What holds one of them for
    another reason holds it still. `following`: they are for the next meeting, not for the one at hand.
    """
    with acting(line, name, replace(deed, act="keep" if following else "admit")) as act:
        _refuse_chair(act)
        verdict = act.last.verdict
        late = late_documents(verdict)
        if not late:
            why = "was received in time" if not verdict.late_by else "is not held for being late"
            raise UsageError(
                "{name} {why}; use 'intake release' for what is held for another reason.", name=name, why=why
            )
        chosen = named_document(verdict, document) if document else late
        if not set(chosen) <= set(late):
            raise UsageError(
                "{document}: this document of {name} is not held for being late.", document=document, name=name
            )
        return take_late(act, chosen)


def _refuse_chair(act: Acting) -> None:
    """Raise UsageError where a chair acts and a link would refuse; the secretariat may all the same."""
    if act.deed.role:
        rulebook = act.ready.prepared.rulebook
        chair = chair_named(chairs_at(rulebook, act.now), act.deed.actor)
        require_open_to_chairs(act.last.verdict, rulebook, chair, act.now)


def named_document(verdict: Verdict, document: str) -> tuple[int, ...]:
    """The index of the document with this place (from 1) or file name; UsageError names those that there are."""
    files = [one.document.file for one in verdict.documents]
    found = [index for index, file in enumerate(files) if document in (str(index + 1), file)]
    if len(found) != 1:
        known = ", ".join(f"{place} ({file})" for place, file in enumerate(files, 1))
        raise UsageError(
            "{document}: there is no such document, or more than one; there are {known}.",
            document=document,
            known=known,
        )
    return tuple(found)


def return_to_sender(line: Line, name: str, deed: Deed) -> Decision:
    """Return the documents that have no number yet, with everything that needs correction."""
    with acting(line, name, replace(deed, act="return")) as act:
        _refuse_chair(act)
        _require_one_without_number(act, name)
        return act.decide(ended(act.last.verdict, "return"))


def ignore(line: Line, name: str, deed: Deed) -> Decision:
    """Take a mail off the work list without an answer; raises UsageError if it has a number."""
    with acting(line, name, replace(deed, act="ignore")) as act:
        _require_one_without_number(act, name)
        return act.decide(ended(act.last.verdict, "ignore"))


def correct(
    line: Line,
    number: str,
    deed: Deed,
    *,
    title: str | None = None,
    source: tuple[str, ...] | None = None,
    kind: Kind | None = None,
    as_it_is: bool = False,
) -> Decision:
    """Correct a contribution's recorded title, source or kind; the fields as read stay, and the number never changes.

    `as_it_is`: what the secretariat had to complete is complete, or may stay so. The sender hears of it if the deed
    `tells`.
    """
    if title is None and source is None and kind is None and not as_it_is:
        raise UsageError("Say what to correct: --title, --source, --kind, or several; or --as-it-is.")
    with acting_on_number(line, number, deed, "correct") as (act, contribution):
        recorded = (contribution.title, contribution.source, contribution.kind)
        if not as_it_is and recorded == (title or recorded[0], source or recorded[1], kind or recorded[2]):
            raise UsageError("{number} is recorded so already.", number=contribution.label)
        known = act.known()
        act.work.contributions.correct(contribution.id, title=title, source=source, kind=kind)
        verdict = act.last.verdict
        return act.decide(_completed(verdict, contribution) if as_it_is else verdict, known)


def _completed(verdict: Verdict, contribution: Contribution) -> Verdict:
    """The verdict in which nothing has to be completed in this document; UsageError where nothing had."""
    places = {index for index, one in enumerate(verdict.documents) if one.number == contribution.label}
    findings = tuple(
        replace(one, severity="note") if one.severity == "repair" and one.document in {None, *places} else one
        for one in verdict.findings
    )
    if findings == verdict.findings:
        raise UsageError("In {number} nothing has to be completed.", number=contribution.label)
    return replace(verdict, findings=findings)


def withdraw(line: Line, number: str, deed: Deed) -> Decision:
    """Withdraw a contribution: its number stays in the list and is never given again."""
    with acting_on_number(line, number, deed, "withdraw") as (act, contribution):
        require_not_joined(contribution)
        if contribution.withdrawn_at is not None:
            raise UsageError("{number} is withdrawn already.", number=contribution.label)
        known = act.known()
        act.work.contributions.withdraw(contribution.id, act.now)
        return act.decide(act.last.verdict, known)


@contextmanager
def acting_on_number(line: Line, number: str, deed: Deed, kind: Act) -> Iterator[tuple[Acting, Contribution]]:
    """Act on one number: its contribution, as of the act's transaction, and the mail that brought it."""
    known = with_number(line, number)
    if known is None:
        raise UsageError("{number}: there is no contribution with this number.", number=number)
    about = replace(deed, act=kind, about=known.label)
    with acting(line, str(known.submission), about, called=number) as act:
        yield act, act.work.contributions.by_label(known.label) or known


def with_number(line: Line, name: str) -> Contribution | None:
    """The contribution with this number, of any revision; None for any other name."""
    with line.store.read() as work:
        return work.contributions.by_label(split_revision(name)[0])


def _require_one_without_number(act: Acting, name: str) -> None:
    if not any(judged.disposition == "hold" for judged in act.last.verdict.documents):
        refuse_numbered(act.last, name)


def _accepted(act: Acting, done: str) -> Verdict:
    verdict = act.last.verdict
    documents = tuple(_accept(judged) for judged in verdict.documents)
    roles = {judged.role for judged in verdict.documents}
    if "contribution" not in roles or not any(judged.disposition in _OPEN for judged in verdict.documents):
        raise UsageError(
            "{reference} has no document that could be {done}.", reference=act.ready.submission.reference, done=done
        )
    meeting = verdict.meeting if verdict.meeting not in (None, NEXT) else _meeting_ahead(act)
    return replace(verdict, disposition="accept", documents=documents, meeting=meeting)


def _meeting_ahead(act: Acting) -> str | None:
    """The meeting that what was sent for "next" is for by now; None while none is ahead."""
    meeting = meeting_after(act.ready.prepared.rulebook.meetings, act.now, kept_from(act.last.verdict))
    return meeting.id if meeting else None


def _accept(judged: Judged) -> Judged:
    if judged.role not in ("contribution", "part"):
        return replace(judged, disposition=None)
    return replace(judged, disposition="accept") if judged.disposition in _OPEN else judged


def ended(verdict: Verdict, disposition: Disposition) -> Verdict:
    """Every document without a number ends so; a numbered one keeps its number, and then the mail is accepted."""
    documents = tuple(
        judged
        if judged.disposition == "accept"
        else replace(judged, disposition=disposition if judged.role in ("contribution", "part") else None)
        for judged in verdict.documents
    )
    accepted = any(judged.disposition == "accept" for judged in documents)
    return replace(verdict, disposition="accept" if accepted else disposition, documents=documents)
