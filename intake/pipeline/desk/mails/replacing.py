"""`replace`: the secretariat puts another file in place of the one under a number; the number stays, both are kept."""

from dataclasses import replace
from hashlib import sha256

from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.house.paper import is_document
from intake.domain.judging.arranging import put_in_place
from intake.domain.judging.dispositions import kept
from intake.domain.numbers.counting import require_counting
from intake.domain.publishing.posting import mark_of
from intake.domain.submission import AcceptedFile, Contribution, Snapshot
from intake.domain.verdict import Decision, Deed, Judged, Verdict
from intake.pipeline.decision.acting import Acting, acting
from intake.pipeline.desk.mails.acts import named_document
from intake.pipeline.desk.mails.additions import Begun, MadeDocument, acting_with, begin, seen
from intake.pipeline.desk.mails.arranging import (
    as_it_stands,
    current,
    decided,
    is_its_file,
    is_posted,
    number_meant,
    put_files,
    refuse_infected,
    remembered,
)
from intake.pipeline.documents.enclosing import file_name
from intake.pipeline.line import Line

_OF_THE_TEXT = ("text", "marked", "language")
"""Parts that say the same as the file that is replaced, and so are not kept with another one."""


def replace_file(line: Line, number: str, deed: Deed, document: str, mail: str = "", saw: str = "") -> Decision:
    """Put a file that a mail brought in place of the one under a number.

    It is one of the mail that brought the number or, with `mail`, of another one; a number that it has is given up. A
    number that was given up for the file that is replaced counts again.
    `saw` is the mark of what the person saw under the number. Raises UsageError; StaleDecisionError where another file
    came there since.
    A file in which a virus was found has to be released first.
    """
    known = number_meant(line, number)
    where = mail or str(known.submission)
    with acting(line, where, replace(deed, act="replace", about=known.label), called=mail or number) as act:
        one = _as_seen(act, known, saw)
        index = named_document(act.last.verdict, document)[0]
        given_up = _given_up(act, act.last.verdict.documents[index], one)
        before = remembered(act, one, given_up)
        if given_up is not None:
            act.work.contributions.join_to(given_up.id, one.label, act.now)
        return _put(act, act.last.verdict, index, one, before, given_up)


def replace_by_upload(line: Line, number: str, deed: Deed, name: str, content: bytes, saw: str = "") -> Decision:
    """Put a file that the secretariat has in place of the one under a number; it is read and scanned as any other.

    Raises UsageError, also for a file that is no document or in which a virus was found; as `replace_file` else.
    """
    known = number_meant(line, number)
    require_counting(known)
    begun = begin(line, str(known.submission), deed)
    made = _made(line, begun, known, file_name(name), content)
    with acting_with(line, begun, [made], replace(deed, act="replace", about=known.label)) as act:
        one = _as_seen(act, known, saw)
        before = remembered(act, one)
        verdict = kept(act.last.verdict, act.judge_again().verdict)
        index = next(i for i, each in enumerate(verdict.documents) if each.document.sha256 == made.sha256)
        # An upload is the next version of what is there: a number that was given up for it stays so.
        return _put(replace(act, joined=()), verdict, index, one, before, None)


def _as_seen(act: Acting, known: Contribution, saw: str) -> Contribution:
    one = as_it_stands(act, known)
    if saw and saw != mark_of(one):
        raise StaleDecisionError("{number} has another file since; look at it again.", number=one.label)
    return one


def _given_up(act: Acting, judged: Judged, one: Contribution) -> Contribution | None:
    """The number under which the file stands already, if any; UsageError where it is this one, or part of another."""
    if is_its_file(judged, one):
        raise UsageError("{file} is the file of {number} already.", file=judged.document.file, number=one.label)
    if judged.document.picture:
        raise UsageError("{file} is no document by itself.", file=judged.document.file)
    if not judged.number or judged.number == one.label:
        return None
    if judged.role != "contribution":
        raise UsageError(
            "{file} is a part of {of}; 'intake split' takes it out of there first.",
            file=judged.document.file,
            of=judged.number,
        )
    found = act.work.contributions.by_label(judged.number)
    return found if found is not None and found.withdrawn_at is None and is_its_file(judged, found) else None


def _put(
    act: Acting, verdict: Verdict, index: int, one: Contribution, before: Snapshot, given_up: Contribution | None
) -> Decision:
    """Record the next version and the Decision: a revision of what is posted, or where the rulebook says so."""
    policy = act.ready.prepared.rulebook.policy
    revised = is_posted(one) or policy.replace_before_posting == "revision"
    files = _files(verdict, index, one)
    refuse_infected(act.last.verdict, verdict, (file.sha256 for file in files))
    version = put_files(act, one, files, revised=revised)
    placed = put_in_place(verdict, index, one.label, version.revision, revised=revised)
    return decided(act, placed, before, one, given_up)


def _files(verdict: Verdict, index: int, one: Contribution) -> list[AcceptedFile]:
    """The file, what came as its parts, and the annexes and supporting files of the one before it."""
    new = verdict.documents[index].document
    own = [
        AcceptedFile(each.document.sha256, each.document.file, each.role, each.part)
        for each in verdict.documents
        if each.main == index and each.role in ("part", "companion") and each.relation != "replacement"
    ]
    stay = [
        file
        for file in current(one).files
        if file.role == "supporting" or (file.role == "part" and file.part not in _OF_THE_TEXT)
    ]
    first = AcceptedFile(new.sha256, new.file, "contribution")
    return [first, *(file for file in (*own, *stay) if file.sha256 != new.sha256)]


def _made(line: Line, begun: Begun, known: Contribution, name: str, content: bytes) -> MadeDocument:
    digest = sha256(content).hexdigest()
    if any(one.sha256 == digest for one in begun.reading.mail.attachments):
        raise UsageError(
            "{name} came with {reference} already; choose it among the files of that mail.",
            name=name,
            reference=begun.submission.reference,
        )
    file = seen(line, content, name)
    if not is_document(file):
        raise UsageError(
            "{name} is no document that could be registered, by what is in it; nothing was changed.", name=name
        )
    documents = begun.last.verdict.documents
    behind = (one for one in documents if one.number == known.label and one.role == "contribution")
    return MadeDocument(name, content, file, "given", tuple(one.document.sha256 for one in behind))
