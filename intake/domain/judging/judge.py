"""From a reading to a verdict: roles, relationships, findings, dispositions. One straight, repeatable line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from intake.domain.cover.body import body_of
from intake.domain.cover.glances import titled
from intake.domain.cover.liaison_letter import letter_in_glance, letter_in_word, with_letter
from intake.domain.deadlines import late_by, meeting_for, zone_of
from intake.domain.document import Document, FileReading, Reading, Word
from intake.domain.judging.additions import behind_additions
from intake.domain.judging.calling import named_meeting
from intake.domain.judging.case import Case, Checks
from intake.domain.judging.closing import deadline_of
from intake.domain.judging.corrections import places_kept
from intake.domain.judging.dispositions import disposed, kept, of_mail
from intake.domain.judging.findings import findings_of, timed_again
from intake.domain.judging.kinds import as_recorded, is_speaker, kinds_of
from intake.domain.judging.past import believed, proven_submitters, submitters_of, wanted
from intake.domain.judging.relations import relate
from intake.domain.judging.roles import assign
from intake.domain.judging.routing import BY_DESK, Routed, answering, groups_addressed, route
from intake.domain.judging.separation import separated
from intake.domain.mail import Attachment, Mail
from intake.domain.meeting import Deadline, Group, Meeting
from intake.domain.profile import Profile, accepted_on
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Evidence, Snapshot, Timestamps, Wanted
from intake.domain.template.match import best_match, opening
from intake.domain.verdict import Finding, Judged, Verdict

Found = Literal["", "rebuilt", "junk"]


@dataclass(frozen=True, slots=True)
class Receipted:
    """A Submission's time of receipt (UTC), with its evidence and all timestamps."""

    received_at: datetime
    evidence: Evidence
    stamps: Timestamps
    partial: bool = False
    found: Found = ""
    """Where it was found, so that a person looks first: in a "rebuilt" folder with many others, or among "junk"."""
    by_desk: bool = False
    """The secretariat registered it: it came by no mail."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading under one rulebook, before the group's past is known; `wanted` are the keys to look up."""

    reading: Reading
    rulebook: Rulebook
    documents: tuple[Judged, ...]
    meeting: Meeting | None
    wanted: Wanted


def prepare(
    reading: Reading, rulebook: Rulebook, received_at: datetime, files: Sequence[Document] | None = None
) -> Prepared:
    """Read every attached file under the group's templates, tell its kind, and give it its role.

    The result has the rulebook of its meeting, with the templates that are valid and the officers who serve at this
    instant (UTC). `files` are the result of `shown`, for callers who prepare one reading under several rulebooks.
    """
    rulebook = replace(rulebook, group=_at(rulebook.group, received_at))
    by_time = meeting_for(rulebook.meetings, received_at, None)
    book = replace(rulebook.under(by_time), profiles=valid_profiles(rulebook, received_at))
    reading = replace(reading, mail=believed(reading.mail, book))
    documents = _with_roles(_under(book, reading, shown(reading) if files is None else files), reading.mail, book)
    meeting = meeting_for(rulebook.meetings, received_at, _named_meeting(reading, documents, rulebook))
    return Prepared(
        reading=reading,
        rulebook=replace(rulebook.under(meeting), profiles=book.profiles),
        documents=documents,
        meeting=meeting,
        wanted=wanted(documents, reading.mail, rulebook),
    )


def _with_roles(files: Sequence[Document], mail: Mail, rulebook: Rulebook) -> tuple[Judged, ...]:
    kinds = kinds_of(files, mail, rulebook)
    named = [as_recorded(one, kind, mail) for one, kind in zip(files, kinds, strict=True)]
    return behind_additions(assign(named, kinds, slides_count=is_speaker(mail, rulebook)))


def _at(group: Group, at: datetime) -> Group:
    """The group with the officers of this day."""
    return replace(group, officers=group.officers_at(at.astimezone(zone_of(group.zone)).date()))


def valid_profiles(rulebook: Rulebook, at: datetime) -> tuple[Profile, ...]:
    """The templates accepted on this day of the group's zone, without a shipped example where its kind has another."""
    return accepted_on(rulebook.profiles, at.astimezone(zone_of(rulebook.group.zone)).date())


def _named_meeting(reading: Reading, documents: Sequence[Judged], rulebook: Rulebook) -> str | None:
    """The id of the one meeting that subject and covers name, or None."""
    return named_meeting(
        (reading.mail.subject, *(one.document.cover.dates or "" for one in documents)), rulebook.meetings
    )


def shown(reading: Reading) -> tuple[Document, ...]:
    """The attached files as Documents before any template, the same under every rulebook."""
    return tuple(_shown(one, reading.file(one.sha256)) for one in reading.mail.attachments)


def _shown(attachment: Attachment, file: FileReading) -> Document:
    return Document(
        file=attachment.name,
        sha256=file.sha256,
        size=file.size,
        filetype=file.filetype,
        problems=file.problems,
        opening=opening(file.word) if file.word is not None else "",
        depth=attachment.depth,
        picture=attachment.picture,
        inside=attachment.inside,
        glance=titled(file.glance),
        body=body_of(file.word) if file.word is not None else None,
        members=file.members,
        made=attachment.made,
        made_of=attachment.made_of,
    )


