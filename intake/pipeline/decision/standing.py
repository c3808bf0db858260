"""The numbers under which the files of a mail stand already."""

from collections.abc import Iterator, Sequence

from intake.domain.answering.taken_back import not_undone
from intake.domain.publishing.versions import last_versions
from intake.domain.submission import Contribution, Version
from intake.domain.verdict import Decision, FileRole, Judged, Verdict
from intake.ports import UnitOfWork


def is_accepted(judged: Judged) -> bool:
    """Whether the document is a contribution that is accepted."""
    return judged.role == "contribution" and judged.disposition == "accept"


def _taken(verdict: Verdict) -> set[tuple[str, FileRole]]:
    """The files (digests) that are accepted as contributions or, by a person, as parts."""
    taken = (one for one in verdict.documents if is_accepted(one) or (one.arranged and one.disposition == "accept"))
    return {(one.document.sha256, one.role) for one in taken}


def stand_again(work: UnitOfWork, submission: int, verdict: Verdict) -> None:
    """Let what counted of the files that are accepted again count again, under the numbers that they have in it.

    A file without one has the number that it had when it was accepted last: what was undone was under others.
    """
    decisions = work.submissions.decisions(submission)
    again = _taken(verdict) - _taken(decisions[-1].verdict)
    named: dict[str, set[tuple[str, FileRole]]] = {}
    for one in verdict.documents:
        file = (one.document.sha256, one.role)
        for label in _named(one, decisions) if file in again else ():
            named.setdefault(label, set()).add(file)
    for label, files in named.items():
        known = work.contributions.by_label(label)
        if known is not None and (aside := files - _standing(known, submission)):
            work.contributions.stand_again(known.id, submission, aside)


def _standing(known: Contribution, submission: int) -> set[tuple[str, FileRole]]:
    """What of this mail counts under the number, put there by the act itself perhaps."""
    mine = (version for version in known.versions if version.submission == submission)
    return {(file.sha256, file.role) for version in mine for file in version.files}


def _named(judged: Judged, decisions: Sequence[Decision]) -> set[str]:
    """The numbers that the document is under by its verdict, or was before it was held; what was undone is none."""
    if judged.number:
        return {judged.number}
    before = (
        one.number
        for decision in reversed(not_undone(decisions))
        for one in decision.verdict.documents
        if one.number and one.document.sha256 == judged.document.sha256 and one.role == judged.role
    )
    return {label for label in (judged.of, next(before, None)) if label}


def earlier_of(known: Sequence[Contribution], submission: int, judged: Judged) -> tuple[str, Version] | None:
    """The number and the version that this file of the mail has already.

    It is where a person put it, else where it is the file still, else the last one.
    """
    given = list(_given(known, submission, judged.document.sha256))
    now = {one.label: last_versions(one)[0] for one in known}
    given = [each for each in given if _has(now[each[0]], judged.document.sha256)] or given
    if judged.arranged == "in-place":
        given = [each for each in given if each[0] == judged.of] or given
    return given[-1] if given else None


def _given(known: Sequence[Contribution], submission: int, digest: str) -> Iterator[tuple[str, Version]]:
    """The numbers and the versions that this file of the mail has; a number that was given up has none."""
    for one in (each for each in known if not each.joined_to):
        for version in one.versions:
            if version.submission == submission and _has(version, digest):
                yield one.label, version


def _has(version: Version, digest: str) -> bool:
    return any(file.role == "contribution" and file.sha256 == digest for file in version.files)
