"""Numbers that were given up for another one count again once their file is no longer kept there.

This is the one place that says so, after whatever a person did: a file counts under one number at most.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.errors import UsageError
from intake.domain.numbers.alone import standing_alone
from intake.domain.submission import Contribution, Version
from intake.domain.verdict import Verdict
from intake.pipeline.decision.now import files_now, kept, own_file
from intake.ports import UnitOfWork

_WAITS = ("hold", "return", "ignore")


@dataclass(frozen=True, slots=True)
class Joining:
    """A number that was given up, and the one under which its file (SHA-256) is kept instead."""

    given_up: Contribution
    into: Contribution
    file: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A joining that is over: the number counts again now, or waits with its document."""

    joining: Joining
    waits: bool


def joinings(work: UnitOfWork, group: str) -> tuple[Joining, ...]:
    """The numbers of the group that were given up, and whose file is kept under another one."""
    given_up = work.contributions.joined(group)
    found = ((one, _into(work, one), own_file(one)) for one in given_up)
    return tuple(Joining(one, into, file) for one, into, file in found if into is not None and file in kept(into))


def settle(work: UnitOfWork, before: Iterable[Joining], mail: int, verdict: Verdict, now: datetime) -> list[Ended]:
    """Let the numbers count again, or wait, whose joinings an act on this mail has ended: by what is kept now.

    `verdict` is that of the act; a document that waits by it has no number yet. `now` is UTC.
    """
    known, over = tuple(before), list[Ended]()
    while found := _ended(work, known, mail, verdict):
        labels = {one.joining.given_up.label for one in found}
        # What was joined to a number that counts again is kept there.
        for one in [each for each in found if each.joining.given_up.joined_to not in labels] or found:
            given_up = one.joining.given_up
            work.contributions.join_to(given_up.id, "", given_up.withdrawn_at if one.waits else None)
            _take_out(work, one.joining, mail, now)
            over.append(one)
    return over


def _ended(work: UnitOfWork, before: Iterable[Joining], mail: int, verdict: Verdict) -> list[Ended]:
    found = []
    for one in before:
        now = work.contributions.by_label(one.given_up.label)
        if now is None or now.joined_to != one.given_up.joined_to:
            continue
        into = _into(work, now)
        waits = now.submission == mail and _waits(verdict, one.file)
        if into is None or one.file not in kept(into) or (waits and into.withdrawn_at is not None):
            found.append(Ended(replace(one, into=into or one.into), waits))
    return found


def with_ended(over: Sequence[Ended], mail: int, verdict: Verdict) -> Verdict:
    """The verdict in which the documents of this mail whose numbers count again stand by themselves."""
    again = (one.joining for one in over if not one.waits)
    return standing_alone(verdict, {one.file: one.given_up.label for one in again if one.given_up.submission == mail})


def _take_out(work: UnitOfWork, joining: Joining, mail: int, now: datetime) -> None:
    """Let a number that is held with its parts come back without this one."""
    into = work.contributions.by_label(joining.into.label)
    if into is None or joining.file not in kept(into):
        return
    left = tuple(file for file in files_now(into) if file.sha256 != joining.file)
    revision, replacement = work.contributions.next_version(into.id, "Rev", revised=False)
    work.contributions.add_version(into.id, Version(revision, replacement, mail, left, now), ())


def joined_again(work: UnitOfWork, before: Iterable[Contribution]) -> None:
    """Give those numbers up again that were so before an act which is undone, and whose file is back where it was.

    Raises UsageError for one that a person has acted on since.
    """
    for was in before:
        now = work.contributions.by_label(was.label) if was.joined_to else None
        into = _into(work, was) if now is not None and now.joined_to != was.joined_to else None
        if now is None or into is None or own_file(now) not in kept(into):
            continue
        if now.withdrawn_at is not None:
            raise UsageError(
                "{number} was changed by a later act on another mail; undo that one first, or use another act.",
                number=now.label,
            )
        work.contributions.join_to(now.id, was.joined_to, was.withdrawn_at)


def _into(work: UnitOfWork, one: Contribution) -> Contribution | None:
    """The number under which it is kept in the end: the other one may have been given up, too."""
    seen, into = {one.label}, work.contributions.by_label(one.joined_to)
    while into is not None and into.joined_to and into.label not in seen:
        seen.add(into.label)
        into = work.contributions.by_label(into.joined_to)
    return into


def _waits(verdict: Verdict, file: str) -> bool:
    return any(one.document.sha256 == file and one.disposition in _WAITS for one in verdict.documents)