def _under(rulebook: Rulebook, reading: Reading, files: Sequence[Document]) -> tuple[Document, ...]:
    """These files with their covers, read under the rulebook's templates."""
    return tuple(_covered(one, reading.file(one.sha256).word, rulebook) for one in files)


def _covered(document: Document, word: Word | None, rulebook: Rulebook) -> Document:
    if word is None:
        return replace(document, cover=with_letter(document.cover, letter_in_glance(document.glance)))
    cover, template = best_match(word, rulebook.profiles, match=rulebook.policy.template_match)
    if not template.conforms:
        cover = with_letter(cover, letter_in_word(word))
    return replace(document, cover=cover, template=template)


def judge(prepared: Prepared, receipted: Receipted, known: Snapshot, checks: Checks, *, loop_token: str) -> Verdict:
    """The verdict: the dispositions of the mail and of each document, with all findings."""
    case, routed = _case(prepared, receipted, known, loop_token)
    verdict = _verdict(case, routed, findings_of(case, checks))
    return _as_found(verdict, receipted.found)


def judge_time(
    prepared: Prepared, receipted: Receipted, known: Snapshot, checks: Checks, last: Verdict, *, loop_token: str
) -> Verdict:
    """The last verdict judged again for its time alone: every other finding stays, and so does what was accepted."""
    case, routed = _case(prepared, receipted, known, loop_token)
    verdict = kept(last, _verdict(case, routed, timed_again(last.findings, findings_of(case, checks))))
    return _as_found(verdict, receipted.found)


def _verdict(case: Case, routed: Routed, findings: tuple[Finding, ...]) -> Verdict:
    documents = disposed(case, findings)
    deadline, late = _of_mail(case)
    return Verdict(
        route=routed.route,
        disposition=of_mail(case, documents, findings),
        meeting=case.meeting.id if case.meeting else None,
        received_at=case.received_at,
        counts_from=case.counts_from,
        corrects=next((one.corrects for one in case.relationships if one.corrects), None),
        deadline=deadline.utc if deadline else None,
        late_by=late,
        documents=documents,
        findings=findings,
        why=routed.why,
        submitters=submitters_of(case.mail),
    )


def _as_found(verdict: Verdict, found: Found) -> Verdict:
    """The verdict with everything in it held, where a person looks first; junk without a document is nothing."""
    if not found:
        return verdict
    documents = tuple(
        replace(one, disposition="hold", number=None, revision=0) if one.role in ("contribution", "part") else one
        for one in verdict.documents
    )
    if found == "junk" and verdict.disposition != "hold" and not any(one.disposition == "hold" for one in documents):
        return replace(verdict, disposition="ignore", why="it was found among junk, without a document")
    return replace(verdict, disposition="hold", documents=documents, why=_FOUND[found])


_FOUND: dict[Found, str] = {
    "rebuilt": "it was found when its folder was rebuilt on the server, so a person looks at it first",
    "junk": (
        "it was found in the folder for junk, so a person looks at it first, and takes it in by moving it to the inbox "
        "or by a release"
    ),
}


def _case(prepared: Prepared, receipted: Receipted, known: Snapshot, loop_token: str) -> tuple[Case, Routed]:
    mail, rulebook, meeting, at = prepared.reading.mail, prepared.rulebook, prepared.meeting, receipted.received_at
    routed = BY_DESK if receipted.by_desk else route(mail, prepared.documents, rulebook, loop_token=loop_token)
    routed = answering(routed, mail, prepared.documents, known.asked)
    known = replace(
        known, returns=tuple(replace(one, meeting=rulebook.present_id(one.meeting)) for one in known.returns)
    )
    documents = separated(prepared.documents, mail, rulebook, known, slides_count=is_speaker(mail, rulebook))
    kept = places_kept(documents, mail, known, meeting=meeting, received_at=at)
    relationships = relate(documents, mail, rulebook, known, at=at, kept=kept)
    case = Case(
        mail=mail,
        rulebook=rulebook,
        route=routed.route,
        received_at=at,
        counts_from=min((one.counts_from for one in relationships if one.counts_from), default=at),
        evidence=receipted.evidence,
        stamps=receipted.stamps,
        documents=documents,
        relationships=relationships,
        meeting=meeting,
        addressed=tuple(dict.fromkeys((rulebook.group.id, *groups_addressed(mail.addressed, rulebook.neighbours)))),
        partial=receipted.partial,
        size=prepared.reading.size,
        by_desk=receipted.by_desk,
        known=known,
    )
    pairs = zip(case.documents, relationships, strict=True)
    deadlines = tuple(deadline_of(*pair, rulebook, meeting, proven_submitters(mail)) for pair in pairs)
    return replace(case, deadlines=deadlines), routed


def _of_mail(case: Case) -> tuple[Deadline | None, int]:
    """The deadline to show for the mail, and by how many seconds it was missed.

    A deadline that a document missed comes first, else one of a document that is no revision.
    """
    views = [case.at(index) for index in range(len(case.documents))]
    ends = [(until, late_by(one.counts_from, until), one) for one in views if (until := one.deadline)]
    told = [
        *((until, late) for until, late, _ in ends if late),
        *((until, 0) for until, _, one in ends if one.relationship.relation != "revision"),
    ]
    return next(iter(told), (None, 0))
