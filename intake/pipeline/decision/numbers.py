"""Numbers, given once, in the transaction of their documents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import get_args

from intake.domain.house.reservation import AGENDA
from intake.domain.judging.kinds import is_officer
from intake.domain.judging.past import submitters_of
from intake.domain.mail import Mail
from intake.domain.meeting import NEXT, Series
from intake.domain.numbers.numbering import keys
from intake.domain.publishing.versions import last_versions
from intake.domain.rulebook import Rulebook
from intake.domain.submission import AcceptedFile, Contribution, Version
from intake.domain.verdict import Decision, Judged, Kind, Verdict
from intake.pipeline.decision.judging import Ready
from intake.pipeline.decision.reserved import kept_for
from intake.pipeline.decision.standing import earlier_of, is_accepted, stand_again
from intake.ports import UnitOfWork


def lock_series(work: UnitOfWork, rulebook: Rulebook) -> None:
    """Lock the group's series until the transaction ends; always first, so that no two transactions deadlock."""
    work.contributions.lock(rulebook.group.id, [(series.id, series.first_number) for series in rulebook.series])


def give_numbers(work: UnitOfWork, ready: Ready, verdict: Verdict, now: datetime) -> Verdict:
    """The verdict with the number of every accepted contribution; the series must be locked. Never commits.

    A document keeps the number that it has in this Submission, whatever is decided later.
    """
    submission = ready.submission.id
    numbered = list(verdict.documents)
    if ready.submission.decisions:
        stand_again(work, submission, verdict)
    known = work.contributions.of(submission)
    # Several revisions of one document get their numbers in the order that they say, not in that of the files.
    for index in sorted(range(len(numbered)), key=lambda place: numbered[place].revision):
        judged = numbered[index]
        if not is_accepted(judged):
            continue
        if earlier := earlier_of(known, submission, judged):
            label, version = earlier
            numbered[index] = replace(judged, number=label, revision=version.revision, mark=version.mark)
        else:
            numbered[index] = _number(work, ready, verdict, index, now)
    return replace(verdict, documents=tuple(_parts_follow(numbered)))


def _number(work: UnitOfWork, ready: Ready, verdict: Verdict, index: int, now: datetime) -> Judged:
    judged = verdict.documents[index]
    if judged.relation == "repeat" and (repeated := _repeated(work, judged)):
        return repeated
    known = work.contributions.by_label(judged.of) if judged.of and judged.relation != "correction" else None
    if known is not None and judged.relation in ("revision", "replacement"):
        return _new_version(work, ready, verdict, index, known, now)
    series, number = _place(work, ready, verdict, judged)
    contribution = replace(_contribution(ready, verdict, index, now), series=series.id, number=number)
    contribution = replace(contribution, label=series.label(number))
    work.contributions.add(contribution)
    relation = "new" if judged.relation == "repeat" else judged.relation
    return replace(judged, number=contribution.label, revision=0, relation=relation)


def _repeated(work: UnitOfWork, judged: Judged) -> Judged | None:
    """The document with the number that its file has; None where the mail that brought it first has none yet."""
    if judged.number or not judged.of:
        return judged
    if known := work.contributions.by_label(judged.of):
        return replace(judged, number=known.label)
    first = work.submissions.find(judged.of)
    for one in work.contributions.of(first.id) if first else ():
        for version in one.versions:
            if any(file.sha256 == judged.document.sha256 for file in version.files):
                return replace(judged, number=one.label, revision=version.revision, mark=version.mark)
    return None


def _new_version(
    work: UnitOfWork, ready: Ready, verdict: Verdict, index: int, known: Contribution, now: datetime
) -> Judged:
    judged = verdict.documents[index]
    mark = judged.mark
    revision, replacement = work.contributions.next_version(known.id, mark, revised=judged.relation == "revision")
    version = Version(revision, replacement, ready.submission.id, files_of(verdict, index), now, mark)
    work.contributions.add_version(known.id, version, _submitters(judged, ready.reading.mail))
    return replace(judged, number=known.label, revision=revision)


def _place(work: UnitOfWork, ready: Ready, verdict: Verdict, judged: Judged) -> tuple[Series, int]:
    """The kept number that a person gave the document, or that waits for it, else the next one of its series."""
    group, rulebook = ready.submission.group, ready.prepared.rulebook
    given = judged.number or _kept_for_agenda(work, ready, verdict, judged)
    if given:
        for one in work.reservations.listed(group):
            series = next((each for each in rulebook.series if each.id == one.series), None)
            if one.stands and one.label == given and series is not None:
                return series, one.number
    series = rulebook.series_for(judged.kind)
    return series, work.contributions.next_number(group, series.id)


def _kept_for_agenda(work: UnitOfWork, ready: Ready, verdict: Verdict, judged: Judged) -> str:
    """The number that is kept for the agenda which an officer or the secretariat mailed; "" for any other document."""
    rulebook = ready.prepared.rulebook
    if judged.kind != AGENDA or not is_officer(ready.reading.mail, rulebook):
        return ""
    kept = kept_for(work, rulebook, _meeting_of(judged, verdict) or NEXT, AGENDA)
    return kept.label if kept else ""


def _meeting_of(judged: Judged, verdict: Verdict) -> str | None:
    """The meeting (id) that the document is for; None for the next one."""
    return None if judged.kept_from and judged.kept_from == verdict.meeting else verdict.meeting


