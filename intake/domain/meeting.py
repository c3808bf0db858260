"""Groups, their meetings, deadlines and zones, and the series of numbers that documents join."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

NEXT = "next"
"""Id of a group's virtual meeting: documents that arrive while no meeting is open are for the next one."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last instant for one kind of document: local wall time, IANA zone, and the one UTC instant they mean.

    The printed second is included: on time iff t < utc + 1 s.
    """

    kind: str
    local: datetime
    zone: str
    utc: datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a group. `first_day` and `last_day` are days in `zone`; `starts`, `ends` are local times if known.

    `circular` names the one that called it, `opens` (UTC) is when the call was made. `language` is the working
    language ("en"). `was` are ids that it had before, under which its older documents are recorded.
    """

    id: str
    title: str
    first_day: date
    last_day: date
    zone: str
    place: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    language: str = "en"
    circular: str = ""
    opens: datetime | None = None
    deadlines: tuple[Deadline, ...] = ()
    was: tuple[str, ...] = ()

    def deadline(self, kind: str) -> Deadline | None:
        """The deadline for this kind of document, or None when there is none."""
        return next((one for one in self.deadlines if one.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Series:
    """A run of numbers: `pattern` is a format string with `number`, e.g. "JCA-MV-Doc-{number:03d}"."""

    id: str
    pattern: str
    first_number: int = 1

    def label(self, number: int) -> str:
        """The number as printed, e.g. JCA-MV-Doc-012."""
        return self.pattern.format(number=number)


@dataclass(frozen=True, slots=True)
class Officer:
    """A chair, co-chair or counsellor of a group."""

    role: str
    name: str
    organization: str = ""
    country: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Senders:
    """The senders that a group knows; each entry is an address, or a domain as "@example.org" (with its subdomains).

    `members` and `experts` may contribute, `liaison` are bodies that send liaison statements, `speakers` may send
    presentations.
    """

    members: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()
    liaison: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group whose contributions we take: `id` "jca-mv", `acronym` "JCA-MV", `short` "MV" for references.

    `mailboxes` are its addresses in lower case; `other_names` are spellings by which it is also known.
    """

    id: str
    acronym: str
    name: str
    short: str
    zone: str
    mailboxes: tuple[str, ...]
    other_names: tuple[str, ...] = ()
    parent: str = ""
    home_page: str = ""
    template_url: str = ""
    secretary: str = ""
    telephone: str = ""
    officers: tuple[Officer, ...] = ()
    senders: Senders = field(default_factory=Senders)


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
