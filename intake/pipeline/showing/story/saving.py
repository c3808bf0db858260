"""What can be saved of a mail: the files that it brought, and those that were made for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.domain.mail import Mail
from intake.pipeline.showing.story.gathered import GatheredMail


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a mail: its name as the mail gives it ("" for none), its digest, its size in bytes."""

    name: str
    sha256: str
    size: int


def files_to_save(known: GatheredMail, mail: Mail | None) -> tuple[KeptFile, ...]:
    """Each file once by its digest: documents of the last Decision first, then other attachments."""
    return tuple({one.sha256: one for one in reversed(list(_all(known, mail)))}.values())[::-1]


def file_to_save(known: GatheredMail, mail: Mail | None, sha256: str) -> KeptFile | None:
    """The file of this mail with this digest; None for any other, also for one of another mail."""
    return next((one for one in _all(known, mail) if one.sha256 == sha256), None)


def _all(known: GatheredMail, mail: Mail | None) -> Iterator[KeptFile]:
    for decision in reversed(known.decisions):
        for one in decision.verdict.documents:
            yield KeptFile(one.document.file, one.document.sha256, one.document.size)
    for each in mail.attachments if mail else ():
        yield KeptFile(each.name, each.sha256, each.size)
