"""Matching a corrected document with the returned one, so that it keeps its time of receipt (docs/line.md)."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from intake.domain.deadlines import in_time
from intake.domain.document import Document
from intake.domain.judging.past import is_submitter, proven_submitters
from intake.domain.mail import Mail
from intake.domain.meeting import Meeting
from intake.domain.numbers.numbering import file_stem, keys
from intake.domain.submission import OpenReturn, Snapshot
from intake.domain.verdict import Judged, Verdict

_PRINTED_SECOND = timedelta(seconds=1)


def open_returns(mail: Mail, known: Snapshot, *, meeting: str | None, received_at: datetime) -> list[OpenReturn]:
    """The documents that this mail's submitter may still correct for this meeting at this instant (UTC)."""
    return [
        one
        for one in known.returns
        if one.meeting == meeting
        and received_at < one.correct_until + _PRINTED_SECOND
        and is_submitter(mail, one.submitters)
    ]


def places_kept(
    documents: Sequence[Judged], mail: Mail, known: Snapshot, *, meeting: Meeting | None, received_at: datetime
) -> tuple[OpenReturn | None, ...]:
    """For each document the open return that it corrects, or None; each return is corrected once.

    A correction answers the return's receipt, or has the file stem or title of what was returned. A document that is
    in time by itself needs no place: an answer alone gives it none, and neither does a stem with another title. Of
    several documents in one answer the one that is like the returned one corrects it.
    """
    open_ones = open_returns(mail, known, meeting=meeting.id if meeting else None, received_at=received_at)
    sent = [index for index, one in enumerate(documents) if one.role == "contribution"]
    late = {index for index in sent if _is_late(documents[index], mail, meeting, received_at)}
    answered = [one for one in open_ones if _answers(one, mail)]
    by_name = [
        (place, index)
        for place in (*answered, *open_ones)
        for index in sent
        if _same_file(place, documents[index].document, in_time=index not in late)
    ]
    by_answer = [(place, index) for place in answered for index in sent if index in late]
    named_in_answer = [pair for pair in by_name if pair[0] in answered]
    alone = len(sent) == 1
    ways = (named_in_answer, by_answer, by_name) if alone else (named_in_answer, by_name, by_answer)
    kept: dict[int, OpenReturn] = {}
    for place, index in (pair for way in ways for pair in way):
        if index not in kept and place not in kept.values():
            kept[index] = place
    return tuple(kept.get(index) for index in range(len(documents)))


def _is_late(judged: Judged, mail: Mail, meeting: Meeting | None, received_at: datetime) -> bool:
    until = meeting.deadline(judged.kind, *proven_submitters(mail)) if meeting else None
    return until is not None and not in_time(received_at, until)


def _answers(one: OpenReturn, mail: Mail) -> bool:
    quoted = {*mail.in_reply_to, *mail.references}
    named = re.search(rf"(?<!\w){re.escape(one.reference)}(?!\w)", mail.subject, re.IGNORECASE)
    return bool(quoted & set(one.receipt_ids)) or named is not None


def _same_file(one: OpenReturn, document: Document, *, in_time: bool) -> bool:
    stem, title = _marks(document)
    if title and title in one.title_keys:
        return True
    differs = bool(title and one.title_keys)
    return stem in one.stems and bool(stem) and not (in_time and differs)


def _marks(document: Document) -> tuple[str, str]:
    return file_stem(document.file), keys(document.cover.title, ())[0]


def carried_a_file(verdict: Verdict) -> bool:
    """Whether this is a return that keeps the sender's place: it carried a file (docs/line.md)."""
    return any(one.disposition == "return" for one in verdict.documents)


def asked_for_again(verdict: Verdict) -> list[int]:
    """The documents (indices) whose sender is asked for another file, which keeps their place.

    They were returned, or are of an older format.

    The receipt for a .doc says that its time of receipt counts, and asks for a .docx.
    """
    older = {one.document for one in verdict.findings if one.tells("older-format")}
    return [
        index
        for index, one in enumerate(verdict.documents)
        if one.disposition == "return" or (one.disposition == "hold" and index in older)
    ]


def still_open(verdict: Verdict, reference: str, corrections: Iterable[Verdict]) -> list[int]:
    """The documents (indices) of the mail with this reference that are asked for again and not yet corrected.

    An answer whose file matches none of them by stem or title corrects the first.
    """
    left = asked_for_again(verdict)
    for sent in (document for correction in corrections for document in correction.documents):
        if sent.role in ("contribution", "part"):
            like = [index for index in left if _alike(verdict.documents[index].document, sent.document)]
            answers = sent.relation == "correction" and sent.corrects in (None, reference)
            gone = like or (left[:1] if answers else [])
            left = [index for index in left if index not in gone]
    return left


def _alike(one: Document, other: Document) -> bool:
    pairs = zip(_marks(one), _marks(other), strict=True)
    return any(mine and mine == theirs for mine, theirs in pairs)


def marks_of(one: Judged) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The marks of a correction of this document: its file stem and its title, if any."""
    stem, title = _marks(one.document)
    return ((stem,) if stem else (), (title,) if title else ())
