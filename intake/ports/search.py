"""The collection in which the mails of the log are found again."""

from typing import Protocol

from intake.domain.search.address import View
from intake.domain.search.asked import LogPage, LogQuery
from intake.domain.search.entries import EntryPage, EntryQuery


class Search(Protocol):
    """The mails of the log, by what a person asks for."""

    def page(self, query: LogQuery, view: View, size: int) -> LogPage:
        """So many mails behind or ahead of the place that the view names, in its order."""
        ...

    def count(self, query: LogQuery, most: int) -> int:
        """How many mails there are, counted up to `most` at most."""
        ...

    def entries(self, query: EntryQuery, size: int) -> EntryPage:
        """So many sealed lines of the log behind or ahead of a position, the newest first."""
        ...
