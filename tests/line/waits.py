"""The work list in words, as `intake waiting` prints it."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from intake.adapters.rulebook.zones import zones_of
from intake.adapters.words.catalogs import DESK, LETTERS, Catalogs
from intake.adapters.words.reasons import Reasons
from intake.domain.submission import Submission
from intake.pipeline.line import Line
from intake.pipeline.showing.waiting import WorkItem, waiting
from intake.ports import UnitOfWork
from intake.shipped import shipped_templates


@dataclass(frozen=True, slots=True)
class Waits:
    """One item with its reason and commands in words."""

    item: WorkItem
    reason: str
    command: str
    otherwise: str

    @property
    def what(self) -> str:
        return self.item.what

    @property
    def seems(self) -> str:
        return self.item.seems

    @property
    def submission(self) -> Submission:
        return self.item.submission

    @property
    def about(self) -> Submission | None:
        return self.item.about


@cache
def reasons() -> Reasons:
    return Reasons(Catalogs(shipped_templates() / "locale", (LETTERS, DESK)))


def waits(line: Line, groups: Collection[str] | None = None, language: str = "en") -> list[Waits]:
    """All that waits for a person, with times on the clock of its meeting."""
    with line.store.read() as work:
        return [_told(work, one, language) for one in waiting(work, groups)]


def _told(work: UnitOfWork, one: WorkItem, language: str) -> Waits:
    active = work.rulebooks.active(one.submission.group)
    zone = zones_of(active[1]).of(one.submission.meeting) if active else "UTC"
    reason = reasons().in_one_line(one.reason, language, zone)
    return Waits(one, reason, one.act.command, one.otherwise.command if one.otherwise else "")
