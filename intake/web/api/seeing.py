"""What a reader sees: groups, and the mails and meetings of those. Whatever else there is answers as if it were not."""

from typing import Annotated

from fastapi import Path
from pydantic import StringConstraints

from intake.app.desk import OpenDesk
from intake.domain.persons.tokens import ApiReader
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.ports import UnitOfWork
from intake.web.api.problems import NotThere

Reference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{0,80}$")]
"""The reference of a mail, like MV-26-0017; "" for none."""
ReferenceInPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,80}$", description="Its reference, like MV-26-0017.")]
GroupInPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,100}$", description="The id of its group.")]


def groups_seen(work: UnitOfWork, reader: ApiReader) -> tuple[str, ...]:
    """The ids of the groups that the reader sees, in their order."""
    return tuple(one for one in work.rulebooks.groups() if reader.sees(one))


def seen_group(work: UnitOfWork, reader: ApiReader, group: str) -> str:
    """The id of this group. Raises NotThere unless the reader sees it."""
    if group not in groups_seen(work, reader):
        raise NotThere
    return group


def submission_called(work: UnitOfWork, reader: ApiReader, reference: str) -> Submission:
    """The mail with this reference. Raises NotThere, also for one of a group that the reader does not see."""
    found = work.submissions.find(reference)
    if found is None or found.reference.upper() != reference.upper() or not reader.sees(found.group):
        raise NotThere
    return found


def rulebooks_seen(desk: OpenDesk, work: UnitOfWork, reader: ApiReader, group: str = "") -> list[Rulebook]:
    """The rulebooks in force of this group, or of all that the reader sees, by their ids. Raises NotThere."""
    groups = (seen_group(work, reader, group),) if group else groups_seen(work, reader)
    found = (desk.line.readable_rulebook(work, one) for one in sorted(groups))
    return [one for one in found if one is not None]
