"""What acts share that put files under other numbers: the number, its files, whom it concerns."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from intake.domain.errors import UsageError
from intake.domain.house.source import is_of_the_house
from intake.domain.judging.past import submitters_of
from intake.domain.numbers.counting import require_counting
from intake.domain.publishing.posting import posted_versions
from intake.domain.publishing.versions import last_versions
from intake.domain.submission import AcceptedFile, Contribution, Snapshot, Version
from intake.domain.text.addresses import is_address
from intake.domain.verdict import Decision, Judged, Verdict
from intake.pipeline.decision.acting import Acting
from intake.pipeline.desk.mails.acts import with_number
from intake.pipeline.line import Line

_MOST_COPIES = 5
"""Others to whom one letter goes, too: a paper has few submitters, and a letter to many is a list."""


def number_meant(line: Line, number: str) -> Contribution:
    """The contribution with this number; UsageError if there is none."""
    known = with_number(line, number)
    if known is None:
        raise UsageError("{number}: there is no contribution with this number.", number=number)
    return known


def as_it_stands(act: Acting, known: Contribution) -> Contribution:
    """The same as of the act's transaction; UsageError where it does not count, or is of another group."""
    one = act.work.contributions.by_label(known.label) or known
    if one.group != act.ready.submission.group:
        raise UsageError("{number} is of another group.", number=one.label)
    require_counting(one)
    return one


def current(one: Contribution) -> Version:
    """Its last revision, as it was last sent."""
    return last_versions(one)[0]


def is_its_file(judged: Judged, one: Contribution) -> bool:
    """Whether this document is the file under a number now: another may have been put in its place since."""
    files = current(one).files
    return any(file.sha256 == judged.document.sha256 and file.role == "contribution" for file in files)


def is_posted(one: Contribution) -> bool:
    """Whether its last revision is posted as it is."""
    return one.posted_at is not None and current(one) in posted_versions(one)


def put_files(act: Acting, one: Contribution, files: Sequence[AcceptedFile], *, revised: bool = False) -> Version:
    """Record these files, each once, as the next version of a number; who sent them may send further ones."""
    each = {file.sha256: file for file in reversed(files)}
    once = tuple(reversed(each.values()))
    revision, replacement = act.work.contributions.next_version(one.id, "Rev", revised=revised)
    version = Version(revision, replacement, act.ready.submission.id, once, act.now)
    act.work.contributions.add_version(one.id, version, submitters_of(act.ready.reading.mail))
    return version


def refuse_infected(last: Verdict, verdict: Verdict, files: Iterable[str]) -> None:
    """UsageError where the virus scanner found something in one of these files (SHA-256) that nobody has released.

    `last` is the verdict that counts, `verdict` the one with what was found.
    """
    released = {one.document.sha256 for one in last.documents if one.disposition == "accept"}
    put = set(files) - released
    for found in verdict.findings:
        if found.document is None or found.facts.get("kind") != "infected":
            continue
        document = verdict.documents[found.document].document
        if document.sha256 in put:
            raise UsageError("{file}: the virus scanner found something in it.", file=document.file)


def remembered(act: Acting, *numbers: Contribution | None) -> Snapshot:
    """What is known now, with these numbers as they are, so that `undo` finds them."""
    known = act.known()
    every = [replace(one, versions=()) for one in numbers if one is not None]
    ids = {one.id for one in every}
    return replace(known, contributions=(*(one for one in known.contributions if one.id not in ids), *every))


def decided(act: Acting, verdict: Verdict, known: Snapshot, *numbers: Contribution | None) -> Decision:
    """Record the Decision; its letter goes to those who sent files of these numbers, too."""
    deed = replace(act.deed, copies=_others(act, [one for one in numbers if one is not None]))
    return replace(act, deed=deed).decide(verdict, known)


def _others(act: Acting, numbers: Sequence[Contribution]) -> tuple[str, ...]:
    """The senders of the other mails that brought these numbers."""
    mine = act.ready.submission
    ids = {version.submission for one in numbers for version in one.versions} - {mine.id}
    mails = act.work.submissions.some(sorted(ids))
    senders = dict.fromkeys(one.sender for one in mails.values() if not is_of_the_house(one.source))
    return tuple(one for one in senders if is_address(one) and one.lower() != mine.sender.lower())[:_MOST_COPIES]
