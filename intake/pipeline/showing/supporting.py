"""The files that came beside a document, and which of them a person ticked."""

from typing import TYPE_CHECKING

from intake.domain.publishing.supporting import label_of
from intake.domain.publishing.ticks import ticks_of
from intake.domain.publishing.versions import last_versions
from intake.pipeline.documents.supporting import files_beside
from intake.pipeline.showing.plain import Object, instant

if TYPE_CHECKING:
    from intake.domain.submission import Contribution
    from intake.ports import UnitOfWork


def beside_objects(work: "UnitOfWork", one: "Contribution") -> list[Object]:
    """The files beside the last revision of a number, and beside its corrigenda and addenda, each with its place."""
    ticks = work.ticks.of([one.id])
    found = []
    for version in last_versions(one):
        known = {each.sha256: each for each in ticks_of(ticks, one, version)}
        for each in files_beside(work, one, version):
            tick = known.get(each.file.sha256)
            found.append(
                {
                    "number": label_of(one, version),
                    "place": each.place,
                    "file": each.file.name,
                    "role": each.file.part or each.file.role,
                    "posted_as": tick.name if tick and tick.stands else None,
                    "ticked_at": instant(tick.at) if tick and tick.stands else None,
                    "taken_off_at": instant(tick.off_at) if tick else None,
                }
            )
    return found
