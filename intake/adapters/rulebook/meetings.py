"""The meetings of a rulebook: days and hours become instants."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from intake.adapters.rulebook.build import Build
from intake.adapters.rulebook.extensions import extensions
from intake.adapters.rulebook.items import items
from intake.adapters.rulebook.toml_files import KeyPath, Tree
from intake.domain.deadlines import deadline, utc_of
from intake.domain.meeting import NEXT, Deadline, Meeting

_NEEDS = ("id", "title", "first_day")
UNTIL_MEETING = ("liaison_in", "presentation")
"""Kinds that have until the meeting starts where nothing else is said; all others have no deadline then."""


class Meetings(Build):
    """The meetings of one rulebook."""

    def meetings(self, zone: str) -> tuple[Meeting, ...]:
        """The meetings in the order of their first days."""
        found: list[Meeting] = []
        for index, keys in enumerate(self.tree.get("meeting", ())):
            path: KeyPath = ("meeting", index)
            if not self.needs(keys, path, _NEEDS):
                continue
            if keys["id"] == NEXT or keys["id"] in {one.id for one in found}:
                self.fault((*path, "id"), f"{keys['id']!r} is taken; each meeting has an id of its own")
            found.append(self._meeting(keys, path, keys.get("zone", zone)))
        self._no_id_twice(found)
        return tuple(sorted(found, key=lambda one: (one.first_day, one.id)))

    def _no_id_twice(self, meetings: Sequence[Meeting]) -> None:
        """A former id (`was`) belongs to one meeting alone, and to none that has it now."""
        ids = [one.id for one in meetings]
        former = [was for one in meetings for was in one.was]
        for index, keys in enumerate(self.tree.get("meeting", ())):
            for was in _listed(keys.get("was", ())):
                if was in ids or was == NEXT or former.count(was) > 1:
                    self.fault(("meeting", index, "was"), f"{was!r} is the id of another meeting; each id is of one")

    def _meeting(self, keys: Tree, path: KeyPath, zone: str) -> Meeting:
        self.zone(zone, (*path, "zone"))
        first: date = keys["first_day"]
        last = _last_day(keys)
        if last < first:
            self.fault((*path, "last_day"), f"{last} lies before the first day, {first}")
        starts = datetime.combine(first, keys["starts"]) if "starts" in keys else None
        return Meeting(
            id=keys["id"],
            title=keys["title"],
            first_day=first,
            last_day=last,
            zone=zone,
            place=keys.get("place", ""),
            starts=starts,
            ends=datetime.combine(last, keys["ends"]) if "ends" in keys else None,
            language=keys.get("language", "en"),
            circular=keys.get("circular", ""),
            was=_listed(keys.get("was", ())),
            opens=self._opens(keys.get("opens"), zone, (*path, "opens")),
            deadlines=self._deadlines(keys, path, zone, starts or datetime.combine(first, time())),
            extensions=extensions(keys, path, zone, datetime.combine(last, time.max), self.fault),
            status=keys.get("status", ""),
            items=items(keys, path, self.fault),
        )

    def _deadlines(self, keys: Tree, path: KeyPath, zone: str, starts: datetime) -> tuple[Deadline, ...]:
        """Return what the file says, and the usual for kinds that it does not name; `starts` is a local time."""
        said = {**keys.get("deadlines", {})}
        usual = {kind: "meeting-start" for kind in UNTIL_MEETING if kind not in said}
        deadlines = [self._deadline(kind, when, zone, starts, path) for kind, when in (said | usual).items()]
        last = _last_day(keys)
        for one in deadlines:
            if one and one.local.date() > last:
                sentence = f"{one.local.date()} lies after the meeting's last day, {last}"
                self.fault((*path, "deadlines", one.kind), sentence)
        return tuple(one for one in deadlines if one is not None)

    def _deadline(self, kind: str, when: Any, zone: str, starts: datetime, path: KeyPath) -> Deadline | None:  # noqa: ANN401 - date, time, word
        try:
            if when == "meeting-start":
                return deadline(kind, starts, zone)
            return None if when == "none" else deadline(kind, when, zone)
        except ValueError as error:
            self.fault((*path, "deadlines", kind), str(error))
            return None

    def _opens(self, when: Any, zone: str, path: KeyPath) -> datetime | None:  # noqa: ANN401 - date, time or nothing
        """The instant (UTC) at which the call opens: a date means its first second in the zone."""
        if when is None:
            return None
        try:
            return utc_of(when if isinstance(when, datetime) else datetime.combine(when, time()), zone)
        except ValueError as error:
            self.fault(path, str(error))
            return datetime.combine(when, time(), UTC)


def _last_day(meeting: Tree) -> date:
    last: date = meeting["last_day"] if "last_day" in meeting else meeting["first_day"]
    return last


def _listed(said: str | Sequence[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
