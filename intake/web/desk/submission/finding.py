"""Find the mail that an address names, for somebody who may see it; where they came from, and the way back."""

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import parse_qsl

from fastapi import Path, Query

from intake.app.desk import OpenDesk
from intake.domain.people import Person, may, visible_groups
from intake.domain.submission import Submission
from intake.web.desk.rights import Missing
from intake.web.desk.shown import Shown

Name = Annotated[str, Path(max_length=200)]
"""A reference, an id or a number, as people type it."""
From = Annotated[Literal["", "work", "log"], Query(alias="from")]
"""The list that the visitor came from."""
Listed = Annotated[str, Query(alias="list", max_length=2_000)]
"""The filter of that list, as its own address has it."""


class Unknown(Missing):
    """No mail is called so, or it is of a group that this person does not work for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def found(desk: OpenDesk, person: Person, name: str) -> Submission:
    """The mail of this name. Raises Unknown, also for one that this person may not see."""
    with desk.store.read() as work:
        submission = work.submissions.find(name)
    if submission is None or not may(person, "see", submission.group):
        raise Unknown(name)
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
        for key, value in parse_qsl(self.listed)[:50]:
            several.setdefault(key, []).append(value)
        return shown.link("/log", **several)

    def values(self, shown: Shown) -> dict[str, object]:
        """What the templates say of it."""
        return {"back": self.address(shown), "came_from": self.came_from or "log", "kept": self.kept}

    def neighbours(self, desk: OpenDesk, shown: Shown, person: Person, it: Submission) -> tuple[str, str]:
        """The addresses of the mails before and after this one on the work list; "" where there is none."""
        if self.came_from != "work":
            return "", ""
        with desk.store.read() as work:
            groups = visible_groups(person, work.rulebooks.groups())
            pair = work.stories.waiting_beside(it, groups)
        before, after = (shown.link(f"/submissions/{one}", **self.kept) if one else "" for one in pair)
        return before, after