def _contribution(ready: Ready, verdict: Verdict, index: int, now: datetime) -> Contribution:
    """The contribution without its number."""
    judged, submission = verdict.documents[index], ready.submission
    cover = judged.document.cover
    title_key, source_key = keys(cover.title, cover.source)
    return Contribution(
        id=0,
        series="",
        number=0,
        label="",
        kind=judged.kind,
        group=submission.group,
        submission=submission.id,
        reference=submission.reference,
        meeting=_meeting_of(judged, verdict),
        title=cover.title or "",
        source=cover.source,
        title_key=title_key,
        source_key=source_key,
        contacts=cover.contacts,
        submitters=_submitters(judged, ready.reading.mail),
        accepted_at=now,
        received_at=submission.received_at,
        counts_from=verdict.counted_from(index) or submission.received_at,
        versions=(Version(0, 0, submission.id, files_of(verdict, index), now),),
    )


def files_of(verdict: Verdict, index: int) -> tuple[AcceptedFile, ...]:
    """The files kept with this contribution: itself, its parts and companions; the first one also keeps the rest.

    Beside an accepted one stands no file that waits for a person (FIL-004: a virus in it, say): it would be handed out.
    """
    first = next((i for i, one in enumerate(verdict.documents) if is_accepted(one)), index)
    accepted = is_accepted(verdict.documents[index])
    beside = (
        one
        for i, one in enumerate(verdict.documents)
        if i == index or one.main == index or (index == first and one.role == "supporting" and not one.document.picture)
    )
    kept = [one for one in beside if not accepted or one.disposition != "hold"]
    return tuple(AcceptedFile(one.document.sha256, one.document.file, one.role, one.part) for one in kept)


def keep_released(work: UnitOfWork, before: Verdict, decision: Decision) -> None:
    """Put what waited beside a number under it, once it waits no more: by a further version, which `undo` takes back.

    What a person returned or ignored stays away. The series must be locked. Never commits.
    """
    waited = {one.document.sha256 for one in before.documents if one.disposition == "hold"}
    if not waited or decision.act in ("return", "ignore"):
        return
    verdict = decision.verdict
    for index, judged in enumerate(verdict.documents):
        known = work.contributions.by_label(judged.number) if is_accepted(judged) and judged.number else None
        version = next((one for one in last_versions(known) if _is_of(one, decision, judged)), None) if known else None
        if known is None or version is None:
            continue
        there = {file.sha256 for file in version.files}
        new = [one for one in files_of(verdict, index) if one.sha256 in waited - there]
        revision, replacement = work.contributions.next_version(known.id, version.mark, revised=False)
        if new and revision == version.revision:
            files = (*version.files, *new)
            again = replace(version, replacement=replacement, files=files, at=decision.at)
            work.contributions.add_version(known.id, again, ())


def _is_of(version: Version, decision: Decision, judged: Judged) -> bool:
    """Whether the mail brought this version, and the document is its file."""
    own = {file.sha256 for file in version.files if file.role == "contribution"}
    return version.submission == decision.submission and judged.document.sha256 in own


def _submitters(judged: Judged, mail: Mail) -> tuple[str, ...]:
    contacts = [contact.email.lower() for contact in judged.document.cover.contacts if contact.email]
    return tuple(dict.fromkeys((*submitters_of(mail), *contacts)))


def _parts_follow(documents: Sequence[Judged]) -> list[Judged]:
    """Parts and companions with the number of their contribution."""
    return [
        replace(
            one,
            number=documents[one.main].number,
            revision=documents[one.main].revision,
            mark=documents[one.main].mark,
        )
        if one.main is not None and documents[one.main].disposition == "accept"
        else one
        for one in documents
    ]


def let_in(work: UnitOfWork, verdict: Verdict, ready: Ready) -> None:
    """Let whoever sent a registered file again send its further versions, now that a person has accepted the mail."""
    for judged in verdict.documents:
        again = judged.relation == "repeat" and judged.number if is_accepted(judged) else None
        if again and (known := work.contributions.by_label(again)):
            work.contributions.add_submitters(known.id, submitters_of(ready.reading.mail))


def count_again(work: UnitOfWork, before: Verdict, decision: Decision) -> None:
    """Let a number count again whose document was held for a while, or a part of another, and is accepted now."""
    held = {one.document.sha256 for one in before.documents if not is_accepted(one)}
    taken = [one for one in decision.verdict.documents if is_accepted(one)]
    again = {one.number for one in taken if one.document.sha256 in held}
    for one in work.contributions.of(decision.submission) if again else ():
        if one.label in again and one.withdrawn_at is not None:
            work.contributions.withdraw(one.id, None)


def as_corrected(work: UnitOfWork, decision: Decision) -> Decision:
    """The Decision of a person's act with titles, sources and kinds as they are recorded, corrected ones too."""
    if decision.act == "judge":
        return decision
    verdict = decision.verdict
    return replace(
        decision, verdict=replace(verdict, documents=tuple(_recorded(work, judged) for judged in verdict.documents))
    )


def _recorded(work: UnitOfWork, judged: Judged) -> Judged:
    named = judged.number if judged.role == "contribution" else None
    known = work.contributions.by_label(named) if named else None
    if known is None or judged.relation in ("revision", "replacement"):
        return judged
    cover = replace(judged.document.cover, title=known.title, source=known.source)
    kind = next((one for one in get_args(Kind) if one == known.kind), judged.kind)
    return replace(judged, kind=kind, document=replace(judged.document, cover=cover))
