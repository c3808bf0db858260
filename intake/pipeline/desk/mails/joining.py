"""`join`: two documents that are one contribution become one; the number of the other is given up, and never reused."""

from dataclasses import replace

from intake.domain.errors import UsageError
from intake.domain.judging.arranging import united
from intake.domain.numbers.counting import require_counting
from intake.domain.submission import AcceptedFile, Contribution
from intake.domain.verdict import Decision, Deed, Part, Verdict
from intake.pipeline.decision.acting import Acting, acting
from intake.pipeline.decision.numbers import files_of
from intake.pipeline.desk.mails.acts import named_document, with_number
from intake.pipeline.desk.mails.arranging import (
    as_it_stands,
    current,
    decided,
    is_its_file,
    number_meant,
    put_files,
    refuse_infected,
    remembered,
)
from intake.pipeline.line import Line
from intake.pipeline.notes import note


def join(line: Line, name: str, deed: Deed, number: str, document: str = "", part: Part = "annex") -> Decision:
    """Make a document a part of this number, with all that belongs to it; a number that it has is given up.

    `name` is a mail, and `document` one of its files (by its place from 1, or its name) where several are meant, or a
    number. Raises UsageError for a number that does not count, or of another group, and for a virus in the file.
    """
    known, mine = number_meant(line, number), with_number(line, name)
    where = str(mine.submission) if mine else name
    with acting(line, where, replace(deed, act="unite", about=known.label), called=name) as act:
        into = as_it_stands(act, known)
        index = _meant(act.last.verdict, name, mine, document)
        given_up = _given_up(act, index, mine)
        if given_up is not None and given_up.id == into.id:
            raise UsageError("{name} is {number} itself; name another number with --to.", name=name, number=into.label)
        before = remembered(act, into, given_up)
        files = _files(act.last.verdict, index, part, given_up)
        refuse_infected(act.last.verdict, act.last.verdict, (file.sha256 for file in files))
        version = put_files(act, into, [*current(into).files, *files])
        if given_up is not None:
            act.work.contributions.join_to(given_up.id, into.label, act.now)
        label = given_up.label if given_up else ""
        _note(act, into, label)
        verdict = united(act.last.verdict, index, part, into.label, version.revision, label)
        return decided(act, verdict, before, into, given_up)


def _meant(verdict: Verdict, name: str, mine: Contribution | None, document: str) -> int:
    """The index of the document that is joined: of a number its own, else the one that is named, or the only one."""
    if mine is not None and not document:
        found = [
            index
            for index, one in enumerate(verdict.documents)
            if one.number == mine.label and one.role == "contribution" and one.disposition == "accept"
        ]
        if not found:
            raise UsageError(
                "{name}: its file is not in the mail that brought it first; join it by that mail.", name=name
            )
        return found[-1]
    if document:
        return named_document(verdict, document)[0]
    free = [index for index, one in enumerate(verdict.documents) if one.role == "contribution"]
    free = free or [index for index, one in enumerate(verdict.documents) if not one.document.picture]
    if len(free) != 1:
        if not free:
            raise UsageError("{name} has no file that could be joined.", name=name)
        raise UsageError("{name} has several documents: name one with --document.", name=name)
    return free[0]


def _given_up(act: Acting, index: int, mine: Contribution | None) -> Contribution | None:
    """The number under which the document stands, if any; UsageError where it belongs to another document of the mail.

    A number whose file is another one by now is not given up.
    """
    one = act.last.verdict.documents[index]
    if one.role == "contribution" and one.number and one.disposition == "accept":
        found = act.work.contributions.by_label(one.number)
        if found is not None:
            require_counting(found)
        if found is None or is_its_file(one, found):
            return found
        if mine is not None and mine.id == found.id:
            raise UsageError(
                "{name}: its file is not in the mail that brought it first; join it by that mail.", name=found.label
            )
        return None
    if mine is not None:
        require_counting(act.work.contributions.by_label(mine.label) or mine)
    if one.number:
        raise UsageError(
            "{file} is a part of {of}; 'intake split' takes it out of there first.",
            file=one.document.file,
            of=one.number,
        )
    return None


def _files(verdict: Verdict, index: int, part: Part, given_up: Contribution | None) -> list[AcceptedFile]:
    """The document as this part, and all that is kept with it."""
    own = verdict.documents[index].document
    joined = AcceptedFile(own.sha256, own.file, "part", part)
    if given_up is not None:
        rest = current(given_up).files
    else:
        rest = files_of(verdict, index) if verdict.documents[index].role == "contribution" else ()
    return [joined, *(_beside(file, part) for file in rest if file.sha256 != own.sha256)]


def _beside(file: AcceptedFile, part: Part) -> AcceptedFile:
    """A file of what is joined: its own text is a part of the other by now."""
    return replace(file, role="part", part=part) if file.role == "contribution" else file


def _note(act: Acting, into: Contribution, given_up: str) -> None:
    """A line in the story of the mail that brought the number: it has another part now."""
    if into.submission == act.ready.submission.id:
        return
    mail = act.work.submissions.get(into.submission)
    what = f"{given_up} of {act.ready.submission.reference}" if given_up else act.ready.submission.reference
    why = f"{what} is a part of {into.label} now: {act.deed.reason}"
    note(act.work, mail, at=act.now, what="joined", who=act.deed.actor, why=why, number=into.label)
