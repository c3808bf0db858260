"""What a document is to what we know: repeat, revision, replacement, correction, or new (product.md section 1)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from intake.domain.case import Claim, Relationship
from intake.domain.deadlines import in_time
from intake.domain.mail import Mail
from intake.domain.numbering import claims, file_stem, keys
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, OpenReturn, Snapshot, Wanted
from intake.domain.verdict import Judged


def submitters_of(mail: Mail) -> tuple[str, ...]:
    """The addresses that submit by this mail, in lower case: From and Sender."""
    named = (mail.author, mail.sender)
    return tuple(dict.fromkeys(one.address.lower() for one in named if one and one.address))


def claims_of(judged: Judged, mail: Mail, rulebook: Rulebook) -> tuple[Claim, ...]:
    """The numbers that this document is said to have, by its number cell, its file name, and the mail's subject."""
    document = judged.document
    series = rulebook.series_for(judged.kind)
    subject = mail.subject if judged.role == "contribution" else ""
    return claims(rulebook.group, series, cell=document.cover.doc_number, file_name=document.file, subject=subject)


def wanted(documents: Sequence[Judged], mail: Mail, rulebook: Rulebook) -> Wanted:
    """What the store has to look up before this mail can be judged."""
    said = [claim for one in documents for claim in claims_of(one, mail, rulebook)]
    titles = {keys(one.document.cover.title, ())[0] for one in documents} - {""}
    return Wanted(
        digests=tuple(sorted({one.document.sha256 for one in documents})),
        numbers=tuple(sorted({claim.number for claim in said if claim.number})),
        title_keys=tuple(sorted(titles)),
        submitters=submitters_of(mail),
    )


def without(known: Snapshot, submission: int) -> Snapshot:
    """What was known before this Submission: for judging it once more, when it is itself part of the past."""
    others = [
        replace(one, versions=tuple(each for each in one.versions if each.submission != submission))
        for one in known.contributions
        if one.submission != submission
    ]
    return Snapshot(
        contributions=tuple(others),
        held=tuple(one for one in known.held if one.submission != submission),
        returns=tuple(one for one in known.returns if one.submission != submission),
    )


def relate(
    documents: Sequence[Judged], mail: Mail, rulebook: Rulebook, known: Snapshot, *, at: datetime, corrects: bool
) -> tuple[Relationship, ...]:
    """The relationship of each document to the group's past, first match. `at` (UTC) is the instant that counts."""
    return tuple(_relate(one, mail, rulebook, known, at=at, corrects=corrects) for one in documents)


def _relate(
    judged: Judged, mail: Mail, rulebook: Rulebook, known: Snapshot, *, at: datetime, corrects: bool
) -> Relationship:
    if judged.role != "contribution":
        return Relationship()
    said = claims_of(judged, mail, rulebook)
    found = (
        _repeat(judged, mail, known, said)
        or _revision(judged, mail, rulebook, known, said, at)
        or _replacement(judged, mail, rulebook, known, said, at)
    )
    return found or Relationship(relation="correction" if corrects else "new", claims=said)


def _repeat(judged: Judged, mail: Mail, known: Snapshot, said: tuple[Claim, ...]) -> Relationship | None:
    digest = judged.document.sha256
    for one in known.contributions:
        for version in reversed(one.versions):
            if one.withdrawn_at is None and any(file.sha256 == digest for file in version.files):
                stranger = not _is_submitter(mail, one.submitters)
                return Relationship("repeat", one.label, one, version.revision, stranger=stranger, claims=said)
    for held in known.held:
        if held.sha256 == digest:
            return Relationship(
                "repeat", held.reference, stranger=not _is_submitter(mail, held.submitters), claims=said
            )
    return None


def _revision(
    judged: Judged, mail: Mail, rulebook: Rulebook, known: Snapshot, said: tuple[Claim, ...], at: datetime
) -> Relationship | None:
    title, _ = keys(judged.document.cover.title, ())
    marked = any(claim.revision is not None or claim.place == "subject" for claim in said)
    series = rulebook.series_for(judged.kind).id
    for claim in said:
        one = next((each for each in known.contributions if (each.series, each.number) == (series, claim.number)), None)
        if one is not None and one.withdrawn_at is None:
            if marked or one.title_key == title:
                return _next_revision(one, mail, rulebook, said, at)
        elif marked:
            return Relationship("revision", claim.label, unknown=claim.label, claims=said)
    return None


def _replacement(
    judged: Judged, mail: Mail, rulebook: Rulebook, known: Snapshot, said: tuple[Claim, ...], at: datetime
) -> Relationship | None:
    title, source = keys(judged.document.cover.title, judged.document.cover.source)
    for one in known.contributions:
        if not title or one.withdrawn_at is not None or (one.title_key, one.source_key) != (title, source):
            continue
        open_still = one.posted_at is None and not _after_close(one, rulebook, at)
        if open_still and rulebook.policy.replace_before_posting == "same-number":
            stranger = not _is_submitter(mail, one.submitters)
            return Relationship("replacement", one.label, one, one.revision, stranger=stranger, claims=said)
        return _next_revision(one, mail, rulebook, said, at)
    return None


def _next_revision(
    one: Contribution, mail: Mail, rulebook: Rulebook, said: tuple[Claim, ...], at: datetime
) -> Relationship:
    return Relationship(
        "revision",
        one.label,
        one,
        one.revision + 1,
        stranger=not _is_submitter(mail, one.submitters),
        after_close=one.posted_at is not None or _after_close(one, rulebook, at),
        claims=said,
    )


def _after_close(one: Contribution, rulebook: Rulebook, at: datetime) -> bool:
    meeting = rulebook.meeting(one.meeting)
    deadline = meeting.deadline(one.kind) if meeting else None
    return deadline is not None and not in_time(at, deadline)


def _is_submitter(mail: Mail, submitters: Sequence[str]) -> bool:
    return any(address in submitters for address in submitters_of(mail))


def corrected_return(
    documents: Sequence[Judged], mail: Mail, known: Snapshot, *, meeting: str | None, received_at: datetime
) -> OpenReturn | None:
    """The open return that this mail corrects (design.md section 5, "Place kept"), or None.

    It answers the return's receipt, or has the same file stem or title, or the return is the submitter's only
    open one; and it came before the correction period ended.
    """
    if not any(one.role == "contribution" for one in documents):
        return None
    open_ones = [
        one
        for one in known.returns
        if one.meeting == meeting and received_at <= one.correct_until and _is_submitter(mail, one.submitters)
    ]
    for fits in (_answers, _same_file):
        for one in open_ones:
            if fits(one, documents, mail):
                return one
    return open_ones[0] if len(open_ones) == 1 else None


def _answers(one: OpenReturn, _: Sequence[Judged], mail: Mail) -> bool:
    quoted = {*mail.in_reply_to, *mail.references}
    return bool(quoted & set(one.receipt_ids)) or one.reference.casefold() in mail.subject.casefold()


def _same_file(one: OpenReturn, documents: Sequence[Judged], _: Mail) -> bool:
    stems = {file_stem(each.document.file) for each in documents} - {""}
    titles = {keys(each.document.cover.title, ())[0] for each in documents} - {""}
    return bool(stems & set(one.stems)) or bool(titles & set(one.title_keys))
