"""Find the mail that an address names, for somebody who may see it; where they came from, and the way back."""

from dataclasses import dataclass, replace
from typing import Annotated, Literal
from urllib.parse import parse_qsl

from fastapi import Path, Query

from intake.app.desk import OpenDesk
from intake.app.logs import reach_of
from intake.domain.persons.people import Person, may, visible_groups
from intake.domain.search.address import PlaceInOrder, asked_in
from intake.domain.submission import Submission
from intake.pipeline.showing.mails import query_of
from intake.ports import UnitOfWork
from intake.web.desk.rights import Missing
from intake.web.desk.shown import Shown

Name = Annotated[str, Path(max_length=200)]
"""A reference, an id or a number, as people type it."""
From = Annotated[Literal["", "work", "log"], Query(alias="from")]
"""The list that the visitor came from."""
FromList = Annotated[str, Query(alias="list", max_length=2_000)]
"""The filter of that list, as its own address has it."""


_MOST = 50
"""Values of a filter that are read."""


class UnknownMail(Missing):
    """No mail is called so, or it is of a group that this person does not work for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def found(desk: OpenDesk, person: Person, name: str) -> Submission:
    """The mail of this name. Raises UnknownMail, also for one that this person may not see."""
    with desk.store.read() as work:
        submission = work.submissions.find(name)
    if submission is None or not may(person, "see", submission.group):
        raise UnknownMail(name)
    return submission


@dataclass(frozen=True, slots=True)
class Back:
    """The list that the visitor came from, so that the pages lead back to it, and on to its next mail."""

    came_from: Literal["", "work", "log"]
    listed: str

    @property
    def kept(self) -> dict[str, str]:
        """What every link to a page about the same list carries on."""
        return {"from": self.came_from, "list": self.listed}

    def address(self, shown: Shown) -> str:
        """The address of the list; the log where there is none."""
        if self.came_from == "work":
            return shown.link("/")
        several: dict[str, list[str]] = {}
        for key, value in parse_qsl(self.listed)[:_MOST]:
            several.setdefault(key, []).append(value)
        return shown.link("/log", **several)

    def values(self, shown: Shown) -> dict[str, object]:
        """What the templates say of it."""
        return {"back": self.address(shown), "came_from": self.came_from or "log", "kept": self.kept}

    def neighbours(self, desk: OpenDesk, shown: Shown, person: Person, it: Submission) -> tuple[str, str]:
        """The addresses of the mails before and after this one on the list; "" where there is none."""
        if not self.came_from:
            return "", ""
        with desk.store.read() as work:
            pair = self._on_work_list(work, person, it) if self.came_from == "work" else self._in_log(work, person, it)
        before, after = (shown.link(f"/submissions/{one}", **self.kept) if one else "" for one in pair)
        return before, after

    def _on_work_list(self, work: UnitOfWork, person: Person, it: Submission) -> tuple[str, str]:
        return work.stories.waiting_beside(it, visible_groups(person, work.rulebooks.groups()))

    def _in_log(self, work: UnitOfWork, person: Person, it: Submission) -> tuple[str, str]:
        """In the order and under the filter that the list had; this mail need not be in it any more."""
        asked, view, _ = asked_in(parse_qsl(self.listed)[:_MOST])
        query, _ = query_of(asked, reach_of(work, person))
        here = PlaceInOrder(it.received_at, it.id)
        ahead = work.search.page(query, replace(view, before=here, after=None), 1).rows
        behind = work.search.page(query, replace(view, before=None, after=here), 1).rows
        before, after = (rows[0].submission.reference if rows else "" for rows in (ahead, behind))
        return before, after
