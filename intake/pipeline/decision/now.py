"""What counts of a mail now: an act on another mail may have let a number of its own count again."""

from dataclasses import replace
from typing import TYPE_CHECKING

from intake.domain.numbers.alone import standing_alone
from intake.domain.publishing.versions import last_versions
from intake.domain.submission import AcceptedFile, Contribution
from intake.domain.verdict import Decision, Verdict

if TYPE_CHECKING:
    from intake.ports import UnitOfWork


def as_it_stands(work: "UnitOfWork", mail: int, verdict: Verdict) -> Verdict:
    """The verdict of this mail, each document under its own number again where an act on another mail has led to it."""
    arranged = {one.document.sha256 for one in verdict.documents if one.arranged in ("in-place", "joined")}
    if not arranged:
        return verdict
    own = {
        file: one
        for one in work.contributions.of(mail)
        for file in [own_file(one)]
        if one.submission == mail and one.withdrawn_at is None and file in arranged
    }
    return standing_alone(verdict, {file: one.label for file, one in own.items()})


def decisions_as_they_stand(work: "UnitOfWork", mail: int) -> list[Decision]:
    """The Decisions on a mail, the last one with its verdict as it stands."""
    decisions = work.submissions.decisions(mail)
    return [*decisions[:-1], *(replace(one, verdict=as_it_stands(work, mail, one.verdict)) for one in decisions[-1:])]


def own_file(one: Contribution) -> str:
    """The file (SHA-256) that stands for a number."""
    return next(file.sha256 for file in files_now(one) if file.role == "contribution")


def kept(one: Contribution) -> set[str]:
    """The files (SHA-256) that count under a number."""
    return {file.sha256 for file in files_now(one) if file.role in ("contribution", "part")}


def files_now(one: Contribution) -> tuple[AcceptedFile, ...]:
    """The files of its last revision, as it was last sent."""
    return last_versions(one)[0].files
