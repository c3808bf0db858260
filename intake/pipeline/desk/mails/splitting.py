"""`split`: a file that came as a part of a contribution, or beside one, becomes a contribution with its own number."""

from collections.abc import Sequence
from dataclasses import replace

from intake.domain.errors import UsageError
from intake.domain.judging.additions import hidden
from intake.domain.judging.arranging import split_off
from intake.domain.submission import AcceptedFile, Contribution
from intake.domain.text.language import one_line
from intake.domain.verdict import Decision, Deed, Judged, Verdict
from intake.pipeline.decision.acting import Acting, acting
from intake.pipeline.desk.mails.acts import named_document, with_number
from intake.pipeline.desk.mails.arranging import current, decided, put_files, refuse_infected, remembered
from intake.pipeline.line import Line


def split(line: Line, name: str, deed: Deed, files: Sequence[str], title: str = "") -> Decision:
    """Judge the first of these files as a contribution, and give it the next number; the others go with it.

    They are named by place (from 1) or file name; what they were parts of keeps its number. A number that was given up
    when they were joined counts again. `title` is for a file that has none. Raises UsageError for what is a
    contribution by itself already, has no title, or a virus in it.
    """
    mine = with_number(line, name)
    where = str(mine.submission) if mine else name
    with acting(line, where, replace(deed, act="split"), called=name) as act:
        verdict = act.last.verdict
        chosen = [_apart(verdict, file) for file in dict.fromkeys(files)]
        if not chosen:
            raise UsageError("{name}: say which of its files is a contribution of its own.", name=name)
        digests = {verdict.documents[index].document.sha256 for index in chosen}
        refuse_infected(act.last.verdict, verdict, digests)
        left = _left(act, digests)
        again, *others = (_given_up_before(act, verdict.documents[index]) for index in chosen)
        before = remembered(act, *left, again, *others)
        for one in left:
            put_files(act, one, [file for file in current(one).files if file.sha256 not in digests])
        if again is not None:
            act.work.contributions.join_to(again.id, "", None)
            _put_beside(act, again, [verdict.documents[index] for index in chosen[1:]])
        decision = decided(act, _judged(act, chosen, title), before, *left, again)
        _carry_on(act, others, decision.verdict.documents[chosen[0]].number)
        return decision


def _apart(verdict: Verdict, file: str) -> int:
    """The index of this file; UsageError where it cannot be a contribution of its own."""
    index = named_document(verdict, file)[0]
    one = verdict.documents[index]
    if one.role == "contribution":
        raise UsageError(
            "{file} is a contribution by itself; what belongs to it can be split off.", file=one.document.file
        )
    if one.document.picture or index in hidden(verdict.documents):
        raise UsageError("{file} is no document by itself.", file=one.document.file)
    return index


def _left(act: Acting, digests: set[str]) -> list[Contribution]:
    """The numbers that keep one of these files now, and will not."""
    every = act.work.contributions.of(act.ready.submission.id)
    standing = [one for one in every if one.withdrawn_at is None]
    return [one for one in standing if any(file.sha256 in digests for file in current(one).files)]


def _given_up_before(act: Acting, one: Judged) -> Contribution | None:
    """The number that this file had before it was joined."""
    known = act.work.contributions.by_label(one.of) if one.arranged == "joined" and one.of else None
    return known if known is not None and known.joined_to else None


def _put_beside(act: Acting, again: Contribution, further: Sequence[Judged]) -> None:
    """Put the further files beside the one that has its number back: they would stand under no number else."""
    there = current(again).files
    known = {file.sha256 for file in there}
    new = [
        AcceptedFile(one.document.sha256, one.document.file, "part", one.part or "annex")
        for one in further
        if one.document.sha256 not in known
    ]
    if new:
        put_files(act, again, [*there, *new])


def _carry_on(act: Acting, others: Sequence[Contribution | None], number: str | None) -> None:
    """Let the numbers that the further files had say where these are now; they stay given up."""
    for one in others:
        if one is not None and number and one.label != number:
            act.work.contributions.join_to(one.id, number, one.withdrawn_at)


def _judged(act: Acting, chosen: Sequence[int], title: str) -> Verdict:
    """The verdict with the file judged as a contribution. A person has said that it is one, so it is accepted."""
    looked_at = split_off(act.last.verdict, chosen, act.last.verdict)
    found = act.judge_again(put=looked_at.documents)
    verdict = split_off(act.last.verdict, chosen, found.verdict)
    first = chosen[0]
    one = verdict.documents[first]
    cover, glance = one.document.cover, one.document.glance
    named = one_line(title) or cover.title or (glance.title if glance else None)
    if not named:
        raise UsageError("{file} has no title of its own; give one with --title.", file=one.document.file)
    titled = replace(one, document=replace(one.document, cover=replace(cover, title=named)))
    documents = [titled if index == first else each for index, each in enumerate(verdict.documents)]
    return replace(verdict, documents=tuple(documents))
