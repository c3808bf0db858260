"""A home that is only looked into: its database, clock and words. No server, no reader and no check is loaded."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from intake.adapters.clock import SystemClock
from intake.adapters.home.files import HomeFiles
from intake.adapters.rulebook.zones import series_of, zones_of
from intake.domain.meeting import Series, Zones
from intake.domain.names import MeetingName, same_id, unknown_group, unknown_meeting
from intake.settings import Settings, database_address, load_settings
from intake.shipped import shipped_templates
from intake.store.work import open_store

if TYPE_CHECKING:
    from intake.adapters.words.catalogs import Catalogs
    from intake.adapters.words.reasons import Reasons
    from intake.ports import Clock, Store, Subjects, UnitOfWork, Words


@dataclass(frozen=True)
class Looking:
    """What a command that prints and changes nothing works with; words are loaded when they are first used."""

    files: HomeFiles
    settings: Settings
    store: "Store"
    clock: "Clock"

    @cached_property
    def reasons(self) -> "Reasons":
        """Why something waits, in English and French."""
        from intake.adapters.words.catalogs import DESK, LETTERS, Catalogs
        from intake.adapters.words.reasons import Reasons

        return Reasons(Catalogs(shipped_templates() / "locale", (LETTERS, DESK)))

    @cached_property
    def words(self) -> "Words":
        """Findings in sentences, in English."""
        from intake.adapters.words.sentences import Sentences

        return Sentences(self._catalogs)

    @cached_property
    def subjects(self) -> "Subjects":
        """The subject lines of receipts."""
        from intake.adapters.letter.subjects import ReceiptSubjects

        return ReceiptSubjects(self._catalogs)

    @cached_property
    def _catalogs(self) -> "Catalogs":
        from intake.adapters.words.catalogs import Catalogs

        return Catalogs(shipped_templates() / "locale")

    def group_named(self, work: "UnitOfWork", named: str) -> str | None:
        """The id of the group that a person named, None for "". UsageError where no rulebook of it is in force."""
        known = work.rulebooks.groups()
        if named and named.lower() not in known:
            raise unknown_group(named, known)
        return named.lower() or None

    def meeting_named(self, work: "UnitOfWork", name: MeetingName) -> str:
        """The present id of a meeting of a group that is there. UsageError for an unknown one."""
        zones = self.zones(work, name.group)
        known = [*zones.meetings] if zones else []
        found = same_id(name.meeting, [*known, *(zones.now_called if zones else ())])
        if zones is None or found is None:
            raise unknown_meeting(name.group, name.meeting, known)
        return str(zones.present_id(found))

    def zones(self, work: "UnitOfWork", group: str) -> Zones | None:
        """The zones of a group and its meetings, None where no rulebook of the group is in force."""
        active = work.rulebooks.active(group)
        return zones_of(active[1]) if active else None

    def series(self, work: "UnitOfWork", group: str) -> tuple[Series, ...]:
        """The series of a group, none where no rulebook of the group is in force."""
        active = work.rulebooks.active(group)
        return series_of(active[1]) if active else ()


@contextmanager
def look_into(
    home: Path, *, clock: "Clock | None" = None, environment: Mapping[str, str] | None = None
) -> Iterator[Looking]:
    """Open a home to look into it. Raises ConfigurationError and UnavailableError, as `open_home` does."""
    files = HomeFiles(home)
    files.require()
    settings = load_settings(files.settings, os.environ if environment is None else environment)
    store = open_store(database_address(settings, files.top))
    try:
        yield Looking(files, settings, store, clock or SystemClock())
    finally:
        store.close()
