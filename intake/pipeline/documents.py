"""The files that stand under a number."""

from intake.domain.errors import UsageError
from intake.domain.numbering import split_revision
from intake.domain.submission import Contribution, Version
from intake.pipeline.line import Line
from intake.ports import DamagedBlobError


def original(line: Line, number: str) -> bytes:
    """The bytes of the contribution's own file as they were sent: its last version, or that of the revision named.

    UsageError when there is no such number or revision, or when the stored file is damaged.
    """
    label, revision = split_revision(number)
    with line.store.read() as work:
        contribution = work.contributions.by_label(label)
    if contribution is None:
        raise UsageError(f"{number}: there is no contribution with this number.")
    version = _version(contribution, revision, number)
    file = next((one for one in version.files if one.role == "contribution"), version.files[0])
    try:
        return line.blobs.get(file.sha256)
    except (DamagedBlobError, KeyError) as error:
        raise UsageError(f"{number}: its stored file is damaged or gone ({error}).") from error


def _version(contribution: Contribution, revision: int | None, number: str) -> Version:
    wanted = contribution.revision if revision is None else revision
    versions = [one for one in contribution.versions if one.revision == wanted]
    if not versions:
        raise UsageError(f"{number}: there is no such revision; the last one is {contribution.revision}.")
    return max(versions, key=lambda one: one.replacement)
