"""The folder of a site that everybody, or every member, may read."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from intake.domain.publishing.calendar import Event
from intake.domain.publishing.site import Publication


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A document to publish: its name, a key that is the same as long as its bytes are, and how to make them."""

    name: str
    number: str
    key: str
    make: Callable[[], bytes]


class Site(Protocol):
    """One folder for one audience. Raises UnavailableError where the disk does not take it."""

    def put(self, page: Publication, files: Sequence[SiteFile], events: Sequence[Event]) -> bool:
        """Write the site of one meeting, whole or not at all; False if nothing has changed."""
        ...

    def keep(self, group: str, meetings: Collection[str]) -> list[str]:
        """Take down all other meetings of this group; their ids."""
        ...

    def finish(self) -> None:
        """Write the list of all meetings that are there."""
        ...
