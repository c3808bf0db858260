"""The time zones in which a group's documents are shown."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Zones:
    """The zone of a group, those of its meetings by id, and the present id for each former one."""

    group: str
    meetings: Mapping[str, str]
    now_called: Mapping[str, str]

    def present_id(self, meeting: str | None) -> str | None:
        """The id that a meeting has now, of one that it had when something was recorded; else this very one."""
        return meeting if meeting in self.meetings else self.now_called.get(meeting or "", meeting)

    def of(self, meeting: str | None) -> str:
        """The IANA zone of this meeting; the group's for "next", None and an unknown one."""
        return self.meetings.get(self.present_id(meeting) or "", self.group)
