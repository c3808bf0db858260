"""Which earlier mail a mail corrects, so that it keeps the place of that first sending (docs/line.md, "Place kept")."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from intake.domain.document import Document
from intake.domain.judging.past import is_submitter
from intake.domain.mail import Mail
from intake.domain.numbering import file_stem, keys
from intake.domain.submission import OpenReturn, Snapshot
from intake.domain.verdict import Judged, Verdict

_PRINTED_SECOND = timedelta(seconds=1)


def corrected_return(
    documents: Sequence[Judged], mail: Mail, known: Snapshot, *, meeting: str | None, received_at: datetime
) -> OpenReturn | None:
    """The open return that this mail corrects, or None.

    It answers the return's receipt, or has the same file stem or title, or the return is the submitter's only
    open one and no more documents come than were returned; and it came before the correction period ended. What is
    held for its format is known by answer, stem or title only: it needs no correction.
    """
    if not any(one.role == "contribution" for one in documents):
        return None
    open_ones = [
        one
        for one in known.returns
        if one.meeting == meeting
        and received_at < one.correct_until + _PRINTED_SECOND
        and is_submitter(mail, one.submitters)
    ]
    for fits in (_answers, _same_file):
        for one in open_ones:
            if fits(one, documents, mail):
                return one
    returned = [one for one in open_ones if not one.held]
    sent = sum(one.role == "contribution" for one in documents)
    return returned[0] if len(returned) == 1 and sent <= max(1, len(returned[0].stems)) else None


def _answers(one: OpenReturn, _: Sequence[Judged], mail: Mail) -> bool:
    quoted = {*mail.in_reply_to, *mail.references}
    named = re.search(rf"(?<!\w){re.escape(one.reference)}(?!\w)", mail.subject, re.IGNORECASE)
    return bool(quoted & set(one.receipt_ids)) or named is not None


def _same_file(one: OpenReturn, documents: Sequence[Judged], _: Mail) -> bool:
    stems = {file_stem(each.document.file) for each in documents} - {""}
    titles = {keys(each.document.cover.title, ())[0] for each in documents} - {""}
    return bool(stems & set(one.stems)) or bool(titles & set(one.title_keys))


def carried_a_file(verdict: Verdict) -> bool:
    """Whether this is a return that keeps the sender's place: it carried a file (docs/line.md)."""
    return any(one.disposition == "return" for one in verdict.documents)


def asked_for_again(verdict: Verdict) -> list[Document]:
    """The documents whose sender is asked for another file that keeps their place: returned, or of an older format.

    Whoever sent a .doc was told that its time of receipt counts, and to send it as .docx if they can.
    """
    older = {one.document for one in verdict.findings if one.tells("older-format")}
    return [
        one.document
        for index, one in enumerate(verdict.documents)
        if one.disposition == "return" or (one.disposition == "hold" and index in older)
    ]
