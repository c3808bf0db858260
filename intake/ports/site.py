"""What is posted: the ticks of supporting files, and the folder of a site."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from intake.domain.publishing.calendar import CalendarEvent
from intake.domain.publishing.site import Publication
from intake.domain.publishing.ticks import Tick


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A document to publish: its name, a key that is the same as long as its bytes are, and how to make them.

    A `supporting` file has the number of its document.
    """

    name: str
    number: str
    key: str
    make: Callable[[], bytes]
    supporting: bool = False


class Ticks(Protocol):
    """Supporting files that a person ticked to be posted with their document; the log keeps what was before."""

    def put(self, tick: Tick) -> None:
        """Write a tick in place of the one that its file had beside this version."""
        ...

    def drop(self, tick: Tick) -> None:
        """Forget a tick."""
        ...

    def of(self, contributions: Sequence[int]) -> list[Tick]:
        """The ticks of these contributions (ids), in the order of their versions; taken-off ones too."""
        ...


class Site(Protocol):
    """One folder for one audience. Raises UnavailableError where the disk does not take it."""

    def put(self, page: Publication, files: Sequence[SiteFile], events: Sequence[CalendarEvent]) -> bool:
        """Write the site of one meeting, whole or not at all; False if nothing has changed."""
        ...

    def keep(self, group: str, meetings: Collection[str]) -> list[str]:
        """Take down all other meetings of this group; their ids."""
        ...

    def finish(self) -> None:
        """Write the list of all meetings that are there."""
        ...
