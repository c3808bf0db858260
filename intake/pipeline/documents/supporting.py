"""The supporting files beside a version, from the store, and their bytes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intake.domain.publishing.supporting import SupportingFile, beside
from intake.domain.submission import AcceptedFile, Contribution, Version
from intake.domain.verdict import Decision

if TYPE_CHECKING:
    from intake.ports import UnitOfWork


def files_beside(work: "UnitOfWork", one: Contribution, version: Version) -> list[SupportingFile]:
    """The files that came with a version, beside its own: of several documents in one mail each may take them."""
    siblings = work.contributions.of(version.submission)
    return known_beside(one, version, siblings, work.submissions.decisions(version.submission))


def known_beside(
    one: Contribution, version: Version, siblings: Sequence[Contribution], decisions: Sequence[Decision]
) -> list[SupportingFile]:
    """The same, where the numbers that the version's mail gave, and the Decisions on it, are known."""
    opened = _archives(decisions)
    every = (*version.files, *_shared(siblings, one, version))
    return beside(one, version, [file for file in every if file.sha256 not in opened])


def _archives(decisions: Sequence[Decision]) -> frozenset[str]:
    """The digests of archives that were opened: the files from them stand beside the document, and they do not."""
    judged = decisions[-1].verdict.documents if decisions else ()
    return frozenset(each.document.sha256 for each in judged if each.document.members)


def _shared(siblings: Sequence[Contribution], one: Contribution, version: Version) -> list[AcceptedFile]:
    """The supporting files of the same mail that another document keeps."""
    others = [each for sibling in siblings if sibling.id != one.id for each in sibling.versions]
    files = [file for each in others if each.submission == version.submission for file in each.files]
    return [file for file in files if file.role == "supporting"]
